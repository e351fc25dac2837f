"""The store: settings, all or nothing, privacy of the files, backups, migrations, and plain words when the disk refuses."""

import os
import sqlite3
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from handbook.call.backups import KEPT, Backups
from handbook.call.connection import SETTINGS, Connection, connect
from handbook.call.recovery import NoticeKind
from handbook.call.schema import Migration, migrations
from handbook.call.store import Store, store_files
from handbook.call.store_errors import (
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreTooNew,
    StoreUnavailable,
    means_damage,
    store_error,
)
from handbook.call.tables import Drop, Put, Value
from handbook.call.volatile_store import VolatileStore
from tests.unit.call.fake_clock import FakeClock

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")


def favourite(entry: str, position: int = 1) -> Put:
    return Put("favourite", {"entry": entry, "position": position})


class Wrapped:
    """A connection that a test changes."""

    def __init__(self, inner: Connection) -> None:
        self.inner = inner

    def execute(self, sql: str, values: Sequence[Value] = (), /) -> Iterable[Sequence[Any]]:
        return self.inner.execute(sql, values)

    def close(self) -> None:
        self.inner.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "供热" / "calls.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store.open(path, FakeClock())
    yield opened
    opened.close()


# Settings and rights


@pytest.mark.parametrize(("name", "expected"), [(name, found) for name, _, found in SETTINGS])
def test_every_setting_is_made(store: Store, name: str, expected: object) -> None:
    assert list(store.connection.execute(f"PRAGMA {name}")) == [(expected,)]


def test_full_synchronous_is_among_the_settings() -> None:
    assert ("synchronous", "FULL", 2) in SETTINGS
    assert ("journal_mode", "WAL", "wal") in SETTINGS
    assert ("secure_delete", "ON", 1) in SETTINGS


def test_a_setting_that_does_not_take_is_an_error(path: Path) -> None:
    class Stubborn(Wrapped):
        def execute(self, sql: str, values: Sequence[Value] = (), /) -> Iterable[Sequence[Any]]:
            return super().execute(sql.replace("= FULL", "= NORMAL"), values)

    store = Store.open(path, FakeClock())
    store.write([favourite("a")])
    store.close()
    with pytest.raises(StoreUnavailable, match="synchronous"):
        Store.open(path, FakeClock(), connector=lambda p: Stubborn(connect(p)))
    store = Store.open(path, FakeClock())
    assert store.notices == ()
    assert [row["entry"] for row in store.rows("favourite")] == ["a"]
    store.close()


@POSIX
def test_files_belong_to_the_user_alone(store: Store, path: Path) -> None:
    store.write([favourite("a")])
    files = [file for file in store_files(path) if file.exists()]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert len(files) >= 4
    folders = {path.parent, path.with_name("calls-backups")}
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in folders} == {0o700}


@POSIX
def test_rights_of_an_older_store_are_narrowed(path: Path) -> None:
    Store.open(path, FakeClock()).close()
    path.chmod(0o644)
    path.parent.chmod(0o755)
    Store.open(path, FakeClock()).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


# Writing and reading


def test_rows_come_back_in_key_order(store: Store) -> None:
    store.write([favourite("b", 2), favourite("a", 1)])
    assert [row["entry"] for row in store.rows("favourite")] == ["a", "b"]
    assert store.rows("favourite", position=2) == [{"entry": "b", "position": 2}]


def test_all_changes_or_none(store: Store) -> None:
    broken = Put("call", {"id": 1, "started": None, "touched": "x", "ended": None})
    with pytest.raises(StoreError):
        store.write([favourite("a"), broken])
    assert store.rows("favourite") == []
    store.write([favourite("b")])
    assert [row["entry"] for row in store.rows("favourite")] == ["b"]


def test_a_drop_without_a_match_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="empty the table"):
        store.write([Drop("favourite", {})])


def test_unknown_columns_are_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="no columns"):
        store.rows("favourite", nothing=1)


def test_memory_store_gives_the_same_answers(store: Store) -> None:
    volatile = VolatileStore()
    changes = [favourite("b", 2), favourite("a", 1), favourite("a", 3), favourite("c", 1)]
    for one in (store, volatile):
        one.write(changes)
        one.write([Drop("favourite", {"position": 1})])
        one.purge([Drop("favourite", {"entry": "nobody"})])
        one.purge([])
    assert volatile.rows("favourite") == store.rows("favourite")
    assert volatile.next_transaction == store.next_transaction
    assert not volatile.back_up_if_due()


# Backups


def backups(path: Path) -> list[Path]:
    return sorted(path.with_name("calls-backups").glob("*.db"))


def test_backups_at_the_opening_and_every_thirty_minutes(path: Path) -> None:
    clock = FakeClock()
    store = Store.open(path, clock)
    assert len(backups(path)) == 1
    store.write([favourite("a")])
    clock.advance(29 * 60)
    assert not store.back_up_if_due()
    clock.jump(-3600)
    clock.advance(2 * 60)
    assert store.back_up_if_due()
    assert len(backups(path)) == 2
    clock.advance(31 * 60)
    assert not store.back_up_if_due()
    store.close()


