"""A line edit that keeps the keys of an input method while one composes in it, and lets the window's keys through else."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from handbook.keys import keys_of
from handbook.override import override
from handbook.ui.key_binding import sequence_of
from handbook.ui.widgets.composing import claims, is_edit

MOST_CHARACTERS = 100_000
"""More than anybody pastes; whatever is longer is refused with `inputRejected`, never cut without a word."""


class ComposingField(QLineEdit):
    """While a composition is open, Enter, arrows, digits, Esc and the window's keys belong to the input method, but for
    the key of the emergency cards.

    Else every key of the window's table does what the table says. A line edit would claim some of them for itself,
    and which ones depends on the platform: on X11 Ctrl+E is its end of line. Undo and redo are the field's own as long
    as it has something to take back.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_composing = False
        self.setMaxLength(MOST_CHARACTERS)

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
        # Tab, too, may pick a word: then the keyboard stays here.
        return True if self._is_composing else super().focusNextPrevChild(next)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_composing:
            event.accept()
        elif self._edits(event):
            (self.undo if sequence_of(event) in keys_of("undo") else self.redo)()
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._is_composing = False  # no composition outlives the focus, whatever the input method says

    def _edits(self, event: QKeyEvent) -> bool:
        """Whether it is the key of undo or redo, and the field itself has something to take back."""
        return is_edit(event, can_undo=self.isUndoAvailable(), can_redo=self.isRedoAvailable())
