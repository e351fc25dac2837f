"""The plain labels of 试算, whose looks the style sheet knows by their names."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from handbook.model.typesetting import typeset


def label(name: str, words: str = "") -> QLabel:
    """A label of that object name which wraps and shows `words` as they are."""
    made = QLabel(typeset(words))
    made.setObjectName(name)
    made.setWordWrap(True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made
