"""Question and answers of every step of every list stand whole at the desk, however large the text and low the window."""

from collections.abc import Callable

import pytest

from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from tests.unit.ui.call.desk_window import DeskWindow, settle

SIZES = [(388, 640, 1.0), (640, 620, 2.0)]
"""Pixels that the desk has of a screen of 1366 × 768 or 1440 × 900, and the size of the text."""


@pytest.mark.parametrize(("width", "height", "scale"), SIZES)
def test_every_list_has_letters_with_which_its_steps_stand_whole(
    open_desk: Callable[..., DeskWindow], shipped: Handbook, width: int, height: int, scale: float
) -> None:
    desk = open_desk(width=width, scale=scale)
    desk.resize(width, height)
    view, cut = desk.panel.run_view, list[str]()
    for entry in shipped:
        if not isinstance(entry, Procedure):
            continue
        desk.calls.begin_call()
        desk.open(entry.id)
        settle()
        if view.lacking_height() > 0:
            cut.append(f"{entry.id} {view.lacking_height()}")
    assert cut == []


def test_a_step_that_is_shown_is_seen_whole(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk(width=640, scale=2.0)
    desk.resize(640, 620)
    for entry_id in ("proc-refund", "proc-whole-flat-cold", "proc-low-temp"):
        desk.open(entry_id)
        settle()
        view = desk.panel.run_view
        for step in view.steps.values():
            view._go_to(step.step.id)
            settle()
            if view.stage.step is not step or step.answers is None:
                continue
            for part in (step.question, *step.answers.buttons):
                assert not part.height() or part.visibleRegion().boundingRect() == part.rect()


def test_letters_are_as_large_again_where_there_is_room(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk(width=640, scale=2.0)
    desk.resize(640, 620)
    desk.open("proc-refund")
    settle()
    small = desk.panel.run_view.stage.head.height()
    desk.resize(1400, 1500)
    settle()
    large = desk.panel.run_view.stage.head.height()
    assert large > small
