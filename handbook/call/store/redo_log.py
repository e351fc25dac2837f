"""Transactions -> lines of a plain log beside each backup, so that backup + log = everything acknowledged.

SQLite is what survives a power cut; this log is what survives damage to SQLite's files, so it is written
after the commit and not synced. Each line is ``crc32 json`` with json = [tx, [change, ...]].
"""

import json
import os
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.call.store.tables import TABLES, Change, Drop, Put

_CLOSED = -1
"""No file has this descriptor."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """Changes that were committed together; `number` counts from 1 over the life of the store."""

    number: int
    changes: tuple[Change, ...]


class RedoLog:
    """One segment: the transactions since one backup."""

    def __init__(self, path: Path) -> None:
        # Without O_BINARY Windows would write two bytes for a line feed.
        flags = os.O_CREAT | os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(path, flags, 0o600)
        self._is_whole = True

    @property
    def is_whole(self) -> bool:
        """False once a line could not be written: a new backup is due."""
        return self._is_whole

    def append(self, transaction: Transaction) -> None:
        """Add one line; a failure is remembered, not raised, because SQLite already holds the changes."""
        if not self._is_whole:
            return
        line = encode(transaction)
        try:
            self._is_whole = os.write(self._descriptor, line) == len(line)
        except OSError:
            self._is_whole = False

    def close(self) -> None:
        """Close the file, once: by a second time its descriptor may be another file's."""
        descriptor = self._descriptor
        self._descriptor = _CLOSED
        if descriptor != _CLOSED:
            os.close(descriptor)


def encode(transaction: Transaction) -> bytes:
    """One line with its checksum."""
    changes = [
        ["put", c.table, dict(c.row)] if isinstance(c, Put) else ["drop", c.table, dict(c.match)]
        for c in transaction.changes
    ]
    body = json.dumps([transaction.number, changes], ensure_ascii=False).encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def read_segment(path: Path) -> Iterator[Transaction | None]:
    """The transactions of a segment in order; None for a damaged line; a torn last line is left out.

    A last line without its line feed was never acknowledged.
    """
    try:
        content = path.read_bytes()
    except OSError:
        return
    yield from (_decode(line) for line in content.split(b"\n")[:-1])


def _decode(line: bytes) -> Transaction | None:
    try:
        sum_text, body = line.split(b" ", 1)
        if int(sum_text, 16) != zlib.crc32(body):
            return None
        number, changes = json.loads(body)
        return Transaction(number, tuple(_change(*change) for change in changes))
    except (ValueError, KeyError, TypeError):
        return None


def _change(verb: str, table: str, row: dict[str, int | str | None]) -> Change:
    if table not in TABLES or verb not in ("put", "drop"):
        raise ValueError(f"unknown change {verb} {table}")
    return Put(table, row) if verb == "put" else Drop(table, row)


def missing_transactions(segments: Sequence[Path], after: int) -> tuple[list[Transaction], int]:
    """What to repeat on a store whose last transaction is `after`, and the highest number seen or guessed.

    Only an unbroken row of numbers may be repeated; damaged lines at the very end count one number each.
    """
    by_number: dict[int, Transaction] = {}
    damaged_at_end = 0
    for transaction in (t for segment in segments for t in read_segment(segment)):
        if transaction is None:
            damaged_at_end += 1
        else:
            by_number[transaction.number] = transaction
            damaged_at_end = 0
    row: list[Transaction] = []
    while (wanted := after + len(row) + 1) in by_number:
        row.append(by_number[wanted])
    begin = int(segments[-1].stem) if segments else 0
    return row, max([begin, *by_number]) + damaged_at_end
