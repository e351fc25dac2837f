"""Headings and rows of plain words -> a table with rules, to be read and chosen from, never edited."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from handbook.override import override

ID_ROLE = Qt.ItemDataRole.UserRole + 1
MEASURED_ROWS = 60
"""From what is seen first, columns take their widths: to measure the rows of a year takes a second."""
LEAST_LETTERS = 8
"""What a wide column shows at least."""
LEADING = 1.8
"""Height of a row in heights of a letter: what is clicked needs room."""


class RuledTable(QTableWidget):
    """Whole rows are chosen; `itemActivated` says that one was opened."""

    def __init__(self, headings: Sequence[str], *, wide: Sequence[int] = (), numbers_from: int = 99) -> None:
        """`wide`: columns that share the room that is left; from column `numbers_from` on, figures stand at the right."""
        super().__init__(0, len(headings))
        self._numbers_from = numbers_from
        self._wide = wide
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.verticalHeader().setVisible(False)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(MEASURED_ROWS)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column, words in enumerate(headings):
            self.head(column, words)

    def head(self, column: int, words: str) -> None:
        """Write `words` over that column."""
        item = QTableWidgetItem(words)
        item.setTextAlignment(self._alignment(column))
        self.setHorizontalHeaderItem(column, item)

    def show_rows(self, rows: Sequence[Sequence[str]], ids: Sequence[int] = ()) -> None:
        """Show `rows` from the first; `ids`: what `id_at` says of each."""
        self.setRowCount(0)
        self.setRowCount(len(rows))
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * LEADING))
        sides = [self._alignment(column) for column in range(self.columnCount())]
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                item = QTableWidgetItem(words)
                item.setTextAlignment(sides[column])
                if column < self._numbers_from:
                    item.setToolTip(words)
                if ids:
                    item.setData(ID_ROLE, ids[number])
                self.setItem(number, column, item)
        if rows:
            self.setCurrentCell(0, 0)
        self._share_width()

    def id_at(self, row: int) -> int | None:
        """What was given for that row, or None."""
        item = self.item(row, 0)
        return None if item is None else item.data(ID_ROLE)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """In a dock the wide columns keep enough letters to be read, and the table scrolls to its side."""
        header = self.horizontalHeader()
        least = self.fontMetrics().horizontalAdvance("热") * LEAST_LETTERS
        others = sum(header.sectionSize(n) for n in range(header.count()) if n not in self._wide)
        is_narrow = self.viewport().width() - others < least * len(self._wide)
        mode = QHeaderView.ResizeMode.Interactive if is_narrow else QHeaderView.ResizeMode.Stretch
        for column in self._wide:
            header.setSectionResizeMode(column, mode)
            if is_narrow:
                header.resizeSection(column, least)

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column >= self._numbers_from else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
