"""What sixty callers asked for: a time where an answer is owed, the elder before the season, no figure that nobody confirmed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.content.loader import load_content
from handbook.model.handbook import Handbook
from handbook.model.text import value_keys
from handbook.search.engine import SearchEngine
from handbook.search.index import build_index, open_index
from handbook.search.query import Query
from tests.shipped_content.test_golden_queries import CONTENT

FOR_OURSELVES = {
    ("proc-entry-refused", "waiver"),
    ("proc-floor-whole-cold", "solved"),
    ("proc-followup", "noanswer"),
    ("proc-pressure-test-call", "told"),
    ("proc-thermostat-dead", "power"),
    ("proc-ticket-12345", "closed"),
    ("proc-whole-flat-cold", "solved"),
}
"""The matter is done or the caller rings: the promise only reminds us to ask again."""


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return load_content(CONTENT).handbook


@pytest.fixture(scope="module")
def engine(handbook: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    folder: Path = tmp_path_factory.mktemp("spoken") / "index"
    build_index(handbook, folder)
    opened = open_index(folder, handbook.revision)
    yield opened
    opened.close()


def test_who_is_owed_an_answer_hears_by_when(handbook: Handbook) -> None:
    silent = {
        (entry.id, outcome.id)
        for entry in handbook.procedures
        for outcome in entry.outcomes
        if outcome.promise and outcome.promise not in set(value_keys(outcome.say))
    }
    assert silent <= FOR_OURSELVES


def test_an_unconfirmed_share_is_printed_in_no_procedure(handbook: Handbook) -> None:
    """The articles say that nobody confirmed it; a table that shows it all the same is read aloud."""
    printed = {
        entry.id
        for entry in handbook.procedures
        for text in (
            *(step.text for step in entry.steps),
            *(outcome.say for outcome in entry.outcomes),
            *(line.text for line in (entry.guide.fee if entry.guide else ())),
        )
        if "suspension_fee" in set(value_keys(text))
    }
    assert not printed


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("初装费", "proc-connect"),
        ("开户费多少钱", "proc-connect"),
        ("就我家没给开栓说接口费没交", "proc-connect"),
        ("报了停一月份想回来住按天算还是交一冬", "proc-resume"),
        ("楼上没交钱蹭热", "proc-report-tap"),
    ],
)
def test_money_and_free_riders_are_found(engine: SearchEngine, asked: str, wanted: str) -> None:
    found = [hit.id for hit in engine.search(Query(asked)).hits[:3]]
    assert wanted in found


@pytest.mark.parametrize("name", ["proc-low-temp", "proc-whole-flat-cold"])
def test_a_cold_elder_is_first_whatever_the_list(handbook: Handbook, name: str) -> None:
    entry = next(entry for entry in handbook.procedures if entry.id == name)
    promised = {outcome.id: outcome.promise for outcome in entry.outcomes}
    told = [
        promised[answer.outcome]
        for step in entry.steps
        for answer in step.answers
        if answer.outcome and "老人" in answer.label
    ]
    assert told
    assert set(told) == {"p1_arrival"}