def test_old_backups_make_room(path: Path) -> None:
    clock = FakeClock()
    store = Store.open(path, clock)
    for number in range(KEPT + 5):
        store.write([favourite(str(number))])
        clock.advance(1801)
        store.back_up_if_due()
    store.close()
    assert len(backups(path)) == KEPT
    segments = list(path.with_name("calls-backups").glob("*.redo"))
    assert min(int(s.stem) for s in segments) == min(int(b.stem) for b in backups(path))


def test_what_a_kill_during_a_backup_left_is_swept(path: Path) -> None:
    Store.open(path, FakeClock()).close()
    leftover = path.with_name("calls-backups") / "draft.tmp"
    leftover.write_bytes(b"half")
    Store.open(path, FakeClock()).close()
    assert not leftover.exists()


class SpoiledCopies(Wrapped):
    """Copies come out damaged, as from a failing disk."""

    def execute(self, sql: str, values: Sequence[Value] = (), /) -> Iterable[Sequence[Any]]:
        rows = list(super().execute(sql, values))
        if sql.startswith("VACUUM"):
            copy = Path(str(values[0]))
            content = copy.read_bytes()
            copy.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
        return rows


def test_a_copy_that_fails_its_check_is_thrown_away_and_told(path: Path) -> None:
    store = Store.open(path, FakeClock(), connector=lambda p: SpoiledCopies(connect(p)))
    [notice] = store.notices
    assert notice.kind is NoticeKind.NOT_BACKED_UP
    assert "备份" in notice.message
    store.write([favourite("a")])
    assert backups(path) == []
    store.close()
    store = Store.open(path, FakeClock())
    assert store.notices == ()
    assert len(store.rows("favourite")) == 1
    store.close()


def test_empty_and_unreachable_copies_are_no_good(path: Path) -> None:
    Store.open(path, FakeClock()).close()
    copies = Backups(path.with_name("calls-backups"), connect, migrations())
    copies.path(7).touch()
    assert copies.numbers()[-1] == 7
    assert not copies.is_good(copies.path(7))
    assert not copies.is_good(copies.path(8))
    assert copies.newest_good() == copies.numbers()[0]


# Migrations


def added_column() -> list[Migration]:
    sql = ("ALTER TABLE favourite ADD COLUMN colour TEXT NOT NULL DEFAULT ''",)
    return [*migrations(), Migration(2, "0002_colour", sql)]


def test_migrations_count_from_one_without_gaps() -> None:
    assert [step.number for step in migrations()] == list(range(1, len(migrations()) + 1))


def test_a_new_column_keeps_the_rows_and_their_checksums(path: Path) -> None:
    store = Store.open(path, FakeClock())
    store.write([favourite("a")])
    store.close()
    for _ in range(2):
        store = Store.open(path, FakeClock(), steps=added_column())
        assert store.notices == ()
        assert list(store.connection.execute("SELECT entry, colour FROM favourite")) == [("a", "")]
        store.close()


def test_a_store_of_a_newer_program_is_left_alone(path: Path) -> None:
    Store.open(path, FakeClock(), steps=added_column()).close()
    before = path.read_bytes()
    with pytest.raises(StoreTooNew, match="更新版本"):
        Store.open(path, FakeClock())
    assert path.read_bytes() == before


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    store = Store.open(path, FakeClock())
    store.write([favourite("a")])
    store.close()
    broken = [*migrations(), Migration(2, "0002_broken", ("CREATE TABLE x (a)", "CREATE NONSENSE"))]
    with pytest.raises(StoreError):
        Store.open(path, FakeClock(), steps=broken)
    store = Store.open(path, FakeClock())
    assert store.notices == ()
    assert [row["entry"] for row in store.rows("favourite")] == ["a"]
    store.close()


# The disk refuses


def fill_up(store: Store) -> int:
    """Write until the disk is full; how many writes were acknowledged."""
    number = 0
    with pytest.raises(StoreFull, match="磁盘已满"):
        for number in range(100_000):
            store.write([favourite(f"{number:06}" + "x" * 2000)])
    return number


