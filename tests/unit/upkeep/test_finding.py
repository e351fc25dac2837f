"""The find box of the workshop: words and numbers of articles, in any of their spellings."""

import pytest

from handbook.content.loader import load_content
from handbook.model.handbook import Handbook
from handbook.upkeep.finding import found_entries
from tests.conftest import REPOSITORY
from tests.helpers.beijiang import write_site


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    site = write_site(tmp_path_factory.mktemp("beijiang"))
    return load_content(REPOSITORY / "content", site).handbook


@pytest.mark.parametrize(
    "words",
    ["北江条例 34", "北江条例34条", "北江条例 第三十四条", "省条例 第34条", "北江省城市供热条例 三十四条"],
)
def test_an_article_is_found_by_its_number(handbook: Handbook, words: str) -> None:
    first = found_entries(handbook, words)[0]
    assert first.entry_id == "reg-bj-34"
    assert first.is_article
    assert first.words.startswith("法规 · ")


def test_words_of_the_title_come_before_ways_of_asking(handbook: Handbook) -> None:
    found = found_entries(handbook, "室温")
    assert found
    titled = ["室温" in one.words for one in found]
    assert titled == sorted(titled, reverse=True)


def test_every_word_must_be_meant(handbook: Handbook) -> None:
    assert found_entries(handbook, "室温 绝无此词") == ()
    assert found_entries(handbook, "") == ()
    assert found_entries(handbook, "   ") == ()


def test_no_more_than_asked_for(handbook: Handbook) -> None:
    assert len(found_entries(handbook, "热", most=3)) == 3


def test_what_is_no_article_is_opened_at_the_desk(handbook: Handbook) -> None:
    (first, *_) = found_entries(handbook, "热水烫伤")
    assert not first.is_article
