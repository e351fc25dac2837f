"""Keys go in; what Fcitx makes of them comes out: text to put in, text that is being composed, keys it gives back.

Fcitx speaks two dialects: `Fcitx4`, the words of all releases of version 4, and `Portal`, those of version 5 and of the late
releases of 4. Interfaces as in `src/frontend/ipc` and `src/module/dbus` of Fcitx 4.2.9 and `src/frontend/dbusfrontend` of 5.0.
"""

import os
import re
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from jeepney import (
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from handbook.override import override

PATIENCE_S = 0.4
"""A key that Fcitx does not answer in this time is the program's own."""
_PROGRAM = "gongre-handbook"
_PORTAL = "org.freedesktop.portal.Fcitx"
_PREEDIT = 1 << 1
_FORMATTED_PREEDIT = 1 << 4
_CAPABILITIES = _PREEDIT | _FORMATTED_PREEDIT


class FcitxGone(Exception):
    """The bus ended, or what Fcitx says cannot be used: begin anew."""


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


@dataclass(frozen=True, slots=True)
class Came:
    """Fcitx is there, for the first time or again; it knows nothing of a field yet."""


@dataclass(frozen=True, slots=True)
class Went:
    """Fcitx ended or hangs; what was being composed is lost."""


Told = Committed | Composed | Came | Went


class InputContext(Protocol):
    """What `FcitxKeyboard` needs of the Fcitx of a session; every method but `close` may raise FcitxGone."""

    def takes(self, key: Key) -> bool:
        """Whether Fcitx used the key, so that the program must not; at once False while there is none."""

    def told(self) -> list[Told]:
        """What it said since it was asked last, in order; never waits."""

    def focus(self, *, is_in: bool) -> None:
        """A field that takes text got the keyboard, or lost it."""

    def reset(self) -> None:
        """Forget what is being composed."""

    def place(self, x: int, y: int, width: int, height: int) -> None:
        """Where the cursor is on the screen, in its own pixels: the candidates are shown there."""

    def close(self) -> None:
        """Hang up."""

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
    """How to speak with the Fcitx among the `services` of a bus; None where none is there."""
    name = next((name for name in _names(display) if name in services), None)
    if name is None:
        return None
    return Portal(name) if name == _PORTAL else Fcitx4(name)


class FcitxContext:
    """A context of the Fcitx on the session's bus, made whenever one comes there.

    Only `takes` waits, PATIENCE_S at most. An answer that is late is still awaited: until it is here, Fcitx counts as
    gone and no key is held up; what it says meanwhile is about keys that the program has used itself.
    """

    def __init__(self, connection: DBusConnection, display: str) -> None:
        """Raises FcitxGone where the bus does not answer."""
        self._connection = connection
        self._display = display
        self._told: list[Told] = []
        self._dialect: _Dialect | None = None
        """Of the Fcitx that is there, or starts or hangs."""
        self._address: DBusAddress | None = None
        """Of the context, once it is made."""
        self._making: int | None = None
        """Serial of the call that makes it."""
        self._late: int | None = None
        """Serial of the call that was not answered in time."""
        for name in _names(display):
            self._answer(message_bus.AddMatch(_owner_of(name)))
        listed = self._answer(message_bus.ListNames())[0]
        self._services = [name for name in _names(display) if name in listed]
        self._make()

    @property
    def socket(self) -> int:
        """File descriptor that can be read when it has something to say."""
        return int(self._connection.sock.fileno())

    def takes(self, key: Key) -> bool:
        """Whether Fcitx used the key."""
        if self._address is None or self._dialect is None or self._late is not None:
            return False
        signature, arguments = self._dialect.key(key)
        serial = self._send(new_method_call(self._address, "ProcessKeyEvent", signature, arguments))
        try:
            answer = self._reply_to(serial)
        except TimeoutError:
            if self._address is not None:
                self._late = serial
                self._told.append(Went())
            return False
        if self._address is None:  # it ended over this key
            return False
        return bool(_body(answer)[0])

    def told(self) -> list[Told]:
        """What it said since it was asked last."""
        try:
            while True:
                self._hear(self._receive(0))
        except TimeoutError:
            pass
        told, self._told = self._told, []
        return told

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

    def _make(self) -> None:
        """Ask the Fcitx that is there, if any, for a context; its answer is not waited for."""
        self._dialect = dialect_for(self._services, self._display)
        self._making = self._send(self._dialect.creating()) if self._dialect is not None else None

    def _made(self, answer: Message) -> None:
        dialect = self._dialect
        if dialect is None or answer.header.message_type is not MessageType.method_return:
            return
        self._address = DBusAddress(dialect.path(_body(answer)), dialect.service, dialect.interface)
        path = self._address.object_path
        self._send(message_bus.AddMatch(MatchRule(type="signal", path=path, interface=dialect.interface)))
        self._tell(*dialect.able())
        self._told.append(Came())

    def _hear(self, message: Message) -> None:
        fields = message.header.fields
        if HeaderFields.reply_serial in fields:
            self._hear_answer(fields[HeaderFields.reply_serial], message)
        elif fields.get(HeaderFields.member) == "NameOwnerChanged":
            self._hear_owner(message)
        elif (
            self._address is not None
            and self._late is None
            and fields.get(HeaderFields.path) == self._address.object_path
        ):
            self._told += _read(message)

    def _hear_answer(self, serial: int, message: Message) -> None:
        if serial == self._making:
            self._making = None
            self._made(message)
        elif serial == self._late:
            self._late = None
            if message.header.message_type is MessageType.method_return:
                self.reset()  # it composes with that key, which the program has used
                self._told.append(Came())

    def _hear_owner(self, message: Message) -> None:
        """A name of Fcitx got an owner, lost it or changed it."""
        name, before, now = _body(message)
        self._services = [service for service in self._services if service != name] + ([name] if now else [])
        is_ours = self._dialect is not None and self._dialect.service == name
        if before and is_ours:
            if self._address is not None and self._late is None:
                self._told.append(Went())
            self._dialect = self._address = self._making = self._late = None
        if self._dialect is None:
            self._make()

    def _send(self, message: Message) -> int:
        """Serial of the call."""
        serial: int = next(self._connection.outgoing_serial)
        try:
            self._connection.send(message, serial=serial)
        except (OSError, EOFError) as error:
            raise FcitxGone(type(error).__name__) from error
        return serial

    def _receive(self, timeout_s: float) -> Message:
        """Raises TimeoutError."""
        try:
            return self._connection.receive(timeout=timeout_s)
        except TimeoutError:
            raise
        except (OSError, EOFError, ValueError) as error:
            raise FcitxGone(type(error).__name__) from error

    def _reply_to(self, serial: int) -> Message:
        """Raises TimeoutError; what else is said meanwhile is heard."""
        until = time.monotonic() + PATIENCE_S
        while True:
            message = self._receive(max(until - time.monotonic(), 0))
            if message.header.fields.get(HeaderFields.reply_serial) == serial:
                return message
            self._hear(message)

    def _answer(self, message: Message) -> tuple[Any, ...]:
        """Of the bus itself."""
        try:
            return _body(self._reply_to(self._send(message)))
        except TimeoutError as error:
            raise FcitxGone("the bus does not answer") from error

    def _tell(self, method: str, signature: str | None = None, arguments: tuple[Any, ...] = ()) -> None:
        """Call a method whose answer nobody waits for."""
        if self._address is not None and self._late is None:
            self._send(new_method_call(self._address, method, signature, arguments))


def session_fcitx(display: str) -> FcitxContext | None:
    """The Fcitx of this session, whether it runs already or not; None where there is no bus to meet it on."""
    try:
        connection = open_dbus_connection(bus="SESSION")
    except (OSError, EOFError, KeyError, ValueError, RuntimeError):
        return None
    try:
        return FcitxContext(connection, display)
    except FcitxGone:
        connection.close()
        return None


def _names(display: str) -> list[str]:
    """All names that a Fcitx for `display` may have, the one that is spoken to first at the head.

    Version 4 is named by the number of `display` (":0.0" → 0); under version 5, which keeps its words, by 0.
    """
    number = re.search(r":(\d+)", display)
    own = f"org.fcitx.Fcitx-{number[1] if number is not None else 0}"
    return list(dict.fromkeys((_PORTAL, own, "org.fcitx.Fcitx-0")))


def _owner_of(name: str) -> MatchRule:
    rule = MatchRule(
        type="signal",
        sender=message_bus.bus_name,
        interface=message_bus.interface,
        member="NameOwnerChanged",
        path=message_bus.object_path,
    )
    rule.add_arg_condition(0, name)
    return rule


def _body(message: Message) -> tuple[Any, ...]:
    """What an answer says. Raises FcitxGone where it is a refusal."""
    try:
        return tuple(unwrap_msg(message))
    except DBusErrorResponse as error:
        raise FcitxGone(error.name) from error


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
