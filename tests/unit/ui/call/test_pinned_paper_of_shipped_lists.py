"""What the window pins holds the whole sheet, for every list that ships."""

from datetime import date

from handbook.document.compose import RunToPrint, compose_blank, compose_entry
from handbook.document.pinned_list import pinned_entry
from handbook.document.run_record import RunRecord
from handbook.model.checklist import checklist_from_json
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.ui.call.pinning import pinned_copy
from tests.unit.ui.call.desk_window import DeskWindow

TODAY = date(2026, 11, 22)


def test_every_list_prints_without_the_handbook_as_with_it(shipped: Handbook) -> None:
    entries: list[Procedure | EmergencyCard] = [*shipped.procedures, *shipped.emergency]
    for entry in entries:
        stored = checklist_from_json(pinned_copy(entry, shipped).to_json())
        run = RunToPrint(entry=pinned_entry(stored, TODAY), record=RunRecord(), pinned=stored)
        assert compose_blank(run, Handbook(), TODAY) == compose_entry(entry, shipped, TODAY)


def test_the_window_pins_the_words_of_the_paper(desk: DeskWindow, shipped: Handbook) -> None:
    checklist = desk.open("proc-leak-intake").checklist
    entry = shipped.get("proc-leak-intake")
    assert isinstance(entry, Procedure)
    assert checklist == pinned_copy(entry, shipped)
    assert checklist.paper is not None
    assert checklist.paper.code
