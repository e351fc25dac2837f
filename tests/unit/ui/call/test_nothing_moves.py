"""Ticking, answering, filling in and skipping move nothing; switching brings the current step into view."""

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QRect
from PySide6.QtWidgets import QApplication, QWidget

from handbook.model.checklist import make_checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.text import fill_values
from handbook.ui.call.run_view import RunView
from handbook.ui.call.step_row import RowSize
from handbook.ui.theme.theme import theme_of
from tests.unit.ui.call.desk_window import DeskWindow, settle


def places(view: RunView) -> dict[str, QRect]:
    """Where every row and every visible part of it stands in the list."""
    content = view.widget()
    assert content is not None
    found: dict[str, QRect] = {}
    for step, row in view.rows.items():
        found[step] = row.geometry()
        parts: list[QWidget] = [row.words, row.box]
        parts += [row.value] if row.value is not None else []
        parts += [row.answers] if row.answers is not None else []
        for number, part in enumerate(parts):
            found[f"{step}/{number}"] = QRect(part.mapTo(content, part.rect().topLeft()), part.size())
    found["outcome"] = view.outcome_box.geometry()
    return found


def act_on_everything(desk: DeskWindow, view: RunView, run_id: int) -> int:
    """Act in every step of the branch taken; how many acts it were, after each of which all stood as before."""
    before = places(view)
    acts = 0
    for step in desk.call.run(run_id).checklist.steps:
        run = desk.call.run(run_id)
        if not step.kind.can_be_ticked or not run.applies(step.id):
            continue
        desk.clock.advance(1)
        plain = [a.label for a in step.answers if not a.outcome and not a.entry]
        if step.answers:
            call = desk.desk.answer(run_id, step.id, (plain or [step.answers[0].label])[0])
        elif step.value is not None:
            call = desk.desk.enter_value(run_id, step.id, "20")
        elif acts % 5 == 4:
            call = desk.desk.skip(run_id, step.id, "没人应")
        else:
            call = desk.desk.tick(run_id, step.id)
        view.show_run(call.run(run_id), str, owner=run_id, times=desk.desk.step_times(run_id))
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        moved = {k: (before[k], at) for k, at in places(view).items() if k in before and at != before[k]}
        moved.pop("outcome", None)  # nothing stands below it
        assert moved == {}, f"{call.run(run_id).checklist.entry_id}: {step.text}"
        acts += 1
    return acts


@pytest.mark.parametrize(("width", "target"), [(388, 32), (320, 32), (640, 44)])
def test_ticking_every_item_of_every_list_moves_nothing(
    open_desk: Callable[..., DeskWindow], shipped: Handbook, width: int, target: int
) -> None:
    desk = open_desk()
    entries: list[Procedure | EmergencyCard] = [*shipped.procedures, *shipped.emergency]
    chosen = entries if width == 388 else entries[::6]
    acts = 0
    view = RunView(size=RowSize(16, target))
    view.setStyleSheet(desk.styleSheet())
    view.apply_theme(theme_of(is_dark=False, scale=1.0))
    view.resize(width, 700)
    view.setUpdatesEnabled(False)  # places are compared, not pictures
    view.show()
    for entry in chosen:
        checklist = make_checklist(entry, resolve=lambda text: fill_values(text, shipped.value_by_key))
        run = desk.desk.pin(checklist).newest_run
        view.show_run(run, str, owner=run.id)
        settle()
        acts += act_on_everything(desk, view, run.id)
        desk.desk.new_call()
    assert acts >= 3 * len(chosen)
    content = view.widget()
    assert content is not None
    assert content.width() == view.viewport().width()  # nothing is cut off at the right
    view.close()


def test_two_hundred_switches_show_the_current_step(desk: DeskWindow) -> None:
    desk.resize(388, 760)
    desk.setUpdatesEnabled(False)  # places are compared, not pictures
    dice = random.Random(7)
    ids = ["proc-leak-intake", "proc-radiator-hot-top", "proc-temp-measure", "proc-refund", "em-scald"]
    for entry_id in ids:
        desk.calls.pin(entry_id)
    view = desk.panel.run_view
    for _ in range(200):
        at = dice.randrange(len(ids))
        run = desk.call.runs[at]
        # Somewhere else in the list than last time, and the bar left anywhere.
        desk.desk.move(run.id, dice.choice(run.applicable).id)
        view.verticalScrollBar().setValue(dice.randint(0, view.verticalScrollBar().maximum()))
        desk.calls.show_nth(at + 1)
        settle()
        run = desk.run
        assert run.current is not None
        row = view.rows[run.current.id]
        top = row.mapTo(view.viewport(), row.rect().topLeft()).y()
        assert top >= 0
        assert top + row.height() <= view.viewport().height()


def test_another_answer_of_the_same_list_scrolls_nothing(desk: DeskWindow) -> None:
    desk.resize(388, 620)
    desk.open("proc-leak-intake")
    bar = desk.panel.run_view.verticalScrollBar()
    bar.setValue(bar.maximum())
    desk.calls.refresh()
    settle()
    assert bar.value() == bar.maximum() > 0
