"""Periods end by Civil Code 201–203: without the first day, at the month's end where it has no such day, on the next working day."""

from dataclasses import replace
from datetime import date

import pytest

from handbook.model.reckoning import Period
from handbook.reckon.periods import Asked, Calendar, after_months, period
from handbook.reckon.result import Refusal, Result
from tests.unit.reckon.grounds import NORTH, changed, ground, value

LONGER = NORTH["holidays"][0] + "。2027 年放假：1 月 1 日至 3 日"


def last_day(wanted: Period, starts_on: date | None = None, year: int = 2025, **others: str) -> Result:
    there = ground(changed(NORTH, **others) if others else NORTH)
    found = period(there, Asked(period=wanted, starts_on=starts_on, season_year=year))
    assert isinstance(found, Result), found
    return found


@pytest.mark.parametrize(
    ("wanted", "starts_on", "expected"),
    [
        # ten days: the first is not counted
        (Period.SUSPENSION_REPLY, date(2026, 3, 2), date(2026, 3, 12)),
        # the tenth is a Sunday
        (Period.SUSPENSION_REPLY, date(2026, 3, 5), date(2026, 3, 16)),
        # the tenth lies within the holidays of May
        (Period.SUSPENSION_REPLY, date(2026, 4, 24), date(2026, 5, 6)),
        # the tenth is a Saturday that is worked
        (Period.SUSPENSION_REPLY, date(2026, 4, 29), date(2026, 5, 9)),
        # over New Year
        (Period.SUSPENSION_REPLY, date(2025, 12, 22), date(2026, 1, 4)),
        # one month: no 31 February; the 28th is a Saturday, and worked
        (Period.REFUND_DEADLINE, date(2026, 1, 31), date(2026, 2, 28)),
        (Period.REFUND_DEADLINE, date(2026, 3, 31), date(2026, 4, 30)),
        (Period.REFUND_DEADLINE, date(2026, 6, 15), date(2026, 7, 15)),
        # five working days: over a week's end, and over nine holidays with a Saturday worked before
        (Period.COMPLAINT_REPLY, date(2026, 3, 2), date(2026, 3, 9)),
        (Period.COMPLAINT_REPLY, date(2026, 2, 12), date(2026, 2, 26)),
        # three years from 28 February; and from the leap day, which 2026 has not
        (Period.LIMITATION, date(2023, 2, 28), date(2026, 2, 28)),
        (Period.LIMITATION, date(2023, 8, 3), date(2026, 8, 3)),
    ],
)
def test_the_last_day_is_as_worked_by_hand(wanted: Period, starts_on: date, expected: date) -> None:
    assert last_day(wanted, starts_on).day == expected


def test_the_leap_day_ends_at_the_end_of_february() -> None:
    found = last_day(Period.LIMITATION, date(2024, 2, 29), holidays=LONGER)
    assert found.day == date(2027, 3, 1)  # 28 February 2027 is a Sunday
    assert any("2027 年 2 月没有 29 日" in line.words for line in found.lines)
    assert any("顺延" in line.words for line in found.lines)


@pytest.mark.parametrize(
    ("wanted", "year", "expected"),
    [
        (Period.SUSPENSION_NOTICE, 2025, date(2025, 9, 20)),
        (Period.SUSPENSION_DEADLINE, 2025, date(2025, 9, 30)),
        (Period.SUSPENSION_NOTICE, 2026, date(2026, 9, 20)),
    ],
)
def test_what_runs_back_from_the_season_or_is_fixed_does_not_move(
    wanted: Period, year: int, expected: date
) -> None:
    found = last_day(wanted, year=year)
    assert found.day == expected  # 20 September 2026 is a Sunday
    assert "顺延" in found.lines[0].words


def test_whether_a_day_is_still_within_is_said() -> None:
    asked = Asked(period=Period.SUSPENSION_NOTICE, season_year=2025, asked_day=date(2025, 9, 20))
    within = period(ground(), asked)
    late = period(ground(), replace(asked, asked_day=date(2025, 9, 21)))
    assert isinstance(within, Result)
    assert isinstance(late, Result)
    assert within.headline.endswith("2025-09-20 还在期内")
    assert late.headline.endswith("2025-09-21 过了这一天")


