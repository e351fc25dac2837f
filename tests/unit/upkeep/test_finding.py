"""The find box of the workshop: a number of an article in any writing, words of a title, ways of asking."""

from pathlib import Path

import pytest

from handbook.content.loader import load_content
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.upkeep.entry_rows import EntryRow
from handbook.upkeep.finding import found_entries
from tests.helpers.workshop_site import CARD, prepared_site


@pytest.fixture
def handbook(tmp_path: Path) -> Handbook:
    root = tmp_path / "content"
    root.mkdir()
    (root / "handbook.yaml").write_text("version: '2026.11'\n", "utf-8")
    return load_content(root, prepared_site(tmp_path / "site", 0)).handbook


def _ids(handbook: Handbook, words: str) -> list[str]:
    return [found.entry_id for found in found_entries(handbook, words)]


@pytest.mark.parametrize(
    "words",
    [
        "34",
        "第34条",
        "第 34 条",
        "第三十四条",
        "三十四条",
        "34 条",
        "北江条例 第 34 条",
        "北江条例34",
        "供热条例 第三十四条",
        "  34  ",
    ],
)
def test_a_number_finds_its_article_first(handbook: Handbook, words: str) -> None:
    assert _ids(handbook, words)[0] == "reg-bj-34"


@pytest.mark.parametrize("words", ["", "   ", "没有的词", "民法典 34", "99"])
def test_what_is_not_there_finds_nothing(handbook: Handbook, words: str) -> None:
    assert _ids(handbook, words) == []


def test_words_of_a_title_come_before_ways_of_asking(handbook: Handbook) -> None:
    assert _ids(handbook, "退费")[0] == CARD
    assert set(_ids(handbook, "北江")) == {"reg-bj-12", "reg-bj-34", "reg-bj-36", CARD}
    assert _ids(handbook, "退热费 温度") == ["reg-bj-34"]


def test_rows_tell_kind_law_and_number(handbook: Handbook) -> None:
    found = found_entries(handbook, "34")[0]
    assert found.words == "法规 · 北江条例 第 34 条 · 温度不够怎么退热费"
    assert found.is_article
    assert not found_entries(handbook, "退费")[0].is_article


def test_entries_stand_as_the_search_of_the_desk_lists_them(handbook: Handbook) -> None:
    ranked = ("reg-bj-36", CARD, "reg-bj-12")
    assert [one.entry_id for one in found_entries(handbook, "北江", ranked=ranked)] == [*ranked, "reg-bj-34"]
    # What only the search knows, by another way to say it, is found as well.
    assert [one.entry_id for one in found_entries(handbook, "还钱", ranked=(CARD,))] == [CARD]
    # The number of an article is no word among others.
    assert found_entries(handbook, "34", ranked=ranked)[0].entry_id == "reg-bj-34"


def test_a_draft_that_nobody_published_is_found_by_its_title(handbook: Handbook) -> None:
    rows = [
        EntryRow(Kind.KNOWLEDGE, f"kn-own-{n}", f"北江发票在哪开{n}", is_own=True, state="草稿", use=0.0)
        for n in range(2)
    ]
    (found, other) = found_entries(handbook, "发票", drafts=rows)
    assert found.words == "知识 · 草稿 · 北江发票在哪开0"
    assert (found.file, other.entry_id) == ("knowledge/kn-own-0.yaml", "kn-own-1")
    assert [one.file for one in found_entries(handbook, "北江", most=3, drafts=rows)][1:] == [
        "knowledge/kn-own-0.yaml",
        "knowledge/kn-own-1.yaml",
    ]
    published = EntryRow(Kind.KNOWLEDGE, CARD, "退费怎么跟用户讲", is_own=True, state="草稿", use=0.0)
    assert not any(one.file for one in found_entries(handbook, "退费", drafts=[published]))


def test_no_more_than_asked_for(handbook: Handbook) -> None:
    assert len(found_entries(handbook, "北江", most=2)) == 2
