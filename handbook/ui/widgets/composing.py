"""Keys of a field or text in which an input method may compose: whose they are, before Qt looks among the window's."""

from PySide6.QtGui import QGuiApplication, QKeyEvent

from handbook.keys import keys_of, window_keys
from handbook.ui.key_binding import sequence_of


def claims(event: QKeyEvent, *, is_composing: bool, is_edit: bool) -> bool | None:
    """Whether the widget claims a key for itself (ShortcutOverride); None where Qt's own answer stands.

    While a composition is open every key is the input method's, but for that of the emergency cards, which waits for
    nothing: what was composed is committed first. `is_edit`: undo or redo of the widget's own.
    """
    keys = sequence_of(event)
    if is_composing and keys in keys_of("emergency"):
        QGuiApplication.inputMethod().commit()
        return False
    if is_composing or is_edit:
        return True  # else Qt would look the key up among the window's shortcuts
    return False if keys in window_keys() else None


def is_edit(event: QKeyEvent, *, can_undo: bool, can_redo: bool) -> bool:
    """Whether it is the key of undo or redo, and the widget itself has something to take back."""
    keys = sequence_of(event)
    return can_undo if keys in keys_of("undo") else can_redo and keys in keys_of("redo")
