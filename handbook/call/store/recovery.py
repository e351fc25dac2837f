"""The path of a store, damaged or not -> a sound open connection, and notices of what had to be done.

Damage never ends in a silently empty store: the damaged files are renamed and kept, the newest good
backup is put in their place, and the redo logs bring back what followed it.
"""

import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from handbook.call.store.backups import Backups
from handbook.call.store.connection import Connect, Connection, create_private_file, open_store_file
from handbook.call.store.redo_log import Transaction, missing_transactions
from handbook.call.store.schema import Migration, migrate
from handbook.call.store.soundness import has_sound_header, is_sound
from handbook.call.store.store_errors import means_damage
from handbook.call.store.tables import Put, statement
from handbook.whole_file import replace_durably, sync_folder

SIDE_FILES = ("-wal", "-shm", "-journal")


class NoticeKind(StrEnum):
    """What had to be done at the opening of the store."""

    RESTORED = "已用备份恢复"
    REPAIRED = "已补回记录"
    STARTED_EMPTY = "无可用备份"
    INCOMPLETE = "恢复不完整"
    NOT_BACKED_UP = "没有备份"
    OPEN_TO_OTHERS = "他人可读"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing the user must be told; `message` is plain Chinese."""

    kind: NoticeKind
    message: str
    set_aside: Path | None = None
    """The damaged file under its new name."""


class Recovery:
    """Opens one store, repairing what can be repaired."""

    def __init__(self, path: Path, connect: Connect, backups: Backups, steps: Sequence[Migration]) -> None:
        self._path = path
        self._connect = connect
        self._backups = backups
        self._steps = steps
        self.notices: list[Notice] = []

    def open(self, now: datetime) -> Connection:
        """A sound connection; raises `sqlite3.Error` or OSError where the disk refuses."""
        is_lost = not _has_content(self._path) and bool(self._backups.numbers())
        connection = None if is_lost else self._open_if_sound(self._path)
        if connection is None:
            connection = self._restore(now)
        try:
            # Before what is replayed: a backup of an older program may be followed by what a newer one wrote.
            migrate(connection, self._steps)
            self._replay(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _open_if_sound(self, path: Path) -> Connection | None:
        create_private_file(path)
        if not has_sound_header(path):
            return None
        try:
            connection = open_store_file(path, self._connect)
        except UnicodeDecodeError:  # its error names a part of the schema, which is no text any more
            return None
        except sqlite3.Error as error:
            if means_damage(error):
                return None
            raise
        try:
            if is_sound(connection, self._steps):
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
        return None

    def _restore(self, now: datetime) -> Connection:
        aside = self._set_aside(now)
        number = self._backups.newest_good()
        if number is None:
            self._tell(NoticeKind.STARTED_EMPTY, "通话记录已损坏,也没有可用的备份,只能从空白开始", aside)
        else:
            made = datetime.fromtimestamp(self._backups.path(number).stat().st_mtime).astimezone()
            self._put_back(number)
            text = f"通话记录文件损坏或丢失,已用 {made:%m-%d %H:%M} 的备份恢复,并补回其后的操作"
            self._tell(NoticeKind.RESTORED, text, aside)
        return open_store_file(self._path, self._connect)

    def _tell(self, kind: NoticeKind, text: str, aside: Path | None) -> None:
        kept = f";损坏的文件另存为 {aside.name}" if aside else ""
        self.notices.append(Notice(kind, f"{text}{kept}。", aside))

    def _set_aside(self, now: datetime) -> Path | None:
        """Rename the files of the store; the name of the main one, or None where there was nothing."""
        aside = _free_name(self._path, now)
        had_content = _has_content(self._path)
        for ending in ("", *SIDE_FILES):
            with suppress(FileNotFoundError):
                Path(f"{self._path}{ending}").rename(f"{aside}{ending}")
        sync_folder(self._path.parent)
        if not had_content:
            aside.unlink(missing_ok=True)
        return aside if had_content else None

    def _put_back(self, number: int) -> None:
        draft = self._path.with_name(f"{self._path.name}.restore.tmp")
        draft.unlink(missing_ok=True)
        create_private_file(draft)
        shutil.copyfile(self._backups.path(number), draft)
        replace_durably(draft, self._path)

    def _replay(self, connection: Connection) -> None:
        last = last_transaction(connection)
        older = [number for number in self._backups.numbers() if number <= last]
        missing, highest = missing_transactions(self._backups.segments(max(older, default=0)), last)
        for transaction in missing:
            apply(connection, transaction)
        if missing and not self.notices:
            text = f"通话记录的日志有损坏,已从副本补回 {len(missing)} 步操作。"
            self.notices.append(Notice(NoticeKind.REPAIRED, text))
        self._close_gap(connection, last + len(missing), max(highest, *self._backups.numbers(), 0))

    def _close_gap(self, connection: Connection, reached: int, highest: int) -> None:
        """Count what could not be repeated, and go on numbering above it, so that it never will be."""
        if highest <= reached:
            return
        apply(connection, Transaction(highest, ()))
        text = f"有 {highest - reached} 步操作的副本也已损坏,没能补回;请对照工单核对未结束的通话。"
        self.notices.append(Notice(NoticeKind.INCOMPLETE, text))


def last_transaction(connection: Connection) -> int:
    """Number of the last transaction in the store; 0 for a new one."""
    return number_in_meta(connection, "tx")


def number_in_meta(connection: Connection, name: str) -> int:
    """A number about the store itself; 0 where it was never written."""
    if not list(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'")):
        return 0
    rows = list(connection.execute("SELECT value FROM meta WHERE name = ?", (name,)))
    return int(rows[0][0]) if rows else 0


def apply(connection: Connection, transaction: Transaction) -> None:
    """Write one transaction, with its number, and commit it; rolls back and raises where the disk refuses."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        for change in (*transaction.changes, Put("meta", {"name": "tx", "value": transaction.number})):
            connection.execute(*statement(change))
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has often rolled back by itself by now and then refuses to do it again.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _free_name(path: Path, now: datetime) -> Path:
    stem = f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}"
    names = (path.with_name(stem if n == 0 else f"{stem}-{n}") for n in range(10_000))
    return next(name for name in names if not name.exists())
