"""Facts of the caller that a step asks for: what the call knows of each, and the way to the one place where it is typed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from handbook.call.state.call import CallerField
from handbook.call.state.rules import fact_key
from handbook.model.fact import Fact
from handbook.override import override
from handbook.ui.call.caller_summary import NOT_ASKED
from handbook.ui.call.row_size import RowSize
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.laid_text import letters
from handbook.ui.widgets.line_field import ENTER

LABEL = 52
"""Pixels at 100 % of the column of names."""


class FactButton(QAbstractButton):
    """Name and value of one fact, or that it was not asked, and the key that leads to its field."""

    def __init__(self, fact: Fact, size: RowSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = CallerField[fact.name]
        self._key = fact_key(fact)
        self._size = size
        self._theme = Theme()
        self._value = ""
        self.setObjectName(f"fact{fact.name.title()}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_value("")

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.update()

    def show_value(self, value: str) -> None:
        """Show what is known; empty = nothing."""
        self._value = " ".join(value.split())
        words = self._value or NOT_ASKED
        self.setText(f"{self.field.value} {words}")
        self.setAccessibleName(f"{self.field.value}:{words}")
        self.setToolTip(f"{self.field.value}:{words}({'改' if self._value else '填'}:{self._key})")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(self._size.answer))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.isAutoRepeat():
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the list's own
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, px = self._theme.colours, self._theme.px
        has_keys, is_over = self.hasFocus(), self.underMouse() and self.isEnabled()
        rim = 2.0 if has_keys else 1.0
        painter.setPen(QPen(QColor(c.accent if has_keys or is_over else c.control), rim))
        painter.setBrush(QColor(c.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(rim / 2, rim / 2, -rim / 2, -rim / 2), 6, 6)
        area = QRectF(self.rect()).adjusted(px(12), 0, -px(12), 0)
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        painter.setFont(letters(px(13)))
        painter.setPen(QColor(c.ink_second))
        painter.drawText(area, middle, self.field.value)
        painter.setFont(letters(px(13), is_bold=True))
        painter.setPen(QColor(c.accent))
        painter.drawText(area, middle | right, self._key)
        font = letters(px(self._size.body), is_bold=bool(self._value))
        words = area.adjusted(px(LABEL), 0, -QFontMetricsF(font).horizontalAdvance(self._key) - px(8), 0)
        painter.setFont(font)
        painter.setPen(QColor(c.ink if self._value else c.caution))
        shown = QFontMetricsF(font).elidedText(
            self._value or NOT_ASKED, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, middle, shown)


class FactLines(QWidget):
    """A row for each fact, in the order of the step."""

    field_wanted = Signal(object)
    """CallerField whose field is to have the keyboard."""

    def __init__(self, facts: Sequence[Fact], size: RowSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._theme = Theme()
        self._facts = {fact: FactButton(fact, size, self) for fact in facts}
        for button in self.buttons:
            button.clicked.connect(self._on_clicked)

    @property
    def buttons(self) -> list[FactButton]:
        """The rows from the top."""
        return list(self._facts.values())

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        for button in self.buttons:
            button.apply_theme(theme)
        self._place()

    def show_known(self, known: Mapping[Fact, str], *, is_enabled: bool) -> None:
        """Show what the call knows."""
        for fact, button in self._facts.items():
            button.show_value(known.get(fact, ""))
            button.setEnabled(is_enabled)

    def ask(self, known: Mapping[Fact, str]) -> None:
        """Lead to the field of the first fact that is not known; of the first of all where each is."""
        lacking = (fact for fact in self._facts if not known.get(fact))
        fact = next(lacking, next(iter(self._facts)))
        self.field_wanted.emit(self._facts[fact].field)

    def height_for(self, _width: int) -> int:
        """Height at any width."""
        rows = len(self._facts)
        return rows * self._row() + (rows - 1) * self._theme.px(8)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _row(self) -> int:
        return self._theme.px(self._size.answer)

    def _place(self) -> None:
        for number, button in enumerate(self.buttons):
            button.setGeometry(0, number * (self._row() + self._theme.px(8)), self.width(), self._row())

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, FactButton):
            self.field_wanted.emit(button.field)
