"""What an entry prints as a formula and what a sum is worked by are one: the same words, and the same figures through them."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from handbook.document.blocks import Bullet, Heading, text_of
from handbook.document.formulas import formula_blocks, shown_formulas
from handbook.document.words import FORMULAS
from handbook.model import formula
from handbook.model.formula import ALL, SAID, FormulaGroup, Term
from handbook.reckon.basic_fee import BasicFee, basic_fee
from handbook.reckon.late_fee import LateFee, late_fee
from handbook.reckon.refund import Refund, Room, refund
from handbook.reckon.result import Refusal, Result
from handbook.reckon.stopped import Stopped, stopped_refund
from tests.unit.reckon.grounds import KNOWN, NORTH, SOUTH, Words, changed, ground, rows

MONTHS = "11 月 10%、12 月 25%、1 月 25%、2 月 20%、3 月 16%、4 月 4%"
REGIONS: dict[str, Words] = {
    "north": NORTH,
    "south": SOUTH,
    "months": changed(SOUTH, fee_spread_rule="按各月占比分", month_shares=MONTHS),
}


def results(words: Words) -> dict[FormulaGroup, Result | Refusal]:
    """A sum of each kind."""
    there, fee = ground(words), Decimal(3000)
    rooms = (Room(name="主卧", area=Decimal(20)),)
    return {
        FormulaGroup.REFUND: refund(
            there,
            Refund(
                facts=KNOWN,
                season_year=2025,
                fee=fee,
                area=Decimal(100),
                rooms=rooms,
                rows=rows("1.5 主卧15", words),
            ),
        ),
        FormulaGroup.LATE_FEE: late_fee(
            there, LateFee(facts=KNOWN, arrears=fee, paid_on=date(2026, 3, 1), season_year=2025)
        ),
        FormulaGroup.BASIC_FEE: basic_fee(
            there, BasicFee(facts=KNOWN, season_year=2025, fee=fee, last=date(2025, 12, 31))
        ),
        FormulaGroup.STOP_REFUND: stopped_refund(
            there,
            Stopped(
                facts=KNOWN,
                season_year=2025,
                fee=fee,
                begins=datetime(2026, 1, 5),
                ends=datetime(2026, 1, 9),
            ),
        ),
    }


@pytest.mark.parametrize("region", REGIONS)
def test_every_line_of_a_sum_has_the_formula_that_entries_print(region: str) -> None:
    words = REGIONS[region]
    for group, found in results(words).items():
        assert isinstance(found, Result), found
        printed = {form.words for form in shown_formulas(ground(words).handbook, [group])}
        worked = {line.formula for line in found.lines if line.formula}
        assert worked
        assert worked <= printed, worked - printed
        for line in found.lines:
            if line.formula:
                assert line.words.startswith(line.formula.partition(" = ")[0])


def test_an_entry_shows_them_under_one_heading() -> None:
    head, *lines = formula_blocks(ground().handbook, [FormulaGroup.REFUND, FormulaGroup.STOP_REFUND])
    assert isinstance(head, Heading)
    assert head.text == FORMULAS
    assert [text_of(line.rich) for line in lines if isinstance(line, Bullet)] == [
        "日标准热费 = 应交热费 ÷ 供热期天数",
        "退费 = 日标准热费 × 不达标天数 × 比例",
        "停供退费 = 日标准热费 × 停供天数",
    ]
    assert list(formula_blocks(ground().handbook, [])) == []


def test_the_words_are_the_order_of_working() -> None:
    for form in ALL:
        figures = {term: Fraction(number + 2) for number, term in enumerate(form.terms)}
        shown = form.with_words({term: str(figure) for term, figure in figures.items()})
        number, *rest = shown.split()
        by_hand = Fraction(number)
        for sign, figure in zip(rest[::2], rest[1::2], strict=True):
            by_hand = by_hand * int(figure) if sign == "×" else by_hand / int(figure)
        assert by_hand == form.worked(figures)


def test_a_formula_may_be_written_out_in_one_line() -> None:
    assert formula.written_out(formula.REFUND, formula.DAY_FEE) in SAID
    assert formula.written_out(formula.REFUND, formula.DAY_FEE) == "应交热费 ÷ 供热期天数 × 不达标天数 × 比例"


def test_a_missing_term_is_no_sum() -> None:
    with pytest.raises(KeyError):
        formula.REFUND.worked({Term.DAY_FEE: Fraction(1)})
