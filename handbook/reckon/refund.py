"""A record of room temperatures goes in; what is refunded for it by the rules of the region comes out, line by line, or why nothing was reckoned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from handbook.model import formula
from handbook.model.formula import Term
from handbook.model.reckoning import (
    AREA_RULE,
    BARRED_HOURS,
    BARRED_RULE,
    DAYS_RULE,
    GAP_RULE,
    MEND_HOURS,
    READING_RULE,
    Choice,
    Reckoning,
)
from handbook.model.value_figure import ClockSpan, Measure, Tier
from handbook.reckon.facts import Facts, Hours, Measured, Mending, against, presumed
from handbook.reckon.finishing import Sum, finished, refused
from handbook.reckon.ground import Asking, Ground, SeasonDays
from handbook.reckon.numbers import percent, written, yuan
from handbook.reckon.result import LeftOut, Line, Refusal, Result
from handbook.reckon.rows import Blocked, Row
from handbook.reckon.spreading import DayFee, Spread, days_words, fee_of

_WHOLE_FLAT = ""
"""Under which name the readings of a whole flat stand together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room that has a bill of its own where only cold rooms count."""

    name: str
    area: Decimal
    """㎡, of the area that is billed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """What was asked and typed."""

    facts: Facts
    season_year: int
    """The year in which the season begins."""
    rows: tuple[Row, ...]
    blocked: tuple[Blocked, ...] = ()
    fee: Decimal | None = None
    """Due for the season, in yuan; None: price by `area`."""
    area: Decimal | None = None
    """㎡ that are billed."""
    rooms: tuple[Room, ...] = ()
    """Wanted where only cold rooms count."""
    asked_on: date | None = None
    """When measuring was asked for; wanted where the days are counted from then."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of the region, all of them set."""

    season: SeasonDays
    tiers: tuple[Tier, ...]
    barred: tuple[ClockSpan, ...]
    reading: Choice
    days: Choice
    gaps: Choice | None
    area: Choice

    def share(self, celsius: Fraction) -> Fraction:
        """Which share of a day's fee is refunded; 0 where it was warm enough."""
        for tier in self.tiers:
            if celsius < tier.below and (tier.at_least is None or celsius >= tier.at_least):
                return Fraction(tier.share)
        return Fraction(0)

    @property
    def mildest(self) -> Fraction:
        """A temperature of the warmest step."""
        warmest = self.tiers[0]
        return Fraction(warmest.below - 1 if warmest.at_least is None else warmest.at_least)

    def is_cold(self, celsius: Fraction) -> bool:
        """Whether it is below what is owed."""
        return celsius < self.tiers[0].below


def refund(ground: Ground, wanted: Refund) -> Result | Refusal:
    """What is refunded, or all that stands against reckoning it."""
    asking = ground.asking()
    for words in against(Reckoning.REFUND, wanted.facts):
        asking.object_to(words)
    for piece in wanted.blocked:
        asking.object_to(f"这一处没读准，先不算：{piece.told}")
    rules, spread = _rules(asking, wanted)
    fee, fee_lines = fee_of(asking, wanted.fee, wanted.area)
    if asking.faults or rules is None or fee is None or spread.rounding is None:
        return refused(asking, Reckoning.REFUND)
    sorting = _Sorting(rules, wanted)
    if not sorting.kept:
        asking.object_to("没有一个能作依据的读数，算不了。先约测温，或看一眼下面没算进去的。")
    units = _units(asking, rules, wanted, sorting.kept)
    by_day = {name: _of_days(asking, rules, rows) for name, rows in units.items()}
    if asking.faults:
        return refused(asking, Reckoning.REFUND, sorting.left_out, sorting.self_measured)
    working = _Working(rules, spread.fees(fee), wanted)
    for name, readings in by_day.items():
        working.add(name, _counted(rules, readings, wanted.asked_on))
    return finished(
        asking,
        Sum(
            kind=Reckoning.REFUND,
            exact=working.exact,
            paid=working.paid,
            rounding=spread.rounding,
            lines=(*fee_lines, *working.lines),
            presumed=(
                *presumed(Reckoning.REFUND, wanted.facts),
                *_of_mending(ground, wanted),
                *sorting.presumed,
            ),
            given=_given(fee, wanted),
            left_out=sorting.left_out,
            self_measured=sorting.self_measured,
            at_most=fee,
        ),
    )


