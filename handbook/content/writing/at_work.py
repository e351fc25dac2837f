"""Who works on which file of a company's folder just now: a note of each, renewed each minute; whose note stands still is away.

A note is a courtesy, never a lock: whoever writes is held to what he read by `DraftShelf` alone. Clocks of other machines
are not believed: a note is silent once this process has watched it for five minutes, by a clock that only goes forward,
without seeing it change.
"""

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import RLock

import msgspec

from handbook.content.file_names import WORKROOM
from handbook.content.person import Person
from handbook.disk_words import reason
from handbook.errors import HandbookError
from handbook.whole_file import write_whole

NOTES = "notes"
"""Folder below the workroom; what stands there is of this moment, and in no backup."""
RENEW_S = 60.0
"""Seconds between two renewals, and between two looks at the notes of others."""
SILENCE_S = 300.0
"""A note that stood still for so many watched seconds is one of somebody who is away."""
_MOST_WATCHED_S = 2 * RENEW_S
"""So much of the time between two looks counts: a computer that slept has watched nothing."""
_MOST_BYTES = 4096
_MOST_SIGNS = 40
_AHEAD = timedelta(minutes=10)


class NotesUnreachable(HandbookError):
    """The folder with the notes does not answer; nothing that somebody typed depends on it."""


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who has the same file open."""

    name: str
    machine: str
    since: datetime | None
    """By his clock, in the zone of this one; None where that clock cannot be right."""
    key: str
    """The same for the same person at the same machine."""
    is_silent: bool = False
    took_over: bool = False
    """He went on with the file because this person's own note had stood still."""


class _Note(msgspec.Struct, frozen=True, kw_only=True):
    file: str
    name: str
    machine: str
    account: str = ""
    since: datetime
    beats: int = 0
    """One more at each renewal, so that no two writings are alike."""
    instead_of: tuple[str, ...] = ()
    """Keys of those whose notes had stood still."""


@dataclass(slots=True)
class _Held:
    since: datetime
    beats: int = 0
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Watched:
    raw: bytes
    silent: float
    """Seconds during which it was seen not to change."""
    at: float
    """The last look."""


