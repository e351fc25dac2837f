"""Phase 1 of an emergency card: what is said and done at once, boxed, without any form field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolButton, QWidget

from handbook.call.state.run import Mark
from handbook.document.words import IMMEDIATE, quoted
from handbook.keys import key_of
from handbook.model.emergency import ImmediateLine
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.call.tick_box import paint_mark
from handbook.ui.theme.icons import pixmap
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.copied_sign import COPIED, CopiedSign
from handbook.ui.widgets.laid_text import TextLabel, advance, letters

ROW = 46
RIM = 3
EDGE = 14
"""Pixels at 100 % between rim and number."""
TARGET = 44
BOX = 20
TOLD_AT = 560
"""Least width, at 100 %, at which the tick tells its state in words."""
COPIED_AT = 330
"""Least width, at 100 %, at which a line has its sign to copy."""
LETTERS = 22


@dataclass(frozen=True, slots=True)
class BoxedLine:
    """One line as it is shown."""

    text: str
    is_said: bool = True
    """Read aloud to the caller; else the agent does it."""

    @property
    def shown(self) -> str:
        """Sentences in quotation marks, acts without."""
        return typeset(quoted(self.text) if self.is_said else self.text)


def boxed(lines: Sequence[ImmediateLine]) -> list[BoxedLine]:
    """Lines of a pinned card, which have their site values already."""
    return [BoxedLine(line.text, is_said=line.kind == "say") for line in lines]


class ImmediateBox(QWidget):
    """先说先做: up to three lines in a box with a strong rim; where it can be told, each with a tick and a sign to copy."""

    toggled = Signal(int)
    """Number of the line, from 1: a wish, the state changes only when the store has it."""
    copy_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, can_tick: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("immediateBox")
        self.setAccessibleName(IMMEDIATE)
        self._theme = Theme()
        self._can_tick = can_tick
        self._shown: tuple[object, ...] = ()
        self.lines: list[LineRow] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_lines(self, lines: Sequence[BoxedLine], theme: Theme, *, size: int = LETTERS) -> None:
        """Show `lines`, numbered, in letters of `size` pixels at 100 %."""
        shown = (tuple(lines), theme, size)
        if shown == self._shown:
            return
        self._shown = shown
        self._theme = theme
        for row in self.lines:
            row.hide()
            row.deleteLater()
        self.lines = [LineRow(n, line, size, self) for n, line in enumerate(lines, 1)]
        for row in self.lines:
            row.show_ticks(is_shown=self._can_tick)
            row.apply_theme(theme)
            row.toggled.connect(self.toggled)
            row.copy_requested.connect(self.copy_requested)
            row.show()
        self._place()
        self.updateGeometry()

    def show_said(self, said: Mapping[int, datetime], *, is_enabled: bool) -> None:
        """Number of a line → when it was said."""
        for row in self.lines:
            row.tick.show_said(said.get(row.number), is_enabled=is_enabled)

    def parts(self) -> list[QWidget]:
        """What the tab key stops at, in visual order."""
        return [part for row in self.lines for part in (row.tick, row.copy)]

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        inner = width - 2 * RIM
        return sum(row.height_for(inner) for row in self.lines) + 2 * RIM

    @override
    def sizeHint(self) -> QSize:
        width = self._theme.px(400)
        return QSize(width, self.heightForWidth(width))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.colours.danger), RIM))
        painter.setBrush(QColor(self._theme.colours.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 7, 7)
        for row in self.lines[1:]:
            painter.fillRect(RIM, row.y(), self.width() - 2 * RIM, 1, QColor(self._theme.colours.line))

    def _place(self) -> None:
        # Where room is short, everything else gives way first.
        self.setMinimumHeight(self.heightForWidth(self.width()))
        y, inner = RIM, self.width() - 2 * RIM
        for row in self.lines:
            height = row.height_for(inner)
            row.setGeometry(RIM, y, inner, height)
            y += height


class LineRow(QWidget):
    """One boxed line."""

    toggled = Signal(int)
    copy_requested = Signal(str)

    def __init__(self, number: int, line: BoxedLine, size: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self._theme = Theme()
        self._line = line
        self._can_tick = False
        self._figure = TextLabel(str(number), pixels=size, is_bold=True, parent=self)
        self.words = TextLabel(line.shown, pixels=size, is_hung=line.is_said, parent=self)
        self.tick = ToldTick(number, line, self)
        self.copy = CopyLine(line.text, self)
        self.tick.clicked.connect(self._on_tick)
        self.copy.clicked.connect(self._on_copy)

    def show_ticks(self, *, is_shown: bool) -> None:
        """Whether it can be ticked and copied here."""
        self._can_tick = is_shown

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._figure.apply_theme(theme, theme.colours.danger)
        self.words.apply_theme(theme, theme.colours.ink)
        self.tick.apply_theme(theme)
        self.copy.apply_theme(theme)

    def height_for(self, width: int) -> int:
        """Height at that width."""
        px = self._theme.px
        left, right = self._sides(width)
        least = px(ROW) if self._can_tick else px(30)
        return max(least, self.words.heightForWidth(max(width - left - right, 1)) + px(12))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px, width = self._theme.px, self.width()
        left, right = self._sides(width)
        inner = max(width - left - right, 1)
        tall = self.words.heightForWidth(inner)
        top = (self.height() - tall) // 2
        self.words.setGeometry(left, top, inner, tall)
        self._figure.setGeometry(px(EDGE), top, left - px(EDGE), self._figure.heightForWidth(1000))
        self.tick.setVisible(self._can_tick)
        self.copy.setVisible(self._can_tick and self._line.is_said and width >= px(COPIED_AT))
        x = width - right + px(4)
        has_words = width >= px(TOLD_AT)
        self.tick.show_words(has_words=has_words)
        wide = self.tick.width_for(has_words=has_words)
        self.tick.setGeometry(x, 0, wide, self.height())
        self.copy.setGeometry(width - px(TARGET) - px(4), 0, px(TARGET), self.height())

    def _sides(self, width: int) -> tuple[int, int]:
        """Pixels before the words, and what stands behind them."""
        px = self._theme.px
        left = px(EDGE) + ceil(advance("3", letters(self._figure.font_pixels(), is_bold=True))) + px(14)
        if not self._can_tick:
            return left, px(EDGE)
        tick = self.tick.width_for(has_words=width >= px(TOLD_AT))
        return left, px(8) + tick + (px(TARGET) if width >= px(COPIED_AT) else 0)

    @Slot()
    def _on_tick(self) -> None:
        self.toggled.emit(self.number)

    @Slot()
    def _on_copy(self) -> None:
        self.copy_requested.emit(self._line.text)
        self.copy.say_copied()


class ToldTick(QAbstractButton):
    """Whether the line was said, and when; a click only wishes."""

    def __init__(self, number: int, line: BoxedLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = Theme()
        self._line = line
        self._number = number
        self._has_words = True
        self._done, self._open = ("已说", "没说") if line.is_said else ("已做", "没做")
        self.setObjectName("immediateTick")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_said(None, is_enabled=True)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.update()

    def show_said(self, at: datetime | None, *, is_enabled: bool) -> None:
        """When it was said; None = not yet."""
        words = f"{self._done} {at.astimezone():%H:%M}" if at is not None else self._open
        self.setText(words)
        self.setChecked(at is not None)
        self.setEnabled(is_enabled)
        self.setAccessibleName(f"{self._line.shown},{words}")
        self.setToolTip(f"{words}({key_of('said_first')})")
        self.update()

    def show_words(self, *, has_words: bool) -> None:
        """Whether the state stands beside the box."""
        self._has_words = has_words
        self.update()

    def width_for(self, *, has_words: bool) -> int:
        """Width; the same whether or not it is ticked, so that a tick moves nothing."""
        px = self._theme.px
        if not has_words:
            return px(TARGET)
        return px(BOX) + px(24) + ceil(advance(f"{self._done} 88:88", letters(px(14), is_bold=True)))

    @override
    def nextCheckState(self) -> None:
        """A click changes nothing by itself."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px, c = self._theme.px, self._theme.colours
        words = letters(px(14), is_bold=self.isChecked())
        wide = advance(self.text(), words) + px(8) if self._has_words else 0
        right = self.width() - px(8) if self._has_words else (self.width() + px(BOX)) // 2
        box = QRectF(right - wide - px(BOX), (self.height() - px(BOX)) / 2, px(BOX), px(BOX))
        mark = Mark.TICKED if self.isChecked() else Mark.OPEN
        paint_mark(painter, box, mark, c, is_excluded=False, open_edge=c.control)
        if self._has_words:
            painter.setFont(words)
            painter.setPen(QColor(c.done if self.isChecked() else c.ink_second))
            area = QRectF(box.right() + px(8), 0, self.width(), self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 5, -1, -5), 5, 5)


class CopyLine(QToolButton):
    """A sign to copy the line; a tick in its place for a moment."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = Theme()
        self._copied = CopiedSign(self)
        self._copied.timeout.connect(self.update)
        self.setToolTip("复制这句话")
        self.setAccessibleName(f"复制:{words}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.update()

    def say_copied(self) -> None:
        """Say at this place that it was done."""
        self._copied.put_on(self, COPIED)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, c = self._theme.px, self._theme.colours
        side, is_copied = px(18), self._copied.isActive()
        sign = pixmap("tick" if is_copied else "copy", c.done if is_copied else c.ink_second, side)
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, sign)
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 5, -2, -5), 5, 5)
