"""One window for each user: a second start asks the first to come to the front, and ends."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QSysInfo, QThread, Signal, Slot

if TYPE_CHECKING:  # the lock is taken before the first paint, the library of sockets is loaded after it
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK_NAME = "window.lock"
WAIT_MS = 3000
RETRY_MS = 50
SETTLING_MS = 100
"""Far longer than making a lock and writing one's number into it take."""
SHOW, TOGGLE = "show", "toggle"
WISHES = (SHOW, TOGGLE)


class SingleInstance(QObject):
    """Holds the user's lock while the window lives; the lock of a program that was killed counts for nothing."""

    wished = Signal(str)
    """A second start wants the window: to be shown, or to be hidden if it is in front."""

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._lock = QLockFile(str(home / LOCK_NAME))
        self._lock.setStaleLockTime(0)  # age says nothing: a window may stand open for weeks
        self._server: QLocalServer | None = None
        self._is_holder_near = True
        """Whether a window of this machine may be about to listen."""

    def take(self) -> bool:
        """Whether this is the first. Also true where the folder cannot be written to."""
        with suppress(OSError):  # nothing is kept then, which the store tells
            self._home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError:
            return True
        return self._take_over()

    def listen(self) -> None:
        """Hear from now on what later starts wish."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(server_name(self._home))  # what a killed program left behind
        self._server.listen(server_name(self._home))

    def ask_first(self, wish: str) -> bool:
        """Tell the first program what is wanted; whether it heard. One that starts just now is waited for."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        deadline = QDeadlineTimer(WAIT_MS if self._is_holder_near else 0)
        socket.connectToServer(server_name(self._home))
        while not socket.waitForConnected(WAIT_MS):
            if deadline.hasExpired():
                return False
            QThread.msleep(RETRY_MS)  # the first one may have been started a moment ago and not listen yet
            socket.connectToServer(server_name(self._home))
        socket.write(f"{wish}\n".encode())
        heard = socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        return heard

    def release(self) -> None:
        """Let another take the place."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _take_over(self) -> bool:
        """Whether nobody holds the lock that is there: a power cut emptied it, or another machine left it."""
        if not self._lock.getLockInfo()[0]:
            QThread.msleep(SETTLING_MS)  # who made it a moment ago may be about to sign it
        number, machine, _ = self._lock.getLockInfo()
        is_ours = bool(number) and machine == QSysInfo.machineHostName()
        self._is_holder_near = is_ours and os.access(self._home / LOCK_NAME, os.W_OK)
        # Refused where a window lives: that one holds the file itself, not its name alone.
        return self._lock.removeStaleLockFile() and self._lock.tryLock(0)

    @Slot()
    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection() if self._server is not None else None
        if socket is not None:
            socket.readyRead.connect(self._on_words)
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    @Slot()
    def _on_words(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        while socket.canReadLine():
            wish = bytes(socket.readLine(64).data()).decode(errors="replace").strip()
            if wish in WISHES:
                self.wished.emit(wish)


def server_name(home: Path) -> str:
    """One name for each user's folder; short, as the platforms limit it."""
    import hashlib  # needed after the first paint alone

    return f"gongre-handbook-{hashlib.sha256(str(home).encode()).hexdigest()[:16]}"
