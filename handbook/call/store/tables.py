"""Changes of rows -> SQL, and a checksum for every row: the language in which the room speaks to its store.

Every change is a whole row put or rows dropped by key, so that repeating changes in order gives the
same rows again (the redo log rests on that), and each row carries a checksum because SQLite has none.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

Value = int | str | None
Row = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """Name, columns in the order of the schema (without `checksum`), and the key columns."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Put:
    """Insert a whole row, or replace the one with the same key."""

    table: str
    row: Row


@dataclass(frozen=True, slots=True)
class Drop:
    """Delete the rows whose columns equal `match`; `match` is never empty."""

    table: str
    match: Row


Change = Put | Drop

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table("migration", ("number", "name"), ("number",)),
        Table("meta", ("name", "value"), ("name",)),
        Table("checklist", ("digest", "body"), ("digest",)),
        Table("call", ("id", "started", "touched", "ended"), ("id",)),
        Table("summary", ("call", "titles", "ticket"), ("call",)),
        Table("event", ("call", "seq", "at", "elapsed", "body"), ("call", "seq")),
        Table("draft", ("call", "field", "text"), ("call", "field")),
        Table("favourite", ("entry", "position"), ("entry",)),
        Table("recent", ("entry", "position"), ("entry",)),
        Table("feedback", ("id", "at", "kind", "entry", "version", "text"), ("id",)),
        Table("day_sum", ("hour", "body"), ("hour",)),
        Table("past", ("call", "sums", "line"), ("call",)),
    )
}


def checksum(table: str, values: Sequence[Value]) -> int:
    """CRC-32 of the table's name and a row's values in the order of the schema."""
    return zlib.crc32(msgspec.json.encode((table, *values)))


def statement(change: Change) -> tuple[str, Sequence[Value]]:
    """SQL with question marks, and its values; table and column names come from `TABLES` alone."""
    table = TABLES[change.table]
    if isinstance(change, Put):
        # A row from the redo log of an older program may lack columns that came later, at the end.
        columns = [column for column in table.columns if column in change.row]
        values = [change.row[column] for column in columns]
        names = ", ".join([*columns, "checksum"])
        marks = ", ".join("?" * (len(columns) + 1))
        sql = f"INSERT OR REPLACE INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608
        return sql, [*values, checksum(table.name, values)]
    if not change.match:
        raise ValueError("a drop without a match would empty the table")
    where, values = condition(table, change.match)
    return f"DELETE FROM {table.name} WHERE {where}", values  # noqa: S608


def selection(name: str, match: Row) -> tuple[str, Sequence[Value]]:
    """SQL that reads all columns and the checksum of the rows that equal `match`, in key order."""
    table = TABLES[name]
    where, values = condition(table, match)
    columns = ", ".join((*table.columns, "checksum"))
    order = ", ".join(table.key)
    return f"SELECT {columns} FROM {name} WHERE {where} ORDER BY {order}", values  # noqa: S608


def condition(table: Table, match: Row) -> tuple[str, list[Value]]:
    """The part after WHERE; always true where `match` is empty."""
    unknown = set(match) - set(table.columns)
    if unknown:
        raise ValueError(f"{table.name} has no columns {sorted(unknown)}")
    return " AND ".join(["1", *(f"{column} IS ?" for column in match)]), list(match.values())
