"""One check of an import: its mark, its words, and what stands under them."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from handbook.override import override
from handbook.ui.theme.theme import Theme

SIDE = 18


class CheckMark(QWidget):
    """Green with a tick, amber with a triangle, or open; never told by colour alone."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self.is_fine = False
        self.is_warning = False

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = self._theme.px(SIDE)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        unit = box.width() / 16
        if self.is_fine:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.done))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(QPen(QColor(colours.panel), 2 * unit))
            corners = [(3.5, 8.5), (6.8, 11.6), (12.5, 5)]
            painter.drawPolyline(QPolygonF([box.topLeft() + QPointF(x * unit, y * unit) for x, y in corners]))
        elif self.is_warning:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.caution))
            corners = [(8, 1.5), (15, 14.5), (1, 14.5)]
            painter.drawPolygon(QPolygonF([box.topLeft() + QPointF(x * unit, y * unit) for x, y in corners]))
        else:
            painter.setPen(QPen(QColor(colours.control), 1.5))
            painter.setBrush(QColor(colours.panel))
            painter.drawRoundedRect(box, 3, 3)


class CheckRow(QWidget):
    """`body` holds what belongs to the check."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setObjectName("checkRow")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mark = CheckMark()
        self._words = QLabel(words)
        self._words.setObjectName("checkWords")
        self._more = QLabel()
        self._more.setObjectName("checkMore")
        self._more.setWordWrap(True)
        self._line = QHBoxLayout()
        self._line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._words)
        self._line.addWidget(self._more, 1)
        self.body = QVBoxLayout()
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._line)
        self._box.addLayout(self.body)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._mark.apply_theme(theme)
        self._line.setSpacing(theme.px(10))
        self.body.setContentsMargins(theme.px(SIDE + 10), 0, 0, 0)
        self.body.setSpacing(theme.px(6))
        self._box.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        self._box.setSpacing(theme.px(6))

    def show_words(self, words: str, more: str = "") -> None:
        """What is checked, and what is known of it."""
        self._words.setText(words)
        self._more.setText(more)

    def set_fine(self, is_fine: bool, *, is_warning: bool = False) -> None:
        """Green, amber, or still open; an open one is what whoever works here has to look at."""
        self._mark.is_fine = is_fine
        self._mark.is_warning = is_warning and not is_fine
        self._mark.update()
        state = "好了" if is_fine else "请看一眼" if is_warning else "要您定"
        self.setAccessibleName(f"{self._words.text()},{state}")
        is_open = not is_fine and not is_warning
        if self.property("open") != is_open:
            self.setProperty("open", is_open)
            self.style().unpolish(self)
            self.style().polish(self)
