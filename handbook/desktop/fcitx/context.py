"""Keys go in; what Fcitx makes of them comes out: text to put in, text that is being composed, keys it gives back.

Fcitx speaks two dialects: `Fcitx4`, the words of all releases of version 4, and `Portal`, those of version 5 and of the late
releases of 4. Interfaces as in `src/frontend/ipc` and `src/module/dbus` of Fcitx 4.2.9 and `src/frontend/dbusfrontend` of 5.0.
"""

import os
import re
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from jeepney import (
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MatchRule,
    Message,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from handbook.override import override

PATIENCE_S = 0.4
"""A key that Fcitx does not answer in this time is the program's own."""
_PROGRAM = "gongre-handbook"
_PREEDIT = 1 << 1
_FORMATTED_PREEDIT = 1 << 4
_CAPABILITIES = _PREEDIT | _FORMATTED_PREEDIT


class FcitxGone(Exception):
    """It ended, hangs, or never was there."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key as the X server told it."""

    symbol: int
    code: int
    state: int
    """Modifiers and locks, bits of X."""
    time: int
    """Milliseconds of the X server."""
    is_release: bool = False


@dataclass(frozen=True, slots=True)
class Committed:
    """Text that is to be put in."""

    text: str


@dataclass(frozen=True, slots=True)
class Composed:
    """Text that is being composed; empty where nothing is any more."""

    text: str
    cursor: int
    """In characters of `text`."""


Told = Committed | Composed


class InputContext(Protocol):
    """What `FcitxInput` needs of a running Fcitx; every method may raise FcitxGone."""

    def takes(self, key: Key) -> bool:
        """Whether Fcitx used the key, so that the program must not."""

    def told(self) -> list[Told]:
        """What it said since it was asked last, in order; never waits."""

    def focus(self, *, is_in: bool) -> None:
        """A field that takes text got the keyboard, or lost it."""

    def reset(self) -> None:
        """Forget what is being composed."""

    def place(self, x: int, y: int, width: int, height: int) -> None:
        """Where the cursor is on the screen, in its own pixels: the candidates are shown there."""

    @property
    def socket(self) -> int:
        """File descriptor that can be read when it has something to say."""


class _Dialect(ABC):
    """Names and shapes of one way of speaking."""

    interface: str
    """Of a context."""

    def __init__(self, service: str) -> None:
        self.service = service

    @abstractmethod
    def creating(self) -> Message:
        """The call that makes a context."""

    @abstractmethod
    def path(self, created: tuple[Any, ...]) -> str:
        """Where the context is."""

    @abstractmethod
    def able(self) -> tuple[str, str, tuple[int]]:
        """Method, signature and argument that tell what the program can show."""

    @abstractmethod
    def key(self, key: Key) -> tuple[str, tuple[object, ...]]:
        """Signature and arguments of ProcessKeyEvent."""


class Fcitx4(_Dialect):
    """`org.fcitx.Fcitx-0`: what UOS 20 and Kylin V10 SP1 run."""

    interface = "org.fcitx.Fcitx.InputContext"

    @override
    def creating(self) -> Message:
        manager = DBusAddress("/inputmethod", self.service, "org.fcitx.Fcitx.InputMethod")
        return new_method_call(manager, "CreateICv3", "si", (_PROGRAM, os.getpid()))

    @override
    def path(self, created: tuple[Any, ...]) -> str:
        return f"/inputcontext_{int(created[0])}"

    @override
    def able(self) -> tuple[str, str, tuple[int]]:
        return "SetCapacity", "u", (_CAPABILITIES,)

    @override
    def key(self, key: Key) -> tuple[str, tuple[object, ...]]:
        return "uuuiu", (key.symbol, key.code, key.state, int(key.is_release), key.time)


class Portal(_Dialect):
    """`org.freedesktop.portal.Fcitx`."""

    interface = "org.fcitx.Fcitx.InputContext1"

    @override
    def creating(self) -> Message:
        manager = DBusAddress(
            "/org/freedesktop/portal/inputmethod", self.service, "org.fcitx.Fcitx.InputMethod1"
        )
        return new_method_call(
            manager, "CreateInputContext", "a(ss)", ([("program", _PROGRAM), ("display", "x11:")],)
        )

    @override
    def path(self, created: tuple[Any, ...]) -> str:
        return str(created[0])

    @override
    def able(self) -> tuple[str, str, tuple[int]]:
        return "SetCapability", "t", (_CAPABILITIES,)

    @override
    def key(self, key: Key) -> tuple[str, tuple[object, ...]]:
        return "uuubu", (key.symbol, key.code, key.state, key.is_release, key.time)


def dialect_for(services: list[str], display: str) -> _Dialect | None:
    """How to speak with the Fcitx among the `services` of a bus; None where none is there.

    Version 4 is named by the number of `display` (":0.0" → 0); under version 5, which keeps its words, by 0.
    """
    if "org.freedesktop.portal.Fcitx" in services:
        return Portal("org.freedesktop.portal.Fcitx")
    number = re.search(r":(\d+)", display)
    names = (f"org.fcitx.Fcitx-{number[1] if number is not None else 0}", "org.fcitx.Fcitx-0")
    name = next((name for name in names if name in services), None)
    return Fcitx4(name) if name is not None else None


class FcitxContext:
    """A context of the Fcitx on the session's bus."""

    def __init__(self, connection: DBusConnection, dialect: _Dialect) -> None:
        """Raises FcitxGone."""
        self._connection = connection
        self._dialect = dialect
        self._heard: deque[Message] = deque()
        created = self._answer(dialect.creating())
        self._address = DBusAddress(dialect.path(created), dialect.service, dialect.interface)
        rule = MatchRule(type="signal", path=self._address.object_path, interface=dialect.interface)
        self._answer(message_bus.AddMatch(rule))
        connection.filter(rule, queue=self._heard)
        self._tell(*dialect.able())

    @property
    def socket(self) -> int:
        """File descriptor that can be read when it has something to say."""
        return int(self._connection.sock.fileno())

    def takes(self, key: Key) -> bool:
        """Whether Fcitx used the key."""
        signature, arguments = self._dialect.key(key)
        answer = self._answer(new_method_call(self._address, "ProcessKeyEvent", signature, arguments))
        return bool(answer[0])

    def told(self) -> list[Told]:
        """What it said since it was asked last."""
        try:
            while True:
                self._connection.recv_messages(timeout=0)
        except TimeoutError:
            pass
        except (OSError, EOFError) as error:
            raise FcitxGone(str(error)) from error
        heard = [told for message in self._heard for told in _read(message)]
        self._heard.clear()
        return heard

    def focus(self, *, is_in: bool) -> None:
        """A field that takes text got the keyboard, or lost it."""
        self._tell("FocusIn" if is_in else "FocusOut")

    def reset(self) -> None:
        """Forget what is being composed."""
        self._tell("Reset")

    def place(self, x: int, y: int, width: int, height: int) -> None:
        """Where the cursor is."""
        self._tell("SetCursorRect", "iiii", (x, y, width, height))

    def close(self) -> None:
        """Hang up: Fcitx forgets the contexts of who is gone."""
        self._connection.close()

    def _answer(self, message: Message) -> tuple[Any, ...]:
        try:
            body = unwrap_msg(self._connection.send_and_get_reply(message, timeout=PATIENCE_S))
        except (OSError, EOFError, TimeoutError, DBusErrorResponse) as error:
            raise FcitxGone(type(error).__name__) from error
        return tuple(body)

    def _tell(self, method: str, signature: str | None = None, arguments: tuple[Any, ...] = ()) -> None:
        """Call a method whose answer nobody waits for."""
        try:
            self._connection.send(new_method_call(self._address, method, signature, arguments))
        except (OSError, EOFError) as error:
            raise FcitxGone(type(error).__name__) from error


def running_fcitx(display: str) -> FcitxContext | None:
    """A context of the Fcitx that runs in this session; None where none does."""
    try:
        connection = open_dbus_connection(bus="SESSION")
    except (OSError, EOFError, KeyError, ValueError, RuntimeError):
        return None
    try:
        names = unwrap_msg(connection.send_and_get_reply(message_bus.ListNames(), timeout=PATIENCE_S))[0]
        dialect = dialect_for(list(names), display)
        if dialect is not None:
            return FcitxContext(connection, dialect)
    except (OSError, EOFError, TimeoutError, DBusErrorResponse, FcitxGone):
        pass
    connection.close()
    return None


def _read(message: Message) -> Iterator[Told]:
    member = message.header.fields.get(HeaderFields.member)
    body = message.body
    if member == "CommitString":
        yield Committed(str(body[0]))
    elif member == "UpdateFormattedPreedit":
        yield _composed("".join(str(part[0]) for part in body[0]), int(body[1]))
    elif member == "UpdatePreedit":
        yield _composed(str(body[0]), int(body[1]))


def _composed(text: str, cursor: int) -> Composed:
    """Fcitx counts bytes; a negative cursor is not shown, which here means the end."""
    before = text.encode()[:cursor].decode(errors="ignore") if cursor >= 0 else text
    return Composed(text, len(before))
