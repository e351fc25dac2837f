"""Rules, tables of months, holidays and the company's leave are read off their words; shipped regions carry theirs with a source."""

from datetime import date
from decimal import Decimal

import pytest

from handbook.content.loader import load_content
from handbook.content.value_words import figure_in
from handbook.model.reckoning import CHIEF, CHOICES, LABELS, OF_SUMS, Choice, Period, Reckoning
from handbook.model.value_figure import (
    Approval,
    DaySpan,
    MonthShare,
    ValueFigure,
    YearOff,
)
from handbook.reckon.ground import offered
from tests.conftest import REPOSITORY

REGIONS = ("harbin", "linyi", "qingdao", "taian", "xuzhou")


@pytest.mark.parametrize("choice", Choice)
def test_every_rule_is_read_off_its_words_and_belongs_to_one_key(choice: Choice) -> None:
    assert figure_in(choice) == ValueFigure(choice=choice)
    assert figure_in(choice.replace("，", ",") + "。") == ValueFigure(choice=choice)
    assert sum(choice in words for words in CHOICES.values()) == 1


def test_tables_are_read_off_their_words() -> None:
    months = figure_in("11 月 12.5%、12 月 22%，1 月占 65.5%")
    rows = ((11, "0.125"), (12, "0.22"), (1, "0.655"))
    assert months == ValueFigure(months=tuple(MonthShare(month=m, share=Decimal(s)) for m, s in rows))
    years = figure_in(
        "2026 年放假：1 月 1 日至 3 日、9 月 30 日至 10 月 7 日；上班：1 月 4 日。2027 年放假：1 月 1 日"
    )
    spans = ((1, 1, 1, 3), (9, 30, 10, 7))
    assert years == ValueFigure(
        years=(
            YearOff(
                year=2026,
                off=tuple(DaySpan(first=date(2026, a, b), last=date(2026, c, d)) for a, b, c, d in spans),
                worked=(date(2026, 1, 4),),
            ),
            YearOff(year=2027, off=(DaySpan(first=date(2027, 1, 1), last=date(2027, 1, 1)),)),
        )
    )
    allowed = ValueFigure(approval=Approval(name="王立", day=date(2026, 11, 1)))
    assert figure_in("可以说，王立 2026-11-01") == allowed
    assert figure_in("可以说，王立，2026-11-01") == allowed


@pytest.mark.parametrize(
    "words",
    [
        "按整户",
        "可以说",
        "可以说，2026-11-01",
        "可以说，王立 2026-13-01",
        "11 月 12%、11 月 88%",
        "2026 年放假：2 月 30 日",
        "2026 年放假：1 月 3 日至 1 日",
        "2026 年放假：元旦",
        "2027 年放假：1 月 1 日；2026 年放假：1 月 1 日",
    ],
)
def test_what_is_no_such_figure_is_read_as_none(words: str) -> None:
    assert figure_in(words) is None


def test_spans_and_years_must_be_possible() -> None:
    with pytest.raises(ValueError, match="只能写这一年"):
        YearOff(year=2026, off=(DaySpan(first=date(2027, 1, 1), last=date(2027, 1, 1)),))
    with pytest.raises(ValueError, match="只写一样"):
        ValueFigure(choice=Choice.WHOLE_FLAT, approval=Approval(name="王立", day=date(2026, 11, 1)))


def test_every_key_of_a_sum_has_a_row_that_a_company_can_fill_in() -> None:
    values = load_content(REPOSITORY / "content").handbook.value_by_key
    assert set(LABELS) - set(values) == set()
    assert {period.key for period in Period} - set(values) == set()
    for key in OF_SUMS:
        assert values[key].label == LABELS[key]


@pytest.mark.parametrize("region", REGIONS)
def test_a_shipped_region_says_where_its_rules_are_from(region: str) -> None:
    handbook = load_content(REPOSITORY / "content", region=region).handbook
    # Whether a sum may be said, and what is off work, the company alone says.
    assert handbook.value_by_key["say_sums"].value == ""
    assert handbook.value_by_key["holidays"].value == ""
    kinds = offered(handbook)
    for kind, key in CHIEF.items():
        assert (kind in kinds) == bool(handbook.value_by_key[key].value)
    assert Reckoning.REFUND in kinds
    for key in OF_SUMS:
        value = handbook.value_by_key[key]
        if value.value:
            assert value.figure is not None
            assert value.date
            assert value.citations
            assert handbook.get(value.citations[0]) is not None
            if key in CHOICES:
                assert value.figure.choice in CHOICES[key]
