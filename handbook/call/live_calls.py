"""Events of open calls -> journal and memory, in that order; and what is purged when the clock can be trusted."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from handbook.call.clock_trust import ClockTrust
from handbook.call.day_counts import DayCounts
from handbook.call.day_sum_rows import DaySumRows, past_row
from handbook.call.journal import CallRow, Journal, Summary
from handbook.call.retention import due_for_purge, ended_in_future, is_forgotten
from handbook.call.state.call import Call, advance, fold
from handbook.call.state.clock import Clock
from handbook.call.state.events import AnyEvent, Began, Record, Redone, Reopened, Restarted, Returned, Undone
from handbook.call.store.store import RowStore
from handbook.call.store.store_errors import StoreError
from handbook.call.store.tables import Change, Drop, Put
from handbook.model.checklist import Checklist

_FUTURE = "future_"
"""Begins the names under which it is stored when a call that ended in the future was first seen."""


@dataclass
class _Live:
    """One open call in memory."""

    call: Call
    origin: float
    """Monotonic seconds at which the call began; before this program began, if it is a restored one."""
    records: list[Record] = field(default_factory=list[Record])


class LiveCalls:
    """The open calls; memory follows the store, never the other way round."""

    def __init__(
        self, journal: Journal, store: RowStore, clock: Clock, retention_days: int, counts: DayCounts
    ) -> None:
        self._journal = journal
        self._sums = DaySumRows(store, journal)
        self._counts = counts
        self._store = store
        self._clock = clock
        self._retention_days = retention_days
        self._live: dict[int, _Live] = {}
        self._trust = ClockTrust(store, clock)

    @property
    def active(self) -> Call | None:
        """The newest open call that is not parked."""
        calls = [live.call for live in self._live.values() if not live.call.is_parked]
        return calls[-1] if calls else None

    @property
    def parked(self) -> tuple[Call, ...]:
        """Calls that wait, oldest first."""
        return tuple(live.call for live in self._live.values() if live.call.is_parked)

    def call(self, call_id: int) -> Call:
        """An open call; KeyError where there is none of that number."""
        return self._live[call_id].call

    def is_open(self, call_id: int) -> bool:
        """Whether there is an open call of that number."""
        return call_id in self._live

    def records(self, call_id: int) -> Sequence[Record]:
        """Everything that happened in an open call."""
        return self._live[call_id].records

    def elapsed(self, call_id: int) -> int:
        """Milliseconds since the call began; never less than in its last record."""
        live = self._live[call_id]
        return max(round((self._clock.monotonic() - live.origin) * 1000), live.call.elapsed)

    @property
    def forgotten(self) -> tuple[Call, ...]:
        """Open calls in which nothing was done for seven days, oldest first; none while the clock is in doubt."""
        now = self._trust.look()
        if now is None:
            return ()
        return tuple(live.call for live in self._live.values() if is_forgotten(live.records, now))

    @property
    def trusted_now(self) -> datetime | None:
        """What the clock says; None while it is in doubt."""
        return self._trust.look()

    def take_clock_notice(self) -> str:
        """What the user must be told of the clock; each doubt once, mostly empty."""
        return self._trust.take_notice()

    def begin(self, *, is_demo: bool = False) -> Call:
        """A new call, stored at once; `is_demo`: the demo company is laid in."""
        call = Call(id=self._journal.next_call_id, started=self._clock.now())
        self._live[call.id] = _Live(call, self._clock.monotonic())
        try:
            return self.write(call.id, Began(is_demo=is_demo))
        except BaseException:
            del self._live[call.id]
            raise

    def write(
        self,
        call_id: int,
        *events: AnyEvent,
        pinned: Sequence[Checklist] = (),
        summary: Summary | None = None,
        more: Sequence[Change] = (),
    ) -> Call:
        """Store the events, and `more` with them, then take them into the state, which is returned."""
        live = self._live[call_id]
        records = self._stamped(live, events)
        self._trust.look()
        stamps = self._trust.changes()
        changes = [*stamps, *more]
        if summary is not None:
            changes.append(past_row(self._after(live, records), [*live.records, *records]))
        self._journal.append(
            call_id, live.call.started, records, pinned=pinned, summary=summary, more=changes
        )
        self._trust.kept(stamps)
        live.records += records
        live.call = self._after(live, records)
        return live.call

    def _stamped(self, live: _Live, events: Sequence[AnyEvent]) -> list[Record]:
        at = self._clock.now()
        elapsed = self.elapsed(live.call.id)
        seq = len(live.records)
        return [Record(seq + n, at, elapsed, event) for n, event in enumerate(events, 1)]

    def _after(self, live: _Live, records: Sequence[Record]) -> Call:
        if any(isinstance(record.event, Undone | Redone) for record in records):
            return fold(live.call.id, live.call.started, live.records, self._journal.checklist)
        call = live.call
        for record in records:
            call = advance(call, record, self._journal.checklist)
        return call

    def keep_for(self, days: int) -> None:
        """Keep ended calls for `days` from the next purge on (0 = not after the call)."""
        self._retention_days = days

    def forget(self, call_id: int) -> None:
        """Drop an ended call from memory, and from the store where nothing may be kept."""
        del self._live[call_id]
        if self._retention_days == 0:
            self.purge()

    def reopen(self, call_id: int) -> Call:
        """Take up a call that had ended; KeyError where it is not kept."""
        row = next((row for row in self._journal.calls() if row.id == call_id and row.ended), None)
        if row is None:
            raise KeyError(call_id)
        call, records = self._journal.read(row)
        now = self._trust.look()
        away = max(0.0, (now - row.touched).total_seconds()) if now is not None else 0.0
        self._live[row.id] = _Live(call, self._clock.monotonic() - away - call.elapsed / 1000, records)
        shown = max((run.id for run in call.runs if run.is_open), default=0)
        turned: list[AnyEvent] = [Returned(run=shown)] if shown and not call.shown_run else []
        try:
            return self.write(call_id, Reopened(), *turned)
        except BaseException:
            del self._live[call_id]
            raise

    def ticket_before(self, call_id: int) -> str:
        """The text that went out when a call that was taken up again had ended."""
        return self._journal.summary(call_id).ticket

    def restore(self) -> tuple[Call, ...]:
        """Purge what is due, read the open calls, and note in each that the program came back."""
        # A full disk must not keep the calls away; `housekeep` purges again and says so.
        with suppress(StoreError):
            self.purge()
        for row in self._journal.open_calls():
            if row.id not in self._live:
                self._take_up(row)
        return tuple(live.call for live in self._live.values())

    def _take_up(self, row: CallRow) -> None:
        call, records = self._journal.read(row)
        # The wall clock alone spans the time without a program; set back or in doubt, it counts as no time at all.
        now = self._trust.look()
        away = max(0.0, (now - row.touched).total_seconds()) if now is not None else 0.0
        origin = self._clock.monotonic() - away - call.elapsed / 1000
        self._live[row.id] = _Live(call, origin, records)
        shown = 0 if call.is_parked else call.shown_run
        # Where the disk is full the calls come back all the same, without the stamp.
        with suppress(StoreError):
            self.write(row.id, Restarted(run=shown, since=call.elapsed))

    def keep_counts(self) -> None:
        """Store what was counted in the window, and drop the sums whose 400 days are over.

        While the clock is in doubt, or the disk refuses, the counts stay in memory.
        """
        now = self._trust.look()
        if now is None:
            return
        with suppress(StoreError):
            changes = [*self._sums.changes(self._counts.hours(), now), *self._sums.outlived(now)]
            if changes:
                self._store.write(changes)
            self._counts.stored()

    def purge(self) -> int:
        """Remove the ended calls that the retention no longer allows, as far as the clock may decide; how many.

        They are added to the sums of their hours in the same transaction, unless the clock is in doubt.
        """
        now = self._trust.look()
        self._trust.keep()
        ended = [row for row in self._journal.calls() if row.id not in self._live]
        if self._retention_days == 0:  # whatever the clock says
            due = due_for_purge(ended, self._clock.now(), 0)
        elif now is not None:
            due = due_for_purge(ended, now, self._retention_days, self._sighted(ended, now))
        else:
            return 0
        marks = [Drop("meta", {"name": f"{_FUTURE}{row.id}"}) for row in due]
        sums = self._sums.changes(self._sums.of_calls(due, now), now) if due and now is not None else []
        self._store.purge([*self._journal.drops(due), *marks], more=sums)
        return len(due)

    def _sighted(self, ended: Sequence[CallRow], now: datetime) -> dict[int, datetime]:
        """Number -> when a call that ended in the future was first seen by a clock that is right."""
        stored = {str(row["name"]): int(row["value"] or 0) for row in self._store.rows("meta")}
        names = {f"{_FUTURE}{row.id}": row.id for row in ended_in_future(ended, now)}
        new = {name: int(now.timestamp()) for name in names if name not in stored}
        if new:
            with suppress(StoreError):  # a full disk must not keep the others from being purged
                self._store.write([Put("meta", {"name": name, "value": at}) for name, at in new.items()])
        seen = stored | new
        return {number: datetime.fromtimestamp(seen[name], UTC) for name, number in names.items()}
