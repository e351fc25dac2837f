"""Full, locked, read-only: the disk refuses, the store says so in plain words and loses nothing."""

import errno
import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from handbook.call.store.connection import Connection, connect
from handbook.call.store.recovery import NoticeKind
from handbook.call.store.store import Store
from handbook.call.store.store_errors import (
    StoreError,
    StoreFull,
    StoreLocked,
    StoreReadOnly,
    StoreUnavailable,
    means_damage,
    store_error,
)
from handbook.call.store.tables import Put, Value
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import checklist, stored_seat
from tests.unit.call.wrapped_connection import Wrapped

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX rights")


def favourite(entry: str, position: int = 1) -> Put:
    return Put("favourite", {"entry": entry, "position": position})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "供热" / "calls.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    opened = Store.open(path, FakeClock())
    yield opened
    opened.close()


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


# Disks without rights


def refuse_rights(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(path: object, *_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(os, "chmod", refuse)


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP, errno.EACCES, errno.ENOSYS])
def test_a_disk_that_refuses_rights_keeps_the_calls_and_that_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    refuse_rights(monkeypatch, number)
    path, clock = tmp_path / "home" / "calls.db", FakeClock()
    made = stored_seat(path, clock)
    assert isinstance(made.store, Store)
    [notice] = made.store.notices
    assert notice.kind is NoticeKind.OPEN_TO_OTHERS
    assert "其他人" in notice.message
    made.desk.pin(checklist())
    made.desk.tick(1, "power")
    made.clock.advance(3600)
    made.desk.housekeep()
    assert len(list(path.parent.glob("calls-backups/*.db"))) > 1
    made.store.close()
    made = stored_seat(path, clock)
    assert isinstance(made.store, Store)
    assert made.store.notices == ()
    assert made.desk.restore().calls[0].run(1).state("power").is_ticked
    made.store.close()


def test_a_damaged_store_is_repaired_on_such_a_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_rights(monkeypatch, errno.EPERM)
    path = tmp_path / "calls.db"
    made = stored_seat(path)
    made.desk.pin(checklist())
    made.store.close()  # type: ignore[attr-defined]
    path.write_bytes(b"damaged" * 1000)
    made = stored_seat(path)
    assert len(made.desk.restore().calls) == 1
    made.store.close()  # type: ignore[attr-defined]


@POSIX
def test_a_disk_that_takes_rights_and_gives_none_is_told_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o755)
    monkeypatch.setattr(os, "chmod", lambda *_, **__: None)
    store = Store.open(tmp_path / "calls.db", FakeClock())
    assert [notice.kind for notice in store.notices] == [NoticeKind.OPEN_TO_OTHERS]
    store.close()


def test_a_private_folder_has_nothing_to_be_told(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "home" / "calls.db", FakeClock())
    assert store.notices == ()
    store.close()
