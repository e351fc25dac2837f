"""A list on screen and a step go in; the parts of stage and outline that show it come out, reached as the agent reaches them."""

import time

from PySide6.QtWidgets import QAbstractButton, QApplication

from handbook.call.state.run import Mark
from handbook.ui.call.outline_rows import OutlineRow
from handbook.ui.call.run_view import RunView
from handbook.ui.call.said_box import SayBox
from handbook.ui.call.step_stage import StepStage
from handbook.ui.call.value_line import ValueLine


def see_filled(view: RunView) -> None:
    """Let the moment pass in which a pressed answer is seen filled; the next step is on the stage then."""
    until = time.monotonic() + 5
    while view.is_filling and time.monotonic() < until:
        QApplication.processEvents()


def row_of(view: RunView, step_id: str) -> OutlineRow:
    """The row of a step in the outline."""
    row = view.outline.row_of(step_id)
    assert row is not None, step_id
    return row


def mark_of(view: RunView, step_id: str) -> Mark:
    """The mark that is painted at a step in the outline."""
    return row_of(view, step_id).mark


def put_on_stage(view: RunView, step_id: str) -> StepStage:
    """Choose the row of a step, as a click does; what the stage shows of it then."""
    view.outline.step_chosen.emit(step_id)
    shown = view.stage.step
    assert shown is not None
    assert shown.step.id == step_id
    return shown


def tick_button(view: RunView, step_id: str) -> QAbstractButton:
    """The button with which a step is done, on the stage."""
    shown = put_on_stage(view, step_id)
    assert shown.tick is not None
    return shown.tick.buttons[0]


def answer_buttons(view: RunView, step_id: str) -> list[QAbstractButton]:
    """The answers of a step, on the stage."""
    shown = put_on_stage(view, step_id)
    assert shown.answers is not None
    return list(shown.answers.buttons)


def value_line(view: RunView, step_id: str) -> ValueLine:
    """The value of a step, on the stage."""
    shown = put_on_stage(view, step_id)
    assert shown.value is not None
    return shown.value


def say_box(view: RunView, step_id: str) -> SayBox:
    """The sentence of a step of its own, or the one that is shown with the step on the stage."""
    shown = view.stage.step
    assert shown is not None
    return next(say for say in shown.says if say.step.id == step_id)


def value_step(view: RunView) -> str:
    """Id of the first step with a value."""
    return next(step_id for step_id, content in view.steps.items() if content.value is not None)
