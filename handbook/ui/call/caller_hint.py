"""The line beneath the caller's data: what is known of earlier calls; its place is kept where nothing is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from handbook.override import override
from handbook.ui.theme.fonts import sized
from handbook.ui.theme.theme import Theme

NOTHING = "没有先前的来电"


class CallerHint(QAbstractButton):
    """Caution, soft; a click opens the earlier ticket."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("callerHint")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = Theme()
        self._way = ""
        self.setAccessibleName(NOTHING)
        self.setEnabled(False)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.update()

    def show_words(self, words: str, way: str) -> None:
        """Say `words`; `way`: what a click does, with its key. Empty words leave the place blank."""
        self._way = way
        self.setText(words)
        self.setAccessibleName((f"{words},{way}" if way else words) or NOTHING)
        self.setToolTip(words)
        self.setEnabled(bool(words and way))
        self.setCursor(Qt.CursorShape.PointingHandCursor if way else Qt.CursorShape.ArrowCursor)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(30))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.text():
            return
        painter = QPainter(self)
        c, px = self._theme.colours, self._theme.px
        painter.fillRect(self.rect(), QColor(c.caution_soft))
        area = QRectF(self.rect()).adjusted(px(8), 0, -px(8), 0)
        small = sized(self.font(), px(13))
        way = QFontMetrics(small).horizontalAdvance(self._way)
        painter.setFont(small)
        painter.setPen(QColor(c.accent))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._way)
        room = area.width() - way - px(8)
        bold = self._words_font()
        words = QFontMetrics(bold).elidedText(self.text(), Qt.TextElideMode.ElideRight, round(room))
        painter.setFont(bold)
        painter.setPen(QColor(c.caution))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)

    def _words_font(self) -> QFont:
        return sized(self.font(), self._theme.px(13), bold=True)
