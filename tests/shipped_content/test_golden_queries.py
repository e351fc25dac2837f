"""What agents type finds the right entry, in every way of typing."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.content.loader import load_content
from handbook.model.emergency import EmergencyCard
from handbook.model.procedure import Procedure
from handbook.search.engine import SearchEngine
from handbook.search.index import build_index, open_index
from handbook.search.query import Query
from handbook.search.source.leads import leads
from tests.shipped_content.golden import (
    BLIND,
    EMERGENCY_CALLS,
    PLAIN_DANGER,
    TABLE,
    Judged,
    read_golden,
    report,
    share_first,
    share_first_three,
)

CONTENT = Path(__file__).parents[2] / "content"
MIN_FIRST = 0.97
MIN_FIRST_THREE = 0.995
LEAST = {
    "words": (0.95, 0.99),
    "ask": (0.93, 0.99),
    "synonym": (0.91, 0.99),
    "homophone": (0.95, 0.99),
    "typo": (0.96, 0.99),
}
"""Least shares (first, first three) of the ways of typing that fall short of the others'."""
OTHERS = (0.98, 0.99)
MIN_BLIND_FIRST = 0.87
MIN_BLIND_FIRST_THREE = 0.95
MIN_CALL_FIRST = 0.91
MIN_CALL_FIRST_THREE = 0.98
MIN_PLAIN_FIRST = 0.88
MIN_PLAIN_FIRST_THREE = 0.945
DECK_QUERIES = {
    "上热下凉": "proc-radiator-hot-top",
    "漏水": "proc-leak-intake",
    "退费": "proc-refund",
    "烫伤": "em-scald",
    "加装循环泵": "proc-report-pump",
    "测温": "proc-temp-measure",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    handbook = load_content(CONTENT).handbook
    folder = tmp_path_factory.mktemp("golden") / "index"
    build_index(handbook, folder)
    opened = open_index(folder, handbook.revision)
    yield opened
    opened.close()


@pytest.mark.parametrize("table", [TABLE, BLIND], ids=["golden", "blind"])
def test_the_table_is_sound(table: Path) -> None:
    rows = read_golden(table)
    ids = {entry.id for entry in load_content(CONTENT).handbook}
    assert len(rows) >= 400
    assert [q for q, count in Counter(row.query for row in rows).items() if count > 1] == []
    assert [(row.query, id_) for row in rows for id_ in row.expected if id_ not in ids] == []
    assert {len(row.expected) for row in rows} <= {1, 2, 3}


def test_the_right_entry_comes_first(engine: SearchEngine) -> None:
    judged = [
        Judged(row, [hit.id for hit in engine.search(Query(row.query, limit=10)).hits])
        for row in read_golden()
    ]
    print("\n" + report(judged))
    assert share_first(judged) >= MIN_FIRST
    assert share_first_three(judged) >= MIN_FIRST_THREE
    for way in {row.golden.way for row in judged}:
        rows = [row for row in judged if row.golden.way == way]
        first, first_three = LEAST.get(way, OTHERS)
        assert share_first(rows) >= first, way
        assert share_first_three(rows) >= first_three, way


@pytest.mark.parametrize("is_seen", [True, False], ids=["seen", "unseen"])
def test_queries_written_without_sight_of_the_search(engine: SearchEngine, is_seen: bool) -> None:
    rows = [row for row in read_golden(BLIND) if row.is_seen is is_seen]
    judged = [Judged(row, [hit.id for hit in engine.search(Query(row.query, limit=3)).hits]) for row in rows]
    print("\n" + report(judged))
    assert len(judged) > 300
    assert share_first(judged) >= MIN_BLIND_FIRST
    assert share_first_three(judged) >= MIN_BLIND_FIRST_THREE


def test_a_caller_in_danger_finds_the_card(engine: SearchEngine) -> None:
    judged = [
        Judged(row, [hit.id for hit in engine.search(Query(row.query, limit=3)).hits])
        for row in read_golden(EMERGENCY_CALLS)
    ]
    print("\n" + report(judged))
    assert share_first(judged) >= MIN_CALL_FIRST
    assert share_first_three(judged) >= MIN_CALL_FIRST_THREE


def test_the_plainest_words_of_danger_find_the_card(engine: SearchEngine) -> None:
    """Of 300 phrases of two other agents the card had come first for 77 and 79 %: only long sentences had been written for it."""
    judged = [
        Judged(row, [hit.id for hit in engine.search(Query(row.query, limit=3)).hits])
        for row in read_golden(PLAIN_DANGER)
    ]
    print("\n" + report(judged))
    assert len(judged) >= 300
    assert share_first(judged) >= MIN_PLAIN_FIRST
    assert share_first_three(judged) >= MIN_PLAIN_FIRST_THREE


@pytest.mark.parametrize(
    "words",
    ["闻到煤气味", "煤气味", "燃气味", "天然气漏了", "液化气味", "闻见煤气味", "meiqiwei", "屋里有煤气味"],
)
def test_a_smell_of_gas_opens_the_card(words: str, engine: SearchEngine) -> None:
    assert engine.search(Query(words)).hits[0].id == "em-gas-co"


def test_what_an_entry_is_not_for_finds_the_entry_it_names(engine: SearchEngine) -> None:
    """Before these lines led anywhere, the entry that warns of being the wrong one came first in nine of ten."""
    handbook = load_content(CONTENT).handbook
    not_for = {e.id: e.not_for for e in handbook if isinstance(e, Procedure | EmergencyCard)}
    asked, astray = 0, []
    for lead in leads(handbook):
        if not any(line.startswith(lead.words) for line in not_for[lead.source]):
            continue
        asked += 1
        found = [hit.id for hit in engine.search(Query(lead.words)).hits]
        if lead.target not in found or lead.source in found[: found.index(lead.target)]:
            astray.append(lead)
    assert asked >= 50
    assert len(astray) <= asked // 20, astray


@pytest.mark.parametrize("query", DECK_QUERIES)
def test_the_queries_named_by_the_deck_come_first(query: str, engine: SearchEngine) -> None:
    assert engine.search(Query(query)).hits[0].id == DECK_QUERIES[query]


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("暖器不热", "暖气不热"),
        ("排汽阀", "排气阀"),
        ("报亭", "报停"),
        ("地暧", "地暖"),
        ("地嗳", "地暖"),
        ("推热费", "退热费"),
    ],
)
def test_slips_of_the_input_method_are_understood_and_said(
    slip: str, meant: str, engine: SearchEngine
) -> None:
    as_meant, as_typed = engine.search(Query(meant)), engine.search(Query(slip))
    assert as_typed.understood_as == meant
    assert as_typed.hits[0].id in [hit.id for hit in as_meant.hits[:3]]
