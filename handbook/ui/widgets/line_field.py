"""A line to fill in: keys that belong to the input method do nothing while a composition is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from handbook.override import override

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_DIGITS = tuple(Qt.Key(Qt.Key.Key_0 + n) for n in range(10))
COMPOSING_KEYS = (*ENTER, *_ARROWS, *_DIGITS, Qt.Key.Key_Space, Qt.Key.Key_Escape, Qt.Key.Key_Tab)
"""Keys with which an input method picks, commits or drops what it composes."""


class LineField(QLineEdit):
    """Inside a list, Enter, Esc and the vertical arrows come up as signals and go no further."""

    entered = Signal()
    """Enter: the line is done."""
    escaped = Signal()
    moved = Signal(int)
    """-1 up, 1 down."""

    def __init__(self, parent: QWidget | None = None, *, is_inner: bool = False) -> None:
        super().__init__(parent)
        self._is_inner = is_inner
        self._is_composing = False

    @property
    def is_composing(self) -> bool:
        """Whether an input method has text that is not committed yet."""
        return self._is_composing

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        # Tab, too, may pick a word: then the keyboard stays here.
        return True if self._is_composing else super().focusNextPrevChild(next)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self._is_composing and key in COMPOSING_KEYS:
            event.accept()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
            event.accept()
        elif self._is_inner and key in ENTER:
            self.entered.emit()
            event.accept()
        elif self._is_inner and key == Qt.Key.Key_Escape:
            self.escaped.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
