"""The letters that wait -> the company's share, each created once and never written over.

A desk may create files there and needs no other right: nothing is renamed, replaced or deleted, and a file of which half was
written when the process was killed gets a second one beside it. Whatever the share does costs the desk nothing.
"""

import errno
import json
import os
import stat
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from handbook.fleet.inbox.letter import LARGEST, Letter, is_whole, to_bytes
from handbook.fleet.inbox.outbox import Outbox

INBOX = "inbox"
"""The folder on the share; a share without it wants nothing."""
ENOUGH_SEATS = 5
"""Fewer desks than these, and the hours would tell when one person works."""
_WEEK = timedelta(days=7)
_MOST_AT_ONCE = 31
_MOST_ATTEMPTS = 9
_LARGEST_WORD = 4_096
_MOST_WORDS = 5_000


def leave_day_sums(share: Path, seats: Path, outbox: Outbox, seat: str, now: datetime) -> int:
    """Leave the letters that wait in `inbox/<seat>/` of the share; how many lie there now that did not before.

    `seats` is where desks leave word of themselves; hours go only where five of them did within a week. Never raises OSError.
    """
    count = 0
    with suppress(OSError):
        inbox = share / INBOX
        letters = list(islice(outbox.waiting(), _MOST_AT_ONCE)) if inbox.is_dir() else []
        if not letters:
            return 0
        folder = inbox / seat
        with suppress(FileExistsError):
            folder.mkdir()
        if not _is_plain_folder(folder):
            return 0
        with_hours = _are_enough(seats, now)
        for letter in letters:
            if _leave(folder, replace(letter, seat=seat), with_hours=with_hours):
                outbox.left(letter.day)
                count += 1
    return count


def _leave(folder: Path, letter: Letter, *, with_hours: bool) -> bool:
    """Whether the letter lies there whole, now or since before."""
    data = to_bytes(letter, with_hours=with_hours)
    for attempt in range(1, _MOST_ATTEMPTS + 1):
        path = folder / file_name(letter, attempt)
        try:
            _create(path, data)
        except FileExistsError:
            if _lies_whole(path):
                return True
        else:
            return True
    return False


def file_name(letter: Letter, attempt: int = 1) -> str:
    """The name of its file; the second attempt stands beside a first one that was torn."""
    return f"{letter.day.isoformat()}{f'.{attempt}' if attempt > 1 else ''}.jsonl"


def _create(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, 0o644)
    try:
        written = 0
        while written < len(data):
            written += os.write(descriptor, data[written:])
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lies_whole(path: Path) -> bool:
    """Whether what lies there need not be written again; what cannot be read was whole, as far as can be known."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return True
        return path.stat().st_size > LARGEST or is_whole(path.read_bytes())
    except OSError as error:
        return error.errno in (errno.EACCES, errno.EPERM)


def _is_plain_folder(folder: Path) -> bool:
    """Whether it is a folder itself: a link would lead our file elsewhere."""
    found = folder.lstat()
    is_point = getattr(found, "st_file_attributes", 0) & getattr(stat, "FILE_ATTRIBUTE_REPARSE_POINT", 0)
    return stat.S_ISDIR(found.st_mode) and not is_point


def _are_enough(seats: Path, now: datetime) -> bool:
    seen = 0
    with suppress(OSError), os.scandir(seats) as entries:
        for entry in islice(entries, _MOST_WORDS):
            seen += entry.name.endswith(".json") and _was_seen(entry, now)
            if seen >= ENOUGH_SEATS:
                return True
    return False


def _was_seen(entry: "os.DirEntry[str]", now: datetime) -> bool:
    try:
        if not entry.is_file(follow_symlinks=False) or entry.stat().st_size > _LARGEST_WORD:
            return False
        seen = datetime.fromisoformat(json.loads(Path(entry.path).read_bytes())["seen"])
        return abs(now - seen) <= _WEEK
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
