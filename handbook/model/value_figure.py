"""What a site value says, as numbers, days, hours and tables: to be checked, and to be reckoned with.

The words of a value stay what is spoken and printed; the figure stands beside them and says the same (rule
`value-figure`). Shares are fractions (30 % is 0.3), amounts are decimal, so that nothing is rounded on the way.
"""

from dataclasses import dataclass, fields
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Annotated

from annotated_types import Ge, Le, MinLen

from handbook.model.reckoning import Choice

_DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The longest that each month gets."""


class Measure(StrEnum):
    """What an amount is counted in."""

    SHARE = "占比"
    """A fraction of the whole: 0.3 is 30 %."""
    SHARE_PER_DAY = "占比/天"
    """A fraction of the whole for each day: 0.001 is one per mille a day."""
    CELSIUS = "℃"
    METRE = "米"
    MINUTE = "分钟"
    HOUR = "小时"
    DAY = "天"
    WORKDAY = "工作日"
    MONTH = "个月"
    YEAR = "年"
    SEASON = "采暖期"
    YUAN_PER_SQUARE_METRE = "元/㎡"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with what it counts, or a range of them."""

    amount: Decimal
    """The number; of a range the lower end."""
    most: Decimal | None = None
    """Upper end of a range; None where it is one number."""
    unit: Measure
    """What it is counted in."""

    def __post_init__(self) -> None:
        """Raise ValueError where the range goes down."""
        if self.most is not None and self.most <= self.amount:
            raise ValueError(f"most({self.most})要大于 amount({self.amount})")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDay:
    """A day of every year."""

    month: Annotated[int, Ge(1), Le(12)]
    """1–12."""
    day: Annotated[int, Ge(1), Le(31)]
    """Day of that month; 29 February is one."""
    is_next_year: bool = False
    """Whether it is of the year after that in which the heating season begins."""

    def __post_init__(self) -> None:
        """Raise ValueError where the month has no such day."""
        if not 1 <= self.month <= len(_DAYS_OF_MONTH) or not 1 <= self.day <= _DAYS_OF_MONTH[self.month - 1]:
            raise ValueError(f"{self.month} 月没有 {self.day} 日")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockSpan:
    """A part of the day."""

    start: time
    """Such as 06:00."""
    end: time
    """Later on the same day."""

    def __post_init__(self) -> None:
        """Raise ValueError where it ends before it starts."""
        if self.end <= self.start:
            raise ValueError(f"end({self.end:%H:%M})要晚于 start({self.start:%H:%M})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """One row of a table of refunds: which share of a day's fee for which room temperature."""

    at_least: Decimal | None = None
    """℃, from which on; None = however cold."""
    below: Decimal
    """℃, up to but not at which."""
    share: Annotated[Decimal, Ge(0), Le(1)]
    """Share of the fee: 1 = all of it."""

    def __post_init__(self) -> None:
        """Raise ValueError where nothing lies between both ends."""
        if self.at_least is not None and self.below <= self.at_least:
            raise ValueError(f"below({self.below})要高于 at_least({self.at_least})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surcharge:
    """What is added for each step above a bound: 3 % for every 0.1 m above 3.2 m."""

    above: Decimal
    """In `unit`, from which on."""
    each: Annotated[Decimal, Ge(0)]
    """In `unit`, size of a step."""
    share: Annotated[Decimal, Ge(0)]
    """Added for each step, as a share of the price."""
    unit: Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthShare:
    """Which share of the season's fee falls on a month."""

    month: Annotated[int, Ge(1), Le(12)]
    share: Annotated[Decimal, Ge(0), Le(1)]
    """Share of the fee: 0.2 is 20 %. Whether the shares of all months make up the whole, whoever reckons asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySpan:
    """Days one after another."""

    first: date
    last: date
    """Not before `first`; the same for one day."""

    def __post_init__(self) -> None:
        """Raise ValueError where it ends before it begins."""
        if self.last < self.first:
            raise ValueError(f"last({self.last})不能早于 first({self.first})")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearOff:
    """What of a year is off work beside Saturdays and Sundays, and which of these are worked."""

    year: Annotated[int, Ge(1)]
    off: Annotated[tuple[DaySpan, ...], MinLen(1)]
    """Holidays, in order."""
    worked: tuple[date, ...] = ()
    """Saturdays and Sundays that are working days."""

    def __post_init__(self) -> None:
        """Raise ValueError where a day is of another year."""
        days = (*(day for span in self.off for day in (span.first, span.last)), *self.worked)
        if any(day.year != self.year for day in days):
            raise ValueError(f"{self.year} 年的表里只能写这一年的日子")


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """That the company allowed something."""

    name: Annotated[str, MinLen(1)]
    """Who decided it."""
    day: date
    """When."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueFigure:
    """One of these, as the value is one."""

    number: Quantity | None = None
    """A number or a range, with its unit."""
    day: MonthDay | None = None
    """A day without a year."""
    clock: Annotated[tuple[ClockSpan, ...], MinLen(1)] | None = None
    """Parts of the day, in order."""
    tiers: Annotated[tuple[Tier, ...], MinLen(1)] | None = None
    """Table of refunds, from the warmest down, without gaps."""
    surcharge: Surcharge | None = None
    """What is added step by step."""
    choice: Choice | None = None
    """A rule, in its closed words."""
    months: Annotated[tuple[MonthShare, ...], MinLen(1)] | None = None
    """Table of months, in the order of the season."""
    years: Annotated[tuple[YearOff, ...], MinLen(1)] | None = None
    """Table of holidays, year by year."""
    approval: Approval | None = None
    """That something is allowed, by whom and since when."""

    def __post_init__(self) -> None:
        """Raise ValueError where it is none of these or several, or where spans or tiers do not follow each other."""
        given = [field.name for field in fields(self) if getattr(self, field.name)]
        if len(given) != 1:
            names = "、".join(field.name for field in fields(self))
            raise ValueError(f"{names} 里要写一样,也只写一样")
        self._check_order()

    def _check_order(self) -> None:
        spans = self.clock or ()
        if any(later.start < earlier.end for earlier, later in pairwise(spans)):
            raise ValueError("clock 里的时段要按先后写,不能重叠")
        tiers = self.tiers or ()
        if any(colder.below != warmer.at_least for warmer, colder in pairwise(tiers)):
            raise ValueError("tiers 要从高到低写,上一档的 at_least 就是下一档的 below,中间不能空")
        months = [row.month for row in self.months or ()]
        if len(set(months)) != len(months):
            raise ValueError("months 里一个月只写一次")
        years = [row.year for row in self.years or ()]
        if years != sorted(set(years)):
            raise ValueError("years 要按年份先后写,一年只写一次")
