"""Calls that have ended -> a searchable list and read-only views, masked except for the ticket text itself."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from handbook.call.day_sum_rows import DaySumRows
from handbook.call.journal import CallRow, Journal, Summary
from handbook.call.past_line import PastLine
from handbook.call.state.call import Call
from handbook.call.store.store import RowStore
from handbook.call.words.full_record import full_record
from handbook.call.words.masking import mask


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
    address: str
    """Masked; empty where it was not asked, and for a call of an older program."""
    phone: str
    """The digits that masking leaves."""
    result: str
    """How the gravest list ended."""
    milliseconds: int
    """For which the call was in hand; of a call of an older program, from its start to its end."""


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
        self._sums = DaySumRows(store, self._journal)

    def calls(self, since: datetime | None = None, limit: int = 200) -> tuple[PastCall, ...]:
        """Calls that began at or after `since` (None = all kept); since the start of the shift, for instance."""
        return self.search("", since, limit)

    def search(self, words: str, since: datetime | None = None, limit: int = 200) -> tuple[PastCall, ...]:
        """Calls whose titles or ticket text hold every word; numbers are found though they are shown masked."""
        wanted = words.casefold().split()
        summaries = self._journal.summaries()
        lines = self._sums.lines()
        rows = (row for row in self._ended(since) if _holds(summaries[row.id], wanted))
        return tuple(_past(row, summaries[row.id], lines.get(row.id)) for row in islice(rows, limit))

    def read(self, call_id: int) -> PastRecord:
        """One call; KeyError where it has not ended or is no longer kept."""
        row = next((row for row in self._ended(None) if row.id == call_id), None)
        if row is None:
            raise KeyError(call_id)
        call, records = self._journal.read(row)
        ticket = self._journal.summary(call_id).ticket
        return PastRecord(call, ticket, mask(full_record(call, records, ticket)))

    def _ended(self, since: datetime | None) -> list[CallRow]:
        rows = [row for row in self._journal.calls() if row.ended and (since is None or row.started >= since)]
        return rows[::-1]


def _holds(summary: Summary, wanted: list[str]) -> bool:
    text = " ".join((*summary.titles, summary.ticket)).casefold()
    return all(word in text for word in wanted)


def _past(row: CallRow, summary: Summary, line: PastLine | None) -> PastCall:
    ended = row.ended or row.touched
    known = line or PastLine(milliseconds=max(0, round((ended - row.started).total_seconds() * 1000)))
    return PastCall(
        id=row.id,
        started=row.started,
        ended=ended,
        titles=summary.titles,
        summary=mask(summary.ticket),
        address=mask(known.address),
        phone=known.phone,
        result=mask(known.result),
        milliseconds=known.milliseconds,
    )
