"""What is missing or unfit is refused by name and place; what speaks against a sum is said; what is undecided is presumed aloud."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from handbook.model.kinds import Confidence
from handbook.model.reckoning import LABELS, Reckoning
from handbook.reckon.basic_fee import BasicFee, basic_fee
from handbook.reckon.facts import (
    Cause,
    Facts,
    Hours,
    Measured,
    Mending,
    Metering,
    Paid,
    Use,
)
from handbook.reckon.ground import Ground, offered, periods_offered
from handbook.reckon.late_fee import LateFee, late_fee
from handbook.reckon.record import read_record
from handbook.reckon.refund import Refund, Room, refund
from handbook.reckon.result import Refusal, Result
from handbook.reckon.stopped import Stopped, stopped_refund
from tests.unit.reckon.grounds import (
    KNOWN,
    NORTH,
    SOUTH,
    Words,
    book,
    changed,
    ground,
    rows,
    season,
    undecided,
    value,
)

MONTHS = "10 月 5%、11 月 15%、12 月 20%、1 月 20%、2 月 18%、3 月 14%、4 月 8%"
EVERYTHING = changed(
    NORTH,
    refund_days_rule="从第一次量出不达标那天算到第一次量出达标的前一天",
    refund_gap_rule="没量的日子按前一次量的算，达标那天按最轻的一档算",
    fee_spread_rule="按各月占比分",
    month_shares=MONTHS,
)


def _refund(on: Ground) -> Result | Refusal:
    wanted = Refund(facts=KNOWN, season_year=2025, area=Decimal(80), rows=rows("1.5 18.5，1.6 15"))
    return refund(on, wanted)


def _late(on: Ground) -> Result | Refusal:
    wanted = LateFee(facts=KNOWN, arrears=Decimal(3000), paid_on=date(2026, 3, 1), season_year=2025)
    return late_fee(on, wanted)


def _basic(on: Ground) -> Result | Refusal:
    wanted = BasicFee(facts=KNOWN, season_year=2025, area=Decimal(80), last=date(2025, 12, 31))
    return basic_fee(on, wanted)


def _stopped(on: Ground) -> Result | Refusal:
    begins, ends = datetime(2026, 1, 5), datetime(2026, 1, 8)
    return stopped_refund(
        on, Stopped(facts=KNOWN, season_year=2025, area=Decimal(80), begins=begins, ends=ends)
    )


KINDS: dict[str, tuple[Callable[[Ground], Result | Refusal], tuple[str, ...]]] = {
    "refund": (
        _refund,
        (
            "legal_min_temp",
            "refund_tiers",
            "season_start",
            "season_end",
            "barred_hours_rule",
            "no_measure_window",
            "refund_reading_rule",
            "refund_days_rule",
            "refund_gap_rule",
            "refund_area_rule",
            "sum_rounding_rule",
            "fee_spread_rule",
            "month_shares",
            "price_home",
        ),
    ),
    "late_fee": (_late, ("late_fee", "late_fee_start", "late_fee_days_rule", "sum_rounding_rule")),
    "basic_fee": (
        _basic,
        (
            "suspension_fee",
            "season_start",
            "season_end",
            "suspension_part_rule",
            "sum_rounding_rule",
            "fee_spread_rule",
            "month_shares",
            "price_home",
        ),
    ),
    "stopped": (
        _stopped,
        (
            "stop_refund_hours",
            "season_start",
            "season_end",
            "stop_days_rule",
            "sum_rounding_rule",
            "fee_spread_rule",
            "month_shares",
            "price_home",
        ),
    ),
}
EACH = [(kind, key) for kind, (_, keys) in KINDS.items() for key in keys]


@pytest.mark.parametrize("kind", KINDS)
def test_with_every_value_it_is_reckoned_and_says_each_of_them(kind: str) -> None:
    reckon, keys = KINDS[kind]
    found = reckon(ground(EVERYTHING))
    assert isinstance(found, Result), found
    assert {one.key for one in found.used} == set(keys)
    for one in found.used:
        assert (one.source, one.date, one.confidence) == (f"出处{one.key}", "2026-01-01", Confidence.HIGH)
        assert one.words


@pytest.mark.parametrize(("kind", "key"), EACH)
def test_each_value_that_is_missing_is_refused_by_its_name(kind: str, key: str) -> None:
    reckon, _ = KINDS[kind]
    for on in (
        ground(changed(EVERYTHING, **{key: ""})),
        ground({k: w for k, w in EVERYTHING.items() if k != key}),
    ):
        found = reckon(on)
        assert isinstance(found, Refusal)
        (fault,) = (fault for fault in found.faults if fault.key == key)
        assert fault.label in (f"值{key}", LABELS[key])
        assert f"“{fault.label}”还没填" in fault.words
        assert "维护台的“本单位资料”" in fault.words
        assert key not in fault.words.replace(f"值{key}", "")


@pytest.mark.parametrize(("kind", "key"), EACH)
def test_each_value_that_is_no_figure_or_has_run_out_is_refused_by_its_name(kind: str, key: str) -> None:
    reckon, _ = KINDS[kind]
    words, unit = EVERYTHING[key]
    good = value(key, words, unit)
    for bad, told in (
        (value(key, "看公告"), "写的是“看公告”，读不出"),
        (replace(good, until=date(2026, 5, 5)), "只管到 2026-05-05，已经过期"),
        (replace(good, is_typical=True), "典型值"),
        (replace(good, value="〔示例〕8"), "示例公司"),
    ):
        found = reckon(ground(EVERYTHING, bad))
        assert isinstance(found, Refusal)
        assert any(fault.key == key and told in fault.words for fault in found.faults), (told, found.words)
    assert isinstance(reckon(ground(EVERYTHING, replace(good, until=date(2026, 5, 6)))), Result)


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ({"month_shares": MONTHS.replace(" 8%", " 9%")}, "各月加起来是 101%，不是正好 100%"),
        ({"month_shares": MONTHS.replace(" 8%", " 8.1%")}, "各月加起来是 100.1%"),
        ({"month_shares": "10 月 50%、11 月 50%"}, "月份跟供热期对不上"),
        ({"refund_tiers": "16 ℃以上、不到18 ℃退20%,低于16 ℃全退"}, "从 18 ℃ 退起"),
        ({"refund_tiers": "16 ℃以上、不到20 ℃退50%"}, "再冷怎么退没有写"),
        ({"refund_tiers": "16 ℃以上、不到20 ℃退50%,低于16 ℃退30%"}, "更冷的反而退得少"),
        ({"season_end": "4 月 20 日"}, "早于"),
        ({"season_start": "2 月 29 日"}, "没有 2 月 29 日"),
        ({"refund_area_rule": "按供热期天数平分"}, "要从这几句里选：按整户算；只算不达标的房间"),
    ],
)
def test_what_contradicts_itself_is_refused(others: dict[str, str], told: str) -> None:
    found = _refund(ground(changed(EVERYTHING, **others)))
    assert isinstance(found, Refusal)
    assert any(told in words for words in found.words), found.words


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (value("legal_min_temp", "18–20", "℃"), "是一个范围"),
        (value("legal_min_temp", "20", "天"), "的单位是“天”，这里要℃"),
        (value("price_home", "38.32", "天"), "这里要元/㎡"),
    ],
)
def test_a_number_of_another_kind_is_refused(bad: object, told: str) -> None:
    found = _refund(ground(EVERYTHING, bad))  # type: ignore[arg-type]
    assert isinstance(found, Refusal)
    assert any(told in words for words in found.words), found.words


def test_a_share_above_the_whole_is_refused() -> None:
    found = _basic(ground(changed(EVERYTHING, suspension_fee="130%")))
    assert isinstance(found, Refusal)
    assert any("超过了全部" in words for words in found.words)


# -- facts


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (undecided(use=Use.OTHER), "不是住宅"),
        (undecided(metering=Metering.METERED), "按热量表收费"),
        (undecided(cause=Cause.USER), "用户自家的原因"),
    ],
)
def test_what_speaks_against_a_refund_is_said(facts: Facts, told: str) -> None:
    for found in (
        refund(ground(), Refund(facts=facts, season_year=2025, fee=Decimal(3660), rows=rows("1.5 18"))),
        stopped_refund(
            ground(),
            Stopped(
                facts=facts,
                season_year=2025,
                fee=Decimal(3660),
                begins=datetime(2026, 1, 5),
                ends=datetime(2026, 1, 8),
            ),
        ),
    ):
        assert isinstance(found, Refusal)
        assert any(told in words for words in found.words)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (undecided(cause=Cause.UNDECIDED), "假定是供热这头的原因"),
        (undecided(use=Use.UNDECIDED), "假定是住宅"),
        (undecided(metering=Metering.UNDECIDED), "假定按面积收费"),
        (undecided(paid=Paid.UNDECIDED), "假定热费交清了"),
        (undecided(paid=Paid.UNPAID), "假定热费交清以后照样退（现在没交清，能不能退由计费定）"),
        (undecided(measured=Measured.UNDECIDED), "假定没写谁测的那几次是双方在场测的"),
        (undecided(measured=Measured.SUPPLIER), "假定供热单位测的那几次双方都认"),
        (undecided(hours=Hours.UNDECIDED), "假定没写钟点的那几次不在不得测温的时段"),
    ],
)
def test_what_is_undecided_is_presumed_aloud(facts: Facts, told: str) -> None:
    found = refund(ground(), Refund(facts=facts, season_year=2025, fee=Decimal(3660), rows=rows("1.5 18")))
    assert isinstance(found, Result)
    assert found.presumed == (told,)
    assert found.headline.startswith("假定")
    assert not found.spoken.holds_sum


def test_nothing_answered_presumes_everything() -> None:
    found = refund(ground(), Refund(facts=Facts(), season_year=2025, fee=Decimal(3660), rows=rows("1.5 18")))
    assert isinstance(found, Result)
    assert len(found.presumed) == 6
    assert all(words.startswith("假定") for words in found.presumed)


def test_where_the_supplier_has_time_to_mend_that_is_asked() -> None:
    there = ground({**NORTH, "refund_mend_hours": ("48", "小时")})
    wanted = Refund(
        facts=undecided(mending=Mending.UNDECIDED), season_year=2025, fee=Decimal(3660), rows=rows("1.5 18")
    )
    found = refund(there, wanted)
    assert isinstance(found, Result)
    assert found.presumed == ("假定申请测温以后，48\u00a0小时没改好",)
    assert "refund_mend_hours" in {one.key for one in found.used}
    in_time = refund(there, replace(wanted, facts=undecided(mending=Mending.IN_TIME)))
    assert isinstance(in_time, Refusal)
    assert isinstance(refund(there, replace(wanted, facts=KNOWN)), Result)


# -- the record


def test_a_piece_that_was_not_read_blocks_the_sum() -> None:
    record = read_record("1.5 18，1月6号15-16度", season())
    wanted = Refund(
        facts=KNOWN, season_year=2025, fee=Decimal(3660), rows=record.rows, blocked=record.blocked
    )
    found = refund(ground(), wanted)
    assert isinstance(found, Refusal)
    assert found.words[0].startswith("这一处没读准，先不算：“1月6号15-16度”")


def test_readings_that_do_not_count_are_named() -> None:
    text = "1.5 18，1月6号 12:00 15，1月7号自测14，2026年5月1日 15"
    found = refund(ground(), Refund(facts=KNOWN, season_year=2025, fee=Decimal(3660), rows=rows(text)))
    assert isinstance(found, Result)
    assert found.amount == Decimal("10.00")
    assert [(one.words, one.why) for one in found.self_measured] == [("2026-01-07 14 ℃", "自测，不作依据")]
    assert [one.words for one in found.left_out] == ["2026-01-06 12:00 15 ℃", "2026-05-01 15 ℃"]
    assert "10:00–14:00" in found.left_out[0].why
    assert "不在供热期" in found.left_out[1].why


@pytest.mark.parametrize("hour", ["10:00", "12:00", "14:00"])
def test_both_ends_of_barred_hours_are_within(hour: str) -> None:
    text = f"1月5号 {hour} 15"
    found = refund(ground(), Refund(facts=KNOWN, season_year=2025, fee=Decimal(3660), rows=rows(text)))
    assert isinstance(found, Refusal)
    assert "没有一个能作依据的读数" in found.words[0]
    assert len(found.left_out) == 1


def test_rooms_without_name_or_area_are_refused() -> None:
    wanted = Refund(facts=KNOWN, season_year=2025, fee=Decimal(2820), rows=rows("1.5 17，1.6 主卧17", SOUTH))
    found = refund(ground(SOUTH), wanted)
    assert isinstance(found, Refusal)
    told = "".join(found.words)
    assert "这几个读数没写是哪间：2026-01-05 17 ℃" in told
    assert "还差“主卧”的面积" in told
    assert "还差计费面积" in told


@pytest.mark.parametrize(
    ("rooms", "told"),
    [
        ((Room(name="主卧", area=Decimal(200)),), "比计费面积 100 ㎡ 还大"),
        ((Room(name="主卧", area=Decimal(0)),), "要大于 0"),
        ((Room(name="主卧", area=Decimal(10)), Room(name="主卧", area=Decimal(12))), "写了两遍"),
    ],
)
def test_areas_that_cannot_be_are_refused(rooms: tuple[Room, ...], told: str) -> None:
    wanted = Refund(
        facts=KNOWN,
        season_year=2025,
        fee=Decimal(2820),
        area=Decimal(100),
        rooms=rooms,
        rows=rows("1.6 主卧17", SOUTH),
    )
    found = refund(ground(SOUTH), wanted)
    assert isinstance(found, Refusal)
    assert any(told in words for words in found.words), found.words


def test_the_last_reading_of_a_day_needs_its_hour() -> None:
    there = changed(NORTH, refund_reading_rule="取当天最后的一次")
    wanted = Refund(facts=KNOWN, season_year=2025, fee=Decimal(3660), rows=rows("1月5号早上18，晚上15"))
    found = refund(ground(there), wanted)
    assert isinstance(found, Refusal)
    assert "分不出哪个在最后" in found.words[0]


def test_a_request_without_its_day_is_refused() -> None:
    there = changed(SOUTH, refund_days_rule="从申请测温那天算到达标那天，两头都算")
    wanted = Refund(facts=KNOWN, season_year=2025, fee=Decimal(2820), rows=rows("1.5 主卧17", SOUTH))
    found = refund(ground(there), wanted)
    assert isinstance(found, Refusal)
    assert any("还差申请测温的日期" in words for words in found.words)


@pytest.mark.parametrize(
    ("fee", "area", "told"),
    [
        (None, None, "还差应交热费"),
        ("0", None, "应交热费要大于 0"),
        ("-5", None, "应交热费要大于 0"),
        (None, "0", "计费面积要大于 0"),
    ],
)
def test_a_fee_that_cannot_be_is_refused(fee: str | None, area: str | None, told: str) -> None:
    wanted = Refund(
        facts=KNOWN,
        season_year=2025,
        fee=Decimal(fee) if fee else None,
        area=Decimal(area) if area else None,
        rows=rows("1.5 17"),
    )
    found = refund(ground(), wanted)
    assert isinstance(found, Refusal)
    assert any(told in words for words in found.words), found.words


# -- other sums


@pytest.mark.parametrize(
    ("begins", "ends", "told"),
    [
        (datetime(2026, 1, 5), datetime(2026, 1, 6), "正好 24 小时"),
        (datetime(2026, 1, 6), datetime(2026, 1, 5), "要晚于"),
        (datetime(2026, 4, 19), datetime(2026, 4, 25), "不全在供热期里"),
    ],
)
def test_stops_that_cannot_be_decided_are_refused(begins: datetime, ends: datetime, told: str) -> None:
    found = stopped_refund(
        ground(), Stopped(facts=KNOWN, season_year=2025, fee=Decimal(3660), begins=begins, ends=ends)
    )
    assert isinstance(found, Refusal)
    assert any(told in words for words in found.words), found.words


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2026, 1, 6), date(2026, 1, 5), "早于头一天"),
        (date(2025, 9, 1), date(2025, 12, 1), "不全在供热期里"),
    ],
)
def test_suspensions_that_cannot_be_are_refused(first: date, last: date, told: str) -> None:
    found = basic_fee(
        ground(), BasicFee(facts=KNOWN, season_year=2025, fee=Decimal(3660), first=first, last=last)
    )
    assert isinstance(found, Refusal)
    assert any(told in words for words in found.words), found.words


def test_no_arrears_no_late_fee() -> None:
    wanted = LateFee(facts=KNOWN, arrears=Decimal(0), paid_on=date(2026, 3, 1), season_year=2025)
    found = late_fee(ground(), wanted)
    assert isinstance(found, Refusal)
    assert found.words == ("欠费要大于 0，请看一眼再填。",)


def test_a_start_that_nobody_agreed_is_presumed() -> None:
    found = _late(ground())
    assert isinstance(found, Result)
    assert found.presumed == ("假定合同没有约定起算日",)


# -- what is offered


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("refund_tiers", Reckoning.REFUND),
        ("late_fee", Reckoning.LATE_FEE),
        ("suspension_fee", Reckoning.BASIC_FEE),
        ("stop_refund_hours", Reckoning.STOPPED),
    ],
)
def test_a_region_without_a_rule_does_not_offer_the_kind(key: str, kind: Reckoning) -> None:
    assert kind in offered(book())
    assert kind not in offered(book(changed(NORTH, **{key: ""})))


def test_without_any_rule_nothing_is_offered() -> None:
    nothing: Words = {}
    assert offered(book(nothing)) == ()
    assert periods_offered(book(nothing)) == ()
