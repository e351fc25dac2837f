"""The sentence of an outcome: its tick says it, and saying it is what promises."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from handbook.call.state.promises import promises_made
from handbook.call.words.ticket_data import due_words
from handbook.ui.call.run_view import OUTLINE_KEY, RunView
from handbook.ui.dialogs.choice_dialog import ChoiceDialog
from tests.helpers.shown import as_typed
from tests.helpers.typing_in import press
from tests.unit.ui.call.desk_window import DeskWindow, settle
from tests.unit.ui.call.test_stage import finish_all

LIST = "proc-leak-joint"
"""Its outcomes tell by when somebody comes."""


def go_to_end(desk: DeskWindow) -> RunView:
    """Go through the list; its outcome is on the stage."""
    desk.open(LIST)
    finish_all(desk)
    desk.clock.advance(2)
    view = desk.panel.run_view
    assert view.stage.content is view.outcome_box
    assert desk.run.reached_outcome is not None
    return view


def test_space_says_the_sentence_and_the_ticket_holds_the_promise(desk: DeskWindow) -> None:
    view = go_to_end(desk)
    box = view.outcome_box
    assert as_typed(box.caption.text()) == "说给用户,说了就算承诺"
    assert "没说时限" in desk.desk.preview_ticket().text
    press(view, Qt.Key.Key_Space)
    [made] = promises_made(desk.call)
    assert box.tick.isChecked()
    assert as_typed(box.caption.text()) == as_typed(
        f"已说 {made.said:%H:%M} · {due_words(made, made.said.date())}"
    )
    told = as_typed("\n".join(row.words.accessibleName() for row in box.rows))
    assert as_typed(f"{due_words(made, made.said.date())}(已承诺)") in told
    press(view, Qt.Key.Key_Return)
    assert not desk.run.is_open
    words = as_typed(desk.desk.preview_ticket().text)
    assert as_typed(f"{due_words(made, made.said.date())}(已承诺)") in words
    assert "没说时限" not in words


def test_a_sentence_that_was_not_said_promises_nothing(desk: DeskWindow) -> None:
    view = go_to_end(desk)
    press(view, Qt.Key.Key_Return)
    assert not desk.run.is_open
    assert promises_made(desk.call) == ()
    assert "没说时限" in desk.desk.preview_ticket().text


def test_the_tick_is_a_wish_that_a_second_one_takes_back(desk: DeskWindow) -> None:
    view = go_to_end(desk)
    QTest.mouseClick(view.outcome_box.tick, Qt.MouseButton.LeftButton)
    assert promises_made(desk.call)
    desk.clock.advance(2)
    QTest.mouseClick(view.outcome_box.tick, Qt.MouseButton.LeftButton)
    assert promises_made(desk.call) == ()
    assert not view.outcome_box.tick.isChecked()
    desk.clock.advance(2)
    desk.store.is_full = True
    QTest.mouseClick(view.outcome_box.tick, Qt.MouseButton.LeftButton)
    assert not view.outcome_box.tick.isChecked()


def test_another_outcome_is_chosen_and_its_sentence_still_promises(desk: DeskWindow) -> None:
    view = go_to_end(desk)
    reached = desk.run.reached_outcome
    view.stage.other.click()
    settle()
    [dialog] = desk.findChildren(ChoiceDialog)
    others = [outcome for outcome in desk.run.checklist.outcomes if outcome != reached]
    wanted = next(outcome for outcome in others if f"outcome:{outcome.id}" in desk.run.checklist.spoken)
    dialog.chosen.emit(wanted.id)
    dialog.close()
    assert desk.run.outcome == wanted
    press(view, Qt.Key.Key_Space)
    [made] = promises_made(desk.call)
    assert made.line == f"outcome:{wanted.id}"


def test_every_step_is_one_key_away_at_the_outcome(desk: DeskWindow) -> None:
    view = go_to_end(desk)
    assert "步走完" in view.stage.head.where.toolTip()
    before = view.outline.visible_rows
    press(view, Qt.Key(ord(OUTLINE_KEY)))
    settle()
    assert view.outline.visible_rows > before
    press(view, Qt.Key.Key_Escape)
    settle()
    assert view.outline.visible_rows == before
