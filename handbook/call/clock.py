"""Nothing -> what time it is: wall time for stamps, monotonic time for durations."""

import time
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Passed in wherever time matters, so that tests and clock jumps can be played."""

    def now(self) -> datetime:
        """Local wall time with its offset; may jump either way, so good for stamps alone."""
        ...

    def monotonic(self) -> float:
        """Seconds from an arbitrary start; never goes back while the process lives."""
        ...


class SystemClock:
    """The computer's own clocks."""

    def now(self) -> datetime:
        """Local wall time with its offset, to the millisecond."""
        moment = datetime.now().astimezone()
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def monotonic(self) -> float:
        """Seconds of the system's monotonic clock."""
        return time.monotonic()


def minutes_seconds(milliseconds: int) -> str:
    """A duration as mm:ss, or h:mm:ss from an hour on; never negative."""
    seconds = max(0, milliseconds) // 1000
    hours, minutes = seconds // 3600, seconds // 60 % 60
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes:02}:{seconds % 60:02}"
