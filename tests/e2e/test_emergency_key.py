"""The key of the emergency cards always chooses, and the next digit always opens a card, whatever is open or focused."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QMenu, QToolButton, QWidget

from handbook.app.application import Application
from handbook.call.state.call import CallerField
from handbook.ui.window.main_window import MainWindow
from tests.helpers.desk_parts import value_line, value_step
from tests.helpers.finding import child
from tests.helpers.typing_in import commit, compose, press

CONTROL = Qt.KeyboardModifier.ControlModifier
LIST, CARD = "proc-temp-measure", "em-scald"


@pytest.fixture
def window(open_program: Callable[..., Application]) -> MainWindow:
    window = open_program().window
    window.activateWindow()
    return window


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def front() -> QWidget:
    """What has the keyboard: an open menu, else the widget that is focused."""
    found = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert found is not None
    return found


def into_search(window: MainWindow) -> None:
    window.take_focus()
    commit(window.search.field, "暖气不热")


def into_composition(window: MainWindow) -> None:
    window.take_focus()
    compose(window.search.field, "nuan")


def into_value(window: MainWindow) -> None:
    window.panels.calls.pin(LIST)
    view = window.panels.call_panel.run_view
    line = value_line(view, value_step(view))
    line.start()
    commit(line.field, "1")


def into_caller(window: MainWindow) -> None:
    window.panels.calls.new_call()
    window.panels.call_panel.caller.open_at(CallerField.ADDRESS)


def into_note(window: MainWindow) -> None:
    window.panels.calls.pin(LIST)
    window.panels.calls.ask_note()


def into_print(window: MainWindow) -> None:
    window.panels.reading.open(LIST)
    window.take_focus()
    press(front(), Qt.Key.Key_P, CONTROL)


def into_menu(window: MainWindow) -> None:
    window.panels.calls.pin(LIST)
    settle()
    button = child(window.panels.call_panel, QToolButton, "moreButton")
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.popup(button.mapToGlobal(button.rect().topLeft()))


def into_menu_of_result(window: MainWindow) -> None:
    """A menu that is made when it is asked for."""
    window.panels.menus.offer(LIST, window.mapToGlobal(window.rect().center()))


def into_menu_of_field(window: MainWindow) -> None:
    """A menu that Qt makes."""
    window.take_focus()
    field = window.search.field
    middle = field.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, field.mapToGlobal(middle))
    QApplication.sendEvent(field, event)
    assert QApplication.activePopupWidget() is not None


def into_combo_of_dialog(window: MainWindow) -> None:
    """The list of a box in a dialog that is not ours, as the one for files has."""
    dialog = QDialog(window)
    dialog.setModal(True)
    box = QComboBox(dialog)
    box.addItems(["甲", "乙"])
    dialog.show()
    dialog.activateWindow()
    box.setFocus()
    settle()
    box.showPopup()


def into_settings(window: MainWindow) -> None:
    window.panels.settings.open()


def into_card(window: MainWindow) -> None:
    window.panels.emergency.open_card(CARD)


def into_field_of_card(window: MainWindow) -> None:
    window.panels.emergency.open_card(CARD)
    window.panels.emergency.take_caller(CallerField.ADDRESS)
    commit(window.panels.emergency_view.caller.fields[CallerField.ADDRESS], "1")


def into_history(window: MainWindow) -> None:
    window.panels.dialogs.show_history()


def into_find(window: MainWindow) -> None:
    window.panels.reading.open(LIST)
    window.panels.reader.open_find()
    commit(window.panels.reader.find_bar.field, "温")


@pytest.mark.parametrize(
    "place",
    [
        into_search,
        into_composition,
        into_value,
        into_caller,
        into_note,
        into_print,
        into_menu,
        into_menu_of_result,
        into_menu_of_field,
        into_combo_of_dialog,
        into_settings,
        into_card,
        into_field_of_card,
        into_history,
        into_find,
    ],
)
def test_the_key_chooses_and_a_digit_opens(window: MainWindow, place: Callable[[MainWindow], Any]) -> None:
    place(window)
    settle()
    press(front(), Qt.Key.Key_F9)
    settle()
    view = window.panels.emergency_view
    assert view.isVisible()
    assert view.card is None
    assert not [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    window.activateWindow()
    settle()
    press(front(), Qt.Key.Key_3)
    settle()
    assert view.card is not None
    assert view.card.digit == 3
    assert view.run_view.hasFocus()


def test_the_key_of_a_list_brings_it_before_the_agent_from_a_card(window: MainWindow) -> None:
    """A card takes the place of the card; for a list the cards are closed: never what happens unseen beneath."""
    panels = window.panels
    panels.calls.pin(CARD)
    panels.calls.pin(LIST)
    panels.emergency.open_card("em-burst-indoor")
    settle()
    press(front(), Qt.Key.Key_1, CONTROL)
    settle()
    assert panels.emergency_view.isVisible()
    assert panels.emergency_view.card is not None
    assert panels.emergency_view.card.id == CARD
    press(front(), Qt.Key.Key_2, CONTROL)
    settle()
    assert not panels.emergency_view.isVisible()
    run = panels.call_panel.run_view.run
    assert run is not None
    assert run.checklist.entry_id == LIST
