"""Settings are read whatever stands in the file, and written whole or not at all."""

import errno
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.errors import HandbookError
from handbook.settings import Settings, read_settings, write_settings

CHANGED = Settings(look="dark", scale=1.5, phase="严寒", is_docked=True, dock_edge="left", retention_days=3)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    write_settings(path, CHANGED)
    assert read_settings(path) == CHANGED
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "{",
        "[]",
        "null",
        '"x"',
        "{}",
        '{"unknown": 1}',
        "\0",
        '{"scale": NaN}',
        '{"scale": Infinity}',
        '{"scale": 1' + "0" * 400 + "}",
        "[" * 100_000,
    ],
)
def test_a_file_that_says_nothing_gives_the_defaults(tmp_path: Path, raw: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(raw)
    assert read_settings(path) == Settings()


def test_bytes_that_are_no_text_give_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"\xff\xfe\x00\x80")
    assert read_settings(path) == Settings()
    assert read_settings(tmp_path) == Settings()
    assert read_settings(tmp_path / "none.json") == Settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("look", 3),
        ("look", "pink"),
        ("scale", "big"),
        ("scale", True),
        ("is_docked", "false"),
        ("is_docked", 1),
        ("dock_edge", "top"),
        ("retention_days", 2.5),
        ("retention_days", True),
        ("phase", None),
        ("hot_key", []),
    ],
)
def test_a_wrong_value_falls_back_alone(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"look": "dark", "dock_width": 350, name: value}))
    wanted = replace(Settings(), look="system" if name == "look" else "dark", dock_width=350)
    assert read_settings(path) == wanted


@pytest.mark.parametrize(
    ("name", "written", "read"),
    [
        ("scale", 9.0, 2.0),
        ("scale", 0, 1.0),
        ("scale", 2, 2.0),
        ("dock_width", 5000, 420),
        ("dock_width", 1, 320),
        ("retention_days", -4, 0),
    ],
)
def test_numbers_are_kept_in_bounds(tmp_path: Path, name: str, written: float, read: float) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({name: written}))
    assert getattr(read_settings(path), name) == read


@pytest.mark.parametrize("key", ["Ctrl+\ud800", "\udfff", "Ctrl+😀", 'Ctrl+"\\'])
def test_whatever_text_was_read_can_be_written(tmp_path: Path, key: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"hot_key": key}))
    read = read_settings(path)
    assert read.hot_key == key
    write_settings(path, read)
    assert read_settings(path) == read


@pytest.mark.skipif(sys.platform == "win32", reason="rights are otherwise there")
def test_settings_are_this_user_s_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    write_settings(path, CHANGED)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_refuses_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("x")
    with pytest.raises(HandbookError, match="没有存下来"):
        write_settings(blocked / "settings.json", CHANGED)
    assert blocked.read_text() == "x"


def test_a_target_that_cannot_be_replaced_leaves_no_temporary_file(tmp_path: Path) -> None:
    (tmp_path / "settings.json" / "inside").mkdir(parents=True)
    with pytest.raises(HandbookError):
        write_settings(tmp_path / "settings.json", CHANGED)
    assert [p.name for p in tmp_path.iterdir()] == ["settings.json"]


def test_settings_are_kept_on_a_disk_that_refuses_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object, *_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted", str(path))

    path = tmp_path / "settings.json"
    path.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(os, "chmod", refuse)
    monkeypatch.setattr("handbook.whole_file._rights", lambda _: 0o755)  # as every file of such a disk seems
    write_settings(path, CHANGED)
    assert read_settings(path) == CHANGED
