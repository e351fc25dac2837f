"""A day on which something happened goes in; the last day of what the rule gives comes out, by Civil Code 201–203.

The first day is not counted; where the month has no such day its last one holds; where the last day is off, the next working
day does, by the table of holidays that the company keeps. A year that is not in it is refused.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from handbook.model.reckoning import HOLIDAYS, LIMITATION_ARTICLES, Period, Reckoning
from handbook.model.value_figure import Measure, MonthDay, Quantity, YearOff
from handbook.reckon.finishing import refused, unsure_notes
from handbook.reckon.ground import Asking, Ground
from handbook.reckon.result import Line, Refusal, Result, Spoken

_LAWYERS = "中断、中止由法务定：有没有要过、答应过、起诉过，都会改这个日子。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked and typed."""

    period: Period
    starts_on: date | None = None
    """The day on which it happened; None where the season or the calendar says it."""
    asked_day: date | None = None
    """Whether that day is still within it; None: nobody asked."""
    season_year: int
    """The year in which the season begins."""


class Calendar:
    """Which days are worked, by the company's table."""

    def __init__(self, years: tuple[YearOff, ...]) -> None:
        self._years = {row.year: row for row in years}

    def knows(self, day: date) -> bool:
        """Whether the year of that day is in the table."""
        return day.year in self._years

    def is_off(self, day: date) -> bool:
        """Whether nobody works on it. Raises KeyError where the year is not in the table."""
        year = self._years[day.year]
        if day in year.worked:
            return False
        is_holiday = any(span.first <= day <= span.last for span in year.off)
        return is_holiday or day.weekday() in (calendar.SATURDAY, calendar.SUNDAY)


def period(ground: Ground, wanted: Asked) -> Result | Refusal:
    """The last day, or all that stands against reckoning it."""
    asking = ground.asking()
    found = _Finding(asking, wanted).last_day()
    if asking.faults or found is None:
        return refused(asking, Reckoning.PERIOD)
    last, lines = found
    is_limitation = wanted.period is Period.LIMITATION
    headline = f"{wanted.period}：{last}"
    if wanted.asked_day is not None and not is_limitation:
        is_within = wanted.asked_day <= last
        headline += f"；{wanted.asked_day} {'还在期内' if is_within else '过了这一天'}"
    notes = (*([_LAWYERS] if is_limitation else ()), *unsure_notes(asking))
    extra = tuple(map(ground.article, LIMITATION_ARTICLES)) if is_limitation else ()
    return Result(
        kind=Reckoning.PERIOD,
        day=last,
        headline=headline,
        given=tuple(_given(wanted)),
        lines=tuple(lines),
        used=asking.used,
        articles=tuple(dict.fromkeys((*asking.articles, *extra))),
        notes=notes,
        spoken=_spoken(wanted.period, last, asking),
        edition=ground.handbook.edition,
        reckoned_on=ground.today,
    )


def _given(wanted: Asked) -> Iterator[str]:
    if wanted.starts_on is not None:
        yield f"{wanted.period.starts}：{wanted.starts_on}"
    if wanted.asked_day is not None:
        yield f"问的那天：{wanted.asked_day}"


def _spoken(wanted: Period, last: date, asking: Asking) -> Spoken:
    if wanted is Period.LIMITATION:
        return Spoken(words="时效从哪天算、中间有没有断过，要由法务看材料定，我登记转过去答复您。")
    why_not = tuple(f"“{one.label}”还没核实（{one.confidence}）" for one in asking.used if not one.is_sure)
    if why_not:
        return Spoken(words="最晚到哪天，我请专岗核了再答复您，以公告和书面答复为准。", why_not=why_not)
    return Spoken(
        words=f"按规定数，最晚是 {last.year} 年 {last.month} 月 {last.day} 日，以公告和书面答复为准。"
    )


