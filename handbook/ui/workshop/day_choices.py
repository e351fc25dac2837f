"""从哪天起施行: the days that a text names, each with the words it was found in, and one that is typed; none is preselected."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QRadioButton, QVBoxLayout, QWidget

from handbook.law.draft import DayFound
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField

_EARLIEST = 1949


class _Card(QFrame):
    """A day and where it stands; the whole card is what is clicked."""

    def __init__(self, day: str, words: str, name: str) -> None:
        super().__init__()
        self.setObjectName("dayCard")
        self.radio = QRadioButton(day)
        self.radio.setObjectName(name)
        self.radio.setAccessibleName(full_width(f"{day}，{words}" if words else day))
        self.line = QHBoxLayout(self)
        self.line.addWidget(self.radio)
        self.words = QLabel(full_width(words))
        self.words.setObjectName("dayWords")
        self.words.setWordWrap(True)
        self.line.addWidget(self.words, 1)
        self.words.setVisible(bool(words))
        self.radio.toggled.connect(self._follow)
        self.radio.installEventFilter(self)

    def apply_theme(self, theme: Theme) -> None:
        self.line.setContentsMargins(theme.px(12), theme.px(7), theme.px(12), theme.px(7))
        self.line.setSpacing(theme.px(10))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.radio.setChecked(True)
        self.radio.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._mark("focused", event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    @Slot(bool)
    def _follow(self, is_chosen: bool) -> None:
        self._mark("chosen", is_chosen)

    def _mark(self, name: str, value: bool) -> None:
        self.setProperty(name, value)
        self.style().unpolish(self)
        self.style().polish(self)


class DayChoices(QWidget):
    """`changed` whenever another day, or none, is chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self._days: Sequence[DayFound] = ()
        self._cards: list[_Card] = []
        self._group = QButtonGroup(self)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._other = _Card("别的日期", "", "importOtherDay")
        self.field = LineField()
        self.field.setObjectName("importDay")
        self.field.setPlaceholderText("年-月-日，如 2027-01-01")
        self.field.setAccessibleName("别的日期，年-月-日，如 2027-01-01")
        self._other.line.addWidget(self.field)
        self._box.addWidget(self._other)
        self.field.textChanged.connect(self._on_text)
        self._other.radio.toggled.connect(self._on_other)

    @property
    def day(self) -> date | None:
        """The day that was chosen or typed; None while there is none."""
        if self._other.radio.isChecked():
            return day_of(self.field.text())
        number = next((n for n, card in enumerate(self._cards) if card.radio.isChecked()), None)
        return None if number is None else self._days[number].day

    @property
    def is_mistyped(self) -> bool:
        """Whether something is typed that is no day."""
        return self._other.radio.isChecked() and bool(self.field.text().strip()) and self.day is None

    @property
    def first(self) -> QWidget:
        """What takes the keyboard where the day is missing."""
        return self.field if self.is_mistyped or not self._cards else self._cards[0].radio

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._theme = theme
        self._box.setSpacing(theme.px(7))
        self.field.setFixedWidth(theme.px(210))
        for card in (*self._cards, self._other):
            card.apply_theme(theme)

    def show_days(self, days: Sequence[DayFound]) -> None:
        """Other days; nothing is chosen."""
        for card in self._cards:
            self._group.removeButton(card.radio)
            self._box.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._days = days
        self._cards = []
        for number, found in enumerate(days):
            doubt = f"，{found.doubt}" if found.doubt else ""
            words = f"{found.where}写着“{found.words}”{doubt}"
            card = _Card(found.day.isoformat(), words, f"importDay{number + 1}")
            card.apply_theme(self._theme)
            card.radio.toggled.connect(self._on_chosen)
            self._cards.append(card)
            self._group.addButton(card.radio)
            self._box.insertWidget(number, card)
        before = self._before()
        for widget in (*(card.radio for card in self._cards), self._other.radio, self.field):
            QWidget.setTabOrder(before, widget)
            before = widget
        if self._other.radio not in self._group.buttons():
            self._group.addButton(self._other.radio)
        self._group.setExclusive(False)
        self._other.radio.setChecked(False)
        self._group.setExclusive(True)
        self.field.clear()

    def _before(self) -> QWidget:
        """What Tab leaves for the days: new cards are made at the end of the window, and are to be reached in their place."""
        other = self._other.radio
        before = other.previousInFocusChain()
        while before is not None and before is not other:
            if before.focusPolicy() != Qt.FocusPolicy.NoFocus and not self.isAncestorOf(before):
                return before
            before = before.previousInFocusChain()
        return other

    @Slot(bool)
    def _on_chosen(self, is_chosen: bool) -> None:
        if is_chosen:
            self.field.clear()
        self.changed.emit()

    @Slot(bool)
    def _on_other(self, is_chosen: bool) -> None:
        if is_chosen and self._other.radio.hasFocus():
            self.field.setFocus()
        self.changed.emit()

    @Slot(str)
    def _on_text(self, words: str) -> None:
        if words.strip():
            self._other.radio.setChecked(True)
        self.changed.emit()


def day_of(text: str) -> date | None:
    """2027-01-01, 2027.1.1, 2027年1月1日 or 20270101 as a day; None for anything else."""
    digits = "".join(c if c.isdigit() else " " for c in text).split()
    if len(digits) == 1 and len(digits[0]) == 8:
        digits = [digits[0][:4], digits[0][4:6], digits[0][6:]]
    try:
        year, month, day = map(int, digits)
        return date(year, month, day) if year >= _EARLIEST else None
    except ValueError:
        return None
