"""Menus of results, contents, lists of the call and sentences: what each offers, by mouse and by key."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from handbook.call.bookmarks import Bookmarks
from handbook.call.store.volatile_store import VolatileStore
from handbook.model.kinds import Kind
from handbook.model.region import InForce
from handbook.ui.contents.contents_panel import ContentsPanel
from handbook.ui.reader.reader_panel import ReaderPanel
from handbook.ui.search.rows import rows_of_kind
from handbook.ui.search.search_panel import SearchPanel
from handbook.ui.theme.theme import Theme
from handbook.ui.window.entry_menus import COPY, FLAG, OPEN, PIN, STAR, UNSTAR, EntryMenus
from tests.helpers.sample import PROCEDURE, REGULATION, SAMPLE, SCRIPT
from tests.helpers.typing_in import press

MOUSE, KEYBOARD = QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard


@pytest.fixture
def marked() -> Bookmarks:
    """Nothing is marked yet."""
    return Bookmarks(VolatileStore())


@pytest.fixture
def menus(qtbot: QtBot, marked: Bookmarks) -> EntryMenus:
    """The menus of a shown window."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = EntryMenus(marked, window)
    made.show_handbook(SAMPLE)
    return made


def lines(menus: EntryMenus) -> list[str]:
    """What the menu that is shown offers, without keys."""
    assert menus.menu is not None
    return [action.text().partition("\t")[0] for action in menus.menu.actions()]


def ask(widget: QWidget, place: QPoint, reason: QContextMenuEvent.Reason) -> None:
    """A right click, or the menu key."""
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))


def test_each_place_offers_what_fits_there(menus: EntryMenus, marked: Bookmarks) -> None:
    menus.offer(PROCEDURE.id, QPoint())
    assert lines(menus) == [OPEN, PIN, STAR, FLAG]
    menus.offer(REGULATION.id, QPoint())
    assert lines(menus) == [OPEN, STAR, FLAG]
    menus.offer_pinned(PROCEDURE.id, QPoint())
    assert lines(menus) == [OPEN, STAR, FLAG]
    marked.toggle_favourite(PROCEDURE.id)
    menus.offer_sentence(PROCEDURE.id, "这句", QPoint())
    assert lines(menus) == [COPY, PIN, UNSTAR, FLAG]
    menus.offer_sentence("", "这句", QPoint())
    assert lines(menus) == [COPY]


def test_enter_and_the_arrows_work_in_it_at_once(menus: EntryMenus) -> None:
    opened: list[str] = []
    pinned: list[str] = []
    menus.open_requested.connect(opened.append)
    menus.pin_requested.connect(pinned.append)
    menus.offer(PROCEDURE.id, QPoint(5, 5))
    assert menus.menu is not None
    press(menus.menu, Qt.Key.Key_Return)
    menus.offer(PROCEDURE.id, QPoint(5, 5))
    press(menus.menu, Qt.Key.Key_Down)
    press(menus.menu, Qt.Key.Key_Return)
    assert (opened, pinned) == ([PROCEDURE.id], [PROCEDURE.id])


def test_a_sentence_goes_to_the_clipboard(menus: EntryMenus) -> None:
    menus.offer_sentence(PROCEDURE.id, "您先别放水。", QPoint())
    assert menus.menu is not None
    press(menus.menu, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "您先别放水。"


def test_a_result_has_its_menu_by_mouse_and_by_key(qtbot: QtBot) -> None:
    panel = SearchPanel()
    qtbot.addWidget(panel)
    panel.apply_theme(Theme())
    panel.resize(380, 600)
    panel.show_browsing(rows_of_kind(SAMPLE, Kind.SCRIPT), {})
    panel.show()
    wanted: list[str] = []
    panel.menu_requested.connect(lambda entry, _place: wanted.append(entry))
    ask(panel.field, QPoint(), KEYBOARD)
    assert wanted == []  # nothing is selected
    row = panel.view.visualRect(panel.view.model().index(0, 0)).center()
    ask(panel.view.viewport(), row, MOUSE)
    panel.view.move_selection("next")
    ask(panel.field, QPoint(), KEYBOARD)
    assert wanted == [SCRIPT.id, SCRIPT.id]


def test_a_line_of_the_contents_has_its_menu(qtbot: QtBot) -> None:
    panel = ContentsPanel()
    qtbot.addWidget(panel)
    panel.resize(360, 600)
    panel.show_handbook(SAMPLE)
    panel.show()
    panel.show_entry(PROCEDURE.id)
    wanted: list[str] = []
    panel.menu_requested.connect(lambda entry, _place: wanted.append(entry))
    line = panel.tree.currentItem()
    assert line is not None
    place = panel.tree.visualItemRect(line).center()
    ask(panel.tree.viewport(), place, MOUSE)
    assert wanted == [PROCEDURE.id]


@pytest.fixture
def reader(qtbot: QtBot) -> ReaderPanel:
    """A shown page of a procedure."""
    made = ReaderPanel()
    qtbot.addWidget(made)
    made.apply_theme(Theme())
    made.show_handbook(SAMPLE)
    made.show_entry(PROCEDURE)
    made.resize(700, 800)
    made.show()
    return made


def test_the_sentence_under_the_pointer_is_offered_without_its_marks(reader: ReaderPanel) -> None:
    asked: list[tuple[str, str]] = []
    reader.menu_requested.connect(lambda entry, words, _place: asked.append((entry, words)))
    cursor = reader.view.document().find("您先别放水")
    where = QTextCursor(cursor)
    where.setPosition(cursor.selectionStart() + 1)
    place = reader.view.cursorRect(where).center()
    ask(reader.view.viewport(), place, MOUSE)
    reader.view.setTextCursor(where)
    ask(reader.view.viewport(), QPoint(), KEYBOARD)
    assert asked == [(PROCEDURE.id, "室温不低于20 ℃，您先别放水。")] * 2


def test_a_selection_is_what_is_copied(reader: ReaderPanel) -> None:
    found = reader.view.document().find("别放水")
    assert reader.view.sentence_at(found) == "别放水"


def test_one_sentence_of_several_in_a_line(reader: ReaderPanel) -> None:
    reader.view.setPlainText("管子烫手，先提醒。水先关上！再等一会儿")
    said = []
    for place in (2, 11, 17):
        cursor = QTextCursor(reader.view.document())
        cursor.setPosition(place)
        said.append(reader.view.sentence_at(cursor))
    assert said == ["管子烫手，先提醒。", "水先关上！", "再等一会儿"]


def test_a_sentence_of_a_region_that_nobody_confirmed_stays_off_the_clipboard(menus: EntryMenus) -> None:
    refused: list[bool] = []
    menus.copy_refused.connect(lambda: refused.append(True))
    QGuiApplication.clipboard().setText("原来的")
    region = InForce(id="beijiang", name="北江省")
    menus.show_handbook(replace(SAMPLE, region=region, region_keys=frozenset({"floor"})))
    menus.offer_sentence(
        PROCEDURE.id, f"室温不低于{SAMPLE.value_by_key['floor'].text}，您先别放水。", QPoint()
    )
    assert menus.menu is not None
    press(menus.menu, Qt.Key.Key_Return)
    assert (refused, QGuiApplication.clipboard().text()) == ([True], "原来的")
    menus.offer_sentence(PROCEDURE.id, "您先别放水。", QPoint())
    press(menus.menu, Qt.Key.Key_Return)
    assert (refused, QGuiApplication.clipboard().text()) == ([True], "您先别放水。")
