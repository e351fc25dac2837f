"""Ticking, answering, filling in, skipping and undoing move nothing: outline, stage and all around them keep their places."""

import random
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from handbook.call.state.call import CallerField
from handbook.model.checklist import make_checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.text import fill_values
from handbook.ui.call.row_size import LARGE, RowSize
from handbook.ui.call.run_view import RunView
from handbook.ui.theme.theme import theme_of
from tests.helpers.desk_parts import put_on_stage, value_line
from tests.helpers.typing_in import commit, press
from tests.unit.ui.call.desk_window import DeskWindow, settle

Places = dict[str, QRect]


def places(view: RunView) -> Places:
    """Where every row of the outline stands in the list, and where stage and outline begin; the outcome may shorten the outline."""
    outline = view.outline
    found: Places = {}
    for number, row in enumerate(outline.rows):
        index = outline.rows_model.index(number)
        shown = outline.visualRect(index)
        shift = outline.verticalScrollBar().value() * outline.row_height
        found[f"{number}/{row.step or row.words}"] = shown.translated(0, shift) if shown.isValid() else shown
    found["stage"] = QRect(view.stage.pos(), view.stage.pos())
    found["stage width"] = QRect(0, 0, view.stage.width(), 0)
    if view.stage.step is not None:
        found["outline"] = outline.geometry()
    return found


def around(desk: DeskWindow) -> Places:
    """Everything of the panel that is not in the list, as far as it is shown."""
    panel = desk.panel
    parts: list[QWidget] = [panel.fold, panel.tabs, panel.runs, panel.strip, panel.run_view, panel.foot]
    shown = {part.objectName(): part.geometry() for part in parts if not part.isHidden()}
    return shown | {"caller": panel.caller.geometry()}


def moved(before: Places, after: Places) -> Places:
    """What stands elsewhere than before."""
    return {name: after[name] for name in before if name in after and after[name] != before[name]}


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
        elif step.held_facts:
            call = desk.call
            for fact in run.lacking(step):
                call = desk.desk.enter_caller(CallerField[fact.name], "13900001111")
        elif acts % 5 == 4:
            call = desk.desk.skip(run_id, step.id, "没人应")
        else:
            call = desk.desk.tick(run_id, step.id)
        view.show_run(call.run(run_id), str, owner=run_id, times=desk.desk.step_times(run_id))
        assert moved(before, places(view)) == {}, f"{run.checklist.entry_id}: {step.text}"
        shown = view.stage.step
        if shown is not None and not view.outline.isHidden():
            assert view.stage.geometry().bottom() < view.outline.y()
        acts += 1
    return acts


@pytest.mark.parametrize(
    ("width", "size"), [(440, RowSize()), (380, RowSize()), (740, LARGE)], ids=["wide", "dock", "card"]
)
def test_ticking_every_item_of_every_list_moves_nothing(
    open_desk: Callable[..., DeskWindow], shipped: Handbook, width: int, size: RowSize
) -> None:
    desk = open_desk()
    entries: list[Procedure | EmergencyCard] = [*shipped.procedures, *shipped.emergency]
    chosen = entries if width == 440 else entries[::6]
    acts = 0
    view = RunView(size=size)
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
    view.close()


@pytest.mark.parametrize("act", ["digit", "click", "space", "value", "skip", "undo", "look"])
def test_one_act_moves_nothing_in_the_window(open_desk: Callable[..., DeskWindow], act: str) -> None:
    desk = open_desk(width=440)
    run = desk.open("proc-temp-measure" if act == "value" else "proc-radiator-hot-top")
    view = desk.panel.run_view
    view.show_missing(())
    if act in ("space", "skip"):
        step = next(s for s in run.applicable if not s.answers and s.value is None)
        desk.calls.commands.do(lambda: desk.desk.move(run.id, step.id))
    if act == "value":
        step = next(s for s in run.applicable if s.value is not None)
        line = value_line(view, step.id)
        line.start()
        commit(line.field, "20")
    if act == "undo":
        press(view, Qt.Key.Key_1)
    settle()
    before, outside = places(view), around(desk)
    if act == "digit":
        press(view, Qt.Key.Key_2)
    elif act == "click":
        assert view.stage.step is not None
        assert view.stage.step.answers is not None
        QTest.mouseClick(view.stage.step.answers.buttons[0], Qt.MouseButton.LeftButton)
    elif act == "space":
        press(view, Qt.Key.Key_Space)
    elif act == "value":
        press(line.field, Qt.Key.Key_Return)
    elif act == "skip":
        press(view, Qt.Key.Key_Minus)
    elif act == "undo":
        view.stage.head.undo.click()
    else:
        put_on_stage(view, run.applicable[2].id)
    settle()
    assert act == "look" or desk.run.states != ({} if act != "undo" else run.states or None)
    assert moved(before, places(view)) == {}
    assert moved(outside, around(desk)) == {}


