"""Paints one row of the outline: mark, question, answer, state; the question is elided first, an answer never."""

from math import ceil

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from handbook.call.state.run import Mark
from handbook.override import override
from handbook.ui.call.outline_rows import OutlineRow, RowKind
from handbook.ui.call.row_size import RowSize
from handbook.ui.call.tick_box import BOX, paint_mark
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.laid_text import letters

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
BAR = 3
LEFT = 16
"""Pixels at 100 % before the mark."""
AnyIndex = QModelIndex | QPersistentModelIndex


class OutlineDelegate(QStyledItemDelegate):
    """Every row is as high as every other, whatever it shows."""

    def __init__(self, size: RowSize, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._theme = Theme()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self._theme.px(100), self._theme.px(self._size.row))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, OutlineRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        self._paint(painter, QRectF(option.rect), row, is_over=is_over)
        painter.restore()

    def _paint(self, painter: QPainter, area: QRectF, row: OutlineRow, *, is_over: bool) -> None:
        c, px = self._theme.colours, self._theme.px
        if row.is_current:
            painter.fillRect(area, QColor(c.accent_soft))
            painter.fillRect(QRectF(area.left(), area.top(), px(BAR), area.height()), QColor(c.accent))
        elif is_over and row.step:
            painter.fillRect(area, QColor(c.ground))
        left, right = area.left() + px(LEFT), area.right() - px(14)
        text = left + px(BOX) + px(9)
        if row.kind is RowKind.HEAD:
            painter.setFont(letters(px(12.5)))
            painter.setPen(QColor(c.ink_second))
            head = QRectF(text, area.top() + area.height() * 0.18, right - text, area.height() * 0.8)
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, row.words)
            return
        self._paint_mark(painter, QRectF(left, area.center().y() - px(BOX) / 2, px(BOX), px(BOX)), row)
        end = right - self._paint_side(painter, QRectF(text, area.top(), right - text, area.height()), row)
        self._paint_words(painter, QRectF(text, area.top(), end - text, area.height()), row)

    def _paint_mark(self, painter: QPainter, box: QRectF, row: OutlineRow) -> None:
        c = self._theme.colours
        if row.kind in (RowKind.STEP, RowKind.SAID):
            edge = c.accent if row.is_current else c.control
            paint_mark(painter, box, row.mark, c, is_excluded=row.is_excluded, open_edge=edge)
            return
        colour = c.ink_third if row.kind is RowKind.NOTE or row.is_excluded else self._warning(row)
        painter.setFont(letters(self._theme.px(self._size.outline), is_bold=True))
        painter.setPen(QColor(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "i" if row.kind is RowKind.NOTE else "!")

    def _paint_side(self, painter: QPainter, area: QRectF, row: OutlineRow) -> float:
        """Paint state and time at the right; the width they take."""
        c, px = self._theme.colours, self._theme.px
        font = letters(px(12.5), is_bold=row.is_to_confirm)
        words, taken = row.side, 0.0
        if words:
            colour = c.accent if row.is_current else c.caution if row.is_to_confirm else c.ink_third
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
            taken = QFontMetricsF(font).horizontalAdvance(words) + px(10)
        if row.is_killer:
            small = letters(px(12))
            wide = QFontMetricsF(small).horizontalAdvance("关键") + px(10)
            tag = QRectF(area.right() - taken - wide, area.center().y() - px(10), wide, px(20))
            painter.setFont(small)
            painter.setPen(QPen(QColor(c.control), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(tag, 3, 3)
            painter.setPen(QColor(c.ink_second))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, "关键")
            taken += wide + px(10)
        return ceil(taken)

    def _paint_words(self, painter: QPainter, area: QRectF, row: OutlineRow) -> None:
        px = self._theme.px
        size = px(self._size.outline)
        ink, second, third = self._inks(row)
        words_font = letters(size, is_bold=row.is_current)
        bold = letters(size, is_bold=True)
        gap = px(9)
        answer = QFontMetricsF(bold).horizontalAdvance(row.answer) if row.answer else 0.0
        room = max(area.width() - (answer + gap if answer else 0.0), 0.0)
        words = _elided(row.words, words_font, room)
        x = area.left()
        x += _draw(painter, words, words_font, ink, QRectF(x, area.top(), room, area.height()))
        x += gap if words else 0
        if row.answer:
            rest = QRectF(x, area.top(), area.right() - x, area.height())
            _draw(painter, _elided(row.answer, bold, rest.width()), bold, second, rest)
        elif row.choices and area.right() - x > px(40):
            plain = letters(px(self._size.outline - 1))
            rest = QRectF(x, area.top(), area.right() - x, area.height())
            _draw(painter, _elided(row.choices, plain, rest.width()), plain, third, rest)

    def _inks(self, row: OutlineRow) -> tuple[str, str, str]:
        """Colour of the words, of the answer, and of the answers there are."""
        c = self._theme.colours
        if row.is_excluded:
            return c.ink_third, c.ink_third, c.ink_third
        if row.kind is RowKind.WARNING:
            return self._warning(row), c.ink, c.ink_third
        if row.kind is RowKind.NOTE:
            return c.ink_second, c.ink, c.ink_third
        if row.kind is RowKind.SAID and not row.is_current:
            return c.say if row.mark is not Mark.SKIPPED else c.ink_second, c.ink, c.ink_third
        is_done = row.mark is not Mark.OPEN and not row.is_current
        return c.ink_second if is_done else c.ink, c.ink, c.ink_third

    def _warning(self, row: OutlineRow) -> str:
        return self._theme.colours.danger if row.is_danger else self._theme.colours.caution


def _elided(text: str, font: QFont, room: float) -> str:
    if room < QFontMetricsF(font).horizontalAdvance("…") * 2:
        return ""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)


def _draw(painter: QPainter, text: str, font: QFont, colour: str, area: QRectF) -> float:
    """Paint one line; its width."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    return QFontMetricsF(font).horizontalAdvance(text)
