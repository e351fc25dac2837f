"""Calls that have ended -> a searchable list and read-only views, masked except for the ticket text itself."""

from dataclasses import dataclass
from datetime import datetime

from handbook.call.call import Call
from handbook.call.full_record import full_record
from handbook.call.journal import CallRow, Journal
from handbook.call.masking import mask
from handbook.call.store import RowStore
from handbook.call.ticket import ticket_text


@dataclass(frozen=True, slots=True)
class PastCall:
    """One line of the list."""

    id: int
    started: datetime
    ended: datetime
    titles: tuple[str, ...]
    """Checklists that were pinned."""
    summary: str
    """The ticket text, masked."""


@dataclass(frozen=True, slots=True)
class PastRecord:
    """One call to read; there is no way to change it."""

    call: Call
    ticket: str
    """For the clipboard, unmasked: the ticket needs the numbers."""
    record: str
    """Everything with times, masked."""


class CallHistory:
    """The calls that the retention still keeps, the newest first."""

    def __init__(self, store: RowStore) -> None:
        self._journal = Journal(store)
        self._known: dict[int, tuple[PastCall, str]] = {}

    def calls(self, since: datetime | None = None, limit: int = 200) -> tuple[PastCall, ...]:
        """Calls that began at or after `since` (None = all kept); since the start of the shift, for instance."""
        return tuple(self._past(row)[0] for row in self._ended(since)[:limit])

    def search(self, words: str, since: datetime | None = None, limit: int = 200) -> tuple[PastCall, ...]:
        """Calls whose titles or ticket text hold every word; numbers are found though they are shown masked."""
        wanted = words.casefold().split()
        found = (self._past(row) for row in self._ended(since))
        hits = [past for past, text in found if all(word in text for word in wanted)]
        return tuple(hits[:limit])

    def read(self, call_id: int) -> PastRecord:
        """One call; KeyError where it has not ended or is no longer kept."""
        row = next((row for row in self._ended(None) if row.id == call_id), None)
        if row is None:
            raise KeyError(call_id)
        call, records = self._journal.read(row)
        return PastRecord(call, ticket_text(call), mask(full_record(call, records)))

    def _ended(self, since: datetime | None) -> list[CallRow]:
        rows = [row for row in self._journal.calls() if row.ended and (since is None or row.started >= since)]
        kept = {row.id for row in rows} if since is None else self._known.keys()
        self._known = {number: known for number, known in self._known.items() if number in kept}
        return rows[::-1]

    def _past(self, row: CallRow) -> tuple[PastCall, str]:
        """The line and the text that is searched; an ended call never changes, so each is read once."""
        if row.id not in self._known:
            call, _ = self._journal.read(row)
            titles = tuple(run.checklist.title for run in call.runs)
            ticket = ticket_text(call)
            past = PastCall(row.id, row.started, row.ended or row.touched, titles, mask(ticket))
            self._known[row.id] = (past, " ".join((*titles, ticket)).casefold())
        return self._known[row.id]