@pytest.mark.parametrize(("width", "height", "scale"), [(440, 900, 1.0), (380, 760, 1.0), (640, 900, 1.5)])
def test_the_outline_shows_whole_rows(
    open_desk: Callable[..., DeskWindow], width: int, height: int, scale: float
) -> None:
    desk = open_desk(width=width, scale=scale)
    desk.resize(width, height)
    run = desk.open("proc-radiator-hot-top")
    outline = desk.panel.run_view.outline
    for step in run.applicable:
        desk.calls.commands.do(lambda chosen=step.id: desk.desk.move(run.id, chosen))  # type: ignore[misc]
        settle()
        assert outline.viewport().height() % outline.row_height == 0
        if outline.isHidden():
            continue
        first = outline.indexAt(QPoint(5, 1))
        assert outline.visualRect(first).top() == 0


def test_two_hundred_switches_show_the_current_step(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk(width=440)
    desk.resize(440, 900)
    desk.setUpdatesEnabled(False)  # places are compared, not pictures
    dice = random.Random(7)
    ids = [
        "proc-leak-intake",
        "proc-radiator-hot-top",
        "proc-temp-measure",
        "proc-refund",
        "em-leak-upstairs",
    ]
    for entry_id in ids:
        desk.calls.pin(entry_id)
    view = desk.panel.run_view
    outline = view.outline
    for _ in range(200):
        at = dice.randrange(len(ids))
        run = desk.call.runs[at]
        # Somewhere else in the list than last time, and the bar left anywhere.
        desk.desk.move(run.id, dice.choice(run.applicable).id)
        outline.verticalScrollBar().setValue(dice.randint(0, outline.verticalScrollBar().maximum()))
        desk.calls.show_nth(at + 1)
        settle()
        run = desk.run
        assert run.current is not None
        assert view.stage.step is not None
        assert view.stage.step.step.id == run.current.id
        if outline.isHidden():
            continue
        number = outline.rows_model.row_of(run.current.id)
        row = outline.visualRect(outline.rows_model.index(number))
        assert row.top() >= 0
        following = min(2, len(outline.rows) - 1 - number)
        assert row.bottom() + following * outline.row_height <= outline.viewport().height()


def test_where_it_had_to_scroll_the_current_row_is_the_fourth(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk(width=440)
    desk.resize(440, 780)
    run = desk.open("proc-radiator-hot-top")
    outline = desk.panel.run_view.outline
    settle()
    assert 6 <= outline.visible_rows < len(outline.rows) - 6
    for step in run.applicable:
        before = outline.verticalScrollBar().value()
        desk.calls.commands.do(lambda chosen=step.id: desk.desk.move(run.id, chosen))  # type: ignore[misc]
        settle()
        after = outline.verticalScrollBar().value()
        if after not in (before, outline.verticalScrollBar().maximum()):
            number = outline.rows_model.row_of(step.id)
            assert outline.visualRect(outline.rows_model.index(number)).top() == 3 * outline.row_height


def test_another_answer_of_the_same_list_scrolls_nothing(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk(width=440)
    desk.open("proc-leak-intake")
    bar = desk.panel.run_view.outline.verticalScrollBar()
    bar.setValue(bar.maximum())
    desk.calls.refresh()
    settle()
    assert bar.value() == bar.maximum() > 0
