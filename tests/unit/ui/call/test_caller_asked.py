"""A grave call is not ended, sent or left waiting without address and phone before the agent was asked; one key goes on."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from handbook.call.state.call import CallerField
from handbook.call.state.run import Mark
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind, Priority
from handbook.model.procedure import Procedure
from handbook.ui.dialogs.choice_dialog import ChoiceDialog
from handbook.ui.dialogs.line_dialog import LineDialog
from handbook.ui.dialogs.ticket_dialog import TicketDialog
from tests.helpers.finding import child
from tests.helpers.shown import as_typed
from tests.helpers.typing_in import commit, press
from tests.unit.ui.call.desk_window import DeskWindow, settle

ACCOUNT, ADDRESS, PHONE = CallerField.ACCOUNT, CallerField.ADDRESS, CallerField.PHONE
CARD = "em-burst-indoor"


def asked(desk: DeskWindow, kind: type[QWidget] = ChoiceDialog) -> list[QWidget]:
    return [dialog for dialog in desk.findChildren(kind) if dialog.isVisible()]


def grave(desk: DeskWindow) -> None:
    """A call with an emergency card in which something was done."""
    desk.calls.new_call()
    desk.open(CARD)
    press(desk.panel.run_view, Qt.Key.Key_2)
    settle()


def test_ending_asks_and_enter_leads_to_the_field(desk: DeskWindow) -> None:
    grave(desk)
    desk.calls.end_call()
    [dialog] = asked(desk)
    press(dialog, Qt.Key.Key_Return)
    settle()
    assert desk.desk.active is not None
    assert QApplication.focusWidget() is desk.panel.fields[PHONE]
    commit(desk.panel.fields[PHONE], "13900002222")
    desk.calls.end_call()
    [dialog] = asked(desk)
    assert "地址" in dialog.windowTitle()
    assert "电话" not in dialog.windowTitle()
    press(dialog, Qt.Key.Key_Escape)
    settle()
    assert QApplication.focusWidget() is desk.panel.fields[ADDRESS]
    commit(desk.panel.fields[ADDRESS], "健康路5号401")
    desk.calls.end_call()
    assert asked(desk) == []
    assert desk.desk.active is None
    assert " 健康路5号401 13900002222 · " in QApplication.clipboard().text()


@pytest.mark.parametrize(("digit", "reason"), [(2, "用户已挂断"), (3, "用户不肯说")])
def test_one_key_ends_all_the_same_with_its_reason(desk: DeskWindow, digit: int, reason: str) -> None:
    grave(desk)
    desk.calls.end_call()
    press(asked(desk)[0], Qt.Key(Qt.Key.Key_0 + digit))
    settle()
    assert desk.desk.active is None
    ticket = child(desk, TicketDialog).text.toPlainText()
    assert f"地址未问到({reason}) 电话未问到({reason})" in as_typed(ticket)


def test_a_reason_of_one_s_own(desk: DeskWindow) -> None:
    grave(desk)
    desk.calls.end_call()
    press(asked(desk)[0], Qt.Key.Key_5)
    settle()
    [line] = asked(desk, LineDialog)
    assert isinstance(line, LineDialog)
    commit(line.field, "隔壁代打,说不清")
    press(line.field, Qt.Key.Key_Return)
    settle()
    assert "未问到(隔壁代打,说不清)" in QApplication.clipboard().text()


@pytest.mark.parametrize("way", ["park", "new", "resume"])
def test_leaving_a_grave_call_waiting_asks_too(desk: DeskWindow, way: str) -> None:
    desk.calls.new_call()
    first = desk.call.id
    grave(desk)
    number = desk.call.id
    ways: dict[str, Callable[[], object]] = {
        "park": desk.calls.park,
        "new": desk.calls.new_call,
        "resume": desk.calls.resume_last,
    }
    ways[way]()
    [dialog] = asked(desk)
    press(dialog, Qt.Key.Key_Return)
    settle()
    assert desk.call.id == number
    assert QApplication.focusWidget() is desk.panel.fields[PHONE]
    ways[way]()
    press(asked(desk)[0], Qt.Key.Key_2)
    settle()
    assert [call.id for call in desk.desk.parked if call.id == number]
    assert desk.desk.active is None or desk.call.id != number
    assert (desk.desk.active is not None and desk.call.id == first) is (way == "resume")
    desk.calls.resume_now(number)
    assert "通话搁置,还缺 地址、电话" in desk.desk.record()


def test_a_call_that_is_not_grave_ends_at_once(desk: DeskWindow) -> None:
    desk.calls.new_call()
    desk.open("proc-radiator-hot-top")
    press(desk.panel.run_view, Qt.Key.Key_1)
    desk.calls.end_call()
    assert asked(desk) == []
    assert desk.desk.active is None


@pytest.mark.parametrize(("priority", "words"), [(Priority.P1, "急单"), (Priority.P3, "这单要有人上门")])
def test_only_what_is_urgent_is_called_so(
    desk: DeskWindow, shipped: Handbook, priority: Priority, words: str
) -> None:
    desk.calls.new_call()
    steps = [
        (entry.id, step.id, answer.label)
        for entry in shipped.of_kind(Kind.PROCEDURE)
        if isinstance(entry, Procedure)
        for step in entry.steps
        for answer in step.answers
        for outcome in entry.outcomes
        if outcome.id == answer.outcome and outcome.priority is priority and not step.when
    ]
    entry, step, answer = steps[0]
    run = desk.open(entry)
    desk.calls.commands.do(lambda: desk.desk.answer(run.id, step, answer))
    settle()
    desk.calls.end_call()
    [dialog] = asked(desk)
    told = "".join(label.text() for label in dialog.findChildren(QLabel))
    assert words in told
    assert ("急单" in told) is (priority is Priority.P1)


def test_what_lacks_stands_where_the_list_ends(desk: DeskWindow) -> None:
    desk.open(CARD)
    told = child(desk.panel.run_view.outcome_box, QLabel, "outcomeMissing")
    assert as_typed(told.text()).startswith("还缺:地址 F2、电话 F3")
    desk.calls.commands.do(lambda: desk.desk.enter_caller(ADDRESS, "健康路5号401"))
    assert "地址" not in told.text()
    assert "电话" in told.text()
    desk.calls.commands.abandon(desk.run.id, "按错了")
    assert told.isHidden()


def test_over_a_card_the_fields_are_those_of_the_call(desk: DeskWindow) -> None:
    desk.emergency.open_card(CARD)
    desk.emergency.take_caller(PHONE)
    form = desk.emergency_view.caller
    assert form.fields[PHONE].hasFocus()
    commit(form.fields[PHONE], "13900002222")
    press(form.fields[PHONE], Qt.Key.Key_Return)
    assert form.fields[ADDRESS].hasFocus()
    commit(form.fields[ADDRESS], "健康路5号401")
    press(form.fields[ADDRESS], Qt.Key.Key_Return)
    assert desk.emergency_view.run_view.hasFocus()
    assert desk.call.caller == {PHONE: "13900002222", ADDRESS: "健康路5号401"}
    assert [run.checklist.entry_id for run in desk.call.runs] == [CARD]
    desk.emergency.close()
    assert desk.panel.fields[ADDRESS].text() == "健康路5号401"
    assert desk.desk.missing_at_end() == ()


def test_ending_over_a_card_leads_to_the_fields_of_the_card(desk: DeskWindow) -> None:
    desk.emergency.open_card(CARD)
    press(desk.emergency_view.run_view, Qt.Key.Key_2)
    desk.calls.end_call()
    press(asked(desk)[0], Qt.Key.Key_Return)
    settle()
    assert desk.emergency.is_open
    assert desk.emergency_view.caller.fields[PHONE].hasFocus()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_low_window_gives_the_fields_the_place_of_the_foot(
    open_desk: Callable[..., DeskWindow], scale: float
) -> None:
    desk = open_desk(width=776, scale=scale)
    desk.emergency.open_card(CARD)
    settle()
    form = desk.emergency_view.caller
    assert form.isVisible() is (scale == 1.0)
    desk.emergency.take_caller()
    settle()
    assert form.isVisible()
    press(form.fields[PHONE], Qt.Key.Key_Escape)
    settle()
    assert form.isVisible() is (scale == 1.0)
    assert desk.emergency_view.strip.isVisible()


@pytest.mark.parametrize("is_over", [False, True])
def test_a_step_that_asks_for_facts_says_where_to_write_and_is_done_by_them(
    desk: DeskWindow, *, is_over: bool
) -> None:
    if is_over:
        desk.emergency.open_card(CARD)
        desk.emergency.ensure_run()
    else:
        desk.open(CARD)
    view = desk.emergency_view.run_view if is_over else desk.panel.run_view
    strip = desk.emergency_view.strip if is_over else desk.panel.strip
    step = next(step for step in desk.call.runs[0].checklist.steps if step.state == "地址电话已记")
    view.toggled.emit(step.id)
    assert as_typed(strip.words).startswith("地址(F2)、电话(F3)还没有填")
    assert desk.call.runs[0].state(step.id).mark is Mark.OPEN
    for field in (ADDRESS, PHONE):
        desk.calls.commands.do(partial(desk.desk.enter_caller, field, "填了"))
    assert desk.call.runs[0].state(step.id).mark is Mark.TICKED
