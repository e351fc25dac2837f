"""The line by which an editor finds the schema of the file that it opens."""

from pathlib import Path

import pytest

from handbook.content.schema_line import schema_line
from handbook.content.yaml_reader import read_yaml
from handbook.model.kinds import Kind


def test_a_folder_without_schemas_has_no_line(tmp_path: Path) -> None:
    assert schema_line(Kind.SCRIPT, str(tmp_path / "scripts" / "scr-a.yaml")) == ""


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("scripts/scr-a.yaml", "../script.schema.json"),
        ("regions/hlj/scripts/scr-a.yaml", "../../../script.schema.json"),
        ("scr-a.yaml", "script.schema.json"),
    ],
)
def test_the_path_leads_from_the_file_to_the_schema(tmp_path: Path, file: str, path: str) -> None:
    (tmp_path / "script.schema.json").write_text("{}")
    line = schema_line(Kind.SCRIPT, str(tmp_path / file))
    assert line == f"# yaml-language-server: $schema={path}"
    assert read_yaml(f"{line}\nid: scr-a\n".encode()).value == {"id": "scr-a"}
    assert schema_line(Kind.CASE, str(tmp_path / file)) == ""


def test_special_files_have_one_too(tmp_path: Path) -> None:
    (tmp_path / "values.schema.json").write_text("{}")
    assert schema_line("values", str(tmp_path / "values.yaml")).endswith("=values.schema.json")
