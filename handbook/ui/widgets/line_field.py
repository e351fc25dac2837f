"""A line to fill in: the keys that end it or lead out of it come up as signals."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from handbook.override import override
from handbook.ui.widgets.composing_field import ComposingField

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LineField(ComposingField):
    """Enter and the vertical arrows come up as signals; inside a list so does Esc, and none of them goes further."""

    entered = Signal()
    """Enter: the line is done."""
    escaped = Signal()
    """Esc; of a field inside a list only."""
    moved = Signal(int)
    """-1 up, 1 down."""

    def __init__(self, parent: QWidget | None = None, *, is_inner: bool = False) -> None:
        super().__init__(parent)
        self._is_inner = is_inner

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.is_composing:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
            event.accept()
        elif self._is_inner and key in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the key of the list around it, if there is one
        elif self._is_inner and key in ENTER:
            self.entered.emit()
            event.accept()
        elif self._is_inner and key == Qt.Key.Key_Escape:
            self.escaped.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
            if key in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.entered.emit()  # and on it goes, to the button of a dialog
