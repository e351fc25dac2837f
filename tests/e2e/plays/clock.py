"""Acts of an agent go in; what time it is in the played call comes out, the same on every machine."""

from dataclasses import dataclass
from datetime import datetime, timedelta

BEGIN = datetime(2026, 1, 14, 9, 41).astimezone()
SECONDS_AN_ACT = 3.0
"""Between one key and the next: an agent reads, listens and says what stands there."""


@dataclass
class PlayedClock:
    """A clock that goes on with every act, however fast the machine is, and by hours where a play says so."""

    begins: datetime = BEGIN
    seconds_an_act: float = SECONDS_AN_ACT
    seconds: float = 0.0
    """Since the play began."""

    def now(self) -> datetime:
        """Local wall time."""
        return self.begins + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        """Seconds since the play began."""
        return self.seconds

    def act(self) -> None:
        """Something is done."""
        self.seconds += self.seconds_an_act

    def wait(self, hours: float) -> None:
        """Nothing is done for so long."""
        self.seconds += hours * 3600
