"""On the shipped content: what cannot be measured or is not known yet holds up no ticket, and the frail are asked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.content.loader import load_content
from handbook.document.compose import entry_blocks
from handbook.model.checklist import make_checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.kinds import StepKind
from handbook.model.procedure import Procedure
from handbook.model.step import Step
from handbook.search.source.documents import documents_of
from handbook.search.source.entry_text import body_of
from tests.unit.call.samples import later, seat

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return load_content(CONTENT).handbook


def _lists(handbook: Handbook) -> list[Procedure | EmergencyCard]:
    return [*handbook.procedures, *handbook.emergency]


def _steps(handbook: Handbook) -> Iterator[tuple[Procedure | EmergencyCard, Step]]:
    for entry in _lists(handbook):
        yield from ((entry, step) for step in entry.steps)


def _after_answer(entry: Procedure | EmergencyCard, step: Step, label: str) -> tuple[tuple[str, ...], bool]:
    """What 派单 lacks once the step is answered so, and whether the list ended there."""
    made = seat()
    made.desk.pin(make_checklist(entry, resolve=str))
    call = later(made).answer(1, step.id, label)
    return made.desk.missing_for_dispatch(), call.run(1).reached_outcome is not None


def test_whatever_is_measured_may_be_out_of_reach(handbook: Handbook) -> None:
    measured = [
        (entry, step)
        for entry, step in _steps(handbook)
        if step.kind is StepKind.ASK and step.value and step.value.is_measured
    ]
    assert len(measured) >= 30
    for entry, step in measured:
        reasons = [a for a in step.answers if a.label.startswith(("量不了", "读不了"))]
        assert len(reasons) >= 2, entry.id
        assert all(reason.note for reason in reasons), entry.id
        assert step.value is not None
        if not step.when:
            missing, _ = _after_answer(entry, step, reasons[0].label)
            assert step.value.name not in missing, entry.id


def test_nobody_is_held_on_the_line_until_something_is_warm(handbook: Handbook) -> None:
    waiting = [(entry, step) for entry, step in _steps(handbook) if step.wait]
    assert len(waiting) >= 10
    for entry, step in waiting:
        (later_on,) = [a for a in step.answers if a.label.startswith("还没到时候")]
        assert step.wait in later_on.note, entry.id
        holds_up = step.killer or step.id in entry.dispatch_minimum
        assert bool(later_on.outcome) is not holds_up, entry.id
        if not step.when:
            missing, has_ended = _after_answer(entry, step, later_on.label)
            assert step.text.rstrip("?") not in missing
            assert has_ended is not holds_up, entry.id


def test_a_call_back_has_somebody_who_calls_and_a_time(handbook: Handbook) -> None:
    called = [p for p in handbook.procedures if p.outcome("callback")]
    assert called
    for procedure in called:
        outcome = procedure.outcome("callback")
        assert outcome is not None
        assert handbook.value_by_key[outcome.promise].value
        assert outcome.priority is not None  # so that address and phone are asked for
        assert "打回来" in outcome.say


def test_what_many_entries_share_is_no_way_to_find_one(handbook: Handbook) -> None:
    shared = {
        words
        for _, step in _steps(handbook)
        for words in (
            *(a.label for a in step.answers if a.is_standing),
            *((step.text,) if step.is_standing else ()),
        )
    }
    assert len(shared) >= 6
    for entry in _lists(handbook):
        body = "\n".join(body_of(entry_blocks(entry, handbook)))
        assert [words for words in shared if words in body] == [], entry.id


def test_every_site_value_is_written_out_where_search_reads(handbook: Handbook) -> None:
    unread = [
        d.id for d in documents_of(handbook) if "{{" in "\n".join((d.title, d.summary, d.body, *d.aside))
    ]
    assert unread == []
