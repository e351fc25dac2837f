"""A row of choices of which one holds: one stop of Tab, arrows and digits choose.

The buttons are made once, for as many choices as there may be: one made later would stand last in the order of Tab.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import ENTER

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Choice(QPushButton):
    """One of a row; which key was pressed on it comes up."""

    stepped = Signal(int)
    """-1 to the left, 1 to the right."""
    picked = Signal(int)
    """A digit: the number of a choice, from 0."""
    entered = Signal()
    """Enter: on to the next field."""

    def __init__(self, words: str, role: str) -> None:
        super().__init__(words)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("role", role)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.picked.emit(key - Qt.Key.Key_1)
        elif key in ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class Choices(QWidget):
    """`chosen` with the number of a choice when somebody takes it; `joined` ones stand without room between them."""

    chosen = Signal(int)
    entered = Signal()

    def __init__(self, name: str, most: int, *, is_joined: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name = name
        self._is_joined = is_joined
        self._words: list[str] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._on_clicked)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self._all = [self._made(number, most) for number in range(most)]
        if not is_joined:
            self.row.addStretch(0)

    def _made(self, number: int, most: int) -> Choice:
        button = Choice("", "joined" if self._is_joined else "choice")
        if self._is_joined:
            button.setProperty("place", {0: "first", most - 1: "last"}.get(number, ""))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._group.addButton(button, number)
        self.row.addWidget(button, 1 if self._is_joined else 0)
        button.stepped.connect(self._on_stepped)
        button.picked.connect(self._on_picked)
        button.entered.connect(self.entered)
        return button

    @property
    def buttons(self) -> list[Choice]:
        """Those that stand for a choice now."""
        return self._all[: len(self._words)]

    @property
    def current(self) -> int:
        """Number of the choice that holds; -1 = none."""
        return self._group.checkedId()

    def show_choices(self, words: Sequence[str], current: int = -1) -> None:
        """Other choices, as many as there may be at most."""
        if list(words) != self._words:
            self._words = list(words)
            for number, button in enumerate(self._all):
                is_used = number < len(words)
                button.setVisible(is_used)
                button.setText(words[number] if is_used else "")
                button.setAccessibleName(f"{self._name}：{words[number]}" if is_used else "")
        self.choose(current)

    def choose(self, number: int) -> None:
        """Let a choice hold without telling; -1 = none."""
        self._group.setExclusive(False)
        for at, button in enumerate(self.buttons):
            button.setChecked(at == number)
        self._group.setExclusive(True)
        self._let_tab_stop()

    def put_in(self, widget: QWidget, number: int) -> None:
        """Let `widget` stand in front of a choice, wide as there is room."""
        before = self.row.indexOf(self._all[number])
        if self.row.indexOf(widget) != before - 1 or before == 0:
            self.row.removeWidget(widget)
            self.row.insertWidget(self.row.indexOf(self._all[number]), widget, 1)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self.row.setSpacing(0 if self._is_joined else theme.px(8))

    def take_focus(self) -> None:
        """The keyboard goes to the choice that holds, else to the first."""
        if self.buttons:
            self.buttons[max(self.current, 0)].setFocus(Qt.FocusReason.TabFocusReason)

    def _let_tab_stop(self) -> None:
        stop = max(self.current, 0)
        for number, button in enumerate(self.buttons):
            strong = Qt.FocusPolicy.StrongFocus if number == stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(strong)

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        at = next((n for n, button in enumerate(self.buttons) if button.hasFocus()), 0)
        self._take((at + step) % len(self.buttons) if self.current >= 0 else at)

    @Slot(int)
    def _on_picked(self, number: int) -> None:
        if number < len(self.buttons):
            self._take(number)

    def _take(self, number: int) -> None:
        self.choose(number)
        self.buttons[number].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(number)

    @Slot(int)
    def _on_clicked(self, number: int) -> None:
        self._let_tab_stop()
        self.chosen.emit(number)
