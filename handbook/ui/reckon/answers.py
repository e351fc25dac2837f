"""One question with its answers as buttons, of which one holds: one stop of Tab, arrows and digits choose."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QWidget

from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox

LABEL = 168
"""Pixels at 100 % of the column of questions."""
LEAST_BESIDE = 440
"""Pixels at 100 % in which the answers still stand beside their question."""
UNLIMITED = 16777215
"""QWIDGETSIZE_MAX, which PySide does not give."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Answer(QPushButton):
    """One answer; the keys that choose another come up."""

    stepped = Signal(int)
    """-1 to the left, 1 to the right."""
    picked = Signal(int)
    """A digit: the number of an answer, from 0."""

    def __init__(self, words: str, question: str) -> None:
        super().__init__(typeset(words))
        self.setObjectName("reckonAnswer")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("role", "answer")
        self.setAccessibleName(f"{question}{words}")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self.picked.emit(key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)


class Answers(QWidget):
    """`chosen` with its name and the number of the answer that somebody takes."""

    chosen = Signal(str, int)

    def __init__(self, name: str, question: str, words: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("reckonQuestion")
        self.setAccessibleName(question)
        self.name = name
        self._theme = Theme()
        self._label = QLabel(typeset(question))
        self._label.setObjectName("reckonLabel")
        self._label.setWordWrap(True)
        self._flow = FlowBox()
        self.buttons = [Answer(one, question) for one in words]
        for number, button in enumerate(self.buttons):
            button.setProperty("number", number)
            button.clicked.connect(self._on_clicked)
            button.stepped.connect(self._on_stepped)
            button.picked.connect(self._take)
            self._flow.add(button)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addWidget(self._flow, 1)
        self.choose(-1)

    @property
    def current(self) -> int:
        """Number of the answer that holds; -1 = none."""
        return next((n for n, button in enumerate(self.buttons) if button.isChecked()), -1)

    def choose(self, number: int) -> None:
        """Let an answer hold without telling; -1 = none."""
        for at, button in enumerate(self.buttons):
            button.setChecked(at == number)
            is_stop = at == max(number, 0)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._theme = theme
        self._line.setSpacing(theme.px(6))
        self._flow.apply_theme(theme)
        self._lay_out()

    def take_focus(self) -> None:
        """The keyboard goes to the answer that holds, else to the first."""
        if self.buttons:
            self.buttons[max(self.current, 0)].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """The answers stand beside the question, or under it where that leaves them too little room."""
        px = self._theme.px
        is_wide = self.width() >= px(LEAST_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if self._line.direction() is not way:
            self._line.setDirection(way)
        self._label.setMinimumSize(px(LABEL) if is_wide else 0, px(32) if is_wide else 0)
        self._label.setMaximumWidth(px(LABEL) if is_wide else UNLIMITED)

    @Slot()
    def _on_clicked(self) -> None:
        self._take(int(self.sender().property("number")))

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        at = next((n for n, button in enumerate(self.buttons) if button.hasFocus()), 0)
        self._take((at + step) % len(self.buttons))

    @Slot(int)
    def _take(self, number: int) -> None:
        if number < len(self.buttons):
            self.choose(number)
            self.buttons[number].setFocus(Qt.FocusReason.TabFocusReason)
            self.chosen.emit(self.name, number)
