"""A column with something above that takes the room there is, and boxes below that are as high as their words need.

Where there is less room than both need at least, the column scrolls; nothing in it is squeezed. No box layout: in a scroll
area it asks for the heights of wrapped words in some other width, and then scrolls where there is room.
"""

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from handbook.override import override
from handbook.ui.workshop.row_stack import PlacedByHand, height_in


class ColumnRoom(QScrollArea):
    """Whatever takes the keyboard in it is scrolled to."""

    def __init__(self, top: QWidget, *below: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._held = _Held(top, below)
        self.setWidget(self._held)
        self._held.setAutoFillBackground(False)  # the ground of the column is seen through it
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def set_least(self, least: int) -> None:
        """Pixels of height that what stands above has at least."""
        self._held.least = least
        self._held.place()

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._held.isAncestorOf(now) and self.verticalScrollBar().maximum():
            self.ensureWidgetVisible(now, 0, now.height() // 4)


class _Held(PlacedByHand):
    def __init__(self, top: QWidget, below: tuple[QWidget, ...]) -> None:
        super().__init__()
        self.least = 0
        self._top, self._below = top, below
        for widget in (top, *below):
            widget.setParent(self)

    @override
    def place_members(self) -> None:
        width = max(self.width(), 1)
        heights = [0 if widget.isHidden() else height_in(widget, width) for widget in self._below]
        self.setMinimumHeight(self.least + sum(heights))
        top = max(self.height() - sum(heights), self.least)
        self._top.setGeometry(QRect(0, 0, width, top))
        for widget, height in zip(self._below, heights, strict=True):
            if not widget.isHidden():
                widget.setGeometry(QRect(0, top, width, height))
                top += height
