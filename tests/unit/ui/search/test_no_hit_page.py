"""Where nothing was found: what is said, the three ways, and the words of the trade that stand in the query."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from handbook.keys import key_of
from handbook.search.confidence import Confidence
from handbook.search.hits import Results
from handbook.search.query import Query
from handbook.ui.search.known_words import KnownWords
from handbook.ui.search.no_hit_page import HEIGHT, NoHitPage, NothingFound, is_unanswered
from handbook.ui.theme.theme import Theme
from tests.helpers.fake_search import hit
from tests.helpers.sample import PROCEDURE, SAMPLE
from tests.helpers.typing_in import press

ASKED = NothingFound("公交卡怎么充值", 342, is_near=True, words=("缴费", "卡"))


@pytest.fixture
def page(qtbot: QtBot) -> NoHitPage:
    """A shown page."""
    made = NoHitPage()
    qtbot.addWidget(made)
    made.apply_theme(Theme())
    made.resize(640, 500)
    made.show_nothing(ASKED)
    made.show()
    return made


def words(page: NoHitPage) -> str:
    """All that stands in labels."""
    return " ".join(label.text() for label in page.findChildren(QLabel))


def test_it_says_what_was_not_found(page: NoHitPage) -> None:
    assert "没有正好的" in words(page)
    assert "342 条里没有一条讲“公交卡怎么充值”" in words(page)
    page.show_nothing(replace(ASKED, text="漏" * 500, is_near=False))
    assert "没有找到" in words(page)
    assert len(words(page)) < 120


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_each_way_is_a_large_button_with_its_key(page: NoHitPage, qtbot: QtBot, scale: float) -> None:
    page.apply_theme(Theme(scale=scale))
    QApplication.processEvents()
    ways = (page.retype, page.contents, page.gap)
    signals = (page.retype_requested, page.contents_requested, page.gap_reported)
    for way, key, signal in zip(ways, ("search", "contents", "report_gap"), signals, strict=True):
        assert way.height() == HEIGHT * scale
        assert key_of(key) in way.toolTip()
        way.setFocus()
        with qtbot.waitSignal(signal):
            press(way, Qt.Key.Key_Return)
        with qtbot.waitSignal(signal):
            press(way, Qt.Key.Key_Space)


def test_words_that_are_known_are_searched_by_a_click(page: NoHitPage, qtbot: QtBot) -> None:
    chips = page.findChildren(QPushButton, "wayWord")
    assert [chip.text() for chip in chips] == ["缴费", "卡"]
    with qtbot.waitSignal(page.word_chosen) as chosen:
        chips[0].click()
    assert chosen.args == ["缴费"]
    page.show_nothing(replace(ASKED, words=()))
    assert not [chip for chip in page.findChildren(QPushButton, "wayWord") if chip.isVisible()]


def test_a_gap_is_reported_once_for_each_query(page: NoHitPage) -> None:
    page.show_reported(is_reported=True)
    assert not page.gap.isEnabled()
    assert "已经记下" in page.gap.accessibleName()
    page.show_nothing(ASKED)
    assert page.gap.isEnabled()


def test_words_of_the_trade_are_found_in_what_was_typed() -> None:
    known = KnownWords(
        replace(
            SAMPLE,
            synonyms=(("散热器", "暖气片", "片"), ("缴费", "交费")),
            procedures=(replace(PROCEDURE, tags=("暖气",)),),
        )
    )
    assert known.within("我家暖气片和暖气，怎么交费，暖气") == ("暖气片", "暖气", "交费")
    assert known.within("暖气") == ()
    assert known.within("") == ()


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (Results(Query("甲"), (hit("a", "甲"),)), False),
        (Results(Query("甲"), (hit("a", "甲"),), confidence=Confidence.CLOSEST), True),
        (Results(Query("甲")), True),
        (Results(Query("甲", PROCEDURE.kind), counts={PROCEDURE.kind: 2}), False),
    ],
    ids=["found", "close", "nothing", "in another scope"],
)
def test_what_is_not_answered(results: Results, expected: bool) -> None:
    assert is_unanswered(results) is expected
