"""The folder of the inbox -> the letters that lie in it, and a list of all that is none and was not read.

Anybody at a desk may lay a file there. Links, pipes, folders and files of another name are listed, never opened; what is too
large or too long is not read; of one desk and one day one letter counts.
"""

import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from handbook.fleet.inbox.letter import LARGEST, SEAT, Letter, read_letter

MOST_FILES = 500_000
"""A year of a thousand desks and more."""
LISTED = 20
"""Of those that were not read, so many are named."""
_NAME_LENGTH = len("2026-11-28")
_FLAGS = (
    os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
)


class Unread(StrEnum):
    """Why something was not read, or does not count."""

    LINK = "链接"
    SPECIAL = "不是普通文件"
    FOREIGN = "别的文件"
    TOO_LARGE = "太大"
    TORN = "没写完或写坏"
    MISPLACED = "里面写的台或日子和文件名不符"
    REPEATED = "同一台同一天又一份"
    REFUSED = "打不开"
    TOO_MANY = "文件太多,没有再读"


@dataclass(slots=True)
class Inbox:
    """What was read."""

    letters: list[Letter] = field(default_factory=list[Letter])
    unread: Counter[Unread] = field(default_factory=Counter[Unread])
    named: list[tuple[str, Unread]] = field(default_factory=list[tuple[str, Unread]])
    """The first of them: place below the folder."""
    broken: int = 0
    """Lines that could not be read, in letters that count."""

    def pass_over(self, name: str, why: Unread) -> None:
        """Note that something was not read."""
        self.unread[why] += 1
        if len(self.named) < LISTED:
            self.named.append((name, why))


def read_inbox(folder: Path, since: date | None = None, until: date | None = None) -> Inbox:
    """Read every letter below `folder`, of the days from `since` to `until`.

    Raises:
        OSError: the folder itself cannot be listed.
    """
    inbox = Inbox()
    count = 0
    for seat in _seats(folder, inbox):
        known: set[date] = set()
        for name, path in _files(seat, inbox):
            count += 1
            if count > MOST_FILES:
                inbox.pass_over(seat.name, Unread.TOO_MANY)
                return inbox
            day = _day(name)
            if day is None:
                inbox.pass_over(f"{seat.name}/{name}", Unread.FOREIGN)
            elif (since is None or since <= day) and (until is None or day <= until):
                _take(inbox, path, f"{seat.name}/{name}", (seat.name, day), known)
    return inbox


def _seats(folder: Path, inbox: Inbox) -> list["os.DirEntry[str]"]:
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    return [entry for entry in found if _is_seat(entry, inbox)]


def _is_seat(entry: "os.DirEntry[str]", inbox: Inbox) -> bool:
    if _is_link(entry):
        inbox.pass_over(entry.name, Unread.LINK)
    elif not entry.is_dir(follow_symlinks=False):
        is_file = entry.is_file(follow_symlinks=False)
        inbox.pass_over(entry.name, Unread.FOREIGN if is_file else Unread.SPECIAL)
    elif SEAT.fullmatch(entry.name):
        return True
    else:
        inbox.pass_over(entry.name, Unread.FOREIGN)
    return False


def _files(seat: "os.DirEntry[str]", inbox: Inbox) -> Iterator[tuple[str, str]]:
    """Name and path of the plain files of a desk, in order."""
    try:
        with os.scandir(seat.path) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        inbox.pass_over(seat.name, Unread.REFUSED)
        return
    for entry in found:
        if _is_link(entry):
            inbox.pass_over(f"{seat.name}/{entry.name}", Unread.LINK)
        elif not entry.is_file(follow_symlinks=False):
            inbox.pass_over(f"{seat.name}/{entry.name}", Unread.SPECIAL)
        else:
            yield entry.name, entry.path


def _is_link(entry: "os.DirEntry[str]") -> bool:
    if entry.is_symlink():
        return True
    if not hasattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT") or os.name != "nt":
        return False
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_REPARSE_POINT)


def _take(inbox: Inbox, path: str, name: str, expected: tuple[str, date], known: set[date]) -> None:
    try:
        data = _read(path)
    except OSError:
        inbox.pass_over(name, Unread.REFUSED)
        return
    if data is None or len(data) > LARGEST:
        inbox.pass_over(name, Unread.SPECIAL if data is None else Unread.TOO_LARGE)
        return
    read = read_letter(data)
    if read.letter is None:
        inbox.pass_over(name, Unread.TORN)
    elif (read.letter.seat, read.letter.day) != expected:
        inbox.pass_over(name, Unread.MISPLACED)
    elif read.letter.day in known:
        inbox.pass_over(name, Unread.REPEATED)
    else:
        known.add(read.letter.day)
        inbox.letters.append(read.letter)
        inbox.broken += read.broken


def _read(path: str) -> bytes | None:
    """At most one byte more than a letter may have; None where it is no plain file any more."""
    descriptor = os.open(path, _FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        data = b""
        while len(data) <= LARGEST and (more := os.read(descriptor, LARGEST + 1 - len(data))):
            data += more
        return data
    finally:
        os.close(descriptor)


def _day(name: str) -> date | None:
    """The day of 2026-11-28.jsonl, or of its second attempt 2026-11-28.2.jsonl."""
    stem, _, rest = name.partition(".")
    if len(stem) != _NAME_LENGTH or rest not in _ENDINGS:
        return None
    try:
        return date.fromisoformat(stem)
    except ValueError:
        return None


_ENDINGS = frozenset(("jsonl", *(f"{attempt}.jsonl" for attempt in range(2, 10))))
