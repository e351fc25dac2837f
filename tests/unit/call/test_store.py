"""The store: settings, all or nothing, privacy of the files, backups, migrations, and plain words when the disk refuses."""

import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from handbook.call.store.backups import KEPT, Backups
from handbook.call.store.connection import SETTINGS, connect
from handbook.call.store.recovery import NoticeKind
from handbook.call.store.schema import Migration, migrations
from handbook.call.store.store import Store, store_files
from handbook.call.store.store_errors import (
    StoreError,
    StoreTooNew,
    StoreUnavailable,
)
from handbook.call.store.tables import Drop, Put, Value
from handbook.call.store.volatile_store import VolatileStore
from tests.unit.call.fake_clock import FakeClock
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
    return [*migrations(), Migration(len(migrations()) + 1, "9999_colour", sql)]


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
    broken = [
        *migrations(),
        Migration(len(migrations()) + 1, "9999_broken", ("CREATE TABLE x (a)", "CREATE NONSENSE")),
    ]
    with pytest.raises(StoreError):
        Store.open(path, FakeClock(), steps=broken)
    store = Store.open(path, FakeClock())
    assert store.notices == ()
    assert [row["entry"] for row in store.rows("favourite")] == ["a"]
    store.close()
