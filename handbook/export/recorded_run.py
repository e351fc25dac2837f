"""A run of a call, the call and when each step was touched -> the printed run: the same from the dialog and the command line."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from handbook.call.state.applicability import Applicability
from handbook.call.state.call import Call
from handbook.call.state.checklist import Checklist
from handbook.call.state.run import Mark, Run
from handbook.document.compose import RunToPrint
from handbook.document.run_record import RunRecord, StepRecord, TickState
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.kinds import Family, Kind
from handbook.model.procedure import Procedure
from handbook.model.step import Outcome

_TICKS = {
    Mark.OPEN: TickState.OPEN,
    Mark.TICKED: TickState.TICKED,
    Mark.ANSWERED: TickState.TICKED,
    Mark.VERIFIED: TickState.VERIFIED,
    Mark.QUESTIONED: TickState.TICKED,
    Mark.SKIPPED: TickState.SKIPPED,
}


def run_to_print(run: Run, call: Call, times: Mapping[str, datetime], handbook: Handbook) -> RunToPrint:
    """One run with the entry as it read when it was pinned; `times` names the steps that were touched, by id."""
    steps = {step.id: _step_record(run, step.id, times.get(step.id)) for step in run.checklist.steps}
    outcome = (run.end.outcome if run.end else "") or (run.reached_outcome.id if run.reached_outcome else "")
    record = RunRecord(
        call=str(call.id),
        started=call.started,
        ended=call.ended,
        steps=steps,
        outcome=outcome,
        note=";".join(note.text for note in call.notes if note.run in (0, run.id)),
        facts=tuple((str(field), text) for field, text in call.caller.items() if text),
        content_version=run.checklist.version,
        promises={o.id: o.promise for o in run.checklist.outcomes},
        is_from_copy=not isinstance(handbook.get(run.checklist.entry_id), _class_of(run.checklist)),
    )
    return RunToPrint(entry=pinned_entry(run.checklist, handbook, call.started.date()), record=record)


def pinned_entry(checklist: Checklist, handbook: Handbook, pinned: date) -> Procedure | EmergencyCard:
    """The entry with the steps and outcomes it had then; what a checklist does not hold is as it is now.

    Where the entry has left the handbook, what a checklist does not hold is left out; `pinned` stands for its dates.
    """
    entry = handbook.get(checklist.entry_id)
    if not isinstance(entry, _class_of(checklist)):
        entry = _entry_of_copy(checklist, pinned)
    if isinstance(entry, EmergencyCard):
        return replace(
            entry,
            title=checklist.title,
            immediate=checklist.immediate,
            steps=checklist.steps,
            calm=checklist.calm,
            stop=checklist.stop,
            takeover=checklist.takeover,
            done=checklist.done,
            dispatch_minimum=checklist.dispatch_minimum,
        )
    return replace(
        entry,
        title=checklist.title,
        steps=checklist.steps,
        onsite_steps=checklist.onsite_steps,
        outcomes=tuple(_pinned_outcome(entry, outcome, handbook) for outcome in checklist.outcomes),
        default_outcome=checklist.default_outcome,
        dispatch_minimum=checklist.dispatch_minimum,
    )


def _class_of(checklist: Checklist) -> type[EmergencyCard] | type[Procedure]:
    return EmergencyCard if checklist.kind is Kind.EMERGENCY else Procedure


def _pinned_outcome(entry: Procedure, then: Outcome, handbook: Handbook) -> Outcome:
    # A promise in a checklist is the promise itself, which no key of a site value can be: the record holds it.
    now = entry.outcome(then.id)
    if now is None:
        return replace(then, promise="", citations=tuple(c for c in then.citations if handbook.get(c)))
    return replace(
        now, title=then.title, next_action=then.next_action, owner=then.owner, say=then.say, note=then.note
    )


def _entry_of_copy(checklist: Checklist, pinned: date) -> Procedure | EmergencyCard:
    """What stands in for an entry that has left the handbook; its owner, review and grounds are not known any more."""
    shared: dict[str, Any] = {
        "id": checklist.entry_id,
        "title": checklist.title,
        "summary": "",
        "severity": checklist.severity,
        "owner": "",
        "reviewed": pinned,
        "review_by": date.max,
        "steps": checklist.steps,
    }
    if checklist.kind is Kind.EMERGENCY:
        return EmergencyCard(
            immediate=checklist.immediate,
            stop=checklist.stop,
            takeover=checklist.takeover,
            done=checklist.done,
            **shared,
        )
    return Procedure(family=Family.SERVICE, outcomes=(), default_outcome=checklist.default_outcome, **shared)


def _step_record(run: Run, step_id: str, at: datetime | None) -> StepRecord:
    state = run.state(step_id)
    excluded = run.applicability.get(step_id) is Applicability.EXCLUDED
    tick = TickState.NOT_APPLICABLE if excluded else _TICKS[state.mark]
    return StepRecord(
        state=tick,
        answer=state.answer,
        value=f"{state.value}({Mark.QUESTIONED})" if state.is_questioned else state.value,
        reason=state.reason,
        at=at if tick not in (TickState.OPEN, TickState.NOT_APPLICABLE) else None,
    )
