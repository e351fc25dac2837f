"""A key sequence goes in; on X11 it is grabbed from the root window over a connection of its own, presses are called back."""

import ctypes
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, Self

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Slot

from handbook.desktop.key_parts import key_parts

KEY_PRESS, KEY_RELEASE = 2, 3
_ASYNCHRONOUS = 1
_CAPS_LOCK, _NUM_LOCK = 0x02, 0x10
"""Grabs are exact: the key must also work while these are on."""
_MODIFIERS = (
    (Qt.KeyboardModifier.ShiftModifier, 0x01),
    (Qt.KeyboardModifier.ControlModifier, 0x04),
    (Qt.KeyboardModifier.AltModifier, 0x08),
    (Qt.KeyboardModifier.MetaModifier, 0x40),
)
_FIRST_FUNCTION_KEY = 0xFFBE
_MIN_KEYCODE, _MAX_KEYCODE = 34, 35
"""Offsets in the server's greeting (xcb_setup_t)."""
_SYMBOLS_PER_KEY = 1
"""Offset in the answer to GetKeyboardMapping."""
_TIME = 4
"""Offset in a key event."""


class _Cookie(ctypes.Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(ctypes.Structure):
    _fields_ = (("root", ctypes.POINTER(ctypes.c_uint32)), ("rem", ctypes.c_int), ("index", ctypes.c_int))


class X11Key(QObject):
    """One grabbed key at a time. libxcb is there wherever Qt shows windows on X11."""

    def __init__(self, xcb: Any) -> None:
        super().__init__()
        self._xcb = xcb
        self._connection: int | None = None
        self._notifier: QSocketNotifier | None = None
        self._pressed: Callable[[], None] | None = None
        self._released_at = -1

    @classmethod
    def of_display(cls) -> Self | None:
        """Ready to grab, or None where libxcb is missing."""
        try:
            return cls(_declared(ctypes.CDLL("libxcb.so.1")))
        except OSError:
            return None

    def grab(self, keys: str, pressed: Callable[[], None]) -> bool:
        """Whether `keys` are ours now; `pressed` is called for each press, not for repeats of a held key."""
        self.release()
        code = x11_key(keys)
        if code is None:
            return False
        self._connection = self._xcb.xcb_connect(None, None)
        self._pressed = pressed
        if self._xcb.xcb_connection_has_error(self._connection) or not self._grab_all(*code):
            self.release()
            return False
        number = self._xcb.xcb_get_file_descriptor(self._connection)
        self._notifier = QSocketNotifier(number, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)
        return True

    def release(self) -> None:
        """Give the key back; the server drops the grabs of a connection that is closed."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._connection is not None:
            self._xcb.xcb_disconnect(self._connection)
            self._connection = None

    def _grab_all(self, modifiers: int, symbol: int) -> bool:
        xcb, connection = self._xcb, self._connection
        root = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(connection)).root[0]
        codes = list(self._codes_of(symbol))
        for code, caps, num in product(codes, (0, _CAPS_LOCK), (0, _NUM_LOCK)):
            cookie = xcb.xcb_grab_key_checked(
                connection, 1, root, modifiers | caps | num, code, _ASYNCHRONOUS, _ASYNCHRONOUS
            )
            error = xcb.xcb_request_check(connection, cookie)
            if error:
                _free(error)
                return False
        return bool(codes)

    def _codes_of(self, symbol: int) -> Iterator[int]:
        """Keys of this keyboard that give `symbol` without a modifier."""
        xcb, setup = self._xcb, self._xcb.xcb_get_setup(self._connection)
        first = ctypes.c_uint8.from_address(setup + _MIN_KEYCODE).value
        last = ctypes.c_uint8.from_address(setup + _MAX_KEYCODE).value
        cookie = xcb.xcb_get_keyboard_mapping(self._connection, first, last - first + 1)
        reply = xcb.xcb_get_keyboard_mapping_reply(self._connection, cookie, None)
        if not reply:
            return
        width = ctypes.c_uint8.from_address(reply + _SYMBOLS_PER_KEY).value
        symbols = xcb.xcb_get_keyboard_mapping_keysyms(reply)
        found = [code for code in range(first, last + 1) if symbols[(code - first) * width] == symbol]
        _free(reply)
        yield from found

    @Slot()
    def _on_readable(self) -> None:
        while self._connection is not None and (event := self._xcb.xcb_poll_for_event(self._connection)):
            kind = ctypes.c_uint8.from_address(event).value & 0x7F
            time = ctypes.c_uint32.from_address(event + _TIME).value
            _free(event)
            if kind == KEY_RELEASE:
                self._released_at = time
            elif kind == KEY_PRESS and time != self._released_at and self._pressed is not None:
                self._pressed()  # a held key repeats as release and press of one moment
        if self._connection is not None and self._xcb.xcb_connection_has_error(self._connection):
            self.release()  # the server has gone


def x11_key(keys: str) -> tuple[int, int] | None:
    """Modifiers and key symbol of a letter, a digit or F1–F24 with at least one modifier; None for others."""
    parts = key_parts(keys)
    if parts is None:
        return None
    # Symbols of ASCII are its codes; that of an unshifted letter is its small one.
    symbol = ord(parts.key.lower()) if isinstance(parts.key, str) else _FIRST_FUNCTION_KEY + parts.key - 1
    return parts.modifier_bits(_MODIFIERS), symbol


def _declared(xcb: Any) -> Any:
    """`xcb` with the types of the functions that are called."""
    pointer, cookie, byte = ctypes.c_void_p, _Cookie, ctypes.c_uint8
    for name, result, arguments in (
        ("xcb_connect", pointer, (ctypes.c_char_p, pointer)),
        ("xcb_disconnect", None, (pointer,)),
        ("xcb_connection_has_error", ctypes.c_int, (pointer,)),
        ("xcb_get_file_descriptor", ctypes.c_int, (pointer,)),
        ("xcb_get_setup", pointer, (pointer,)),
        ("xcb_setup_roots_iterator", _Screens, (pointer,)),
        ("xcb_get_keyboard_mapping", cookie, (pointer, byte, byte)),
        ("xcb_get_keyboard_mapping_reply", pointer, (pointer, cookie, pointer)),
        ("xcb_get_keyboard_mapping_keysyms", ctypes.POINTER(ctypes.c_uint32), (pointer,)),
        ("xcb_grab_key_checked", cookie, (pointer, byte, ctypes.c_uint32, ctypes.c_uint16, byte, byte, byte)),
        ("xcb_request_check", pointer, (pointer, cookie)),
        ("xcb_poll_for_event", pointer, (pointer,)),
    ):
        function = getattr(xcb, name)
        function.restype, function.argtypes = result, arguments
    return xcb


def _free(address: int) -> None:
    free = ctypes.CDLL(None).free
    free.restype, free.argtypes = None, (ctypes.c_void_p,)
    free(address)
