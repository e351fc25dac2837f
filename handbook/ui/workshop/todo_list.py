"""Rows of 待办, two lines each, with a button at the same place in every row: painted, chosen from, never edited."""

from collections.abc import Sequence
from datetime import date

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
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from handbook.model.kinds import Kind
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.kind_tag import kind_colour, mark_pixmap
from handbook.upkeep.todo import Todo, TodoKind

_TODO = Qt.ItemDataRole.UserRole
_BUTTON = 92
_NUMBER = 44
_TITLE, _SMALL = 15.5, 13
OFTEN = 0.3
"""From here on an entry is called much used."""


class TodoList(QListWidget):
    """Enter, or a click on the button of a row, chooses what it says."""

    todo_activated = Signal(object)
    """`Todo`."""
    current_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("todoList")
        self.setAccessibleName("待办")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.theme = Theme()
        self._delegate = _Rows(self)
        self.setItemDelegate(self._delegate)
        self.itemActivated.connect(self._on_item)
        self.currentRowChanged.connect(self._on_row)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self.theme = theme
        self.doItemsLayout()

    def show_todos(self, todos: Sequence[tuple[Todo, Kind | None]], day: date, chosen: str = "") -> None:
        """All rows with the kind of the entry; the one with the key `chosen` is current, else the first."""
        self.blockSignals(True)
        self.clear()
        for number, (todo, kind) in enumerate(todos):
            item = QListWidgetItem()
            item.setData(_TODO, (todo, kind, day))
            said = f"{number + 1}，{kind.short_label if kind else ''}，{todo.title}，{why(todo, day)}，{todo.act}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, full_width(said))
            item.setToolTip(full_width(f"{todo.title}\n{why(todo, day)}"))
            self.addItem(item)
        keys = [todo.key for todo, _ in todos]
        self.setCurrentRow(keys.index(chosen) if chosen in keys else 0 if keys else -1)
        self.blockSignals(False)
        self.current_changed.emit()

    @property
    def current(self) -> Todo | None:
        """The row that the keyboard stands at."""
        item = self.currentItem()
        if item is None:
            return None
        todo: Todo = item.data(_TODO)[0]
        return todo

    def button_box(self, row: int) -> QRectF:
        """Where the button of that row stands in the viewport."""
        return self._delegate.button_box(self.visualItemRect(self.item(row)))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._delegate.button_box(self.visualRect(index)).contains(event.position()):
            self.todo_activated.emit(index.data(_TODO)[0])

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().event(event)

    @Slot(QListWidgetItem)
    def _on_item(self, item: QListWidgetItem) -> None:
        self.todo_activated.emit(item.data(_TODO)[0])

    @Slot(int)
    def _on_row(self, _row: int) -> None:
        self.current_changed.emit()


def why(todo: Todo, day: date) -> str:
    """Why it is to be done: its reason, how much it is used, since when."""
    use = "常用" if todo.use >= OFTEN else "近来用过" if todo.use > 0 else ""
    coming = f"{todo.from_day.isoformat()} 起" if todo.from_day is not None and todo.from_day > day else ""
    return " · ".join(filter(None, (todo.reason, coming, use, f"等了 {todo.age(day)} 天")))


class _Rows(QStyledItemDelegate):
    def __init__(self, view: TodoList) -> None:
        super().__init__(view)
        self._view = view

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        letters = QFontMetrics(self._font(_TITLE)).height() + QFontMetrics(self._font(_SMALL)).height()
        return QSize(
            self._view.theme.px(100), max(letters + self._view.theme.px(20), self._view.theme.px(63))
        )

    def button_box(self, rect: QRect) -> QRectF:
        """Of a row at `rect`."""
        px = self._view.theme.px
        width, height = px(_BUTTON), px(33)
        return QRectF(rect.right() - width - px(16), rect.center().y() - height / 2 + 1, width, height)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, colours, px = self._view.theme, self._view.theme.colours, self._view.theme.px
        todo, kind, day = index.data(_TODO)
        rect = option.rect
        is_current = index.row() == self._view.currentRow()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if is_current and self._view.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(4, 2, -2, -3), 5, 5)
        button = self.button_box(rect)
        title, small = self._font(_TITLE, bold=True), self._font(_SMALL)
        high, low = QFontMetrics(title).height(), QFontMetrics(small).height() + px(3)
        top = rect.top() + (rect.height() - high - low - px(3)) // 2
        painter.setFont(small)
        painter.setPen(QColor(colours.ink_second))
        number = QRect(rect.left(), rect.top(), px(_NUMBER) - px(10), rect.height())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(number, flags, str(index.row() + 1))
        left = rect.left() + px(_NUMBER)
        room = int(button.left()) - px(12)
        at = left
        if kind is not None:
            at += self._paint_kind(painter, kind, QPointF(left, top), high) + px(8)
        self._line(painter, todo.title, title, colours.ink, QRect(at, top, room - at, high))
        tag = str(todo.kind)
        width = QFontMetrics(self._font(_SMALL, bold=True)).horizontalAdvance(tag) + px(12)
        ink, ground = {
            TodoKind.LAW: (colours.law, colours.law_soft),
            TodoKind.OVERDUE: (colours.ink_second, colours.line),
        }.get(todo.kind, (colours.caution, colours.caution_soft))
        box = QRectF(left, top + high + px(3), width, low)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QColor(ink))
        painter.setFont(self._font(_SMALL, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tag)
        after = int(box.right()) + px(8)
        below = QRect(after, int(box.top()), room - after, low)
        self._line(painter, why(todo, day), small, colours.ink_second, below)
        self._paint_button(painter, button, todo.act, is_current, theme)
        painter.restore()

    def _paint_kind(self, painter: QPainter, kind: Kind, at: QPointF, height: int) -> int:
        theme, px = self._view.theme, self._view.theme.px
        colour, font = kind_colour(kind, theme.colours), self._font(_SMALL)
        words = QFontMetrics(font).horizontalAdvance(kind.short_label)
        width = px(14) + words + px(12)
        box = QRectF(at.x(), at.y() + (height - px(20)) / 2, width, px(20))
        painter.setPen(QPen(QColor(colour), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        ratio = self._view.devicePixelRatioF()
        mark = mark_pixmap(kind, font, px(12), colour, ratio)
        marked = QPointF(box.left() + px(4), box.center().y() - mark.height() / ratio / 2)
        painter.drawPixmap(marked, mark)
        painter.setFont(font)
        room = QRectF(box.left() + px(18), box.top(), words + 4, box.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, kind.short_label)
        return width

    def _line(self, painter: QPainter, words: str, font: QFont, colour: str, room: QRect) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetrics(font).elidedText(full_width(words), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_button(self, painter: QPainter, box: QRectF, words: str, is_main: bool, theme: Theme) -> None:
        colours = theme.colours
        painter.setPen(QPen(QColor(colours.accent if is_main else colours.control), 1))
        painter.setBrush(QColor(colours.accent if is_main else colours.panel))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(QColor(colours.on_accent if is_main else colours.ink))
        painter.setFont(self._font(14))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _font(self, pixels: float, *, bold: bool = False) -> QFont:
        return sized(screen_font(), self._view.theme.px(pixels), bold=bold)
