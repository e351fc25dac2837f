"""The lists of strangers' questions are sound, and nobody has touched the halves that nobody looks at."""

from collections import Counter

import pytest

from handbook.content.loader import load_content
from tests.shipped_content.golden import BLIND, EMERGENCY_CALLS, TABLE, read_golden
from tests.shipped_content.query_lists import NAMES, read_list, topics, unseen_digest
from tests.shipped_content.test_golden_queries import CONTENT

LEAST_ROWS = {
    "strangers": 500,
    "off_topic": 300,
    "numbers": 200,
    "sides": 100,
    "rare_words": 150,
    "signs": 60,
}
UNSEEN = {
    "strangers": "2229116caef27544",
    "off_topic": "36a666a29fb6482d",
    "numbers": "b9596a55445c61e3",
    "sides": "128719b034c2ddc7",
    "rare_words": "757f4d384a1b6410",
    "signs": "3f98c3cd0e9ac660",
}
"""Of the rows as they were noted before anything was tuned; what answers a topic moves in the table of topics alone."""


def test_every_topic_has_its_entries() -> None:
    ids = {entry.id for entry in load_content(CONTENT).handbook}
    assert [name for name, entries in topics().items() if not set(entries) <= ids] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_list_is_sound(name: str) -> None:
    rows = read_list(name)
    assert len(rows) >= LEAST_ROWS[name]
    assert all(bool(row.expected) is (name != "off_topic") for row in rows)
    assert all(row.expected.isdisjoint(row.wrong) for row in rows)


def test_no_sentence_stands_twice() -> None:
    older = [row.query for table in (TABLE, BLIND, EMERGENCY_CALLS) for row in read_golden(table)]
    counted = Counter(row.text for name in NAMES for row in read_list(name))
    assert [text for text, count in counted.items() if count > 1] == []
    assert counted.keys().isdisjoint(older)


@pytest.mark.parametrize("name", NAMES)
def test_the_unseen_half_is_untouched(name: str) -> None:
    assert unseen_digest(name) == UNSEEN[name]
