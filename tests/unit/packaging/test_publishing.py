"""Products: whole under their name, or not there; what stood there before stays."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.packaging.build_error import BuildError
from handbook.packaging.publishing import publish, require_space, sweep


def _fails_with(error: BaseException) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(b"half")
        raise error

    return make


def _makes_whole(path: Path) -> None:
    path.write_bytes(b"whole")


def test_product_stands_under_its_name_when_whole(tmp_path: Path) -> None:
    made = publish(tmp_path, "a.deb", _makes_whole)
    assert made.read_bytes() == b"whole"
    assert [p.name for p in tmp_path.iterdir()] == ["a.deb"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_disk_that_refuses_leaves_the_old_product(tmp_path: Path, number: int) -> None:
    (tmp_path / "a.deb").write_bytes(b"old")
    with pytest.raises(BuildError, match=r"full|cannot be written"):
        publish(tmp_path, "a.deb", _fails_with(OSError(number, os.strerror(number))))
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a.deb": b"old"}


@pytest.mark.parametrize("error", [KeyboardInterrupt(), BuildError("tool failed"), ValueError("bug")])
def test_interrupt_in_the_middle_leaves_nothing_half_made(tmp_path: Path, error: BaseException) -> None:
    with pytest.raises(type(error)):
        publish(tmp_path, "a.deb", _fails_with(error))
    assert list(tmp_path.iterdir()) == []


def test_full_disk_for_real(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")

    def make(path: Path) -> None:
        path.write_bytes(b"begun")
        with full.open("wb", buffering=0) as file:
            file.write(b"x")

    with pytest.raises(BuildError, match="full"):
        publish(tmp_path, "a.deb", make)
    assert list(tmp_path.iterdir()) == []


def test_leavings_of_a_killed_build_are_swept(tmp_path: Path) -> None:
    (tmp_path / ".partial-1-a.deb").write_bytes(b"half")
    (tmp_path / "b.deb").write_bytes(b"whole")
    sweep(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["b.deb"]


def test_too_little_space_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="Nothing was built"):
        require_space(tmp_path, 2**62)
    require_space(tmp_path, 1)
