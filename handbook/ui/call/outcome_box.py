"""Where a run ends: who is responsible, what happens next, and the sentence to say."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.call.checklist import Checklist
from handbook.model.script import reading_seconds
from handbook.model.step import Outcome
from handbook.ui.theme.theme import Theme


class OutcomeBox(QWidget):
    """Stands after the last step, so that showing it moves none of them."""

    copy_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeBox")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel()
        self._facts = QLabel()
        self._say = QLabel()
        self._copy = QPushButton("复制")
        self._words = ""
        for label in (self._title, self._facts, self._say):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setObjectName("outcomeTitle")
        self._say.setObjectName("outcomeSay")
        self._copy.setProperty("role", "small")
        self._copy.clicked.connect(self._on_copy)
        layout = QVBoxLayout(self)
        layout.addWidget(self._title)
        layout.addWidget(self._facts)
        line = QHBoxLayout()
        line.addWidget(self._say, 1)
        line.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(line)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours of `theme`."""
        self._facts.setStyleSheet(f"color: {theme.colours.ink_second};")

    def show_outcome(self, outcome: Outcome | None, checklist: Checklist, *, is_finished: bool) -> None:
        """Show `outcome`, or what an emergency card ends with, or that it is still open."""
        self._words = outcome.say if outcome else ""
        self._say.setText(f"「{self._words}」" if self._words else "")
        self._copy.setVisible(bool(self._words))
        if outcome is not None:
            self._copy.setText(f"复制 · {reading_seconds(outcome.say)} 秒")
            self._title.setText(f"结论:{outcome.title}" + (" ■" if is_finished else ""))
            self._facts.setText(_facts(outcome))
        elif checklist.done:
            self._title.setText(f"■ 本卡完成:{checklist.done}" if is_finished else "什么时候停,谁接管")
            self._facts.setText(f"{checklist.stop}\n{checklist.takeover}")
        else:
            self._title.setText("清单已结束 ■" if is_finished else "结论:答完后显示")
            self._facts.setText("")

    @Slot()
    def _on_copy(self) -> None:
        self.copy_requested.emit(self._words)


def _facts(outcome: Outcome) -> str:
    facts = [
        f"责任:{'、'.join(p.value for p in outcome.responsible)}",
        f"{outcome.next_action}({outcome.owner})",
    ]
    if outcome.priority is not None:
        facts.append(outcome.priority.value)
    if outcome.promise:
        facts.append(f"时限 {outcome.promise}")
    return " · ".join(facts)
