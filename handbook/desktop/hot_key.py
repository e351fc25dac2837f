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
from handbook.keys import key_of

ADVICE = "这个系统不让程序登记全局键。请在桌面的键盘设置里加一条自定义快捷键,命令写:handbook --toggle"
TAKEN = "全局键 {key} 已被别的程序占用。可在设置里换一个(" + key_of("settings") + ")。"


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
    tried = Signal()
    """Pressed on trial: nothing else comes of it."""

    def __init__(self, grabber: Grabber | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._grabber = grabber or _of_platform()
        self._is_on_trial = False

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
        return "" if self._grabber.grab(keys, self._on_pressed) else TAKEN.format(key=keys)

    def put_on_trial(self, is_on_trial: bool) -> None:
        """While on trial, a press is `tried`, not `pressed`."""
        self._is_on_trial = is_on_trial

    def release(self) -> None:
        """Give the key back."""
        if self._grabber is not None:
            self._grabber.release()

    def _on_pressed(self) -> None:
        (self.tried if self._is_on_trial else self.pressed).emit()


def _of_platform() -> Grabber | None:
    library = user32()
    if library is not None:
        return WindowsKey(library)
    # Under Wayland, too, X11 would lend the key, but only while one of its own windows is in front.
    if QGuiApplication.platformName() == "xcb" and not os.environ.get("WAYLAND_DISPLAY"):
        return X11Key.of_display()
    return None
