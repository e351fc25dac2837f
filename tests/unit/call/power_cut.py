"""A VFS under the real store: knows what was synced, says what a power cut would leave, and fails when told to.

Every unsynced write is kept, dropped or torn at sectors of 512 bytes. Names of files count as durable.
"""

import random
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import apsw
from typing_extensions import override

from handbook.call.store.connection import Connection
from handbook.call.store.tables import Value

SECTOR = 512
Pending = tuple[str, int, bytes]


class Disk(apsw.VFS):
    """Passes everything on to the real files and remembers what was not synced."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.durable: dict[str, bytes] = {}
        self.pending: dict[str, list[Pending]] = {}
        self.operations = 0
        self.cut_at = -1
        self.image: Path | None = None
        self.seed = 0
        self.folder = Path()
        self.is_redo_lost = False
        self.fail_at = -1
        self.failure: type[apsw.Error] = apsw.IOError
        super().__init__(name, "")

    @override
    def xOpen(self, name: Any, flags: list[int]) -> "DiskFile":
        return DiskFile(self, name, flags)

    def count(self) -> None:
        """One operation; the power goes off just before the chosen one."""
        if self.operations == self.cut_at and self.image is None:
            self.image = self.folder.parent / "after"
            self._leave(self.image)
        self.operations += 1
        if self.operations - 1 == self.fail_at:
            raise self.failure("injected")

    def _leave(self, image: Path) -> None:
        dice = random.Random(self.seed)
        for source in sorted(p for p in self.folder.rglob("*") if p.is_file()):
            target = image / source.relative_to(self.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            if pending := self.pending.get(str(source)):
                target.write_bytes(survivors(self.durable[str(source)], pending, dice))
            elif source.suffix == ".redo":
                whole = source.read_bytes()
                kept = 0 if self.is_redo_lost else dice.choice([0, dice.randint(0, len(whole)), len(whole)])
                target.write_bytes(whole[:kept])
            else:
                shutil.copyfile(source, target)


def survivors(durable: bytes, pending: Sequence[Pending], dice: random.Random) -> bytes:
    """What the platter holds: the synced bytes and a random part of the rest."""
    content = bytearray(durable)
    for verb, offset, written in pending:
        fate = dice.choice(["kept", "dropped", "torn"])
        if verb == "truncate":
            if fate != "dropped":
                del content[offset:]
                content.extend(b"\0" * (offset - len(content)))
            continue
        for start in range(0, len(written), SECTOR):
            if fate == "kept" or (fate == "torn" and dice.random() < 0.5):
                put(content, offset + start, written[start : start + SECTOR])
    return bytes(content)


def put(content: bytearray, offset: int, written: bytes) -> None:
    content.extend(b"\0" * (offset - len(content)))
    content[offset : offset + len(written)] = written


class DiskFile(apsw.VFSFile):
    """One open file."""

    def __init__(self, disk: Disk, name: Any, flags: list[int]) -> None:
        super().__init__("", name, flags)
        self.disk = disk
        self.path = name if isinstance(name, str) else (name.filename() if name else "")
        if self.path and self.path not in disk.durable:
            disk.durable[self.path] = Path(self.path).read_bytes()
            disk.pending[self.path] = []

    @override
    def xWrite(self, data: bytes, offset: int) -> None:
        self.disk.count()
        super().xWrite(data, offset)
        if self.path:
            self.disk.pending[self.path].append(("write", offset, bytes(data)))

    @override
    def xTruncate(self, newsize: int) -> None:
        self.disk.count()
        super().xTruncate(newsize)
        if self.path:
            self.disk.pending[self.path].append(("truncate", newsize, b""))

    @override
    def xSync(self, flags: int) -> None:
        # The real disk need not sync; what counts is what the store asked for.
        self.disk.count()
        if self.path:
            self.disk.durable[self.path] = Path(self.path).read_bytes()
            self.disk.pending[self.path] = []

    @override
    def xClose(self) -> None:
        super().xClose()
        if self.path and not self.disk.pending[self.path]:
            del self.disk.durable[self.path], self.disk.pending[self.path]


class ApswConnection:
    """An APSW connection that looks like the standard library's to the store."""

    def __init__(self, path: Path, vfs: str, replaced: dict[str, str]) -> None:
        self._connection = apsw.Connection(str(path), vfs=vfs)
        self._connection.set_busy_timeout(50)
        self._replaced = replaced

    def execute(self, sql: str, values: Sequence[Value] = (), /) -> Iterable[Sequence[Any]]:
        try:
            rows = list(self._connection.execute(self._replaced.get(sql, sql), values))
        except apsw.Error as error:
            raise as_standard(error) from error
        return [(2,)] if sql == "PRAGMA synchronous" else rows

    def close(self) -> None:
        self._connection.close()


def as_standard(error: apsw.Error) -> sqlite3.Error:
    standard = sqlite3.OperationalError(str(error))
    standard.sqlite_errorcode = getattr(error, "extendedresult", 0) or getattr(error, "result", 1)
    return standard


def connector(disk: Disk, *, synchronous: str = "FULL") -> Any:
    """What `Store.open` takes; with another `synchronous` the store is lied to about it."""
    replaced = {"PRAGMA synchronous = FULL": f"PRAGMA synchronous = {synchronous}"}

    def connect(path: Path) -> Connection:
        return ApswConnection(path, disk.name, replaced)

    return connect
