"""A folder that cannot keep anything is told by its reason; one that can is left as it was."""

import errno
import os
import sys
from pathlib import Path

import pytest

from handbook import paths
from handbook.user_folder import refusal


def test_a_folder_that_can_be_made_is_not_made(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a" / "b" / "c") == ""
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_keeps_what_it_held(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text("{}")
    assert refusal(tmp_path) == ""
    assert [p.name for p in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("below", ["", "data", "data/deep"])
def test_a_file_in_its_place_is_told(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("x")
    assert "文件" in refusal(tmp_path / "file" / below)
    assert (tmp_path / "file").read_text() == "x"


def test_where_there_is_no_home_nothing_can_be_made() -> None:
    assert refusal(paths.NOWHERE / paths.APP_FOLDER) != ""


@pytest.mark.parametrize(
    ("number", "word"), [(errno.EROFS, "只读"), (errno.EACCES, "权限"), (errno.EIO, "出错")]
)
def test_a_disk_that_refuses_a_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, word: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    assert word in refusal(tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_and_no_draft_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert refusal(tmp_path / "new") == "磁盘已满"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="accounts and HOME of POSIX")
@pytest.mark.parametrize("value", [None, "", "not/absolute"])
def test_a_home_that_is_not_told_is_looked_up(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    import pwd

    for name in ("HANDBOOK_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    if value is not None:
        monkeypatch.setenv("HOME", value)
    account = Path(pwd.getpwuid(os.getuid()).pw_dir)
    assert paths.user_home() == account / ".local" / "share" / paths.APP_FOLDER


@pytest.mark.skipif(sys.platform == "win32", reason="accounts and HOME of POSIX")
def test_an_account_that_is_in_no_list_has_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    def unknown(_: int) -> object:
        raise KeyError("getpwuid(): uid not found")

    for name in ("HANDBOOK_HOME", "XDG_DATA_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    assert paths.user_home().is_relative_to(paths.NOWHERE)
    monkeypatch.setenv("HANDBOOK_HOME", "~/books")
    assert paths.user_home().is_relative_to(paths.NOWHERE)
    monkeypatch.setenv("HANDBOOK_HOME", "~nobody-of-this-name/books")
    assert paths.user_home().is_relative_to(paths.NOWHERE)


def test_a_relative_data_folder_is_not_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("HANDBOOK_HOME")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", "data")
    assert paths.user_home() == tmp_path / ".local" / "share" / paths.APP_FOLDER


@pytest.mark.skipif(sys.platform == "win32", reason="a loop of links")
def test_a_home_that_is_a_loop_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    monkeypatch.setenv("HANDBOOK_HOME", str(tmp_path / "loop" / "data"))
    assert "链接" in refusal(paths.user_home())
