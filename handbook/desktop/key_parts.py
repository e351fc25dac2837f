"""A key sequence goes in; its modifiers and the one key they hold come out, for a platform to number."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

_MODIFIERS = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


@dataclass(frozen=True, slots=True)
class KeyParts:
    """A letter, a digit or a function key, with at least one modifier."""

    modifiers: Qt.KeyboardModifier
    """One or more of Shift, Ctrl, Alt, Meta."""
    key: str | int
    """A capital letter or a digit of ASCII, or the number of a function key, 1–24."""

    def modifier_bits(self, bits: Iterable[tuple[Qt.KeyboardModifier, int]]) -> int:
        """The modifiers as a platform numbers them."""
        return sum(bit for modifier, bit in bits if self.modifiers & modifier)


def key_parts(keys: str) -> KeyParts | None:
    """The parts of `keys`, such as Ctrl+Alt+H; None for other keys, several strokes, or a key without a modifier."""
    sequence = QKeySequence(keys)
    if sequence.count() != 1:
        return None
    combination: QKeyCombination = sequence[0]  # type: ignore[index]  # PySide's stubs leave it out
    modifiers = combination.keyboardModifiers() & _MODIFIERS
    key = _plain_key(int(combination.key()))
    return KeyParts(modifiers, key) if modifiers and key is not None else None


def _plain_key(key: int) -> str | int | None:
    if int(Qt.Key.Key_F1) <= key <= int(Qt.Key.Key_F24):
        return key - int(Qt.Key.Key_F1) + 1
    return chr(key) if key < 128 and chr(key).isalnum() else None
