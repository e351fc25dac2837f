"""The outline of a list: rows of equal height that are only repainted, scrolled by whole rows alone."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from handbook.override import override
from handbook.ui.call.outline_delegate import ROW_ROLE, OutlineDelegate
from handbook.ui.call.outline_rows import OutlineRow, RowKind
from handbook.ui.call.row_size import RowSize
from handbook.ui.call.tick_box import DONE
from handbook.ui.theme.theme import Theme

LANDING = 3
"""Rows above the current one after the outline had to scroll."""
FOLLOWING = 2
"""So many rows after the current one are to be seen."""
AnyIndex = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractListModel):
    """Rows of one list; as long as it is the same list they only change in place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[OutlineRow] = []

    @property
    def rows(self) -> Sequence[OutlineRow]:
        """The rows from the top."""
        return self._rows

    def show_rows(self, rows: list[OutlineRow]) -> None:
        """Show `rows`; what is the same stays as it is."""
        if [row.step for row in rows] != [row.step for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return
        before, self._rows = self._rows, rows
        for number, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number), self.index(number))

    def row_of(self, step_id: str) -> int:
        """Number of the row of a step; -1 where it has none."""
        return next((n for n, row in enumerate(self._rows) if step_id and row.step == step_id), -1)

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.CheckStateRole and row.kind in (RowKind.STEP, RowKind.SAID):
            return Qt.CheckState.Checked if row.mark in DONE else Qt.CheckState.Unchecked
        return None

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Never user-checkable: the store decides."""
        row = self._rows[index.row()] if index.isValid() else None
        if row is None or row.kind is RowKind.HEAD:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class OutlineView(QListView):
    """A click puts a step on the stage to look at; it never ticks."""

    step_chosen = Signal(str)

    def __init__(self, size: RowSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runOutline")
        self.setAccessibleName("全部步骤")
        self._theme = Theme()
        self._size = size
        self.rows_model = OutlineModel(self)
        self._delegate = OutlineDelegate(size, self)
        self.setModel(self.rows_model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        # Its room is kept also where nothing is to be scrolled: rows would become narrower when the outcome comes.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._on_range(0, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoScroll(False)
        self.setMouseTracking(True)
        self.clicked.connect(self._on_clicked)

    @property
    def rows(self) -> Sequence[OutlineRow]:
        """The rows from the top."""
        return self.rows_model.rows

    @property
    def row_height(self) -> int:
        """Pixels of every row."""
        return self._theme.px(self._size.row)

    @property
    def visible_rows(self) -> int:
        """How many whole rows the viewport shows."""
        return self.viewport().height() // self.row_height

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._delegate.apply_theme(theme)
        self.doItemsLayout()
        self.viewport().update()

    def show_rows(self, rows: list[OutlineRow]) -> None:
        """Show `rows`."""
        self.rows_model.show_rows(rows)

    def row_of(self, step_id: str) -> OutlineRow | None:
        """The row of a step."""
        number = self.rows_model.row_of(step_id)
        return self.rows[number] if number >= 0 else None

    def follow(self, step_id: str) -> None:
        """Scroll only where the row of `step_id`, or the two after it, are not seen; it lands on the fourth row then."""
        number = self.rows_model.row_of(step_id)
        seen = self.visible_rows
        if number < 0 or seen <= 0:
            return
        bar = self.verticalScrollBar()
        after = min(FOLLOWING, len(self.rows) - 1 - number)
        first = bar.value()
        if number < first or number + after > first + seen - 1:
            landing = max(min(LANDING, seen - 1 - after), 0)
            if bar.maximum() != len(self.rows) - seen:  # the bar follows a new height only at the next event
                self.doItemsLayout()
            bar.setValue(number - landing)
        if QAccessible.isActive():
            self.setCurrentIndex(self.rows_model.index(number))

    @Slot(int, int)
    def _on_range(self, least: int, most: int) -> None:
        style = "" if most > least else "QScrollBar::handle { background: transparent; }"
        if style != self.verticalScrollBar().styleSheet():
            self.verticalScrollBar().setStyleSheet(style)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, OutlineRow) and row.step:
            self.step_chosen.emit(row.step)
