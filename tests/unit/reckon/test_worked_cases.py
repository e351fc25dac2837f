"""Sums worked by hand: two invented regions with other borders, other rules and other seasons, and a third without a line of code.

By hand: in the north 3,660 yuan over 183 days are 20 a day, in the south 2,820 over 141 days are 20 as well; there the main bedroom
is 20 of 100 ㎡ (4 a day), the living room 30 (6 a day). Leap seasons have 184 and 142 days.
"""

from datetime import date, datetime
from decimal import Decimal

import pytest

from handbook.reckon.basic_fee import BasicFee, basic_fee
from handbook.reckon.late_fee import LateFee, late_fee
from handbook.reckon.refund import Refund, Room, refund
from handbook.reckon.result import Result
from handbook.reckon.stopped import Stopped, stopped_refund
from tests.unit.reckon.grounds import INVENTED, KNOWN, NORTH, SOUTH, Words, changed, ground, rows

ROOMS = (Room(name="主卧", area=Decimal(20)), Room(name="客厅", area=Decimal(30)))
MONTHS = "11 月 10%、12 月 25%、1 月 25%、2 月 20%、3 月 16%、4 月 4%"
TEN_DAYS = "，".join(f"1.{day} 18.5" for day in range(1, 10)) + "，1月10号18.5"
SOUTH_MONTHS = changed(
    SOUTH, fee_spread_rule="按各月占比分", month_shares=MONTHS, refund_area_rule="按整户算"
)
SPAN = changed(SOUTH, refund_gap_rule="整段都按量到的最低一次算")
REQUEST = changed(SOUTH, refund_days_rule="从申请测温那天算到达标那天，两头都算")
BOTH_ENDS = changed(REQUEST, refund_gap_rule="整段都按量到的最低一次算")


def rounding(words: str) -> Words:
    return changed(NORTH, sum_rounding_rule=words)


def refunded(
    words: Words, text: str, fee: str, year: int = 2025, asked_on: date | None = None
) -> Decimal | None:
    wanted = Refund(
        facts=KNOWN,
        season_year=year,
        fee=Decimal(fee),
        area=Decimal(100),
        rooms=ROOMS,
        rows=rows(text, words, year),
        asked_on=asked_on,
    )
    found = refund(ground(words), wanted)
    assert isinstance(found, Result), found
    assert found.presumed == ()
    return found.amount


