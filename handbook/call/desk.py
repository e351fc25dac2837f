"""Wishes of the agent -> durable events and the new state of the call: the one door of the room for the window.

Every method writes first and returns the new state only when the disk has it; a StoreError means that
nothing has changed. A CallRefused says what to do instead. All methods act on the active call.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from handbook.call.day_counts import DayCounts
from handbook.call.earlier_calls import Earlier, EarlierCalls
from handbook.call.journal import Journal, Summary
from handbook.call.live_calls import LiveCalls
from handbook.call.retention import DEFAULT_DAYS
from handbook.call.state import rules
from handbook.call.state.activation_guard import ActivationGuard
from handbook.call.state.call import Call, CallerField
from handbook.call.state.caller_values import entered_parts
from handbook.call.state.carrying import carried_over
from handbook.call.state.clock import Clock
from handbook.call.state.dispatch import (
    is_grave_at_end,
    missing_at_end,
    missing_for_dispatch,
    missing_to_wait,
)
from handbook.call.state.events import (
    Abandoned,
    Answered,
    AnyEvent,
    Dispatched,
    Ended,
    FieldEntered,
    FieldReported,
    Finished,
    Left,
    Moved,
    NoteAdded,
    NoteChanged,
    NoticeLinked,
    Parked,
    Pinned,
    Reconfirmed,
    Redone,
    Reset,
    Resumed,
    Returned,
    RowWritten,
    Said,
    Skipped,
    SumKept,
    Ticked,
    Undone,
    Unsaid,
    Unticked,
    ValueEntered,
)
from handbook.call.state.input_text import plain, plain_line
from handbook.call.state.run import Mark, Parent, Run
from handbook.call.state.run_events import run_after
from handbook.call.state.step_times import step_times
from handbook.call.state.undo import can_redo, can_undo
from handbook.call.store.store import RowStore
from handbook.call.store.store_errors import StoreError
from handbook.call.store.tables import Drop
from handbook.call.words.field_report import (
    LineKind,
    ReportLine,
    is_same_report,
    label_of,
    read_report,
    report_text,
    run_named,
)
from handbook.call.words.full_record import full_record
from handbook.call.words.ticket_data import FACT_FIELDS, Ticket, composed_words, make_ticket
from handbook.call.words.ticket_text import TicketText, write_ticket
from handbook.keys import key_of
from handbook.model.checklist import Checklist
from handbook.model.ticket_form import TicketField, our_form

LASTING = "lasting:"
"""How the name of a draft begins that nobody enters, such as a form: it stays when the call ends, and goes with its record."""


@dataclass(frozen=True, slots=True)
class EndedCall:
    """What remains of a call for the clipboard."""

    call: Call
    ticket: str
    """The text as it is copied; empty where there was nothing to send."""
    record: str
    """Everything, with times."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Open calls that were found at the start."""

    calls: tuple[Call, ...]
    notice: str
    """Plain Chinese; empty where there were none."""
    warning: str = ""
    """What must be looked at: a clock that is in doubt, calls that were forgotten; plain Chinese, mostly empty."""


