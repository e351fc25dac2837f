"""Records of a call -> its state: the caller's data, its runs in order of urgency, notes, dispatch and end."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from handbook.call.state.events import (
    Began,
    Dispatched,
    Ended,
    FieldEntered,
    FieldReported,
    Left,
    NoteAdded,
    NoteChanged,
    NoticeLinked,
    Parked,
    Pinned,
    Record,
    Reopened,
    Resumed,
    Returned,
    RowWritten,
    SumKept,
)
from handbook.call.state.run import Parent, Run
from handbook.call.state.run_events import run_after
from handbook.call.state.undo import in_force
from handbook.model.checklist import Checklist
from handbook.model.fact import Fact
from handbook.model.text import holds_demo

ChecklistOf = Callable[[str], Checklist]
"""Digest -> the pinned copy."""


class CallerField(StrEnum):
    """The only data of the caller that are kept: what the ticket needs."""

    ACCOUNT = "户号"
    ADDRESS = "地址"
    PHONE = "电话"
    NAME = "姓名"

    @property
    def fact(self) -> Fact:
        """The fact that steps ask for by it."""
        return Fact[self.name]


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the agent, in a run or (run 0) in the call."""

    run: int
    text: str
    at: datetime
    seq: int = 0
    """Place in the call of the record that added it."""


@dataclass(frozen=True, slots=True)
class LinkedNotice:
    """The notice of dispatch that a call is one of, as it stood when the agent said so."""

    number: int
    text: str
    """The line of the ticket."""


@dataclass(frozen=True, slots=True)
class FieldReport:
    """What somebody in the field is said to have found, as it was pasted: nothing of it holds until the agent takes it over."""

    run: int
    """The list that it names; 0 = none of this call."""
    text: str
    at: datetime
    seq: int
    """Place in the call of the record that added it."""


