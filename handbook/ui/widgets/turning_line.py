"""Words with a button after them; beneath them where the button would take more than half of the line."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from handbook.override import override


class TurningLine(QFrame):
    """Stands or lies by its width."""

    def __init__(self, words: QWidget, button: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._button = button
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.line.setContentsMargins(0, 0, 0, 0)
        self.line.addWidget(words, 1)
        self.line.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self._button.sizeHint().width() * 2 > event.size().width()
        directions = QBoxLayout.Direction
        self.line.setDirection(directions.TopToBottom if is_narrow else directions.LeftToRight)
