"""The value of a step: its name, the field and the unit; what was typed is judged here and goes up as a wish."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from handbook.call.state.rules import ValueRefused, questionable_value, value_to_keep
from handbook.keys import key_of
from handbook.model.step import Step, ValueField
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.call.row_size import RowSize
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.laid_text import TextLabel
from handbook.ui.widgets.line_field import LineField

HINT_NOTE = f"长的话请记在备注里({key_of('note')})。"
HEIGHT = 40
NAME_SHARE = 0.4
"""Of the line, at most."""


class ValueLine(QWidget):
    """Keeps what was typed and not taken until it is taken over as a note."""

    value_entered = Signal(str, str)
    left = Signal()
    """Enter or Esc: the keyboard goes back to the list."""
    objected = Signal(str)
    """Why the value was not taken, or what is asked before it is."""

    def __init__(self, step: Step, value: ValueField, size: RowSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = step
        self._value = value
        self._size = size
        self._theme = Theme()
        self._kept = ""
        self._asked = ""
        """The value about which the agent was asked whether it is sure."""
        self._is_sure = False
        self.name = TextLabel(typeset(value.name), pixels=13.5, parent=self)
        self.field = LineField(self, is_inner=True)
        self.unit = QLabel(value.unit, self)
        self.field.setAccessibleName(value.name)
        self.field.setObjectName(f"value-{step.id}")
        self.field.editingFinished.connect(self._on_finished)
        self.field.textEdited.connect(self._on_edited)
        self.field.inputRejected.connect(self._on_too_long)
        self.field.entered.connect(self._on_entered)
        self.field.escaped.connect(self._on_escaped)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.name.apply_theme(theme, theme.colours.ink_second)
        self.unit.setStyleSheet(f"color: {theme.colours.ink_second}; font-size: {theme.px(13.5)}px;")
        self._place()

    def show_value(self, text: str, *, is_enabled: bool) -> None:
        """Show what is kept; what is being typed stays."""
        is_new = text != self._kept
        self._kept = text
        self.field.setEnabled(is_enabled)
        if is_new and not self.field.hasFocus():  # else what was not taken would go without a word
            self.field.setText(text)

    def start(self, first: str = "") -> None:
        """Put the keyboard into the field; `first` is what was typed already."""
        if self.field.isEnabled():
            self.field.setFocus()
            self.field.selectAll()
            if first:
                self.field.insert(first)

    def take_left_over(self) -> tuple[str, str] | None:
        """Name and words of a value that was not taken; the field shows what is kept again. None where there is none."""
        words = self.field.text().strip()
        if not self.field.isEnabled() or not words or words == self._kept:
            return None
        self.field.setText(self._kept)
        return self._value.name, words

    def height_for(self, width: int) -> int:
        """Height at that width."""
        return max(
            self._theme.px(max(HEIGHT, self._size.target)), self.name.heightForWidth(self._name_width(width))
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _name_width(self, width: int) -> int:
        needed = self.name.fontMetrics().horizontalAdvance(self.name.text()) * self._theme.scale
        return min(round(needed) + self._theme.px(12), round(width * NAME_SHARE))

    def _place(self) -> None:
        px, width, height = self._theme.px, self.width(), self.height()
        name = self._name_width(width)
        unit = px(34) if self.unit.text() else 0
        tall = self.name.heightForWidth(name)
        self.name.setGeometry(0, (height - tall) // 2, name, tall)
        self.field.setGeometry(name + px(8), 0, width - name - px(8) - unit, height)
        self.unit.setGeometry(width - unit + px(8), 0, unit - px(8), height)

    def _words(self) -> str:
        return self.field.text().strip()

    def _objection(self) -> str:
        """Why the value cannot be taken as it stands; empty where it can."""
        try:
            value_to_keep(self._step, self._words())
        except ValueRefused as refused:
            return str(refused)
        return "" if self._is_sure else questionable_value(self._step, self._words())

    @Slot()
    def _on_finished(self) -> None:
        """The keyboard leaves: what may be taken is; the rest stays in the field, and it is said why."""
        if self._words() == self._kept:
            return
        if words := self._objection():
            self._asked = self._words()
            self.objected.emit(words)
        elif value_to_keep(self._step, self._words()) == self._kept:
            self.field.setText(self._kept)  # the same, said in other words
        else:
            self.value_entered.emit(self._step.id, self.field.text())

    @Slot()
    def _on_entered(self) -> None:
        """Enter: on to the list; from what is not plausible only the second time, from what is no number never."""
        is_new = self._words() != self._kept
        self._is_sure = self._is_sure or (is_new and self._asked == self._words())
        if is_new and (words := self._objection()):
            self._asked = self._words()
            self.field.selectAll()
            self.objected.emit(words)
        else:
            self.left.emit()

    @Slot()
    def _on_edited(self) -> None:
        self._asked = ""
        self._is_sure = False

    @Slot()
    def _on_too_long(self) -> None:
        self.objected.emit(f"放不下这么多字,多出的没有放进去。{HINT_NOTE}")

    @Slot()
    def _on_escaped(self) -> None:
        self.field.setText(self._kept)
        self.left.emit()
