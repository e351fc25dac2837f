"""Several lines to write: what a line field does for the keys of an input method and of the window, for a text."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from handbook.keys import keys_of, window_keys
from handbook.override import override
from handbook.ui.key_binding import sequence_of
from handbook.ui.widgets.line_field import ENTER


class ComposingText(QPlainTextEdit):
    """Enter is done, Shift+Enter a new line, Tab leads out; while a composition is open every key is the input method's."""

    entered = Signal()
    """Enter: the text is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_composing = False
        self.setTabChangesFocus(True)

    @property
    def is_composing(self) -> bool:
        """Whether an input method has text that is not committed yet."""
        return self._is_composing

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._is_composing and sequence_of(event) in keys_of("emergency"):
                QGuiApplication.inputMethod().commit()  # the one key that waits for nothing
                event.ignore()
                return False
            if self._is_composing or self._edits(event):
                event.accept()  # else Qt would look the key up among the window's shortcuts
                return True
            if sequence_of(event) in window_keys():
                event.ignore()
                return False
        return super().event(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return True if self._is_composing else super().focusNextPrevChild(next)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_composing:
            event.accept()
        elif self._edits(event):
            (self.undo if sequence_of(event) in keys_of("undo") else self.redo)()
            event.accept()
        elif event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._is_composing = False  # no composition outlives the focus, whatever the input method says

    def _edits(self, event: QKeyEvent) -> bool:
        """Whether it is the key of undo or redo, and the text itself has something to take back."""
        keys = sequence_of(event)
        if keys in keys_of("undo"):
            return self.document().isUndoAvailable()
        return keys in keys_of("redo") and self.document().isRedoAvailable()
