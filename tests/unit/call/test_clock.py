"""What the store is told the time by."""

from handbook.call.clock import SystemClock


def test_the_system_clock_has_an_offset_and_never_goes_back() -> None:
    clock = SystemClock()
    first, second = clock.monotonic(), clock.monotonic()
    assert second >= first
    assert clock.now().utcoffset() is not None
    assert clock.now().microsecond % 1000 == 0
