"""Widgets beneath each other, each as high as its words need in the width that there is; for the inside of a scroll area.

A box layout in a scroll area asks for the heights of wrapped words in some other width now and then, and cuts them.
"""

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from handbook.override import override


class PlacedByHand(QWidget):
    """Places its members itself, whenever their words or its room change, and says its height by its least height."""

    def __init__(self) -> None:
        super().__init__()
        self._is_placing = False

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.minimumHeight())

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.place()

    def place(self) -> None:
        """Place the members anew."""
        if not self._is_placing:
            self._is_placing = True
            self.place_members()
            self._is_placing = False

    def place_members(self) -> None:
        """Give each member its place, and itself its least height."""
        raise NotImplementedError


class RowStack(PlacedByHand):
    """As wide as its room, never wider; it says by its least height how much it needs."""

    def __init__(self) -> None:
        super().__init__()
        self._members: list[QWidget] = []
        self._side = self._above = self._spacing = 0

    def set_room(self, *, side: int = 0, above: int = 0, spacing: int = 0) -> None:
        """Pixels beside, above and below, and between."""
        self._side, self._above, self._spacing = side, above, spacing
        self.place()

    def insert(self, number: int, widget: QWidget) -> None:
        """Take `widget` in as the `number`-th."""
        widget.setParent(self)
        self._members.insert(number, widget)
        widget.show()
        self.place()

    def let_go(self, widget: QWidget) -> None:
        """Delete a member."""
        self._members.remove(widget)
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()
        self.place()

    @override
    def place_members(self) -> None:
        width = max(self.width() - 2 * self._side, 1)
        top = self._above
        for member in self._members:
            if not member.isHidden():
                height = height_in(member, width)
                member.setGeometry(QRect(self._side, top, width, height))
                top += height + self._spacing
        self.setMinimumHeight(max(top - self._spacing + self._above, 0))


def height_in(member: QWidget, width: int) -> int:
    """Pixels that `member` needs where it is `width` pixels wide."""
    layout = member.layout()
    if layout is not None and layout.hasHeightForWidth():
        wanted = layout.totalHeightForWidth(width)
    elif member.hasHeightForWidth():
        wanted = member.heightForWidth(width)
    else:
        wanted = member.sizeHint().height()
    return max(wanted, member.minimumHeight())
