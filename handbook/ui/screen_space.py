"""A wanted place and the room of a screen go in; a place that can be seen and reached whole comes out."""

import sys

from PySide6.QtCore import QMargins, QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

_ANY = 16_777_215
"""The largest size of a widget."""
_UNSEEN = ("offscreen", "minimal")
"""Platforms whose screen nobody looks at: it bounds nothing."""


def is_seen() -> bool:
    """Whether there is a screen that somebody looks at."""
    return QGuiApplication.platformName() not in _UNSEEN


def placed(wanted: QRect, room: QRect, frame: QMargins) -> QRect:
    """`wanted`, made smaller and moved as little as it takes to lie in `room` with its `frame` around it."""
    inner = room.marginsRemoved(frame)
    size = wanted.size().boundedTo(inner.size()).expandedTo(QSize(1, 1))
    left = max(inner.left(), min(wanted.left(), inner.right() - size.width() + 1))
    top = max(inner.top(), min(wanted.top(), inner.bottom() - size.height() + 1))
    return QRect(QPoint(left, top), size)


def frame_of(window: QWidget) -> QMargins:
    """Title bar and borders of a window that is shown; nothing before, when no platform knows them."""
    outer, inner = window.frameGeometry(), window.geometry()
    top = max(0, inner.top() - outer.top())
    if sys.platform == "win32":  # the borders at the sides and below are counted there and not seen
        return QMargins(0, top, 0, 0)
    sides = inner.left() - outer.left(), outer.right() - inner.right(), outer.bottom() - inner.bottom()
    left, right, bottom = (max(0, side) for side in sides)
    return QMargins(left, top, right, bottom)


def space_of(window: QWidget) -> QSize:
    """What the screen of `window` has room for, beside a usual title bar; any size where nobody looks."""
    # Not window.screen(): PySide takes that screen for a child of the window, and frees it with one that Python frees.
    middle = window.frameGeometry().center()
    screen = QGuiApplication.screenAt(middle) or QGuiApplication.primaryScreen() if is_seen() else None
    if screen is None:
        return QSize(_ANY, _ANY)
    return screen.availableGeometry().size() - QSize(8, 2 * window.fontMetrics().height())


def resize_within(window: QWidget, size: QSize) -> None:
    """Resize `window` to `size`, or to what its screen has room for."""
    window.resize(size.boundedTo(space_of(window)))
