"""The sheet of a sum goes through the one door to paper: headed 内部, on one A4 sheet up to twelve readings, with every figure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from handbook.document.reckoning_sheet import reckoning_sheet
from handbook.export.paper.boxes import TextMark
from handbook.model.handbook import Handbook
from handbook.reckon.facts import Facts
from handbook.reckon.ground import Ground
from handbook.reckon.record import read_record
from handbook.reckon.refund import Refund, refund
from handbook.reckon.result import Result
from tests.helpers.company_site import shipped_handbook
from tests.unit.export.conftest import MakeDocument
from tests.unit.reckon.grounds import KNOWN, NORTH, season, value

RECORD = "1月5日 20:00 客厅 18.5，1月6日 20:00 客厅 15，1月7日 12:00 客厅 14"


def with_rules() -> Handbook:
    """The shipped handbook of Harbin, with what its region leaves open set by the company."""
    handbook = shipped_handbook()
    rows = {one.key: one for one in handbook.values}
    for name, (words, unit) in NORTH.items():
        if not rows[name].value:
            rows[name] = replace(value(name, words, unit), label=rows[name].label, source="本单位计费规定")
    return replace(handbook, values=tuple(rows.values()))


def test_it_is_printed_whole(document: MakeDocument) -> None:
    on = Ground(with_rules(), date(2026, 5, 6))
    rows = read_record(RECORD, season()).rows
    told = refund(on, Refund(facts=KNOWN, season_year=2025, rows=rows, fee=Decimal("3065.60")))
    assert isinstance(told, Result)
    made = document(on.handbook, reckoning_sheet(told))
    text = made.text().replace("\n", "")
    assert "内部" in text
    assert str(told.amount) in text
    assert len(made.pages) == 1
    for used in told.used:
        assert used.date in text
    assert "不得测温的时段" in text


MIXED = "，".join(
    f"1月{day}日 {'12:00' if day % 4 == 2 else '20:00'} {'客厅' if day % 2 else '主卧'} {15 + day % 5 * 0.5}"
    f"{' 用户自测' if day % 3 == 2 else ''}"
    for day in range(5, 17)
)
"""Twelve readings: those of barred hours and of the caller stand apart, the others on several steps of refund."""
BY_MONTHS = {
    "fee_spread_rule": "按各月占比分",
    "month_shares": "10 月 10%、11 月 15%、12 月 18%、1 月 20%、2 月 17%、3 月 12%、4 月 8%",
}


@pytest.mark.parametrize("rules", [{}, BY_MONTHS], ids=["equal days", "months"])
@pytest.mark.parametrize("facts", [KNOWN, Facts()], ids=["known", "undecided"])
def test_twelve_readings_stand_on_one_sheet_in_a_size_that_is_read(
    document: MakeDocument, facts: Facts, rules: dict[str, str]
) -> None:
    handbook = with_rules()
    rows = {one.key: one for one in handbook.values}
    rows |= {key: replace(value(key, words), label=rows[key].label) for key, words in rules.items()}
    on = Ground(replace(handbook, values=tuple(rows.values())), date(2026, 5, 6))
    read = read_record(MIXED, season())
    assert len(read.rows) == 12
    told = refund(on, Refund(facts=facts, season_year=2025, rows=read.rows, fee=Decimal("3065.60")))
    assert isinstance(told, Result)
    assert told.left_out
    assert told.self_measured
    made = document(on.handbook, reckoning_sheet(told))
    assert len(made.pages) == 1
    marks = [mark for placed in made.pages[0].placed for mark in placed.box.marks]
    assert min(mark.size for mark in marks if isinstance(mark, TextMark)) >= 9
    text = made.text().replace("\n", "")
    for used in told.used:
        assert used.label in text
    assert all(reading.why.split("（")[0] in text for reading in (*told.left_out, *told.self_measured))
