"""Columns side by side where there is room; else words above them choose the one that is seen, and none disappears."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from handbook.override import override
from handbook.ui.theme.theme import PLAIN, Theme

WIDE = 1200
"""Pixels at 100 % from which all stand side by side."""
_STAYING = 760
"""From here on a column that stays does so beside the one that is chosen."""
_UNBOUND = 16_777_215


@dataclass(slots=True)
class _Column:
    word: str
    widget: QWidget
    keyboard: QWidget
    width: int
    stays: bool
    chip: QPushButton
    is_offered: bool = True


class Columns(QWidget):
    """Left to right as added."""

    arranged = Signal()
    """Side by side or one by one now."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self._columns: list[_Column] = []
        self._chosen = 0
        self._bar = QWidget()
        self._bar.setObjectName("workshopChips")
        self._bar_line = QHBoxLayout(self._bar)
        self._bar_line.addStretch(1)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_chip)
        self._line = QHBoxLayout()
        self._line.setSpacing(0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar)
        box.addLayout(self._line, 1)

    def add(
        self,
        word: str,
        widget: QWidget,
        *,
        keyboard: QWidget | None = None,
        width: int = 0,
        share: int = 1,
        stays: bool = False,
        is_offered: bool = True,
    ) -> None:
        """`keyboard`: what takes the keyboard there; `width` at 100 % (0 = its share of the rest); the first that is no
        staying one is chosen where there is no room.
        """
        chip = QPushButton(word)
        chip.setCheckable(True)
        chip.setProperty("role", "chip")
        chip.setObjectName(f"columnChip{len(self._columns)}")
        self._group.addButton(chip, len(self._columns))
        self._bar_line.insertWidget(len(self._columns), chip)
        self._columns.append(_Column(word, widget, keyboard or widget, width, stays, chip, is_offered))
        self._line.addWidget(widget, 0 if width else share)
        self._chosen = next((n for n, column in enumerate(self._columns) if not column.stays), 0)

    def put_at_end(self, widget: QWidget) -> None:
        """Something small at the end of the row of words, seen where that row is."""
        self._bar_line.addWidget(widget)

    @property
    def is_wide(self) -> bool:
        """Whether all stand side by side."""
        return self.width() >= self._theme.px(WIDE)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._theme = theme
        above = PLAIN.px(5)
        self._bar_line.setContentsMargins(theme.px(16), above, theme.px(16), above)
        self._bar_line.setSpacing(theme.px(8))
        self._arrange()

    def word(self, widget: QWidget, word: str) -> None:
        """Write another word on the chip of a column."""
        self._of(widget).chip.setText(word)

    def offer(self, widget: QWidget, is_offered: bool) -> None:
        """Whether a column is there at all."""
        column = self._of(widget)
        if column.is_offered != is_offered:
            column.is_offered = is_offered
            self._arrange()

    def bring(self, widget: QWidget) -> None:
        """Let a column be seen."""
        self._chosen = self._columns.index(self._of(widget))
        self._arrange()

    def keyboards(self) -> Sequence[QWidget]:
        """What takes the keyboard in each column that is there, from left to right."""
        return [column.keyboard for column in self._columns if column.is_offered]

    def bring_keyboard(self, keyboard: QWidget) -> None:
        """Let the column of `keyboard` be seen and give it the keyboard."""
        for column in self._columns:
            if column.keyboard is keyboard:
                self.bring(column.widget)
        keyboard.setFocus()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _of(self, widget: QWidget) -> _Column:
        return next(column for column in self._columns if column.widget is widget)

    def _arrange(self) -> None:
        px = self._theme.px
        is_wide, may_stay = self.is_wide, self.width() >= px(_STAYING)
        if self._columns and not self._columns[self._chosen].is_offered:
            self._chosen = next(n for n, c in enumerate(self._columns) if c.is_offered and not c.stays)
        side_by_side = [c.is_offered and (is_wide or (c.stays and may_stay)) for c in self._columns]
        chips = [c.is_offered and not beside for c, beside in zip(self._columns, side_by_side, strict=True)]
        if chips.count(True) and not chips[self._chosen]:
            self._chosen = chips.index(True)
        for number, column in enumerate(self._columns):
            beside = side_by_side[number]
            is_seen = beside or (chips[number] and number == self._chosen)
            bound = px(column.width) if column.width and beside else 0
            column.widget.setMinimumWidth(bound)
            column.widget.setMaximumWidth(bound or _UNBOUND)
            column.widget.setVisible(is_seen)
            column.chip.setVisible(chips[number])
            column.chip.setChecked(number == self._chosen)
        self._bar.setVisible(chips.count(True) > 1)
        self.arranged.emit()

    @Slot(int)
    def _on_chip(self, number: int) -> None:
        self._chosen = number
        self._arrange()
        self._columns[number].keyboard.setFocus()
