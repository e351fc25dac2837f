"""What the store is told the time by."""

import time

import pytest

from handbook.call.state.clock import SystemClock


def test_the_system_clock_has_an_offset_and_never_goes_back() -> None:
    clock = SystemClock()
    first, second = clock.monotonic(), clock.monotonic()
    assert second >= first
    assert clock.now().utcoffset() is not None
    assert clock.now().microsecond % 1000 == 0


def test_suspend_is_counted_where_the_system_counts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "CLOCK_BOOTTIME", 7, raising=False)
    monkeypatch.setattr(time, "clock_gettime", {7: 12345.5}.__getitem__, raising=False)
    assert SystemClock().monotonic() == 12345.5


def test_a_system_that_does_not_tell_has_the_plain_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_number: int) -> float:
        raise OSError

    monkeypatch.setattr(time, "CLOCK_BOOTTIME", 7, raising=False)
    monkeypatch.setattr(time, "clock_gettime", refuse, raising=False)
    before = time.monotonic()
    assert before <= SystemClock().monotonic() <= time.monotonic()
