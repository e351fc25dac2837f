"""A push button that shows the key which does the same, in a small cap beside its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from handbook.override import override
from handbook.ui.theme.fonts import sized

if TYPE_CHECKING:  # naming QStyle makes all its enums, which takes longer than painting the bar
    from PySide6.QtWidgets import QStyleOptionButton


class KeyButton(QPushButton):
    """Button with a key cap; `role` is “primary”, “danger” or empty."""

    def __init__(self, words: str, key: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._key = key
        self._is_painting = False
        self.setProperty("role", role)
        self.setAccessibleName(words)
        if key:
            self.setToolTip(f"{words}({key})")

    @property
    def key(self) -> str:
        """The key shown in the cap."""
        return self._key

    def show_key(self, key: str) -> None:
        """Show another key, or none."""
        self._key = key
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return size + QSize(self._cap_width() + self._gap(), 0) if self._key else size

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        if self._is_painting:
            option.text = ""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._is_painting = bool(self._key)
        super().paintEvent(event)
        self._is_painting = False
        if self._key:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_words(painter)

    def _paint_words(self, painter: QPainter) -> None:
        words = self.fontMetrics().horizontalAdvance(self.text())
        cap = self._cap_width()
        left = (self.width() - words - self._gap() - cap) // 2
        # The style sheet's colour does not reach the palette; the role does.
        colour = self.palette().color(self.foregroundRole())
        painter.setPen(colour)
        painter.setFont(self.font())
        painter.drawText(QRect(left, 0, words + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        small = self._cap_font_metrics()
        box = QRect(
            left + words + self._gap(), (self.height() - small.height() - 2) // 2, cap, small.height() + 2
        )
        rim = QColor(colour)
        rim.setAlphaF(0.45)
        painter.setPen(QPen(rim, 1))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(colour)
        painter.setFont(sized(self.font(), self.font().pixelSize() * 0.78))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)

    def _cap_font_metrics(self) -> QFontMetrics:
        return QFontMetrics(sized(self.font(), self.font().pixelSize() * 0.78))

    def _cap_width(self) -> int:
        return self._cap_font_metrics().horizontalAdvance(self._key) + self._gap()

    def _gap(self) -> int:
        return max(6, self.fontMetrics().height() // 3)
