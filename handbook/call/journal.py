"""Records of calls <-> rows of the store."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from msgspec import structs

from handbook.call.state.call import Call, fold
from handbook.call.state.events import (
    Abandoned,
    AnyEvent,
    Dispatched,
    Ended,
    FieldEntered,
    FieldReported,
    NoteAdded,
    NoteChanged,
    NoticeLinked,
    Pinned,
    Record,
    RowWritten,
    Skipped,
    SumKept,
    ValueEntered,
    event_from_json,
    event_to_json,
)
from handbook.call.store.store import RowStore
from handbook.call.store.tables import Change, Drop, Put, Row
from handbook.model.checklist import Checklist, checklist_from_json
from handbook.unseen_signs import visible


@dataclass(frozen=True, slots=True)
class CallRow:
    """What is known of a call without reading its records."""

    id: int
    started: datetime
    touched: datetime
    """When anything last happened in it."""
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What the history shows of a call without folding its records."""

    titles: tuple[str, ...]
    """Checklists that were pinned, in order of urgency."""
    ticket: str


class Journal:
    """Appends records and reads them back; a call's number is the transaction that began it."""

    def __init__(self, store: RowStore) -> None:
        self._store = store
        self._checklists: dict[str, Checklist] = {}

    @property
    def next_call_id(self) -> int:
        """Number for a new call; never used before, even after a purge."""
        return self._store.next_transaction

    def append(
        self,
        call_id: int,
        started: datetime,
        records: Sequence[Record],
        *,
        pinned: Sequence[Checklist] = (),
        summary: Summary | None = None,
        more: Sequence[Change] = (),
    ) -> None:
        """Make the records, the copies they pin, the summary and `more` durable together, or raise StoreError."""
        changes: list[Change] = [Put("event", _row(call_id, record)) for record in records]
        changes.append(Put("call", _call_row(call_id, started, records)))
        changes += [
            Put("checklist", {"digest": c.digest, "body": c.to_json()}) for c in self._unknown(pinned)
        ]
        if summary is not None:
            titles = json.dumps(summary.titles, ensure_ascii=False)
            changes.append(Put("summary", {"call": call_id, "titles": titles, "ticket": summary.ticket}))
        self._store.write([*changes, *more])
        self._checklists |= {checklist.digest: checklist for checklist in pinned}

    def _unknown(self, pinned: Sequence[Checklist]) -> list[Checklist]:
        return [c for c in pinned if not self._store.rows("checklist", digest=c.digest)]

    def checklist(self, digest: str) -> Checklist:
        """The pinned copy of that digest."""
        if digest not in self._checklists:
            [row] = self._store.rows("checklist", digest=digest)
            self._checklists[digest] = checklist_from_json(str(row["body"]))
        return self._checklists[digest]

    def calls(self) -> list[CallRow]:
        """All calls kept, in the order they began."""
        return [_read_call(row) for row in self._store.rows("call")]

    def open_calls(self) -> list[CallRow]:
        """The calls that have not ended, in the order they began."""
        return [_read_call(row) for row in self._store.rows("call", ended=None)]

    def summaries(self) -> dict[int, Summary]:
        """Number -> summary of every call that has ended."""
        return {int(row["call"] or 0): _read_summary(row) for row in self._store.rows("summary")}

    def summary(self, call_id: int) -> Summary:
        """The summary of one call that has ended."""
        [row] = self._store.rows("summary", call=call_id)
        return _read_summary(row)

    def first_title(self, call_id: int) -> str:
        """The gravest checklist of a call that has ended; empty where it had none or has not ended."""
        titles = [json.loads(str(row["titles"])) for row in self._store.rows("summary", call=call_id)]
        return str(titles[0][0]) if titles and titles[0] else ""

    def drafts(self, call_id: int) -> dict[str, str]:
        """Field -> what was being typed in it and was not entered."""
        rows = self._store.rows("draft", call=call_id)
        return {str(row["field"]): visible(str(row["text"])) for row in rows}

    def keep_draft(self, call_id: int, field: str, text: str) -> None:
        """Put `text` in the place of what stood in the field; empty takes it away. Durable when it returns."""
        kept = Put("draft", {"call": call_id, "field": field, "text": text})
        self._store.write([kept if text else Drop("draft", {"call": call_id, "field": field})])

    def records(self, call_id: int) -> list[Record]:
        """All records of a call, in order."""
        return [_read_record(row) for row in self._store.rows("event", call=call_id)]

    def read(self, row: CallRow) -> tuple[Call, list[Record]]:
        """The state of a call and the records it follows from."""
        records = self.records(row.id)
        return fold(row.id, row.started, records, self.checklist), records

    def pinned_entries(self, call_id: int) -> list[str]:
        """Id of the entry of each list that a call pinned, as often as it did."""
        return [self.checklist(digest).entry_id for digest in self._digests(call_id)]

    def drops(self, gone: Sequence[CallRow]) -> list[Drop]:
        """What removes calls, with the copies that no other call pins."""
        if not gone:
            return []
        ids = {row.id for row in gone}
        kept = {digest for row in self.calls() if row.id not in ids for digest in self._digests(row.id)}
        unused = {digest for number in ids for digest in self._digests(number)} - kept
        return [
            *(Drop("event", {"call": number}) for number in sorted(ids)),
            *(Drop("summary", {"call": number}) for number in sorted(ids)),
            *(Drop("past", {"call": number}) for number in sorted(ids)),
            *(Drop("draft", {"call": number}) for number in sorted(ids)),
            *(Drop("call", {"id": number}) for number in sorted(ids)),
            *(Drop("checklist", {"digest": digest}) for digest in sorted(unused)),
        ]

    def _digests(self, call_id: int) -> list[str]:
        rows = (str(row["body"]) for row in self._store.rows("event", call=call_id))
        pins = (event_from_json(body) for body in rows if '"Pinned"' in body)
        return [event.digest for event in pins if isinstance(event, Pinned)]


