"""A key that brings the window to the front from any program: on Windows and X11; Wayland forbids it.

There the desktop's own key settings call ``handbook --toggle``.
"""

import os
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from handbook.desktop.windows_key import WindowsKey, user32
from handbook.desktop.x11_key import X11Key

ADVICE = "这个系统不让程序登记全局键。请在桌面的键盘设置里加一条自定义快捷键,命令写:handbook --toggle"
TAKEN = "全局键 {key} 已被别的程序占用。可在设置文件里换一个(hot_key)。"


class Grabber(Protocol):
    """How a platform lends a key to a program."""

    def grab(self, keys: str, pressed: Callable[[], None]) -> bool:
        """Whether `keys` are ours now; `pressed` is called for each press."""
        ...

    def release(self) -> None:
        """Give the key back."""
        ...


class HotKey(QObject):
    """One key at a time."""

    pressed = Signal()

    def __init__(self, grabber: Grabber | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grabber = grabber or _of_platform()

    @property
    def is_possible(self) -> bool:
        """Whether this platform lets a program have such a key."""
        return self._grabber is not None

    def take(self, keys: str) -> str:
        """Register `keys`, such as Ctrl+Alt+H; what to tell the user where that fails, else nothing."""
        self.release()
        if not keys:
            return ""
        if self._grabber is None:
            return ADVICE
        return "" if self._grabber.grab(keys, self.pressed.emit) else TAKEN.format(key=keys)

    def release(self) -> None:
        """Give the key back."""
        if self._grabber is not None:
            self._grabber.release()


def _of_platform() -> Grabber | None:
    library = user32()
    if library is not None:
        return WindowsKey(library)
    # Under Wayland, too, X11 would lend the key, but only while one of its own windows is in front.
    if QGuiApplication.platformName() == "xcb" and not os.environ.get("WAYLAND_DISPLAY"):
        return X11Key.of_display()
    return None
