"""The three columns 查 / 读 / 办: side by side in the wide window, one at a time in the dock and where it is narrow."""

from enum import IntEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from handbook.ui.theme.theme import Theme


class Column(IntEnum):
    """From left to right."""

    SEARCH = 0
    READ = 1
    DESK = 2


NAMES = {Column.SEARCH: "查", Column.READ: "读", Column.DESK: "办"}
LONG_NAMES = {Column.SEARCH: "查:搜索", Column.READ: "读:条目", Column.DESK: "办:通话台"}
UNLIMITED = 16777215
"""QWIDGETSIZE_MAX, which PySide does not give: as wide as there is room."""
WIDTHS = (364, 636, 440)


class Columns(QWidget):
    """Nothing is made anew when the layout changes, so every column keeps its state."""

    column_wanted = Signal()
    """Something in a column is to be seen: whatever covers them gives way."""

    def __init__(self, widgets: tuple[QWidget, QWidget, QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("columns")
        self._widgets = list(widgets)
        self._is_single = False
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for widget in widgets:
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(1, 1)
        self._tabs = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._tab_bar())
        layout.addWidget(self._splitter, 1)

    @property
    def is_single(self) -> bool:
        """Whether one column is shown at a time."""
        return self._is_single

    @property
    def column(self) -> Column:
        """The column in front."""
        return Column(max(0, self._tabs.checkedId()))

    def put(self, column: Column, widget: QWidget) -> None:
        """Put `widget` where a blank one stands."""
        blank = self._widgets[column]
        is_hidden = blank.isHidden()
        self._splitter.replaceWidget(column, widget)
        widget.setHidden(is_hidden)
        blank.setParent(None)
        blank.deleteLater()
        self._widgets[column] = widget

    def set_single(self, is_single: bool, theme: Theme) -> None:
        """One column at a time, or all side by side; the one in front stays."""
        if is_single == self._is_single:
            return
        self._is_single = is_single
        self._bar.setVisible(is_single)
        self.apply_theme(theme)
        if is_single:
            self._show_only(self.column)
        else:
            for widget in self._widgets:
                widget.show()
            self._splitter.setSizes([theme.px(width) for width in WIDTHS])

    @Slot(int)
    def show_column(self, column: int) -> None:
        """Bring a `Column` to the front; side by side, all are."""
        self.column_wanted.emit()
        button = self._tabs.button(column)
        if button is not None:
            button.setChecked(True)
        if self._is_single:
            self._show_only(column)

    def _show_only(self, column: int) -> None:
        for index, widget in enumerate(self._widgets):
            widget.setVisible(index == column)

    def show_count(self, runs: int) -> None:
        """How many lists are pinned, on the tab."""
        button = self._tabs.button(Column.DESK)
        if button is not None:
            name = NAMES[Column.DESK]
            button.setText(f"{name} {runs}" if runs else name)

    def apply_theme(self, theme: Theme) -> None:
        """Limits of the widths in the sizes of `theme`."""
        left, _, right = self._widgets
        for widget, least, most in ((left, 300, 620), (right, 376, 640)):
            widget.setMinimumWidth(0 if self._is_single else theme.px(least))
            widget.setMaximumWidth(UNLIMITED if self._is_single else theme.px(most))

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
        for column, name in NAMES.items():
            button = QPushButton(name)
            button.setObjectName(f"room{column.value}")
            button.setCheckable(True)
            button.setProperty("role", "tab")
            button.setAccessibleName(LONG_NAMES[column])
            self._tabs.addButton(button, column)
            line.addWidget(button, 1)
        first = self._tabs.button(0)
        first.setChecked(True)
        self._tabs.idClicked.connect(self.show_column)
        self._bar.hide()
        return self._bar
