"""Handbooks with the rules of sums alone: two invented regions, and the values of each as a table that a test may change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from handbook.content.value_words import figure_in
from handbook.model.handbook import Handbook
from handbook.model.kinds import Confidence, ValueScope
from handbook.model.region import InForce
from handbook.model.site_value import SiteValue
from handbook.reckon.facts import Cause, Facts, Hours, Measured, Mending, Metering, Paid, Use
from handbook.reckon.ground import Ground, SeasonDays
from handbook.reckon.record import read_record
from handbook.reckon.rows import Row

TODAY = date(2026, 5, 6)
KNOWN = Facts(
    cause=Cause.SUPPLIER,
    use=Use.HOME,
    metering=Metering.BY_AREA,
    paid=Paid.PAID,
    measured=Measured.BOTH,
    hours=Hours.OUTSIDE,
    mending=Mending.NOT_IN_TIME,
)
HOLIDAYS = (
    "2026 年放假：1 月 1 日至 3 日、2 月 15 日至 23 日、4 月 4 日至 6 日、5 月 1 日至 5 日、10 月 1 日至 7 日；"
    "上班：1 月 4 日、2 月 14 日、2 月 28 日、5 月 9 日、10 月 10 日"
)

Words = Mapping[str, tuple[str, str]]
"""Key → words and unit."""

NORTH: Words = {
    "legal_min_temp": ("20", "℃"),
    "refund_tiers": ("16 ℃以上、不到20 ℃按日退50%,低于16 ℃按日退100%", ""),
    "no_measure_window": ("10:00–14:00", ""),
    "barred_hours_rule": ("不得测温的时段里量的不算", ""),
    "season_start": ("10 月 20 日", ""),
    "season_end": ("次年 4 月 20 日", ""),
    "refund_reading_rule": ("取当天最低的一次", ""),
    "refund_days_rule": ("只算量过的日子", ""),
    "refund_area_rule": ("按整户算", ""),
    "fee_spread_rule": ("按供热期天数平分", ""),
    "sum_rounding_rule": ("最后四舍五入到分", ""),
    "price_home": ("38.32", "元/㎡"),
    "late_fee": ("欠费的每日千分之一", ""),
    "late_fee_start": ("次年 1 月 1 日", ""),
    "late_fee_days_rule": ("交费当天也算", ""),
    "suspension_fee": ("30%", ""),
    "suspension_part_rule": ("按停热天数折算", ""),
    "stop_refund_hours": ("24", "小时以上"),
    "stop_days_rule": ("不满一天的零头不算", ""),
    "suspension_notice": ("30", "天"),
    "suspension_deadline": ("9 月 30 日", ""),
    "suspension_reply": ("10", "天内"),
    "refund_deadline": ("1", "个月内"),
    "complaint_reply": ("5", "个工作日内"),
    "limitation_years": ("3", "年"),
    "holidays": (HOLIDAYS, ""),
}
"""Two steps from 20 ℃, readings alone count, whole flat."""

SOUTH: Words = {
    **NORTH,
    "legal_min_temp": ("18", "℃"),
    "refund_tiers": ("16 ℃以上、不到18 ℃退20%,14 ℃以上、不到16 ℃退50%,低于14 ℃全退", ""),
    "no_measure_window": ("", ""),
    "barred_hours_rule": ("没有不得测温的时段", ""),
    "season_start": ("11 月 16 日", ""),
    "season_end": ("次年 4 月 5 日", ""),
    "refund_reading_rule": ("取当天几次的平均", ""),
    "refund_days_rule": ("从第一次量出不达标那天算到第一次量出达标的前一天", ""),
    "refund_gap_rule": ("没量的日子按前一次量的算，达标那天按最轻的一档算", ""),
    "refund_area_rule": ("只算不达标的房间", ""),
    "late_fee": ("按日万分之五", ""),
    "late_fee_days_rule": ("交费当天不算", ""),
    "suspension_fee": ("20%", ""),
    "stop_days_rule": ("零头按小时折算", ""),
}
"""Three steps from 18 ℃, days between count, cold rooms alone."""

INVENTED: Words = {
    **NORTH,
    "legal_min_temp": ("17.3", "℃"),
    "refund_tiers": ("低于17.3 ℃退37%", ""),
    "no_measure_window": ("", ""),
    "barred_hours_rule": ("没有不得测温的时段", ""),
    "late_fee": ("欠费的每日千分之四", ""),
    "suspension_fee": ("37%", ""),
}
"""A region that does not exist: 17.3 ℃, 37 %, 4 ‰."""


def value(key: str, words: str, unit: str = "", confidence: Confidence = Confidence.HIGH) -> SiteValue:
    """A site value with its figure read off its words."""
    return SiteValue(
        key=key,
        label=f"值{key}",
        value=words,
        unit=unit,
        figure=figure_in(words, unit) if words else None,
        scope=ValueScope.CITY,
        source=f"出处{key}",
        date="2026-01-01",
        confidence=confidence,
    )


def book(words: Words = NORTH, *values: SiteValue, is_confirmed: bool = True) -> Handbook:
    """A handbook with these values; `values` take the place of those of their keys."""
    rows = {key: value(key, said, unit) for key, (said, unit) in words.items()}
    rows |= {one.key: one for one in values}
    return Handbook(
        version="2026.05",
        values=tuple(rows.values()),
        region=InForce(id="made", name="样例地区", is_confirmed=is_confirmed),
    )


def ground(
    words: Words = NORTH, *values: SiteValue, today: date = TODAY, is_confirmed: bool = True
) -> Ground:
    """The ground of such a handbook."""
    return Ground(book(words, *values, is_confirmed=is_confirmed), today)


def changed(words: Words, **others: str) -> Words:
    """`words` with other values, each without a unit."""
    return {**words, **{key: (said, "") for key, said in others.items()}}


def season(words: Words = NORTH, year: int = 2025) -> SeasonDays:
    """A season of such a region."""
    found = ground(words).asking().season(year)
    assert found is not None
    return found


def rows(text: str, words: Words = NORTH, year: int = 2025) -> tuple[Row, ...]:
    """The readings of a text that is read whole."""
    record = read_record(text, season(words, year))
    assert record.blocked == (), record.blocked
    return record.rows


def reading(day: date, celsius: str) -> Row:
    """One reading."""
    return Row(day=day, celsius=Decimal(celsius))


def undecided(**facts: object) -> Facts:
    """`KNOWN` but for these."""
    return replace(KNOWN, **facts)  # type: ignore[arg-type]
