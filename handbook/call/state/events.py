"""What happened in a call -> one small frozen value each, written to the journal and folded into the state."""

from datetime import datetime

import msgspec


class Event(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    """Anything that happened; `run` is the number of the run in its call, 0 = the call itself."""

    run: int = 0


class Began(Event, frozen=True, kw_only=True, omit_defaults=True):
    """The call began."""

    is_demo: bool = False
    """Whether the demo company was laid in: what is written of the call says so from then on."""


class Pinned(Event, frozen=True, kw_only=True):
    """A checklist was pinned as run `run`, perhaps because an answer of another run led to it."""

    digest: str
    parent_run: int = 0
    parent_step: str = ""


class Ticked(Event, frozen=True, kw_only=True):
    """The step was done."""

    step: str


class Unticked(Event, frozen=True, kw_only=True):
    """The step is open again: tick, answer, value and skip are taken back."""

    step: str


class Answered(Event, frozen=True, kw_only=True):
    """The step was answered with this label."""

    step: str
    label: str


class ValueEntered(Event, frozen=True, kw_only=True):
    """A value was entered; an empty one takes it back."""

    step: str
    text: str
    place: str = ""
    """Where it was measured, in the words that stood beside the number."""


class Carried(Event, frozen=True, kw_only=True):
    """What another list of the call had learned already was taken over when this one was pinned."""

    step: str
    label: str = ""
    text: str = ""
    place: str = ""
    from_run: int
    learned: int
    """Milliseconds into the call at which it was learned."""


class Said(Event, frozen=True, kw_only=True):
    """A sentence that is no step was said to the caller: that of an outcome, a boxed line of a card."""

    line: str


class Unsaid(Event, frozen=True, kw_only=True):
    """It was not said after all."""

    line: str


class Skipped(Event, frozen=True, kw_only=True):
    """The step was passed over."""

    step: str
    reason: str = ""


class NoteAdded(Event, frozen=True, kw_only=True):
    """A note of the agent."""

    text: str


class NoteChanged(Event, frozen=True, kw_only=True):
    """A note was corrected; an empty text takes it out of the ticket. What it was stays in the record."""

    note: int
    """Place of the record in the call that added the note."""
    text: str


class FieldReported(Event, frozen=True, kw_only=True):
    """A report from the field was pasted: hearsay, which ticks nothing. `run` is the list that it names, 0 = none of the call."""

    text: str


class FieldEntered(Event, frozen=True, kw_only=True):
    """One of the caller's data; `field` is the value of a `CallerField`."""

    field: str
    text: str


class NoticeLinked(Event, frozen=True, kw_only=True):
    """The call is one of a notice of dispatch; an empty text takes that back. It keeps what the notice said then."""

    number: int
    """T-12 is 12."""
    text: str
    """The line of the ticket."""


class SumKept(Event, frozen=True, kw_only=True):
    """A sum that was worked out is part of the call; an empty text takes it back. It keeps what it rested on then."""

    kind: str
    """退费, 违约金 …; a call has one of each."""
    text: str
    """What the ticket says of it."""
    result: str = ""
    """The whole result as `reckon.result.as_json` wrote it: it reads the same whatever the content becomes."""


class Moved(Event, frozen=True, kw_only=True):
    """The agent moved to a step; nothing is ticked by that."""

    step: str


class Left(Event, frozen=True, kw_only=True):
    """The agent turned from the run to something else."""


class Returned(Event, frozen=True, kw_only=True):
    """The agent came to the run, for the first time or again."""


class Reconfirmed(Event, frozen=True, kw_only=True):
    """After an interruption the step was read again and still holds."""

    step: str


class Reset(Event, frozen=True, kw_only=True):
    """Everything in the run was taken back."""


class Finished(Event, frozen=True, kw_only=True):
    """The run is complete, with this outcome; empty for an emergency card."""

    outcome: str = ""


class Abandoned(Event, frozen=True, kw_only=True):
    """The run was left for good before its end."""

    reason: str = ""


class Undone(Event, frozen=True, kw_only=True):
    """The last action in force of the same run was taken back."""


class Redone(Event, frozen=True, kw_only=True):
    """The action last taken back in the same run is in force again."""


class Parked(Event, frozen=True, kw_only=True):
    """The call waits; another may be taken. `missing` names the caller's data that it still lacks."""

    missing: tuple[str, ...] = ()


class Resumed(Event, frozen=True, kw_only=True):
    """The call goes on."""


class Dispatched(Event, frozen=True, kw_only=True):
    """A ticket was sent; `missing` names what the dispatch minimum lacked, `reason` why it was sent all the same."""

    missing: tuple[str, ...] = ()
    reason: str = ""


class Restarted(Event, frozen=True, kw_only=True):
    """The program came back with this call open; `run` was on screen then (0 = none)."""

    since: int = 0
    """Milliseconds into the call of the last thing known before."""


class RowWritten(Event, frozen=True, kw_only=True):
    """The agent wrote a field of the ticket over; an empty text takes it back."""

    row: str
    text: str
    composed: str
    """What the program had composed then."""


class Reopened(Event, frozen=True, kw_only=True):
    """The call had ended and goes on: there was one more thing."""


class Ended(Event, frozen=True, kw_only=True):
    """The call is over; `missing` names the caller's data it should not have ended without, `reason` why it did."""

    missing: tuple[str, ...] = ()
    reason: str = ""


AnyEvent = (
    Began
    | Pinned
    | Ticked
    | Unticked
    | Answered
    | ValueEntered
    | Carried
    | Said
    | Unsaid
    | Skipped
    | NoteAdded
    | NoteChanged
    | FieldReported
    | FieldEntered
    | NoticeLinked
    | SumKept
    | Moved
    | Left
    | Returned
    | Reconfirmed
    | Reset
    | Finished
    | Abandoned
    | Undone
    | Redone
    | Parked
    | Resumed
    | Dispatched
    | Restarted
    | RowWritten
    | Reopened
    | Ended
)

UNDOABLE = (
    Ticked,
    Unticked,
    Answered,
    ValueEntered,
    Said,
    Unsaid,
    Skipped,
    NoteAdded,
    NoteChanged,
    FieldReported,
    FieldEntered,
    NoticeLinked,
    SumKept,
    RowWritten,
    Reconfirmed,
    Reset,
    Finished,
    Abandoned,
)
"""Actions of the agent that undo takes back; moving, switching, dispatching and ending are facts."""


class Record(msgspec.Struct, frozen=True):
    """One event with its place and its times."""

    seq: int
    """Place in the call, from 1."""
    at: datetime
    """Wall time; may jump."""
    elapsed: int
    """Milliseconds since the call began; never goes back."""
    event: AnyEvent


_EVENT: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)
"""Made once: to learn the classes anew for every event takes a hundred times as long as to read it."""


def event_to_json(event: AnyEvent) -> str:
    """The event as it is stored."""
    return msgspec.json.encode(event).decode()


def event_from_json(text: str) -> AnyEvent:
    """The event that `event_to_json` wrote."""
    return _EVENT.decode(text)
