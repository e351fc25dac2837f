"""Changes -> durable rows: the one writer of the call room, which returns only after the disk has the change."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Protocol, Self, TypeVar

from handbook.call.state.clock import Clock
from handbook.call.store.backups import Backups
from handbook.call.store.connection import Connect, Connection, connect, create_private_folder
from handbook.call.store.recovery import (
    SIDE_FILES,
    Notice,
    NoticeKind,
    Recovery,
    apply,
    last_transaction,
    number_in_meta,
)
from handbook.call.store.redo_log import Transaction
from handbook.call.store.schema import Migration, migrations
from handbook.call.store.store_errors import StoreError, store_error
from handbook.call.store.tables import TABLES, Change, Drop, Put, Row, selection

CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"
BACKUP_EVERY = timedelta(minutes=30)
T = TypeVar("T")


class RowStore(Protocol):
    """What the rest of the room needs of a store."""

    @property
    def next_transaction(self) -> int:
        """Number that the next `write` will bear; grows by one with each."""
        ...

    def write(self, changes: Sequence[Change]) -> None:
        """Commit all changes together, or none and raise StoreError; durable when it returns."""
        ...

    def rows(self, table: str, **match: int | str | None) -> list[Row]:
        """Rows whose columns equal `match`, in key order."""
        ...

    def purge(self, drops: Sequence[Drop], more: Sequence[Change] = ()) -> None:
        """Drop rows so that no file of the store holds their bytes afterwards; `more` is committed with them."""
        ...

    def back_up_if_due(self) -> bool:
        """Back up when 30 minutes have passed; whether it did."""
        ...


class Store:
    """A SQLite file in WAL mode with verified backups and redo logs in a folder beside it."""

    def __init__(self, path: Path, connection: Connection, backups: Backups, clock: Clock) -> None:
        self._path = path
        self._connection = connection
        self._backups = backups
        self._clock = clock
        self._last = last_transaction(connection)
        self._redo = backups.open_redo(self._last)
        self._backed_up_at = clock.monotonic()
        self.notices: tuple[Notice, ...] = ()
        """What had to be repaired at the opening; to be shown to the user."""

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        *,
        connector: Connect = connect,
        steps: Sequence[Migration] | None = None,
    ) -> Self:
        """Open, check, repair and back up the store at `path`; raises StoreError where the disk refuses."""
        steps = migrations() if steps is None else steps
        return _translated(lambda: cls._open(path, clock, connector, steps))

    @classmethod
    def _open(cls, path: Path, clock: Clock, connector: Connect, steps: Sequence[Migration]) -> Self:
        is_private = create_private_folder(path.parent)
        backups = Backups(path.with_name(f"{path.stem}-backups"), connector, steps)
        recovery = Recovery(path, connector, backups, steps)
        connection = recovery.open(clock.now())
        try:
            # Only now is the store ours alone; another writer's unfinished backup must not be swept away.
            backups.sweep()
            store = cls(path, connection, backups, clock)
        except BaseException:
            connection.close()
            raise
        store.notices = tuple(recovery.notices)
        store._tidy_up()
        store._tell_rights(is_private=is_private)
        return store

    def _tell_rights(self, *, is_private: bool) -> None:
        """That others of this computer can read the calls, where the disk knows no rights; once."""
        was_told = bool(number_in_meta(self._connection, "open_to_others"))
        if is_private == (not was_told):
            return
        if not is_private:
            text = (
                f"通话记录所在的磁盘({self._path.parent})不能设置权限,使用这台电脑的其他人也可能读到通话记录。"
                "记录照常保存;要只给自己看,请换到本机硬盘。"
            )
            self.notices += (Notice(NoticeKind.OPEN_TO_OTHERS, text),)
        with suppress(StoreError):  # it is told again, then
            self.write([Put("meta", {"name": "open_to_others", "value": int(not is_private)})])

    def _tidy_up(self) -> None:
        """What comes after the opening; a disk too full for a backup must not keep the calls away."""
        try:
            # What a kill left in the WAL goes into the file at once: purged rows must not linger there.
            self._checkpoint()
            self._finish_purge()
            self._back_up(is_needed=bool(self.notices))
        except (sqlite3.Error, OSError, StoreError) as error:
            text = f"通话记录这次没有备份成,已有的记录都在。{store_error(error)}"
            self.notices += (Notice(NoticeKind.NOT_BACKED_UP, text),)

    @property
    def next_transaction(self) -> int:
        """Number that the next `write` will bear."""
        return self._last + 1

    @property
    def connection(self) -> Connection:
        """For tests that look at the settings; nothing else uses it."""
        return self._connection

    def write(self, changes: Sequence[Change]) -> None:
        """Commit all changes together, or none and raise StoreError; durable when it returns."""
        transaction = Transaction(self.next_transaction, tuple(changes))
        _translated(lambda: apply(self._connection, transaction))
        self._last = transaction.number
        self._redo.append(transaction)

    def rows(self, table: str, **match: int | str | None) -> list[Row]:
        """Rows whose columns equal `match`, in key order."""
        found = _translated(lambda: list(self._connection.execute(*selection(table, match))))
        return [dict(zip(TABLES[table].columns, row, strict=False)) for row in found]

    def purge(self, drops: Sequence[Drop], more: Sequence[Change] = ()) -> None:
        """Drop rows so that no file of the store, its backups and set-aside copies holds their bytes.

        `more` is committed with them; where nothing is dropped, nothing is written.
        """
        if drops:
            self.write([*drops, *more, Put("meta", {"name": "purged", "value": self.next_transaction})])
            _translated(self._finish_purge)

    def back_up_if_due(self) -> bool:
        """Back up when 30 minutes have passed or the redo log failed; call it when nobody is typing."""
        waited = timedelta(seconds=self._clock.monotonic() - self._backed_up_at)
        if waited < BACKUP_EVERY and self._redo.is_whole:
            return False
        return _translated(lambda: self._back_up(is_needed=not self._redo.is_whole))

    def close(self) -> None:
        """Fold the WAL into the file and close; the store cannot be used afterwards."""
        with suppress(sqlite3.Error):
            self._checkpoint()
        self._connection.close()
        self._redo.close()

    def _back_up(self, *, is_needed: bool = False) -> bool:
        self._backed_up_at = self._clock.monotonic()
        if not is_needed and self._last in self._backups.numbers():
            return False
        self._checkpoint()
        self._backups.make(self._connection, self._last)
        self._redo.close()
        self._redo = self._backups.open_redo(self._last)
        self._backups.prune(purged=number_in_meta(self._connection, "purged"))
        return True

    def _finish_purge(self) -> None:
        """Everything after the commit of a purge; repeated at the next opening if it was cut short."""
        purged = number_in_meta(self._connection, "purged")
        if purged and any(number < purged for number in self._backups.numbers()):
            self._back_up(is_needed=True)
            for aside in self._path.parent.glob(f"{self._path.name}.damaged-*"):
                aside.unlink()

    def _checkpoint(self) -> None:
        list(self._connection.execute(CHECKPOINT))


def store_files(path: Path) -> Iterable[Path]:
    """Every file that may hold data of the store at `path`: itself, side files, set-aside copies, backups."""
    yield from (Path(f"{path}{ending}") for ending in ("", *SIDE_FILES))
    yield from path.parent.glob(f"{path.name}.*")
    yield from path.with_name(f"{path.stem}-backups").glob("*")


def _translated(action: Callable[[], T]) -> T:
    try:
        return action()
    except (sqlite3.Error, OSError) as error:
        raise store_error(error) from error
