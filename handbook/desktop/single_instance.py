"""One window for each user: whoever holds the user's lock; a second start asks the first to come to the front, and ends."""

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile, QSysInfo, QThread

LOCK_NAME = "window.lock"
SETTLING_MS = 100
"""Far longer than making a lock and writing one's number into it take."""


class SingleInstance:
    """Holds the user's lock while the window lives; the lock of a program that was killed counts for nothing."""

    def __init__(self, home: Path) -> None:
        self.home = home
        """The user's folder, in which the lock is."""
        self._lock = QLockFile(str(home / LOCK_NAME))
        self._lock.setStaleLockTime(0)  # age says nothing: a window may stand open for weeks
        self._is_holder_near = True
        """Whether a window of this machine may be about to listen."""

    def take(self) -> bool:
        """Whether this is the first. Also true where the folder cannot be written to."""
        with suppress(OSError):  # nothing is kept then, which the store tells
            self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError:
            return True
        return self._take_over()

    def ask_first(self, wish: str) -> bool:
        """Tell the first program what is wanted; whether it heard. One that starts just now is waited for."""
        from handbook.desktop.instance_socket import (
            tell_first,  # the first start needs it after its first paint
        )

        return tell_first(self.home, wish, is_waited_for=self._is_holder_near)

    def release(self) -> None:
        """Let another take the place."""
        self._lock.unlock()

    def _take_over(self) -> bool:
        """Whether nobody holds the lock that is there: a power cut emptied it, or another machine left it."""
        if not self._lock.getLockInfo()[0]:
            QThread.msleep(SETTLING_MS)  # who made it a moment ago may be about to sign it
        number, machine, _ = self._lock.getLockInfo()
        is_ours = bool(number) and machine == QSysInfo.machineHostName()
        self._is_holder_near = is_ours and os.access(self.home / LOCK_NAME, os.W_OK)
        # Refused where a window lives: that one holds the file itself, not its name alone.
        return self._lock.removeStaleLockFile() and self._lock.tryLock(0)
