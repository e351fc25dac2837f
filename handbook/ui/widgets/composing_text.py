"""Several lines to write: what a line field does for the keys of an input method and of the window, for a text."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from handbook.keys import keys_of
from handbook.override import override
from handbook.ui.key_binding import sequence_of
from handbook.ui.widgets.composing import claims, is_edit
from handbook.ui.widgets.guarded_text import GuardedText
from handbook.ui.widgets.line_field import ENTER


class ComposingText(GuardedText):
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
            claimed = claims(event, is_composing=self._is_composing, is_edit=self._edits(event))
            if claimed is not None:
                event.setAccepted(claimed)
                return claimed
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
        return is_edit(
            event, can_undo=self.document().isUndoAvailable(), can_redo=self.document().isRedoAvailable()
        )
