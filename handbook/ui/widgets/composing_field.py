"""A line edit that knows when an input method is composing in it, and leaves every key to the input method meanwhile."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from handbook.override import override


class ComposingField(QLineEdit):
    """While a composition is open, Enter, arrows, digits, Esc and the window's keys belong to the input method."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_composing = False

    @property
    def is_composing(self) -> bool:
        """Whether an input method has text that is not committed yet."""
        return self._is_composing

    @override
    def event(self, event: QEvent) -> bool:
        if self._is_composing and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # else Qt would look the key up among the window's shortcuts
            return True
        return super().event(event)

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
        if self._is_composing:
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._is_composing = False  # no composition outlives the focus, whatever the input method says
