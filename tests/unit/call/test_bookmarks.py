"""Favourites and recents survive a restart, keep their order, and never stop an entry from opening."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from typing_extensions import override

from handbook.call.bookmarks import RECENTS_KEPT, Bookmarks
from handbook.call.store.store import Store
from handbook.call.store.store_errors import StoreFull
from handbook.call.store.tables import Change
from handbook.call.store.volatile_store import VolatileStore
from tests.unit.call.fake_clock import FakeClock


class FullStore(VolatileStore):
    @override
    def write(self, changes: Sequence[Change]) -> None:
        raise StoreFull("磁盘已满")


def reopened(store: Store, path: Path) -> Store:
    store.close()
    return Store.open(path, FakeClock())


def test_toggle_marks_and_unmarks(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "calls.db", FakeClock())
    bookmarks = Bookmarks(store)
    assert bookmarks.toggle_favourite("proc-a")
    assert bookmarks.toggle_favourite("em-b")
    assert bookmarks.is_favourite("proc-a")
    assert not bookmarks.toggle_favourite("proc-a")
    store = reopened(store, tmp_path / "calls.db")
    assert Bookmarks(store).favourites() == ("em-b",)
    store.close()


def test_recents_are_newest_first_each_once(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "calls.db", FakeClock())
    bookmarks = Bookmarks(store)
    for entry_id in ("a", "b", "c", "a", "a"):
        assert bookmarks.record_opened(entry_id)
    assert bookmarks.recents() == ("a", "c", "b")
    assert bookmarks.recents(2) == ("a", "c")
    store = reopened(store, tmp_path / "calls.db")
    assert Bookmarks(store).recents() == ("a", "c", "b")
    store.close()


def test_use_decays_with_what_is_opened_since() -> None:
    bookmarks = Bookmarks(VolatileStore())
    for entry_id in ("a", "b", "c"):
        bookmarks.record_opened(entry_id)
    use = bookmarks.use()
    assert list(use) == ["c", "b", "a"]
    assert 1.0 == use["c"] > use["b"] > use["a"] > 0.8


def test_opening_never_fails_and_marking_says_why() -> None:
    bookmarks = Bookmarks(FullStore())
    assert not bookmarks.record_opened("proc-a")
    assert bookmarks.recents() == ("proc-a",)
    with pytest.raises(StoreFull):
        bookmarks.toggle_favourite("proc-a")
    assert not bookmarks.is_favourite("proc-a")


def test_old_recents_fall_off_the_end(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "calls.db", FakeClock())
    bookmarks = Bookmarks(store)
    for number in range(RECENTS_KEPT + 3):
        bookmarks.record_opened(str(number))
    store = reopened(store, tmp_path / "calls.db")
    recents = Bookmarks(store).recents(limit=1000)
    assert recents == tuple(str(n) for n in range(RECENTS_KEPT + 2, 2, -1))
    store.close()


def test_marks_of_entries_that_went_are_told_as_what_took_their_place(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "calls.db", FakeClock())
    bookmarks = Bookmarks(store)
    for entry in ("a-went", "b", "a", "c-went"):
        bookmarks.toggle_favourite(entry)
        bookmarks.record_opened(entry)
    bookmarks.follow(lambda kept: kept.removesuffix("-went"))

    assert bookmarks.favourites() == ("a", "b", "c")
    assert bookmarks.recents() == ("c", "a", "b")
    assert list(bookmarks.use()) == ["c", "a", "b"]
    assert bookmarks.is_favourite("c")
    assert not bookmarks.toggle_favourite("a")
    store = reopened(store, tmp_path / "calls.db")
    assert Bookmarks(store).favourites() == ("b", "c-went")
    store.close()
