"""Damaged files: no traceback, nothing acknowledged lost while one copy is whole, and never a silently empty list."""

import random
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from handbook.call.bookmarks import Bookmarks
from handbook.call.journal import Journal
from handbook.call.state.events import Record
from handbook.call.store.recovery import NoticeKind
from handbook.call.store.redo_log import RedoLog, Transaction, missing_transactions
from handbook.call.store.store import Store
from handbook.call.store.tables import Put
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import checklist, cold_flat, emergency_card, later, seat


@dataclass(frozen=True)
class Known:
    """What had been acknowledged."""

    records: dict[int, list[Record]]
    favourites: tuple[str, ...]
    folder: Path
    """Files as a killed program leaves them: part in the file, part in the WAL."""


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    folder = tmp_path_factory.mktemp("known")
    clock = FakeClock()
    store = Store.open(folder / "calls.db", clock)
    made = seat(store, clock)
    bookmarks = Bookmarks(store)
    ids = []
    for number in range(6):
        made.desk.new_call()
        ids.append(made.call.id)
        for entry in (None, cold_flat(), emergency_card()):
            made.desk.pin(checklist(entry))
        for _ in range(8):
            later(made).toggle(1, random.Random(number).choice(["power", "book"]))
        bookmarks.toggle_favourite(f"proc-{number}")
        if number == 3:
            later(made, 1900).housekeep()
    records = {number: Journal(store).records(number) for number in ids}
    left = tmp_path_factory.mktemp("left")
    shutil.copytree(folder, left, dirs_exist_ok=True)
    store.close()
    return Known(records, bookmarks.favourites(), left)


def flip(path: Path, dice: random.Random, count: int) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(count):
        content[dice.randrange(len(content))] ^= dice.randrange(1, 256)
    path.write_bytes(content)


def cut_short(path: Path, dice: random.Random, _: int) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: dice.randrange(len(content))])


def blank_a_page(path: Path, dice: random.Random, _: int) -> None:
    content = bytearray(path.read_bytes())
    start = dice.randrange(0, len(content), 4096)
    content[start : start + 4096] = b"\0" * len(content[start : start + 4096])
    path.write_bytes(content)


Damage = Callable[[Path, random.Random, int], None]
KINDS: dict[str, Damage] = {"flip": flip, "cut short": cut_short, "blank page": blank_a_page}
TARGETS = ("calls.db", "calls.db-wal", "newest backup", "redo")


def target_file(folder: Path, name: str) -> Path:
    backups = folder / "calls-backups"
    if name == "newest backup":
        return max(backups.glob("*.db"))
    return max(backups.glob("*.redo")) if name == "redo" else folder / name


def assert_everything_is_back(folder: Path, known: Known) -> tuple[NoticeKind, ...]:
    store = Store.open(folder / "calls.db", FakeClock())
    try:
        journal = Journal(store)
        assert {number: journal.records(number) for number in known.records} == known.records
        assert Bookmarks(store).favourites() == known.favourites
        assert len(journal.open_calls()) == len(known.records)
        return tuple(notice.kind for notice in store.notices)
    finally:
        store.close()


def damaged(known: Known, folder: Path, seed: int, flips: int) -> Path:
    dice = random.Random(seed)
    shutil.copytree(known.folder, folder)
    kind = dice.choice(list(KINDS)) if flips == 1 and seed % 4 == 0 else "flip"
    KINDS[kind](target_file(folder, TARGETS[seed % len(TARGETS)]), dice, flips)
    return folder


def survive(known: Known, tmp_path: Path, trials: int, flips: int) -> int:
    """How many of the trials needed a repair."""
    repaired = 0
    for seed in range(trials):
        folder = damaged(known, tmp_path / f"{flips}-{seed}", seed, flips)
        repaired += bool(assert_everything_is_back(folder, known))
        # The repair holds, and is not told twice.
        assert assert_everything_is_back(folder, known) == ()
        shutil.rmtree(folder)
    return repaired


def test_one_flipped_byte_anywhere(known: Known, tmp_path: Path) -> None:
    assert survive(known, tmp_path, trials=40, flips=1) > 0


def test_many_flipped_bytes_in_one_file(known: Known, tmp_path: Path) -> None:
    assert survive(known, tmp_path, trials=12, flips=500) > 0


@pytest.mark.slow
def test_five_hundred_damages_of_each_sort(known: Known, tmp_path: Path) -> None:
    single = survive(known, tmp_path, trials=2000, flips=1)
    many = survive(known, tmp_path, trials=500, flips=500)
    print(f"2000 single damages over 4 files: {single} repairs; 500 times 500 flips: {many} repairs; 0 lost")
    assert many > 0


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize("name", TARGETS)
def test_each_kind_of_damage_to_each_file(known: Known, tmp_path: Path, kind: str, name: str) -> None:
    folder = tmp_path / "store"
    shutil.copytree(known.folder, folder)
    KINDS[kind](target_file(folder, name), random.Random(7), 50)
    assert_everything_is_back(folder, known)
    assert assert_everything_is_back(folder, known) == ()


