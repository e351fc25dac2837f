"""Rows of the result list: hits of a search, or sections of entries where nothing is searched."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from handbook.model.kinds import Kind
from handbook.override import override
from handbook.search.hits import Span

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row; a section title has no `entry_id`."""

    title: str
    entry_id: str = ""
    kind: Kind | None = None
    title_spans: tuple[Span, ...] = ()
    snippet: str = ""
    snippet_spans: tuple[Span, ...] = ()
    note: str = ""
    is_danger: bool = False

    @property
    def is_section(self) -> bool:
        """Whether it is a heading."""
        return not self.entry_id


class ResultsModel(QAbstractListModel):
    """A list of rows, replaced as a whole."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ResultRow] = []

    def show_rows(self, rows: Sequence[ResultRow]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, index: AnyIndex) -> ResultRow | None:
        """The row at `index`."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def first_entry(self) -> QModelIndex:
        """The first row that is an entry; an invalid index where there is none."""
        return next((self.index(i) for i, row in enumerate(self._rows) if not row.is_section), QModelIndex())

    def index_of(self, entry_id: str) -> QModelIndex:
        """The row of an entry; an invalid index where it is not in the list."""
        return next(
            (self.index(i) for i, row in enumerate(self._rows) if row.entry_id == entry_id), QModelIndex()
        )

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            kind = row.kind.short_label if row.kind else "分组"
            return f"{kind}:{row.title}。{row.snippet}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.note or None
        return row if role == ROW_ROLE else None

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        row = self.row(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if row.is_section:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