def test_limitation_is_for_lawyers_and_never_over() -> None:
    asked = Asked(
        period=Period.LIMITATION,
        starts_on=date(2020, 1, 6),
        asked_day=date(2026, 5, 6),
        season_year=2025,
    )
    tables = "2023 年放假：1 月 1 日"
    found = period(ground(changed(NORTH, holidays=tables)), asked)
    assert isinstance(found, Result)
    assert found.day == date(2023, 1, 6)
    told = " ".join((found.headline, *found.notes, found.spoken.words, *(line.words for line in found.lines)))
    assert "过期" not in told
    assert "过了" not in told
    assert "中断、中止由法务定" in told
    assert {one.id for one in found.articles} >= {"reg-mfd-188", "reg-mfd-195"}
    assert "2023" not in found.spoken.words


@pytest.mark.parametrize("starts_on", [date(2026, 12, 25), date(2024, 12, 25)])
def test_a_year_that_is_not_in_the_table_is_refused(starts_on: date) -> None:
    found = period(ground(), Asked(period=Period.SUSPENSION_REPLY, starts_on=starts_on, season_year=2025))
    assert isinstance(found, Refusal)
    (fault,) = found.faults
    assert fault.key == "holidays"
    assert f"里没有 {starts_on.year + 1} 年" in fault.words


def test_without_the_table_only_fixed_days_are_told() -> None:
    there = ground(changed(NORTH, holidays=""))
    assert isinstance(period(there, Asked(period=Period.SUSPENSION_DEADLINE, season_year=2025)), Result)
    after = Asked(period=Period.SUSPENSION_REPLY, starts_on=date(2026, 3, 2), season_year=2025)
    found = period(there, after)
    assert isinstance(found, Refusal)
    assert found.faults[0].key == "holidays"


def test_a_day_that_is_missing_is_asked_for() -> None:
    found = period(ground(), Asked(period=Period.SUSPENSION_REPLY, season_year=2025))
    assert isinstance(found, Refusal)
    assert found.words == ("还差“收到申请”是哪天，填上再算。",)


@pytest.mark.parametrize(
    ("key", "words", "unit", "wanted", "told"),
    [
        ("suspension_reply", "", "", Period.SUSPENSION_REPLY, "还没填"),
        ("suspension_reply", "看公告", "", Period.SUSPENSION_REPLY, "读不出"),
        ("suspension_reply", "8", "小时", Period.SUSPENSION_REPLY, "的单位是“小时”"),
        ("suspension_reply", "1.5", "天", Period.SUSPENSION_REPLY, "不是整数的天"),
        ("suspension_notice", "1", "个月", Period.SUSPENSION_NOTICE, "要按天往前数"),
        ("suspension_deadline", "2 月 29 日", "", Period.SUSPENSION_DEADLINE, "没有 2 月 29 日"),
    ],
)
def test_unfit_values_are_refused(key: str, words: str, unit: str, wanted: Period, told: str) -> None:
    there = ground(NORTH, value(key, words, unit))
    found = period(there, Asked(period=wanted, starts_on=date(2026, 3, 2), season_year=2025))
    assert isinstance(found, Refusal)
    assert any(told in words for words in found.words), found.words


def test_a_date_is_said_only_where_all_that_it_rests_on_is_confirmed() -> None:
    asked = Asked(period=Period.SUSPENSION_DEADLINE, season_year=2025)
    sure = period(ground(), asked)
    unsure = period(ground(is_confirmed=False), asked)
    assert isinstance(sure, Result)
    assert isinstance(unsure, Result)
    assert "2025 年 9 月 30 日" in sure.spoken.words
    assert "9 月" not in unsure.spoken.words
    assert unsure.notes[-1].startswith("口径待核实")


def test_months_are_counted_over_years() -> None:
    assert after_months(date(2025, 12, 31), 2) == date(2026, 2, 28)
    assert after_months(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert after_months(date(2024, 1, 31), 1) == date(2024, 2, 29)


def test_a_calendar_knows_weekends_holidays_and_days_worked_instead() -> None:
    years = ground().asking().years_off()
    off = Calendar(years)
    assert off.is_off(date(2026, 3, 7))
    assert off.is_off(date(2026, 2, 16))
    assert not off.is_off(date(2026, 2, 14))
    assert not off.is_off(date(2026, 3, 9))
    assert not off.knows(date(2027, 1, 1))
