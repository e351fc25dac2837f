"""``handbook schema DIR`` writes a valid JSON Schema for each kind."""

import argparse
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from handbook.cli.exit_codes import FINE, USAGE
from handbook.cli.main import run
from handbook.model.kinds import Kind


def _no_window(_: argparse.Namespace) -> int:
    raise AssertionError("a verb opened the window")


def _handbook(*argv: str) -> int:
    return run(argv, _no_window)


def test_a_schema_of_each_kind_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "schemas"
    assert _handbook("schema", str(folder)) == FINE
    assert {p.name for p in folder.iterdir()} == {
        "standing.schema.json",
        "successors.schema.json",
        "stale_law.schema.json",
        "first_aid.schema.json",
        "prohibited_acts.schema.json",
        "acts.schema.json",
        "priorities.schema.json",
        "region.schema.json",
        "values.schema.json",
        *(f"{kind.value}.schema.json" for kind in Kind),
    }
    for path in folder.iterdir():
        Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))
    assert "散热不良" in (folder / "procedure.schema.json").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    assert _handbook("schema", str(tmp_path / "file" / "schemas")) == USAGE
    assert "请换一个文件夹" in capsys.readouterr().err
