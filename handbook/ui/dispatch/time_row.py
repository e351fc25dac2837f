"""A time to choose: some that are near at hand, another one that is typed, or that nobody can tell."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from handbook.bulletin.form import TimeChosen
from handbook.override import override
from handbook.ui.dispatch.choices import Choices
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import LineField

OTHER = "别的时间"
UNKNOWN = "说不准"
_MOST = 5
"""Choices of a row: three near at hand, another one, nobody can tell."""


class TimeRow(QWidget):
    """While another time is typed its field stands in the place of the word 别的时间, so that the row keeps its place."""

    changed = Signal()
    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._offers: Sequence[tuple[str, TimeChosen]] = ()
        self._chosen = TimeChosen()
        self.choices = Choices(name, _MOST)
        self.field = LineField(is_inner=True)
        self.field.setObjectName("dispatchTime")
        self.field.setAccessibleName(f"{name}：别的时间，如 18:30、明天 9:00")
        self.field.setPlaceholderText("如 18:30")
        self.field.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.choices, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choices.chosen.connect(self._on_chosen)
        self.choices.entered.connect(self.entered)
        self.field.textChanged.connect(self._on_typed)
        self.field.entered.connect(self.entered)
        self.field.escaped.connect(self._on_escaped)
        self.show_offers((), may_be_unknown=False)

    @property
    def chosen(self) -> TimeChosen:
        """The time as it was chosen."""
        return self._chosen

    def show_offers(self, offers: Sequence[tuple[str, TimeChosen]], *, may_be_unknown: bool) -> None:
        """Other times near at hand; what was chosen stays."""
        ends = [(OTHER, TimeChosen(is_typing=True))]
        if may_be_unknown:
            ends.append((UNKNOWN, TimeChosen(is_unknown=True)))
        self._offers = (*offers, *ends)
        self._show()

    def show_time(self, chosen: TimeChosen) -> None:
        """Another time was chosen elsewhere."""
        self._chosen = chosen
        if self.field.text() != chosen.typed:
            self.field.setText(chosen.typed)
        self._show()

    def is_offered(self, chosen: TimeChosen) -> bool:
        """Whether it is one of those near at hand."""
        return any(offer == chosen for _, offer in self._offers)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self.choices.apply_theme(theme)
        self._row.setSpacing(theme.px(8))
        self.field.setMinimumWidth(theme.px(110))

    def take_focus(self) -> None:
        """The keyboard goes to what is typed, else to the choices."""
        if self._chosen.is_typing:
            self.field.setFocus()
        else:
            self.choices.take_focus()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.take_focus()

    def _show(self) -> None:
        words = [words for words, _ in self._offers]
        self.choices.show_choices(words, self._number())
        self.choices.put_in(self.field, words.index(OTHER))
        self._let_type(is_typing=self._chosen.is_typing)

    def _let_type(self, *, is_typing: bool) -> None:
        self.field.setVisible(is_typing)
        self.choices.buttons[[words for words, _ in self._offers].index(OTHER)].setVisible(not is_typing)

    def _number(self) -> int:
        plain = replace(self._chosen, typed="")
        return next((n for n, (_, offer) in enumerate(self._offers) if offer == plain), -1)

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        offer = self._offers[number][1]
        self._chosen = replace(offer, typed=self.field.text()) if offer.is_typing else offer
        self._let_type(is_typing=offer.is_typing)
        if offer.is_typing:
            self.field.setFocus()
        self.changed.emit()

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        if self._chosen.is_typing and self._chosen.typed != text:
            self._chosen = replace(self._chosen, typed=text)
            self.changed.emit()

    @Slot()
    def _on_escaped(self) -> None:
        """Back to the times at hand."""
        self.field.clear()
        self._chosen = TimeChosen()
        self._let_type(is_typing=False)
        self.choices.choose(-1)
        self.choices.take_focus()
        self.changed.emit()
