"""Letters of many desks -> sums of days, of hours where enough desks are in them, and the most frequent lists and misses.

No figure of a single desk is told: what is asked of the inbox is how the calls go, not who sat where.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from handbook.call.day_sums import EMPTY, HourSum, added
from handbook.fleet.inbox.leaving import ENOUGH_SEATS
from handbook.fleet.inbox.letter import Letter
from handbook.fleet.inbox.words import TradeWords


@dataclass(frozen=True, slots=True)
class Named:
    """A list or a search, and how often."""

    name: str
    times: int
    seats: int
    """Desks at which it was."""


@dataclass(frozen=True, slots=True)
class Totals:
    """All letters together."""

    days: Mapping[date, HourSum] = field(default_factory=dict[date, HourSum])
    """In order."""
    seats_of_day: Mapping[date, int] = field(default_factory=dict[date, int])
    hours: Mapping[tuple[date, int], HourSum] = field(default_factory=dict[tuple[date, int], HourSum])
    """(day, hour) -> sum of the desks that told their hours; only of days on which `ENOUGH_SEATS` did."""
    seats_of_hours: Mapping[date, int] = field(default_factory=dict[date, int])
    """Of each of these days: how many desks told them."""
    lists: Sequence[Named] = ()
    """The most frequent first; the name is the id of the entry."""
    misses: Sequence[Named] = ()
    seats: int = 0
    letters: int = 0

    @property
    def all(self) -> HourSum:
        """Of all days."""
        return added(self.days.values()) if self.days else EMPTY


def totals_of(letters: Iterable[Letter], words: TradeWords) -> Totals:
    """Sum up; a search is masked again, for whoever laid it there may not have done so."""
    leaving = cache(words.leaving)
    of_days: dict[date, list[HourSum]] = defaultdict(list)
    with_hours: dict[date, list[Mapping[int, HourSum]]] = defaultdict(list)
    lists, misses = _Count(), _Count()
    seats: set[str] = set()
    count = 0
    for letter in letters:
        count += 1
        seats.add(letter.seat)
        of_days[letter.day].append(letter.sums)
        if letter.hours:
            with_hours[letter.day].append(letter.hours)
        for entry, times in letter.lists.items():
            lists.add(entry, times, letter.seat)
        for miss, times in letter.misses.items():
            if masked := leaving(miss):
                misses.add(masked, times, letter.seat)
    told = {day: parts for day, parts in sorted(with_hours.items()) if len(parts) >= ENOUGH_SEATS}
    return Totals(
        days={day: added(parts) for day, parts in sorted(of_days.items())},
        seats_of_day={day: len(parts) for day, parts in sorted(of_days.items())},
        hours={(day, hour): part for day, parts in told.items() for hour, part in _by_hour(parts).items()},
        seats_of_hours={day: len(parts) for day, parts in told.items()},
        lists=lists.named(),
        misses=misses.named(),
        seats=len(seats),
        letters=count,
    )


def _by_hour(parts: Sequence[Mapping[int, HourSum]]) -> dict[int, HourSum]:
    hours = sorted({hour for part in parts for hour in part})
    return {hour: added(part[hour] for part in parts if hour in part) for hour in hours}


class _Count:
    """How often, and at how many desks."""

    def __init__(self) -> None:
        self._times: Counter[str] = Counter()
        self._seats: dict[str, set[str]] = defaultdict(set)

    def add(self, name: str, times: int, seat: str) -> None:
        self._times[name] += times
        self._seats[name].add(seat)

    def named(self) -> list[Named]:
        """The most frequent first."""
        order = sorted(self._times.items(), key=lambda item: (-item[1], item[0]))
        return [Named(name, times, len(self._seats[name])) for name, times in order]
