"""Snippets and ranges: always true, sorted, apart, and within the text."""

from itertools import pairwise

import pytest

from handbook.search.engine import SearchEngine
from handbook.search.hits import Span
from handbook.search.query import Query
from handbook.search.snippets import WIDTH, Marked, Needles, mark, merged, snippet_of
from handbook.search.source.documents import documents_of
from handbook.search.words.fold import Folding
from tests.unit.search.search_sample import SAMPLE

FOLD = Folding({}).fold
MARKED = {
    "漏水": ("漏水", "漏水"),
    "loushui": ("漏水", "漏水"),
    "暖器不热": ("暖气不热", "暖气不热"),
    "排汽阀": ("排气阀", "排气阀"),
    "zhixingqi": ("执行器", "执行器"),
    "nuanqibure": ("暖气不热", "暖气不热"),
    "二十度": ("20℃", "20 ℃"),
}


@pytest.mark.parametrize("text", MARKED)
def test_what_matched_is_marked(engine: SearchEngine, text: str) -> None:
    hit = engine.search(Query(text)).hits[0]
    shown = {hit.title[s.start : s.end] for s in hit.title_spans}
    shown |= {hit.snippet.text[s.start : s.end] for s in hit.snippet.spans}
    shown |= {hit.ask.text[s.start : s.end] for s in hit.ask.spans}
    assert shown & set(MARKED[text])
    assert set(hit.marks) & set(MARKED[text])


@pytest.mark.parametrize(
    "text", [*MARKED, "暖气", "热", "上热下凉 温度", "暖qi", "36条", "srxl", "水", "我家地热地面凉但不冰手"]
)
def test_spans_are_sorted_apart_and_inside(engine: SearchEngine, text: str) -> None:
    whole = {d.id: "\n".join((d.title, *d.asks, d.summary, d.body)) for d in documents_of(SAMPLE)}
    for hit in engine.search(Query(text)).hits:
        for line, spans in ((hit.title, hit.title_spans), (hit.snippet.text, hit.snippet.spans)):
            assert list(spans) == sorted(spans)
            assert all(a.end < b.start for a, b in pairwise(spans))
            assert all(0 <= s.start < s.end <= len(line) for s in spans)
        assert hit.snippet.text.strip("…") in whole[hit.id]
        assert all(m in whole[hit.id] for m in hit.marks)


def test_touching_ranges_become_one() -> None:
    assert merged([(4, 6), (0, 2), (1, 3), (3, 4)]) == (Span(0, 6),)


def test_long_line_is_cut_around_its_matches() -> None:
    text = "甲" * 200 + "漏水" + "乙" * 200
    snippet = snippet_of(mark(text, text, Needles({"漏水": 1.0})))
    assert len(snippet.text) == WIDTH + 2
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert [snippet.text[s.start : s.end] for s in snippet.spans] == ["漏水"]


def test_digits_are_not_marked_inside_longer_numbers() -> None:
    assert mark("2036 年第 36 条", "2036 年第 36 条", Needles({}, {"36": 1.0})).spans == (Span(8, 10),)


def test_folding_keeps_the_length_of_everything() -> None:
    text = "".join(map(chr, range(0x20, 0xD800))) + "\U00020000é㎡①℃ﬁ"
    folded = FOLD(text)
    assert len(folded) == len(text)
    assert FOLD("ＡＢ２０℃") == "ab20度"
    assert FOLD("a\ud800\x00b") == "a  b"


def test_nothing_to_mark_gives_the_start_of_the_line() -> None:
    assert snippet_of(Marked("字" * 100, (), 0.0)).text == "字" * WIDTH + "…"
