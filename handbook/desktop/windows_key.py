"""A key sequence goes in; on Windows it is registered with RegisterHotKey, and its presses are called back."""

import ctypes
import sys
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, Qt

from handbook.desktop.key_parts import key_parts
from handbook.override import override

WM_HOTKEY = 0x0312
NUMBER = 0x4852
NO_REPEAT = 0x4000
_MODIFIERS = (
    (Qt.KeyboardModifier.AltModifier, 0x0001),
    (Qt.KeyboardModifier.ControlModifier, 0x0002),
    (Qt.KeyboardModifier.ShiftModifier, 0x0004),
    (Qt.KeyboardModifier.MetaModifier, 0x0008),
)
_FIRST_FUNCTION_KEY = 0x70


class Registrar(Protocol):
    """The two calls of user32 that are needed."""

    def RegisterHotKey(self, window: Any, number: int, modifiers: int, key: int) -> int:
        """Non-zero where the key is ours now."""
        ...

    def UnregisterHotKey(self, window: Any, number: int) -> int:
        """Give the key back."""
        ...


class _Filter(QAbstractNativeEventFilter):
    """Hands the message on."""

    def __init__(self, pressed: Callable[[], None]) -> None:
        super().__init__()
        self._pressed = pressed

    @override
    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        if QByteArray(kind) == b"windows_generic_MSG":
            number = ctypes.c_uint.from_address(int(message) + ctypes.sizeof(ctypes.c_void_p)).value
            wparam = ctypes.c_size_t.from_address(int(message) + 2 * ctypes.sizeof(ctypes.c_void_p)).value
            if (number, wparam) == (WM_HOTKEY, NUMBER):
                self._pressed()
                return True, 0
        return False, 0


class WindowsKey:
    """One key of user32 at a time."""

    def __init__(self, registrar: Registrar) -> None:
        self._registrar = registrar
        self._filter: _Filter | None = None
        self._is_held = False

    def grab(self, keys: str, pressed: Callable[[], None]) -> bool:
        """Whether `keys` are ours now; `pressed` is called for each press."""
        self.release()
        code = windows_key(keys)
        if code is None or not self._registrar.RegisterHotKey(None, NUMBER, code[0] | NO_REPEAT, code[1]):
            return False
        self._is_held = True
        application = QCoreApplication.instance()
        if self._filter is None and application is not None:
            self._filter = _Filter(pressed)
            application.installNativeEventFilter(self._filter)
        return True

    def release(self) -> None:
        """Give the key back."""
        if self._is_held:
            self._registrar.UnregisterHotKey(None, NUMBER)
        self._is_held = False


def windows_key(keys: str) -> tuple[int, int] | None:
    """Modifiers and virtual key of a letter, a digit or F1–F24 with at least one modifier; None for others."""
    parts = key_parts(keys)
    if parts is None:
        return None
    # The virtual key of a letter is the code of its capital.
    key = ord(parts.key) if isinstance(parts.key, str) else _FIRST_FUNCTION_KEY + parts.key - 1
    return parts.modifier_bits(_MODIFIERS), key


def user32() -> Registrar | None:
    """The library, on Windows."""
    if sys.platform != "win32":
        return None
    library: Registrar = ctypes.WinDLL("user32")
    return library
