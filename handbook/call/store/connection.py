"""Path of a store -> an open connection with every durability setting made and checked."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from handbook.call.store.store_errors import StoreUnavailable
from handbook.call.store.tables import Value
from handbook.whole_file import give_rights

BUSY_SECONDS = 2.0


class Connection(Protocol):
    """The little of a SQLite connection that the room uses; failures are `sqlite3.Error`."""

    def execute(self, sql: str, values: Sequence[Value] = (), /) -> Iterable[Sequence[Any]]:
        """Run one statement in autocommit mode; its rows."""
        ...

    def close(self) -> None:
        """Close it."""
        ...


Connect = Callable[[Path], Connection]

# FULL, not NORMAL: under WAL + NORMAL a power cut loses acknowledged ticks. EXCLUSIVE makes this the only
# writer for as long as it is open. secure_delete overwrites purged rows. See call/decisions/0001-wal-full-exclusive.md.
SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("cell_size_check", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
)


def connect(path: Path) -> Connection:
    """A plain connection in autocommit mode, waiting two seconds for a lock."""
    return sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)


def open_store_file(path: Path, connector: Connect) -> Connection:
    """Make the file for this user alone where it is missing, connect, and make every setting of `SETTINGS`."""
    create_private_file(path)
    connection = connector(path)
    try:
        _make_settings(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_settings(connection: Connection) -> None:
    for name, value, _ in SETTINGS:
        list(connection.execute(f"PRAGMA {name} = {value}"))
    for name, _, expected in SETTINGS:
        [(found,)] = connection.execute(f"PRAGMA {name}")
        if found != expected:
            # Not damage: a file system without what WAL needs, for one. The store must not be set aside for it.
            raise StoreUnavailable(
                f"通话记录所在的磁盘不支持所需的设置({name}={found}),不能保证不丢记录。请换到本机磁盘;手册照常可查。"
            )


def create_private_folder(folder: Path) -> bool:
    """Make a folder that its owner alone can enter; an existing one loses other people's rights.

    False where the disk knows no rights, so that others may enter it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return give_rights(folder, 0o700)


def create_private_file(path: Path) -> bool:
    """Make an empty file that its owner alone can read; an existing one loses other people's rights.

    False where the disk knows no rights, so that others may read it.
    """
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    return give_rights(path, 0o600)
