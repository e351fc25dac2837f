"""The row of an article that somebody vouched for: checks make no other index, and what stands there is not what holds."""

from dataclasses import replace
from datetime import date

from handbook.law.as_of import brought_to
from handbook.law.checks import new_check
from handbook.law.official import official_as, official_texts
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind, Verification
from handbook.model.official_text import Check
from handbook.search.hits import PlainHit, Snippet, Span
from handbook.ui.search.rows import RowsOfHits
from tests.helpers.laws import law
from tests.helpers.sample import REGULATION, SAMPLE

TODAY = date(2026, 11, 28)
ENTRY = replace(
    REGULATION,
    title="省条例第35条 不够热怎么退",
    summary="退费的两档。条号是推算的。",
    article="35",
    citation="《甲条例》第三十五条(条号系推算,书面引用前请核对)",
    article_note="条号系推算。",
    verification=Verification.INFERRED,
    key_points=("低于 16 ℃,按日退 100%。",),
    tell_caller=(),
    figures=(),
    penalties="",
)
NOW = law(
    {"35": "用户不得私自放水。", "36": "室温低于十六摄氏度的,按日退还百分之百的热费。"}, title=ENTRY.law
)


def _book(*checks: Check) -> Handbook:
    official = official_texts([ENTRY], [NOW], checks)
    return brought_to(replace(SAMPLE, regulations=(ENTRY,), official=official), TODAY)


def _corrected() -> Check:
    official = official_as(ENTRY, "36", [NOW], TODAY)
    assert official is not None
    return new_check(ENTRY, official, TODAY, "王敏")


def _hit(snippet: str) -> PlainHit:
    """As the index has it, which was made before anybody vouched."""
    return PlainHit(
        ENTRY.id, Kind.REGULATION, ENTRY.title, (Span(1, 3), Span(8, 11)), Snippet(snippet, ()), 1.0
    )


def test_the_row_names_the_number_that_was_vouched_for() -> None:
    row = RowsOfHits([_hit("低于 16 ℃,按日退 100%。")], _book(_corrected()))[0]
    assert (row.law, row.title, row.verification) == ("省条例第36条", "不够热怎么退", "已核对原文")
    assert row.is_sure
    assert row.snippet == "低于 16 ℃,按日退 100%。"


def test_no_line_of_doubt_stands_below_it() -> None:
    for line in (ENTRY.citation, "…条号系推算,书面引用前请核对)", ENTRY.article_note, ENTRY.summary):
        row = RowsOfHits([_hit(line)], _book(_corrected()))[0]
        assert row.snippet == "退费的两档。"


def test_the_row_is_as_before_while_nobody_vouches() -> None:
    row = RowsOfHits([_hit(ENTRY.citation)], _book())[0]
    assert (row.law, row.snippet) == ("省条例第35条", ENTRY.citation)


def test_an_index_that_was_made_while_a_check_stood_is_not_believed_when_it_drops() -> None:
    hit = replace(_hit("低于 16 ℃,按日退 100%。"), title="省条例第36条 不够热怎么退")
    row = RowsOfHits([hit], _book())[0]
    assert (row.law, row.verification) == ("省条例第35条", "推算条号")