def test_damage_is_told_with_the_time_of_the_backup_and_the_file_is_kept(
    known: Known, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    shutil.copytree(known.folder, folder)
    flip(folder / "calls.db", random.Random(1), 2000)
    store = Store.open(folder / "calls.db", FakeClock())
    [notice] = store.notices
    assert notice.kind is NoticeKind.RESTORED
    assert "备份恢复" in notice.message
    assert notice.set_aside is not None
    assert notice.set_aside.exists()
    assert notice.set_aside.name in notice.message
    store.close()


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("UPDATE event SET elapsed = elapsed + 1 WHERE seq = 5", id="a value"),
        pytest.param("DELETE FROM event WHERE seq = 5", id="an event in the middle"),
        pytest.param("DELETE FROM call WHERE id = 1", id="a call"),
        pytest.param("UPDATE migration SET name = 'x'", id="the migration"),
        pytest.param("DROP TABLE favourite", id="a table"),
        pytest.param("CREATE TABLE mine (a)", id="a table too many"),
    ],
)
def test_changes_by_another_program_are_found_and_mended(known: Known, tmp_path: Path, sql: str) -> None:
    folder = tmp_path / "store"
    shutil.copytree(known.folder, folder)
    other = sqlite3.connect(folder / "calls.db")
    other.execute(sql)
    other.commit()
    other.close()
    assert assert_everything_is_back(folder, known) == (NoticeKind.RESTORED,)


def test_a_vanished_file_is_restored_and_told(known: Known, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(known.folder, folder)
    (folder / "calls.db").unlink()
    (folder / "calls.db-wal").unlink()
    assert assert_everything_is_back(folder, known) == (NoticeKind.RESTORED,)


def test_everything_destroyed_is_told_never_silently_empty(known: Known, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(known.folder, folder)
    for path in folder.rglob("*.*"):
        flip(path, random.Random(1), 3000)
    store = Store.open(folder / "calls.db", FakeClock())
    kinds = [notice.kind for notice in store.notices]
    assert NoticeKind.STARTED_EMPTY in kinds
    store.write([Put("favourite", {"entry": "new", "position": 1})])
    store.close()
    # What is left of the old logs is never mixed into the new store.
    store = Store.open(folder / "calls.db", FakeClock())
    assert store.notices == ()
    assert [row["entry"] for row in store.rows("favourite")] == ["new"]
    assert Journal(store).calls() == []
    store.close()


def test_a_gap_in_the_log_is_counted_and_later_numbers_stand_above_it(known: Known, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(known.folder, folder)
    flip(folder / "calls.db", random.Random(1), 2000)
    redo = target_file(folder, "redo")
    lines = redo.read_bytes().splitlines(keepends=True)
    redo.write_bytes(b"".join([*lines[:5], b"damaged\n", *lines[6:]]))
    highest = missing_transactions([redo], 10**9)[1]
    store = Store.open(folder / "calls.db", FakeClock())
    assert [n.kind for n in store.notices] == [NoticeKind.RESTORED, NoticeKind.INCOMPLETE]
    assert f"{len(lines) - 5} 步" in store.notices[1].message
    assert store.next_transaction > highest
    store.close()


def checked(body: bytes) -> bytes:
    return b"%08x %s\n" % (zlib.crc32(body), body)


@pytest.mark.parametrize(
    ("content", "numbers", "highest"),
    [
        pytest.param(b"", [], 0, id="empty"),
        pytest.param(b"garbage\n", [], 1, id="one damaged line"),
        pytest.param(b"zz {}\n\n\xff\xfe\n", [], 3, id="not even text"),
        pytest.param(b"garbage", [], 0, id="a torn line was never acknowledged"),
        pytest.param(checked(b'[1,[["put","sqlite_master",{}]]]'), [], 1, id="unknown table"),
        pytest.param(checked(b'[1,[["call","favourite",{}]]]'), [], 1, id="unknown verb"),
        pytest.param(checked(b"[1,[]]"), [1], 1, id="an empty transaction"),
        pytest.param(checked(b"[2,[]]"), [], 2, id="a gap"),
    ],
)
def test_logs_that_cannot_be_read(tmp_path: Path, content: bytes, numbers: list[int], highest: int) -> None:
    segment = tmp_path / "0000000000.redo"
    segment.write_bytes(content)
    row, found = missing_transactions([segment], 0)
    assert [transaction.number for transaction in row] == numbers
    assert found == highest


def test_a_log_that_cannot_be_written_asks_for_a_backup(tmp_path: Path) -> None:
    log = RedoLog(tmp_path / "0000000000.redo")
    log.close()
    # A closed descriptor fails as a full disk would.
    log.append(Transaction(1, ()))
    assert not log.is_whole
    log.append(Transaction(2, ()))
    assert not log.is_whole


def test_segments_that_vanished_are_as_good_as_empty(tmp_path: Path) -> None:
    assert missing_transactions([tmp_path / "0000000004.redo"], 4) == ([], 4)
    assert missing_transactions([], 4) == ([], 0)
