"""Lines that several people append to one file: nothing of another is lost, and what a power cut tore stays one line."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from handbook.whole_file import append_line


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


@pytest.mark.skipif(
    os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="nothing is forbidden to root"
)
def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OSError, match="rows"):
        append_line(tmp_path / "rows.jsonl", b"x")
