"""Where things are, on every platform and with HANDBOOK_HOME."""

import sys
import tomllib
from pathlib import Path

import pytest

from handbook import paths


def test_all_user_data_is_below_handbook_home(user_home: Path) -> None:
    places = (
        paths.user_indexes(),
        paths.user_content_cache(),
        paths.settings_file(),
        paths.call_store(),
        paths.log_folder(),
    )
    assert [p for p in places if not p.is_relative_to(user_home)] == []
    assert not user_home.exists()


def test_a_tilde_in_handbook_home_is_the_users_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("HANDBOOK_HOME", "~/books")
    assert paths.user_home() == tmp_path / "books"


@pytest.mark.parametrize(
    ("platform", "variable", "below"),
    [("linux", "XDG_DATA_HOME", ""), ("win32", "LOCALAPPDATA", "")],
)
def test_each_platform_has_its_own_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, variable: str, below: str
) -> None:
    monkeypatch.delenv("HANDBOOK_HOME")
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert paths.user_home() == tmp_path / below / paths.APP_FOLDER


def test_without_variables_it_is_below_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("HANDBOOK_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for platform, place in (
        ("linux", ".local/share"),
        ("darwin", "Library/Application Support"),
        ("win32", "AppData/Local"),
    ):
        monkeypatch.setattr(sys, "platform", platform)
        assert paths.user_home() == tmp_path / place / paths.APP_FOLDER


def test_what_travels_with_the_program_is_there() -> None:
    assert (paths.resources() / "fonts" / "NotoSansSC-Regular.ttf").is_file()
    assert (paths.shipped_content() / "handbook.yaml").is_file()
    assert paths.bundled().parent == paths.PACKAGE


def test_every_resource_of_the_program_travels_in_its_wheel(repository: Path) -> None:
    built = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"][
        "build"
    ]
    carried = built["targets"]["wheel"]["force-include"]
    folders = {folder.name for folder in (repository / "resources").iterdir()}
    wanted = {
        f"resources/{name}" for name in folders - {"packaging", "pictures"}
    }  # of the build and of README
    assert {source for source in carried if source.startswith("resources")} == wanted
    assert all(target == f"handbook/_bundled/{source}" for source, target in carried.items())
