"""A command of the top bar: words without a box, with an icon and a key; where room is short, the icon alone."""

from enum import IntEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from handbook.override import override
from handbook.ui.theme import icons
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme

ICON, WORDS, KEY, HIGH = 18, 14.5, 12.5, 32
"""Pixels at 100 % text."""


class Extent(IntEnum):
    """How much of it is shown."""

    ICON = 0
    WORDS = 1
    WHOLE = 2
    """With its key."""


class BarButton(QAbstractButton):
    """`key` is as the table of keys writes it; a screen reader hears the words whatever is shown."""

    def __init__(self, words: str, icon: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words)
        self._icon = icon
        self._key = key
        self._extent = Extent.WHOLE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.apply_theme(Theme())
        self.name(words)

    @property
    def key(self) -> str:
        """The key that does the same."""
        return self._key

    @property
    def extent(self) -> Extent:
        """How much of it is shown."""
        return self._extent

    def name(self, words: str, meaning: str = "") -> None:
        """Show `words`; `meaning` says more, where a pointer rests on it and to a screen reader."""
        self.setText(words)
        self.setAccessibleName(meaning or words)
        self.setToolTip(f"{meaning or words}({self._key})")
        self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        font = screen_font(theme.scale)
        self._words_font = sized(font, theme.px(WORDS))
        self._key_font = sized(font, theme.px(KEY))
        self.updateGeometry()
        self.update()

    def show_extent(self, extent: Extent) -> None:
        """Show more or less of it."""
        if extent is not self._extent:
            self._extent = extent
            self.updateGeometry()
            self.update()

    def width_at(self, extent: Extent) -> int:
        """Pixels that it takes with so much of it shown."""
        px = self._theme.px
        width = px(ICON) + 2 * px(7)
        if extent >= Extent.WORDS:
            width += px(6) + QFontMetrics(self._words_font).horizontalAdvance(self.text())
        if extent >= Extent.WHOLE:
            width += px(6) + QFontMetrics(self._key_font).horizontalAdvance(self._key)
        return width

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width_at(self._extent), self._theme.px(HIGH))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, px = self._theme.colours, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rim = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(rim, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rim, 6, 6)
        side, left = px(ICON), px(7)
        painter.drawPixmap(
            QRect(left, (self.height() - side) // 2, side, side),
            icons.pixmap(self._icon, colours.ink_second, side),
        )
        left += side + px(6)
        if self._extent >= Extent.WORDS:
            painter.setFont(self._words_font)
            painter.setPen(QColor(colours.ink_second))
            wide = QFontMetrics(self._words_font).horizontalAdvance(self.text())
            room = QRect(left, 0, wide + 2, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
            left += wide + px(6)
        if self._extent >= Extent.WHOLE:
            painter.setFont(self._key_font)
            painter.setPen(QColor(colours.ink_third))
            room = QRect(left, 0, self.width() - left, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._key)
