"""Phase 1 of an emergency card: what is said and done at once, boxed, without any form field."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from handbook.override import override
from handbook.ui.theme.theme import Theme


class ImmediateBox(QWidget):
    """先说先做: up to three lines in a box with a strong rim."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("immediateBox")
        self.setAccessibleName("先说先做")
        self._theme = Theme()
        self._size = 22
        self._layout = QGridLayout(self)
        self._layout.setColumnStretch(1, 1)
        self._labels: list[QLabel] = []

    def show_lines(self, lines: list[str], theme: Theme, *, size: int = 22) -> None:
        """Show `lines`, numbered, in letters of `size` pixels at 100 %."""
        self._theme = theme
        self._size = size
        for label in self._labels:
            self._layout.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._labels = []
        margin = theme.px(18)
        self._layout.setContentsMargins(margin, theme.px(12), margin, theme.px(12))
        self._layout.setHorizontalSpacing(theme.px(14))
        self._layout.setVerticalSpacing(theme.px(10))
        for row, line in enumerate(lines):
            self._add(str(row + 1), row, 0, f"color: {theme.colours.danger}; font-weight: 600;")
            self._add(line, row, 1, "")

    def _add(self, words: str, row: int, column: int, style: str) -> None:
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(column == 1)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        label.setStyleSheet(f"font-size: {self._theme.px(self._size)}px; {style}")
        self._labels.append(label)
        self._layout.addWidget(label, row, column)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where room is short, everything else gives way first.
        self.setMinimumHeight(max(0, self.heightForWidth(event.size().width())))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.danger), 3))
        painter.setBrush(QColor(self._theme.colours.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 8, 8)
