"""Which words of a search may leave a desk; and that of all that is planted nothing does."""

import csv
import io
import json
import unicodedata
from pathlib import Path

import pytest

from handbook.call.store.volatile_store import VolatileStore
from handbook.fleet.inbox.reading import read_inbox
from handbook.fleet.inbox.summing import totals_of
from handbook.fleet.inbox.table import to_csv
from handbook.fleet.inbox.words import TradeWords
from tests.unit.fleet.inbox.desks import Desk, open_inbox, report_seats
from tests.unit.fleet.inbox.planted import Planted, addresses, all_of_them, by_hand, names, numbers

WORDS = TradeWords.shipped()


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("暖气不热怎么办", "暖气不热怎么办"),
        ("楼上漏水赔不赔", "楼上漏水赔不赔"),
        ("金华家园暖气漏水", "□暖气漏水"),
        ("张建国家漏水", "□漏水"),
        ("整个小区不热", "整个小区不热"),
        ("温控面板显示E1", "温控面板□E1"),
        ("DN20 阀门漏", "DN20 阀门漏"),
        ("室温16度怎么办", "室温□怎么办"),
        ("分水器   哗啦响", "分水器 哗啦响"),
        ("jinhuajiayuan 漏水", "□ 漏水"),
        ("龘靐", ""),
        ("漏", ""),
        ("", ""),
        ("漏水 13904511234", ""),
        ("漏水 红旗街5号楼", ""),
        ("业主王建国 漏水", ""),
        ("暖气片漏水怎么办暖气片漏水怎么办暖气片漏", "暖气片漏水怎么办暖气片漏水怎么办暖气片漏"),
        ("暖气片漏水怎么办暖气片漏水怎么办暖气片漏水", ""),
    ],
)
def test_what_leaves_of_a_search(query: str, left: str) -> None:
    assert WORDS.leaving(query) == left


def test_without_words_nothing_leaves() -> None:
    assert TradeWords(()).leaving("暖气不热") == ""


def test_the_company_s_own_words_are_none_of_them() -> None:
    """The list is that of the program alone, where no estate stands."""
    assert WORDS.leaving("金华家园") == ""


@pytest.mark.parametrize(
    "planted", [numbers(), names(), addresses(), by_hand()], ids=["numbers", "names", "addresses", "by hand"]
)
def test_masking_twice_is_masking_once(planted: list[Planted]) -> None:
    for one in planted:
        left = WORDS.leaving(one.query)
        assert WORDS.leaving(left) == left, one.query


def seen_in(text: str, planted: list[Planted]) -> list[tuple[str, str]]:
    folded = [text, unicodedata.normalize("NFKC", text)]
    shown = [*folded, *(each.lower() for each in folded)]
    return [
        (one.query, secret)
        for one in planted
        for secret in one.secrets
        if any(secret in each for each in shown)
    ]


def test_planted_items_are_what_the_issue_asks_for() -> None:
    assert (len(numbers()), len(names()), len(addresses())) == (200, 200, 200)
    assert len(by_hand()) >= 60


@pytest.mark.parametrize(
    "part", [numbers(), names(), addresses(), by_hand()], ids=["numbers", "names", "addresses", "by hand"]
)
def test_each_search_alone_says_nothing(part: list[Planted]) -> None:
    seen = [(one.query, left) for one in part if seen_in(left := WORDS.leaving(one.query), [one])]
    assert seen == []


def test_nothing_planted_is_in_any_file_or_table(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    planted = all_of_them()
    open_inbox(tmp_path)
    desk = Desk(tmp_path, VolatileStore())
    report_seats(tmp_path, 5, desk.clock.now())
    for start in range(0, len(planted), 40):
        desk.search_in_vain(*(one.query for one in planted[start : start + 40]), "暖气不热怎么办")
        desk.sleep()
    desk.lay_in()
    waiting = texts_below(tmp_path)
    assert desk.leave() > 10
    inbox = read_inbox(desk.inbox)
    totals = totals_of(inbox.letters, WORDS)
    table = to_csv(totals, str)
    lines = [
        line["miss"]
        for text in [*waiting, *texts_below(tmp_path)]
        for line in rows_of(text)
        if "miss" in line
    ]
    assert len(lines) > 100
    words = [row["名称"] for row in csv.DictReader(io.StringIO(table[1:]))]
    assert words
    assert seen_in("\n".join([*lines, *words, caplog.text]), planted) == []
    assert {char for char in "".join([*lines, *words]) if char.isdigit()} <= set("120")  # of DN20, E1


def texts_below(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()]


def rows_of(text: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in text.splitlines()]
