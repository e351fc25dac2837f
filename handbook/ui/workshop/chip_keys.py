"""Which keys are a text's own: signs, the ways of the caret, the clipboard. Every other one is the window's."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from handbook.ui.widgets.line_field import ENTER

_Held = Qt.KeyboardModifier
HOLDING = _Held.ControlModifier | _Held.AltModifier | _Held.MetaModifier
"""Held, they make a command of a key."""
_PLAIN_KEYS = frozenset(
    (
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        *ENTER,
    )
)
_EDITING = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.MoveToNextWord,
    QKeySequence.StandardKey.MoveToPreviousWord,
    QKeySequence.StandardKey.SelectNextWord,
    QKeySequence.StandardKey.SelectPreviousWord,
    QKeySequence.StandardKey.MoveToStartOfDocument,
    QKeySequence.StandardKey.MoveToEndOfDocument,
    QKeySequence.StandardKey.SelectStartOfDocument,
    QKeySequence.StandardKey.SelectEndOfDocument,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.DeleteEndOfWord,
)
"""What a text does with keys that are held; every other one is the window's, on each platform."""


def needs(event: QKeyEvent) -> bool:
    """Whether a text does something with the key."""
    if is_typing(event):
        return True
    if event.key() in _PLAIN_KEYS and not event.modifiers() & HOLDING:
        return True
    return any(event.matches(key) for key in _EDITING)


def is_typing(event: QKeyEvent) -> bool:
    """A sign to write; the third one of a key comes with Ctrl and Alt on Windows."""
    held = event.modifiers() & HOLDING
    both = _Held.ControlModifier | _Held.AltModifier
    return bool(event.text()) and event.text().isprintable() and held in (_Held.NoModifier, both)


def is_of_picker(event: QKeyEvent) -> bool:
    """Whether the key is that of an open list of numbers."""
    keys = (*ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down)
    return event.key() in keys and not event.modifiers() & (HOLDING | _Held.ShiftModifier)
