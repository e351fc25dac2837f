"""The find box of the workshop: a number of an article in any writing, words of a title, ways of asking."""

from pathlib import Path

import pytest

from handbook.content.loader import load_content
from handbook.model.handbook import Handbook
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


def test_no_more_than_asked_for(handbook: Handbook) -> None:
    assert len(found_entries(handbook, "北江", most=2)) == 2
