"""Calls that go on while the handbook is another: lists of entries that went stay, what they open is what took their place."""

from dataclasses import replace

from PySide6.QtCore import Qt

from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.successor import Successor
from tests.helpers.desk_parts import put_on_stage
from tests.helpers.typing_in import press
from tests.unit.ui.call.desk_window import DeskWindow, settle

LIST, STEP, STAYED = "proc-heat-restored", "leak", "em-vulnerable-cold"
WENT = "proc-went"


def merged(shipped: Handbook, into: str = STAYED) -> Handbook:
    return replace(shipped, successors=(Successor(id=WENT, into=into, reason="两条说的是一件事"),))


def before(shipped: Handbook) -> Handbook:
    """The handbook in which an answer still opened the entry that went."""
    procedure = shipped.get(LIST)
    assert isinstance(procedure, Procedure)
    first, *steps = procedure.steps
    assert first.id == STEP
    answers = (replace(first.answers[0], entry=WENT), *first.answers[1:])
    changed = replace(procedure, steps=(replace(first, answers=answers), *steps))
    others = tuple(p for p in shipped.procedures if p.id != LIST)
    return replace(shipped, procedures=(changed, *others))


def test_an_answer_of_an_open_list_opens_what_took_the_place(desk: DeskWindow, shipped: Handbook) -> None:
    desk.calls.show_handbook(before(shipped))
    desk.open(LIST)
    for part in (desk.calls, desk.emergency):
        part.show_handbook(merged(shipped))
    put_on_stage(desk.panel.run_view, STEP)
    press(desk.panel.run_view, Qt.Key.Key_1)
    settle()
    assert {run.checklist.entry_id for run in desk.call.runs} == {LIST, STAYED}


def test_a_list_whose_entry_went_is_worked_on_as_it_was_pinned(desk: DeskWindow, shipped: Handbook) -> None:
    procedure = shipped.get(LIST)
    assert isinstance(procedure, Procedure)
    old = replace(procedure, id=WENT, title="旧清单")
    desk.calls.show_handbook(replace(shipped, procedures=(*shipped.procedures, old)))
    desk.open(WENT)
    desk.calls.show_handbook(merged(shipped, into="proc-refund"))
    put_on_stage(desk.panel.run_view, STEP)
    press(desk.panel.run_view, Qt.Key.Key_2)
    settle()
    assert desk.run.checklist.title == "旧清单"
    assert desk.run.state(STEP).answer == "没漏"
    desk.open(WENT)
    assert {run.checklist.entry_id for run in desk.call.runs if run.is_open} == {WENT, "proc-refund"}
