"""From one caller to the next: where the keyboard stands, what is searched, and that nothing of the last one sticks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from handbook.call.state.call import CallerField
from handbook.ui.window.columns import Column
from handbook.ui.window.main_window import MainWindow
from tests.e2e.test_calls import CONTROL, Program, key, opened
from tests.helpers.finding import child
from tests.helpers.shown import as_typed
from tests.helpers.typing_in import commit
from tests.unit.ui.call.desk_window import settle


@pytest.fixture
def window(open_program: Program) -> MainWindow:
    """The real window."""
    return opened(open_program)


def test_what_is_typed_first_in_a_new_call_is_searched(window: MainWindow) -> None:
    window.take_focus()
    commit(window.search.field, "上一个人的话")
    key(Qt.Key.Key_N, CONTROL)
    focused = QApplication.focusWidget()
    assert focused is window.search.field
    commit(window.search.field, "屋里冷")
    assert window.search.field.text() == "屋里冷"
    call = window.panels.calls.desk.active
    assert call is not None
    assert call.caller == {}


@pytest.mark.parametrize("turn", ["new", "end", "park"])
def test_the_scope_of_one_call_is_not_the_next_one_s(window: MainWindow, turn: str) -> None:
    key(Qt.Key.Key_N, CONTROL)
    key(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert window.search.scope_bar.scope is not None
    calls = window.panels.calls
    {"new": calls.new_call, "end": calls.end_call, "park": calls.park}[turn]()
    assert window.search.scope_bar.scope is None


def test_after_an_emergency_card_typing_begins_anew(window: MainWindow) -> None:
    window.take_focus()
    commit(window.search.field, "家里暖气片漏水了")
    key(Qt.Key.Key_F9)
    key(Qt.Key.Key_2)
    key(Qt.Key.Key_Escape)
    commit(window.search.field, "骂人")
    assert window.search.field.text() == "骂人"


@pytest.mark.parametrize("mark", ["。", ",", ""])
def test_an_emergency_in_the_last_sentence_of_a_paste_is_found(window: MainWindow, mark: str) -> None:
    story = mark.join(f"去年交的第{n}笔钱到现在也没给我开发票" for n in range(12))
    window.take_focus()
    commit(window.search.field, f"{story}{mark}孩子让热水烫了")
    assert window.search.selected_id == "em-scald"


def test_f2_over_a_card_leads_to_the_fields_of_the_card(window: MainWindow) -> None:
    key(Qt.Key.Key_F9)
    key(Qt.Key.Key_1)
    key(Qt.Key.Key_F2)
    assert window.panels.emergency.is_open
    form = window.panels.emergency_view.caller
    assert form.fields[CallerField.ADDRESS].hasFocus()
    commit(form.fields[CallerField.ADDRESS], "健康路5号401")
    key(Qt.Key.Key_F3)
    assert form.fields[CallerField.PHONE].hasFocus()
    commit(form.fields[CallerField.PHONE], "13900002222")
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Return)
    key(Qt.Key.Key_Escape)
    key(Qt.Key.Key_E, CONTROL)
    assert " 健康路5号401 13900002222 · " in QApplication.clipboard().text()


def test_the_box_says_what_lacks_and_the_key_leads_there(window: MainWindow) -> None:
    window.panels.calls.pin("em-scald")
    told = child(window.panels.call_panel.run_view.outcome_box, QLabel, "outcomeMissing")
    assert as_typed(told.text()).startswith("还缺:")
    key(Qt.Key.Key_F2)
    fields = window.panels.call_panel.fields
    assert fields[CallerField.ADDRESS].hasFocus()
    commit(fields[CallerField.ADDRESS], "健康路5号401")
    window.panels.call_panel.take_focus()
    assert as_typed(told.text()).startswith("还缺:电话 F3")
    key(Qt.Key.Key_F3)
    assert fields[CallerField.PHONE].hasFocus()


def test_another_call_brings_its_query_page_and_place_back(window: MainWindow) -> None:
    key(Qt.Key.Key_N, CONTROL)
    window.take_focus()
    commit(window.search.field, "退费")
    key(Qt.Key.Key_Down)
    hit = window.search.selected_id
    window.panels.reading.open(hit)
    view = window.panels.reader.view
    view.go_to(0.5)
    place = view.place
    key(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    scope = window.search.scope_bar.scope
    key(Qt.Key.Key_N, CONTROL)
    window.take_focus()
    commit(window.search.field, "漏水")
    other = window.search.selected_id
    window.panels.reading.open(other)
    key(Qt.Key.Key_Tab, CONTROL)
    assert (window.search.field.text(), window.search.scope_bar.scope) == ("退费", scope)
    assert window.panels.reader.entry is not None
    assert window.panels.reader.entry.id == hit
    assert abs(view.place - place) < 0.02
    settle()
    assert window.panels.reader.entry.id == hit
    key(Qt.Key.Key_Tab, CONTROL)
    assert window.search.field.text() == "漏水"
    assert window.search.scope_bar.scope is None
    assert window.panels.reader.entry.id == other


def test_docking_in_a_call_shows_the_call(window: MainWindow) -> None:
    window.panels.calls.pin("proc-radiator-hot-top")
    window.take_focus()
    window.toggle_dock()
    assert window.columns.column is Column.DESK