@dataclass(frozen=True, slots=True)
class KeptSum:
    """A sum that was worked out in the call, as it was kept."""

    text: str
    """What the ticket says of it."""
    result: str
    """The whole result, as `reckon.result.as_json` wrote it."""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A ticket that was sent."""

    at: datetime
    missing: tuple[str, ...]
    """What the dispatch minimum lacked."""
    reason: str
    """Why it was sent all the same; empty where nothing lacked."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """State of one call; made by folding records, never changed."""

    id: int
    started: datetime
    caller: Mapping[CallerField, str] = field(default_factory=dict[CallerField, str])
    runs: tuple[Run, ...] = ()
    """The gravest first, then the oldest; an arrival never changes the order of those before it."""
    shown_run: int = 0
    """The run on screen; 0 = none."""
    notes: tuple[Note, ...] = ()
    notice: LinkedNotice | None = None
    """The notice of dispatch that it is one of."""
    reports: tuple[FieldReport, ...] = ()
    """From the field, in the order in which they were pasted; those that contradict each other stand side by side."""
    sums: Mapping[str, KeptSum] = field(default_factory=dict[str, KeptSum])
    """Kind of a sum -> the one that was kept; it is for colleagues, and goes with the call."""
    dispatches: tuple[Dispatch, ...] = ()
    unasked: Mapping[CallerField, str] = field(default_factory=dict[CallerField, str])
    """Data that the call ended without, and why they could not be asked for."""
    hand: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    """Field of the ticket -> what the agent wrote over it, and what the program had composed then."""
    before: "Call | None" = None
    """The call as it had ended, if it was taken up again: what its ticket said went out already."""
    began_in_demo: bool = False
    """Whether the demo company was laid in when it began."""
    is_parked: bool = False
    parked_at: datetime | None = None
    """When it was parked last."""
    ended: datetime | None = None
    elapsed: int = 0
    """Milliseconds from the start to the last record."""
    last: datetime | None = field(default=None, compare=False)
    """Wall time of the last record."""

    def at(self, elapsed: int) -> datetime:
        """Local wall time of a moment of the call, by the clock as it stood last: it may have been set meanwhile."""
        last = self.last or self.started
        return (last - timedelta(milliseconds=self.elapsed - elapsed)).astimezone()

    def run(self, run_id: int) -> Run:
        """The run of that number; KeyError where there is none."""
        found = next((run for run in self.runs if run.id == run_id), None)
        if found is None:
            raise KeyError(f"call {self.id} has no run {run_id}")
        return found

    @property
    def is_demo(self) -> bool:
        """Whether the demo company was laid in when it began, or when one of its lists was pinned."""
        return self.began_in_demo or any(holds_demo(run.checklist.version) for run in self.runs)

    @property
    def is_open(self) -> bool:
        """Not ended."""
        return self.ended is None

    @property
    def newest_run(self) -> Run:
        """The run pinned last."""
        return max(self.runs, key=lambda run: run.id)

    def is_detached(self, run: Run) -> bool:
        """Whether the answer that led to this nested run has been changed since."""
        if run.parent is None:
            return False
        leads_to = self.run(run.parent.run).leads_to(run.parent.step)
        return leads_to not in (run.checklist.entry_id, *run.checklist.took_over)


def fold(call_id: int, started: datetime, records: Iterable[Record], checklist_of: ChecklistOf) -> Call:
    """The state after all records, undo and redo applied."""
    call = Call(id=call_id, started=started)
    records = list(records)
    for record in in_force(records):
        call = advance(call, record, checklist_of)
    if not records:
        return call
    return replace(call, elapsed=records[-1].elapsed, last=records[-1].at)


def advance(call: Call, record: Record, checklist_of: ChecklistOf) -> Call:
    """The state after one more record that is neither an undo nor a redo."""
    after = _call_after(call, record, checklist_of)
    if isinstance(record.event, Began):
        after = replace(after, began_in_demo=record.event.is_demo)
    number = record.event.run
    if number and not isinstance(record.event, Pinned):
        changed = run_after(after.run(number), record.event, record.elapsed)
        after = replace(after, runs=tuple(changed if run.id == number else run for run in after.runs))
    return replace(after, elapsed=record.elapsed, last=record.at)


def _call_after(call: Call, record: Record, checklist_of: ChecklistOf) -> Call:
    match record.event:
        case Pinned() as event:
            return replace(call, runs=_in_order((*call.runs, _new_run(call, event, checklist_of))))
        case Returned(run=run):
            return replace(call, shown_run=run)
        case Left(run=run):
            return replace(call, shown_run=0 if call.shown_run == run else call.shown_run)
        case (
            NoteAdded()
            | NoteChanged()
            | FieldReported()
            | FieldEntered()
            | NoticeLinked()
            | SumKept()
            | RowWritten() as event
        ):
            return _written(call, event, record)
        case Dispatched(missing=missing, reason=reason):
            return replace(call, dispatches=(*call.dispatches, Dispatch(record.at, missing, reason)))
        case Reopened():
            return replace(call, ended=None, before=replace(call, before=None), unasked={}, hand={})
        case Parked():
            return replace(call, is_parked=True, parked_at=record.at)
        case Resumed():
            return replace(call, is_parked=False)
        case Ended(missing=missing, reason=reason):
            unasked = {CallerField(name): reason for name in missing}
            return replace(call, ended=record.at, is_parked=False, unasked=unasked)
        case _:
            return call


def _written(
    call: Call,
    event: NoteAdded | NoteChanged | FieldReported | FieldEntered | NoticeLinked | SumKept | RowWritten,
    record: Record,
) -> Call:
    """With what the agent wrote or pasted."""
    match event:
        case NoteAdded() | NoteChanged():
            return replace(call, notes=_noted(call.notes, event, record))
        case FieldReported(run=run, text=text):
            report = FieldReport(run, text, record.at, record.seq)
            return replace(call, reports=(*call.reports, report))
        case FieldEntered(field=name, text=text):
            return _with_caller(call, {**call.caller, CallerField(name): text})
        case NoticeLinked(number=number, text=text):
            return replace(call, notice=LinkedNotice(number, text) if text else None)
        case SumKept(kind=kind, text=text, result=result):
            sums = {name: kept for name, kept in call.sums.items() if name != kind}
            return replace(call, sums={**sums, kind: KeptSum(text, result)} if text else sums)
        case RowWritten(row=row, text=text, composed=composed):
            others = {name: words for name, words in call.hand.items() if name != row}
            return replace(call, hand={**others, row: (text, composed)} if text else others)


def _with_caller(call: Call, caller: Mapping[CallerField, str]) -> Call:
    """What the caller gave is known in every list of the call."""
    known = {field.fact: text for field, text in caller.items() if text}
    return replace(call, caller=caller, runs=tuple(replace(run, known=known) for run in call.runs))


def _noted(notes: tuple[Note, ...], event: NoteAdded | NoteChanged, record: Record) -> tuple[Note, ...]:
    """With a note more, or one of them corrected; an empty correction takes it away."""
    if isinstance(event, NoteAdded):
        return (*notes, Note(event.run, event.text, record.at, record.seq))
    changed = (replace(n, text=event.text) if n.seq == event.note else n for n in notes)
    return tuple(note for note in changed if note.text)


def _new_run(call: Call, event: Pinned, checklist_of: ChecklistOf) -> Run:
    parent = Parent(event.parent_run, event.parent_step) if event.parent_run else None
    known = {field.fact: text for field, text in call.caller.items() if text}
    return Run(id=event.run, checklist=checklist_of(event.digest), parent=parent, known=known)


def _in_order(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(sorted(runs, key=lambda run: (run.checklist.severity.rank, run.id)))
