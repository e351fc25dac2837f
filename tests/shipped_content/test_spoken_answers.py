"""What sixty callers asked for: a time where an answer is owed, the elder before the season, no figure that nobody confirmed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.content.checking import check_content
from handbook.content.loader import load_content
from handbook.content.rules.placed_texts import caller_texts
from handbook.model.handbook import Handbook
from handbook.model.kinds import Priority
from handbook.model.text import holes, missing_keys, shown_variant, value_keys
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

OTHERS_COME = {
    ("proc-entry-refused", "again"),  # at the hour that the caller named
    ("proc-noise-hum", "smoke"),  # the fire brigade, whom the caller rings
}
AGREED = re.compile("几点[来到]")
"""Where the two laws of a place differ, the hour is agreed on in the call."""
REGIONS = ("harbin", "linyi", "qingdao", "taian", "xuzhou")
ANSWERS_LATER = re.compile(
    r"(?<!刚才答应)给您[^,。;]{0,3}(?:回话|答复|准话|准信|打回去|打一个)|[查核问验看]\w{0,3}(?:再)?(?:回|答|告诉)您|(?:回|答|答复)您"
    r"|书面[答回告](?!复)|[查核办问量]\w{0,4}(?:写给|写明|告诉)您|专岗\w{0,6}(?:告诉|答复)您|进展\w{0,3}告诉您|消息\w{0,3}(?:给您回|告诉您)|公告通知您"
)
"""Words with which an agent owes an answer after the call."""
ANSWERED_BY_ITSELF = {
    ("em-estate-outage", "有新消息我按播报时间告诉您。"),  # the time is that of the announcements
}
A_TIME = re.compile(r"\d ?(?:小时|天|日)")
"""A time that a law sets, in the article itself."""


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


@pytest.mark.parametrize("region", REGIONS)
def test_whoever_is_sent_comes_by_a_time_that_is_said(region: str) -> None:
    handbook = check_content(CONTENT, region=region).handbook
    times = {value.key for value in handbook.values if value.promise}
    told = {
        (entry.id, outcome.id): shown_variant(outcome.say, handbook.value_by_key)
        for entry in handbook.procedures
        for outcome in entry.outcomes
        if outcome.priority not in {None, Priority.P4}
    }
    silent = {
        name for name, say in told.items() if not times & set(value_keys(say)) and not AGREED.search(say)
    }
    assert silent <= FOR_OURSELVES | OTHERS_COME


@pytest.mark.parametrize("region", REGIONS)
def test_no_line_owes_an_answer_without_a_time(region: str) -> None:
    """查准了回您 is what callers ring again about: a script, an article and a step say by when, or owe nothing."""
    handbook = check_content(CONTENT, region=region).handbook
    times = {value.key for value in handbook.values if value.promise}
    open_ended = [
        (entry.id, placed.text)
        for entry in handbook
        for placed in caller_texts(entry)
        if ANSWERS_LATER.search(placed.text)
        and not any(missing_keys(placed.text, handbook.value_by_key))
        and not times & set(value_keys(placed.text))
        and not any(re.search("钟点|时间|时限", name) for name in holes(placed.text))
        and not A_TIME.search(placed.text)
    ]
    assert set(open_ended) <= ANSWERED_BY_ITSELF


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
