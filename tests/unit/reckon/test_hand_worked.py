"""Sums and days worked by hand from the rules alone, by somebody who never saw the program; the working of each stands beside it."""

import json
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from handbook.model.reckoning import Period
from handbook.reckon.basic_fee import BasicFee, basic_fee
from handbook.reckon.facts import Measured
from handbook.reckon.ground import Ground
from handbook.reckon.late_fee import LateFee, late_fee
from handbook.reckon.periods import Asked, period
from handbook.reckon.refund import Refund, Room, refund
from handbook.reckon.result import Refusal, Result
from handbook.reckon.rows import Row
from tests.unit.reckon.grounds import KNOWN, NORTH, Words, ground

Case = Mapping[str, Any]
CASES: list[Case] = [
    json.loads(line)
    for line in (Path(__file__).parent / "hand_worked.jsonl").read_text(encoding="utf-8").splitlines()
]
HOLIDAYS = (
    "2026 年放假：1 月 1 日至 3 日、2 月 15 日至 23 日、4 月 4 日至 6 日、5 月 1 日至 5 日、6 月 19 日至 21 日、"
    "9 月 25 日至 27 日、10 月 1 日至 7 日；上班：1 月 4 日、2 月 14 日、2 月 28 日、5 月 9 日、9 月 20 日、10 月 10 日"
)
EAST: Words = {
    **NORTH,
    "legal_min_temp": ("18", "℃"),
    "refund_tiers": ("16 ℃以上、不到18 ℃退50%,14 ℃以上、不到16 ℃退80%,低于14 ℃全退", ""),
    "price_home": ("25.50", "元/㎡"),
    "late_fee_days_rule": ("交费当天不算", ""),
    "holidays": (HOLIDAYS, ""),
    "refund_deadline": ("30", "日内"),
}
"""Region 甲: the lowest reading of a day, days that were measured, whole flat, equal days, rounded to the cent."""
WEST: Words = {
    **EAST,
    "refund_tiers": ("16 ℃以上、不到18 ℃退40%,低于16 ℃全退", ""),
    "no_measure_window": ("", ""),
    "barred_hours_rule": ("没有不得测温的时段", ""),
    "season_start": ("11 月 15 日", ""),
    "season_end": ("次年 3 月 15 日", ""),
    "price_home": ("21.00", "元/㎡"),
    "refund_reading_rule": ("取当天几次的平均", ""),
    "refund_days_rule": ("从第一次量出不达标那天算到第一次量出达标的前一天", ""),
    "refund_gap_rule": ("没量的日子按前一次量的算，达标那天按最轻的一档算", ""),
    "refund_area_rule": ("只算不达标的房间", ""),
    "fee_spread_rule": ("按各月占比分", ""),
    "month_shares": ("11 月 10%、12 月 27%、1 月 30%、2 月 22%、3 月 11%", ""),
    "sum_rounding_rule": ("最后四舍五入到元", ""),
    "late_fee": ("按日万分之五", ""),
    "late_fee_days_rule": ("交费当天也算", ""),
    "suspension_fee": ("20%", ""),
    "suspension_part_rule": ("停一段也按整季算", ""),
}
"""Region 乙: the mean of a day, spells of cold, cold rooms alone, shares of months, rounded to the yuan."""
PERIODS = {
    "complaint": Period.COMPLAINT_REPLY,
    "refund": Period.REFUND_DEADLINE,
    "limitation": Period.LIMITATION,
}
BY = {"self": Measured.SELF, "third": Measured.THIRD_PARTY}


@pytest.mark.parametrize("case", CASES, ids=[f"{case['kind']}-{case['id']}" for case in CASES])
def test_what_was_worked_by_hand_is_reckoned_alike(case: Case) -> None:
    found = _reckoned(ground(EAST if case["region"] == "甲" else WEST), case)
    if case["answer"] == "refused":
        assert isinstance(found, Refusal)
        assert found.faults
        return
    assert isinstance(found, Result), found
    if case["kind"] == "period":
        assert found.day == date.fromisoformat(case["answer"])
    else:
        assert found.amount == Decimal(case["answer"])


def _reckoned(rules: Ground, case: Case) -> Result | Refusal:
    match case["kind"]:
        case "refund":
            return refund(rules, _refund(case))
        case "late_fee":
            wanted = LateFee(
                facts=KNOWN,
                arrears=Decimal(case["arrears"]),
                paid_on=date.fromisoformat(case["paid_on"]),
                due_from=date.fromisoformat(case["due_from"]),
                season_year=2025,
            )
            return late_fee(rules, wanted)
        case "basic_fee":
            suspended = BasicFee(
                facts=KNOWN,
                season_year=case["season_year"],
                fee=_sum(case, "fee"),
                area=_sum(case, "area"),
                first=date.fromisoformat(case["first"]),
                last=date.fromisoformat(case["last"]),
            )
            return basic_fee(rules, suspended)
        case _:
            starts_on = date.fromisoformat(case["starts_on"])
            asked = Asked(period=PERIODS[case["period"]], starts_on=starts_on, season_year=2025)
            return period(rules, asked)


def _refund(case: Case) -> Refund:
    rooms = tuple(Room(name=name, area=Decimal(area)) for name, area in case.get("rooms", ()))
    of_rooms = sum((room.area for room in rooms), Decimal(0))
    return Refund(
        facts=KNOWN,
        season_year=case["season_year"],
        rows=tuple(_row(*one) for one in case["rows"]),
        fee=_sum(case, "fee"),
        area=_sum(case, "area") or of_rooms or None,
        rooms=rooms,
    )


def _row(day: str, hour: int | None, room: str, celsius: str, by: str = "") -> Row:
    return Row(
        day=date.fromisoformat(day),
        hour=time(hour) if hour is not None else None,
        room=room,
        celsius=Decimal(celsius),
        by=BY.get(by, Measured.BOTH),
    )


def _sum(case: Case, name: str) -> Decimal | None:
    return Decimal(case[name]) if name in case else None
