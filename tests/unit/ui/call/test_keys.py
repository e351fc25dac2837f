"""Keys on the list and in its fields: what they do, what they never do, and that input methods keep theirs."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from handbook.call.state.call import CallerField
from handbook.call.state.run import Mark
from handbook.model.handbook import Handbook
from handbook.model.kinds import StepKind
from handbook.model.step import Answer
from handbook.ui.call.answer_buttons import AnswerButtons
from handbook.ui.dialogs.note_dialog import NoteDialog
from handbook.ui.widgets.line_field import LineField
from tests.helpers.desk_parts import put_on_stage, say_box, tick_button, value_line
from tests.helpers.finding import child
from tests.helpers.shown import as_typed
from tests.helpers.typing_in import COMPOSING_KEYS, commit, compose, press
from tests.unit.ui.call.desk_window import DeskWindow, settle

VALUE_LIST = "proc-temp-measure"


def go_to_value(desk: DeskWindow) -> LineField:
    """Box the first step that asks for a value alone (and offers why there is none); its field."""
    run = desk.open(VALUE_LIST)
    step = next(s for s in run.applicable if s.value is not None and not s.own_answers)
    desk.calls.commands.do(lambda: desk.desk.move(run.id, step.id))
    settle()
    return value_line(desk.panel.run_view, step.id).field


def test_a_digit_answers_and_enter_waits(desk: DeskWindow) -> None:
    run = desk.open("proc-leak-intake")
    press(desk.panel.run_view, Qt.Key.Key_2)
    first = run.checklist.steps[0]
    assert desk.run.state(first.id).answer == first.answers[1].label
    assert desk.run.is_open


def test_a_digit_beyond_the_answers_does_nothing(desk: DeskWindow) -> None:
    desk.open("proc-leak-intake")
    press(desk.panel.run_view, Qt.Key.Key_9)
    assert desk.run.states == {}


def test_moving_ticks_nothing(desk: DeskWindow) -> None:
    run = desk.open("proc-leak-intake")
    press(desk.panel.run_view, Qt.Key.Key_Down)
    press(desk.panel.run_view, Qt.Key.Key_Down)
    assert desk.run.states == {}
    assert desk.run.current is not None
    assert desk.run.current.id == run.applicable[2].id


def test_two_activations_within_the_window_count_once(desk: DeskWindow) -> None:
    run = desk.open("em-scald")
    step = next(s for s in run.applicable if not s.answers and s.value is None)
    box = tick_button(desk.panel.run_view, step.id)
    box.click()
    desk.clock.advance(0.3)
    box.click()
    assert desk.run.state(step.id).mark is Mark.TICKED
    desk.clock.advance(0.8)
    tick_button(desk.panel.run_view, step.id).click()
    assert desk.run.state(step.id).mark is Mark.OPEN


def test_space_does_not_lose_an_answer(desk: DeskWindow) -> None:
    desk.open("proc-leak-intake")
    press(desk.panel.run_view, Qt.Key.Key_2)
    desk.clock.advance(1)
    press(desk.panel.run_view, Qt.Key.Key_Up)
    press(desk.panel.run_view, Qt.Key.Key_Space)
    assert desk.run.progress[0] == 1
    assert "退格" in desk.panel.strip.words
    press(desk.panel.run_view, Qt.Key.Key_Backspace)
    assert desk.run.progress[0] == 0


def test_digits_begin_a_value_and_enter_comes_back_to_the_list(desk: DeskWindow) -> None:
    field = go_to_value(desk)
    step = field.objectName().removeprefix("value-")
    press(desk.panel.run_view, Qt.Key.Key_1)
    assert QApplication.focusWidget() is field
    commit(field, "7.5")
    press(field, Qt.Key.Key_Return)
    assert desk.run.state(step).value == "17.5"
    assert desk.run.state(step).mark is Mark.VERIFIED
    assert QApplication.focusWidget() is desk.panel.run_view


def test_a_letter_says_why_there_is_no_value_and_a_value_takes_it_back(desk: DeskWindow) -> None:
    field = go_to_value(desk)
    name = field.objectName().removeprefix("value-")
    step = desk.run.checklist.step_by_id[name]
    press(desk.panel.run_view, Qt.Key.Key_B)
    assert desk.run.state(name).answer == step.answers[1].label
    assert desk.run.state(name).answer.startswith("量不了")
    press(desk.panel.run_view, Qt.Key.Key_Up)
    press(desk.panel.run_view, Qt.Key.Key_1)
    commit(field, "7.5")
    press(field, Qt.Key.Key_Return)
    assert (desk.run.state(name).value, desk.run.state(name).answer) == ("17.5", "")


def test_reasons_for_no_value_stand_beneath_it_in_few_words(desk: DeskWindow) -> None:
    field = go_to_value(desk)
    row = put_on_stage(desk.panel.run_view, field.objectName().removeprefix("value-"))
    assert row.answers is not None
    assert row.answers.head is not None
    buttons = row.answers.buttons
    assert [button.key for button in buttons] == list("ABC")
    assert not any("量不了" in button.text() for button in buttons)
    assert as_typed(row.answers.head.text()) == "量不了:"
    assert all("量不了" in button.accessibleName() for button in buttons)
    assert row.answers.mapToGlobal(QPoint()).y() > field.mapToGlobal(QPoint()).y()


def test_every_answer_of_a_long_step_has_a_key(desk: DeskWindow) -> None:
    labels = [f"第{number}种" for number in range(1, 13)]
    buttons = AnswerButtons([Answer(label=label) for label in labels], leads=[""] * len(labels))
    keys = "123456789ABC"
    assert [buttons.label_of(key) for key in keys] == labels
    assert [button.key for button in buttons.buttons] == list(keys)
    assert buttons.label_of("a") == labels[9]
    assert buttons.label_of("x") == ""


def test_escape_in_a_value_keeps_what_was_stored(desk: DeskWindow) -> None:
    field = go_to_value(desk)
    step = field.objectName().removeprefix("value-")
    press(desk.panel.run_view, Qt.Key.Key_1)
    press(field, Qt.Key.Key_Escape)
    assert desk.run.state(step).value == ""
    assert field.text() == ""
    assert QApplication.focusWidget() is desk.panel.run_view


@pytest.mark.parametrize("key", COMPOSING_KEYS)
def test_keys_of_a_composition_act_neither_in_values_nor_beside_them(desk: DeskWindow, key: Qt.Key) -> None:
    field = go_to_value(desk)
    field.setFocus()
    compose(field, "shiqi")
    before = desk.call
    press(field, key)
    settle()
    assert desk.call == before
    assert QApplication.focusWidget() is field
    assert field.text() == ""


@pytest.mark.parametrize("key", COMPOSING_KEYS)
def test_keys_of_a_composition_leave_the_callers_fields_alone(desk: DeskWindow, key: Qt.Key) -> None:
    desk.calls.new_call()
    field = desk.panel.fields[CallerField.ADDRESS]
    field.setFocus()
    compose(field, "nanzhi")
    press(field, key)
    settle()
    assert desk.call.caller == {}
    assert QApplication.focusWidget() is field


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape])
def test_keys_of_a_composition_neither_confirm_nor_close_a_note(desk: DeskWindow, key: Qt.Key) -> None:
    desk.calls.new_call()
    desk.calls.ask_note()
    dialog = child(desk, NoteDialog)
    commit(dialog.text, "老人")
    compose(dialog.text, "zaijia")
    press(dialog.text, key)
    settle()
    assert dialog.isVisible()
    assert desk.call.notes == ()
    compose(dialog.text, "")
    press(dialog.text, Qt.Key.Key_Return)
    notes = desk.desk.record()
    assert "备注:老人" in notes


def test_the_callers_data_of_one_call_never_reach_the_next(desk: DeskWindow) -> None:
    desk.calls.new_call()
    field = desk.panel.fields[CallerField.PHONE]
    field.setFocus()
    commit(field, "13800000001")
    desk.calls.new_call()
    settle()
    assert field.text() == ""
    assert desk.call.caller == {}
    assert desk.desk.parked[0].caller == {CallerField.PHONE: "13800000001"}


def test_copying_ticks_nothing_and_answers_at_the_button(desk: DeskWindow) -> None:
    run = desk.open("em-scald")
    step = next(s for s in run.checklist.steps if s.kind.value == "say")
    put_on_stage(desk.panel.run_view, step.id)
    sign = say_box(desk.panel.run_view, step.id).copy
    sign.click()
    assert QGuiApplication.clipboard().text() == step.text
    assert sign.text() == "已复制"
    assert desk.run.state(step.id).mark is Mark.OPEN


def test_a_sentence_with_a_hole_is_not_copied(desk: DeskWindow) -> None:
    QGuiApplication.clipboard().setText("原来的")
    assert not desk.calls.commands.copy("请打〔待填:抢修电话〕")
    assert QGuiApplication.clipboard().text() == "原来的"
    assert "抢修电话" in desk.panel.strip.words
    assert desk.panel.strip.is_caution


def test_words_of_a_region_that_nobody_confirmed_are_not_copied(desk: DeskWindow, shipped: Handbook) -> None:
    run = desk.open("proc-pay")
    QGuiApplication.clipboard().setText("原来的")
    local = [
        s.text for s in run.checklist.steps if s.kind is StepKind.SAY and s.text in run.checklist.assumed
    ]
    assert local
    assert not desk.calls.commands.copy(local[0])
    assert QGuiApplication.clipboard().text() == "原来的"
    assert "地区未确认" in desk.panel.strip.words
    assert "设置 → 地区" in desk.panel.strip.words
    # The list is a copy: it keeps the figures of the region it was pinned in, so it stays refused.
    assert shipped.region is not None
    elsewhere = replace(shipped, region=replace(shipped.region, is_confirmed=True))
    desk.calls.show_handbook(elsewhere)
    assert not desk.calls.commands.copy(local[0])
    assert "重新加入通话台" in desk.panel.strip.words


def test_a_digit_where_nothing_is_asked_says_what_to_press(desk: DeskWindow) -> None:
    run = desk.open("em-scald")
    step = next(s for s in run.applicable if not s.answers and s.value is None)
    desk.calls.commands.do(lambda: desk.desk.move(run.id, step.id))
    press(desk.panel.run_view, Qt.Key.Key_1)
    assert desk.run.states == {}
    assert "空格" in desk.panel.strip.words
