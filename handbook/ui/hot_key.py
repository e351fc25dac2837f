"""A key that brings the window to the front from any program: on Windows by RegisterHotKey, nowhere else.

X11 would need a library of its own and Wayland forbids it; there the desktop's own key settings call
``handbook --toggle``.
"""

import ctypes
import sys
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QKeyCombination,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeySequence

from handbook.override import override

WM_HOTKEY = 0x0312
NUMBER = 0x4852
ADVICE = "这个系统不让程序登记全局键。请在桌面的键盘设置里加一条自定义快捷键,命令写:handbook --toggle"
TAKEN = "全局键 {key} 已被别的程序占用,请在设置里换一个。"
_MODIFIERS = (
    (Qt.KeyboardModifier.AltModifier, 0x0001),
    (Qt.KeyboardModifier.ControlModifier, 0x0002),
    (Qt.KeyboardModifier.ShiftModifier, 0x0004),
    (Qt.KeyboardModifier.MetaModifier, 0x0008),
)
NO_REPEAT = 0x4000


class Registrar(Protocol):
    """The two calls of user32 that are needed."""

    def RegisterHotKey(self, window: Any, number: int, modifiers: int, key: int) -> int:
        """Non-zero where the key is ours now."""
        ...

    def UnregisterHotKey(self, window: Any, number: int) -> int:
        """Give the key back."""
        ...


class _Filter(QAbstractNativeEventFilter):
    """Hands the message on; a QObject cannot be a filter as well."""

    def __init__(self, owner: "HotKey") -> None:
        super().__init__()
        self._owner = owner

    @override
    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        if QByteArray(kind) == b"windows_generic_MSG":
            number = ctypes.c_uint.from_address(int(message) + ctypes.sizeof(ctypes.c_void_p)).value
            wparam = ctypes.c_size_t.from_address(int(message) + 2 * ctypes.sizeof(ctypes.c_void_p)).value
            if (number, wparam) == (WM_HOTKEY, NUMBER):
                self._owner.pressed.emit()
                return True, 0
        return False, 0


class HotKey(QObject):
    """One key at a time."""

    pressed = Signal()

    def __init__(self, registrar: Registrar | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._registrar = registrar or _user32()
        self._filter: _Filter | None = None
        self._is_held = False

    @property
    def is_possible(self) -> bool:
        """Whether this platform lets a program have such a key."""
        return self._registrar is not None

    def take(self, keys: str) -> str:
        """Register `keys`, such as Ctrl+Alt+H; what to tell the user where that fails, else nothing."""
        self.release()
        if not keys:
            return ""
        if self._registrar is None:
            return ADVICE
        code = windows_key(keys)
        if code is None or not self._registrar.RegisterHotKey(None, NUMBER, code[0] | NO_REPEAT, code[1]):
            return TAKEN.format(key=keys)
        self._is_held = True
        application = QCoreApplication.instance()
        if self._filter is None and application is not None:
            self._filter = _Filter(self)
            application.installNativeEventFilter(self._filter)
        return ""

    def release(self) -> None:
        """Give the key back."""
        if self._is_held and self._registrar is not None:
            self._registrar.UnregisterHotKey(None, NUMBER)
        self._is_held = False


def windows_key(keys: str) -> tuple[int, int] | None:
    """Modifiers and virtual key of a letter, a digit or F1–F24 with at least one modifier; None for others."""
    sequence = QKeySequence(keys)
    if sequence.count() != 1:
        return None
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # PySide's stubs leave it out
    modifiers = sum(code for flag, code in _MODIFIERS if combination.keyboardModifiers() & flag)
    key = int(combination.key())
    if int(Qt.Key.Key_F1) <= key <= int(Qt.Key.Key_F24):
        key = 0x70 + key - int(Qt.Key.Key_F1)
    elif not (chr(key).isascii() and chr(key).isalnum() if key < 128 else False):
        return None
    return (modifiers, key) if modifiers else None


def _user32() -> Registrar | None:
    if sys.platform != "win32":
        return None
    library: Registrar = ctypes.WinDLL("user32")
    return library
