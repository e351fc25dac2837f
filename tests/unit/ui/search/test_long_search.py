"""A pasted story: every sentence is searched, what is in danger stands first, and what was left out is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.model.kinds import Kind
from handbook.search.confidence import Confidence
from handbook.search.hits import Results
from handbook.search.query import Query
from handbook.ui.search.long_search import (
    AT_ONCE,
    MOST_PIECES,
    PIECE,
    TOGETHER,
    LongSearch,
    Searched,
    is_long,
    pieces_of,
)
from tests.helpers.fake_search import FakeSearcher, hit

CHAT = [f"去年交的第{n}笔钱没给发票" for n in range(30)]
DANGER = "热水往外喷关不住"


def searched(searcher: FakeSearcher, query: Query) -> Searched:
    long = LongSearch(searcher)
    found = long.begin(query)
    while not found.is_done:
        found = long.go_on()
    return found


def answers() -> FakeSearcher:
    card = hit("em-burst-indoor", "爆管", Kind.EMERGENCY)
    return FakeSearcher({DANGER: [card], **{words: [hit("proc-invoice", "发票")] for words in CHAT}})


@pytest.mark.parametrize("place", [0, 15, 30])
@pytest.mark.parametrize("mark", ["。", ",", "\uff0c", "!", " "])
def test_danger_stands_first_wherever_it_was_said(place: int, mark: str) -> None:
    story = CHAT.copy()
    story.insert(place, DANGER)
    found = searched(answers(), Query(mark.join(story)))
    assert [h.id for h in found.results.hits] == ["em-burst-indoor", "proc-invoice"]
    assert found.note == ""
    assert found.results.counts[Kind.PROCEDURE] == 1
    within = searched(answers(), Query(mark.join(story), Kind.PROCEDURE))
    assert [h.id for h in within.results.hits] == ["proc-invoice"]


def test_the_end_is_searched_before_anything_is_shown() -> None:
    story = [f"第{n}句闲话说了挺长" for n in range(300)]
    searcher = answers()
    found = LongSearch(searcher).begin(Query("。".join([*story, DANGER])))
    assert not found.is_done
    assert len(searcher.asked) == AT_ONCE
    assert [h.id for h in found.results.hits] == ["em-burst-indoor"]
    assert f"{AT_ONCE}/" in found.note


def test_what_is_left_out_is_said() -> None:
    story = [f"第{n}句闲话说了挺长" for n in range(MOST_PIECES + 50)]
    searcher = FakeSearcher()
    found = searched(searcher, Query("。".join(story)))
    assert "中间约" in found.note
    assert "没有查" in found.note
    asked = {query.text for query in searcher.asked}
    assert {story[0], story[-1]} <= asked
    assert story[len(story) // 2] not in asked


def test_typing_on_searches_only_what_is_new() -> None:
    searcher = answers()
    long = LongSearch(searcher)
    text = "。".join(CHAT)
    long.begin(Query(text))
    before = len(searcher.asked)
    long.begin(Query(f"{text}。{DANGER}"))
    assert [query.text for query in searcher.asked[before:]] == [DANGER]


def test_a_kind_that_finds_nothing_is_a_miss() -> None:
    assert searched(FakeSearcher(), Query("。".join(CHAT))).results == Results(
        Query("。".join(CHAT)), counts=dict.fromkeys(Kind, 0), confidence=Confidence.NONE
    )


@given(st.text(alphabet="甲乙丙丁。, ", min_size=0, max_size=400))
def test_every_run_of_signs_stands_whole_in_a_piece(text: str) -> None:
    pieces = pieces_of(text)
    assert all(0 < len(piece) <= max(PIECE, TOGETHER) for piece in pieces)
    for sentence in text.replace(",", "。").replace(" ", "。").split("。"):
        for start in range(len(sentence)):
            assert any(sentence[start : start + PIECE // 2] in piece for piece in pieces)


def test_only_what_one_search_would_not_see_whole_is_long() -> None:
    assert not is_long("漏" * 160)
    assert is_long("漏" * 161)
