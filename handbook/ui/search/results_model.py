"""Rows of the result list: hits of a search, or sections of entries where nothing is searched."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from handbook.document.words import FULL_TEXT
from handbook.law.shelf import LawPlace
from handbook.model.kinds import Kind
from handbook.model.typesetting import full_width_in_place
from handbook.override import override
from handbook.search.hits import Span

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
WEAK_HEAD = "勉强沾边"
"""Over the rows that have little of what was typed."""
BATCH = 12
"""Rows that the view is told of at once: a screenful; it asks for more as one scrolls."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row: an entry, an article of the text of a law, what leads to these, an example of what may be typed, or a section title."""

    title: str
    entry_id: str = ""
    kind: Kind | None = None
    title_spans: tuple[Span, ...] = ()
    snippet: str = ""
    snippet_spans: tuple[Span, ...] = ()
    note: str = ""
    law: str = ""
    """Of an article: law and number, on a line of their own above what it is about."""
    law_spans: tuple[Span, ...] = ()
    verification: str = ""
    """Of an article: how sure its text is, after what is unsure about its being in force."""
    is_sure: bool = False
    """Of an article: compared with a full text, and in force."""
    typed: str = ""
    """Of an example: what stands in the field once it is chosen."""
    is_weak: bool = False
    """Has little of what was typed, or heads those that have: painted in grey, and never selected by itself."""
    law_place: LawPlace | None = None
    """Of an article of the text of a law: where it is read; `title` names law and number, `verification` is its mark."""
    leads_to_laws: bool = False
    """Tells how many such articles there are; `note` is the key that leads there."""

    @property
    def is_section(self) -> bool:
        """Whether it is a heading."""
        return not (self.entry_id or self.typed or self.law_place or self.leads_to_laws)


class ResultsModel(QAbstractListModel):
    """A list of rows, replaced as a whole and told to the view in batches."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[ResultRow] = ()
        self._told = 0

    def show_rows(self, rows: Sequence[ResultRow]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = rows
        self._told = min(BATCH, len(rows))
        self.endResetModel()

    def reach(self, row: int) -> None:
        """Tell of the rows up to `row`, as far as there are so many, and a batch beyond."""
        told = min(len(self._rows), row + BATCH)
        if row >= self._told and told > self._told:
            self.beginInsertRows(QModelIndex(), self._told, told - 1)
            self._told = told
            self.endInsertRows()

    def row(self, index: AnyIndex) -> ResultRow | None:
        """The row at `index`."""
        return self._rows[index.row()] if index.isValid() and index.row() < self._told else None

    def first_entry(self) -> QModelIndex:
        """The first row that can be selected, however weak it is; an invalid index where there is none."""
        return next((self.index(i) for i in range(self._told) if not self._rows[i].is_section), QModelIndex())

    def index_of(self, entry_id: str) -> QModelIndex:
        """The row of an entry; an invalid index where it is not in the list."""
        place = next((i for i, row in enumerate(self._rows) if row.entry_id == entry_id), -1)
        self.reach(place)
        return self.index(place) if place >= 0 else QModelIndex()

    def index_of_law(self, place: LawPlace | None) -> QModelIndex:
        """The row of an article of a law; with None the first of any. An invalid index where there is none."""
        rows = enumerate(self._rows)
        met = (i for i, row in rows if row.law_place is not None and place in (None, row.law_place))
        found = next(met, -1)
        self.reach(found)
        return self.index(found) if found >= 0 else QModelIndex()

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else self._told

    @override
    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and self._told < len(self._rows)

    @override
    def fetchMore(self, parent: AnyIndex) -> None:
        if not parent.isValid():
            self.reach(self._told)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return full_width_in_place(row.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if row.typed:
                return f"例子：{row.title}，{row.note}"
            if row.leads_to_laws:
                return f"{row.title}，{row.note} 列出"
            if row.law_place is not None:
                named = "，".join(filter(None, (row.title, row.verification)))
                return (
                    "。".join(filter(None, (f"{FULL_TEXT}：{named}", row.snippet.rstrip("。"), row.note)))
                    + "。"
                )
            kind = row.kind.short_label if row.kind else "分组"
            weak = WEAK_HEAD if row.is_weak and not row.is_section else ""
            title = "，".join(filter(None, (weak, row.law, row.verification, row.title)))
            return f"{kind}:{title}。{row.snippet}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return (row.note or None) if not (row.typed or row.leads_to_laws) else None
        return row if role == ROW_ROLE else None

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        row = self.row(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if row.is_section:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
