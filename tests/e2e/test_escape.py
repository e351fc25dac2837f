"""Esc peels one layer, then goes to the search box with its text selected, and clears there alone; undo is seen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from handbook.call.state.run import Mark
from handbook.settings import Settings
from handbook.ui.window.columns import Column
from handbook.ui.window.main_window import MainWindow
from tests.e2e.test_calls import CONTROL, Program, key, opened
from tests.helpers.finding import child
from tests.helpers.typing_in import commit, press

ESC = Qt.Key.Key_Escape
LIST = "proc-radiator-hot-top"
HOLDERS: dict[str, Callable[[MainWindow], QWidget]] = {
    "list": lambda w: w.panels.call_panel.run_view,
    "page": lambda w: w.panels.reader.view,
    "button": lambda w: child(w, QPushButton, "noteButton"),
    "bar": lambda w: child(w, QWidget, "findButton"),
}


@pytest.mark.parametrize("holder", HOLDERS)
def test_from_anywhere_escape_leads_to_the_search_box(open_program: Program, holder: str) -> None:
    window = opened(open_program)
    window.take_focus()
    commit(window.search.field, "上热下凉")
    window.panels.calls.pin(LIST)
    HOLDERS[holder](window).setFocus()
    key(ESC)
    field = window.search.field
    assert field.hasFocus()
    assert field.selectedText() == "上热下凉"
    key(ESC)
    assert field.text() == ""


def test_find_and_card_are_layers_of_their_own(open_program: Program) -> None:
    window = opened(open_program)
    window.panels.calls.pin(LIST)
    window.panels.reading.open(LIST)
    window.panels.reader.open_find()
    window.panels.reader.view.setFocus()
    key(ESC)
    assert not window.panels.reader.find_bar.isVisible()
    assert not window.search.field.hasFocus()
    key(ESC)
    assert window.search.field.hasFocus()
    window.panels.emergency.open_card("em-scald")
    key(ESC)
    assert not window.panels.emergency.is_open


def test_undo_never_takes_a_tick_back_unseen(open_program: Program) -> None:
    window = opened(open_program, settings=Settings(look="light", is_docked=True, dock_width=380))
    window.panels.calls.pin(LIST)
    window.panels.call_panel.take_focus()
    press(window.panels.call_panel.run_view, Qt.Key.Key_1)
    window.take_focus()
    assert int(window.columns.column) == Column.SEARCH
    commit(window.search.field, "漏水")
    key(Qt.Key.Key_Z, CONTROL)
    assert window.search.field.text() == ""
    run = window.panels.calls.shown_run
    assert run is not None
    first = run.checklist.steps[0]
    assert run.state(first.id).mark is Mark.ANSWERED
    key(Qt.Key.Key_Z, CONTROL)
    assert int(window.columns.column) == Column.DESK
    run = window.panels.calls.shown_run
    assert run is not None
    assert run.state(first.id).mark is Mark.OPEN
    assert f"第 1 步 {first.text}" in window.panels.call_panel.strip.words
