"""A site value that says by when -> what it promises: from, to and unit; and the moment that follows from saying it.

What cannot be reckoned (“到约好的钟点后 30 分钟内”, an empty value) keeps its words and gives no moment.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from handbook.chinese_numbers import number_of
from handbook.model.site_value import SiteValue


class TimeUnit(StrEnum):
    """What a promise counts in."""

    MINUTE = "分钟"
    HOUR = "小时"
    DAY = "天"
    WORKDAY = "个工作日"
    MONTH = "个月"


_UNITS = {
    "分钟": TimeUnit.MINUTE,
    "分": TimeUnit.MINUTE,
    "小时": TimeUnit.HOUR,
    "个小时": TimeUnit.HOUR,
    "钟头": TimeUnit.HOUR,
    "天": TimeUnit.DAY,
    "日": TimeUnit.DAY,
    "工作日": TimeUnit.WORKDAY,
    "个工作日": TimeUnit.WORKDAY,
    "月": TimeUnit.MONTH,
    "个月": TimeUnit.MONTH,
}
_LONG_UNITS = ("年", "周", "个采暖期")
"""Too long, or too loose, to reckon a moment with."""
_BOUND = re.compile(r"(?:之内|以内|内)$")
_OTHER_BOUND = re.compile(r"以上|以后|之后|以前|前$")
_RANGE = re.compile(r"\s*(?:-|~|\u2013|\u2014+|\u2212|至|到)\s*")
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise of time as it was pinned with a list."""

    key: str
    """Key of the site value."""
    label: str
    text: str
    """As it is said: 2 小时."""
    earliest: float | None = None
    """Shortest time, in `unit`; None where the value is empty or no number."""
    latest: float | None = None
    """Longest time, in `unit`: what is held against us."""
    unit: TimeUnit | None = None
    counts_from: str = ""
    """From when it runs, where that is not the moment of saying it."""

    @property
    def words(self) -> str:
        """As it is written down: 10 天内(从收到申请起)."""
        return f"{self.text}(从{self.counts_from}起)" if self.counts_from else self.text


def time_unit(unit: str) -> TimeUnit | None:
    """The unit of time that `unit` of a site value names (小时内, 个工作日内); None where it names none."""
    return _UNITS.get(_BOUND.sub("", unicodedata.normalize("NFKC", unit).strip()))


def counts_time(unit: str) -> bool:
    """Whether a site value with `unit` counts time, in whatever unit and towards whichever side (8 小时以上, 3 年)."""
    return time_unit(_OTHER_BOUND.sub("", unit)) is not None or unit in _LONG_UNITS


def promise_of(value: SiteValue) -> Promise:
    """What `value` promises."""
    unit, numbers = None if _OTHER_BOUND.search(value.unit) else time_unit(value.unit), _numbers(value.value)
    known = unit is not None and numbers is not None
    return Promise(
        key=value.key,
        label=value.label,
        text=value.text if value.value and not value.is_typical else "",
        earliest=numbers[0] if known and numbers else None,
        latest=numbers[1] if known and numbers else None,
        unit=unit if known else None,
        counts_from=value.counts_from,
    )


def due(promise: Promise, said: datetime) -> datetime | date | None:
    """By when, at the latest, if it was said at `said`: a moment, or the last day; None where it cannot be reckoned.

    Working days leave out Saturdays and Sundays; holidays are not known.
    """
    if promise.latest is None or promise.unit is None or promise.counts_from:
        return None
    count = promise.latest
    match promise.unit:
        case TimeUnit.MINUTE:
            return said.replace(second=0, microsecond=0) + timedelta(minutes=count)
        case TimeUnit.HOUR:
            return said.replace(second=0, microsecond=0) + timedelta(hours=count)
        case TimeUnit.DAY:
            return said.date() + timedelta(days=round(count))
        case TimeUnit.WORKDAY:
            return _after_workdays(said.date(), round(count))
        case _:
            return _after_months(said.date(), round(count))


def _numbers(text: str) -> tuple[float, float] | None:
    """Both ends of what is written: 15–30, 两到三, 24."""
    parts = _RANGE.split(unicodedata.normalize("NFKC", text).strip())
    numbers = [number_of(part) for part in parts]
    if len(numbers) not in (1, 2) or None in numbers:
        return None
    known = [number for number in numbers if number is not None]
    return min(known), max(known)


def _after_workdays(day: date, count: int) -> date:
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < _SATURDAY
    return day


def _after_months(day: date, count: int) -> date:
    month = day.month - 1 + count
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
