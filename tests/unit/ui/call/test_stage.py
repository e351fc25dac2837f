"""The stage: what it shows of a step, what its keys and buttons do, and what they never do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from handbook.call.state.run import Mark, Run
from handbook.model.kinds import StepKind
from handbook.model.step import Step
from handbook.ui.call.run_view import OUTLINE_KEY, RunView
from tests.helpers.desk_parts import mark_of, put_on_stage, row_of, say_box, see_filled
from tests.helpers.shown import as_typed
from tests.helpers.typing_in import press
from tests.unit.ui.call.desk_window import DeskWindow, settle

LIST = "proc-radiator-hot-top"


def first(run: Run, kind: StepKind) -> Step:
    return next(step for step in run.counted if step.kind is kind and step.value is None)


def go_to_sentence(desk: DeskWindow) -> tuple[Step, Step]:
    """Answer up to a question with a sentence directly before it; the sentence and the question."""
    run = desk.open(LIST)
    sentence, host = next(
        (run.checklist.step_by_id[say], run.checklist.step_by_id[step]) for say, step in run.attached.items()
    )
    put_on_stage(desk.panel.run_view, host.id)
    settle()
    return sentence, host


def test_the_stage_shows_the_current_step_and_its_place(desk: DeskWindow) -> None:
    run = desk.open(LIST)
    stage = desk.panel.run_view.stage
    assert stage.step is not None
    assert as_typed(stage.step.question.text()) == run.counted[0].text
    assert as_typed(stage.head.where.text()) == f"第 1 步,共 {len(run.counted)} 步"


def test_a_pressed_answer_is_seen_filled_before_the_next_step_comes(desk: DeskWindow) -> None:
    run = desk.open(LIST)
    view = desk.panel.run_view
    shown = view.stage.step
    assert shown is not None
    press(view, Qt.Key.Key_1)
    assert view.stage.step is shown
    assert shown.answers is not None
    assert shown.answers.buttons[0].isChecked()
    see_filled(view)
    assert view.stage.step is not shown
    assert view.stage.step is not None
    assert view.stage.step.step.id == desk.run.current.id == run.counted[1].id  # type: ignore[union-attr]


def test_the_button_under_the_pointer_is_not_pressed_for_the_next_question(desk: DeskWindow) -> None:
    desk.open(LIST)
    view = desk.panel.run_view
    for wait in (0.0, 0.3):
        assert view.stage.step is not None
        assert view.stage.step.answers is not None
        QTest.mouseClick(view.stage.step.answers.buttons[0], Qt.MouseButton.LeftButton)
        see_filled(view)
        desk.clock.advance(wait)
    assert desk.run.progress[0] == 1
    desk.clock.advance(0.8)
    assert view.stage.step is not None
    assert view.stage.step.answers is not None
    QTest.mouseClick(view.stage.step.answers.buttons[0], Qt.MouseButton.LeftButton)
    assert desk.run.progress[0] == 2


def test_the_same_digit_twice_at_once_answers_one_question(desk: DeskWindow) -> None:
    desk.open(LIST)
    view = desk.panel.run_view
    press(view, Qt.Key.Key_1)
    press(view, Qt.Key.Key_1)
    assert desk.run.progress[0] == 1
    desk.clock.advance(0.8)
    press(view, Qt.Key.Key_1)
    assert desk.run.progress[0] == 2


def test_answering_never_ticks_the_sentence_and_space_does(desk: DeskWindow) -> None:
    sentence, host = go_to_sentence(desk)
    view = desk.panel.run_view
    box = say_box(view, sentence.id)
    assert as_typed(box.words.text()) == f"「{sentence.text}」"
    assert (box.mark, as_typed(box.caption.text())) == (Mark.OPEN, "先说这句")
    press(view, Qt.Key.Key_1)
    assert desk.run.state(host.id).answer
    assert mark_of(view, sentence.id) is Mark.OPEN
    assert row_of(view, sentence.id).side == "没说"
    desk.clock.advance(1)
    put_on_stage(view, host.id)
    press(view, Qt.Key.Key_Space)
    assert mark_of(view, sentence.id) is Mark.TICKED
    assert say_box(view, sentence.id).caption.text().startswith("已说")
    assert desk.run.state(host.id).answer


def test_a_sentence_is_ticked_by_a_click_too(desk: DeskWindow) -> None:
    sentence, host = go_to_sentence(desk)
    QTest.mouseClick(say_box(desk.panel.run_view, sentence.id).tick, Qt.MouseButton.LeftButton)
    assert desk.run.state(sentence.id).is_ticked
    assert desk.run.current == host


def test_looking_at_any_row_never_ticks(desk: DeskWindow) -> None:
    run = desk.open(LIST)
    view = desk.panel.run_view
    for step in run.checklist.steps:
        put_on_stage(view, step.id)
        settle()
    press(view, Qt.Key.Key_Up)
    press(view, Qt.Key.Key_Home)
    assert desk.run.states == {}
    assert view.stage.step is not None
    assert view.stage.step.step == run.applicable[0]


def test_a_warning_is_looked_at_and_esc_comes_back(desk: DeskWindow) -> None:
    run = desk.open(LIST)
    view = desk.panel.run_view
    warning = next(step for step in run.checklist.steps if step.kind is StepKind.WARN)
    left: list[bool] = []
    view.left_by_key.connect(lambda: left.append(True))
    put_on_stage(view, warning.id)
    press(view, Qt.Key.Key_Space)
    assert desk.run.states == {}
    press(view, Qt.Key.Key_Escape)
    assert view.stage.step is not None
    assert view.stage.step.step == run.counted[0]
    assert left == []
    press(view, Qt.Key.Key_Escape)
    assert left == [True]


def test_minus_skips_and_backspace_clears(desk: DeskWindow) -> None:
    run = desk.open(LIST)
    view = desk.panel.run_view
    step = first(run, StepKind.ASK)
    press(view, Qt.Key.Key_Minus)
    assert mark_of(view, step.id) is Mark.SKIPPED
    put_on_stage(view, step.id)
    press(view, Qt.Key.Key_Backspace)
    assert mark_of(view, step.id) is Mark.OPEN


def test_undo_and_skip_stand_on_the_stage(desk: DeskWindow) -> None:
    run = desk.open(LIST)
    view = desk.panel.run_view
    view.stage.head.act.click()
    assert desk.run.state(run.counted[0].id).mark is Mark.SKIPPED
    view.stage.head.undo.click()
    assert desk.run.states == {}


def test_the_tab_key_reaches_the_answers_in_visual_order(desk: DeskWindow) -> None:
    sentence, _ = go_to_sentence(desk)
    view = desk.panel.run_view
    view.setFocus()
    shown = view.stage.step
    assert shown is not None
    assert shown.answers is not None
    say = say_box(view, sentence.id)
    head = view.stage.head
    wanted: list[QWidget] = [head.undo, head.act, head.more, say.tick, say.copy, *shown.answers.buttons]
    reached = []
    for _ in wanted:
        focused = QApplication.focusWidget()
        assert focused is not None
        press(focused, Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert reached == wanted
    press(shown.answers.buttons[-1], Qt.Key.Key_Return)
    assert desk.run.state(shown.step.id).answer == shown.answers.labels[-1]
    see_filled(view)
    assert QApplication.focusWidget() is view


def finish_all(desk: DeskWindow) -> None:
    for _ in range(40):
        run, step = desk.run, desk.run.current
        if step is None:
            break
        desk.clock.advance(1)
        if step.answers:
            plain = [answer.label for answer in step.answers if not answer.entry]
            desk.desk.answer(run.id, step.id, plain[0])
        elif step.value is not None:
            desk.desk.enter_value(run.id, step.id, "20")
        else:
            desk.desk.tick(run.id, step.id)
    desk.calls.refresh()
    settle()


def test_the_outcome_takes_the_stage_and_lists_what_was_not_said(desk: DeskWindow) -> None:
    desk.open(LIST)
    finish_all(desk)
    view, outcome = desk.panel.run_view, desk.run.reached_outcome
    assert outcome is not None
    assert view.stage.content is view.outcome_box
    assert as_typed(view.outcome_box.say.text()) == as_typed(f"「{outcome.say}」")
    told = as_typed("\n".join(row.words.accessibleName() for row in view.outcome_box.rows))
    assert "谁负责" in told
    assert outcome.owner in told
    assert desk.run.unsaid
    assert all(as_typed(step.text) in told for step in desk.run.unsaid)
    assert all(step.text not in desk.desk.preview_ticket().text for step in desk.run.unsaid)
    view.stage.finish.click()
    assert not desk.run.is_open


def test_with_little_room_the_outline_is_one_line_that_a_key_opens(
    open_desk: Callable[..., DeskWindow],
) -> None:
    desk = open_desk(width=400, scale=1.6)
    desk.open(LIST)
    view: RunView = desk.panel.run_view
    told: list[int] = []
    view.rows_fit.connect(told.append)
    assert view.outline.isHidden()
    press(view, Qt.Key(ord(OUTLINE_KEY)))
    settle()
    assert view.outline.isVisible()
    press(view, Qt.Key.Key_Escape)
    assert view.outline.isHidden()
    desk.resize(400, 2400)
    settle()
    assert view.outline.isVisible()
    assert told[-1] >= 9


def test_the_border_tells_where_the_keyboard_is(desk: DeskWindow) -> None:
    desk.open(LIST)
    view = desk.panel.run_view
    with_keys = view.stage.grab().toImage()
    desk.panel.caller.take_focus()
    settle()
    assert view.stage.grab().toImage() != with_keys
