"""Days that are over -> what was counted in them, which lists were used and what was searched in vain: what may be passed on.

A day is over when another has begun by a clock that is trusted, and every call that began in it has ended. The searches
are as the store keeps them, with numbers hidden; whoever passes them on hides more.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from handbook.call.day_counts import DayCounts
from handbook.call.day_sum_rows import DaySumRows
from handbook.call.day_sums import KEPT, HourSum, added, is_datable
from handbook.call.feedback import GAP, MISS
from handbook.call.journal import CallRow, Journal
from handbook.call.retention import FORGOTTEN
from handbook.call.store.store import RowStore

_OF_MISSES = (MISS, GAP)


@dataclass(frozen=True, slots=True)
class FinishedDay:
    """One day of this desk."""

    day: date
    hours: Mapping[int, HourSum] = field(default_factory=dict[int, HourSum])
    """Hour of the day (0 to 23) -> its sum."""
    lists: Mapping[str, int] = field(default_factory=dict[str, int])
    """Id of an entry -> how often it was pinned, of the calls that are still kept."""
    misses: tuple[str, ...] = ()
    """Each search as often as it was made, in no order of time."""

    @property
    def sums(self) -> HourSum:
        """All hours together."""
        return added(self.hours.values())


class FinishedDays:
    """Read out of the store of this desk."""

    def __init__(self, store: RowStore, counts: DayCounts) -> None:
        self._store = store
        self._journal = Journal(store)
        self._rows = DaySumRows(store, self._journal)
        self._counts = counts

    def read(self, now: datetime, passed_on: Collection[date]) -> list[FinishedDay]:
        """The days before that of `now` that are over and not among `passed_on`, oldest first.

        A day waits for its open calls as long as a call is not forgotten; after that it goes without them.
        """
        calls = self._journal.calls()
        waiting = {
            call.started.date() for call in calls if call.ended is None and now - call.started <= FORGOTTEN
        }

        def is_due(day: date) -> bool:
            is_over = (now - KEPT).date() <= day < now.date() and day not in waiting
            return is_over and day not in passed_on

        ended = [call for call in calls if call.ended]
        hours = self._hours([call for call in ended if is_due(call.started.date())], now, is_due)
        lists = self._lists([call for call in ended if is_datable(call.started, now)], is_due)
        misses = self._misses(is_due)
        days = sorted({*hours, *lists, *misses})
        return [
            FinishedDay(day, hours.get(day, {}), lists.get(day, {}), tuple(sorted(misses.get(day, ()))))
            for day in days
        ]

    def _hours(
        self, calls: list[CallRow], now: datetime, is_due: Callable[[date], bool]
    ) -> dict[date, dict[int, HourSum]]:
        @cache
        def is_wanted(hour: int) -> bool:
            day = _day_of(hour)
            return day is not None and is_due(day)

        counted = {hour: part for hour, part in self._counts.hours().items() if is_wanted(hour)}
        parts = (self._rows.kept(is_wanted), self._rows.of_calls(calls, now), counted)
        days: dict[date, dict[int, HourSum]] = {}
        for hour in sorted({hour for part in parts for hour in part}):
            day = date(hour // 1_000_000, hour // 10_000 % 100, hour // 100 % 100)
            days.setdefault(day, {})[hour % 100] = added(part[hour] for part in parts if hour in part)
        return days

    def _lists(self, calls: list[CallRow], is_due: Callable[[date], bool]) -> dict[date, Counter[str]]:
        days: dict[date, Counter[str]] = {}
        for call in calls:
            day = call.started.date()
            if is_due(day):
                days.setdefault(day, Counter()).update(self._journal.pinned_entries(call.id))
        return {day: count for day, count in days.items() if count}

    def _misses(self, is_due: Callable[[date], bool]) -> dict[date, list[str]]:
        days: dict[date, list[str]] = {}
        for row in self._store.rows("feedback"):
            if row["kind"] not in _OF_MISSES:
                continue
            day = datetime.fromisoformat(str(row["at"])).date()
            if is_due(day):
                days.setdefault(day, []).append(str(row["text"]))
        return days


def _day_of(hour: int) -> date | None:
    """The day of 2026112209; None for a number that is none, of a store that somebody mended by hand."""
    try:
        return date(hour // 1_000_000, hour // 10_000 % 100, hour // 100 % 100)
    except ValueError:
        return None