@pytest.mark.parametrize(
    ("words", "text", "fee", "expected"),
    [
        # north: the lowest reading of a day, only days that were measured
        (NORTH, "1.5 18.5", "3660", "10.00"),
        (NORTH, "1.5 16.0", "3660", "10.00"),
        (NORTH, "1.5 15.9", "3660", "20.00"),
        (NORTH, "1.5 19.9", "3660", "10.00"),
        (NORTH, "1.5 20.0", "3660", "0.00"),
        (NORTH, "1.5 20.1", "3660", "0.00"),
        (NORTH, "1月5号零下3度", "3660", "20.00"),
        (NORTH, "1.5 18.5，1.6 15.9", "3660", "30.00"),
        (NORTH, "1.5 18，1.8 18", "3660", "20.00"),
        (NORTH, "1.5 18，1.6 20，1.7 18", "3660", "20.00"),
        (NORTH, "1月5号早上20，晚上15.9", "3660", "20.00"),
        (NORTH, "1月5号早上15.9，晚上18", "3660", "20.00"),
        (NORTH, "1月5号早上20.5，晚上20", "3660", "0.00"),
        (NORTH, "10.20 15", "3660", "20.00"),
        (NORTH, "4.20 15", "3660", "20.00"),
        (NORTH, "12.31 15，1.1 15", "3660", "40.00"),
        (NORTH, "1月5号客厅21，主卧20.5，次卧20，书房17", "3660", "10.00"),
        (NORTH, "1月5号客厅21，主卧20.5，次卧20，书房15", "3660", "20.00"),
        (NORTH, "1月5号 9:59 15", "3660", "20.00"),
        (NORTH, "1月5号 14:01 15", "3660", "20.00"),
        (NORTH, "1月5号 12:30 12，1月5号 15:00 19", "3660", "10.00"),
        (NORTH, "1月5号自测12，1月6号19", "3660", "10.00"),
        (NORTH, "1.5 18.5", "3065.60", "8.38"),
        (NORTH, "1.5 15", "3065.60", "16.75"),
        (NORTH, TEN_DAYS, "3065.60", "83.76"),
        (NORTH, "1.5 15，1.6 15，1.7 15", "3065.60", "50.26"),
        (NORTH, TEN_DAYS + "，1月15号15，1月16号15，1月17号15", "3065.60", "134.02"),
        (NORTH, "1.5 18", "1.83", "0.01"),
        (rounding("最后四舍五入到角"), "1.5 15", "3065.60", "16.80"),
        (rounding("最后四舍五入到元"), "1.5 15", "3065.60", "17.00"),
        (rounding("日标准热费先四舍五入到分"), TEN_DAYS, "3065.60", "83.75"),
        (changed(NORTH, refund_reading_rule="取当天最高的一次"), "1月5号早上20，晚上15.9", "3660", "0.00"),
        (
            changed(NORTH, refund_reading_rule="取当天最后的一次"),
            "1月5号早上8点15.9，晚上8点19",
            "3660",
            "10.00",
        ),
        # south: mean of a day, from the first cold reading until the day before the next warm one, cold rooms alone
        (SOUTH, "1.5 主卧17", "2820", "0.80"),
        (SOUTH, "1.5 主卧16.0", "2820", "0.80"),
        (SOUTH, "1.5 主卧15.9", "2820", "2.00"),
        (SOUTH, "1.5 主卧14.0", "2820", "2.00"),
        (SOUTH, "1.5 主卧13.9", "2820", "4.00"),
        (SOUTH, "1.5 主卧17.9", "2820", "0.80"),
        (SOUTH, "1.5 主卧18.0", "2820", "0.00"),
        (SOUTH, "1.5 主卧17，1.8 主卧18.5", "2820", "2.40"),
        (SOUTH, "1.5 主卧17，1.8 主卧15，1月10号主卧18", "2820", "6.40"),
        (SOUTH, "1.5 主卧17，1.7 主卧18，1.9 主卧13，1月10号主卧18", "2820", "5.60"),
        (SOUTH, "1.5 主卧17，1.8 主卧17", "2820", "3.20"),
        (SOUTH, "1月5号主卧早上17，晚上19", "2820", "0.00"),
        (SOUTH, "1月5号主卧早上17.9，晚上18", "2820", "0.80"),
        (SOUTH, "1月5号主卧17，客厅13", "2820", "6.80"),
        (SOUTH, "1月5号主卧17，客厅19", "2820", "0.80"),
        (SOUTH, "12.30 主卧17，1.2 主卧18", "2820", "2.40"),
        (SOUTH, "2.28 主卧17，3.1 主卧18", "2820", "0.80"),
        (SOUTH, "11.16 主卧13", "2820", "4.00"),
        (SOUTH, "4.5 主卧13", "2820", "4.00"),
        (SOUTH, "11.16 主卧17，4.5 主卧17", "2820", "112.80"),
        (SPAN, "1.5 主卧17，1.8 主卧15，1月10号主卧18", "2820", "10.00"),
        # a table of months: 3,100 yuan are 25 a day in December and January, 310 over 15 days in November
        (SOUTH_MONTHS, "1.5 13", "3100", "25.00"),
        (SOUTH_MONTHS, "12.31 13，1.1 13", "3100", "50.00"),
        (SOUTH_MONTHS, "11.30 13，12.1 13", "3100", "45.67"),
        (SOUTH_MONTHS, "1.5 17，1.6 18", "3100", "5.00"),
        # the region that does not exist: below 17.3 ℃, 37 %
        (INVENTED, "1.5 17.2", "3660", "7.40"),
        (INVENTED, "1.5 17.3", "3660", "0.00"),
        (INVENTED, "1.5 17.2，1.6 5度，1.7 17.3，1.8 17.29", "3660", "22.20"),
    ],
)
def test_refunds_are_as_worked_by_hand(words: Words, text: str, fee: str, expected: str) -> None:
    assert refunded(words, text, fee) == Decimal(expected)


@pytest.mark.parametrize(
    ("words", "text", "fee", "expected"),
    [
        (NORTH, "2.29 15", "3680", "20.00"),
        (NORTH, "2.29 15", "3660", "19.89"),
        (SOUTH, "2.28 主卧17，3.1 主卧18", "2840", "1.60"),
    ],
)
def test_a_leap_season_has_a_day_more(words: Words, text: str, fee: str, expected: str) -> None:
    assert refunded(words, text, fee, year=2027) == Decimal(expected)


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (REQUEST, "1.5 主卧17，1.7 主卧18", "3.20"),
        (REQUEST, "1.3 主卧13，1.5 主卧17，1.7 主卧18，1.9 主卧13", "3.20"),
        (REQUEST, "1.5 主卧17，1.6 主卧15", "3.60"),
        (REQUEST, "1.5 主卧13，1.7 主卧18", "12.80"),
        (REQUEST, "1.5 主卧19", "0.00"),
        (BOTH_ENDS, "1.5 主卧17，1.6 主卧15，1.7 主卧18", "8.00"),
    ],
)
def test_days_from_the_request_count_with_both_ends(words: Words, text: str, expected: str) -> None:
    assert refunded(words, text, "2820", asked_on=date(2026, 1, 4)) == Decimal(expected)


