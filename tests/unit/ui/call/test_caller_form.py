"""The caller's fields: one key leads there and on, nothing is lost, and a low window spares their second line."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

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


def test_the_key_leads_to_the_address_and_on(desk: DeskWindow) -> None:
    desk.open(LIST)
    desk.desk.enter_caller(ACCOUNT, "230102")
    desk.calls.refresh()
    form = form_of(desk)
    for field in (ADDRESS, ACCOUNT, PHONE, ADDRESS):
        form.take_focus()
        assert form.fields[field].hasFocus()


def test_what_was_typed_is_kept_when_the_key_leads_on(desk: DeskWindow) -> None:
    desk.open(LIST)
    form = form_of(desk)
    form.take_focus()
    commit(form.fields[ADDRESS], "健康路5号401")
    form.take_focus()
    assert desk.call.caller == {ADDRESS: "健康路5号401"}
    press(form.fields[ACCOUNT], Qt.Key.Key_Return)
    press(form.fields[PHONE], Qt.Key.Key_Return)
    press(form.fields[ADDRESS], Qt.Key.Key_Return)
    assert desk.panel.run_view.hasFocus()


def test_every_field_has_a_label_that_stays_and_names_its_key(desk: DeskWindow) -> None:
    desk.open(LIST)
    form = form_of(desk)
    hints = {field: edit.placeholderText() for field, edit in form.fields.items()}
    assert hints == {ACCOUNT: "", PHONE: "F3", ADDRESS: KEY}
    for field, edit in form.fields.items():
        form.open_at(field)
        commit(edit, "1")
        [label] = [w for w in form.findChildren(QLabel) if w.buddy() is edit]
        assert label.isVisible()
        assert label.text() == field.value
        assert label.geometry().right() < edit.x()


def test_filled_in_it_folds_to_one_line_that_says_what_was_not_asked(desk: DeskWindow) -> None:
    desk.open(LIST)
    form = form_of(desk)
    assert not form.is_folded
    form.open_at(PHONE)
    commit(form.fields[PHONE], "139 0000 2222")
    assert not form.is_folded
    desk.panel.run_view.setFocus()
    assert form.is_folded
    said = {part.field: part.words for part in form.summary.parts}
    assert said == {ACCOUNT: "没问到", PHONE: "2222", ADDRESS: "没问到"}
    assert form.summary.accessibleName() == "户号 没问到,电话 139 0000 2222,地址 没问到"


def test_a_click_on_a_value_opens_it_and_nothing_below_moves(desk: DeskWindow) -> None:
    desk.open(LIST)
    for field, words in ((ACCOUNT, "230102"), (PHONE, "13900002222"), (ADDRESS, "健康路5号401")):
        desk.desk.enter_caller(field, words)
    desk.calls.refresh()
    desk.panel.run_view.setFocus()
    settle()
    form, below = form_of(desk), (desk.panel.runs, desk.panel.strip, desk.panel.run_view)
    before = [widget.geometry() for widget in below]
    for part in form.summary.parts:
        QTest.mouseClick(form.summary, Qt.MouseButton.LeftButton, pos=part.area.center().toPoint(), delay=0)
        settle()
        assert form.fields[part.field].hasFocus()
        assert [widget.geometry() for widget in below] == before
        press(form.fields[part.field], Qt.Key.Key_Escape)
        settle()
        assert form.is_folded
        assert [widget.geometry() for widget in below] == before


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


def test_a_low_dock_gives_more_than_half_of_its_height_to_the_steps(
    open_desk: Callable[..., DeskWindow],
) -> None:
    desk = low_desk(open_desk)
    before = desk.panel.run_view.height()
    desk.panel.set_tight(True)
    settle()
    assert desk.panel.run_view.height() >= PANEL_HEIGHT * 0.54
    desk.panel.set_tight(False)
    settle()
    assert desk.panel.run_view.height() == before >= PANEL_HEIGHT * 0.39


def test_numbers_at_rest_are_not_cut_off_in_one_line(open_desk: Callable[..., DeskWindow]) -> None:
    desk = low_desk(open_desk)
    desk.panel.set_tight(True)
    settle()
    summary = form_of(desk).summary
    assert summary.isVisible()
    said = {part.field: part.words for part in summary.parts}
    assert said[PHONE] == "2222"
    assert said.get(ACCOUNT, "230102") == "230102"
    assert said[ADDRESS].startswith("香坊健康路")
    assert all(part.area.right() <= summary.width() for part in summary.parts)


@pytest.mark.parametrize("field", ORDER)
def test_the_field_in_use_has_the_most_room_and_nothing_else_moves(
    open_desk: Callable[..., DeskWindow], field: CallerField
) -> None:
    desk = low_desk(open_desk)
    desk.panel.set_tight(True)
    settle()
    steps = desk.panel.run_view.geometry()
    used = form_of(desk).fields[field]
    form_of(desk).open_at(field)
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
