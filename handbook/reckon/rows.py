"""A record of room temperatures, row by row, as the agent confirms it."""

from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal

from handbook.reckon.facts import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One reading."""

    day: date
    celsius: Decimal
    hour: time | None = None
    """When on that day; None where nobody said."""
    room: str = ""
    """Which room; empty where nobody said."""
    by: Measured | None = None
    """Who took it, where the words say so; None: as the fact about the whole record says."""
    words: str = ""
    """From which words it was read; empty where it was typed into a table."""

    @property
    def told(self) -> str:
        """2026-01-05 20:00 客厅 18.5 ℃."""
        hour = f"{self.hour.isoformat('minutes')}" if self.hour is not None else ""
        parts = (self.day.isoformat(), hour, self.room, f"{self.celsius} ℃")
        return " ".join(filter(None, parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """A piece of a record that could not be read surely; while there is one, nothing is reckoned."""

    words: str
    why: str

    @property
    def told(self) -> str:
        """“1 月 6 日”没有度数，请补上或删去."""
        return f"“{self.words}”{self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What was read of a text."""

    rows: tuple[Row, ...] = ()
    blocked: tuple[Blocked, ...] = field(default=())
