"""A box in which a version of a law is chosen; its arrow is drawn, as the bundled font has none."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.marks import paint_fold


class VersionBox(QComboBox):
    """As wide as its longest words."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._theme = Theme()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px = self._theme.px
        wide, high = px(9), px(6)
        box = QRectF(self.width() - px(12) - wide, (self.height() - high) / 2, wide, high)
        paint_fold(QPainter(self), box, self._theme.colours.ink_second, is_down=True)
