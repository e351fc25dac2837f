"""Widgets go in; they stand in lines, like words, and wrap where the width ends.

No QLayout: one written in Python shares its items with Qt, which deletes some of them itself; PySide keeps the others
for ever, and what it thinks of a deleted one can end the program when its address is used again.
"""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from handbook.override import override
from handbook.ui.theme.theme import Theme

SPACING = 6
"""Pixels at 100 % between two that stand beside or beneath each other."""


class FlowBox(QWidget):
    """Left to right, then down; `spacing` apart at 100 %."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = SPACING) -> None:
        super().__init__(parent)
        self._spacing = self._plain_spacing = spacing
        self._members: list[QWidget] = []
        self._heights: dict[int, int] = {}
        """Height for each width that was asked for; a box layout asks for many, often."""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._spacing = theme.px(self._plain_spacing)
        self._heights.clear()
        self.updateGeometry()
        self._place(self.width(), is_trial=False)

    def add(self, widget: QWidget) -> None:
        """Take `widget` in as the last one; it stays until all are let go of."""
        widget.setParent(self)
        if self.isVisible():
            widget.show()
        self._members.append(widget)
        self._heights.clear()
        self.updateGeometry()

    def clear(self) -> None:
        """Let go of every member, which is deleted."""
        for member in self._members:
            member.hide()
            member.setParent(None)
            member.deleteLater()
        self._members.clear()
        self._heights.clear()
        self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if not self.isVisible():  # nobody says then when a member wants another size
            return self._place(width, is_trial=True)
        if width not in self._heights:
            self._heights[width] = self._place(width, is_trial=True)
        return self._heights[width]

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        size = QSize()
        for member in self._shown():
            size = size.expandedTo(_least(member))
        return size

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._heights.clear()
            self.updateGeometry()
            self._place(self.width(), is_trial=False)
        return super().event(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._heights.clear()
        self._place(self.width(), is_trial=False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), is_trial=False)

    def _shown(self) -> Iterator[QWidget]:
        return (m for m in self._members if not m.isHidden())

    def _place(self, width: int, *, is_trial: bool) -> int:
        """Height that the members need in `width` pixels; unless it is a trial, they are moved there."""
        x, y, line = 0, 0, 0
        for member in self._shown():
            size = _wanted(member)
            if size.width() > width and member.hasHeightForWidth():
                # Too long for a line: it wraps itself.
                size = QSize(width, member.heightForWidth(width))
            if x > 0 and x + size.width() > width:
                x, y, line = 0, y + line + self._spacing, 0
            if not is_trial:
                member.setGeometry(QRect(QPoint(x, y), size))
            x += size.width() + self._spacing
            line = max(line, size.height())
        return y + line


def _wanted(member: QWidget) -> QSize:
    hint = member.sizeHint().expandedTo(member.minimumSizeHint())
    return hint.boundedTo(member.maximumSize()).expandedTo(member.minimumSize())


def _least(member: QWidget) -> QSize:
    """Least size, as Qt's layouts take it: only what may shrink is smaller than its hint."""
    policy, hint, least = member.sizePolicy(), member.sizeHint(), member.minimumSizeHint()
    shrinks = QSizePolicy.PolicyFlag.ShrinkFlag.value
    wide = least.width() if policy.horizontalPolicy().value & shrinks else max(hint.width(), least.width())
    high = least.height() if policy.verticalPolicy().value & shrinks else max(hint.height(), least.height())
    own = member.minimumSize()
    size = QSize(own.width() or wide, own.height() or high)
    return size.boundedTo(member.maximumSize())
