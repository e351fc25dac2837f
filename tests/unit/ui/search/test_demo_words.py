"""With the demo company laid in, rows of a search show its marked values where the index has holes."""

import re

import pytest

from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.text import DEMO, gap_of, gaps
from handbook.search.hits import PlainHit, Snippet, Span
from handbook.search.snippets import Marked, snippet_of
from handbook.search.source.documents import documents_of
from handbook.ui.search.demo_words import with_demo_words
from handbook.ui.search.rows import RowsOfHits
from tests.helpers.demo import TOKENS, laid_over, shows_demo, unmarked


def test_no_line_of_any_entry_has_a_hole_that_the_demo_fills(shipped: Handbook) -> None:
    shown = laid_over(shipped)
    labels = {value.label for value in shown.values if value.key in TOKENS and DEMO in value.value}
    assert labels
    entries = set()
    for document in documents_of(shipped):
        lines = (*document.asks, document.summary, *document.body.split("\n"), *document.aside)
        for line in lines:
            if not labels.intersection(gaps(line)):
                continue
            for at in range(0, len(line), 20):
                span = Span(at, min(at + 2, len(line)))
                snippet = snippet_of(Marked(line, (span,), 1.0))
                hit = PlainHit(
                    id=document.id,
                    kind=document.kind,
                    title=document.title,
                    title_spans=(),
                    snippet=snippet,
                    score=1.0,
                )
                words = RowsOfHits([hit], shown)[0].snippet
                assert not labels.intersection(gaps(words)), words
                assert not unmarked(words)
                assert words.count("〔") == words.count("〕"), words
                if shows_demo(words):
                    entries.add(document.id)
    assert len(entries) > 5


@pytest.fixture
def demo(shipped: Handbook) -> Handbook:
    return laid_over(shipped)


def test_what_was_met_is_marked_where_it_stands_now(shipped: Handbook, demo: Handbook) -> None:
    value = next(one for one in demo.values if DEMO in one.value)
    text = f"先打{gap_of(value.label)}问清楚"
    met = text.index("问清")
    hole = text.index("待填")
    shown, spans = with_demo_words(text, (Span(hole, hole + 2), Span(met, met + 2)), demo)
    assert shown == f"先打{value.text}问清楚"
    assert [shown[s.start : s.end] for s in spans] == ["问清"]
    assert with_demo_words(text, (), shipped) == (text, ())


def test_a_hole_that_was_cut_goes_whole(demo: Handbook) -> None:
    shown, spans = with_demo_words("…服热线〕问清楚，再打〔待填:抢…", (Span(5, 7),), demo)
    assert shown == "…问清楚，再打…"
    assert [shown[s.start : s.end] for s in spans] == ["问清"]


def test_the_way_to_say_it_is_filled_too(demo: Handbook) -> None:
    value = next(one for one in demo.values if DEMO in one.value)
    ask = Snippet(f"{gap_of(value.label)}打不通", ())
    entry = demo.of_kind(Kind.KNOWLEDGE)[0]
    hit = PlainHit(
        id=entry.id,
        kind=entry.kind,
        title=entry.title,
        title_spans=(),
        snippet=Snippet("", ()),
        score=1.0,
        ask=ask,
    )
    assert re.search("虚构", RowsOfHits([hit], demo)[0].snippet)
