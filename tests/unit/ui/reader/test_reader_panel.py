"""The reading pane: places are kept, words are found and marked, copies are exact."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from handbook.model.entry import Source
from handbook.model.handbook import Handbook
from handbook.model.kinds import Confidence
from handbook.render.colours import DARK, LIGHT, Colours
from handbook.ui.reader.reader_panel import ReaderPanel
from handbook.ui.theme.theme import Theme
from tests.helpers.finding import child
from tests.helpers.sample import KNOWLEDGE, PROCEDURE, SAMPLE, SCRIPT, long_procedure
from tests.helpers.shown import as_typed
from tests.helpers.typing_in import compose, press

LONG = long_procedure("proc-long", "很长的流程")
OTHER = long_procedure("proc-other", "另一个很长的流程")
THIRD = long_procedure("proc-third", "第三个流程", 2)
BOOK = replace(SAMPLE, procedures=(PROCEDURE, LONG, OTHER, THIRD))


@pytest.fixture
def panel(qtbot: QtBot) -> ReaderPanel:
    """A shown panel over the sample."""
    made = ReaderPanel()
    qtbot.addWidget(made)
    made.resize(760, 600)
    made.apply_theme(Theme())
    made.show_handbook(BOOK)
    made.show()
    made.activateWindow()
    return made


def scroll(panel: ReaderPanel, place: float) -> int:
    """Scroll to `place`; the value of the bar."""
    QApplication.processEvents()
    panel.view.go_to(place)
    value = panel.view.verticalScrollBar().value()
    assert place == 0 or value > 100
    return value


def value_of(panel: ReaderPanel) -> int:
    """Where the page is scrolled to."""
    QApplication.processEvents()
    return panel.view.verticalScrollBar().value()


def test_the_first_page_tells_the_day_and_the_digits_of_the_cards(panel: ReaderPanel) -> None:
    words = panel.view.toPlainText()
    assert "月" in words
    assert "应急" in words
    assert "1爆管喷水" in "".join(words.split())
    assert panel.entry is None


def test_back_returns_to_the_same_place(panel: ReaderPanel) -> None:
    panel.show_entry(LONG)
    left = scroll(panel, 0.5)
    panel.show_entry(OTHER)
    assert value_of(panel) == 0
    other = scroll(panel, 0.3)
    panel.go_back()
    assert (panel.entry, value_of(panel)) == (LONG, left)
    panel.go_forward()
    assert (panel.entry, value_of(panel)) == (OTHER, other)


def test_back_from_a_preview_returns_to_what_was_read(panel: ReaderPanel) -> None:
    panel.show_entry(LONG)
    left = scroll(panel, 0.5)
    panel.show_entry(OTHER, remember=False)
    scroll(panel, 0.8)
    panel.show_entry(THIRD, remember=False)
    panel.go_back()
    assert (panel.entry, value_of(panel)) == (LONG, left)
    assert not panel.history.can_go_back


def test_a_preview_that_is_opened_is_remembered(panel: ReaderPanel) -> None:
    panel.show_entry(LONG)
    panel.show_entry(OTHER, remember=False)
    panel.show_entry(OTHER)
    panel.go_back()
    assert panel.entry is LONG
    panel.go_forward()
    assert panel.entry is OTHER


def test_the_buttons_tell_where_one_can_go(panel: ReaderPanel) -> None:
    back = child(panel, QToolButton, "backButton")
    forward = child(panel, QToolButton, "forwardButton")
    seen = []
    acts: list[Callable[[], None]] = [
        lambda: panel.show_entry(LONG),
        lambda: panel.show_entry(OTHER, remember=False),
        lambda: panel.show_entry(OTHER),
        panel.go_back,
    ]
    for act in acts:
        act()
        seen.append((back.isEnabled(), forward.isEnabled()))
    assert seen == [(False, False), (True, False), (True, False), (False, True)]


def test_opening_a_hit_scrolls_to_it_and_marks_it(panel: ReaderPanel) -> None:
    panel.show_entry(LONG, marks=["第30件要办的事"])
    assert panel.view.matches == 1
    assert value_of(panel) > 200
    selection = panel.view.extraSelections()[0]
    assert as_typed(selection.cursor.selectedText()) == "第30件要办的事"
    assert selection.format.background().color().name() == LIGHT.mark
    top = panel.view.cursorRect(selection.cursor).top()
    assert 0 <= top < panel.view.viewport().height()


def test_marks_of_the_entry_before_are_gone(panel: ReaderPanel) -> None:
    panel.show_entry(LONG, marks=["要办"])
    panel.show_entry(OTHER)
    assert (panel.view.matches, panel.view.extraSelections()) == (0, [])


def test_the_same_entry_without_marks_is_shown_without_marks(panel: ReaderPanel) -> None:
    panel.show_entry(LONG, marks=["要办"])
    panel.show_entry(LONG)
    assert panel.view.extraSelections() == []


def test_marks_stand_right_after_a_character_outside_the_basic_plane(panel: ReaderPanel) -> None:
    rare = replace(LONG, id="proc-rare", summary="𠮷😀 的阀门要关")
    panel.show_entry(rare, marks=["阀门要关"])
    assert panel.view.extraSelections()[0].cursor.selectedText() == "阀门要关"


def test_find_counts_and_steps_round_the_ends(panel: ReaderPanel) -> None:
    panel.show_entry(LONG)
    panel.open_find()
    panel.find_bar.field.setText("第1")
    total = panel.view.matches
    seen = [panel.find_bar._count.text()]
    for key, modifier in (
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier),
    ):
        press(panel.find_bar.field, key, modifier)
        seen.append(panel.find_bar._count.text())
    assert total > 10
    assert seen == [f"1/{total}", f"2/{total}", f"1/{total}", f"{total}/{total}"]
    strong = [
        s for s in panel.view.extraSelections() if s.format.background().color().name() == LIGHT.mark_strong
    ]
    assert len(strong) == 1


def test_find_says_when_there_is_nothing(panel: ReaderPanel) -> None:
    panel.show_entry(LONG)
    panel.open_find()
    panel.find_bar.field.setText("没有的词")
    said = panel.find_bar._count.text()
    panel.find_bar.field.clear()
    assert (said, panel.find_bar._count.text()) == ("没有找到", "")


def test_find_goes_over_no_break_marks(panel: ReaderPanel) -> None:
    panel.show_entry(PROCEDURE)
    panel.open_find()
    for words in ("20℃", "20 ℃", "20 °C"):
        panel.find_bar.field.setText(words)
        assert panel.view.matches == 1


def test_find_leaves_the_keys_of_a_composition_alone(panel: ReaderPanel) -> None:
    panel.show_entry(LONG)
    panel.open_find()
    panel.find_bar.field.setText("第1")
    before = panel.find_bar._count.text()
    compose(panel.find_bar.field, "di'er")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_2):
        press(panel.find_bar.field, key)
    assert (panel.find_bar._count.text(), panel.find_bar.isVisible()) == (before, True)
    assert panel.find_bar.field.text() == "第1"


def test_escape_closes_find_and_goes_to_the_page(panel: ReaderPanel) -> None:
    panel.show_entry(LONG)
    panel.open_find()
    panel.find_bar.field.setText("第1")
    press(panel.find_bar.field, Qt.Key.Key_Escape)
    assert (panel.find_bar.isVisible(), panel.view.matches, panel.view.hasFocus()) == (False, 0, True)


def test_an_open_find_searches_the_next_entry_too(panel: ReaderPanel) -> None:
    panel.show_entry(LONG)
    panel.open_find()
    panel.find_bar.field.setText("第39件")
    panel.show_entry(THIRD)
    here = panel.find_bar._count.text()
    panel.show_entry(OTHER)
    assert (here, panel.find_bar._count.text()) == ("没有找到", "1/1")


def test_a_new_size_keeps_place_marks_and_count(panel: ReaderPanel) -> None:
    panel.show_entry(LONG)
    panel.open_find()
    panel.find_bar.field.setText("要办")
    total = panel.view.matches
    panel.find_bar.step_requested.emit(1)
    scroll(panel, 0.5)
    panel.apply_theme(Theme(DARK, 1.25))
    QApplication.processEvents()
    assert (panel.view.matches, panel.view.current_match) == (total, 2)
    assert panel.view.place == pytest.approx(0.5, abs=0.02)
    colours = {s.format.background().color().name() for s in panel.view.extraSelections()}
    assert colours == {DARK.mark, DARK.mark_strong}


def test_each_copy_link_asks_for_its_own_words(panel: ReaderPanel) -> None:
    asked: list[str] = []
    panel.copy_requested.connect(asked.append)
    panel.show_entry(SCRIPT)
    for link in links_of(panel, "copy:"):
        panel.view.anchorClicked.emit(QUrl(link))
    assert asked == ["{称呼},系统刚注满水。", "您别急。"]


def test_a_copy_link_of_another_page_copies_nothing(panel: ReaderPanel) -> None:
    asked: list[str] = []
    panel.copy_requested.connect(asked.append)
    panel.show_entry(THIRD)
    panel.view.anchorClicked.emit(QUrl("copy:line-one-standard"))
    assert asked == []


def test_citations_are_links_to_articles(panel: ReaderPanel) -> None:
    wanted: list[str] = []
    panel.entry_link_activated.connect(wanted.append)
    panel.show_entry(PROCEDURE)
    assert "entry:reg-36" in links_of(panel, "entry:")
    panel.view.anchorClicked.emit(QUrl("entry:reg-36"))
    panel.view.anchorClicked.emit(QUrl("http://x.test/"))
    assert wanted == ["reg-36"]


def test_links_of_the_text_are_reached_and_opened_by_keys(panel: ReaderPanel) -> None:
    wanted: list[str] = []
    panel.entry_link_activated.connect(wanted.append)
    panel.show_entry(KNOWLEDGE)
    panel.take_focus()
    for _ in range(20):
        press(panel.view, Qt.Key.Key_Tab)
        if "禁止行为" in panel.view.textCursor().selectedText():
            break
        if not panel.view.hasFocus():
            panel.take_focus()
    press(panel.view, Qt.Key.Key_Return)
    assert wanted == ["reg-36"]


def test_the_answer_to_a_copy_comes_and_goes(panel: ReaderPanel, qtbot: QtBot) -> None:
    label = child(panel, QLabel, "copyAnswer")
    panel._copied.setInterval(20)
    panel.confirm_copied()
    assert label.text() == "已复制"
    qtbot.waitUntil(lambda: label.text() == "")


def test_the_star_tells_its_state_by_name_too(panel: ReaderPanel) -> None:
    star = child(panel, QToolButton, "favouriteButton")
    panel.show_favourite(True)
    marked = star.accessibleName()
    panel.show_favourite(False)
    assert (marked, star.accessibleName()) == ("取消收藏", "收藏")


def test_a_diagram_is_shown_in_the_colours_of_the_theme(panel: ReaderPanel) -> None:
    for colours in (LIGHT, DARK):
        panel.apply_theme(Theme(colours))
        panel.show_entry(KNOWLEDGE)
        image = panel.view.viewport().grab().toImage()
        wanted = panel.view.grab().toImage().pixelColor(0, 0)
        assert wanted.isValid()
        count = sum(
            image.pixelColor(x, y).name() == colours.accent
            for x in range(0, image.width(), 4)
            for y in range(0, image.height(), 4)
        )
        assert count > 1000


def test_an_entry_that_is_gone_from_the_handbook_stays_readable(panel: ReaderPanel) -> None:
    panel.show_entry(THIRD)
    panel.show_handbook(Handbook())
    assert panel.entry is THIRD
    assert "第三个流程" in as_typed(panel.view.toPlainText())


def links_of(panel: ReaderPanel, scheme: str) -> list[str]:
    """Targets of the links on the page, in order."""
    cursor = QTextCursor(panel.view.document())
    found: list[str] = []
    while not cursor.atEnd():
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        href = cursor.charFormat().anchorHref()
        if href.startswith(scheme) and (not found or found[-1] != href):
            found.append(href)
    return found


def test_what_was_searched_is_marked_in_the_page_but_not_in_its_heading(panel: ReaderPanel) -> None:
    panel.show_entry(PROCEDURE, marks=["上热下凉", "一组"])
    marked = [one.cursor.block().text() for one in panel.view.extraSelections()]
    assert marked
    assert PROCEDURE.title not in marked
    panel.open_find()
    panel.find_bar.field.setText("上热下凉")
    assert panel.view.matches == 1  # whoever steps is led everywhere


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_rule_above_the_sources_has_the_colour_of_lines(panel: ReaderPanel, colours: Colours) -> None:
    panel.apply_theme(Theme(colours))
    panel.resize(700, 1600)
    sourced = replace(PROCEDURE, sources=(Source(title="公告", confidence=Confidence.HIGH),))
    panel.show_entry(sourced)
    QApplication.processEvents()
    picture = panel.view.viewport().grab().toImage()
    middle = picture.width() // 2
    lines = [
        y
        for y in range(picture.height())
        if len({picture.pixelColor(x, y).name() for x in range(middle - 60, middle + 60)}) == 1
        and picture.pixelColor(middle, y).name() not in (colours.ground, colours.panel)
    ]
    inks = {picture.pixelColor(middle, y).name() for y in lines}
    assert colours.line in inks
