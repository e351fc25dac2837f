"""A file is written whole or not at all, and the user is told why not."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from handbook.export.errors import ExportError
from handbook.export.safe_file import check_target, write_safely
from handbook.whole_file import open_draft
from tests.helpers.failing_file import FailingFile


def _leavings(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written(tmp_path: Path) -> None:
    write_safely(tmp_path / "卡.pdf", b"abc")

    assert (tmp_path / "卡.pdf").read_bytes() == b"abc"
    assert _leavings(tmp_path) == ["home"] * (tmp_path / "home").exists() + ["卡.pdf"]


def test_an_existing_file_is_not_overwritten_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    with pytest.raises(ExportError, match="--force"):
        write_safely(path, b"new")
    assert path.read_bytes() == b"old"
    write_safely(path, b"new", force=True)
    assert path.read_bytes() == b"new"


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"

    def opener(folder: Path, mode: int) -> tuple[IO[bytes], Path]:
        path.write_bytes(b"somebody else's")
        return open_draft(folder, mode)

    with pytest.raises(ExportError, match="已经存在"):
        write_safely(path, b"ours", opener=opener)
    assert path.read_bytes() == b"somebody else's"
    assert not list(tmp_path.glob(".handbook-*"))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "磁盘空间不够"),
        (errno.EACCES, "没有权限"),
        (errno.EROFS, "没有权限"),
        (errno.EBUSY, "正被别的程序打开"),
        (errno.EIO, "出错"),
    ],
)
def test_a_failing_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, code: int, words: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def opener(folder: Path, mode: int) -> tuple[IO[bytes], Path]:
        file, draft = open_draft(folder, mode)
        file.close()
        return FailingFile(OSError(code, os.strerror(code))), draft

    with pytest.raises(ExportError, match=words):
        write_safely(path, b"new" * 100, force=True, opener=opener)
    assert path.read_bytes() == b"old"
    assert not list(tmp_path.glob(".handbook-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on file size there")
def test_a_real_limit_of_the_system_is_told_in_words(tmp_path: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path; from handbook.export.safe_file import write_safely;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        "write_safely(Path(sys.argv[1]), b'x' * 100_000)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a.pdf")], capture_output=True, text=True, check=False
    )

    assert "磁盘空间不够" in done.stderr
    assert not list(tmp_path.glob("*a.pdf")) + list(tmp_path.glob(".handbook-*"))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_rights_is_told_in_words(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="没有权限"):
        write_safely(tmp_path / "a.pdf", b"x")
    tmp_path.chmod(0o700)


def test_bad_targets_are_refused_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="是文件夹"):
        check_target(tmp_path)
    with pytest.raises(ExportError, match="文件夹不存在"):
        check_target(tmp_path / "none" / "a.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_what_is_no_file_is_not_overwritten_even_by_force(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(ExportError, match="不是普通文件"):
        write_safely(pipe, b"x", force=True)
    assert pipe.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="rights are otherwise there")
def test_what_is_exported_can_be_read_like_any_file(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_safely(path, b"x")
    plain = tmp_path / "plain"
    plain.write_bytes(b"x")

    assert path.stat().st_mode == plain.stat().st_mode
