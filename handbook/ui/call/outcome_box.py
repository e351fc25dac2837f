"""Where a run ends: who is responsible, what happens next, and the sentence to say."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.model.checklist import Checklist
from handbook.model.script import reading_seconds
from handbook.model.step import Outcome
from handbook.render.typography import NO_BREAK, held_together
from handbook.ui.call.caller_form import KEY
from handbook.ui.theme.theme import Theme

COPIED_MS = 1600


class OutcomeBox(QWidget):
    """Stands after the last step, so that showing it moves none of them."""

    copy_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, target: int = 32) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeBox")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self._title = QLabel()
        self._facts = QLabel()
        self._say = QLabel()
        self._missing = QLabel()
        self._copy = QPushButton()
        self._words = ""
        for label in (self._title, self._facts, self._say, self._missing):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setObjectName("outcomeTitle")
        self._say.setObjectName("outcomeSay")
        self._copy.setProperty("role", "large" if target > 32 else "small")
        self._copy.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._copy.clicked.connect(self._on_copy)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(COPIED_MS)
        self._copied.timeout.connect(self._show_button)
        layout = QVBoxLayout(self)
        layout.addWidget(self._title)
        self._missing.setObjectName("outcomeMissing")
        self._missing.hide()
        layout.addWidget(self._missing)
        line = QHBoxLayout()
        line.addWidget(self._say, 1)
        line.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(line)  # what is said to the caller now comes before what is done later
        layout.addWidget(self._facts)
        layout.addStretch(1)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        c, px = theme.colours, theme.px
        self._title.setStyleSheet(f"font-size: {px(16)}px; font-weight: 600;")
        self._facts.setStyleSheet(f"color: {c.ink_second}; font-size: {px(14)}px;")
        self._say.setStyleSheet(f"font-size: {px(16)}px;")
        self._missing.setStyleSheet(f"color: {c.caution}; font-size: {px(16)}px; font-weight: 600;")

    def take_room(self, checklist: Checklist) -> None:
        """Keep room for the longest outcome, so that reaching one changes no height."""
        longest = max((len(o.say) + len(o.next_action) for o in checklist.outcomes), default=60)
        lines = 9 + longest // 14
        self.setMinimumHeight(self._theme.px(lines * 22))

    def show_outcome(
        self,
        outcome: Outcome | None,
        checklist: Checklist,
        *,
        is_finished: bool,
        title_of: Callable[[str], str] = str,
    ) -> None:
        """Show `outcome`, or what an emergency card ends with, or that it is still open."""
        self._words = outcome.say if outcome else ""
        self._say.setText(f"「{held_together(self._words)}」")
        self._say.setVisible(bool(self._words))
        self._show_button()
        key = "" if is_finished else f"   按{NO_BREAK}Enter{NO_BREAK}完成"
        if outcome is not None:
            self._title.setText(f"{'■ ' if is_finished else ''}结论:{outcome.title}{key}")
            self._facts.setText(_facts(outcome, title_of))
        elif checklist.done:
            self._title.setText(f"■ 本卡完成:{checklist.done}" if is_finished else "什么时候停,谁接管")
            self._facts.setText(f"{checklist.stop}\n{checklist.takeover}")
        else:
            self._title.setText("■ 清单已结束" if is_finished else "结论:答完后显示")
            self._facts.setText("")

    def show_missing(self, fields: Sequence[str], others: int) -> None:
        """Say which of the caller's data the ticket still lacks and the key that leads there, and how much else."""
        parts = [f"{'、'.join(fields)} · {KEY}"] if fields else []
        parts += [f"{'另 ' if fields else ''}{others} 项(见“派单”)"] if others else []
        self._missing.setText(held_together(f"还缺:{';'.join(parts)}") if parts else "")
        self._missing.setVisible(bool(parts))

    def confirm_copied(self) -> None:
        """Say at the button that it was done."""
        self._copy.setText("已复制")
        self._copied.start()

    @Slot()
    def _show_button(self) -> None:
        self._copy.setVisible(bool(self._words))
        if not self._copied.isActive():
            self._copy.setText(f"复制 · {reading_seconds(self._words)} 秒")

    @Slot()
    def _on_copy(self) -> None:
        self.copy_requested.emit(self._words)


def _facts(outcome: Outcome, title_of: Callable[[str], str]) -> str:
    facts = [
        f"责任:{'、'.join(p.value for p in outcome.responsible)}",
        f"下一步:{outcome.next_action}({outcome.owner})",
    ]
    urgency = [outcome.priority.value] if outcome.priority is not None else []
    urgency += [f"时限 {outcome.promise}"] if outcome.promise else []
    if urgency:
        facts.append(" · ".join(urgency))
    if outcome.citations:
        facts.append(f"依据:{'、'.join(map(title_of, outcome.citations))}")
    return held_together("\n".join(facts))
