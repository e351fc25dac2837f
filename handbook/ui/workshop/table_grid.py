"""A brought sheet, seen as a sheet: what is to be mended stands out in its cell, and cells are written where they stand."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.composing_text import ComposingText
from handbook.ui.widgets.line_field import ENTER
from handbook.ui.workshop.table_headers import ColumnHeader, NumberHeader
from handbook.ui.workshop.table_model import PROBLEM_ROLE, REMARK_ROLE, Index, SheetModel
from handbook.ui.workshop.wrapped_words import wrapped
from handbook.upkeep.bringing_columns import Field
from handbook.upkeep.bringing_rows import RowProblem

_ROW = 44
_LETTERS, _SMALL = 14.5, 12.5
_SIDE = 10
_MEASURED = 60
"""Rows by whose words the columns take their widths."""
_LEAST, _MOST = 76, 420
"""Width of a column at 100 %; what is left over goes to the widest."""
_LEAST_HIGH = 150
"""Height in which one row is still seen under the heads."""
_EDITOR_ROWS = 3


class TableGrid(QTableView):
    """Enter writes in the current cell, Alt+↓ chooses what its column is."""

    edited = Signal(int, int, str)
    """The sheet's number of the row, column, words."""
    field_chosen = Signal(int, object)
    """Column and `Field`."""
    row_changed = Signal(int)
    """The sheet's number of the current row; 0 = none."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tableGrid")
        self.setAccessibleName("您的表")
        self.model_of_sheet = SheetModel()
        self.setModel(self.model_of_sheet)
        self.columns_head = ColumnHeader(self.model_of_sheet, self)
        self.numbers_head = NumberHeader(self.model_of_sheet, self)
        self.setHorizontalHeader(self.columns_head)
        self.setVerticalHeader(self.numbers_head)
        self._cells = _Cells(self)
        self.setItemDelegate(self._cells)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._theme = Theme()
        self._wants_widths = False
        self._written: tuple[int, int, str] | None = None
        """What was written in a cell whose editor is still there: rows may only change when it has gone."""
        self.columns_head.field_chosen.connect(self.field_chosen)
        self.model_of_sheet.edited.connect(self._on_written)

    @property
    def theme(self) -> Theme:
        """Colours and sizes."""
        return self._theme

    @property
    def number(self) -> int:
        """The sheet's number of the current row; 0 = none."""
        return self.model_of_sheet.number_at(self.currentIndex().row())

    @property
    def problem(self) -> RowProblem | None:
        """What is to be mended in the current cell."""
        found = self.currentIndex().data(PROBLEM_ROLE) if self.currentIndex().isValid() else None
        return found if isinstance(found, RowProblem) else None

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.columns_head.apply_theme(theme)
        self.numbers_head.apply_theme(theme)
        self.numbers_head.setDefaultSectionSize(theme.px(_ROW))
        self.setMinimumHeight(theme.px(_LEAST_HIGH))
        self.share_width()
        self.viewport().update()

    def show_rows(
        self,
        heads: tuple[str, ...],
        rows: Sequence[tuple[int, tuple[str, ...]]],
        problems: Sequence[RowProblem],
        remarks: Mapping[int, str],
        remark_column: int,
    ) -> None:
        """As `SheetModel.show_rows`; the current cell stays where its row is still shown."""
        number, column = self.number, max(self.currentIndex().column(), 0)
        is_other = heads != tuple(
            self.model_of_sheet.head(n) for n in range(self.model_of_sheet.columnCount())
        )
        self.model_of_sheet.show_rows(heads, rows, problems, remarks, remark_column)
        if is_other:
            self._wants_widths = True
            self.share_width()
        row = max(self.model_of_sheet.row_of(number), 0)
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model_of_sheet.index(row, min(column, len(heads) - 1)))
        self.row_changed.emit(self.number)

    def show_fields(self, fields: Sequence[Field], mapping: Mapping[int, Field]) -> None:
        """What each column may be and is."""
        before_words = [box.currentText() for box in self.columns_head.boxes]
        self.columns_head.show_fields(fields, mapping)
        if before_words != [box.currentText() for box in self.columns_head.boxes]:
            self.share_width()
        before: QWidget = self
        for box in self.columns_head.boxes:
            QWidget.setTabOrder(before, box)
            before = box
        self.updateGeometries()

    def go_to(self, number: int, column: int) -> bool:
        """Make a cell the current one; whether its row is shown."""
        row = self.model_of_sheet.row_of(number)
        if row < 0:
            return False
        index = self.model_of_sheet.index(row, max(column, 0))
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def settle(self) -> None:
        """What is being written in a cell is taken."""
        if self.state() is QAbstractItemView.State.EditingState:
            self.setFocus()

    def share_width(self) -> None:
        """Columns as wide as their words need; what is left over goes to those that need most."""
        model = self.model_of_sheet
        count = model.columnCount()
        if not count or not self._wants_widths:
            return
        px = self._theme.px
        metrics = QFontMetrics(sized(screen_font(), px(_LETTERS)))
        boxes = self.columns_head.boxes
        bold = QFontMetrics(sized(screen_font(), px(_LETTERS), bold=True))
        wanted = []
        for column in range(count):
            words = [str(model.index(row, column).data()) for row in range(min(model.rowCount(), _MEASURED))]
            longest = max(
                (metrics.horizontalAdvance(line) for w in words for line in w.split("\n")), default=0
            )
            head = metrics.horizontalAdvance(f"W {model.head(column)}")
            box = bold.horizontalAdvance(boxes[column].currentText()) + px(50) if column < len(boxes) else 0
            wanted.append(min(max(longest + px(24), head + px(16), box, px(_LEAST)), px(_MOST)))
        room = self.viewport().width()
        total = sum(wanted)
        large = [column for column in range(count) if wanted[column] > px(180)]
        if total > room and large:  # two lines are seen of each cell
            small = total - sum(wanted[column] for column in large)
            share = max((room - small) / sum(wanted[column] for column in large), 0.55)
            for column in large:
                wanted[column] = round(wanted[column] * share)
        left = room - sum(wanted)
        if left > 0:
            wanted[max(range(count), key=lambda n: wanted[n])] += left
        for column, width in enumerate(wanted):
            self.columns_head.resizeSection(column, width)

    @override
    def closeEditor(self, editor: QWidget, hint: QStyledItemDelegate.EndEditHint) -> None:
        """The words go out once the editor has gone; Tab only leads to the next cell."""
        super().closeEditor(editor, QStyledItemDelegate.EndEditHint.NoHint)
        written, self._written = self._written, None
        if written is not None:
            self.edited.emit(*written)
        steps = {
            QStyledItemDelegate.EndEditHint.EditNextItem: 1,
            QStyledItemDelegate.EndEditHint.EditPreviousItem: -1,
        }
        index = self.currentIndex()
        beside = index.siblingAtColumn(index.column() + steps.get(hint, 0))
        if beside.isValid() and hint in steps:
            self.setCurrentIndex(beside)

    @Slot(int, int, str)
    def _on_written(self, number: int, column: int, words: str) -> None:
        self._written = (number, column, words)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.row_changed.emit(self.number)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self.columns_head.geometriesChanged.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and held == Qt.KeyboardModifier.NoModifier:
            self.edit(self.currentIndex())
            event.accept()
        elif event.key() == Qt.Key.Key_Down and held == Qt.KeyboardModifier.AltModifier:
            self.columns_head.open(self.currentIndex().column())
            event.accept()
        else:
            super().keyPressEvent(event)


