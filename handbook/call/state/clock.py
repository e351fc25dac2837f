"""Nothing -> what time it is: wall time for stamps, monotonic time for durations."""

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol


class Clock(Protocol):
    """Passed in wherever time matters, so that tests and clock jumps can be played."""

    def now(self) -> datetime:
        """Local wall time with its offset; may jump either way, so good for stamps alone."""
        ...

    def monotonic(self) -> float:
        """Seconds from an arbitrary start, those in suspend included; never goes back while the process lives."""
        ...


class SystemClock:
    """The computer's own clocks."""

    def __init__(self) -> None:
        self._read_seconds = _clock_of_boot()

    def now(self) -> datetime:
        """Local wall time with its offset, to the millisecond."""
        moment = datetime.now().astimezone()
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def monotonic(self) -> float:
        """Seconds of the system's monotonic clock; on Linux that of the boot, for the plain one stops in suspend."""
        return self._read_seconds()


def _clock_of_boot() -> Callable[[], float]:
    """CLOCK_BOOTTIME where it can be read (Linux), else the monotonic clock, which on Windows counts suspend too."""
    number = getattr(time, "CLOCK_BOOTTIME", None)
    if number is None:
        return time.monotonic
    read = partial(time.clock_gettime, number)
    try:
        read()
    except OSError:  # a sandbox, an old kernel
        return time.monotonic
    return read


def minutes_seconds(milliseconds: int) -> str:
    """A duration as mm:ss, or h:mm:ss from an hour on; never negative."""
    seconds = max(0, milliseconds) // 1000
    hours = seconds // 3600
    minutes = seconds // 60 % 60
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes:02}:{seconds % 60:02}"
