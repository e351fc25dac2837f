"""Replacing a file waits out a virus scanner, gives up in time, and never hides any other error."""

from pathlib import Path

import pytest

from handbook.call.clock import SystemClock
from handbook.call.durable_files import replace_durably


class Scanner:
    """Refuses the first replacements as Windows does while a scanner reads the file."""

    def __init__(self, code: int, times: int) -> None:
        self.code, self.times, self.slept = code, times, 0.0

    def replace(self, source: Path, target: Path) -> None:
        if self.times > 0:
            self.times -= 1
            error = PermissionError(13, "in use")
            error.winerror = self.code  # type: ignore[attr-defined, unused-ignore]
            raise error
        source.replace(target)

    def sleep(self, seconds: float) -> None:
        self.slept += seconds


def drafted(folder: Path) -> tuple[Path, Path]:
    source, target = folder / "draft", folder / "target"
    source.write_text("new")
    target.write_text("old")
    return source, target


@pytest.mark.parametrize("code", [5, 32, 33])
def test_short_locks_are_waited_out(tmp_path: Path, code: int) -> None:
    source, target = drafted(tmp_path)
    scanner = Scanner(code, times=4)
    replace_durably(source, target, replace=scanner.replace, sleep=scanner.sleep)
    assert target.read_text() == "new"
    assert 0 < scanner.slept <= 2.5


def test_a_lock_that_stays_is_an_error_and_the_old_file_stands(tmp_path: Path) -> None:
    source, target = drafted(tmp_path)
    scanner = Scanner(5, times=1000)
    with pytest.raises(PermissionError):
        replace_durably(source, target, replace=scanner.replace, sleep=scanner.sleep)
    assert target.read_text() == "old"
    assert 2.5 <= scanner.slept < 4


def test_other_errors_are_not_waited_for(tmp_path: Path) -> None:
    source, target = drafted(tmp_path)
    scanner = Scanner(2, times=1)
    with pytest.raises(OSError, match="in use"):
        replace_durably(source, target, replace=scanner.replace, sleep=scanner.sleep)
    assert scanner.slept == 0


def test_the_system_clock_has_an_offset_and_never_goes_back() -> None:
    clock = SystemClock()
    first, second = clock.monotonic(), clock.monotonic()
    assert second >= first
    assert clock.now().utcoffset() is not None
    assert clock.now().microsecond % 1000 == 0
