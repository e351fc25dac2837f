"""A folder of plain files under a power cut: what was synced is there, of the rest a part.

Contents that were not synced are kept, dropped or torn at sectors; names of a folder that was not synced since are there up to
any moment, each folder by itself. Seen from the interpreter's own audit events, so that the code under test is as it is.
"""

import os
import random
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.unit.call.power_cut import survivors

_CHANGES = frozenset({"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.truncate"})
Names = dict[str, int]


class PowerCut(BaseException):
    """The machine is off; nothing of the process goes on."""


@dataclass
class PlainDisk:
    """Watches `folder`, and goes off just before operation `cut_at`; -1 = never."""

    folder: Path
    cut_at: int = -1
    is_lying: bool = False
    """Whether syncing does nothing."""
    operations: int = 0
    is_off: bool = False
    _ids: dict[int, int] = field(default_factory=dict[int, int])
    _made: int = 0
    _now: dict[int, Names] = field(default_factory=dict[int, Names])
    """Folder -> its names, as the process sees them."""
    _durable: dict[int, Names] = field(default_factory=dict[int, Names])
    _since: dict[int, list[Names]] = field(default_factory=dict[int, list[Names]])
    """Folder -> how it stood after each change that was not synced."""
    _contents: dict[int, bytes] = field(default_factory=dict[int, bytes])
    _synced: dict[int, bytes] = field(default_factory=dict[int, bytes])

    def __post_init__(self) -> None:
        self._settle()
        self._durable = {folder: dict(names) for folder, names in self._now.items()}
        self._since.clear()
        self._synced = dict(self._contents)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch what the process does meanwhile."""
        _Watch.install()
        fsync = os.fsync
        _Watch.disk = self
        os.fsync = self._fsync(fsync)  # type: ignore[assignment]
        try:
            yield
        finally:
            _Watch.disk = None
            os.fsync = fsync

    def count(self) -> None:
        """One operation."""
        if self.is_off:
            return
        _Watch.disk = None  # what is read here is no operation
        try:
            self._settle()
            if self.operations == self.cut_at:
                self.is_off = True
                raise PowerCut
            self.operations += 1
        finally:
            _Watch.disk = self

    def leave(self, image: Path, dice: random.Random) -> None:
        """Write to `image` what is found when the machine is on again."""
        image.mkdir()
        self._leave(self._ids[self.folder.stat().st_ino], image, dice)

    def _leave(self, folder: int, image: Path, dice: random.Random) -> None:
        states = [self._durable.get(folder, {}), *self._since.get(folder, [])]
        for name, one in dice.choice(states).items():
            place = image / name
            if one in self._now or one in self._durable:
                place.mkdir()
                self._leave(one, place, dice)
                continue
            durable, now = self._synced.get(one, b""), self._contents.get(one, b"")
            pending = [] if durable == now else [("truncate", len(now), b""), ("write", 0, now)]
            place.write_bytes(survivors(durable, pending, dice))

    def _fsync(self, real: object) -> object:
        def sync(descriptor: int) -> None:
            self.count()
            if self.is_off or self.is_lying:
                return
            known = self._ids.get(os.fstat(descriptor).st_ino)
            if known is None:
                return
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                self._durable[known] = dict(self._now[known])
                self._since.pop(known, None)
            else:
                self._synced[known] = self._contents[known]

        return sync

    def _settle(self) -> None:
        """Note what has changed since the last operation."""
        there: dict[int, int] = {}
        self._scan(self.folder, there)
        self._ids = there

    def _scan(self, folder: Path, there: dict[int, int]) -> int:
        own = self._id(folder.stat().st_ino, there)
        names: Names = {}
        with os.scandir(folder) as entries:
            for entry in list(entries):
                if entry.is_dir(follow_symlinks=False):
                    names[entry.name] = self._scan(Path(entry.path), there)
                else:
                    one = names[entry.name] = self._id(entry.inode(), there)
                    self._contents[one] = Path(entry.path).read_bytes()
        if names != self._now.get(own):
            self._now[own] = names
            self._since.setdefault(own, []).append(dict(names))
        return own

    def _id(self, inode: int, there: dict[int, int]) -> int:
        """A number of its own for each file: the disk gives those of removed ones away again."""
        known = self._ids.get(inode)
        if known is None:
            self._made += 1
            known = self._made
        there[inode] = known
        return known


class _Watch:
    """An audit hook stays for good; it hears nothing while no disk is watched."""

    disk: PlainDisk | None = None
    _is_installed = False

    @classmethod
    def install(cls) -> None:
        if not cls._is_installed:
            sys.addaudithook(cls._heard)
            cls._is_installed = True

    @classmethod
    def _heard(cls, event: str, args: tuple[object, ...]) -> None:
        disk = cls.disk
        if disk is None or event not in _CHANGES:
            return
        if event == "open" and not (isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)):
            return
        disk.count()
