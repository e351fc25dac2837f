"""One window for each user: a second start asks the first to come to the front, and ends."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK_NAME = "window.lock"
WAIT_MS = 1500
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
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def take(self) -> bool:
        """Whether this is the first; it listens from now on. Also true where the folder cannot be written to."""
        self._home.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self._lock.tryLock(0) and self._lock.error() == QLockFile.LockError.LockFailedError:
            return False
        QLocalServer.removeServer(server_name(self._home))  # what a killed program left behind
        self._server.listen(server_name(self._home))
        return True

    def ask_first(self, wish: str) -> bool:
        """Tell the first program what is wanted; whether it heard."""
        socket = QLocalSocket()
        socket.connectToServer(server_name(self._home))
        if not socket.waitForConnected(WAIT_MS):
            return False
        socket.write(f"{wish}\n".encode())
        heard = socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        return heard

    def release(self) -> None:
        """Let another take the place."""
        self._server.close()
        self._lock.unlock()

    @Slot()
    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        if socket is not None:
            socket.readyRead.connect(self._on_words)
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    @Slot()
    def _on_words(self) -> None:
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
    return f"gongre-handbook-{hashlib.sha256(str(home).encode()).hexdigest()[:16]}"
