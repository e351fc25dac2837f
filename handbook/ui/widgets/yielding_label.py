"""A title that gives way: it is shown whole or not at all, so that the buttons beside it keep their room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel

from handbook.override import override


class YieldingLabel(QLabel):
    """For words that stand elsewhere too: on the title bar of the window, on the tab of a column."""

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= self.sizeHint().width():
            super().paintEvent(event)
