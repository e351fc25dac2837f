"""A box to be ticked, with a drawn tick; one that cannot be ticked yet says why and keeps the keyboard."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.marks import paint_box

_SIDE = 18
_GAP = 10
_PIXELS = 14.5


class TickBox(QCheckBox):
    """Words behind the box wrap where they are long."""

    refused = Signal(str)
    """Why it is not ticked."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self._why = ""
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setHorizontalPolicy(policy.Policy.Preferred)
        self.setSizePolicy(policy)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_words(self, words: str, why_not: str = "") -> None:
        """What is looked at; `why_not`: why it cannot be ticked."""
        self._why = why_not
        self.setText(words)
        self.setAccessibleDescription(why_not)
        self.updateGeometry()
        self.update()  # the reason is painted too, and may change beneath the same words

    @override
    def nextCheckState(self) -> None:
        if self._why:
            self.refused.emit(self._why)
        else:
            super().nextCheckState()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return max(self._room(width).height(), self._theme.px(_SIDE)) + self._theme.px(6)

    @override
    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._letters()).horizontalAdvance(self._words()) + self._left() + 8
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(_SIDE + 6))

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, px = self._theme.colours, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = QFontMetrics(self._letters()).height()
        top = px(3) + max(0, (line - px(_SIDE)) / 2)
        paint_box(painter, QRectF(3, top, px(_SIDE), px(_SIDE)), colours, is_fine=self.isChecked())
        painter.setFont(self._letters())
        painter.setPen(QColor(colours.caution if self._why else colours.ink))
        room = self._room(self.width())
        painter.drawText(room.translated(self._left(), px(3)), Qt.TextFlag.TextWordWrap, self._words())
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _words(self) -> str:
        return f"{self.text()}　▲ {self._why}" if self._why else self.text()

    def _left(self) -> int:
        return self._theme.px(_SIDE + _GAP) + 3

    def _letters(self) -> QFont:
        return sized(screen_font(), self._theme.px(_PIXELS), bold=bool(self._why))

    def _room(self, width: int) -> QRect:
        metrics = QFontMetrics(self._letters())
        wide = max(width - self._left() - 4, 40)
        return metrics.boundingRect(0, 0, wide, 10_000, Qt.TextFlag.TextWordWrap, self._words())