class CallDesk:
    """The calls of one agent: one active, any number parked."""

    def __init__(
        self,
        store: RowStore,
        clock: Clock,
        *,
        retention_days: int = DEFAULT_DAYS,
        counts: DayCounts | None = None,
    ) -> None:
        """`counts`: what the window counts, stored with the upkeep."""
        self._store = store
        self._journal = journal = Journal(store)
        self._drafts: dict[int, dict[str, str]] = {}
        self._live = LiveCalls(journal, store, clock, retention_days, counts or DayCounts(clock))
        self._clock = clock
        self._earlier = EarlierCalls(journal, retention_days)
        self._is_earlier_read = False
        self._guard = ActivationGuard(clock)
        self.ticket_form = our_form()
        """How tickets are written from now on; the site's own, once its content was read."""
        self.is_demo = False
        """Whether calls begin with the demo company laid in."""
        self._offered: set[int] = set()
        """Calls that the user was told may be ended."""

    # What there is

    @property
    def active(self) -> Call | None:
        """The call that the agent is on."""
        return self._live.active

    @property
    def parked(self) -> tuple[Call, ...]:
        """Calls that wait, oldest first."""
        return self._live.parked

    @property
    def forgotten(self) -> tuple[Call, ...]:
        """Open calls in which nothing was done for seven days: to be ended by hand, never purged."""
        return self._live.forgotten

    def elapsed(self, call_id: int) -> int:
        """Milliseconds since an open call began, by the monotonic clock."""
        return self._live.elapsed(call_id)

    def step_times(self, run: int) -> Mapping[str, datetime]:
        """Step id -> when it came into the state it is in; what a changed answer cleared has no time."""
        call = self.active
        if call is None or not run:
            return {}
        shown = call.run(run)
        times = step_times(self._live.records(call.id), run)
        return {step: at for step, at in times.items() if shown.state(step).mark is not Mark.OPEN}

    def now(self) -> datetime:
        """Local wall time."""
        return self._clock.now().astimezone()

    def pinned_at(self, run: int) -> datetime | None:
        """When a run of the active call was pinned; None where there is none of that number."""
        call = self.active
        if call is None:
            return None
        records = self._live.records(call.id)
        found = next((r for r in records if isinstance(r.event, Pinned) and r.event.run == run), None)
        return call.at(found.elapsed) if found is not None else None

    def earlier(self, caller: Mapping[CallerField, str]) -> Earlier:
        """What is known of calls like the active one, by the caller's data as they stand or are being typed.

        The calls that are kept are read when this is first asked, and again after a call has ended or was purged.
        """
        if not self._is_earlier_read:
            self._earlier.look_again(self._clock.now())
            self._is_earlier_read = True
        return self._earlier.find(caller, self.parked)

    def read_earlier(self, most: int) -> bool:
        """Read `most` of the calls that `earlier` looks through, while nobody waits; whether all are read now."""
        if not self._is_earlier_read:
            self._is_earlier_read = self._earlier.look_again(self._clock.now(), most)
        return self._is_earlier_read

    @property
    def drafts(self) -> Mapping[str, str]:
        """Field -> what was being typed in it and was not entered, of the active call."""
        return self._drafts_of(self.active.id) if self.active is not None else {}

    def keep_draft(self, call_id: int, field: str, text: str) -> None:
        """Keep what is being typed in a field of an open call, in the place of what was kept before; empty = nothing."""
        kept = self._drafts_of(call_id)
        if kept.get(field, "") == text or not self._live.is_open(call_id):
            return
        self._journal.keep_draft(call_id, field, text)
        if text:
            kept[field] = text
        else:
            kept.pop(field, None)

    def can_undo(self, run: int = 0) -> bool:
        """Whether the run (0 = the call itself) has an action to take back."""
        return self.active is not None and can_undo(self._live.records(self.active.id), run)

    def can_redo(self, run: int = 0) -> bool:
        """Whether the run (0 = the call itself) has an action to put in force again."""
        return self.active is not None and can_redo(self._live.records(self.active.id), run)

    # Calls

    def keep_for(self, days: int) -> None:
        """Keep ended calls for `days` (0 = not after the call); what is older goes with the next purge."""
        self._live.keep_for(days)
        self._earlier = EarlierCalls(self._journal, days)
        self._is_earlier_read = False

    def restore(self) -> Restored:
        """Bring back the calls that were open when the program ended, however it ended; once, at the start."""
        calls = self._live.restore()
        warning = self._warning()
        if not calls:
            return Restored((), "", warning)
        titles = "、".join(run.checklist.title for call in calls for run in call.runs if run.is_open)
        lists = f"(清单:{titles})" if titles else ""
        return Restored(calls, f"找回了上次未结束的 {len(calls)} 通通话{lists},都停在原来的步骤。", warning)

    def new_call(self) -> Call:
        """Begin a call; the one before it is parked, whole."""
        self._park_active()
        return self._live.begin(is_demo=self.is_demo)

    def park(self) -> None:
        """Let the active call wait."""
        self._park_active()

    def resume(self, call_id: int) -> Call:
        """Come back to a parked call, to the run that was on screen."""
        waiting = self._live.call(call_id)
        self._park_active()
        stopped = [run for run in waiting.runs if run.stop is not None]
        last = max(stopped, key=lambda run: run.stop.elapsed if run.stop else 0, default=None)
        shown: list[AnyEvent] = [Returned(run=last.id)] if last else []
        return self._live.write(call_id, Resumed(), *shown)

    def missing_at_end(self) -> tuple[CallerField, ...]:
        """Address and phone, where the call is too grave to end without being asked for them."""
        return missing_at_end(self._the_call())

    @property
    def is_grave_at_end(self) -> bool:
        """Whether the active call, ended now, is one of danger or urgency."""
        return is_grave_at_end(self._the_call())

    def missing_to_wait(self) -> tuple[CallerField, ...]:
        """Address and phone, where the call is too grave to wait without being asked for them."""
        return missing_to_wait(self._the_call())

    def end_call(self, reason: str = "") -> EndedCall:
        """End the active call; `reason`: why it ends without `missing_at_end`.

        With retention 0 it leaves the store at once, so keep what this returns.
        """
        call = self._the_call()
        missing = self.missing_at_end()
        reason = plain(reason)
        event = Ended(missing=tuple(map(str, missing)), reason=reason if missing else "")
        written = self._write_ticket(replace(call, unasked=dict.fromkeys(missing, reason)))
        sent = [self._live.ticket_before(call.id), written.text] if call.before else [written.text]
        titles = tuple(run.checklist.title for run in call.runs)
        summary = Summary(titles, "\n".join(text for text in sent if text))
        ended = self._live.write(call.id, event, summary=summary)
        record = full_record(ended, self._live.records(call.id), written.text)
        result = EndedCall(ended, written.text, record)
        self._live.forget(call.id)
        for field in list(self._drafts_of(call.id)):
            if field.startswith(LASTING):
                continue
            with suppress(StoreError):  # it goes with the call at the latest
                self._journal.keep_draft(call.id, field, "")
        self._drafts.pop(call.id, None)
        self._is_earlier_read = False
        return result

    def reopen(self, call_id: int) -> Call:
        """Take a call up again that had ended (“还有一件事”); the one before it is parked. KeyError where it is not kept."""
        self._park_active()
        self._is_earlier_read = False
        return self._live.reopen(call_id)

    def ticket(self) -> Ticket:
        """What the ticket would say now, as data."""
        return make_ticket(self._the_call())

    def preview_ticket(self) -> TicketText:
        """The ticket text as it would be copied now."""
        return self._write_ticket(self._the_call())

    def write_row(self, name: TicketField, text: str) -> Call:
        """Write a field of the ticket over; empty takes that back. A field that shows a fact changes the fact."""
        call, text = self._the_call(), plain_line(text)
        if name in FACT_FIELDS:
            return self.enter_caller(FACT_FIELDS[name], text)
        composed = composed_words(call, name)
        if text == composed:
            text = ""
        if text == call.hand.get(name.value, ("", ""))[0]:
            return call
        return self._write(RowWritten(row=name.value, text=text, composed=composed))

    def record(self) -> str:
        """The full record so far."""
        call = self._the_call()
        return full_record(call, self._live.records(call.id), self._write_ticket(call).text)

    def enter_caller(self, field: CallerField, text: str) -> Call:
        """Enter one of the caller's data; empty takes it back. A phone that was typed after the address is the phone."""
        parts = entered_parts(field, plain_line(text), self._the_call().caller)
        entered = [FieldEntered(field=name.value, text=words) for name, words in parts.items()]
        return self._write_entered(f"caller:{field.name}", *entered)

    def add_note(self, text: str, run: int = 0) -> Call:
        """Add a note to the call or to a run."""
        text = plain(text)
        return self._write(NoteAdded(run=run, text=text)) if text else self._the_call()

    def change_note(self, note: int, text: str) -> Call:
        """Correct the note that the record `note` added; empty takes it out. What it was stays in the record."""
        found = next((n for n in self._the_call().notes if n.seq == note), None)
        if found is None:
            raise rules.CallRefused("这条备注已经不在了。")
        text = plain(text)
        if text == found.text:
            return self._the_call()
        return self._write(NoteChanged(run=found.run, note=note, text=text))

    def link_notice(self, number: int, text: str) -> Call:
        """Say that the call is one of a notice of dispatch, with `text` as its line of the ticket; what the notice says later
        changes nothing of it.
        """
        text = plain_line(text)
        linked = self._the_call().notice
        if not text or (linked is not None and (linked.number, linked.text) == (number, text)):
            return self._the_call()
        return self._write(NoticeLinked(number=number, text=text))

    def unlink_notice(self) -> Call:
        """Take that back."""
        linked = self._the_call().notice
        return (
            self._write(NoticeLinked(number=linked.number, text=""))
            if linked is not None
            else self._the_call()
        )

    def add_report(self, text: str) -> Call:
        """Put down what is said to have been found in the field: hearsay, which changes no list, promise or ticket.

        It stands with the list that its code names, else with the call. The same once more changes nothing. Raises
        `ReportRefused` where it is too long to be one.
        """
        call, text = self._the_call(), report_text(text)
        if not text or any(is_same_report(text, report.text) for report in call.reports):
            return call
        return self._write(FieldReported(run=run_named(call, read_report(text)), text=text))

    def take_over(self, report: int, line: int) -> Call:
        """Let one line of the report that record `report` added hold, by the door and the rules of whoever types it.

        What names no step of the list, or says there what no answer says, becomes a note.
        """
        found = next((r for r in self._the_call().reports if r.seq == report), None)
        lines = read_report(found.text).lines if found is not None else ()
        if found is None or not 0 <= line < len(lines):
            raise rules.CallRefused("这条现场回报已经不在了。")
        return self._taken_over(found.run, lines[line])

    def _taken_over(self, number: int, line: ReportLine) -> Call:
        run = self._run(number) if number else None
        step = run.checklist.step_by_id.get(line.name) if run is not None else None
        if line.kind is LineKind.FACT:
            return self.enter_caller(CallerField(line.name), line.text)
        if step is not None and step.kind.can_be_ticked:
            if line.kind is LineKind.ANSWER and (label := label_of(step, line.text)):
                return self.answer(number, step.id, label)
            if line.kind is LineKind.VALUE and step.value is not None:
                return self.enter_value(number, step.id, line.text)
            if line.kind is LineKind.DONE:
                return self.tick(number, step.id)
        return self.add_note(f"{line.words}(现场回报)", number)

    def keep_sum(self, kind: str, text: str, result: str) -> Call:
        """Make a sum part of the call, in the place of the one of its kind: `text` goes into the ticket, `result` is all of it."""
        text, before = plain_line(text), self._the_call().sums.get(kind)
        if not text or (before is not None and (before.text, before.result) == (text, result)):
            return self._the_call()
        return self._write(SumKept(kind=kind, text=text, result=result))

    def take_sum_back(self, kind: str) -> Call:
        """Take the sum of that kind out of the call again."""
        call = self._the_call()
        return self._write(SumKept(kind=kind, text="")) if kind in call.sums else call

    def missing_for_dispatch(self) -> tuple[str, ...]:
        """Names of what must be asked before 派单."""
        return missing_for_dispatch(self._the_call())

    def dispatch(self, reason: str = "") -> Call:
        """Send the ticket; raises DispatchRefused where something lacks and no reason is given."""
        missing = self.missing_for_dispatch()
        if missing and not reason.strip():
            raise rules.DispatchRefused(missing)
        return self._write(Dispatched(missing=missing, reason=plain_line(reason) if missing else ""))

    # Runs

    def pin(self, checklist: Checklist, parent: Parent | None = None) -> Call:
        """Add a run, beginning a call if there is none; it comes on screen only where nothing else is."""
        call = self.active or self._live.begin()
        number = max((run.id for run in call.runs), default=0) + 1
        origin = parent or Parent(0, "")
        pinned = Pinned(run=number, digest=checklist.digest, parent_run=origin.run, parent_step=origin.step)
        known = carried_over(call, checklist, number)
        shown: list[AnyEvent] = [] if call.shown_run else [Returned(run=number)]
        return self._live.write(call.id, pinned, *known, *shown, pinned=(checklist,))

    def would_be(self, checklist: Checklist) -> Run:
        """The run that pinning would make, with what the call knows and its lists have learned; nothing is stored."""
        call = self.active
        if call is None:
            return Run(id=0, checklist=checklist)
        known = {field.fact: text for field, text in call.caller.items() if text}
        run = Run(id=0, checklist=checklist, known=known)
        for event in carried_over(call, checklist, 0):
            run = run_after(run, event, call.elapsed)
        return run

    def show(self, run: int) -> Call:
        """Bring a run on screen; the one before it is stamped as left."""
        call = self._the_call()
        if call.shown_run == run:
            return call
        call.run(run)
        return self._write(*self._leaving(call), Returned(run=run))

    def leave(self) -> Call:
        """Turn from the run on screen to something that is no run."""
        call = self._the_call()
        return self._write(*self._leaving(call)) if call.shown_run else call

    def move(self, run: int, step: str) -> Call:
        """Box a step without ticking anything."""
        found = self._run(run)
        rules.open_step(found, step)
        return self._write(Moved(run=run, step=step)) if found.cursor != step else self._the_call()

    def tick(self, run: int, step: str) -> Call:
        """Tick a step; a step that is ticked stays so."""
        found = self._run(run)
        rules.check_tick(found, rules.open_step(found, step))
        if self._is_repeat(run, step) or found.state(step).is_ticked:
            return self._the_call()
        return self._write(Ticked(run=run, step=step))

    def untick(self, run: int, step: str) -> Call:
        """Take back whatever was done in a step."""
        found = self._run(run)
        rules.check_untick(found, rules.open_step(found, step))
        if self._is_repeat(run, step) or found.state(step).mark is Mark.OPEN:
            return self._the_call()
        return self._write(Unticked(run=run, step=step))

    def toggle(self, run: int, step: str) -> Call:
        """Tick an open step, open a done one."""
        is_open = self._run(run).state(step).mark is Mark.OPEN
        return self.tick(run, step) if is_open else self.untick(run, step)

    def answer(self, run: int, step: str, label: str) -> Call:
        """Answer a step; `run.cleared` of the result names what the change took away.

        The same answer once more says that it still holds.
        """
        found = self._run(run)
        rules.check_answer(rules.open_step(found, step), label)
        if self._is_repeat(run, step):
            return self._the_call()
        if found.state(step).answer == label:
            return self.reconfirm(run, step) if step in found.to_confirm else self._the_call()
        return self._write(Answered(run=run, step=step, label=label))

    def enter_value(self, run: int, step: str, text: str) -> Call:
        """Enter a value; empty takes it back. Ask `rules.questionable_value` before; what is no number is refused."""
        found = self._run(run)
        asked, words = rules.open_step(found, step), plain_line(text)
        kept, place = rules.value_to_keep(asked, words), rules.place_beside(asked, words)
        state = found.state(step)
        if (state.value, state.place) == (kept, place):
            return self._the_call()
        entered = ValueEntered(run=run, step=step, text=kept, place=place)
        return self._write_entered(f"value:{run}:{step}", entered)

    def say(self, run: int, line: str) -> Call:
        """A sentence that is no step (`outcome_line`, `immediate_line`) was said; saying it makes its promises."""
        found = self._sayable(run)
        if line in found.said or self._is_repeat(run, line):
            return self._the_call()
        return self._write(Said(run=run, line=line))

    def unsay(self, run: int, line: str) -> Call:
        """It was not said after all."""
        found = self._sayable(run)
        if line not in found.said or self._is_repeat(run, line):
            return self._the_call()
        return self._write(Unsaid(run=run, line=line))

    def skip(self, run: int, step: str, reason: str = "") -> Call:
        """Pass over a step; a killer step needs a reason."""
        rules.check_skip(rules.open_step(self._run(run), step), reason)
        return self._write(Skipped(run=run, step=step, reason=plain_line(reason)))

    def reconfirm(self, run: int, step: str) -> Call:
        """Say that a step still holds after an interruption."""
        found = self._run(run)
        rules.open_step(found, step)
        needs = found.pause is not None or step in found.to_confirm
        return self._write(Reconfirmed(run=run, step=step)) if needs else self._the_call()

    def reset(self, run: int) -> Call:
        """Take everything in a run back; ask before. Undo brings it back."""
        self._run(run)
        return self._write(Reset(run=run))

    def finish(self, run: int, outcome: str = "") -> Call:
        """Finish a run at the outcome reached, or at the one given; raises FinishBlocked."""
        found = self._open_run(run)
        return self._write(Finished(run=run, outcome=rules.check_finish(found, outcome)))

    def abandon(self, run: int, reason: str = "") -> Call:
        """Leave a run for good, at any step; it stays in the record."""
        self._open_run(run)
        return self._write(Abandoned(run=run, reason=plain_line(reason)))

    def undo(self, run: int = 0) -> Call:
        """Take back the last action in the run (0 = the call itself); nothing where there is none."""
        return self._write(Undone(run=run)) if self.can_undo(run) else self._the_call()

    def redo(self, run: int = 0) -> Call:
        """Put the action last taken back in force again; nothing where there is none."""
        return self._write(Redone(run=run)) if self.can_redo(run) else self._the_call()

    # Upkeep

    def housekeep(self) -> str:
        """Store what was counted, purge what the retention no longer allows and back up when due.

        Every few minutes, when nobody types. What the user must be told, in plain Chinese; mostly empty.
        """
        self._live.keep_counts()
        if self._live.purge():
            self._is_earlier_read = False
        self._store.back_up_if_due()
        return self._warning()

    @property
    def trusted_now(self) -> datetime | None:
        """Local wall time; None while the clock is in doubt and may decide nothing."""
        return self._live.trusted_now

    def keep_counts(self) -> None:
        """Store what was counted in the window since the last upkeep, before the program ends; never raises StoreError."""
        self._live.keep_counts()

    def _warning(self) -> str:
        """What is said once: that the clock is in doubt, and which calls were forgotten."""
        forgotten = [call for call in self.forgotten if call.id not in self._offered]
        self._offered |= {call.id for call in forgotten}
        return "".join((self._live.take_clock_notice(), _offer(forgotten)))

    # Internals

    def _the_call(self) -> Call:
        if self.active is None:
            raise rules.CallRefused("现在没有进行中的通话;请先按“新来电”。")
        return self.active

    def _run(self, run: int) -> Run:
        return self._the_call().run(run)

    def _open_run(self, run: int) -> Run:
        found = self._run(run)
        rules.check_open(found)
        return found

    def _sayable(self, run: int) -> Run:
        """Its sentences may be said: also when it was finished, for its outcome is told then."""
        found = self._run(run)
        if found.end is not None and found.end.is_abandoned:
            rules.check_open(found)
        return found

    def _write_ticket(self, call: Call) -> TicketText:
        return write_ticket(make_ticket(call), self.ticket_form)

    def _write(self, *events: AnyEvent) -> Call:
        return self._live.write(self._the_call().id, *events)

    def _drafts_of(self, call_id: int) -> dict[str, str]:
        if call_id not in self._drafts:
            self._drafts[call_id] = self._journal.drafts(call_id)
        return self._drafts[call_id]

    def _write_entered(self, draft: str, *events: AnyEvent) -> Call:
        """What was entered takes the place of its draft, both at once."""
        call = self._the_call()
        kept = self._drafts_of(call.id)
        more = [Drop("draft", {"call": call.id, "field": draft})] if draft in kept else []
        written = self._live.write(call.id, *events, more=more)
        kept.pop(draft, None)
        return written

    def _is_repeat(self, run: int, step: str) -> bool:
        return self._guard.is_repeat((self._the_call().id, run, step))

    def _leaving(self, call: Call) -> Sequence[AnyEvent]:
        return [Left(run=call.shown_run)] if call.shown_run else []

    def _park_active(self) -> None:
        if self.active is not None:
            missing = tuple(map(str, missing_to_wait(self.active)))
            self._live.write(self.active.id, *self._leaving(self.active), Parked(missing=missing))


def _offer(calls: Sequence[Call]) -> str:
    """The offer to end calls in which nothing was done for a week; empty where there are none."""
    if not calls:
        return ""
    names = "、".join(_name_of(call) for call in calls)
    return (
        f"有 {len(calls)} 通通话 7 天以上没有动过:{names}。不用了就在通话台“回到”它,按 {key_of('end_call')} 结束并复制工单;"
        "不结束就一直留着。"
    )


def _name_of(call: Call) -> str:
    titles = "、".join(run.checklist.title for run in call.runs)
    return f"{call.started:%m-%d %H:%M} 来电" + (f"({titles})" if titles else "")