def _row(call_id: int, record: Record) -> Row:
    return {
        "call": call_id,
        "seq": record.seq,
        "at": record.at.isoformat(),
        "elapsed": record.elapsed,
        "body": event_to_json(record.event),
    }


def _call_row(call_id: int, started: datetime, records: Sequence[Record]) -> Row:
    last = records[-1]
    ended = last.at.isoformat() if isinstance(last.event, Ended) else None
    return {
        "id": call_id,
        "started": started.isoformat(),
        "touched": last.at.isoformat(),
        "ended": ended,
    }


def _read_record(row: Row) -> Record:
    return Record(
        seq=int(row["seq"] or 0),
        at=datetime.fromisoformat(str(row["at"])),
        elapsed=int(row["elapsed"] or 0),
        event=_visible(event_from_json(str(row["body"]))),
    )


def _visible(event: AnyEvent) -> AnyEvent:
    """What was entered, without unseen signs: an older program kept what was pasted as it was."""
    if isinstance(
        event,
        NoteAdded
        | NoteChanged
        | NoticeLinked
        | SumKept
        | FieldReported
        | FieldEntered
        | ValueEntered
        | RowWritten,
    ):
        return structs.replace(event, text=visible(event.text))
    if isinstance(event, Skipped | Abandoned | Dispatched):
        return structs.replace(event, reason=visible(event.reason))
    return event


def _read_summary(row: Row) -> Summary:
    return Summary(tuple(json.loads(str(row["titles"]))), visible(str(row["ticket"])))


def _read_call(row: Row) -> CallRow:
    return CallRow(
        id=int(row["id"] or 0),
        started=datetime.fromisoformat(str(row["started"])),
        touched=datetime.fromisoformat(str(row["touched"])),
        ended=datetime.fromisoformat(str(row["ended"])) if row["ended"] else None,
    )
