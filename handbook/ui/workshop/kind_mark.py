"""The kind of an entry before its title: mark and word in a frame of its colour."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from handbook.model.kinds import Kind
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.kind_tag import kind_colour, mark_pixmap

_LETTERS = 13
_MARK, _BESIDE = 12, 6


class KindMark(QWidget):
    """Hidden where there is no kind."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self._kind: Kind | None = None
        self.hide()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def show_kind(self, kind: Kind | None) -> None:
        """Which kind."""
        self._kind = kind
        self.setAccessibleName(kind.label if kind is not None else "")
        self.setVisible(kind is not None)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        words = QFontMetrics(self._font()).horizontalAdvance(self._words())
        return QSize(words + px(_MARK) + 3 * px(_BESIDE), QFontMetrics(self._font()).height() + px(4))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._kind is None:
            return
        px, font = self._theme.px, self._font()
        colour = kind_colour(self._kind, self._theme.colours)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hint = self.sizeHint()
        box = QRectF(0, (self.height() - hint.height()) / 2, hint.width(), hint.height())
        painter.setPen(QPen(QColor(colour), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        ratio = self.devicePixelRatioF()
        mark = mark_pixmap(self._kind, font, px(_MARK), colour, ratio)
        painter.drawPixmap(QPointF(px(_BESIDE), box.center().y() - mark.height() / ratio / 2), mark)
        painter.setFont(font)
        room = box.adjusted(px(_MARK) + 2 * px(_BESIDE) - 2, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._words())

    def _words(self) -> str:
        return self._kind.short_label if self._kind is not None else ""

    def _font(self) -> QFont:
        return sized(screen_font(), self._theme.px(_LETTERS))
