"""Key sequences taken apart: what a platform can lend, and what it is not asked for."""

import pytest
from PySide6.QtCore import Qt

from handbook.desktop.key_parts import KeyParts, key_parts

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ALT, META = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier


@pytest.mark.parametrize(
    ("keys", "parts"),
    [
        ("Ctrl+Alt+H", KeyParts(CTRL | ALT, "H")),
        ("ctrl+alt+h", KeyParts(CTRL | ALT, "H")),
        ("Shift+Ctrl+5", KeyParts(SHIFT | CTRL, "5")),
        ("Meta+F1", KeyParts(META, 1)),
        ("Alt+F24", KeyParts(ALT, 24)),
        ("Ctrl+Alt+Shift+Meta+Z", KeyParts(CTRL | ALT | SHIFT | META, "Z")),
    ],
)
def test_letters_digits_and_function_keys(qapp: object, keys: str, parts: KeyParts) -> None:
    assert key_parts(keys) == parts


@pytest.mark.parametrize(
    "keys",
    [
        "",
        "?",
        "H",
        "F9",
        "Num+5",
        "Ctrl",
        "Ctrl+;",
        "Ctrl+F25",
        "Ctrl+Space",
        "Ctrl+Left",
        "Ctrl+ß",
        "Ctrl+中",
        "Ctrl+K, Ctrl+H",
        "Strg+H",
        "nonsense",
    ],
)
def test_all_else_is_none(qapp: object, keys: str) -> None:
    assert key_parts(keys) is None


def test_modifiers_are_numbered_by_the_platform(qapp: object) -> None:
    bits = ((SHIFT, 1), (CTRL, 4), (ALT, 8), (META, 64))
    assert KeyParts(CTRL | META, "H").modifier_bits(bits) == 68
    assert KeyParts(SHIFT, 3).modifier_bits(bits) == 1
