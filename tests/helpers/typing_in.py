"""Text goes in as an input method or a keyboard would send it; the widget gets the events."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_DIGITS = tuple(Qt.Key(Qt.Key.Key_0 + n) for n in range(10))
COMPOSING_KEYS = (*_ENTER, *_ARROWS, *_DIGITS, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Tab)
"""Keys with which an input method picks, commits or drops what it composes."""


def compose(widget: QWidget, preedit: str) -> None:
    """A composition shows `preedit`; an empty one ends it without text."""
    QApplication.sendEvent(widget, QInputMethodEvent(preedit, []))


def commit(widget: QWidget, text: str) -> None:
    """The input method commits `text`."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def press(
    widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """One key, down and up."""
    QTest.keyClick(widget, key, modifier)
