"""A sheet as Qt's table reads it: at most so many rows of it, each under the sheet's own number."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from handbook.override import override
from handbook.upkeep.bringing_rows import RowProblem

Index = QModelIndex | QPersistentModelIndex
PROBLEM_ROLE = Qt.ItemDataRole.UserRole
REMARK_ROLE = Qt.ItemDataRole.UserRole + 1
_NOWHERE = QModelIndex()


def letter_of(column: int) -> str:
    """A, B … Z, AA: what spreadsheets call a column, counted from 0."""
    before, last = divmod(column, 26)
    return (letter_of(before - 1) if before else "") + chr(65 + last)


class SheetModel(QAbstractTableModel):
    """Shows what it is given; a cell that is written comes up as a signal and back as other rows."""

    edited = Signal(int, int, str)
    """The sheet's number of the row, column, words."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: tuple[str, ...] = ()
        self._rows: Sequence[tuple[int, tuple[str, ...]]] = ()
        self._problems: Mapping[tuple[int, int], RowProblem] = {}
        self._remarks: Mapping[int, str] = {}
        self._remark_column = 0
        self._to_mend: frozenset[int] = frozenset()

    def show_rows(
        self,
        heads: tuple[str, ...],
        rows: Sequence[tuple[int, tuple[str, ...]]],
        problems: Sequence[RowProblem],
        remarks: Mapping[int, str],
        remark_column: int,
    ) -> None:
        """Number and cells of each row; `remarks`: row → what a person should know of it."""
        is_same = heads == self._heads and [n for n, _ in rows] == [n for n, _ in self._rows]
        if not is_same:
            self.beginResetModel()
        self._heads, self._rows = heads, rows
        self._problems = {(problem.number, problem.column): problem for problem in reversed(problems)}
        self._to_mend = frozenset(problem.number for problem in problems)
        self._remarks, self._remark_column = remarks, remark_column
        if not is_same:
            self.endResetModel()
        elif rows and heads:
            last = self.index(len(rows) - 1, len(heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(rows) - 1)

    def number_at(self, row: int) -> int:
        """The sheet's own number; 0 where there is no such row."""
        return self._rows[row][0] if 0 <= row < len(self._rows) else 0

    def row_of(self, number: int) -> int:
        """The row that shows that number; -1 where none does."""
        return next((row for row, (own, _) in enumerate(self._rows) if own == number), -1)

    def is_to_mend(self, row: int) -> bool:
        """Whether something of the row is to be mended."""
        return self.number_at(row) in self._to_mend

    def head(self, column: int) -> str:
        """Head of a column in one line; empty where it has none."""
        return " ".join(self._heads[column].split()) if column < len(self._heads) else ""

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._heads)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        number, cells = self._rows[index.row()]
        column = index.column()
        words = cells[column] if column < len(cells) else ""
        problem = self._problems.get((number, column))
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return words
            case _ if role == PROBLEM_ROLE:
                return problem
            case _ if role == REMARK_ROLE:
                return self._remarks.get(number, "") if column == self._remark_column else ""
            case Qt.ItemDataRole.ToolTipRole:
                return problem.sentence if problem is not None else None
            case Qt.ItemDataRole.AccessibleTextRole:
                fault = f"，要改：{problem.sentence}" if problem is not None else ""
                return f"第 {number} 行，{self.head(column) or letter_of(column)}，{words or '空'}{fault}"
        return None

    @override
    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        number, cells = self._rows[index.row()]
        words = str(value).strip()
        if words != (cells[index.column()] if index.column() < len(cells) else ""):
            self.edited.emit(number, index.column(), words)
        return True

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal:
            words = f"{letter_of(section)} {self.head(section)}".strip()
            return words if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"第 {self.number_at(section)} 行{'，要改' if self.is_to_mend(section) else ''}"
        return str(self.number_at(section)) if role == Qt.ItemDataRole.DisplayRole else None
