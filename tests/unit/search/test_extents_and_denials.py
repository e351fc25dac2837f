"""How much of a building is spoken of, and what is said not to be so."""

import pytest

from handbook.model.aspects import Extent
from handbook.search.words.danger import speaks_of_danger
from handbook.search.words.denied import without_denied
from handbook.search.words.elsewhere import WORDS
from handbook.search.words.extents import extents_of
from handbook.search.words.vocabulary import covered, ranges_of


@pytest.mark.parametrize(
    ("text", "extent"),
    [
        ("就一组不热,别的组都热", Extent.RADIATOR),
        ("别的屋都热,就一间凉", Extent.ROOM),
        ("就我家不热", Extent.FLAT),
        ("楼上楼下都热,我家冰凉", Extent.FLAT),
        ("上下几家都凉", Extent.COLUMN),
        ("整个单元都不热", Extent.UNIT),
        ("整栋楼都不热", Extent.BUILDING),
        ("小区都没热", Extent.ESTATE),
    ],
)
def test_extents(text: str, extent: Extent) -> None:
    assert extent in extents_of(text)


@pytest.mark.parametrize("text", ["就一组漏水", "整栋楼停水", "退费怎么办", ""])
def test_only_of_what_is_cold(text: str) -> None:
    assert extents_of(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "gone", "kept"),
    [
        ("不是漏水,是咕噜咕噜响", "漏水", "咕噜"),
        ("人没烫着,热水喷得满屋", "烫着", "热水喷"),
        ("没见着水,就是响", "着水", "响"),
        ("没停电", "", "停电"),
        ("屋里不热", "", "不热"),
        ("没热", "", "没热"),
    ],
)
def test_denials(text: str, gone: str, kept: str) -> None:
    left = without_denied(text)
    assert len(left) == len(text)
    assert not gone or gone not in left
    assert kept in left


@pytest.mark.parametrize(
    "text", ["屋里着火了", "老人晕倒了", "煤气罐漏气", "有人触电", "不想活了", "水流到插座上了"]
)
def test_danger(text: str) -> None:
    assert speaks_of_danger(text)


@pytest.mark.parametrize("text", ["灶台打不着火", "暖气不热", "退费", "电费多少"])
def test_no_danger(text: str) -> None:
    assert not speaks_of_danger(text)


def test_words_of_other_services_are_whole_words() -> None:
    assert all(len(word) > 1 for word in WORDS)
    assert covered("电费扣了两回钱", WORDS) == 2
    assert not WORDS & {"暖气", "热费", "供热", "漏水", "停热", "报停", "测温"}


def test_the_longest_word_at_each_place() -> None:
    words = frozenset({"暖气", "暖气片", "不热"})
    assert list(ranges_of("暖气片不热", words)) == [(0, 3), (3, 5)]
