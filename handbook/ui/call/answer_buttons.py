"""The answers of a step as buttons, numbered for the keyboard; the chosen one is filled."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from handbook.model.step import Answer
from handbook.override import override
from handbook.ui.widgets.flow_box import FlowBox

DIGITS = "123456789"
LETTERS = "ABDEFGH"
"""After the digits, or instead of them where a digit begins a value; without C, the key that copies."""
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
NARROWEST = 80


class AnswerButton(QPushButton):
    """A button whose words wrap where there is no room for them in one line."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)  # may be narrower than its words
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)  # and is higher then
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(min(size.width(), NARROWEST), size.height())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        line = super().sizeHint()
        if width >= line.width():
            return line.height()
        around = line.width() - self._words_width()
        room = QRect(0, 0, max(width - around, 10), 10_000)
        wrapped = self.fontMetrics().boundingRect(room, WRAP, self.text()).height()
        return line.height() + wrapped - self.fontMetrics().height()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        around = super().sizeHint().width() - self._words_width()
        if self.width() >= super().sizeHint().width():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect().adjusted(around // 2, 2, -(around // 2), -2), WRAP, self.text())

    def _words_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text())


class AnswerButtons(FlowBox):
    """All answers stay visible whatever was chosen: ticking moves nothing."""

    chosen = Signal(str)
    """Label of the answer."""

    def __init__(
        self,
        answers: Sequence[Answer],
        *,
        leads: Sequence[str],
        is_large: bool = False,
        keys: str = DIGITS + LETTERS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, spacing=6)
        self._buttons: dict[str, AnswerButton] = {}
        self._by_key: dict[str, str] = {}
        for number, (answer, lead) in enumerate(zip(answers, leads, strict=True)):
            key = keys[number : number + 1]
            self._by_key[key] = answer.label
            words = f"{key}  {answer.label}".strip() + (" →" if lead else "")
            button = AnswerButton(words)
            button.setCheckable(True)
            button.setProperty("role", "answer-large" if is_large else "answer")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip("。".join(t for t in (answer.note, lead) if t))
            button.setAccessibleName(f"回答 {key}:{answer.label}")
            button.setProperty("label", answer.label)
            button.clicked.connect(self._on_clicked)
            self._buttons[answer.label] = button
            self.add(button)

    @property
    def labels(self) -> list[str]:
        """Labels in order."""
        return list(self._buttons)

    def label_of(self, key: str) -> str:
        """The label that the key answers; empty where it answers none."""
        return self._by_key.get(key.upper(), "") if key else ""

    def show_chosen(self, label: str, *, is_enabled: bool) -> None:
        """Fill the chosen one; nothing else changes."""
        for name, button in self._buttons.items():
            button.setChecked(name == label)
            button.setEnabled(is_enabled)

    @Slot()
    def _on_clicked(self) -> None:
        """Shown as chosen only when the store has it: until then the buttons say what they said."""
        pressed = self.sender()
        for button in self._buttons.values():
            if button is pressed:
                button.setChecked(not button.isChecked())
        self.chosen.emit(str(pressed.property("label")))
