"""What is done in the window outside of calls -> counts by the hour, in memory until they are stored."""

from collections.abc import Mapping

from handbook.call.day_sums import EMPTY, HourSum, added, hour_of
from handbook.call.state.clock import Clock


class DayCounts:
    """Counts, nothing else: no word of what was looked for comes here."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hours: dict[int, HourSum] = {}

    def searched(self, *, is_miss: bool) -> None:
        """A search that somebody meant; `is_miss`: it found nothing."""
        self._add(HourSum(searches=1, misses=int(is_miss)))

    def opened(self) -> None:
        """An entry was opened to be read."""
        self._add(HourSum(opened=1))

    def hours(self) -> Mapping[int, HourSum]:
        """Hour -> what was counted in it and is not stored yet."""
        return dict(self._hours)

    def stored(self) -> None:
        """The store has all of it; or nobody knows any more to which hours it belongs."""
        self._hours.clear()

    def _add(self, one: HourSum) -> None:
        hour = hour_of(self._clock.now())
        self._hours[hour] = added([self._hours.get(hour, EMPTY), one])
