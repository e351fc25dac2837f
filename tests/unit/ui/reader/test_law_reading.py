"""The text of a law in the reading pane: back and forward, find, copy, and what cannot be done with it."""

from datetime import date

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from handbook.law.shelf import LawPlace, LawShelf
from handbook.render.colours import DARK
from handbook.ui.reader.reader_panel import ReaderPanel
from handbook.ui.reader.reading_history import ReadingHistory
from handbook.ui.theme.theme import Theme
from tests.helpers.finding import child
from tests.helpers.invented_statutes import HEATING, statute
from tests.helpers.sample import PROCEDURE, SAMPLE

LONG = "\n".join(f"供热企业应当做好第{n}项准备。" for n in range(80))
LAW = statute(
    HEATING,
    [("1", LONG), ("2", "热用户应当交费。"), ("3", LONG)],
    effective=date(2021, 1, 1),
    path=("第一章 总则",),
)
FIRST, SECOND = LawPlace(HEATING, LAW.effective, "1"), LawPlace(HEATING, LAW.effective, "2")
OFF = ("favouriteButton", "copyAllButton", "printButton", "flagButton")


@pytest.fixture
def panel(qtbot: QtBot) -> ReaderPanel:
    """A shown panel over the sample and the law."""
    made = ReaderPanel()
    qtbot.addWidget(made)
    made.resize(760, 600)
    made.apply_theme(Theme())
    made.show_handbook(SAMPLE)
    made.use_laws(LawShelf.of([LAW]))
    made.show()
    made.activateWindow()
    return made


def words(panel: ReaderPanel) -> str:
    """What the page says."""
    return panel.view.toPlainText()


def test_back_and_forward_go_between_entries_and_articles(panel: ReaderPanel) -> None:
    panel.show_entry(PROCEDURE)
    panel.show_law(FIRST)
    QApplication.processEvents()
    panel.view.go_to(0.5)
    left = panel.view.verticalScrollBar().value()
    assert left > 100
    panel.show_law(SECOND)
    assert (panel.law, panel.entry) == (SECOND, None)
    panel.go_back()
    QApplication.processEvents()
    assert (panel.law, panel.view.verticalScrollBar().value()) == (FIRST, left)
    panel.go_back()
    assert (panel.law, panel.entry) == (None, PROCEDURE)
    panel.go_forward()
    panel.go_forward()
    assert panel.law == SECOND
    assert "热用户应当交费" in words(panel)


def test_a_look_at_an_article_is_no_visit(panel: ReaderPanel) -> None:
    panel.show_entry(PROCEDURE)
    panel.show_law(FIRST, remember=False)
    panel.leave_preview()
    assert (panel.entry, panel.law) == (PROCEDURE, None)
    panel.show_law(FIRST, remember=False)
    panel.go_back()
    assert (panel.entry, panel.law) == (PROCEDURE, None)


def test_the_history_keeps_where_and_no_words() -> None:
    history = ReadingHistory()
    history.visit("a")
    history.visit_law(FIRST)
    history.visit_law(FIRST)
    history.visit_law(SECOND)
    before = history.move(-1)
    assert before is not None
    assert (before.law, before.entry_id) == (FIRST, "")
    first = history.move(-1)
    assert first is not None
    assert (first.law, first.entry_id) == (None, "a")


def test_what_is_found_is_marked_and_looked_for(panel: ReaderPanel) -> None:
    panel.show_law(FIRST, marks=["第7项"])
    assert panel.view.matches == 1
    panel.open_find()
    panel.find_bar.field.setText("准备")
    assert panel.view.matches == 80


def test_the_text_is_copied_as_it_is(panel: ReaderPanel) -> None:
    panel.show_law(SECOND)
    panel.view.setFocus()
    cursor = panel.view.document().find("热用户应当交费。")
    assert cursor.hasSelection()
    panel.view.setTextCursor(cursor)
    panel.view.copy()
    assert QGuiApplication.clipboard().text() == "热用户应当交费。"


def test_what_makes_no_sense_is_off_and_says_why(panel: ReaderPanel) -> None:
    buttons = [child(panel, QToolButton, name) for name in OFF]
    before = [button.toolTip() for button in buttons]
    panel.show_law(FIRST)
    assert [button.isEnabled() for button in buttons] == [False] * len(OFF)
    assert all(button.toolTip() == button.accessibleDescription() != "" for button in buttons)
    assert panel._pin.isHidden()
    assert child(panel, QToolButton, "findButton").isEnabled()
    panel.show_entry(PROCEDURE)
    assert [button.isEnabled() for button in buttons] == [True] * len(OFF)
    assert [button.toolTip() for button in buttons] == before
    assert not any(button.accessibleDescription() for button in buttons)


def test_links_lead_to_the_neighbours(panel: ReaderPanel, qtbot: QtBot) -> None:
    panel.show_law(FIRST)
    with qtbot.waitSignal(panel.law_link_activated) as wish:
        panel.view.anchorClicked.emit(QUrl(SECOND.link))
    assert wish.args == [SECOND]


def test_another_look_and_size_keep_article_and_place(panel: ReaderPanel) -> None:
    panel.show_law(FIRST, marks=["第7项"])
    QApplication.processEvents()
    panel.view.go_to(0.5)
    panel.apply_theme(Theme(DARK, 1.5))
    QApplication.processEvents()
    assert panel.law == FIRST
    assert panel.view.matches == 1
    assert 0.45 < panel.view.place < 0.55
    panel.use_phase(None)
    panel.show_handbook(SAMPLE)
    assert "准备" in words(panel)


def test_a_text_that_is_gone_gives_way(panel: ReaderPanel) -> None:
    panel.show_entry(PROCEDURE)
    panel.show_law(FIRST)
    panel.use_laws(LawShelf())
    assert panel.law is None
    assert "准备" not in words(panel)
    panel.show_law(SECOND)
    assert panel.law is None
