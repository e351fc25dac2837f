"""What of a brought table is to be mended: row, reason, and at the right what one press does."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.line_field import ENTER
from handbook.ui.workshop.table_model import Index
from handbook.ui.workshop.wrapped_words import wrapped
from handbook.upkeep.bringing_rows import RowProblem

_PROBLEM = Qt.ItemDataRole.UserRole
_LETTERS = 14
_ABOVE = 8
_GO = "改"
_MOST_LINES = 4
_SEEN = 250
"""Height at 100 % from which it scrolls."""
_MOST = 300
"""Rows that are listed; F8 reaches all."""


class MendList(QListWidget):
    """↑↓ leads to the row in the sheet, Enter takes the mend, or goes to the cell where there is none."""

    chosen = Signal(object)
    """`RowProblem` that is the current one."""
    taken = Signal(object)
    """`RowProblem` that is to be mended as proposed, or by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tableMends")
        self.setAccessibleName("要改的行")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.theme = Theme()
        self._rows = _Rows(self)
        self.setItemDelegate(self._rows)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self.theme = theme
        self._fit()

    def show_problems(self, problems: Sequence[RowProblem]) -> None:
        """In the order of the sheet; the place in the list stays."""
        place = max(self.currentRow(), 0)
        self.blockSignals(True)
        self.clear()
        for problem in problems[:_MOST]:
            item = QListWidgetItem()
            item.setData(_PROBLEM, problem)
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                full_width(f"第 {problem.number} 行，{problem.sentence}，按回车{_act(problem)}"),
            )
            self.addItem(item)
        self.setCurrentRow(min(place, self.count() - 1))
        self.blockSignals(False)
        self.setVisible(bool(problems))
        self._fit()

    def show_current(self, problem: RowProblem | None) -> None:
        """The one that the sheet stands at."""
        for row in range(self.count()):
            if self.item(row).data(_PROBLEM) == problem:
                self.blockSignals(True)
                self.setCurrentRow(row)
                self.blockSignals(False)
                self.scrollToItem(self.item(row))
                return

    @property
    def current(self) -> RowProblem | None:
        """The chosen one."""
        item = self.currentItem()
        found = item.data(_PROBLEM) if item is not None else None
        return found if isinstance(found, RowProblem) else None

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in ENTER and held == Qt.KeyboardModifier.NoModifier:
            self._take()
            event.accept()
            return
        before = self.currentRow()
        super().keyPressEvent(event)
        if self.currentRow() != before:
            self.chosen.emit(self.current)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        act = self._rows.act_box(self.visualRect(index))
        if act.contains(event.position()):
            self._take()
        else:
            self.chosen.emit(self.current)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _take(self) -> None:
        if self.current is not None:
            self.taken.emit(self.current)

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        most = self.theme.px(_SEEN)
        height = 0
        for row in range(self.count()):
            height += self.sizeHintForRow(row)
            if height > most:
                break
        self.setFixedHeight(min(max(height, 1) + PLAIN.px(4), most))


class _Rows(QStyledItemDelegate):
    def __init__(self, view: MendList) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        lines = len(self._lines(index))
        high = QFontMetrics(self._font()).height() * max(lines, 1) + 2 * self._view.theme.px(_ABOVE)
        return QSize(self._view.theme.px(100), max(high, self._view.theme.px(36)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        problem = index.data(_PROBLEM)
        if not isinstance(problem, RowProblem):
            return
        colours, px, rect = self._view.theme.colours, self._view.theme.px, option.rect
        is_current = index.row() == self._view.currentRow()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if is_current and self._view.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 5, 5)
        bold = self._font(is_bold=True)
        line = QFontMetrics(self._font()).height()
        top = rect.top() + px(_ABOVE)
        painter.setFont(bold)
        painter.setPen(QColor(colours.ink))
        flag = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(rect.left() + px(6), top, self._number_width(), line), flag, _number(problem))
        left = rect.left() + px(6) + self._number_width()
        painter.setFont(self._font())
        for number, words in enumerate(self._lines(index)):
            painter.drawText(QRect(left, top + number * line, rect.width(), line), flag, words)
        painter.setFont(bold)
        painter.setPen(QColor(colours.accent))
        painter.drawText(self.act_box(rect), Qt.AlignmentFlag.AlignCenter, _act(problem))
        painter.restore()

    def act_box(self, rect: QRect) -> QRectF:
        """Where the word of the act stands."""
        wide = self._view.theme.px(44)
        return QRectF(rect.right() - wide, rect.top(), wide, rect.height())

    def _lines(self, index: Index) -> Sequence[str]:
        problem = index.data(_PROBLEM)
        px = self._view.theme.px
        width = self._view.viewport().width() - px(6) - self._number_width() - px(44)
        words = full_width(problem.sentence) if isinstance(problem, RowProblem) else ""
        return wrapped(words, self._font(), width, _MOST_LINES)

    def _number_width(self) -> int:
        metrics = QFontMetrics(self._font(is_bold=True))
        return metrics.horizontalAdvance("第 888 行") + self._view.theme.px(10)

    def _font(self, *, is_bold: bool = False) -> QFont:
        return sized(screen_font(), self._view.theme.px(_LETTERS), bold=is_bold)


def _number(problem: RowProblem) -> str:
    return f"第 {problem.number} 行"


def _act(problem: RowProblem) -> str:
    return problem.mend.act if problem.mend is not None else _GO
