"""A handbook and a day go in; the figures that a sum may rest on come out, or why one is unfit, by its name and place.

A value is unfit where nobody filled it in, where its words are no figure of the wanted form, where it is only usual, where it
has run out, and where it contradicts another. Nothing stands in for it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from handbook.model.handbook import Handbook
from handbook.model.kinds import ValueScope
from handbook.model.reckoning import (
    BARRED_HOURS,
    BARRED_RULE,
    CHIEF,
    CHOICES,
    FLOOR,
    HOLIDAYS,
    LABELS,
    MEND_HOURS,
    SEASON_END,
    SEASON_START,
    SPEAKING,
    TIERS,
    Choice,
    Period,
    Reckoning,
)
from handbook.model.regulation import RegulationArticle
from handbook.model.site_value import SiteValue
from handbook.model.text import TYPICAL, holds_demo
from handbook.model.value_figure import (
    Approval,
    ClockSpan,
    Measure,
    MonthDay,
    MonthShare,
    Quantity,
    Tier,
    ValueFigure,
    YearOff,
)
from handbook.reckon.numbers import percent
from handbook.reckon.result import Article, Fault, Used

_SET_IN = "在维护台的“本单位资料”里"
_FORMS: dict[str, str] = {
    "number": "一个数",
    "day": "一个日子（几月几日）",
    "clock": "几点到几点",
    "tiers": "退费的各档",
    "choice": "规定好的一句话",
    "months": "各月的比例",
    "years": "各年放假的日子",
}


@dataclass(frozen=True, slots=True)
class SeasonDays:
    """One heating season."""

    first: date
    last: date

    @property
    def count(self) -> int:
        """How many days it has, both ends included."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return (self.first + timedelta(days=past) for past in range(self.count))

    def months(self) -> Mapping[int, int]:
        """Month → how many of its days lie in the season, in order."""
        return Counter(day.month for day in self)

    @property
    def words(self) -> str:
        """2025-10-20 至 2026-04-20."""
        return f"{self.first} 至 {self.last}"


class Ground:
    """What is reckoned with: one handbook, on one day."""

    def __init__(self, handbook: Handbook, today: date) -> None:
        self.handbook = handbook
        self.today = today

    def asking(self) -> "Asking":
        """A new sum's questions."""
        return Asking(self)

    def words(self, key: str) -> str:
        """A value as it may be said to a caller; empty where it was not given, or nobody stands behind it."""
        value = self.handbook.value_by_key.get(key)
        is_sayable = value is not None and value.value and self.is_confirmed(value)
        return value.text if value is not None and is_sayable else ""

    def is_confirmed(self, value: SiteValue) -> bool:
        """Whether the region it comes from was chosen, no article of it changed, and it is neither usual nor invented."""
        region = self.handbook.region
        is_local = value.key in self.handbook.region_keys or value.scope in (
            ValueScope.CITY,
            ValueScope.PROVINCE,
        )
        return (
            not value.is_typical
            and not holds_demo(value.value)
            and not any(cited in self.handbook.lapsed for cited in value.citations)
            and (not is_local or (region is not None and region.is_confirmed))
        )

    def approval(self) -> Approval | None:
        """The company's word that sums may be said, where it is given and in force."""
        value = self.handbook.value_by_key.get(SPEAKING)
        found = value.figure.approval if value is not None and value.figure is not None else None
        return (
            found
            if found is not None and found.day <= self.today and not _is_over(value, self.today)
            else None
        )

    def article(self, article_id: str) -> Article:
        """An article as it is cited."""
        entry = self.handbook.get(article_id)
        citation = entry.citation if isinstance(entry, RegulationArticle) else article_id
        return Article(id=article_id, citation=citation)

    @property
    def has_mending_time(self) -> bool:
        """Whether the region gives the supplier a time to mend before anything is refunded."""
        return _is_given(self.handbook, MEND_HOURS)

    @property
    def has_barred_hours(self) -> bool:
        """Whether readings of some hours do not count here."""
        value = self.handbook.value_by_key.get(BARRED_RULE)
        figure = value.figure if value is not None else None
        return _is_given(self.handbook, BARRED_HOURS) and (
            figure is None or figure.choice is not Choice.NONE_BARRED
        )


