"""Desks with a real call store that leave letters on a share; for tests."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from handbook.call.feedback import Feedback
from handbook.call.finished_days import FinishedDays
from handbook.call.store.store import RowStore
from handbook.fleet.inbox.leaving import leave_day_sums
from handbook.fleet.inbox.outbox import Outbox
from handbook.fleet.inbox.words import TradeWords
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.simulated_calls import Simulation

SEAT = "0123456789ab"


@dataclass
class Desk:
    """One desk; its outbox and the share are folders."""

    folder: Path
    store: RowStore
    seat: str = SEAT
    retention_days: int = 7

    def __post_init__(self) -> None:
        self.clock = FakeClock()
        self.share = self.folder / "share"
        self.outbox = Outbox(self.folder / f"outbox-{self.seat}")
        self.played = Simulation(self.clock, self.store, self.retention_days)
        self.feedback = Feedback(self.store, self.clock)

    def search_in_vain(self, *queries: str) -> None:
        for query in queries:
            self.feedback.record_miss(query)

    def sleep(self, days: int = 1) -> None:
        self.clock.advance(timedelta(days=days).total_seconds())

    def lay_in(self, now: datetime | None = None) -> None:
        days = FinishedDays(self.store, self.played.counts)
        self.outbox.lay_in(days.read(now or self.clock.now(), self.outbox.days()), TradeWords.shipped())

    def leave(self) -> int:
        return leave_day_sums(self.share, self.share / "seats", self.outbox, self.seat, self.clock.now())

    @property
    def inbox(self) -> Path:
        return self.share / "inbox"

    def files(self) -> list[str]:
        return sorted(
            path.relative_to(self.inbox).as_posix() for path in self.inbox.rglob("*") if path.is_file()
        )


def open_inbox(folder: Path) -> None:
    (folder / "share" / "inbox").mkdir(parents=True)


def report_seats(folder: Path, count: int, seen: datetime) -> None:
    """So many desks left word of themselves."""
    seats = folder / "share" / "seats"
    seats.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (seats / f"{number}.json").write_text(f'{{"seen": "{seen.isoformat()}"}}', "utf-8")
