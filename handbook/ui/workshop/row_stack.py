"""Widgets beneath each other, each as high as its words need in the width that there is; for the inside of a scroll area.

A box layout in a scroll area asks for the heights of wrapped words in some other width now and then, and cuts them.
"""

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from handbook.override import override


class RowStack(QWidget):
    """As wide as its room, never wider; it says by its least height how much it needs."""

    def __init__(self) -> None:
        super().__init__()
        self._members: list[QWidget] = []
        self._side = self._above = self._spacing = 0
        self._is_placing = False

    def set_room(self, *, side: int = 0, above: int = 0, spacing: int = 0) -> None:
        """Pixels beside, above and below, and between."""
        self._side, self._above, self._spacing = side, above, spacing
        self._place()

    def insert(self, number: int, widget: QWidget) -> None:
        """Take `widget` in as the `number`-th."""
        widget.setParent(self)
        self._members.insert(number, widget)
        widget.show()
        self._place()

    def let_go(self, widget: QWidget) -> None:
        """Delete a member."""
        self._members.remove(widget)
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()
        self._place()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.minimumHeight())

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def _place(self) -> None:
        if self._is_placing:
            return
        self._is_placing = True
        width = max(self.width() - 2 * self._side, 1)
        top = self._above
        for member in self._members:
            if not member.isHidden():
                height = _height(member, width)
                member.setGeometry(QRect(self._side, top, width, height))
                top += height + self._spacing
        self.setMinimumHeight(max(top - self._spacing + self._above, 0))
        self._is_placing = False


def _height(member: QWidget, width: int) -> int:
    layout = member.layout()
    if layout is not None and layout.hasHeightForWidth():
        wanted = layout.totalHeightForWidth(width)
    elif member.hasHeightForWidth():
        wanted = member.heightForWidth(width)
    else:
        wanted = member.sizeHint().height()
    return max(wanted, member.minimumHeight())
