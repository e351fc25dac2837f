"""What stands before the agent is one value: what is undone, shown again and stored follows from it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from handbook.call.state.call import CallerField
from handbook.call.state.run import Mark, Run
from handbook.ui.call.emergency_controller import EmergencyController
from handbook.ui.call.run_view import RunView
from tests.helpers.desk_parts import value_line, value_step
from tests.helpers.typing_in import commit, press
from tests.unit.ui.call.desk_window import DeskWindow, settle

LIST = "proc-installation-change"
CARD, OTHER_CARD = "em-burst-indoor", "em-scald"
CARD_WITH_VALUE = "em-vulnerable-cold"
PHONE = CallerField.PHONE


def card_view(desk: DeskWindow) -> RunView:
    return desk.emergency_view.run_view


def worked(desk: DeskWindow, card: str = CARD) -> Run:
    """Open a card and do one thing in it."""
    desk.emergency.open_card(card)
    desk.clock.advance(1)
    press(card_view(desk), Qt.Key.Key_2)
    settle()
    return run_of(desk, card)


def run_of(desk: DeskWindow, entry_id: str) -> Run:
    return next(run for run in desk.call.runs if run.checklist.entry_id == entry_id)


def done(run: Run) -> int:
    return sum(run.state(step.id).mark is not Mark.OPEN for step in run.checklist.steps)


def is_before_the_agent(cards: EmergencyController, desk: DeskWindow) -> bool:
    """Whether controller and window say alike that the cards cover the desk."""
    is_open = cards.is_open
    assert (desk.pages.currentWidget() is desk.emergency_view) is is_open
    return is_open


def test_undo_over_a_card_reaches_the_card_alone(desk: DeskWindow) -> None:
    desk.open(LIST)
    press(desk.panel.run_view, Qt.Key.Key_1)
    desk.calls.commands.write_note(0, "隔壁也漏")
    worked(desk)
    desk.calls.commands.undo()
    assert done(run_of(desk, CARD)) == 0
    desk.calls.commands.undo()
    assert desk.emergency_view.strip.words == "没有可以撤销的。"
    assert done(run_of(desk, LIST)) == 1
    assert [note.text for note in desk.call.notes] == ["隔壁也漏"]
    desk.emergency.close()
    desk.calls.commands.undo()
    assert done(run_of(desk, LIST)) == 0
    desk.calls.commands.undo()
    assert desk.call.notes == ()


@pytest.mark.parametrize("is_chosen", [False, True])
def test_undo_is_deaf_while_a_card_is_picked_or_looked_at(desk: DeskWindow, *, is_chosen: bool) -> None:
    desk.open(LIST)
    press(desk.panel.run_view, Qt.Key.Key_1)
    desk.emergency.open()
    if is_chosen:
        desk.emergency.open_card(CARD)
    desk.calls.commands.undo()
    assert done(run_of(desk, LIST)) == 1
    desk.emergency.close()
    desk.calls.commands.undo()
    assert done(run_of(desk, LIST)) == 0


def test_closing_a_card_brings_the_list_back(desk: DeskWindow) -> None:
    run = desk.open(LIST)
    worked(desk)
    assert is_before_the_agent(desk.emergency, desk)
    desk.emergency.close()
    assert not is_before_the_agent(desk.emergency, desk)
    assert QApplication.focusWidget() is desk.panel.run_view
    assert desk.call.shown_run == run.id
    press(desk.panel.run_view, Qt.Key.Key_1)
    assert done(run_of(desk, LIST)) == 1
    assert done(run_of(desk, CARD)) == 1


def test_a_card_is_looked_at_without_a_call(desk: DeskWindow) -> None:
    desk.emergency.open_card(CARD)
    press(card_view(desk), Qt.Key.Key_Down)
    run = card_view(desk).run
    assert run is not None
    assert run.current == run.applicable[1]
    desk.emergency.close()
    assert desk.desk.active is None
    assert not is_before_the_agent(desk.emergency, desk)


def test_the_first_act_takes_up_the_card_where_the_box_stands(desk: DeskWindow) -> None:
    desk.emergency.open_card(CARD)
    steps = card_view(desk).steps
    press(card_view(desk), Qt.Key.Key_Down)
    before = card_view(desk).run
    assert before is not None
    assert before.current is not None
    [stays, *_] = [n for n, answer in enumerate(before.current.answers) if not answer.entry]
    press(card_view(desk), Qt.Key(Qt.Key.Key_1 + stays))
    run = run_of(desk, CARD)
    assert before.current.id != run.applicable[0].id
    assert run.state(before.current.id).mark is not Mark.OPEN
    assert run.state(run.applicable[0].id).mark is Mark.OPEN
    assert card_view(desk).steps is steps


@pytest.mark.parametrize("is_second_call", [False, True])
def test_the_card_of_a_call_that_was_left_closes(desk: DeskWindow, *, is_second_call: bool) -> None:
    if is_second_call:  # its list bears the number that the card has in the first call
        desk.open(LIST)
        desk.calls.begin_call()
    run = worked(desk)
    waiting = desk.desk.parked
    if is_second_call:
        assert waiting[-1].runs[0].id == run.id
        desk.calls.resume_now(waiting[-1].id)
    else:
        desk.calls.end_now()
    assert not is_before_the_agent(desk.emergency, desk)


def test_a_card_only_looked_at_outlives_the_call(desk: DeskWindow) -> None:
    desk.open(LIST)
    desk.emergency.open_card(CARD)
    desk.calls.end_now()
    assert is_before_the_agent(desk.emergency, desk)
    press(card_view(desk), Qt.Key.Key_2)
    assert [run.checklist.entry_id for run in desk.call.runs] == [CARD]


def test_a_second_card_takes_the_place_of_the_first(desk: DeskWindow) -> None:
    desk.open(LIST)
    first = worked(desk)
    second = worked(desk, OTHER_CARD)
    assert first.id != second.id
    desk.calls.commands.undo()
    assert (done(run_of(desk, CARD)), done(run_of(desk, OTHER_CARD))) == (1, 0)
    desk.emergency.open_card(CARD)
    desk.calls.commands.undo()
    assert done(run_of(desk, CARD)) == 0
    desk.emergency.close()
    assert QApplication.focusWidget() is desk.panel.run_view


def test_a_number_in_its_field_is_taken_before_another_card_is_picked(desk: DeskWindow) -> None:
    desk.emergency.open_card(CARD_WITH_VALUE)
    step = value_step(card_view(desk))
    line = value_line(card_view(desk), step)
    line.start()
    commit(line.field, "16.5")
    desk.emergency.open()
    run = run_of(desk, CARD_WITH_VALUE)
    assert run.state(step).value == "16.5"


def test_what_stands_in_the_callers_field_goes_with_the_card_that_is_closed(desk: DeskWindow) -> None:
    desk.open(LIST)
    press(desk.panel.run_view, Qt.Key.Key_1)
    desk.emergency.open_card(CARD)
    desk.emergency.take_caller(PHONE)
    commit(desk.emergency_view.caller.fields[PHONE], "13900002222")
    desk.emergency.close()
    assert desk.call.caller == {PHONE: "13900002222"}
    assert not is_before_the_agent(desk.emergency, desk)
    desk.calls.commands.undo()
    assert done(run_of(desk, LIST)) == 0


def test_a_call_without_a_list_shows_none_of_the_call_before(desk: DeskWindow) -> None:
    run = desk.open(LIST)
    assert desk.calls.shown_run == run
    desk.emergency.open_card(CARD)
    assert desk.calls.shown_run == run
    desk.calls.begin_call()
    assert desk.calls.shown_run is None