def _rules(asking: Asking, wanted: Refund) -> tuple[_Rules | None, Spread]:
    tiers = asking.tiers()
    season = asking.season(wanted.season_year)
    barring = asking.choice(BARRED_RULE)
    barred = asking.clock(BARRED_HOURS) if barring is Choice.BARRED_LEFT_OUT else ()
    reading, days = asking.choice(READING_RULE), asking.choice(DAYS_RULE)
    gaps = asking.choice(GAP_RULE) if days not in (None, Choice.MEASURED_DAYS) else None
    area = asking.choice(AREA_RULE)
    if asking.ground.has_mending_time:
        asking.amount(MEND_HOURS, Measure.HOUR)
    spread = Spread(asking, season)
    if days is Choice.FROM_REQUEST and wanted.asked_on is None:
        asking.object_to("还差申请测温的日期：本地的天数从那天算起。")
    if asking.faults or season is None or reading is None or days is None or area is None:
        return None, spread
    return _Rules(season, tiers, barred, reading, days, gaps, area), spread


def _of_mending(ground: Ground, wanted: Refund) -> tuple[str, ...]:
    if not ground.has_mending_time or wanted.facts.mending is not Mending.UNDECIDED:
        return ()
    return (f"假定申请测温以后，{ground.handbook.value_by_key[MEND_HOURS].text}没改好",)


def _given(fee: Fraction, wanted: Refund) -> tuple[str, ...]:
    facts = wanted.facts
    told = [
        f"应交热费：{yuan(fee)}",
        f"供热季：{wanted.season_year} 年开始的一季",
        f"原因：{facts.cause}；用途：{facts.use}；收费：{facts.metering}；热费：{facts.paid}；测的人：{facts.measured}",
    ]
    if wanted.area is not None:
        told.append(f"计费面积：{written(Fraction(wanted.area))} ㎡")
    told += [f"{room.name}：{written(Fraction(room.area))} ㎡" for room in wanted.rooms]
    if wanted.asked_on is not None:
        told.append(f"申请测温：{wanted.asked_on}")
    told += [f"读数：{row.told}" for row in wanted.rows]
    return tuple(told)


class _Sorting:
    """Which readings count, which do not and why, and what is presumed of those that do."""

    def __init__(self, rules: _Rules, wanted: Refund) -> None:
        self.kept: list[Row] = []
        self.left_out: list[LeftOut] = []
        self.self_measured: list[LeftOut] = []
        self.presumed: list[str] = []
        self._rules = rules
        for row in wanted.rows:
            self._take(row, row.by or wanted.facts.measured, wanted)

    def _take(self, row: Row, by: Measured, wanted: Refund) -> None:
        if by is Measured.SELF:
            self.self_measured.append(LeftOut(words=row.told, why="自测，不作依据"))
            return
        if row.day not in self._rules.season:
            self._leave_out(row, f"不在供热期里（{self._rules.season.words}）")
            return
        barring = self._barring(row)
        if barring is not None:
            self._leave_out(row, f"在不得测温的时段里（{barring}），不算")
            return
        is_early = wanted.asked_on is not None and row.day < wanted.asked_on
        if self._rules.days is Choice.FROM_REQUEST and is_early:
            self._leave_out(row, f"在申请测温（{wanted.asked_on}）之前，不算")
            return
        self.kept.append(row)
        self._presume(row, by, wanted.facts)

    def _barring(self, row: Row) -> str | None:
        """The span in which it was taken; its ends count as within, as no text says otherwise."""
        for span in self._rules.barred:
            if row.hour is not None and span.start <= row.hour <= span.end:
                return f"{span.start.isoformat('minutes')}–{span.end.isoformat('minutes')}"
        return None

    def _leave_out(self, row: Row, why: str) -> None:
        self.left_out.append(LeftOut(words=row.told, why=why))

    def _presume(self, row: Row, by: Measured, facts: Facts) -> None:
        if by is Measured.UNDECIDED:
            self._add("假定没写谁测的那几次是双方在场测的")
        if by is Measured.SUPPLIER:
            self._add("假定供热单位测的那几次双方都认")
        if self._rules.barred and row.hour is None and facts.hours is Hours.UNDECIDED:
            self._add("假定没写钟点的那几次不在不得测温的时段")

    def _add(self, words: str) -> None:
        if words not in self.presumed:
            self.presumed.append(words)


