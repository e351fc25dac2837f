"""Calls over a socket go in; the answers and signals of a session bus, and of the Fcitx on it, come out."""

import socket
import threading
from itertools import count

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    Parser,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection

FOUR, PORTAL = "org.fcitx.Fcitx-0", "org.freedesktop.portal.Fcitx"
_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_CONTEXTS = {
    FOUR: ("/inputcontext_7", "org.fcitx.Fcitx.InputContext"),
    PORTAL: ("/org/freedesktop/portal/inputcontext/7", "org.fcitx.Fcitx.InputContext1"),
}


class PlayedBus:
    """One client is served, from a thread; Fcitx composes every letter."""

    def __init__(self) -> None:
        self.refuses = False
        """Fcitx answers keys with an error."""
        self.is_deaf = False
        """The bus itself answers nothing."""
        self.is_up = True
        self._ours, self._theirs = socket.socketpair()
        self._serials = count(1)
        self._name = ""
        """Of the Fcitx that runs."""
        self._composed = ""
        self._is_stopped = False
        self._waiting: list[Message] = []
        """Calls to a Fcitx that is stopped."""
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def connect(self) -> DBusConnection:
        """The client's side."""
        return DBusConnection(self._theirs)

    def start(self, name: str) -> None:
        """A Fcitx of that name starts."""
        with self._lock:
            self._name, self._is_stopped, self._composed = name, False, ""
            self._owner_changed(name, "", ":1.9")

    def kill(self) -> None:
        """It ends, as by kill -9."""
        with self._lock:
            name, self._name = self._name, ""
            self._waiting.clear()
            self._owner_changed(name, ":1.9", "")

    def stop(self) -> None:
        """It hangs, as by SIGSTOP."""
        with self._lock:
            self._is_stopped = True

    def go_on(self) -> None:
        """It answers all that it was asked meanwhile."""
        with self._lock:
            self._is_stopped = False
            for message in self._waiting:
                self._answer_for_fcitx(message)
            self._waiting.clear()

    def commit(self, text: str) -> None:
        """It puts `text` in."""
        with self._lock:
            self._signal("CommitString", "s", (text,))

    def end(self) -> None:
        """The bus ends; the client's side is still the client's to close."""
        if self.is_up:
            self._ours.shutdown(socket.SHUT_RDWR)
        self._thread.join(timeout=10)
        self._ours.close()

    def close(self) -> None:
        """Nothing is left of either side."""
        self.end()
        self._theirs.close()

    def _serve(self) -> None:
        parser = Parser()
        while data := self._ours.recv(4096):
            parser.add_data(data)
            while (message := parser.get_next_message()) is not None:
                with self._lock:
                    self._take(message)
        self.is_up = False

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        if fields[HeaderFields.destination] == _BUS.bus_name:
            if self.is_deaf:
                return
            said = {
                "Hello": ("s", (":1.1",)),
                "ListNames": ("as", ([name for name in [self._name] if name],)),
            }
            self._send(new_method_return(message, *said.get(fields[HeaderFields.member], (None, ()))))
        elif self._is_stopped:
            self._waiting.append(message)
        else:
            self._answer_for_fcitx(message)

    def _answer_for_fcitx(self, message: Message) -> None:
        member = message.header.fields[HeaderFields.member]
        if member == "CreateICv3":
            self._send(new_method_return(message, "ibuuuu", (7, True, 0, 0, 0, 0)))
        elif member == "CreateInputContext":
            self._send(new_method_return(message, "oay", (_CONTEXTS[PORTAL][0], b"")))
        elif member == "ProcessKeyEvent" and self.refuses:
            self._send(new_error(message, "org.freedesktop.DBus.Error.UnknownObject"))
        elif member == "ProcessKeyEvent":
            self._composed += chr(message.body[0])
            self._signal("UpdateFormattedPreedit", "a(si)i", ([(self._composed, 0)], len(self._composed)))
            self._send(new_method_return(message, *(("i", (1,)) if self._name == FOUR else ("b", (True,)))))
        else:
            self._composed = "" if member == "Reset" else self._composed
            self._send(new_method_return(message))

    def _owner_changed(self, name: str, before: str, now: str) -> None:
        self._send(new_signal(_BUS, "NameOwnerChanged", "sss", (name, before, now)))

    def _signal(self, member: str, signature: str, body: tuple[object, ...]) -> None:
        path, interface = _CONTEXTS[self._name]
        self._send(new_signal(DBusAddress(path, interface=interface), member, signature, body))

    def _send(self, message: Message) -> None:
        self._ours.sendall(message.serialise(serial=next(self._serials)))
