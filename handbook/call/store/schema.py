"""Numbered migrations (package files) -> a store with today's tables; and what those tables must look like."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from handbook.call.store.connection import Connection
from handbook.call.store.store_errors import StoreTooNew
from handbook.call.store.tables import Put, checksum, statement


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered step; applied once, in one transaction, never edited after a release."""

    number: int
    name: str
    statements: tuple[str, ...]


@cache
def migrations() -> tuple[Migration, ...]:
    """All migrations of this program, in order of number, which counts from 1."""
    folder = files(__package__) / "migrations"
    found = [
        Migration(
            int(file.name[:4]), file.name.removesuffix(".sql"), tuple(_statements(file.read_text("utf-8")))
        )
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    ]
    return tuple(sorted(found, key=lambda migration: migration.number))


def _statements(script: str) -> Iterator[str]:
    statement_so_far = ""
    for line in script.splitlines(keepends=True):
        statement_so_far += "" if line.lstrip().startswith("--") else line
        if sqlite3.complete_statement(statement_so_far):
            yield statement_so_far.strip()
            statement_so_far = ""


def version(connection: Connection) -> int:
    """Number of the last migration applied; 0 for an empty file."""
    if not tables(connection):
        return 0
    [(number,)] = connection.execute("SELECT COALESCE(MAX(number), 0) FROM migration")
    return int(number)


def tables(connection: Connection) -> list[str]:
    """Names of the tables in the store."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    return [str(name) for (name,) in connection.execute(sql)]


def migrate(connection: Connection, steps: Sequence[Migration]) -> None:
    """Apply the migrations that are missing, each in its own transaction."""
    current = version(connection)
    refuse_newer(current, steps)
    for step in steps[current:]:
        connection.execute("BEGIN IMMEDIATE")
        try:
            _apply(connection, step)
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise


def _apply(connection: Connection, step: Migration) -> None:
    for sql in step.statements:
        connection.execute(sql)
    for table in tables(connection):
        _renew_checksums(connection, table)
    connection.execute(*statement(Put("migration", {"number": step.number, "name": step.name})))


def _renew_checksums(connection: Connection, table: str) -> None:
    """A new column changes what the checksum of a row is taken over; the rows were checked before."""
    for rowid, *values, old in list(connection.execute(every_row(connection, table))):
        if (new := checksum(table, values)) != old:
            connection.execute(f"UPDATE {table} SET checksum = ? WHERE rowid = ?", (new, rowid))  # noqa: S608


def every_row(connection: Connection, table: str) -> str:
    """SQL that reads rowid, the columns in the order of the schema, and the checksum, whatever the version."""
    columns = [str(row[1]) for row in connection.execute(f"PRAGMA table_info({table})")]
    columns.remove("checksum")
    return f"SELECT rowid, {', '.join(columns)}, checksum FROM {table}"  # noqa: S608


def refuse_newer(current: int, steps: Sequence[Migration]) -> None:
    """Raise StoreTooNew where a newer program has been here."""
    if current > len(steps):
        raise StoreTooNew(
            "通话记录由更新版本的程序写入,本版本不能打开。请改用新版本;记录没有被改动,手册照常可查。"
        )


def layout(connection: Connection) -> list[tuple[str, str, str]]:
    """Type, name and SQL of everything in the schema; compared to find damage in it."""
    rows = connection.execute("SELECT type, name, COALESCE(sql, '') FROM sqlite_master ORDER BY type, name")
    return [(str(kind), str(name), str(sql)) for kind, name, sql in rows]


def expected_layout(number: int, steps: Sequence[Migration]) -> list[tuple[str, str, str]]:
    """What `layout` gives for a sound store that stands at migration `number`."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection, steps[:number])
        return layout(connection)
    finally:
        connection.close()