def test_full_disk_is_said_and_loses_nothing(path: Path) -> None:
    """A quota inside SQLite: the same error code as from a full disk, on any machine."""

    def small(p: Path) -> Connection:
        connection = connect(p)
        connection.execute("PRAGMA max_page_count = 100")
        return connection

    store = Store.open(path, FakeClock(), connector=small)
    acknowledged = fill_up(store)
    assert acknowledged > 10
    list(store.connection.execute("PRAGMA max_page_count = 10000"))
    store.write([favourite("again")])
    store.close()
    store = Store.open(path, FakeClock())
    assert store.notices == ()
    assert len(store.rows("favourite")) == acknowledged + 1
    store.close()


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    folder.mkdir()
    if os.system(f"mount -t tmpfs -o size=1m tmpfs '{folder}' 2>/dev/null") != 0:
        pytest.skip("needs the right to mount")
    try:
        yield folder
    finally:
        os.system(f"umount -l '{folder}'")


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs")
def test_a_real_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        ballast = disk / "ballast"
        ballast.write_bytes(b"x" * 300_000)
        path = disk / "home" / "calls.db"
        store = Store.open(path, FakeClock())
        acknowledged = fill_up(store)
        for _ in range(3):
            with pytest.raises(StoreFull):
                store.write([favourite("y" * 2000)])
        ballast.unlink()
        store.write([favourite("again")])
        store.close()
        store = Store.open(path, FakeClock())
        assert store.notices == ()
        assert len(store.rows("favourite")) == acknowledged + 1
        store.close()


def impatient(path: Path) -> Connection:
    return sqlite3.connect(path, isolation_level=None, timeout=0.05)


def test_a_second_writer_is_told_that_the_store_is_in_use(store: Store, path: Path) -> None:
    store.write([favourite("a")])
    with pytest.raises(StoreLocked, match="另一个"):
        Store.open(path, FakeClock(), connector=impatient)
    store.write([favourite("b")])
    assert len(store.rows("favourite")) == 2
    assert not list(path.parent.glob("*.damaged-*"))


@pytest.mark.skipif(sys.platform != "linux", reason="tmpfs")
def test_a_read_only_disk_is_said(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        path = disk / "home" / "calls.db"
        store = Store.open(path, FakeClock())
        store.write([favourite("a")])
        store.close()
        os.system(f"mount -o remount,ro '{disk}'")
        with pytest.raises(StoreReadOnly, match="不能写入"):
            Store.open(path, FakeClock())
        os.system(f"mount -o remount,rw '{disk}'")
        store = Store.open(path, FakeClock())
        assert len(store.rows("favourite")) == 1
        store.close()


def test_a_store_that_turns_read_only_says_so_and_keeps_what_it_had(store: Store) -> None:
    store.write([favourite("a")])
    store.connection.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreReadOnly, match="不能写入"):
        store.write([favourite("b")])
    store.connection.execute("PRAGMA query_only = OFF")
    store.write([favourite("c")])
    assert [row["entry"] for row in store.rows("favourite")] == ["a", "c"]


@POSIX
@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="needs root to be somebody else")
def test_a_folder_without_rights_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    path = tmp_path / "home" / "calls.db"
    Store.open(path, FakeClock()).close()
    os.seteuid(65534)
    try:
        with pytest.raises(StoreReadOnly, match="写权限"):
            Store.open(path, FakeClock())
    finally:
        os.seteuid(0)


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    with pytest.raises(StoreError, match="手册照常可查"):
        Store.open(tmp_path / "home" / "calls.db", FakeClock())


@pytest.mark.parametrize(
    "cause",
    [OSError(5, "Input/output error"), sqlite3.OperationalError("something else")],
    ids=["disk", "sqlite"],
)
def test_anything_else_is_said_too(cause: OSError | sqlite3.Error) -> None:
    error = store_error(cause)
    assert isinstance(error, StoreUnavailable)
    assert "手册照常可查" in str(error)


def coded(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("made up")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "is_damage"),
    [
        (sqlite3.SQLITE_CORRUPT, True),
        (sqlite3.SQLITE_CORRUPT_INDEX, True),
        (sqlite3.SQLITE_NOTADB, True),
        (sqlite3.SQLITE_ERROR, True),
        (sqlite3.SQLITE_IOERR_SHORT_READ, True),
        (sqlite3.SQLITE_IOERR_READ, True),
        (sqlite3.SQLITE_IOERR_WRITE, False),
        (sqlite3.SQLITE_IOERR_LOCK, False),
        (sqlite3.SQLITE_FULL, False),
        (sqlite3.SQLITE_BUSY, False),
        (sqlite3.SQLITE_BUSY_RECOVERY, False),
        (sqlite3.SQLITE_READONLY_DIRECTORY, False),
        (sqlite3.SQLITE_CANTOPEN, False),
    ],
)
def test_only_damage_sets_a_store_aside(code: int, *, is_damage: bool) -> None:
    assert means_damage(coded(code)) is is_damage


class Failing(Wrapped):
    """Checks fail with this error."""

    code = sqlite3.SQLITE_BUSY

    def execute(self, sql: str, values: Sequence[Value] = (), /) -> Iterable[Sequence[Any]]:
        if "integrity_check" in sql:
            raise coded(self.code)
        return super().execute(sql, values)


def test_trouble_that_is_not_damage_leaves_the_file_where_it_is(path: Path) -> None:
    Store.open(path, FakeClock()).close()
    with pytest.raises(StoreLocked):
        Store.open(path, FakeClock(), connector=lambda p: Failing(connect(p)))
    assert not list(path.parent.glob("*.damaged-*"))
