"""What a trial shows: an answer with its key, a line of the list with its box, and the step that waits."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.laid_text import LaidText, advance, letters
from handbook.ui.widgets.line_field import ENTER, LineField
from handbook.ui.widgets.why_button import WhyButton
from handbook.ui.workshop.marks import paint_box

DIGITS = "123456789"
LETTERS = "ABCDEFGH"
"""Instead of digits where a digit begins a value."""
_WORDS = 14.5
_SMALL = 12.5
_LINE = 15.0
_BOX = 18


class AnswerChip(QAbstractButton):
    """One answer; long words wrap in it."""

    def __init__(self, key: str, label: str, *, leads: bool, is_tried: bool, note: str, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("trialAnswer")
        self.key = key
        self.label = label
        self._theme = theme
        self._is_tried = is_tried
        self.setText(typeset(label) + (" →" if leads else ""))
        tried = "，试过" if is_tried else ""
        self.setAccessibleName(typeset(f"回答 {key}：{label}{tried}"))
        self.setAccessibleDescription(note)
        self.setToolTip(typeset(note))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        words = ceil(advance(self.text(), letters(px(_WORDS)))) + 2
        return QSize(self._before() + words + self._behind(), px(34))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(90), self._theme.px(34))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return max(self._laid(width).height + self._theme.px(12), self._theme.px(34))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.isAutoRepeat():
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        c, px = self._theme.colours, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_keys = self.hasFocus()
        rim = 2.0 if has_keys else 1.0
        edge = c.accent if has_keys or self.underMouse() else c.control
        painter.setPen(QPen(QColor(edge), rim))
        painter.setBrush(QColor(c.accent_soft if self.isDown() else c.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(rim / 2, rim / 2, -rim / 2, -rim / 2), 6, 6)
        small = letters(px(_SMALL))
        side = px(20)
        cap = QRectF(px(9), (self.height() - side) / 2, side, side)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(c.line_strong), 1))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setPen(QColor(c.ink_second))
        painter.setFont(small)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self.key)
        laid = self._laid(self.width())
        painter.setPen(QColor(c.ink))
        laid.paint(painter, QPointF(self._before(), (self.height() - laid.height) / 2))
        if self._is_tried:
            painter.setPen(QColor(c.done))
            painter.setFont(letters(px(_WORDS), is_bold=True))
            right = QRectF(self.width() - self._behind(), 0, self._behind() - px(6), self.height())
            painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "✓")

    def _laid(self, width: int) -> LaidText:
        font = letters(self._theme.px(_WORDS))
        return LaidText(self.text(), font, width - self._before() - self._behind())

    def _before(self) -> int:
        return self._theme.px(9 + 20 + 8)

    def _behind(self) -> int:
        return self._theme.px(30 if self._is_tried else 12)


class TrialLine(QWidget):
    """A box, ticked or open, and words; the box may be left out."""

    def __init__(
        self, words: str, theme: Theme, *, is_done: bool | None, colour: str, pixels: float = _LINE
    ) -> None:
        super().__init__()
        self.words = typeset(words)
        self._theme = theme
        self._is_done = is_done
        self._colour = colour
        self._pixels = pixels
        state = "" if is_done is None else "，做过" if is_done else "，还没做"
        self.setAccessibleName(self.words + state)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self.heightForWidth(self._theme.px(300)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(26))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._laid(width).height + self._theme.px(6)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = self._theme.px
        top = px(3)
        if self._is_done is not None:
            side = px(_BOX)
            line = letters(px(self._pixels)).pixelSize() * 1.4
            box = QRectF(1, top + max((line - side) / 2, 0), side, side)
            paint_box(painter, box, self._theme.colours, is_fine=self._is_done)
        painter.setPen(QColor(self._colour))
        self._laid(self.width()).paint(painter, QPointF(self._left(), top))

    def _left(self) -> int:
        return 0 if self._is_done is None else self._theme.px(_BOX + 12)

    def _laid(self, width: int) -> LaidText:
        return LaidText(self.words, letters(self._theme.px(self._pixels)), width - self._left())


class ValueField(LineField):
    """Takes a value; Backspace in an empty one goes a step back, and a letter there chooses an answer."""

    stepped_back = Signal()
    letter = Signal(str)

    def __init__(self) -> None:
        super().__init__(is_inner=True)
        self.setObjectName("trialValue")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        sign = event.text().upper()
        is_plain = not self.is_composing and not self.text() and not event.modifiers()
        if is_plain and event.key() == Qt.Key.Key_Backspace:
            self.stepped_back.emit()
            event.accept()
        elif is_plain and len(sign) == 1 and sign in LETTERS:
            self.letter.emit(sign)
            event.accept()
        else:
            super().keyPressEvent(event)


class QuietWhyButton(WhyButton):
    """Says why it cannot be pressed, and is not the main one."""

    @override
    def say(self, words: str, lacking: str = "", more: str = "") -> None:
        super().say(words, lacking, more)
        if self.property("role"):
            self.setProperty("role", "")
            self.style().unpolish(self)
            self.style().polish(self)
