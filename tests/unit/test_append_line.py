"""Lines that several people append to one file: nothing of another is lost, and what a power cut tore stays one line."""

import errno
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from handbook.whole_file import _wait_for_turn, append_line


def test_lines_stand_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    for line in (b"one", b"", b"three"):
        append_line(path, line)
    assert path.read_bytes() == b"one\n\nthree\n"


def test_a_torn_line_does_not_take_the_next_one_along(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"a":1}\n{"b"')
    append_line(path, b'{"c":3}')
    assert path.read_bytes().splitlines() == [b'{"a":1}', b'{"b"', b'{"c":3}']


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    lines = [f"{number:04}".encode() * 50 for number in range(200)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda line: append_line(path, line), lines))
    assert sorted(path.read_bytes().splitlines()) == lines


def test_a_line_that_the_disk_takes_in_pieces_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As at the edge of a page of the disk, where others see the first part of a line before the rest.
    write = os.write

    def write_piece(descriptor: int, content: bytes) -> int:
        written = write(descriptor, content[:7])
        time.sleep(0.0002)
        return written

    monkeypatch.setattr(os, "write", write_piece)
    path = tmp_path / "rows.jsonl"
    lines = [f"{number:04}".encode() * 5 for number in range(60)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda line: append_line(path, line), lines))
    assert sorted(path.read_bytes().splitlines()) == lines


def test_a_disk_without_locks_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    if sys.platform == "win32":
        monkeypatch.setattr("msvcrt.locking", refuse)
    else:
        monkeypatch.setattr("fcntl.flock", refuse)
    path = tmp_path / "rows.jsonl"
    append_line(path, b"one")
    append_line(path, b"two")
    assert path.read_bytes() == b"one\ntwo\n"


def test_a_lock_that_is_never_given_back_does_not_keep_the_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handbook.whole_file.PATIENCE", 0.01)
    path = tmp_path / "rows.jsonl"
    append_line(path, b"one")
    with path.open("r+b") as other:
        _wait_for_turn(other.fileno())
        append_line(path, b"two")
    assert path.read_bytes() == b"one\ntwo\n"


@pytest.mark.skipif(
    os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="nothing is forbidden to root"
)
def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OSError, match="rows"):
        append_line(tmp_path / "rows.jsonl", b"x")
