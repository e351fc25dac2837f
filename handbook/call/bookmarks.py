"""Entry ids that the user marks or opens -> favourites and recents that survive a restart."""

from collections.abc import Callable

from handbook.call.store.store import RowStore
from handbook.call.store.store_errors import StoreError
from handbook.call.store.tables import Drop, Put

RECENTS_KEPT = 50
DECAY = 0.93
"""What an entry loses for each other one that was opened since; a tenth is left after thirty."""


class Bookmarks:
    """Favourites in the order they were marked, recents newest first; both are ids of entries.

    They are kept as they were marked and told as what took their place, so that an overlay that is away loses none.
    """

    def __init__(self, store: RowStore) -> None:
        self._store = store
        self._favourites = _by_position(store, "favourite")
        self._recents = _by_position(store, "recent")[::-1]
        self._present_id: Callable[[str], str] = str

    def follow(self, present_id: Callable[[str], str]) -> None:
        """Tell of ids that went what took their place, by `present_id` (kept id → id today), from now on."""
        self._present_id = present_id

    def favourites(self) -> tuple[str, ...]:
        """Ids in the order they were marked, each once."""
        return tuple(dict.fromkeys(map(self._present_id, self._favourites)))

    def is_favourite(self, entry_id: str) -> bool:
        """Whether the entry is marked."""
        return entry_id in self.favourites()

    def toggle_favourite(self, entry_id: str) -> bool:
        """Mark or unmark; whether it is marked now. Raises StoreError, and changes nothing, if it cannot be kept."""
        kept = [marked for marked in self._favourites if self._present_id(marked) == entry_id]
        if kept:
            self._store.write([Drop("favourite", {"entry": marked}) for marked in kept])
            self._favourites = [marked for marked in self._favourites if marked not in kept]
            return False
        self._store.write([Put("favourite", {"entry": entry_id, "position": self._store.next_transaction})])
        self._favourites.append(entry_id)
        return True

    def recents(self, limit: int = 20) -> tuple[str, ...]:
        """Ids of the entries opened last, newest first, each once."""
        return tuple(dict.fromkeys(map(self._present_id, self._recents)))[:limit]

    def use(self) -> dict[str, float]:
        """How much each entry was in use lately: id → 0–1, decaying with every other entry that is opened."""
        return {entry_id: DECAY**age for age, entry_id in enumerate(self.recents(RECENTS_KEPT))}

    def record_opened(self, entry_id: str) -> bool:
        """Move the entry to the front of the recents; whether that will survive a restart.

        Never raises: opening an entry must not fail because the disk is full.
        """
        if self._recents[:1] == [entry_id]:
            return True
        self._recents = [entry_id, *(e for e in self._recents if e != entry_id)]
        dropped = self._recents[RECENTS_KEPT:]
        self._recents = self._recents[:RECENTS_KEPT]
        row = Put("recent", {"entry": entry_id, "position": self._store.next_transaction})
        try:
            self._store.write([row, *(Drop("recent", {"entry": old}) for old in dropped)])
        except StoreError:
            return False
        return True


def _by_position(store: RowStore, table: str) -> list[str]:
    rows = sorted(store.rows(table), key=lambda row: int(row["position"] or 0))
    return [str(row["entry"]) for row in rows]
