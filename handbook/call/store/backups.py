"""A store and its folder of copies -> verified backups, each with the redo log of what followed it.

Names carry the number of the last transaction, so order needs no clock: ``0000000042.db`` and
``0000000042.redo``.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from handbook.call.store.connection import Connect, Connection, create_private_file, create_private_folder
from handbook.call.store.redo_log import RedoLog
from handbook.call.store.schema import Migration
from handbook.call.store.soundness import has_sound_header, is_sound
from handbook.call.store.store_errors import StoreDamaged, StoreError
from handbook.whole_file import replace_durably

KEPT = 12


class Backups:
    """The copies of one store, in a folder beside it."""

    def __init__(self, folder: Path, connect: Connect, steps: Sequence[Migration]) -> None:
        self.folder = folder
        self._connect = connect
        self._steps = steps

    def numbers(self) -> list[int]:
        """Transaction numbers of the backups, oldest first."""
        return sorted(int(path.stem) for path in self.folder.glob("*.db") if path.stem.isdigit())

    def path(self, number: int) -> Path:
        """The backup of that number."""
        return self.folder / f"{number:010d}.db"

    def segments(self, first: int) -> list[Path]:
        """Redo segments from backup `first` on, in order."""
        return sorted(p for p in self.folder.glob("*.redo") if p.stem.isdigit() and int(p.stem) >= first)

    def open_redo(self, number: int) -> RedoLog:
        """The segment that follows transaction `number`."""
        create_private_folder(self.folder)
        return RedoLog(self.folder / f"{number:010d}.redo")

    def make(self, connection: Connection, number: int) -> Path:
        """Copy the store as it stands after transaction `number`, verify the copy, and only then name it."""
        create_private_folder(self.folder)
        target = self.path(number)
        draft = self.folder / "draft.tmp"
        draft.unlink(missing_ok=True)
        create_private_file(draft)
        list(connection.execute("VACUUM INTO ?", (str(draft),)))
        if not self.is_good(draft):
            draft.unlink()
            raise StoreDamaged("通话记录的备份没有通过核对,未保留;原记录仍在。请重新打开程序。")
        replace_durably(draft, target)
        return target

    def is_good(self, path: Path) -> bool:
        """Whether a copy can be restored; never raises for a bad one."""
        try:
            if path.stat().st_size == 0 or not has_sound_header(path):
                return False
            connection = self._connect(path)
        except (OSError, StoreError):
            return False
        try:
            return is_sound(connection, self._steps)
        finally:
            connection.close()

    def newest_good(self) -> int | None:
        """Number of the newest backup that passes all checks."""
        return next((n for n in reversed(self.numbers()) if self.is_good(self.path(n))), None)

    def prune(self, *, keep: int = KEPT, purged: int = 0) -> None:
        """Delete all but the newest `keep`, and every copy older than the purge at transaction `purged`."""
        kept = [number for number in self.numbers() if number >= purged][-keep:]
        for number in set(self.numbers()) - set(kept):
            self.path(number).unlink()
        oldest = kept[0] if kept else purged
        for segment in self.folder.glob("*.redo"):
            if segment.stem.isdigit() and int(segment.stem) < oldest:
                segment.unlink()

    def sweep(self) -> None:
        """Remove what a kill in the middle of a backup left behind."""
        for leftover in self.folder.glob("draft.tmp*"):
            with suppress(OSError):
                leftover.unlink()
