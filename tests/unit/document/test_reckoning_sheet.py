"""What of a sum leaves the desk: one line of a ticket and one sheet, written from the frozen result alone."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from handbook.document.reckoning_sheet import reckoning_sheet, ticket_line
from handbook.model.reckoning import Period
from handbook.reckon.facts import Measured
from handbook.reckon.late_fee import LateFee, late_fee
from handbook.reckon.periods import Asked, period
from handbook.reckon.refund import Refund, refund
from handbook.reckon.result import Result, as_json, from_json
from tests.unit.reckon.grounds import KNOWN, ground, rows, undecided

_PROMISES = re.compile(r"(?:会|能|可以|一定|保证|给您|给用户|应)退|到账|赔|承诺|退给")
"""What a lawyer would call one."""


def found(**facts: object) -> Result:
    told = refund(
        ground(),
        Refund(
            facts=undecided(**facts),
            season_year=2025,
            rows=rows("1月5日 20:00 客厅 18.5，1月6日 20:00 客厅 15"),
            fee=Decimal(3000),
        ),
    )
    assert isinstance(told, Result)
    return told


def test_the_ticket_says_that_nothing_is_decided_and_promises_nothing() -> None:
    line = ticket_line(found())
    assert line == "试算(未定):退费 24.59 元,数不对用户说,由计费核定"
    assert not _PROMISES.search(line)
    unsure = ticket_line(found(cause=KNOWN.cause.UNDECIDED, measured=Measured.UNDECIDED))
    assert "假定是供热这头的原因、没写谁测的那几次是双方在场测的" in unsure
    assert not _PROMISES.search(unsure)


def test_many_presumptions_are_counted() -> None:
    result = replace(found(), presumed=tuple(f"假定{n}" for n in range(5)))
    assert "假定0、1、2等 5 条" in ticket_line(result)


@pytest.mark.parametrize(
    ("asked", "starts_on", "settles"),
    [
        (Period.LIMITATION, date(2023, 3, 3), "由法务定"),
        (Period.COMPLAINT_REPLY, date(2026, 3, 3), "以公告和书面答复为准"),
    ],
)
def test_a_period_says_who_settles_it(asked: Period, starts_on: date, settles: str) -> None:
    told = period(ground(), Asked(period=asked, season_year=2025, starts_on=starts_on))
    assert isinstance(told, Result)
    assert ticket_line(told).endswith(settles)


def test_the_sheet_is_headed_internal_and_holds_input_working_and_sources() -> None:
    result = found(paid=KNOWN.paid.UNDECIDED)
    sheet = reckoning_sheet(result)
    assert sheet.code == ""  # a printed entry is looked up by it; this one stands in no handbook
    assert sheet.title.startswith("内部 · 试算（未定）：退费")
    words = str(sheet.blocks)
    for line in (
        *(one.removeprefix("读数：") for one in result.given),
        *(line.words for line in result.lines),
        *result.presumed,
    ):
        assert line in words, line
    for used in result.used:
        assert used.label.replace("_", " ") in words
        assert used.source.replace("_", " ") in words
        assert used.date in words


def test_it_reads_the_same_from_what_was_kept() -> None:
    result = found()
    kept = from_json(as_json(result))
    assert reckoning_sheet(kept) == reckoning_sheet(result)
    assert ticket_line(kept) == ticket_line(result)


def test_typed_marks_do_not_become_marks_of_the_sheet() -> None:
    result = replace(found(), given=("读数：*{{legal_min_temp}}* # [x](entry:y)",))
    body = str(reckoning_sheet(result).blocks)
    assert "{{" not in body
    assert "[x]" not in body


def test_a_late_fee_is_settled_by_the_bill() -> None:
    told = late_fee(
        ground(), LateFee(facts=KNOWN, arrears=Decimal(1000), paid_on=date(2026, 1, 10), season_year=2025)
    )
    assert isinstance(told, Result)
    assert ticket_line(told).startswith("试算(未定):违约金 ")


def test_where_a_sum_may_be_said_the_ticket_says_how() -> None:
    result = found()
    may_be_said = replace(result, spoken=replace(result.spoken, holds_sum=True))
    assert "对用户只说“试算约”" in ticket_line(may_be_said)
    assert "数不对用户说" not in ticket_line(may_be_said)
