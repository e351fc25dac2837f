"""What steps share with the call: the caller's data lead to their one place, answers of another list are asked again."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from handbook.call.state.call import CallerField
from handbook.call.state.run import Mark
from handbook.model.fact import Fact
from handbook.ui.call.fact_lines import FactButton
from handbook.ui.dialogs.line_dialog import LineDialog
from tests.helpers.desk_parts import put_on_stage, row_of
from tests.helpers.shown import as_typed
from tests.helpers.typing_in import press
from tests.unit.ui.call.desk_window import DeskWindow, settle

BILLING, REPAIR = "proc-refund", "proc-repair-intake"


def fact_buttons(desk: DeskWindow, step_id: str) -> list[FactButton]:
    shown = put_on_stage(desk.panel.run_view, step_id)
    assert shown.facts is not None
    assert shown.tick is None
    settle()
    return shown.facts.buttons


def asking(desk: DeskWindow, *facts: Fact) -> str:
    """Id of the step of the list that asks for these."""
    return next(step.id for step in desk.run.checklist.steps if step.held_facts == facts)


def test_a_step_that_asks_for_data_of_the_caller_leads_to_their_fields(desk: DeskWindow) -> None:
    desk.open(BILLING)
    step = asking(desk, Fact.ACCOUNT, Fact.PHONE)
    account, phone = fact_buttons(desk, step)
    assert (account.text(), phone.text()) == ("户号 没问到", "电话 没问到")
    assert (account.toolTip(), phone.toolTip()) == ("户号:没问到(填:F2)", "电话:没问到(填:F3)")
    QTest.mouseClick(phone, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is desk.panel.fields[CallerField.PHONE]
    desk.panel.run_view.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        press(desk.panel.run_view, key)
        assert QApplication.focusWidget() is desk.panel.fields[CallerField.ACCOUNT]
        desk.panel.run_view.setFocus()
    assert desk.run.states == {}


def test_space_says_what_stands_before_a_step_of_facts_and_then_leads_to_them(desk: DeskWindow) -> None:
    """“说完就走” stands before the address: whoever works with the keyboard could not say that it was said."""
    desk.open("em-gas-co")
    desk.desk.answer(desk.run.id, "out", "人还在屋里")
    desk.calls.refresh()
    view = desk.panel.run_view
    held = asking(desk, Fact.ADDRESS, Fact.PHONE)
    put_on_stage(view, held)
    for said in (1, 2):
        press(view, Qt.Key.Key_Space)
        assert len(desk.run.said) == said
        desk.clock.advance(1)
    press(view, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is desk.panel.fields[CallerField.ADDRESS]


def test_what_is_filled_in_above_ticks_the_step_and_says_so(desk: DeskWindow) -> None:
    desk.open(BILLING)
    step = asking(desk, Fact.ACCOUNT, Fact.PHONE)
    desk.desk.enter_caller(CallerField.ACCOUNT, "0231-0714")
    desk.desk.enter_caller(CallerField.PHONE, "13900001111")
    desk.calls.refresh()
    row = row_of(desk.panel.run_view, step)
    assert (row.mark, row.side) == (Mark.TICKED, "上面已填")
    assert [button.text() for button in fact_buttons(desk, step)] == ["户号 0231-0714", "电话 13900001111"]
    desk.desk.enter_caller(CallerField.PHONE, "")
    desk.calls.refresh()
    assert row_of(desk.panel.run_view, step).mark is Mark.OPEN


def test_data_without_a_field_are_asked_in_a_line(desk: DeskWindow) -> None:
    desk.open(REPAIR)
    [name] = fact_buttons(desk, asking(desk, Fact.NAME))
    name.click()
    [dialog] = desk.findChildren(LineDialog)
    dialog.line_entered.emit("王秀兰")
    dialog.close()
    assert desk.call.caller[CallerField.NAME] == "王秀兰"
    assert desk.run.state(asking(desk, Fact.NAME)).is_done


def carry(desk: DeskWindow) -> str:
    """Learn in one list what another asks again; id of its step there."""
    desk.open("proc-leak-radiator")
    first = next(s for s in desk.run.checklist.steps if s.facts == (Fact.WATER_ON_POWER,))
    label = next(a.label for a in first.answers if not a.entry and not a.outcome)
    desk.desk.answer(desk.run.id, first.id, label)
    desk.clock.advance(4 * 60 + 5)
    desk.open("proc-leak-joint")
    other = next(n for n, r in enumerate(desk.call.runs, 1) if r.checklist.entry_id == "proc-leak-joint")
    desk.calls.show_nth(other)
    step = next(s for s in desk.run.checklist.steps if s.facts == (Fact.WATER_ON_POWER,))
    assert desk.run.state(step.id).answer == label
    return step.id


def test_a_carried_answer_is_asked_again_and_one_key_says_that_it_holds(desk: DeskWindow) -> None:
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        step = carry(desk)
        view = desk.panel.run_view
        state = desk.run.state(step)
        shown = put_on_stage(view, step)
        asked = next(s for s in desk.run.checklist.steps if s.id == step).text
        title = next(run.checklist.title for run in desk.call.runs if state.origin and run.id == state.origin)
        assert as_typed(shown.question.text()) == as_typed(f"还是“{state.answer}”吗?")
        assert as_typed(shown.notes.text()).startswith(as_typed(f"{asked}(4 分钟前在“{title}”里问的)"))
        assert row_of(view, step).side.startswith("从“")
        press(view, key)
        assert step not in desk.run.to_confirm
        assert desk.run.state(step).origin == 0
        assert as_typed(view.steps[step].question.text()) == as_typed(asked)
        desk.calls.begin_call()