def offered(handbook: Handbook) -> tuple[Reckoning, ...]:
    """Kinds for which there is a rule here; the others are not offered."""
    kinds = tuple(kind for kind, key in CHIEF.items() if _is_given(handbook, key))
    return (*kinds, Reckoning.PERIOD) if periods_offered(handbook) else kinds


def periods_offered(handbook: Handbook) -> tuple[Period, ...]:
    """Periods for which there is a rule here."""
    return tuple(period for period in Period if _is_given(handbook, period.key))


def _is_given(handbook: Handbook, key: str) -> bool:
    value = handbook.value_by_key.get(key)
    return value is not None and bool(value.value)


def _is_over(value: SiteValue | None, today: date) -> bool:
    return value is not None and value.until is not None and value.until < today


class Asking:
    """What one sum asked for: the values it used, and what stood against it."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self._used: dict[str, Used] = {}
        self._faults: list[Fault] = []

    @property
    def used(self) -> tuple[Used, ...]:
        """In the order of asking."""
        return tuple(self._used.values())

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Each once, in the order of asking."""
        return tuple(dict.fromkeys(self._faults))

    @property
    def articles(self) -> tuple[Article, ...]:
        """What the values used cite, each once."""
        ids = dict.fromkeys(name for one in self.used for name in one.articles)
        return tuple(map(self.ground.article, ids))

    def object_to(self, words: str, key: str = "") -> None:
        """Something stands against it."""
        self._faults.append(Fault(key=key, label=self.label(key) if key else "", words=words))

    def label(self, key: str) -> str:
        """What a value is called."""
        value = self.ground.handbook.value_by_key.get(key)
        return value.label if value is not None else LABELS.get(key, key)

    def amount(self, key: str, *measures: Measure) -> Fraction | None:
        """A number in one of `measures`; None where it is unfit, which is then told."""
        quantity = self.quantity(key, *measures)
        return Fraction(quantity.amount) if quantity is not None else None

    def quantity(self, key: str, *measures: Measure) -> Quantity | None:
        """The same with its unit."""
        figure = self._figure(key, "number")
        quantity = figure.number if figure is not None else None
        if quantity is None:
            return None
        if quantity.most is not None:
            self._unfit(key, "写的是一个范围，定不下来是多少")
            return None
        if quantity.unit not in measures:
            self._unfit(key, f"的单位是“{quantity.unit}”，这里要{'或'.join(measures)}")
            return None
        if quantity.amount < 0:
            self._unfit(key, "是负数")
            return None
        return quantity

    def share(self, key: str, measure: Measure = Measure.SHARE) -> Fraction | None:
        """A share of the whole, not above it."""
        found = self.amount(key, measure)
        if found is not None and found > 1:
            self._unfit(key, "超过了全部")
            return None
        return found

    def choice(self, key: str) -> Choice | None:
        """A rule."""
        figure = self._figure(key, "choice")
        choice = figure.choice if figure is not None else None
        if choice is not None and choice not in CHOICES[key]:
            self._unfit(key, f"要从这几句里选：{'；'.join(CHOICES[key])}")
            return None
        return choice

    def day(self, key: str) -> MonthDay | None:
        """A day of every year."""
        figure = self._figure(key, "day")
        return figure.day if figure is not None else None

    def clock(self, key: str) -> tuple[ClockSpan, ...]:
        """Parts of the day; none where they are unfit."""
        figure = self._figure(key, "clock")
        return (figure.clock or ()) if figure is not None else ()

    def years_off(self) -> tuple[YearOff, ...]:
        """The table of holidays; none where it is unfit."""
        figure = self._figure(HOLIDAYS, "years")
        return (figure.years or ()) if figure is not None else ()

    def months(self, key: str, season: SeasonDays | None) -> dict[int, Fraction]:
        """Month → its share; empty where the table does not make up the whole, or not this season."""
        figure = self._figure(key, "months")
        rows: tuple[MonthShare, ...] = (figure.months or ()) if figure is not None else ()
        if not rows:
            return {}
        total = sum((row.share for row in rows), Decimal(0))
        if total != 1:
            self._unfit(key, f"各月加起来是 {percent(Fraction(total))}，不是正好 100%")
            return {}
        shares = {row.month: Fraction(row.share) for row in rows}
        wanted = season.months() if season is not None else {}
        if season is not None and wanted.keys() != shares.keys():
            odd = wanted.keys() ^ shares.keys()
            self._unfit(key, f"的月份跟供热期对不上：{'、'.join(f'{month} 月' for month in sorted(odd))}")
            return {}
        return shares

    def tiers(self) -> tuple[Tier, ...]:
        """The steps of refund, the warmest first: down to the coldest, the colder the more, from the floor of the region."""
        floor = self.amount(FLOOR, Measure.CELSIUS)
        figure = self._figure(TIERS, "tiers")
        tiers = (figure.tiers or ()) if figure is not None else ()
        if not tiers:
            return ()
        if tiers[-1].at_least is not None:
            self._unfit(TIERS, f"最冷的一档只写到 {tiers[-1].at_least} ℃，再冷怎么退没有写")
            return ()
        if any(one.share > other.share for one, other in pairwise(tiers)):
            self._unfit(TIERS, "有一档更冷的反而退得少")
            return ()
        if floor is not None and floor != Fraction(tiers[0].below):
            self._unfit(TIERS, f"从 {tiers[0].below} ℃ 退起，“{self.label(FLOOR)}”却不是这个数")
            return ()
        return tiers

    def season(self, year: int) -> SeasonDays | None:
        """The season that begins in `year`."""
        start, end = self.day(SEASON_START), self.day(SEASON_END)
        if start is None or end is None:
            return None
        first, last = self.dated(SEASON_START, start, year), self.dated(SEASON_END, end, year)
        if first is None or last is None:
            return None
        if last <= first:
            self._unfit(SEASON_END, f"（{last}）早于“{self.label(SEASON_START)}”（{first}）")
            return None
        return SeasonDays(first, last)

    def dated(self, key: str, day: MonthDay, year: int) -> date | None:
        """A day of every year in the season that begins in `year`; None where that year has no such day, which is told."""
        try:
            return date(year + day.is_next_year, day.month, day.day)
        except ValueError:
            self._unfit(key, f"那一年没有 {day.month} 月 {day.day} 日")
            return None

    def _figure(self, key: str, form: str) -> ValueFigure | None:
        value = self.ground.handbook.value_by_key.get(key)
        if value is None or not value.value:
            choices = "；".join(CHOICES.get(key, ()))
            choose = f"照规定选一句（{choices}）" if choices else "照规定填上"
            self.object_to(f"“{self.label(key)}”还没填，先不算。{_SET_IN}{choose}，写明来源。", key)
            return None
        if value.is_typical or value.text.endswith(TYPICAL):
            self._unfit(key, "还只是典型值，没人确认过")
            return None
        if holds_demo(value.value):
            self._unfit(key, "是示例公司的，不是真的")
            return None
        if _is_over(value, self.ground.today):
            self._unfit(key, f"只管到 {value.until}，已经过期")
            return None
        figure = value.figure
        if figure is None or getattr(figure, form) is None:
            self._unfit(key, f"写的是“{value.value}”，读不出{_FORMS[form]}")
            return None
        self._used[key] = Used(
            key=key,
            label=value.label,
            words=value.text,
            source=value.source,
            date=value.date,
            confidence=value.confidence,
            is_confirmed=self.ground.is_confirmed(value),
            scope=str(value.scope),
            articles=value.citations,
        )
        return figure

    def _unfit(self, key: str, why: str) -> None:
        self.object_to(f"“{self.label(key)}”{why}，先不算。{_SET_IN}对照来源改好。", key)
