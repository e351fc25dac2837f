"""标明另有出处 on the page of an article, by keyboard: said, shown, vouched for, written anew and taken back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.helpers.typing_in import commit, press
from tests.helpers.workshop_site import OLD, TODAY
from tests.unit.ui.workshop.conftest import Opened

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SOURCE = "《北江省供热退费办法》第五条"


def hit(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key to whatever has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    press(widget, key, modifier)


def type_source(opened: Opened, words: str) -> None:
    """Into the dialog that is up."""
    line = opened.window.findChild(QLineEdit, "lineField")
    assert line is not None
    line.clear()
    commit(line, words)
    press(line, Key.Key_Return)
    QApplication.sendPostedEvents(None, 52)  # the dialog goes


def say_source(opened: Opened, words: str = SOURCE) -> None:
    opened.pages.show_entry("reg-bj-34")
    hit(Key.Key_F8)
    assert QApplication.focusWidget() is opened.pages.article.points
    hit(Key.Key_Return)
    type_source(opened, words)


def tick_all(opened: Opened) -> None:
    for tick in opened.pages.article.panel.ticks:
        if not tick.isChecked():
            press(tick, Key.Key_Space)


def test_a_figure_is_said_to_stand_elsewhere_and_the_article_is_vouched_for(
    open_workshop: Callable[..., Opened],
) -> None:
    opened = open_workshop()
    page = opened.pages.article
    say_source(opened)
    (said,) = opened.workshop.desk().read().elsewhere
    assert (said.entry, said.figure, said.source) == ("reg-bj-34", "1 个月", SOURCE)
    assert (said.name, said.account, said.day) == ("王敏", "wangmin", TODAY)
    shown = page.points.toPlainText()
    assert f"“1 个月”另有出处：{SOURCE}" in shown
    assert f"王敏 {TODAY} 标明" in shown.replace("\xa0", " ")
    assert "1 个另有出处" in shown
    assert "另有出处" in page.panel.ticks[2].text()
    tick_all(opened)
    page.panel.press()
    (check,) = opened.workshop.desk().read().checks
    assert check.elsewhere == (said.key,)
    assert page.view is not None
    assert page.view.standing.holds


def test_ticks_that_were_set_stay_when_the_source_is_said(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.show_entry("reg-bj-34")
    first, second, _ = opened.pages.article.panel.ticks
    press(first, Key.Key_Space)
    press(second, Key.Key_Space)
    hit(Key.Key_F8)
    hit(Key.Key_Return)
    type_source(opened, SOURCE)
    assert [tick.isChecked() for tick in opened.pages.article.panel.ticks] == [True, True, False]
    opened.pages.show_entry("reg-bj-36")
    opened.pages.show_entry("reg-bj-34")
    assert not any(tick.isChecked() for tick in opened.pages.article.panel.ticks)


def test_what_is_missing_is_gone_to_from_the_button(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.show_entry("reg-bj-34")
    opened.pages.article.panel.give.setFocus()
    hit(Key.Key_Return, CTRL)
    assert "1 个月" in opened.told.words
    assert QApplication.focusWidget() is opened.pages.article.points
    hit(Key.Key_Return)
    assert opened.window.findChild(QLineEdit, "lineField") is not None


def test_no_source_is_said_without_words(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    say_source(opened, "  ")
    assert opened.workshop.desk().read().elsewhere == ()


def test_a_source_is_taken_back_and_the_check_falls_with_it(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    page = opened.pages.article
    say_source(opened)
    tick_all(opened)
    page.panel.press()
    page.points.link_activated.emit("unsource:0")
    assert "已撤掉" in opened.told.words
    assert page.view is not None
    assert [one.words for one in page.view.lacking] == ["1 个月"]
    assert page.view.standing.dropped == "“1 个月”另有的出处撤掉了"
    assert page.list.currentItem().text().endswith("待复核 · “1 个月”另有的出处撤掉了")
    assert len(opened.workshop.desk().read().elsewhere) == 2


def test_a_source_is_written_anew(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    page = opened.pages.article
    say_source(opened)
    page.points.link_activated.emit("source:0")
    line = opened.window.findChild(QLineEdit, "lineField")
    assert line is not None
    assert line.text() == SOURCE
    type_source(opened, "本单位承诺书，2026 年")
    assert page.view is not None
    (sourced,) = page.view.sourced
    assert sourced.source is not None
    assert sourced.source.source == "本单位承诺书，2026 年"


def test_points_are_written_at_from_the_figure(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.show_entry("reg-bj-34")
    wanted: list[str] = []
    opened.pages.article.edit_wanted.connect(wanted.append)
    opened.pages.article.points.link_activated.emit("edit:")
    assert wanted == ["reg-bj-34"]


def test_a_version_that_is_not_in_force_cannot_be_vouched_for(open_workshop: Callable[..., Opened]) -> None:
    """Else one would tick what stands there and have the words of another day recorded."""
    opened = open_workshop()
    opened.pages.show_entry("reg-bj-36")
    hit(Key.Key_PageDown, ALT)
    page = opened.pages.article
    tick_all(opened)
    page.panel.press()
    QTest.qWait(1)
    assert opened.workshop.desk().read().checks == ()
    assert "先回到那一版再核对" in opened.told.words
    assert "现在不能记" in page.panel.give.text()
    hit(Key.Key_PageUp, ALT)
    assert page.view is not None
    assert page.view.version is not None
    assert page.view.version.effective == OLD
    tick_all(opened)
    page.panel.press()
    assert len(opened.workshop.desk().read().checks) == 1
