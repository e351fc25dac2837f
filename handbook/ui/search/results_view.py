"""The list of results: moves its selection when told to, opens on click, never takes the focus from the field."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from handbook.law.shelf import LawPlace
from handbook.model.handbook import Handbook
from handbook.override import override
from handbook.search.hits import Hit
from handbook.search.laws.beside import LawsBeside
from handbook.ui.search.law_rows import RowsAfter, law_rows
from handbook.ui.search.results_delegate import ResultsDelegate
from handbook.ui.search.results_model import ResultRow, ResultsModel
from handbook.ui.search.rows import RowsOfHits
from handbook.ui.theme.theme import Theme

PAGE = 6


class ResultsView(QListView):
    """Rows of `ResultsModel`."""

    row_selected = Signal(str)
    """Id of the entry that was selected by key or by the first hit."""
    row_activated = Signal(str)
    """Id of the entry that was clicked."""
    example_chosen = Signal(str)
    """What an example would have typed."""
    law_selected = Signal(object)
    """LawPlace of the article of a law that was selected by key."""
    law_activated = Signal(object)
    """LawPlace of the one that was clicked."""
    laws_wanted = Signal()
    """The row that leads to the articles of laws was clicked."""

    menu_requested = Signal(str, QPoint)
    """Id of an entry, and the place on the screen where what may be done with it is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultsView")
        self.setAccessibleName("搜索结果")
        self._rows = ResultsModel(self)
        self._delegate = ResultsDelegate(self)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._on_clicked)

    @property
    def selected_id(self) -> str:
        """Id of the selected entry; empty where none is."""
        row = self._rows.row(self.currentIndex())
        return row.entry_id if row else ""

    @property
    def selected_example(self) -> str:
        """What the selected example would have typed; empty where the selection is none."""
        row = self._rows.row(self.currentIndex())
        return row.typed if row else ""

    @property
    def selected_law(self) -> LawPlace | None:
        """Where the selected article of a law is read; None where the selection is none."""
        row = self._rows.row(self.currentIndex())
        return row.law_place if row else None

    @property
    def is_leading_to_laws(self) -> bool:
        """Whether the row is selected that leads to the articles of laws."""
        row = self._rows.row(self.currentIndex())
        return row is not None and row.leads_to_laws

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._delegate.apply_theme(theme)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_rows(
        self,
        rows: Sequence[ResultRow],
        *,
        keep: str = "",
        keep_law: LawPlace | None = None,
        select_first: bool = True,
    ) -> None:
        """Replace the rows; the entry `keep`, or the article of a law, stays selected where it is still there, else the first."""
        self._rows.show_rows(rows)
        index = self._rows.index_of(keep) if keep else QModelIndex()
        if keep_law is not None and not index.isValid():
            index = self._rows.index_of_law(keep_law)
        if not index.isValid():
            index = self._rows.first_entry() if select_first else index
            self.scrollToTop()
        if index.isValid():
            self.setCurrentIndex(index)

    def show_hits(
        self,
        hits: Sequence[Hit],
        handbook: Handbook,
        *,
        keep: str,
        is_only_close: bool = False,
        keep_law: LawPlace | None = None,
        laws: LawsBeside | None = None,
    ) -> None:
        """Replace the rows by one for each hit, and those of `laws`; what is kept stays selected as in `show_rows`.

        Where the hits are `is_only_close`, or all are weak, none is selected until somebody does it.
        """
        is_sure = not is_only_close and any(not hit.is_weak for hit in hits)
        rows: Sequence[ResultRow] = RowsOfHits(hits, handbook, is_only_close=is_only_close)
        if laws is not None and not laws.is_empty:
            rows = RowsAfter(rows, law_rows(laws))
        self.show_rows(rows, keep=keep, keep_law=keep_law, select_first=is_sure)

    def select_first_law(self) -> None:
        """Select the first article of a law, where there is one, and say so."""
        index = self._rows.index_of_law(None)
        if index.isValid():
            self._go_to(index)

    def select(self, entry_id: str) -> None:
        """Select an entry where it is among the rows; nobody is told."""
        index = self._rows.index_of(entry_id) if entry_id else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def move_selection(self, direction: str) -> None:
        """Previous | next | page_up | page_down: to the next entry that way, over section titles."""
        step = {"previous": -1, "next": 1, "page_up": -PAGE, "page_down": PAGE}[direction]
        current = self.currentIndex().row()
        self._rows.reach(current + step)
        last = self._rows.rowCount() - 1
        target = min(max(current + step, 0), last) if current >= 0 else 0
        found = self._entry_near(target, 1 if step > 0 or current < 0 else -1)
        if found.isValid() and found.row() != current:
            self._go_to(found)

    def _go_to(self, index: QModelIndex) -> None:
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if self.selected_law is not None:
            self.law_selected.emit(self.selected_law)
        else:
            self.row_selected.emit(self.selected_id)

    def _entry_near(self, target: int, sign: int) -> QModelIndex:
        """The first entry from row `target` on in the direction of `sign`; where there is none, the other way."""
        ahead = range(target, self._rows.rowCount() if sign > 0 else -1, sign)
        behind = range(target - sign, -1 if sign > 0 else self._rows.rowCount(), -sign)
        indexes = (self._rows.index(row) for row in (*ahead, *behind))
        return next((i for i in indexes if i.flags() & Qt.ItemFlag.ItemIsSelectable), QModelIndex())

    def ask_menu(self) -> None:
        """Ask what may be done with the selected entry, at its row; nothing where none is selected."""
        if self.selected_id:
            place = self.visualRect(self.currentIndex()).center()
            self.menu_requested.emit(self.selected_id, self.viewport().mapToGlobal(place))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self._rows.row(self.indexAt(event.pos()))
        if row is not None and row.entry_id:
            self.menu_requested.emit(row.entry_id, event.globalPos())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Row heights follow the width.
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self._rows.row(index)
        if row is not None and row.typed:
            self.example_chosen.emit(row.typed)
        elif row is not None and row.law_place is not None:
            self.law_activated.emit(row.law_place)
        elif row is not None and row.leads_to_laws:
            self.laws_wanted.emit()
        elif row is not None and not row.is_section:
            self.row_activated.emit(row.entry_id)
