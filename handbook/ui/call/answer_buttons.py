"""The answers of a step as buttons in equal columns, numbered for the keyboard; the chosen one is filled."""

import re
from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from handbook.model.step import Answer
from handbook.model.typesetting import NO_BREAK, typeset
from handbook.override import override
from handbook.ui.call.row_size import RowSize
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.laid_text import LaidText, advance, letters
from handbook.ui.widgets.line_field import ENTER

DIGITS = "123456789"
LETTERS = "ABCDEFGH"
"""After the digits, or instead of them where a digit begins a value."""
SPACE = "空格"
NOTE_BENEATH = 10
"""So much higher is an answer whose note stands beneath it."""
_REASON = re.compile(r"(?P<head>[^()]+)\((?P<reason>[^()]+)\)")


class AnswerButton(QAbstractButton):
    """Key, words and, at the right or beneath, what the answer means."""

    def __init__(self, key: str, words: str, note: str, size: RowSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words)
        self.key = key
        self._note = note
        self._size = size
        self._theme = Theme()
        self._is_beneath = False
        self._laid: dict[tuple[str, int], LaidText] = {}
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._laid.clear()
        self.update()

    def put_note(self, *, is_beneath: bool) -> None:
        """Where the note stands."""
        if is_beneath != self._is_beneath:
            self._is_beneath = is_beneath
            self.update()

    def fits(self, width: int) -> bool:
        """Whether the words stand in one line."""
        return advance(self.text(), self._font()) <= width - self._before() - self._theme.px(12)

    def has_room_for_note(self, width: int) -> bool:
        """Whether the note stands beside the words."""
        if not self._note:
            return True
        needed = advance(self.text(), self._font()) + advance(self._note, self._small())
        return needed + self._theme.px(14) <= width - self._before() - self._theme.px(12)

    def height_for(self, width: int) -> int:
        """Height at that width."""
        px = self._theme.px
        lines = self._words(width)
        line = lines.height / max(lines.lines, 1)
        height = px(self._size.answer) + ceil(line * (lines.lines - 1))
        if self._is_beneath and self._note:
            notes = self._note_lines(width)
            height += px(NOTE_BENEATH) + ceil(notes.height * (notes.lines - 1) / max(notes.lines, 1))
        return height

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        wide = ceil(advance(self.text(), self._font()))
        return QSize(wide + self._before() + px(14), px(self._size.answer))

    @override
    def nextCheckState(self) -> None:
        """Shown as chosen only when the store has it."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.isAutoRepeat():
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the list's own
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = self._theme.colours
        ground, edge, ink, third, key = c.panel, c.control, c.ink, c.ink_third, c.accent
        if not self.isEnabled():
            edge, ink, key = c.line, c.ink_third, c.ink_third
        if self.isChecked():
            ground = edge = c.accent
            ink = third = key = c.on_accent
        elif self.isDown():
            ground, edge = c.accent_soft, c.accent
        elif self.underMouse() and self.isEnabled():
            edge = c.accent
        has_keys = self.hasFocus()
        rim = 2.0 if has_keys else 1.0
        painter.setPen(
            QPen(QColor(c.ink if has_keys and self.isChecked() else c.accent if has_keys else edge), rim)
        )
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(rim / 2, rim / 2, -rim / 2, -rim / 2), 6, 6)
        self._paint_words(painter, ink, third, key)

    def _paint_words(self, painter: QPainter, ink: str, third: str, key: str) -> None:
        px = self._theme.px
        lines = self._words(self.width())
        is_beneath = bool(self._note) and self._is_beneath
        notes = self._note_lines(self.width()) if is_beneath else None
        y = (self.height() - lines.height - (notes.height - px(1) if notes else 0)) / 2
        painter.setPen(QColor(key))
        painter.setFont(letters(px(self._size.body - 2), is_bold=True))
        line = lines.height / max(lines.lines, 1)
        painter.drawText(QRectF(px(11), y, self._before(), line), Qt.AlignmentFlag.AlignVCenter, self.key)
        painter.setPen(QColor(ink))
        lines.paint(painter, QPointF(self._before(), y))
        painter.setPen(QColor(third))
        if notes:
            notes.paint(painter, QPointF(self._before(), y + lines.height - px(1)))
        elif self._note:
            painter.setFont(self._small())
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(QRectF(self.rect()).adjusted(0, 0, -px(12), 0), right, self._note)

    def _before(self) -> int:
        """Room of the key, and around it."""
        return (
            self._theme.px(11)
            + ceil(advance(self.key, letters(self._theme.px(self._size.body - 2))))
            + self._theme.px(10)
        )

    def _font(self) -> QFont:
        return letters(self._theme.px(self._size.body))

    def _small(self) -> QFont:
        return letters(self._theme.px(12.5))

    def _words(self, width: int) -> LaidText:
        return self._lines(self.text(), self._font(), width - self._before() - self._theme.px(12))

    def _note_lines(self, width: int) -> LaidText:
        return self._lines(self._note, self._small(), width - self._before() - self._theme.px(8))

    def _lines(self, text: str, font: QFont, width: int) -> LaidText:
        key = (text, width)
        if key not in self._laid:
            self._laid[key] = LaidText(text, font, width)
        return self._laid[key]


class AnswerButtons(QWidget):
    """All answers stay visible whatever was chosen, in rows of equal height."""

    chosen = Signal(str)
    """Label of the answer."""

    def __init__(
        self,
        answers: Sequence[Answer],
        *,
        leads: Sequence[str],
        size: RowSize | None = None,
        keys: str | Sequence[str] = DIGITS + LETTERS,
        is_short: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._size = size or RowSize()
        self._theme = Theme()
        self._columns = self._size.columns
        self._heights: dict[tuple[int, int], tuple[int, bool]] = {}
        """Width and columns → height of a row, and whether notes stand beneath."""
        self._buttons: dict[str, AnswerButton] = {}
        self._by_key: dict[str, str] = {}
        head, shorts = _parted(answers) if is_short else ("", [answer.label for answer in answers])
        self.head = QLabel(typeset(f"{head}:"), self) if head else None
        for number, (answer, lead, short) in enumerate(zip(answers, leads, shorts, strict=True)):
            key = keys[number] if number < len(keys) else ""
            self._by_key[key] = answer.label
            words = typeset(short) + (f"{NO_BREAK}→" if lead else "")
            button = AnswerButton(key, words, typeset(answer.note), self._size, self)
            button.setToolTip("。".join(t for t in (answer.note, lead) if t))
            button.setAccessibleName(f"回答 {key}:{answer.label}")
            button.setAccessibleDescription(button.toolTip())
            button.setProperty("label", answer.label)
            button.clicked.connect(self._on_clicked)
            self._buttons[answer.label] = button

    @property
    def labels(self) -> list[str]:
        """Labels in order."""
        return list(self._buttons)

    @property
    def buttons(self) -> list[AnswerButton]:
        """The buttons in order."""
        return list(self._buttons.values())

    def label_of(self, key: str) -> str:
        """The label that the key answers; empty where it answers none."""
        return self._by_key.get(key.upper(), "") if key else ""

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        if self.head is not None:
            self.head.setStyleSheet(f"color: {theme.colours.ink_second}; font-size: {theme.px(13.5)}px;")
        self._heights.clear()
        for button in self._buttons.values():
            button.apply_theme(theme)
        if not self.isHidden():
            self._place()

    def show_chosen(self, label: str, *, is_enabled: bool) -> None:
        """Fill the chosen one; nothing else changes."""
        for name, button in self._buttons.items():
            button.setChecked(name == label)
            button.setEnabled(is_enabled)

    def fits(self, width: int, columns: int) -> bool:
        """Whether every label stands in one line in that many columns."""
        return all(button.fits(self._share(width, columns)) for button in self._buttons.values())

    def set_columns(self, columns: int) -> None:
        """Stand in that many columns, fewer where there are fewer answers."""
        if columns != self._columns:
            self._columns = columns
            self._place()

    def height_for(self, width: int) -> int:
        """Height at that width."""
        row = self._row_height(width)
        rows = -(-len(self._buttons) // self._columns)
        return self._head_height() + rows * row + (rows - 1) * self._theme.px(8)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        width, gap = self.width(), self._theme.px(8)
        share, row, top = self._share(width, self._columns), self._row_height(width), self._head_height()
        if self.head is not None:
            self.head.setGeometry(0, 0, width, top)
        for number, button in enumerate(self._buttons.values()):
            line, column = divmod(number, self._columns)
            button.setGeometry(QRect(column * (share + gap), top + line * (row + gap), share, row))

    def _row_height(self, width: int) -> int:
        key = (width, self._columns)
        buttons = self._buttons.values()
        if key not in self._heights:
            share = self._share(width, self._columns)
            is_beneath = not all(button.has_room_for_note(share) for button in buttons)
            for button in buttons:
                button.put_note(is_beneath=is_beneath)
            self._heights[key] = (
                max((button.height_for(share) for button in buttons), default=0),
                is_beneath,
            )
        height, is_beneath = self._heights[key]
        for button in buttons:
            button.put_note(is_beneath=is_beneath)
        return height

    def _share(self, width: int, columns: int) -> int:
        return (width - self._theme.px(8) * (columns - 1)) // columns

    def _head_height(self) -> int:
        return self._theme.px(26) if self.head is not None else 0

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(str(self.sender().property("label")))


def _parted(answers: Sequence[Answer]) -> tuple[str, list[str]]:
    """“量不了(没有温度计)” and its like as the words they share and what differs; else no such words."""
    found = [_REASON.fullmatch(answer.label) for answer in answers]
    heads = {match["head"] if match else "" for match in found}
    if len(heads) != 1 or "" in heads:
        return "", [answer.label for answer in answers]
    return heads.pop(), [match["reason"] for match in found if match]
