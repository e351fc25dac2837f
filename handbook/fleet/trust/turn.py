"""A share that several computers write to -> one writer at a time; who waits goes on by himself, who died is passed over.

A file tells who writes and since when. Its holder adds to it every second; a file that nobody added to for a while is of a
process that died. That is seen with the waiting computer's own clock, so that no clock has to be right.
"""

import json
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from handbook.errors import HandbookError
from handbook.whole_file import PATIENCE

LOCK = "publishing.lock"
WAIT_S = 20.0
"""Seconds that a writer waits for another."""
BEAT_S = 1.0
"""Seconds between two signs of life of the holder."""
DEAD_S = 8.0
"""Seconds without a sign of life after which the holder is taken for dead."""
_PAUSE_S = (0.03, 0.15)
"""Between two looks of one who waits; by chance, lest two go on in step."""
_LARGEST = 4096


class TurnRefused(HandbookError):
    """Another one writes, or took over meanwhile; nothing was published, and the message says who."""


class Turn:
    """The right to write, as long as it is held."""

    def __init__(self, lock: Path, claim: bytes) -> None:
        self._lock = lock
        self._claim = claim

    def hold(self) -> None:
        """Make sure that the turn was not taken over, as from a computer that slept in the midst of it.

        Raises:
            TurnRefused: it was.
        """
        if not self.is_held:
            raise TurnRefused("发布中途停得太久,另一台电脑接了手,这次没有发出。请再发一次。")

    @property
    def is_held(self) -> bool:
        """Whether the file is still the own one."""
        return _claim_in(_read(self._lock)) == self._claim


@contextmanager
def own_turn(share: Path, now: datetime) -> Iterator[Turn]:
    """Wait for the turn, at most `WAIT_S`; it is given back at the end.

    Raises:
        TurnRefused: somebody else is still at it.
        OSError: the share refuses.
    """
    lock = share / LOCK
    claim = _claim(now)
    descriptor = _waited(lock, claim, now)
    stopped = Event()
    beating = Thread(target=_beat, args=(descriptor, stopped), daemon=True)
    beating.start()
    turn = Turn(lock, claim)
    try:
        yield turn
    finally:
        stopped.set()
        beating.join(BEAT_S)
        with suppress(OSError):
            os.close(descriptor)  # Windows removes no file that is open
        if turn.is_held:
            with suppress(OSError):
                lock.unlink()


def _waited(lock: Path, claim: bytes, now: datetime) -> int:
    began = since = time.monotonic()
    seen: bytes | None = None
    while True:
        try:
            return _made(lock, claim)
        except FileExistsError:
            pass
        except PermissionError:  # on Windows also of one that is just being removed
            if sys.platform != "win32" or time.monotonic() - began > PATIENCE:
                raise
        held, moment = _read(lock), time.monotonic()
        if held != seen:
            seen, since = held, moment
        elif held is not None and moment - since > DEAD_S:
            _put_away(lock, held)
            seen = None
            continue
        if moment - began > WAIT_S:
            raise TurnRefused(_who(held, now))
        time.sleep(random.uniform(*_PAUSE_S))  # noqa: S311 (no secret)


def _made(lock: Path, claim: bytes) -> int:
    """The open file of the turn; one call of the system makes it, so that it is made once."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(lock, flags, 0o666)
    os.write(descriptor, claim)
    return descriptor


def _put_away(lock: Path, dead: bytes) -> None:
    """Remove the file of one that died. Where two want to, a move succeeds for one; who moved another's gives it back."""
    aside = lock.with_name(f"{lock.name}.{os.urandom(6).hex()}")
    if _read(lock) != dead:
        return
    try:
        lock.rename(aside)
    except OSError:  # moved by another; or, on Windows, its holder lives and has it open
        return
    if _claim_in(_read(aside)) != _claim_in(dead):
        with suppress(OSError):
            os.link(aside, lock)  # never over one that was made meanwhile
    with suppress(OSError):
        aside.unlink()


def _beat(descriptor: int, stopped: Event) -> None:
    """Add a sign of life until `stopped`; in a file that was put away it reaches nobody, and the holder sees it at its next step."""
    while not stopped.wait(BEAT_S):
        with suppress(OSError):
            size = os.lseek(descriptor, 0, os.SEEK_END)
            if size < _LARGEST // 2:
                os.write(descriptor, b".")
            else:
                os.ftruncate(descriptor, size - _LARGEST // 4)


def _claim(now: datetime) -> bytes:
    """One line that nobody else writes."""
    machine = os.environ.get("COMPUTERNAME", os.uname().nodename if hasattr(os, "uname") else "")
    said = {"machine": machine, "at": now.isoformat(timespec="seconds"), "turn": os.urandom(8).hex()}
    return json.dumps(said).encode() + b"\n"


def _claim_in(held: bytes | None) -> bytes | None:
    return held[: held.find(b"\n") + 1] if held is not None else None


def _read(lock: Path) -> bytes | None:
    try:
        with lock.open("rb") as file:
            return file.read(_LARGEST)
    except OSError:
        return None


def _who(held: bytes | None, now: datetime) -> str:
    machine, age = "另一台电脑", ""
    with suppress(ValueError, KeyError, TypeError, AttributeError):
        said = json.loads(_claim_in(held) or b"")
        machine = said["machine"] or machine
        seconds = max(0, round((now - datetime.fromisoformat(said["at"])).total_seconds()))
        age = f",已经 {seconds // 60} 分 {seconds % 60} 秒" if seconds >= 60 else f",已经 {seconds} 秒"
    return f"{machine} 正在发布{age},请过一会儿再试。"
