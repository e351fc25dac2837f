"""The caller's fields: one key leads there and on, nothing is lost, and a low window spares their second line."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from handbook.call.state.call import CallerField
from handbook.ui.call.caller_form import KEY, ORDER, CallerForm
from handbook.ui.theme.theme import theme_of
from tests.helpers.typing_in import commit, press
from tests.unit.ui.call.desk_window import DeskWindow, settle

ACCOUNT, PHONE, ADDRESS = ORDER
SCALE, WIDTH = 1.5, 400
PANEL_HEIGHT = 674
"""Of a dock 800 high at 150 %, beneath the bar and the tabs."""
LIST = "proc-radiator-hot-top"


def form_of(desk: DeskWindow) -> CallerForm:
    return desk.panel.caller


def test_the_key_leads_to_the_first_empty_field_and_on(desk: DeskWindow) -> None:
    desk.open(LIST)
    desk.desk.enter_caller(ACCOUNT, "230102")
    desk.calls.refresh()
    form = form_of(desk)
    form.take_focus()
    assert form.fields[PHONE].hasFocus()
    form.take_focus()
    assert form.fields[ADDRESS].hasFocus()
    form.take_focus()
    assert form.fields[ACCOUNT].hasFocus()


def test_what_was_typed_is_kept_when_the_key_leads_on(desk: DeskWindow) -> None:
    desk.open(LIST)
    form = form_of(desk)
    form.take_focus()
    commit(form.fields[ACCOUNT], "230102")
    form.take_focus()
    assert desk.call.caller == {ACCOUNT: "230102"}
    press(form.fields[PHONE], Qt.Key.Key_Return)
    press(form.fields[ADDRESS], Qt.Key.Key_Return)
    assert desk.panel.run_view.hasFocus()


def test_the_hint_stands_where_the_key_leads(desk: DeskWindow) -> None:
    desk.open(LIST)
    form = form_of(desk)
    hints = {field: edit.placeholderText() for field, edit in form.fields.items()}
    assert hints == {ACCOUNT: f"户号 {KEY}", PHONE: "电话", ADDRESS: "地址"}
    for field, words in ((ACCOUNT, "230102"), (PHONE, "13900002222")):
        desk.desk.enter_caller(field, words)
    desk.calls.refresh()
    assert form.fields[ADDRESS].placeholderText() == f"地址 {KEY}"
    assert all(KEY in edit.toolTip() for edit in form.fields.values())


def low_desk(open_desk: Callable[..., DeskWindow]) -> DeskWindow:
    desk = open_desk(scale=SCALE, width=WIDTH)
    desk.pages.removeWidget(desk.emergency_view)  # it would keep the window wider than a dock
    settle()
    desk.panel.set_compact(True)
    desk.resize(WIDTH, PANEL_HEIGHT)
    desk.open(LIST)
    for field, words in ((ACCOUNT, "230102"), (PHONE, "13900002222"), (ADDRESS, "香坊健康路5号401")):
        desk.desk.enter_caller(field, words)
    desk.calls.refresh()
    settle()
    return desk


def test_a_low_dock_gives_the_steps_half_as_much_again(open_desk: Callable[..., DeskWindow]) -> None:
    desk = low_desk(open_desk)
    before = desk.panel.run_view.height()
    desk.panel.set_tight(True)
    settle()
    assert desk.panel.run_view.height() >= before * 1.5
    desk.panel.set_tight(False)
    settle()
    assert desk.panel.run_view.height() == before


def test_numbers_at_rest_are_not_cut_off_in_one_line(open_desk: Callable[..., DeskWindow]) -> None:
    desk = low_desk(open_desk)
    desk.panel.set_tight(True)
    settle()
    form = form_of(desk)
    assert len({edit.y() for edit in form.fields.values()}) == 1
    for field in (ACCOUNT, PHONE):
        edit = form.fields[field]
        assert edit.cursorPosition() == 0
        assert edit.width() >= edit.fontMetrics().horizontalAdvance(edit.text()) + 2 * round(4 * SCALE)


@pytest.mark.parametrize("field", ORDER)
def test_the_field_in_use_has_the_most_room_and_nothing_else_moves(
    open_desk: Callable[..., DeskWindow], field: CallerField
) -> None:
    desk = low_desk(open_desk)
    desk.panel.set_tight(True)
    settle()
    steps = desk.panel.run_view.geometry()
    used = form_of(desk).fields[field]
    used.setFocus()
    settle()
    assert all(used.width() > edit.width() for edit in form_of(desk).fields.values() if edit is not used)
    assert desk.panel.run_view.geometry() == steps
    assert desk.panel.width() == WIDTH


def test_very_long_data_do_not_widen_the_dock(open_desk: Callable[..., DeskWindow]) -> None:
    desk = low_desk(open_desk)
    for field in ORDER:
        desk.desk.enter_caller(field, "很长" * 40)
    desk.calls.refresh()
    desk.panel.set_tight(True)
    desk.panel.apply_theme(theme_of(is_dark=True, scale=SCALE))
    settle()
    assert desk.panel.width() == WIDTH
    assert desk.panel.minimumSizeHint().width() <= WIDTH
