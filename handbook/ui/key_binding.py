"""The table of keys and the slots of the window go in; shortcuts of Qt come out."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from handbook.keys import bound


def bind_keys(
    window: QWidget,
    slots: Mapping[str, Callable[[], None]],
    on_scope: Callable[[], None],
    on_run: Callable[[], None],
) -> None:
    """Bind every key of the table to its slot; the numbered ones carry their number as a property."""
    for shortcut in bound():
        name, _, number = shortcut.name.partition("_")
        for keys in shortcut.keys:
            made = QShortcut(QKeySequence(keys), window)
            if shortcut.name == "emergency":
                wake(made, slots[shortcut.name])
            if name in ("scope", "run") and number.isdigit():
                made.setProperty("number", int(number))
                made.activated.connect(on_scope if name == "scope" else on_run)
            else:
                made.activated.connect(slots[shortcut.name])


def wake(key: QShortcut, slot: Callable[[], None]) -> None:
    """Let `key` work while a menu or the list of a box is open, when keys of a window sleep.

    Over the list of a box in a modal dialog the key of the dialog and that of the window are both awake: Qt calls that
    ambiguous and tells one of them.
    """
    key.setContext(Qt.ShortcutContext.ApplicationShortcut)
    key.activatedAmbiguously.connect(slot)


def sequence_of(event: QKeyEvent) -> str:
    """The key as the table writes it; whether it stands on the keypad makes no difference."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(int(event.key()) | int(held.value)).toString(QKeySequence.SequenceFormat.PortableText)
