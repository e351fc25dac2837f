"""The numbers that may be put into a sentence: a list in the window, under the caret, that never takes the keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.laid_text import letters
from handbook.ui.workshop.chip_object import Chip, chip_width, paint_chip

_WIDE = 440
_ROW = 36
_LONGEST = 7
"""Rows that are seen at once."""
_EDGE = 10
_GAP = 8
_CHIP = Qt.ItemDataRole.UserRole.value


class _Row(QStyledItemDelegate):
    """The chip as it will stand in the sentence, what it is, and where it is used."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(_ROW))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        chip = index.data(_CHIP)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours, px = self._theme.colours, self._theme.px
        painter.save()
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, QColor(colours.accent_soft if is_current else colours.panel))
        if is_current:
            painter.fillRect(QRect(rect.left(), rect.top(), px(3), rect.height()), QColor(colours.accent))
        inner = QRectF(rect).adjusted(px(_EDGE), 0, -px(_EDGE), 0)
        if isinstance(chip, Chip):
            self._paint_chip(painter, inner, chip)
        else:
            painter.setFont(letters(px(14)))
            painter.setPen(QColor(colours.ink_second))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.restore()

    def _paint_chip(self, painter: QPainter, inner: QRectF, chip: Chip) -> None:
        colours, px = self._theme.colours, self._theme.px
        font, small = letters(px(14.5)), letters(px(13))
        metrics = QFontMetricsF(font)
        wide = min(chip_width(chip.words, font, self._theme), inner.width() * 0.6)
        high = metrics.height() + 2
        top = inner.center().y() - high / 2
        painter.setFont(font)
        box = QRectF(inner.left(), top, wide, high)
        paint_chip(painter, box, top + 1 + metrics.ascent(), chip, self._theme)
        left = inner.left() + wide + px(_GAP)
        note = QFontMetricsF(small).horizontalAdvance(chip.note)
        has_label = chip.label not in chip.words
        rest = inner.right() - left - note - px(_GAP)
        if has_label and rest >= px(48):
            painter.setPen(QColor(colours.ink))
            words = metrics.elidedText(chip.label, Qt.TextElideMode.ElideRight, rest)
            painter.drawText(
                QRectF(left, inner.top(), rest, inner.height()), Qt.AlignmentFlag.AlignVCenter, words
            )
        painter.setFont(small)
        painter.setPen(QColor(colours.ink_second))
        end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        shown = QFontMetricsF(small).elidedText(chip.note, Qt.TextElideMode.ElideRight, inner.right() - left)
        painter.drawText(inner, end, shown)


class ChipPicker(QFrame):
    """Lives as long as it is open; its keys come from the text that opened it."""

    chosen = Signal(object)
    """`Chip`."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("chipPicker")
        self.setAccessibleName("可以放进句子的数")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = theme
        self._chips: Sequence[Chip] = ()
        self.list = QListWidget()
        self.list.setObjectName("chipPickerList")
        self.list.setAccessibleName("可以放进句子的数")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(_Row(theme, self.list))
        self.hint = QLabel()
        self.hint.setObjectName("chipPickerHint")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.list)
        layout.addWidget(self.hint)
        colours, px = theme.colours, theme.px
        self.setStyleSheet(
            f"#chipPicker {{ background: {colours.panel}; border: 1px solid {colours.control}; border-radius: 4px; }}"
            f"#chipPickerHint {{ color: {colours.ink_second}; font-size: {px(13)}px; background: transparent;"
            f" border-top: 1px solid {colours.line}; padding: {px(4)}px {px(_EDGE)}px; }}"
        )
        self.list.itemClicked.connect(self._on_item)

    @property
    def current(self) -> Chip | None:
        """The one that Enter takes."""
        row = self.list.currentRow()
        return self._chips[row] if 0 <= row < len(self._chips) else None

    @property
    def chips(self) -> Sequence[Chip]:
        """Those that are listed."""
        return self._chips

    def offer(
        self, chips: Sequence[Chip], *, current: str = "", typed: str = "", is_swap: bool = False
    ) -> None:
        """List `chips`; `current`: how the one is written that is marked at first; `typed`: what they were looked for by.

        `is_swap`: a chip stands there already, and another may take its place.
        """
        self._chips = chips
        self.list.clear()
        for chip in chips:
            item = QListWidgetItem()
            item.setData(_CHIP, chip)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, chip.told)
            item.setToolTip(chip.told)
            self.list.addItem(item)
        if chips:
            row = next((n for n, chip in enumerate(chips) if chip.raw == current), 0)
            self.list.setCurrentRow(row)
            self.hint.setText(
                "↑ ↓ 挑，Enter 换上，Esc 不换" if is_swap else "↑ ↓ 挑，Enter 放进去，Esc 只留括号"
            )
        else:
            words = f"没有叫“{typed}”的数" if typed else "还没有可放的数"
            item = QListWidgetItem(full_width(words))
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
            self.hint.setText("换个词找，Esc 留下打的字")
        self._tell(f"{len(chips)} 个可放")

    def step(self, rows: int) -> None:
        """Mark another row; past the end it goes on at the other."""
        if self._chips:
            self.list.setCurrentRow((self.list.currentRow() + rows) % len(self._chips))
            self._tell("")

    def place(self, caret: QRect) -> None:
        """Show it under `caret`, in coordinates of the window, or above where there is more room."""
        window, px = self.parentWidget(), self._theme.px
        if window is None:
            return
        edge = px(8)
        width = min(px(_WIDE), window.width() - 2 * edge)
        hint = self.hint.sizeHint().height()
        around = self.height() - self.contentsRect().height() + 2 + 2 * self.list.frameWidth()
        below = window.height() - caret.bottom() - 2 * edge
        above = caret.top() - 2 * edge
        wanted = px(_ROW) * min(max(self.list.count(), 1), _LONGEST) + hint + around
        is_below = wanted <= below or below >= above
        height = max(min(wanted, below if is_below else above), px(_ROW) + hint + around)
        left = min(max(caret.left() - px(_EDGE), edge), window.width() - width - edge)
        top = caret.bottom() + px(4) if is_below else caret.top() - px(4) - height
        self.setGeometry(QRect(QPoint(left, max(top, 0)), QSize(width, height)))
        self.show()
        self.raise_()

    def _tell(self, words: str) -> None:
        told = self.current.told if self.current is not None else self.hint.text()
        announce(self, "，".join(part for part in (told, words) if part))

    @Slot(QListWidgetItem)
    def _on_item(self, item: QListWidgetItem) -> None:
        chip = item.data(_CHIP)
        if isinstance(chip, Chip):
            self.chosen.emit(chip)
