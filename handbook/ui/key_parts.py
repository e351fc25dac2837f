"""A key sequence as people write it goes in; its modifiers and its one key come out, for the platforms' own codes."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence


def key_parts(keys: str) -> tuple[Qt.KeyboardModifier, int] | None:
    """Modifiers and Qt's number of one key with at least one modifier, such as Ctrl+Alt+H; None for others."""
    sequence = QKeySequence(keys)
    if sequence.count() != 1:
        return None
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # PySide's stubs leave it out
    modifiers = combination.keyboardModifiers()
    return (modifiers, int(combination.key())) if modifiers else None


def function_key(key: int) -> int | None:
    """0 for F1 … 23 for F24; None for other keys."""
    number = key - int(Qt.Key.Key_F1)
    return number if 0 <= number <= int(Qt.Key.Key_F24) - int(Qt.Key.Key_F1) else None


def plain_character(key: int) -> str:
    """The letter (upper case) or digit of the key; empty for other keys."""
    return chr(key) if key < 128 and chr(key).isalnum() else ""
