"""How the keyboard goes on with a list: after an interruption, at its end, and between its first and its waiting step."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from handbook.call.state.call import CallerField
from handbook.call.state.run import Mark
from handbook.model.kinds import StepKind
from handbook.model.step import Answer, Step
from handbook.ui.dialogs.choice_dialog import ChoiceDialog
from tests.helpers.desk_parts import see_filled
from tests.helpers.finding import child
from tests.helpers.sample import PROCEDURE, SAMPLE
from tests.helpers.typing_in import press
from tests.unit.ui.call.desk_window import DeskWindow, settle

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN_LIST = "proc-installation-change"
"""No step of it must not be left out, and its first answers lead nowhere."""
YES_NO = (Answer(label="有"), Answer(label="没有"))
THREE_KILLERS = replace(
    PROCEDURE,
    steps=(
        Step(id="hurt", kind=StepKind.ASK, group="先保安全", text="有人烫着吗?", answers=YES_NO, killer=True),
        Step(id="spray", kind=StepKind.ASK, text="水往外喷吗?", answers=YES_NO, killer=True),
        Step(id="power", kind=StepKind.ASK, text="水碰到电了吗?", answers=YES_NO, killer=True),
        Step(id="whose", kind=StepKind.ASK, group="再问", text="水是自家的吗?", answers=YES_NO),
    ),
    dispatch_minimum=(),
)
"""Its first three steps stand under one heading and must not be left out."""


def test_what_was_confirmed_again_gives_way_to_the_step_that_waits(desk: DeskWindow) -> None:
    run = desk.open(PLAIN_LIST)
    view = desk.panel.run_view
    press(view, Qt.Key.Key_1)
    desk.calls.park()
    desk.calls.resume_last()
    press(view, Qt.Key.Key_Up)
    press(view, Qt.Key.Key_Space)
    assert desk.run.pause is None
    assert desk.run.state(run.applicable[0].id).mark is Mark.ANSWERED
    assert desk.run.current is not None
    assert desk.run.current.id == run.applicable[1].id


def test_each_killer_step_to_confirm_is_boxed_in_turn(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk(replace(SAMPLE, procedures=(THREE_KILLERS,)))
    desk.open(THREE_KILLERS.id)
    view = desk.panel.run_view
    for _ in range(3):
        press(view, Qt.Key.Key_2)
        desk.clock.advance(1)
    desk.calls.park()
    desk.clock.advance(11 * 60)
    desk.calls.resume_last()
    waiting = desk.run.current
    assert len(desk.run.to_confirm) == 3
    press(view, Qt.Key.Key_Home)
    for _ in range(3):
        desk.clock.advance(1)
        press(view, Qt.Key.Key_Space)
    assert desk.run.to_confirm == frozenset()
    assert desk.run.current == waiting


def test_home_and_end_go_to_the_first_and_to_the_waiting_step(desk: DeskWindow) -> None:
    run = desk.open(PLAIN_LIST)
    view = desk.panel.run_view
    for _ in range(3):
        press(view, Qt.Key.Key_1)
        desk.clock.advance(1)
    waiting = desk.run.current
    states = desk.run.states
    press(view, Qt.Key.Key_Home)
    assert desk.run.current == run.applicable[0]
    press(view, Qt.Key.Key_End)
    assert desk.run.current == waiting
    assert desk.run.states == states


def test_control_enter_ends_a_list_before_its_last_step(desk: DeskWindow) -> None:
    run = desk.open(PLAIN_LIST)
    press(desk.panel.run_view, Qt.Key.Key_Return, CONTROL)
    press(child(desk, ChoiceDialog), Qt.Key.Key_1)
    assert desk.run.outcome == run.checklist.outcomes[0]


def test_control_enter_names_what_stands_in_the_way(desk: DeskWindow) -> None:
    run = desk.open("proc-leak-intake")
    press(desk.panel.run_view, Qt.Key.Key_Return, CONTROL)
    assert desk.run.is_open
    assert run.applicable[0].text in desk.panel.strip.words
    assert desk.panel.strip.is_caution


def test_enter_ends_a_done_list_also_from_a_step_that_was_looked_at_again(desk: DeskWindow) -> None:
    run = desk.open("em-scald")
    desk.desk.enter_caller(CallerField.ADDRESS, "和平路 12 号")
    desk.desk.enter_caller(CallerField.PHONE, "13900001111")
    for step in run.checklist.steps:
        if step.held_facts or not desk.run.applies(step.id) or not step.kind.can_be_ticked:
            continue
        if step.answers:
            label = step.answers[-1].label if step.id == "who" else step.answers[1].label
            desk.calls.commands.do(lambda s=step, a=label: desk.desk.answer(run.id, s.id, a))  # type: ignore[misc]
        else:
            desk.calls.commands.do(lambda s=step: desk.desk.tick(run.id, s.id))  # type: ignore[misc]
    assert desk.run.current is None
    press(desk.panel.run_view, Qt.Key.Key_Up)
    assert desk.run.current is not None
    press(desk.panel.run_view, Qt.Key.Key_Return)
    assert not desk.run.is_open


def test_enter_says_which_key_the_step_wants(desk: DeskWindow) -> None:
    desk.open("proc-leak-intake")
    press(desk.panel.run_view, Qt.Key.Key_Return)
    assert "数字" in desk.panel.strip.words
    assert desk.run.states == {}


def test_only_the_current_step_offers_to_be_skipped(desk: DeskWindow) -> None:
    run = desk.open(PLAIN_LIST)
    view = desk.panel.run_view
    skipped: list[str] = []
    view.skip_requested.connect(skipped.append)
    head = view.stage.head
    assert [b.objectName() for b in view.findChildren(QToolButton, "stageSkip") if b.isVisible()] == [
        "stageSkip"
    ]
    assert head.act.text() == "跳过 -"
    press(view, Qt.Key.Key_1)
    see_filled(view)
    view.stage.head.act.click()
    assert skipped == [run.counted[1].id]


def test_an_answer_about_another_list_goes_when_the_list_is_turned_to(desk: DeskWindow) -> None:
    desk.open("proc-radiator-hot-top")
    desk.open("proc-leak-intake")
    assert "按 Ctrl+1 打开" in desk.panel.strip.words
    desk.calls.show_nth(1)
    assert "打开" not in desk.panel.strip.words


def test_a_finished_card_promises_no_key_that_does_nothing(desk: DeskWindow) -> None:
    desk.open("proc-radiator-hot-top")
    desk.emergency.open_card("em-scald")
    desk.calls.commands.abandon(desk.calls.commands.pin("em-scald", is_aside=True), "看错了")
    assert "Ctrl+" not in desk.panel.strip.words


def test_a_sent_ticket_is_called_sent(desk: DeskWindow) -> None:
    desk.open("proc-radiator-hot-top")
    button = child(desk, QPushButton, "dispatchButton")
    assert "缺" in button.text()
    desk.calls.commands.dispatch("用户在外地")
    assert button.text() == "已派单"


def test_waiting_calls_keep_their_tabs_while_another_is_worked(desk: DeskWindow) -> None:
    desk.open("proc-radiator-hot-top")
    desk.calls.new_call()
    desk.open("proc-leak-intake")
    before = desk.panel.tabs.tabs
    assert [tab.call for tab in before] == [desk.desk.parked[0].id, desk.call.id]
    press(desk.panel.run_view, Qt.Key.Key_2)
    settle()
    assert desk.panel.tabs.tabs == before


def test_an_open_card_is_never_squeezed_by_the_list_of_cards(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk(width=1440, scale=1.5)
    view = desk.emergency_view
    desk.emergency.open()
    assert view.list.isVisible()
    desk.emergency.open_card("em-scald")
    settle()
    assert not view.list.isVisible()
    assert view.run_view.width() > 560 * 1.5 - 100
    desk.resize(2200, 900)
    settle()
    assert view.list.isVisible()
    desk.emergency.open()
    assert view.list.isVisible()