class _Cells(QStyledItemDelegate):
    """Two lines of a cell; what is to be mended is boxed, what is current in accent."""

    def __init__(self, grid: TableGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._grid.theme.px(_LEAST), self._grid.theme.px(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._grid.theme
        colours, px, rect = theme.colours, theme.px, option.rect
        problem = index.data(PROBLEM_ROLE)
        is_current = index == self._grid.currentIndex()
        painter.save()
        ground = colours.caution_soft if problem is not None else colours.panel
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_words(painter, rect, index, is_faulty=problem is not None)
        if problem is not None:
            painter.setPen(QPen(QColor(colours.caution), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        if is_current:
            has_keys = self._grid.hasFocus()
            painter.setPen(QPen(QColor(colours.accent), 3 if has_keys else 1))
            inset = px(3) if problem is not None else 1
            painter.drawRect(rect.adjusted(inset, inset, -inset - 1, -inset - 1))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index, *, is_faulty: bool) -> None:
        theme = self._grid.theme
        colours, px = theme.colours, theme.px
        words, remark = str(index.data()), str(index.data(REMARK_ROLE))
        font = sized(screen_font(), px(_LETTERS))
        small = sized(screen_font(), px(_SMALL))
        room = rect.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        lines = [(line, font, colours.ink) for line in wrapped(words, font, room.width(), 1 if remark else 2)]
        if not words and is_faulty:
            lines = [("（空）", font, colours.caution)]
        if remark:
            lines += [(line, small, colours.ink_second) for line in wrapped(remark, small, room.width(), 1)]
        heights = [QFontMetrics(one).height() for _, one, _ in lines]
        top = rect.top() + max((rect.height() - sum(heights)) // 2, 0)
        for (line, one, colour), height in zip(lines, heights, strict=True):
            painter.setFont(one)
            painter.setPen(QColor(colour))
            painter.drawText(
                QRect(room.left(), top, room.width() + 2, height), Qt.AlignmentFlag.AlignVCenter, line
            )
            top += height

    # -- writing

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = ComposingText(parent)
        editor.setObjectName("tableEditor")
        model = self._grid.model_of_sheet
        editor.setAccessibleName(f"第 {model.number_at(index.row())} 行，{model.head(index.column())}")
        editor.entered.connect(self._on_entered)
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, ComposingText) and editor.toPlainText() != str(index.data()):
            editor.setPlainText(str(index.data()))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ComposingText):
            model.setData(index, editor.toPlainText())

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """As large as a few lines want, wherever the cell stands."""
        px = self._grid.theme.px
        room = self._grid.viewport().rect()
        width = min(max(option.rect.width(), px(260)), room.width())
        line = QFontMetrics(sized(screen_font(), px(_LETTERS))).height()
        height = min(max(option.rect.height(), _EDITOR_ROWS * line + px(16)), room.height())
        left = min(max(option.rect.left(), 0), max(room.width() - width, 0))
        top = min(max(option.rect.top(), 0), max(room.height() - height, 0))
        editor.setGeometry(left, top, width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a composition is open every key is the input method's."""
        keys = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
        if isinstance(watched, ComposingText) and watched.is_composing and event.type() in keys:
            return False
        return super().eventFilter(watched, event)

    @Slot()
    def _on_entered(self) -> None:
        editor = self.sender()
        if isinstance(editor, QWidget):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            self._grid.setFocus()
