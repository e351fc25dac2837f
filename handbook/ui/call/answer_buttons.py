"""The answers of a step as buttons, numbered for the keyboard; the chosen one is filled."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from handbook.model.step import Answer
from handbook.ui.widgets.flow_layout import FlowLayout


class AnswerButtons(QWidget):
    """All answers stay visible whatever was chosen: ticking moves nothing."""

    chosen = Signal(str)
    """Label of the answer."""

    def __init__(
        self,
        answers: Sequence[Answer],
        *,
        leads: Sequence[str],
        is_large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        layout = FlowLayout(self, spacing=6)
        for number, (answer, lead) in enumerate(zip(answers, leads, strict=True), start=1):
            words = f"{number}  {answer.label}" + (" →" if lead else "")
            button = QPushButton(words)
            button.setCheckable(True)
            button.setProperty("role", "answer-large" if is_large else "answer")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip("。".join(t for t in (answer.note, lead) if t))
            button.setAccessibleName(f"回答 {number}:{answer.label}")
            button.setProperty("label", answer.label)
            button.clicked.connect(self._on_clicked)
            self._buttons[answer.label] = button
            layout.addWidget(button)

    @property
    def labels(self) -> list[str]:
        """Labels in order: the first is answered by the key 1."""
        return list(self._buttons)

    def show_chosen(self, label: str, *, is_enabled: bool) -> None:
        """Fill the chosen one; nothing else changes."""
        for name, button in self._buttons.items():
            button.setChecked(name == label)
            button.setEnabled(is_enabled)

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        label = str(button.property("label"))
        self._buttons[label].setChecked(False)  # shown as chosen only when the store has it
        self.chosen.emit(label)
