"""What a pinned list says: the words of its copy alone, also where an older program stored the copy."""

from dataclasses import replace
from datetime import date

import pytest

from handbook.document.blocks import StepRow
from handbook.document.currency import make_code
from handbook.document.pinned_list import list_words, pinned_entry
from handbook.model.checklist import Checklist, make_checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.pinned_paper import make_paper
from handbook.model.procedure import Procedure
from handbook.model.text import fill_values
from tests.helpers.sample import EMERGENCY, PROCEDURE, SAMPLE

DAY = date(2026, 11, 22)
ENTRIES = pytest.mark.parametrize("entry", [PROCEDURE, EMERGENCY], ids=["procedure", "card"])


def copy_of(entry: Procedure | EmergencyCard) -> Checklist:
    """The copy that a run follows."""
    return make_checklist(
        entry,
        version=SAMPLE.version,
        revision=SAMPLE.revision,
        resolve=lambda text: fill_values(text, SAMPLE.value_by_key),
        paper=make_paper(entry, SAMPLE, make_code(entry, SAMPLE)),
    )


@ENTRIES
def test_every_step_at_the_desk_has_its_words(entry: Procedure | EmergencyCard) -> None:
    checklist = copy_of(entry)
    rows = list_words(checklist).rows
    assert set(rows) == {step.id for step in checklist.steps}
    assert all(rows[step.id].text for step in checklist.steps)
    assert not any("{{" in row.text for row in rows.values())


def test_every_outcome_has_its_words() -> None:
    outcomes = list_words(copy_of(PROCEDURE)).outcomes
    assert {key: block.title for key, block in outcomes.items()} == {
        outcome.id: outcome.title for outcome in PROCEDURE.outcomes
    }


@ENTRIES
def test_the_entry_is_read_from_the_copy(entry: Procedure | EmergencyCard) -> None:
    read = pinned_entry(copy_of(entry), DAY)
    assert (read.id, read.title, read.severity, read.owner) == (
        entry.id,
        entry.title,
        entry.severity,
        entry.owner,
    )
    assert (read.reviewed, read.review_by) == (entry.reviewed, entry.review_by)


@ENTRIES
def test_an_old_copy_knows_its_steps_and_prints_no_ids(entry: Procedure | EmergencyCard) -> None:
    old = replace(copy_of(entry), paper=None)
    read = pinned_entry(old, DAY)
    assert (read.reviewed, read.summary, read.sources) == (DAY, "", ())
    said = list_words(old)
    assert set(said.rows) == {step.id for step in old.steps}
    assert all(not block.grounds for block in said.outcomes.values())
    assert [row.name for row in said.rows.values() if isinstance(row, StepRow)]
