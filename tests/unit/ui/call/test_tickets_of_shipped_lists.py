"""Every shipped list worked through at random: its ticket can be pasted, and no answer in it stands without sense."""

import random

import pytest

from handbook.call.state.answer_words import telling_signs
from handbook.call.state.call import CallerField
from handbook.call.state.rules import CallRefused
from handbook.model.checklist import make_checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.text import fill_values
from handbook.model.ticket_form import LIMIT, TicketField
from tests.unit.call.samples import Seat, later, seat


def work_through(made: Seat, dice: random.Random) -> None:
    """Do every step that comes, with any of its answers."""
    while (step := made.run().current) is not None:
        desk = later(made)
        if step.answers:
            desk.answer(1, step.id, dice.choice(step.answers).label)
        elif step.value is not None:
            desk.enter_value(1, step.id, "18")
        else:
            try:
                desk.tick(1, step.id)
            except CallRefused:  # it asks for facts of the caller
                desk.enter_caller(CallerField.ADDRESS, "香坊健康路5号401")
                desk.enter_caller(CallerField.PHONE, "13900002222")
                desk.skip(1, step.id, "不肯说")


@pytest.mark.parametrize("seed", [1, 2])
def test_every_ticket_can_be_pasted_and_understood(shipped: Handbook, seed: int) -> None:
    dice = random.Random(seed)
    asked = 0
    entries: list[Procedure | EmergencyCard] = [*shipped.procedures, *shipped.emergency]
    for entry in entries:
        made = seat()
        resolved = make_checklist(entry, resolve=lambda text: fill_values(text, shipped.value_by_key))
        made.desk.pin(resolved)
        work_through(made, dice)
        ticket = made.desk.preview_ticket().text
        assert len(ticket) <= LIMIT
        assert not [mark for mark in ("〔", "{{", "待填") if mark in ticket], ticket
        items = [item.words for item in made.desk.ticket().of(TicketField.KNOWN)]
        labels = {label for label in made.run().answers.values() if len(telling_signs(label)) < 2}
        assert not labels & set(items), ticket
        asked += sum(item.endswith(f":{label}") for item in items for label in labels)
    assert asked > 90
