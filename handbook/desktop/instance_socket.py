"""The local socket by which a later start tells the first one what is wanted; imported where one is needed."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from handbook.desktop.wishes import WISHES

WAIT_MS = 3000
RETRY_MS = 50


class InstanceServer(QObject):
    """Hears what later starts of the user whose folder is `home` wish, from when it is made."""

    wished = Signal(str)
    """The window shall be shown, or hidden if it is in front: one of `WISHES`."""

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(server_name(home))  # what a killed program left behind
        self._server.listen(server_name(home))

    def close(self) -> None:
        """Hear nothing more."""
        self._server.close()

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


def tell_first(home: Path, wish: str, *, is_waited_for: bool) -> bool:
    """Tell the first program what is wanted; whether it heard.

    One that does not listen yet may be waited for, up to `WAIT_MS`.
    """
    socket = QLocalSocket()
    deadline = QDeadlineTimer(WAIT_MS if is_waited_for else 0)
    socket.connectToServer(server_name(home))
    while not socket.waitForConnected(WAIT_MS):
        if deadline.hasExpired():
            return False
        QThread.msleep(RETRY_MS)  # the first one may have been started a moment ago and not listen yet
        socket.connectToServer(server_name(home))
    socket.write(f"{wish}\n".encode())
    heard = socket.waitForBytesWritten(WAIT_MS)
    socket.disconnectFromServer()
    return heard


def server_name(home: Path) -> str:
    """One name for each user's folder; short, as the platforms limit it."""
    return f"gongre-handbook-{hashlib.sha256(str(home).encode()).hexdigest()[:16]}"
