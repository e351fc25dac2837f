"""The form as it is filled in, as one frozen value, and what comes of it: a result, a refusal, or what is still to be done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from handbook.model.reckoning import AREA_RULE, DAYS_RULE, Choice, Period, Reckoning
from handbook.reckon.basic_fee import BasicFee, basic_fee
from handbook.reckon.facts import Facts, asked_of
from handbook.reckon.ground import Ground, SeasonDays, periods_offered
from handbook.reckon.late_fee import LateFee, late_fee
from handbook.reckon.periods import Asked, period
from handbook.reckon.record import read_record
from handbook.reckon.refund import Refund, Room, refund
from handbook.reckon.result import Refusal, Result
from handbook.reckon.rows import Record
from handbook.reckon.stopped import Stopped, stopped_refund
from handbook.ui.reckon import typed
from handbook.ui.reckon.typed import Unread


class Field(StrEnum):
    """What is typed, by its words on screen."""

    FEE = "应交热费（元）"
    AREA = "计费面积（㎡）"
    ROOMS = "各房间面积"
    ASKED_ON = "申请测温那天"
    ARREARS = "欠费（元）"
    PAID_ON = "哪天交（算到哪天）"
    DUE_FROM = "合同约定的起算日"
    FIRST = "停热第一天"
    LAST = "停热最后一天"
    BEGINS = "什么时候停的"
    ENDS = "什么时候通的"
    STARTS_ON = "从哪天起"
    ASKED_DAY = "问的那天"


HINTS: Mapping[Field, str] = {
    Field.FEE: "账单上的；没有就填面积",
    Field.AREA: "按热价算",
    Field.ROOMS: "客厅 25、卧室 15",
    Field.ASKED_ON: "2026-01-05",
    Field.PAID_ON: "2026-01-05",
    Field.DUE_FROM: "没约定就空着",
    Field.FIRST: "整季就空着",
    Field.LAST: "整季就空着",
    Field.BEGINS: "2026-01-05 20:00",
    Field.ENDS: "2026-01-07 20:00",
    Field.STARTS_ON: "2026-01-05",
    Field.ASKED_DAY: "可以空着",
}
_OF_FEE = (Field.FEE, Field.AREA)
_AHEAD = (Reckoning.BASIC_FEE, Reckoning.PERIOD)
_FIELDS: Mapping[Reckoning, tuple[Field, ...]] = {
    Reckoning.REFUND: _OF_FEE,
    Reckoning.LATE_FEE: (Field.ARREARS, Field.PAID_ON, Field.DUE_FROM),
    Reckoning.BASIC_FEE: (*_OF_FEE, Field.FIRST, Field.LAST),
    Reckoning.STOPPED: (*_OF_FEE, Field.BEGINS, Field.ENDS),
    Reckoning.PERIOD: (Field.STARTS_ON, Field.ASKED_DAY),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What was answered and typed for one call."""

    kind: Reckoning
    season_year: int
    """The year in which the season begins."""
    facts: Facts = field(default_factory=Facts)
    texts: Mapping[Field, str] = field(default_factory=dict[Field, str])
    record: str = ""
    seen: str = ""
    """The record as it was when the agent said that its rows are right; any other text is to be looked at anew."""
    period: Period | None = None

    def with_text(self, name: Field, text: str) -> "Form":
        """With other words in a field."""
        seen = "" if name is Field.ROOMS else self.seen  # a room that is named is read as one
        return replace(self, texts={**self.texts, name: text}, seen=seen)

    def with_period(self, wanted: Period, days: Mapping[Field, str] | None = None) -> "Form":
        """Asking for another period; `days`: what is known of its days, put where nothing was typed.

        The day on which one period begins says nothing of another that begins with something else.
        """
        texts = dict(self.texts)
        if self.period is not None and self.period.starts != wanted.starts:
            texts.pop(Field.STARTS_ON, None)
        texts = {**(days or {}), **{name: text for name, text in texts.items() if text.strip()}}
        return replace(self, kind=Reckoning.PERIOD, period=wanted, texts=texts)

    @property
    def is_seen(self) -> bool:
        """Whether the rows that are read now were confirmed."""
        return self.seen == self.record


