"""Calls, hint and pinned lists as one line where height is dear: what they say of the call, and the way to open them."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from handbook.override import override
from handbook.ui.theme.fonts import sized
from handbook.ui.theme.theme import Theme

FOLD_KEY = "T"
OPEN, CLOSE = "展开", "收起"
HEIGHT = 30


class FoldLine(QAbstractButton):
    """A click, or the key on the list, opens what is folded, and folds it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("通话、提示和清单")
        self.setObjectName("callFold")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._theme = Theme()
        self._way = ""

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setFixedHeight(theme.px(HEIGHT))
        self.update()

    def show_words(self, words: str, *, is_open: bool) -> None:
        """Say `words`; whether what is folded is open just now."""
        self._way = f"{CLOSE if is_open else OPEN} {FOLD_KEY}"
        if words != self.text() or not self.accessibleName().endswith(self._way):
            self.setText(words)
            self.setAccessibleName(f"{words},{self._way}")
            self.setToolTip(f"来电、提示和清单:{words}({self._way})")
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, px = self._theme.colours, self._theme.px
        area = QRectF(self.rect())
        painter.fillRect(area, QColor(c.ground))
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), QColor(c.line))
        inner = area.adjusted(px(12), 0, -px(12), 0)
        small = self._font(13)
        painter.setFont(small)
        painter.setPen(QColor(c.accent))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._way)
        room = inner.width() - QFontMetrics(small).horizontalAdvance(self._way) - px(10)
        bold = self._font(14)
        painter.setFont(bold)
        painter.setPen(QColor(c.ink))
        shown = QFontMetrics(bold).elidedText(self.text(), Qt.TextElideMode.ElideRight, max(round(room), 0))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _font(self, size: float) -> QFont:
        return sized(self.font(), self._theme.px(size))
