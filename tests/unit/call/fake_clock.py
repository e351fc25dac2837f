"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Wall and monotonic time move together unless a test makes the wall clock jump."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
        self.seconds = 1000.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.seconds

    def advance(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.seconds += seconds

    def jump(self, seconds: float) -> None:
        """The wall clock alone, as by a correction over the network."""
        self.wall += timedelta(seconds=seconds)