def _units(asking: Asking, rules: _Rules, wanted: Refund, kept: Sequence[Row]) -> dict[str, list[Row]]:
    """The readings of the whole flat, or of each room."""
    if rules.area is Choice.WHOLE_FLAT:
        return {_WHOLE_FLAT: list(kept)}
    areas = {room.name: room.area for room in wanted.rooms}
    units: dict[str, list[Row]] = {}
    for row in kept:
        units.setdefault(row.room, []).append(row)
    nameless = units.pop("", [])
    if nameless:
        told = "、".join(row.told for row in nameless)
        asking.object_to(f"本地只算不达标的房间，这几个读数没写是哪间：{told}。")
    if wanted.area is None:
        asking.object_to("还差计费面积：本地只算不达标的房间，要按面积折。")
    for name in units:
        if name not in areas:
            asking.object_to(f"还差“{name}”的面积：本地只算不达标的房间。")
    if len(areas) != len(wanted.rooms):
        asking.object_to("房间的面积有一间写了两遍，请看一眼，只留一行。")
    if any(area <= 0 for area in areas.values()):
        asking.object_to("房间的面积要大于 0，请看一眼再填。")
    total = sum(areas.values(), Decimal(0))
    if wanted.area is not None and total > wanted.area:
        asking.object_to(f"各间加起来 {total} ㎡，比计费面积 {wanted.area} ㎡ 还大，请看一眼再填。")
    return units


def _of_days(asking: Asking, rules: _Rules, rows: Sequence[Row]) -> dict[date, Fraction]:
    """Day → the temperature that counts of it, in the order of days."""
    by_day: dict[date, list[Row]] = {}
    for row in rows:
        by_day.setdefault(row.day, []).append(row)
    return {day: _of_day(asking, rules.reading, by_day[day]) for day in sorted(by_day)}


def _of_day(asking: Asking, reading: Choice, rows: Sequence[Row]) -> Fraction:
    degrees = [Fraction(row.celsius) for row in rows]
    match reading:
        case Choice.LOWEST_OF_DAY:
            return min(degrees)
        case Choice.HIGHEST_OF_DAY:
            return max(degrees)
        case Choice.MEAN_OF_DAY:
            return sum(degrees, Fraction(0)) / len(degrees)
        case _:
            return _last(asking, rows)


def _last(asking: Asking, rows: Sequence[Row]) -> Fraction:
    """The latest reading; readings that are all alike need no hour."""
    if len({row.celsius for row in rows}) == 1:
        return Fraction(rows[0].celsius)
    latest = max((row.hour for row in rows if row.hour is not None), default=None)
    last = {row.celsius for row in rows if row.hour == latest}
    if len(last) > 1 or any(row.hour is None for row in rows):
        day = rows[0].day
        asking.object_to(f"{day} 有几个读数，分不出哪个在最后。请补上钟点，同一个钟点只留一个。")
    return Fraction(min(last))


def _counted(rules: _Rules, readings: Mapping[date, Fraction], asked_on: date | None) -> dict[date, Fraction]:
    """Every day that counts as cold → the temperature by which it is refunded."""
    if rules.days is Choice.MEASURED_DAYS:
        return {day: celsius for day, celsius in readings.items() if rules.is_cold(celsius)}
    runs = (
        _from_request(rules, readings, asked_on) if asked_on and rules.days is Choice.FROM_REQUEST else None
    )
    counted: dict[date, Fraction] = {}
    for first, last, measured in runs if runs is not None else _until_warm(rules, readings):
        counted |= _filled(rules, first, last, measured)
    return counted


_Run = tuple[date, date, dict[date, Fraction]]
"""First and last day of a stretch that counts, and the cold readings in it, in order."""