class AtWork:
    """The notes of one person at one machine, and what he sees of the others; may be asked from any thread, one at a time.

    Every method but `leave` raises NotesUnreachable where the folder does not answer, and may be asked again later.
    """

    def __init__(
        self,
        site: Path,
        person: Person,
        machine: str,
        now: Callable[[], datetime],
        monotonic: Callable[[], float],
    ) -> None:
        """`now`: aware, for the words alone; `monotonic`: in seconds."""
        self.person = person
        self._site = site
        self._folder = site / WORKROOM / NOTES
        self._machine = machine
        self._now = now
        self._monotonic = monotonic
        self._held: dict[str, _Held] = {}
        self._watched: dict[str, _Watched] = {}
        self._was_there = False
        self._has_gap = False
        """The folder did not answer the last time: nothing was watched since."""
        self._lock = RLock()

    def take(self, file: str) -> Other | None:
        """Say that this person works on `file` from now on; who did already, the first first."""
        others = self.renew(file)
        return others[0] if others else None

    def renew(self, file: str) -> tuple[Other, ...]:
        """Say it again, each minute; the others who work on it. A file that was not taken is taken."""
        with self._lock, self._reached():
            if not self._held:
                self._clear_own()
            held = self._held.setdefault(file, _Held(self._now()))
            own = self._path(file)
            had_note = held.beats > 0
            is_gone = had_note and not own.exists()
            if self._is_there():
                self._write(file, held)
            others = self._others(file)
            if not is_gone:
                return others
            return tuple(self._seen_again(other, file) for other in others)

    def others(self, file: str) -> tuple[Other, ...]:
        """Who else has `file` open, the first first; also a look at all notes, by which silence is told."""
        with self._lock, self._reached():
            return self._others(file)

    def take_over(self, file: str) -> tuple[Other, ...]:
        """Go on in the place of those who are silent: their notes go, and they are told when they come back."""
        with self._lock, self._reached():
            silent = tuple(other for other in self._others(file) if other.is_silent)
            for other in silent:
                self._path(file, other.key).unlink(missing_ok=True)
            if silent:
                held = self._held.setdefault(file, _Held(self._now()))
                held.instead_of = tuple({*held.instead_of, *(other.key for other in silent)})
                self._write(file, held)
        return silent

    def work_as(self, person: Person) -> None:
        """Under this name from now on; what was noted under another one goes, and is noted anew when it is taken."""
        with self._lock:
            if person != self.person:
                for file in tuple(self._held):
                    self.leave(file)
                self.person = person

    def leave(self, file: str) -> None:
        """This person works on it no more. A folder that does not answer keeps the note, which is silent soon."""
        with self._lock:
            self._held.pop(file, None)
            with suppress(OSError):
                self._path(file).unlink(missing_ok=True)

    # -- internals

    @property
    def _key(self) -> str:
        who = "\0".join((self.person.account, self.person.name, self._machine))
        return hashlib.sha256(who.encode()).hexdigest()[:12]

    def _path(self, file: str, key: str = "") -> Path:
        stem = file.removesuffix(".yaml").replace("/", "_")
        return self._folder / f"{stem}.{key or self._key}.json"

    def _is_there(self) -> bool:
        """Whether there is a folder: one on this computer may not have been made yet, and a note alone makes none."""
        is_there = self._site.is_dir()
        # An empty folder may be where a share was: what stood there is gone with it.
        if self._was_there and not (is_there and self._folder.parent.is_dir()):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self._site))
        return is_there

    def _write(self, file: str, held: _Held) -> None:
        held.beats += 1
        note = _Note(
            file=file,
            name=self.person.name,
            machine=self._machine,
            account=self.person.account,
            since=held.since,
            beats=held.beats,
            instead_of=held.instead_of,
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._path(file), msgspec.json.encode(note))
        self._was_there = True

    def _clear_own(self) -> None:
        """Take away what this person left here when his program ended without a word."""
        with suppress(OSError):
            for path in self._folder.glob(f"*.{self._key}.json"):
                path.unlink(missing_ok=True)

    def _others(self, file: str) -> tuple[Other, ...]:
        found = []
        for name, note in self._looked():
            key = name.rpartition(".")[0].rpartition(".")[2]
            if note.file == file and key != self._key:
                is_silent = self._watched[name].silent >= SILENCE_S
                found.append(
                    Other(_words(note.name) or "有人", _words(note.machine), self._time(note), key, is_silent)
                )
        return tuple(sorted(found, key=lambda other: (other.since is None, other.since, other.key)))

    def _looked(self) -> list[tuple[str, _Note]]:
        """All notes by their names; how long each has stood still is counted on the way."""
        at = self._monotonic()
        found: list[tuple[str, _Note]] = []
        watched: dict[str, _Watched] = {}
        names = sorted(path.name for path in self._folder.glob("*.json")) if self._is_there() else []
        for name in names:
            raw = self._raw(name)
            with suppress(msgspec.DecodeError, UnicodeDecodeError):
                note = msgspec.json.decode(raw, type=_Note)
                watched[name] = self._watch(name, raw, at)
                found.append((name, note))
        self._watched = watched
        self._has_gap = False
        return found

    def _raw(self, name: str) -> bytes:
        """What stands in a note; what cannot be read this time (it is being replaced) is as it was."""
        try:
            with (self._folder / name).open("rb") as file:
                return file.read(_MOST_BYTES)
        except OSError:
            before = self._watched.get(name)
            return before.raw if before is not None else b""

    def _watch(self, name: str, raw: bytes, at: float) -> _Watched:
        before = self._watched.get(name)
        if before is None or before.raw != raw:
            return _Watched(raw, 0.0, at)
        passed = 0.0 if self._has_gap else min(max(at - before.at, 0.0), _MOST_WATCHED_S)
        return _Watched(raw, before.silent + passed, at)

    def _time(self, note: _Note) -> datetime | None:
        now = self._now()
        since = (
            note.since.astimezone(now.tzinfo) if note.since.tzinfo else note.since.replace(tzinfo=now.tzinfo)
        )
        return since if since <= now + _AHEAD else None

    def _seen_again(self, other: Other, file: str) -> Other:
        """`other` after this person's note went: whether it was he who took it away."""
        with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
            note = msgspec.json.decode(self._path(file, other.key).read_bytes(), type=_Note)
            if self._key in note.instead_of:
                return Other(other.name, other.machine, other.since, other.key, other.is_silent, True)
        return other

    @contextmanager
    def _reached(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self._has_gap = True
            words = (
                f"看不到有没有同事也在改({reason(error)});您打的字都在这个窗口里,没有丢。"
                f"请检查本单位文件夹 {self._site} 能不能写、网络盘接上没有"
            )
            raise NotesUnreachable(words) from error


def _words(text: str) -> str:
    return " ".join(text.split())[:_MOST_SIGNS]