@dataclass(frozen=True, slots=True)
class Lacking:
    """Nothing is reckoned yet: what is still to be typed or looked at, a sentence each."""

    words: tuple[str, ...]


Told = Result | Refusal | Lacking


def season_of(on: Ground, year: int) -> SeasonDays | None:
    """The season that begins in `year`; None where its days are not set."""
    return on.asking().season(year)


def season_year(on: Ground) -> int:
    """The season that is on, else the last one that began."""
    found = season_of(on, on.today.year)
    if found is None:
        return on.today.year - 1
    return on.today.year if on.today >= found.first else on.today.year - 1


def seasons_of(kind: Reckoning, on: Ground) -> tuple[int, ...]:
    """Years of beginning that may be asked for, the likeliest first: of what is applied for ahead, the one that comes, too."""
    last = season_year(on)
    if kind not in _AHEAD:
        return (last, last - 1)
    found = season_of(on, last)
    is_over = found is not None and on.today > found.last
    return (last + 1, last, last - 1) if is_over else (last, last + 1, last - 1)


def facts_of(kind: Reckoning, on: Ground) -> tuple[str, ...]:
    """Fields of the facts that are asked here; those without a rule are not."""
    unasked = set[str]()
    if not on.has_barred_hours:
        unasked.add("hours")
    if not on.has_mending_time:
        unasked.add("mending")
    return tuple(name for name in asked_of(kind) if name not in unasked)


def fields_of(form: Form, on: Ground) -> tuple[Field, ...]:
    """What is typed for this kind, in order; what no rule here needs is left out."""
    fields = _FIELDS[form.kind]
    if form.kind is Reckoning.REFUND:
        fields += (Field.ROOMS,) if _chosen(on, AREA_RULE) is Choice.COLD_ROOMS else ()
        fields += (Field.ASKED_ON,) if _chosen(on, DAYS_RULE) is Choice.FROM_REQUEST else ()
    if form.kind is Reckoning.PERIOD and (form.period is None or not form.period.starts):
        fields = (Field.ASKED_DAY,)
    return fields


def label_of(name: Field, form: Form) -> str:
    """Its words on screen; of a period it is named what happened on that day."""
    if name is Field.STARTS_ON and form.period is not None:
        return f"{form.period.starts}是哪天"
    return str(name)


def _chosen(on: Ground, key: str) -> Choice | None:
    value = on.handbook.value_by_key.get(key)
    return value.figure.choice if value is not None and value.figure is not None else None


def record_of(form: Form, on: Ground) -> Record:
    """The rows of the record and what could not be read; none where the days of the season are not set."""
    season = season_of(on, form.season_year)
    if season is None or not form.record.strip():
        return Record()
    try:
        names = tuple(room.name for room in typed.rooms(form.texts.get(Field.ROOMS, "")))
    except Unread:
        names = ()
    return read_record(form.record, season, names)


def told_by(form: Form, on: Ground, record: Record | None = None) -> Told:
    """What comes of the form; `record`: what was read of it already."""
    reading = _Typed(form, on)
    match form.kind:
        case Reckoning.REFUND:
            told = reading.refund(record if record is not None else record_of(form, on))
        case Reckoning.LATE_FEE:
            told = reading.late_fee()
        case Reckoning.BASIC_FEE:
            told = reading.basic_fee()
        case Reckoning.STOPPED:
            told = reading.stopped()
        case Reckoning.PERIOD:
            told = reading.period()
    return told