def _until_warm(rules: _Rules, readings: Mapping[date, Fraction]) -> list[_Run]:
    """From the first cold reading until the day before the next warm one; an open end goes as far as was measured."""
    runs: list[_Run] = []
    cold: dict[date, Fraction] = {}
    for day, celsius in readings.items():
        if rules.is_cold(celsius):
            cold[day] = celsius
        elif cold:
            runs.append((min(cold), day - timedelta(days=1), cold))
            cold = {}
    if cold:
        runs.append((min(cold), max(cold), cold))
    return runs


def _from_request(rules: _Rules, readings: Mapping[date, Fraction], asked_on: date) -> list[_Run]:
    """From the day of asking to the first warm reading, both counted; what comes after is another request's."""
    cold: dict[date, Fraction] = {}
    last = asked_on
    for day, celsius in readings.items():
        last = day
        if not rules.is_cold(celsius):
            break
        cold[day] = celsius
    return [(max(asked_on, rules.season.first), last, cold)] if cold else []


def _filled(rules: _Rules, first: date, last: date, cold: dict[date, Fraction]) -> dict[date, Fraction]:
    """Days between readings; the day of reaching, where it counts, is none of the cold readings and as mild as can be."""
    lowest = min(cold.values()) if rules.gaps is Choice.LOWEST_OF_SPAN else None
    now = next(iter(cold.values()))
    filled: dict[date, Fraction] = {}
    for past in range((last - first).days + 1):
        day = first + timedelta(days=past)
        now = cold.get(day, now)
        filled[day] = now if lowest is None else lowest
    if lowest is None and last not in cold and rules.days is Choice.FROM_REQUEST:
        filled[last] = rules.mildest
    return filled


class _Working:
    """The lines of the sum, and the sum: exact, and with the day's fee as the rule rounds it."""

    def __init__(self, rules: _Rules, fees: Sequence[DayFee], wanted: Refund) -> None:
        self.exact = Fraction(0)
        self.paid = Fraction(0)
        self.lines: list[Line] = [
            Line(words=f"供热期 {rules.season.words}，共 {rules.season.count} 天"),
        ]
        self._rules = rules
        self._fees = fees
        self._areas = {room.name: Fraction(room.area) for room in wanted.rooms}
        self._total = Fraction(wanted.area or 0)
        self._told: set[int | None] = set()

    def add(self, room: str, counted: Mapping[date, Fraction]) -> None:
        """One flat, or one room of it."""
        if not counted:
            self.lines.append(Line(words=f"{room}没有不达标的日子" if room else "没有不达标的日子"))
        shares: dict[Fraction, list[date]] = {}
        for day, celsius in counted.items():
            shares.setdefault(self._rules.share(celsius), []).append(day)
        for share in sorted(shares):
            days = shares[share]
            for fee in self._fees:
                of_fee = [day for day in days if fee.is_of(day)]
                if of_fee:
                    self._add_days(room, fee, share, of_fee)

    def _add_days(self, room: str, fee: DayFee, share: Fraction, days: list[date]) -> None:
        if fee.month not in self._told:
            self._told.add(fee.month)
            self.lines.append(fee.line)
        form = formula.ROOM_REFUND if room else formula.REFUND
        if fee.month is not None:
            form = form.by_month()
        term = form.first
        figures = {term: fee.paid, Term.COLD_DAYS: Fraction(len(days)), Term.SHARE: share}
        shown = {term: yuan(fee.paid), Term.COLD_DAYS: f"{len(days)} 天", Term.SHARE: percent(share)}
        if room:
            figures |= {Term.COLD_AREA: self._areas[room], Term.AREA: self._total}
            shown |= {
                Term.COLD_AREA: f"{written(self._areas[room])} ㎡（{room}）",
                Term.AREA: f"{written(self._total)} ㎡",
            }
        part = form.worked(figures)
        self.paid += part
        self.exact += form.worked(figures | {term: fee.exact})
        self.lines.append(Line(words=f"退 {percent(share)} 的 {len(days)} 天：{days_words(days)}"))
        words = f"{form.gives} = {form.with_words(shown)} = {yuan(part)}"
        self.lines.append(Line(formula=form.words, words=words))
