"""Words and a place in the row go in; a chip comes out that Alt and its number choose."""

from PySide6.QtWidgets import QPushButton


def numbered_chip(words: str, place: int) -> QPushButton:
    """A chip to be one of a group; `place` counts from 0, the number on it from 1."""
    chip = QPushButton(f"{words}(Alt+{place + 1})")
    chip.setShortcut(f"Alt+{place + 1}")
    chip.setCheckable(True)
    chip.setProperty("role", "chip")
    return chip
