"""A run of a call, the call and when each step was touched -> the printed run: the same from the dialog and the command line."""

from collections.abc import Mapping
from datetime import datetime

from handbook.call.state.applicability import Applicability
from handbook.call.state.call import Call
from handbook.call.state.run import Mark, Run
from handbook.document.compose import RunToPrint
from handbook.document.pinned_list import pinned_entry
from handbook.document.run_record import RunRecord, StepRecord, TickState
from handbook.model.checklist import Checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.procedure import Procedure

_TICKS = {
    Mark.OPEN: TickState.OPEN,
    Mark.TICKED: TickState.TICKED,
    Mark.ANSWERED: TickState.TICKED,
    Mark.VERIFIED: TickState.VERIFIED,
    Mark.QUESTIONED: TickState.TICKED,
    Mark.SKIPPED: TickState.SKIPPED,
}


def run_to_print(run: Run, call: Call, times: Mapping[str, datetime], handbook: Handbook) -> RunToPrint:
    """One run as it was pinned; `times` names the steps that were touched, by id.

    Of `handbook` it is only asked whether it still has the list.
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
        is_from_copy=not isinstance(handbook.exact(run.checklist.entry_id), _class_of(run.checklist)),
    )
    entry = pinned_entry(run.checklist, call.started.date())
    return RunToPrint(entry=entry, record=record, pinned=run.checklist)


def _class_of(checklist: Checklist) -> type[EmergencyCard] | type[Procedure]:
    return EmergencyCard if checklist.kind is Kind.EMERGENCY else Procedure


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