@pytest.mark.parametrize(
    ("words", "arrears", "due_from", "paid_on", "year", "expected"),
    [
        (NORTH, "3000", None, date(2026, 1, 1), 2025, "3.00"),
        (NORTH, "3000", None, date(2026, 3, 1), 2025, "180.00"),
        (NORTH, "3000", None, date(2025, 12, 31), 2025, "0.00"),
        (NORTH, "3000", date(2025, 11, 1), date(2025, 11, 30), 2025, "90.00"),
        (NORTH, "3000", None, date(2028, 3, 1), 2027, "183.00"),
        (NORTH, "3065.60", None, date(2026, 3, 1), 2025, "183.94"),
        (SOUTH, "3000", None, date(2026, 1, 1), 2025, "0.00"),
        (SOUTH, "3000", None, date(2026, 3, 1), 2025, "88.50"),
        (INVENTED, "1000", None, date(2026, 1, 10), 2025, "40.00"),
    ],
)
def test_late_fees_are_as_worked_by_hand(
    words: Words, arrears: str, due_from: date | None, paid_on: date, year: int, expected: str
) -> None:
    wanted = LateFee(
        facts=KNOWN, arrears=Decimal(arrears), due_from=due_from, paid_on=paid_on, season_year=year
    )
    found = late_fee(ground(words), wanted)
    assert isinstance(found, Result), found
    assert found.amount == Decimal(expected)


@pytest.mark.parametrize(
    ("words", "fee", "first", "last", "expected"),
    [
        (NORTH, "3660", None, None, "1098.00"),
        (NORTH, "3660", None, date(2025, 12, 31), "438.00"),
        (NORTH, "3660", date(2026, 3, 22), None, "180.00"),
        (changed(NORTH, suspension_part_rule="停一段也按整季算"), "3660", date(2026, 3, 22), None, "1098.00"),
        (SOUTH, "2820", None, None, "564.00"),
        (INVENTED, "3660", None, None, "1354.20"),
        (changed(SOUTH_MONTHS, suspension_fee="20%"), "3100", date(2026, 1, 1), date(2026, 1, 31), "155.00"),
    ],
)
def test_basic_fees_are_as_worked_by_hand(
    words: Words, fee: str, first: date | None, last: date | None, expected: str
) -> None:
    wanted = BasicFee(facts=KNOWN, season_year=2025, fee=Decimal(fee), first=first, last=last)
    found = basic_fee(ground(words), wanted)
    assert isinstance(found, Result), found
    assert found.amount == Decimal(expected)


@pytest.mark.parametrize(
    ("words", "begins", "ends", "expected"),
    [
        (NORTH, datetime(2026, 1, 5, 8), datetime(2026, 1, 7, 20), "40.00"),
        (NORTH, datetime(2026, 1, 5, 8), datetime(2026, 1, 6, 9), "20.00"),
        (NORTH, datetime(2026, 1, 5, 8), datetime(2026, 1, 6, 7), "0.00"),
        (NORTH, datetime(2025, 12, 31, 8), datetime(2026, 1, 2, 9), "40.00"),
        (
            changed(NORTH, stop_days_rule="不满一天的零头算一天"),
            datetime(2026, 1, 5, 8),
            datetime(2026, 1, 7, 20),
            "60.00",
        ),
    ],
)
def test_stops_are_as_worked_by_hand(words: Words, begins: datetime, ends: datetime, expected: str) -> None:
    wanted = Stopped(facts=KNOWN, season_year=2025, fee=Decimal(3660), begins=begins, ends=ends)
    found = stopped_refund(ground(words), wanted)
    assert isinstance(found, Result), found
    assert found.amount == Decimal(expected)


@pytest.mark.parametrize(("hours", "expected"), [(36, "30.00"), (60, "50.00")])
def test_a_part_of_a_day_counts_by_the_hour_where_the_rule_says_so(hours: int, expected: str) -> None:
    begins = datetime(2026, 1, 5)
    ends = datetime(2026, 1, 5 + hours // 24, hours % 24)
    wanted = Stopped(facts=KNOWN, season_year=2025, fee=Decimal(2820), begins=begins, ends=ends)
    found = stopped_refund(ground(SOUTH), wanted)
    assert isinstance(found, Result), found
    assert found.amount == Decimal(expected)


def test_price_by_area_is_the_fee() -> None:
    wanted = Refund(facts=KNOWN, season_year=2025, area=Decimal(80), rows=rows("1.5 18.5，1.6 15"))
    found = refund(ground(), wanted)
    assert isinstance(found, Result)
    assert found.amount == Decimal("25.13")  # 3,065.60 ÷ 183 × 1.5
    assert found.lines[0].words == "应交热费 = 38.32 元/㎡ × 80 ㎡ = 3065.6 元"
