"""没处安放的行: each with what may become of it, in three words at its right; 1, 2 and 3 decide on the current one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from handbook.law.draft import Choice, DraftLine
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import PLAIN, Theme

CHOICES = (Choice.LEAVE_OUT, Choice.TO_ARTICLE_BEFORE, Choice.AS_NOTE)
_LINE = Qt.ItemDataRole.UserRole
_CHOSEN = Qt.ItemDataRole.UserRole + 1
_REASON = Qt.ItemDataRole.UserRole + 2
_WORDS = Qt.ItemDataRole.UserRole + 3
_LETTERS = 14.5
_SMALL = 13
_SEEN = 5
"""Rows that are seen at once; more scroll."""


class StrayList(QListWidget):
    """Nothing is decided by being chosen."""

    decided = Signal(int, object)
    """Place of a line in the draft, and its `Choice`."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("importLines")
        self.setAccessibleName("没处安放的行")
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.theme = Theme()
        self._delegate = _Rows(self)
        self.setItemDelegate(self._delegate)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self.theme = theme
        self.doItemsLayout()
        self._fit()

    def show_lines(self, lines: Sequence[tuple[int, DraftLine]], choices: Mapping[int, Choice]) -> None:
        """All lines without a place; the first that is not decided is the current one."""
        self.blockSignals(True)
        self.clear()
        for number, line in lines:
            item = QListWidgetItem()
            item.setData(_LINE, number)
            item.setData(_WORDS, full_width(line.text))
            item.setData(_REASON, full_width(line.reason))
            self.addItem(item)
        self.blockSignals(False)
        self.show_choices(choices)
        self.setCurrentRow(self._undecided(0) if lines else -1)
        self._fit()

    def show_choices(self, choices: Mapping[int, Choice]) -> None:
        """What was decided."""
        for row in range(self.count()):
            item = self.item(row)
            chosen = choices.get(item.data(_LINE))
            words, reason = item.data(_WORDS), item.data(_REASON)
            item.setData(_CHOSEN, CHOICES.index(chosen) if chosen is not None else -1)
            said = f"{words}，{chosen or '还没定'}，{reason}，1 {CHOICES[0]} 2 {CHOICES[1]} 3 {CHOICES[2]}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, full_width(said))
            item.setToolTip(reason)
        self.viewport().update()

    def number_at(self, row: int) -> int | None:
        """Place in the draft of the line in that row."""
        item = self.item(row)
        return None if item is None else int(item.data(_LINE))

    def choose_line(self, number: int) -> None:
        """Make the row of that line the current one."""
        for row in range(self.count()):
            if self.number_at(row) == number:
                self.setCurrentRow(row)

    def go_on(self) -> None:
        """To the next line that is not decided, if there is one."""
        self.setCurrentRow(self._undecided(self.currentRow()))

    def decide(self, choice: Choice) -> None:
        """Decide on the current line."""
        number = self.number_at(self.currentRow())
        if number is not None:
            self.decided.emit(number, choice)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if 0 <= number < len(CHOICES) and held == Qt.KeyboardModifier.NoModifier:
            self.decide(CHOICES[number])
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        number = self._delegate.segment_at(self.visualRect(index), event.position())
        if index.isValid() and number is not None:
            self.decide(CHOICES[number])

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().event(event)

    def _undecided(self, start: int) -> int:
        rows = [row for row in range(self.count()) if self.item(row).data(_CHOSEN) in (-1, None)]
        ahead = [row for row in rows if row >= start]
        return (ahead or rows or [max(start, 0)])[0]

    def _fit(self) -> None:
        rows = min(self.count(), _SEEN)
        height = sum(self.sizeHintForRow(row) for row in range(rows))
        self.setFixedHeight(max(height, 1) + PLAIN.px(4))


class _Rows(QStyledItemDelegate):
    def __init__(self, view: StrayList) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = 2 * self._view.theme.px(7) + QFontMetrics(self._font(_LETTERS)).height()
        if self._is_tall():
            height += self._view.theme.px(34)
        return QSize(self._view.theme.px(100), height + QFontMetrics(self._font(_SMALL)).height())

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, colours, px = self._view.theme, self._view.theme.colours, self._view.theme.px
        rect = option.rect
        is_current = index.row() == self._view.currentRow()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current and self._view.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 5, 5)
        else:
            painter.setPen(QColor(colours.line))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        boxes = self._boxes(rect)
        right = rect.right() if self._is_tall() else int(boxes[0].left()) - px(8)
        room = QRect(rect.left() + px(6), rect.top() + px(6), right - rect.left() - px(10), rect.height())
        font = self._font(_LETTERS, bold=is_current)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink))
        line = QFontMetrics(font).height()
        words = QFontMetrics(font).elidedText(index.data(_WORDS), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(
            QRect(room.left(), room.top(), room.width(), line), Qt.AlignmentFlag.AlignVCenter, words
        )
        small = self._font(_SMALL)
        painter.setFont(small)
        painter.setPen(QColor(colours.ink_second))
        reason = QFontMetrics(small).elidedText(
            index.data(_REASON), Qt.TextElideMode.ElideRight, room.width()
        )
        below = QRect(room.left(), room.top() + line, room.width(), QFontMetrics(small).height())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, reason)
        self._paint_segments(painter, boxes, index.data(_CHOSEN), theme)
        painter.restore()

    def segment_at(self, rect: QRect, point: QPointF) -> int | None:
        """Number of the word at `point`."""
        return next((n for n, box in enumerate(self._boxes(rect)) if box.contains(point)), None)

    def _paint_segments(self, painter: QPainter, boxes: Sequence[QRectF], chosen: int, theme: Theme) -> None:
        colours = theme.colours
        whole = boxes[0].united(boxes[-1])
        painter.setPen(QPen(QColor(colours.control), 1))
        painter.setBrush(QColor(colours.panel))
        painter.drawRoundedRect(whole, 6, 6)
        painter.setFont(self._font(_SMALL))
        for number, box in enumerate(boxes):
            if number == chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(colours.ink))
                painter.drawRoundedRect(box, 6, 6)
            painter.setPen(QColor(colours.panel if number == chosen else colours.ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{number + 1} {CHOICES[number]}")

    def _boxes(self, rect: QRect) -> list[QRectF]:
        px = self._view.theme.px
        metrics = QFontMetrics(self._font(_SMALL))
        widths = [metrics.horizontalAdvance(f"{n + 1} {c}") + px(16) for n, c in enumerate(CHOICES)]
        height = px(32)
        is_tall = self._is_tall()
        top = rect.bottom() - height - px(4) if is_tall else rect.top() + (rect.height() - height) / 2
        left = rect.left() + px(6) if is_tall else rect.right() - sum(widths) - px(4)
        boxes = []
        for width in widths:
            boxes.append(QRectF(left, top, width, height))
            left += width
        return boxes

    def _is_tall(self) -> bool:
        """Whether the words of a choice stand under the line: beside it there is no room to read it."""
        px = self._view.theme.px
        metrics = QFontMetrics(self._font(_SMALL))
        widths = sum(metrics.horizontalAdvance(f"{n + 1} {c}") + px(16) for n, c in enumerate(CHOICES))
        return self._view.viewport().width() - widths < px(150)

    def _font(self, pixels: float, *, bold: bool = False) -> QFont:
        return sized(screen_font(), self._view.theme.px(pixels), bold=bold)
