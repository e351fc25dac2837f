"""An open store -> whether every byte that matters is what was written."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from handbook.call.store.connection import Connection
from handbook.call.store.schema import (
    Migration,
    every_row,
    expected_layout,
    layout,
    refuse_newer,
    tables,
    version,
)
from handbook.call.store.store_errors import means_damage
from handbook.call.store.tables import checksum

_MAGIC = b"SQLite format 3\x00"


def has_sound_header(path: Path) -> bool:
    """Whether the file is new (empty) or begins as our stores begin: WAL or rollback format, UTF-8."""
    with path.open("rb") as file:
        header = file.read(100)
    if not header:
        return True
    return (
        len(header) == 100
        and header.startswith(_MAGIC)
        and header[18] in (1, 2)
        and header[19] in (1, 2)
        and int.from_bytes(header[56:60], "big") in (0, 1)
    )


def is_sound(connection: Connection, steps: Sequence[Migration]) -> bool:
    """Whether structure, schema, every row's checksum and the numbering of events are right.

    Raises StoreTooNew for a sound store of a newer program, and `sqlite3.Error` for trouble that is not damage.
    """
    try:
        if list(map(tuple, connection.execute("PRAGMA integrity_check"))) != [("ok",)]:
            return False
        number = version(connection)
        if number == 0:
            return True
        if not _rows_are_sound(connection, "migration"):
            return False
        refuse_newer(number, steps)
        return layout(connection) == expected_layout(number, steps) and _contents_are_sound(connection)
    except sqlite3.Error as error:
        if means_damage(error):
            return False
        raise
    except (UnicodeDecodeError, TypeError, ValueError, OverflowError):
        # A flipped byte can turn a text into bytes or a number into a text that no longer decodes.
        return False


def _contents_are_sound(connection: Connection) -> bool:
    return all(_rows_are_sound(connection, name) for name in tables(connection)) and not _gaps(connection)


def _rows_are_sound(connection: Connection, name: str) -> bool:
    rows = connection.execute(every_row(connection, name))
    return all(checksum(name, values) == kept for _, *values, kept in rows)


def _gaps(connection: Connection) -> bool:
    sql = """
        SELECT 1 FROM call LEFT JOIN event ON event.call = call.id
        GROUP BY call.id HAVING COUNT(event.seq) <> COALESCE(MAX(event.seq), 0)
        UNION ALL SELECT 1 FROM event WHERE call NOT IN (SELECT id FROM call)
        LIMIT 1
    """
    return bool(list(connection.execute(sql)))