class _Finding:
    """How the last day is found."""

    def __init__(self, asking: Asking, wanted: Asked) -> None:
        self._asking = asking
        self._wanted = wanted
        self._lines: list[Line] = []

    def last_day(self) -> tuple[date, list[Line]] | None:
        """The day and the working; None where something stands against it."""
        last = self._found()
        return None if last is None else (last, self._lines)

    def _found(self) -> date | None:
        key = self._wanted.period.key
        value = self._asking.ground.handbook.value_by_key.get(key)
        figure = value.figure if value is not None else None
        if figure is not None and figure.day is not None:
            day = self._asking.day(key)
            return self._fixed(key, day) if day is not None else None
        quantity = self._asking.quantity(key, Measure.DAY, Measure.WORKDAY, Measure.MONTH, Measure.YEAR)
        if quantity is None:
            return None
        return self._after(quantity) if self._wanted.period.starts else self._before_season(quantity)

    def _fixed(self, key: str, day: MonthDay) -> date | None:
        found = self._asking.dated(key, day, self._wanted.season_year)
        if found is not None:
            self._tell(f"规定的日子：{found}。写死的日子遇休息日不顺延。")
        return found

    def _before_season(self, quantity: Quantity) -> date | None:
        season = self._asking.season(self._wanted.season_year)
        if season is None:
            return None
        if quantity.unit is not Measure.DAY:
            self._asking.object_to(
                f"“{self._wanted.period}”要按天往前数，现在的单位是“{quantity.unit}”，先不算。"
            )
            return None
        last = season.first - timedelta(days=int(quantity.amount))
        self._tell(
            f"供热期 {season.first} 开始，往前数 {quantity.amount} 天：{last}。往前数的不因休息日顺延。"
        )
        return last

    def _after(self, quantity: Quantity) -> date | None:
        start = self._wanted.starts_on
        if start is None:
            self._asking.object_to(f"还差“{self._wanted.period.starts}”是哪天，填上再算。")
            return None
        count = int(quantity.amount)
        if count != quantity.amount:
            self._asking.object_to(f"“{self._wanted.period}”不是整数的{quantity.unit}，先不算。")
            return None
        off = Calendar(self._asking.years_off())
        if self._asking.faults:
            return None
        if quantity.unit is Measure.WORKDAY:
            return self._workdays(off, start, count)
        if quantity.unit is Measure.DAY:
            last = start + timedelta(days=count)
        else:
            months = count * _MONTHS if quantity.unit is Measure.YEAR else count
            last = after_months(start, months)
        self._tell(f"{start} 当天不算，次日起数 {count} {quantity.unit}：{last}。")
        if last.day != start.day and quantity.unit in (Measure.MONTH, Measure.YEAR):
            self._tell(f"{last.year} 年 {last.month} 月没有 {start.day} 日，以月末那天为准。")
        return self._to_working_day(off, last)

    def _workdays(self, off: Calendar, start: date, count: int) -> date | None:
        last, left = start, count
        while left:
            last += timedelta(days=1)
            if not self._is_known(off, last):
                return None
            left -= not off.is_off(last)
        self._tell(f"{start} 当天不算，数 {count} 个工作日：{last}。")
        return last

    def _to_working_day(self, off: Calendar, last: date) -> date | None:
        end = last
        while self._is_known(off, end) and off.is_off(end):
            end += timedelta(days=1)
        if self._asking.faults:
            return None
        if end != last:
            self._tell(f"{last} 是休息日，顺延到第一个上班的日子：{end}。")
        return end

    def _is_known(self, off: Calendar, day: date) -> bool:
        if off.knows(day):
            return True
        label = self._asking.label(HOLIDAYS)
        self._asking.object_to(
            f"“{label}”里没有 {day.year} 年，排不出最后一天。在维护台的“本单位资料”里补上那一年的放假通知。",
            HOLIDAYS,
        )
        return False

    def _tell(self, words: str) -> None:
        self._lines.append(Line(words=words))


_MONTHS = len(calendar.month_name) - 1
"""Of a year; the list of names begins with an empty one."""


def after_months(day: date, count: int) -> date:
    """The same day `count` months later; the month's last where it has no such day."""
    first = day.replace(day=1)
    for _ in range(count):
        first += timedelta(days=calendar.monthrange(first.year, first.month)[1])
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))
