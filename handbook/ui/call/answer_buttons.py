"""The answers of a step as buttons, numbered for the keyboard; the chosen one is filled."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from handbook.model.step import Answer
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox

DIGITS = "123456789"
LETTERS = "ABCDEFGH"
"""After the digits, or instead of them where a digit begins a value."""
_REASON = re.compile(r"(?P<head>[^()]+)\((?P<reason>[^()]+)\)")
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
NARROWEST = 80
"""Pixels at 100 % below which no button is pressed together."""


class AnswerButton(QPushButton):
    """A button whose words wrap where there is no room for them in one line."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._least = NARROWEST
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)  # may be narrower than its words
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)  # and is higher then
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._least = theme.px(NARROWEST)
        self.updateGeometry()

    @override
    def minimumSizeHint(self) -> QSize:
        size = super().minimumSizeHint()
        return QSize(min(size.width(), self._least), size.height())

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


class Head(QLabel):
    """The words that the answers share; as high as a button, so that they stand on one line."""

    @override
    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        box = self.parentWidget()
        button = box.findChild(AnswerButton) if box is not None else None
        return size if button is None else size.expandedTo(QSize(0, button.sizeHint().height()))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


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
        is_short: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._buttons: dict[str, AnswerButton] = {}
        self._by_key: dict[str, str] = {}
        head, shorts = _parted(answers) if is_short else ("", [answer.label for answer in answers])
        if head:
            self.add(Head(typeset(f"{head}:")))
        for number, (answer, lead, short) in enumerate(zip(answers, leads, shorts, strict=True)):
            key = keys[number : number + 1]
            self._by_key[key] = answer.label
            words = f"{key}  {short}".strip() + (" →" if lead else "")
            button = AnswerButton(typeset(words))
            button.setCheckable(True)
            button.setProperty("role", "answer-large" if is_large else "answer")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip("。".join(t for t in (answer.note, lead) if t))
            button.setAccessibleName(f"回答 {key}:{answer.label}")
            button.setProperty("label", answer.label)
            button.clicked.connect(self._on_clicked)
            self._buttons[answer.label] = button
            self.add(button)

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        for button in self._buttons.values():
            button.apply_theme(theme)

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


def _parted(answers: Sequence[Answer]) -> tuple[str, list[str]]:
    """“量不了(没有温度计)” and its like as the words they share and what differs; else no such words."""
    found = [_REASON.fullmatch(answer.label) for answer in answers]
    heads = {match["head"] if match else "" for match in found}
    if len(heads) != 1 or "" in heads:
        return "", [answer.label for answer in answers]
    return heads.pop(), [match["reason"] for match in found if match]
