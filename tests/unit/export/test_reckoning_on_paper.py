"""The sheet of a sum goes through the one door to paper: headed 内部, whole on two A4 sheets at most, with every figure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from handbook.document.reckoning_sheet import reckoning_sheet
from handbook.model.handbook import Handbook
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
    assert len(made.pages) <= 2
    for used in told.used:
        assert used.date in text
    assert "不得测温的时段" in text
