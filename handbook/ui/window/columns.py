"""The three rooms 查 / 读 / 办: side by side in the wide window, one at a time in the dock and where it is narrow."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from handbook.ui.theme.theme import Theme

ROOMS = ("查", "读", "办")
WIDTHS = (372, 680, 388)


class Columns(QWidget):
    """Nothing is made anew when the layout changes, so every room keeps its state."""

    room_changed = Signal(int)
    room_wanted = Signal()
    """Something in a room is to be seen: whatever covers the rooms gives way."""

    def __init__(self, rooms: tuple[QWidget, QWidget, QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("columns")
        self._rooms = list(rooms)
        self._is_single = False
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for room in rooms:
            self._splitter.addWidget(room)
        self._splitter.setStretchFactor(1, 1)
        self._tabs = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tab_bar())
        layout.addWidget(self._splitter, 1)

    @property
    def is_single(self) -> bool:
        """Whether one room is shown at a time."""
        return self._is_single

    @property
    def room(self) -> int:
        """Number of the room in front: 0 查, 1 读, 2 办."""
        return max(0, self._tabs.checkedId())

    def put(self, number: int, room: QWidget) -> None:
        """Put `room` where a blank one stands."""
        blank = self._rooms[number]
        is_hidden = blank.isHidden()
        self._splitter.replaceWidget(number, room)
        room.setHidden(is_hidden)
        blank.setParent(None)
        blank.deleteLater()
        self._rooms[number] = room

    def set_single(self, is_single: bool, theme: Theme) -> None:
        """One room at a time, or all side by side; the room in front stays."""
        if is_single == self._is_single:
            return
        self._is_single = is_single
        self._bar.setVisible(is_single)
        self.apply_theme(theme)
        if is_single:
            self._show_only(self.room)
        else:
            for room in self._rooms:
                room.show()
            self._splitter.setSizes([theme.px(width) for width in WIDTHS])

    def show_room(self, number: int) -> None:
        """Bring a room to the front; side by side, all are."""
        self.room_wanted.emit()
        button = self._tabs.button(number)
        if button is not None:
            button.setChecked(True)
        if self._is_single:
            self._show_only(number)

    def _show_only(self, number: int) -> None:
        for index, room in enumerate(self._rooms):
            room.setVisible(index == number)

    def show_count(self, runs: int) -> None:
        """How many lists are pinned, on the tab."""
        button = self._tabs.button(2)
        if button is not None:
            button.setText(f"办 {runs}" if runs else "办")

    def apply_theme(self, theme: Theme) -> None:
        """Limits of the widths in the sizes of `theme`."""
        left, _, right = self._rooms
        for room, least, most in ((left, 300, 620), (right, 376, 640)):
            room.setMinimumWidth(0 if self._is_single else theme.px(least))
            room.setMaximumWidth(16777215 if self._is_single else theme.px(most))

    def reset_widths(self, theme: Theme) -> None:
        """The widths of the design."""
        self._splitter.setSizes([theme.px(width) for width in WIDTHS])

    def _tab_bar(self) -> QWidget:
        self._bar = QWidget()
        self._bar.setObjectName("dockTabs")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self._bar)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for number, name in enumerate(ROOMS):
            button = QPushButton(name)
            button.setObjectName(f"room{number}")
            button.setCheckable(True)
            button.setProperty("role", "tab")
            button.setAccessibleName({"查": "查:搜索", "读": "读:条目", "办": "办:通话台"}[name])
            self._tabs.addButton(button, number)
            line.addWidget(button, 1)
        first = self._tabs.button(0)
        first.setChecked(True)
        self._tabs.idClicked.connect(self._on_tab)
        self._bar.hide()
        return self._bar

    @Slot(int)
    def _on_tab(self, number: int) -> None:
        self.show_room(number)
        self.room_changed.emit(number)
