"""A run of a call, the call and when each step was touched -> the printed run: the same from the dialog and the command line."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from handbook.call.applicability import Applicability
from handbook.call.call import Call
from handbook.call.checklist import Checklist
from handbook.call.run import Mark, Run
from handbook.export.compose import RunToPrint
from handbook.export.errors import ExportError
from handbook.export.run_record import RunRecord, StepRecord, TickState
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure

_TICKS = {
    Mark.OPEN: TickState.OPEN,
    Mark.TICKED: TickState.TICKED,
    Mark.ANSWERED: TickState.TICKED,
    Mark.VERIFIED: TickState.VERIFIED,
    Mark.SKIPPED: TickState.SKIPPED,
}


def run_to_print(run: Run, call: Call, times: Mapping[str, datetime], handbook: Handbook) -> RunToPrint:
    """One run with the entry as it read when it was pinned; `times` names the steps that were touched, by id.

    Raises `ExportError` where the entry is no checklist of the handbook any more.
    """
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
    )
    return RunToPrint(entry=pinned_entry(run.checklist, handbook), record=record)


def pinned_entry(checklist: Checklist, handbook: Handbook) -> Procedure | EmergencyCard:
    """The entry with the steps and outcomes it had then; what a checklist does not hold is as it is now."""
    entry = handbook.get(checklist.entry_id)
    if isinstance(entry, Procedure):
        # A promise in a checklist is the promise itself, which no key of a site value can be.
        outcomes = tuple(
            replace(
                now, id=o.id, title=o.title, next_action=o.next_action, owner=o.owner, say=o.say, note=o.note
            )
            if (now := entry.outcome(o.id))
            else replace(o, promise="")
            for o in checklist.outcomes
        )
        return replace(
            entry, title=checklist.title, steps=checklist.steps, onsite_steps=checklist.onsite_steps,
            outcomes=outcomes, default_outcome=checklist.default_outcome, dispatch_minimum=checklist.dispatch_minimum,
        )  # fmt: skip
    if isinstance(entry, EmergencyCard):
        return replace(
            entry, title=checklist.title, immediate=checklist.immediate, steps=checklist.steps, calm=checklist.calm,
            stop=checklist.stop, takeover=checklist.takeover, done=checklist.done,
            dispatch_minimum=checklist.dispatch_minimum,
        )  # fmt: skip
    raise ExportError(f"清单“{checklist.title}”({checklist.entry_id})已不在手册里,不能按它的样子打印。")


def _step_record(run: Run, step_id: str, at: datetime | None) -> StepRecord:
    state = run.state(step_id)
    excluded = run.applicability.get(step_id) is Applicability.EXCLUDED
    tick = TickState.NOT_APPLICABLE if excluded else _TICKS[state.mark]
    return StepRecord(
        state=tick,
        answer=state.answer,
        value=state.value,
        reason=state.reason,
        at=at if tick not in (TickState.OPEN, TickState.NOT_APPLICABLE) else None,
    )