class _Typed:
    """Reads the fields once, and remembers which could not be read."""

    def __init__(self, form: Form, on: Ground) -> None:
        self._form = form
        self._on = on
        self._season = season_of(on, form.season_year)
        self._lacking: list[str] = []

    def refund(self, record: Record) -> Told:
        form = self._form
        fee, area = self._number(Field.FEE), self._number(Field.AREA)
        rooms = self._rooms()
        asked_on = self._day(Field.ASKED_ON)
        if self._lacking:
            return Lacking(tuple(self._lacking))
        wanted = Refund(
            facts=form.facts,
            season_year=form.season_year,
            rows=record.rows,
            blocked=record.blocked,
            fee=fee,
            area=area,
            rooms=rooms,
            asked_on=asked_on,
        )
        told = refund(self._on, wanted)
        if isinstance(told, Result) and not form.is_seen:
            return Lacking((f"还差一步：读出 {len(record.rows)} 个读数，对着原话看一眼，按“都对”再出数。",))
        return told

    def late_fee(self) -> Told:
        arrears, paid_on = self._wanted_number(Field.ARREARS), self._wanted_day(Field.PAID_ON)
        due_from = self._day(Field.DUE_FROM)
        if self._lacking or arrears is None or paid_on is None:
            return Lacking(tuple(self._lacking))
        return late_fee(
            self._on,
            LateFee(
                facts=self._form.facts,
                arrears=arrears,
                paid_on=paid_on,
                due_from=due_from,
                season_year=self._form.season_year,
            ),
        )

    def basic_fee(self) -> Told:
        fee, area = self._number(Field.FEE), self._number(Field.AREA)
        first, last = self._day(Field.FIRST), self._day(Field.LAST)
        if self._lacking:
            return Lacking(tuple(self._lacking))
        return basic_fee(
            self._on,
            BasicFee(
                facts=self._form.facts,
                season_year=self._form.season_year,
                fee=fee,
                area=area,
                first=first,
                last=last,
            ),
        )

    def stopped(self) -> Told:
        fee, area = self._number(Field.FEE), self._number(Field.AREA)
        begins, ends = self._wanted_moment(Field.BEGINS), self._wanted_moment(Field.ENDS)
        if self._lacking or begins is None or ends is None:
            return Lacking(tuple(self._lacking))
        return stopped_refund(
            self._on,
            Stopped(
                facts=self._form.facts,
                season_year=self._form.season_year,
                begins=begins,
                ends=ends,
                fee=fee,
                area=area,
            ),
        )

    def period(self) -> Told:
        form = self._form
        wanted = form.period
        if wanted is None or wanted not in periods_offered(self._on.handbook):
            return Lacking(("还差一样：先选问的是哪个期限。",))
        starts_on = self._wanted_day(Field.STARTS_ON) if wanted.starts else None
        asked_day = self._day(Field.ASKED_DAY)
        if self._lacking:
            return Lacking(tuple(self._lacking))
        return period(
            self._on,
            Asked(period=wanted, season_year=form.season_year, starts_on=starts_on, asked_day=asked_day),
        )

    def _number(self, name: Field) -> Decimal | None:
        try:
            return typed.number(self._form.texts.get(name, ""))
        except Unread as error:
            self._object(name, error)
            return None

    def _day(self, name: Field) -> date | None:
        try:
            return typed.day(self._form.texts.get(name, ""), self._season)
        except Unread as error:
            self._object(name, error)
            return None

    def _rooms(self) -> tuple[Room, ...]:
        try:
            return typed.rooms(self._form.texts.get(Field.ROOMS, ""))
        except Unread as error:
            self._object(Field.ROOMS, error)
            return ()

    def _wanted_number(self, name: Field) -> Decimal | None:
        self._want(name)
        return self._number(name)

    def _wanted_day(self, name: Field) -> date | None:
        self._want(name)
        return self._day(name)

    def _wanted_moment(self, name: Field) -> datetime | None:
        self._want(name)
        try:
            return typed.moment(self._form.texts.get(name, ""), self._season)
        except Unread as error:
            self._object(name, error)
            return None

    def _want(self, name: Field) -> None:
        if not self._form.texts.get(name, "").strip():
            self._lacking.append(f"还差“{label_of(name, self._form)}”，填上再算。")

    def _object(self, name: Field, error: Unread) -> None:
        text = self._form.texts.get(name, "").strip()
        self._lacking.append(f"“{label_of(name, self._form)}”写的“{text}”读不出来，{error}。")


def not_offered(on: Ground, offered: tuple[Reckoning, ...], labels: Mapping[Reckoning, str]) -> Iterator[str]:
    """停供退费（“连续停供多久才退”没填）: kinds without a rule here, each with the value that is missing."""
    for kind in Reckoning:
        if kind in offered:
            continue
        key = labels.get(kind, "")
        value = on.handbook.value_by_key.get(key)
        name = value.label if value is not None else key
        yield f"{kind}（“{name}”没填）" if name else f"{kind}（没有一个期限填了）"
