"""A plain text of which no part is copied, dragged or selected into another program while it holds a value of the demo."""

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit

from handbook.model.text import holds_demo
from handbook.override import override


class GuardedText(QPlainTextEdit):
    """Half of an invented number bears no mark: so the whole text decides, not what is selected."""

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        return QMimeData() if holds_demo(self.toPlainText()) else super().createMimeDataFromSelection()
