"""A word of the top bar: bold with a line below where its page is open, and how much waits behind it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import PLAIN, Theme

_SIDE = 14
_PILL_SIDE = 7
_GAP = 8
_LINE = 3


class TabButton(QPushButton):
    """Painted by itself; its accessible name says the count."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.setCheckable(True)
        self.setAccessibleName(word)
        self._theme = Theme()
        self._count = 0

    @property
    def count(self) -> int:
        """How much waits."""
        return self._count

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setFixedSize(self.sizeHint())
        self.update()

    def show_count(self, count: int) -> None:
        """How much waits; nothing is written where nothing does."""
        self._count = count
        self.setAccessibleName(f"{self.text()}，{count} 件" if count else self.text())
        self.setFixedSize(self.sizeHint())
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        width = QFontMetricsF(self._font(is_bold=True)).horizontalAdvance(self.text()) + 2 * px(_SIDE)
        return QSize(
            round(width + (self._pill_width() + px(_GAP) if self._count else 0)), px(36) + PLAIN.px(16)
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, px = self._theme.colours, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_open = self.isChecked()
        if self.underMouse() and not is_open:
            painter.fillRect(self.rect(), QColor(colours.ground))
        font = self._font(is_bold=is_open)
        painter.setFont(font)
        painter.setPen(QColor(colours.accent if is_open else colours.ink_second))
        words = QFontMetricsF(font).horizontalAdvance(self.text())
        room = QRectF(px(_SIDE), 0, words + 2, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._count:
            self._paint_pill(painter, room.right() + px(_GAP))
        if is_open:
            painter.fillRect(0, self.height() - px(_LINE), self.width(), px(_LINE), QColor(colours.accent))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 6, -2, -6), 6, 6)

    def _paint_pill(self, painter: QPainter, left: float) -> None:
        colours, px = self._theme.colours, self._theme.px
        height = px(20)
        box = QRectF(left, (self.height() - height) / 2, self._pill_width(), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.accent_soft if self.isChecked() else colours.line))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(colours.ink))
        painter.setFont(self._pill_font())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._count))

    def _pill_width(self) -> float:
        words = QFontMetricsF(self._pill_font()).horizontalAdvance(str(self._count))
        return words + 2 * self._theme.px(_PILL_SIDE)

    def _pill_font(self) -> QFont:
        return sized(screen_font(), self._theme.px(13), bold=True)

    def _font(self, *, is_bold: bool) -> QFont:
        return sized(screen_font(), self._theme.px(15.5), bold=is_bold)
