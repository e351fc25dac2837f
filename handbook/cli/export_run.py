"""The number of a call -> its runs as plain values for paper; the one place that reads the call store for export."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from handbook import paths
from handbook.call.applicability import Applicability
from handbook.call.call import Call
from handbook.call.checklist import Checklist
from handbook.call.clock import SystemClock
from handbook.call.events import Record
from handbook.call.journal import Journal
from handbook.call.run import Mark, Run
from handbook.call.store import Store
from handbook.errors import UsageError
from handbook.export.compose import RunToPrint
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


def runs_of_call(
    number: int, handbook: Handbook, wanted: frozenset[str] = frozenset()
) -> tuple[RunToPrint, ...]:
    """The runs of a call, the gravest first; `wanted` keeps only these entries. Raises `UsageError`."""
    if not paths.call_store().exists():
        raise UsageError("还没有通话记录。")
    store = Store.open(paths.call_store(), SystemClock())
    try:
        journal = Journal(store)
        row = next((row for row in journal.calls() if row.id == number), None)
        if row is None:
            raise UsageError(f"没有编号为 {number} 的通话记录(可能已按保存期清除)。")
        call, records = journal.read(row)
    finally:
        store.close()
    runs = tuple(run_to_print(run, call, records, handbook) for run in call.runs)
    runs = tuple(run for run in runs if not wanted or run.entry.id in wanted)
    if not runs:
        raise UsageError(f"通话 {number} 里没有{'这些' if wanted else ''}清单。")
    return runs


def run_to_print(run: Run, call: Call, records: Iterable[Record], handbook: Handbook) -> RunToPrint:
    """One run with the entry as it read when it was pinned."""
    times = _times(run.id, records)
    steps = {step.id: _step_record(run, step.id, times.get(step.id)) for step in run.checklist.steps}
    notes = ";".join(note.text for note in call.notes if note.run in (0, run.id))
    outcome = (run.end.outcome if run.end else "") or (run.reached_outcome.id if run.reached_outcome else "")
    record = RunRecord(
        call=str(call.id),
        started=call.started,
        ended=call.ended,
        steps=steps,
        outcome=outcome,
        note=notes,
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
    raise UsageError(f"清单“{checklist.title}”({checklist.entry_id})已不在手册里,不能按它的样子打印。")


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


def _times(run: int, records: Iterable[Record]) -> dict[str, datetime]:
    """Step id -> when it was last touched; moving to a step is no touch."""
    touched = {"Ticked", "Answered", "ValueEntered", "Skipped", "Reconfirmed"}
    return {
        str(getattr(record.event, "step", "")): record.at
        for record in records
        if record.event.run == run and type(record.event).__name__ in touched
    }
