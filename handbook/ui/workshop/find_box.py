"""找条目、条号: a field in the top bar with what was found below it; the list never takes the keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from handbook.keys import key_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.icons import pixmap
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField
from handbook.upkeep.finding import Found

_KEY = key_of("search")
_LONGEST = 8
"""Rows that are seen at once."""


class FindBox(LineField):
    """↑ ↓ choose, Enter opens; Esc, a key of the window, clears and then goes back."""

    found_chosen = Signal(object)
    """`Found`."""

    def __init__(self, find: Callable[[str], Sequence[Found]], window: QWidget) -> None:
        super().__init__(is_inner=True)
        self.setObjectName("workshopFind")
        self.setAccessibleName("找条目、条号")
        self.setPlaceholderText("找条目、条号")
        self._find = find
        self._theme = Theme()
        self._rows: Sequence[Found] = ()
        self.list = QListWidget(window)
        self.list.setObjectName("workshopFound")
        self.list.setAccessibleName("找到的条目")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.hide()
        self.textChanged.connect(self._on_text)
        self.moved.connect(self._on_moved)
        self.entered.connect(self._on_entered)
        self.list.itemClicked.connect(self._on_item)

    def set_short(self, is_short: bool) -> None:
        """A narrow bar has room for one word."""
        self.setPlaceholderText("找" if is_short else "找条目、条号")

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.list.hide()
        self.update()

    def leave(self) -> bool:
        """Esc: clear and close; False where there was nothing to close."""
        had = bool(self.text()) or self.list.isVisible()
        self.clear()
        self.list.hide()
        return had

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.list.hide()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px, colours = self._theme.px, self._theme.colours
        painter = QPainter(self)
        side = px(16)
        painter.drawPixmap(px(9), (self.height() - side) // 2, pixmap("search", colours.ink_second, side))
        if self.text() or self.is_composing:
            return
        small = sized(screen_font(), px(12))
        width = QFontMetrics(small).horizontalAdvance(_KEY) + px(10)
        if self.width() < width + px(150):
            return
        cap = QRectF(self.width() - width - px(6), (self.height() - px(21)) / 2, width, px(21))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.line_strong), 1))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setFont(small)
        painter.setPen(QColor(colours.ink_second))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, _KEY)

    @Slot(str)
    def _on_text(self, words: str) -> None:
        self._rows = self._find(words)
        self.list.clear()
        for row in self._rows:
            item = QListWidgetItem(full_width(row.words))
            item.setToolTip(full_width(row.words))
            self.list.addItem(item)
        if words.strip() and not self._rows:
            item = QListWidgetItem("没找到；换个词，或写条号如 第34条")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        if self._rows:
            self.list.setCurrentRow(0)
        self._place(is_shown=bool(words.strip()))
        announce(self, f"找到 {len(self._rows)} 条" if self._rows else "没找到" if words.strip() else "")

    def _place(self, *, is_shown: bool) -> None:
        window, px = self.window(), self._theme.px
        if not is_shown or not self.hasFocus():
            self.list.setVisible(is_shown and self.hasFocus())
            return
        width = min(max(self.width(), px(420)), window.width() - px(16))
        row = max(self.list.sizeHintForRow(0), px(30))
        height = row * min(self.list.count(), _LONGEST) + px(12)
        below = self.mapTo(window, QPoint(0, self.height() + 4))
        left = min(max(below.x() + self.width() - width, px(8)), window.width() - width - px(8))
        self.list.setGeometry(left, below.y(), width, min(height, window.height() - below.y() - px(8)))
        self.list.show()
        self.list.raise_()

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        if self._rows:
            self.list.setCurrentRow((self.list.currentRow() + step) % len(self._rows))

    @Slot()
    def _on_entered(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._rows):
            chosen = self._rows[row]
            self.leave()
            self.found_chosen.emit(chosen)

    @Slot(QListWidgetItem)
    def _on_item(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)
        self._on_entered()
