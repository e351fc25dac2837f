"""A store that a running program holds can be read, whatever it is doing; nothing of the copy stays."""

import tempfile
import threading
from pathlib import Path

import pytest

from handbook.call.state.clock import SystemClock
from handbook.call.store.store import Store
from handbook.call.store.store_copy import open_copy
from handbook.call.store.store_errors import StoreError
from handbook.call.store.tables import Put

CLOCK = SystemClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "calls" / "calls.sqlite"


def _write(store: Store, number: int) -> None:
    """Two rows that are always written together."""
    store.write(
        [Put(table, {"entry": f"e{number}", "position": number}) for table in ("favourite", "recent")]
    )


def test_what_was_written_last_is_read_while_the_program_holds_its_store(path: Path) -> None:
    store = Store.open(path, CLOCK)
    _write(store, 1)
    with pytest.raises(StoreError):
        Store.open(path, CLOCK)
    with open_copy(path, CLOCK) as copy:
        found = copy.rows("favourite")
    _write(store, 2)
    store.close()

    assert [row["entry"] for row in found] == ["e1"]


def test_writing_to_the_copy_leaves_the_store_as_it_is(path: Path) -> None:
    store = Store.open(path, CLOCK)
    _write(store, 1)
    with open_copy(path, CLOCK) as copy:
        _write(copy, 2)
    found = store.rows("favourite")
    store.close()

    assert len(found) == 1


def test_nothing_of_the_copy_stays(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(path, CLOCK).close()
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with open_copy(path, CLOCK):
        rights = [copy.stat().st_mode & 0o077 for copy in folder.iterdir()]

    assert rights == [0]
    assert list(folder.iterdir()) == []


def test_a_copy_made_amid_writing_and_checkpoints_is_a_state_that_was(path: Path) -> None:
    store = Store.open(path, CLOCK)
    is_over = threading.Event()
    copies: list[tuple[int, int]] = []

    def read() -> None:
        try:
            for _ in range(12):
                with open_copy(path, CLOCK) as copy:
                    copies.append((len(copy.rows("favourite")), len(copy.rows("recent"))))
        finally:
            is_over.set()

    reader = threading.Thread(target=read)
    reader.start()
    number = 0
    while not is_over.is_set():
        number += 1
        _write(store, number)
        if number % 25 == 0:
            list(store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)"))
    reader.join()
    store.close()

    assert len(copies) == 12
    assert all(marked == read for marked, read in copies)
    assert copies == sorted(copies)


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError), open_copy(tmp_path / "none.sqlite", CLOCK):
        pass
