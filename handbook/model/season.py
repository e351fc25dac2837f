"""The dates of a heating season as a site writes them, and a day, go in; the part of the season that is on comes out."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from handbook.model.handbook import Handbook
from handbook.model.kinds import Phase

START, END = "season_start", "season_end"
"""Keys of the site values that hold the dates."""
TEST_DAYS = 30
"""Days before the season in which pressure is tested."""
START_UP_DAYS = 10
"""First days of the season; the promise for them is a site value of its own (供热头十天)."""
_DAY = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*日")


@dataclass(frozen=True, slots=True)
class Season:
    """First and last day of heating, each a (month, day)."""

    start: tuple[int, int]
    end: tuple[int, int]

    def phase_on(self, day: date) -> Phase:
        """The part that is on: every day of the year has one."""
        start = _on_or_before(self.start, day)
        end = _after(self.end, start)
        if day <= end:
            return Phase.START_UP if day < start + timedelta(days=START_UP_DAYS) else Phase.DEEP_COLD
        coming = _after(self.start, day)
        return Phase.PRESSURE_TEST if day >= coming - timedelta(days=TEST_DAYS) else Phase.SHUT_DOWN


def season_of(handbook: Handbook) -> Season | None:
    """The season that the site values name, such as 10 月 20 日 and 次年 4 月 20 日; None where one is no date."""
    days = [_day_of(handbook, key) for key in (START, END)]
    start, end = days
    return Season(start, end) if start and end else None


def _day_of(handbook: Handbook, key: str) -> tuple[int, int] | None:
    value = handbook.value_by_key.get(key)
    found = _DAY.search(value.value) if value is not None else None
    if found is None:
        return None
    month, day = int(found[1]), int(found[2])
    try:
        date(2000, month, day)  # a leap year: 29 February is a date
    except ValueError:
        return None
    return month, day


def _in(year: int, day: tuple[int, int]) -> date:
    try:
        return date(year, *day)
    except ValueError:  # 29 February
        return date(year, 3, 1)


def _on_or_before(day: tuple[int, int], now: date) -> date:
    found = _in(now.year, day)
    return found if found <= now else _in(now.year - 1, day)


def _after(day: tuple[int, int], now: date) -> date:
    found = _in(now.year, day)
    return found if found > now else _in(now.year + 1, day)
