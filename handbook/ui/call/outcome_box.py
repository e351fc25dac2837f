"""Where a run ends: who is responsible, what happens next, and the sentence to say."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.document.blocks import OutcomeBlock, text_of
from handbook.document.words import (
    END,
    GROUNDS,
    NEXT_STEP,
    OUTCOME,
    RESPONSIBLE,
    STOP_AND_TAKEOVER,
    TIME_LIMIT,
    quoted,
)
from handbook.model.checklist import Checklist
from handbook.model.script import reading_seconds
from handbook.model.typesetting import NO_BREAK, typeset
from handbook.ui.call.caller_form import KEY
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.copied_sign import CopiedSign


class OutcomeBox(QWidget):
    """Stands after the last step, so that showing it moves none of them."""

    copy_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, target: int = 32) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeBox")
        self.setAccessibleName("结论")
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
        self._copied = CopiedSign(self)
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

    def take_room(self, outcomes: Iterable[OutcomeBlock]) -> None:
        """Keep room for the longest of `outcomes`, so that reaching one changes no height."""
        longest = max((len(o.say) + len(o.next_action) + len(_grounds(o)) for o in outcomes), default=60)
        lines = 9 + longest // 14
        self.setMinimumHeight(self._theme.px(lines * 22))

    def show_outcome(
        self,
        outcome: OutcomeBlock | None,
        checklist: Checklist,
        *,
        is_finished: bool,
    ) -> None:
        """Show `outcome`, or what an emergency card ends with, or that it is still open."""
        self._words = outcome.say if outcome else ""
        self._say.setText(typeset(quoted(self._words)))
        self._say.setVisible(bool(self._words))
        self._show_button()
        key = "" if is_finished else f"   按{NO_BREAK}Enter{NO_BREAK}完成"
        if outcome is not None:
            self._title.setText(typeset(f"{'■ ' if is_finished else ''}{OUTCOME}:{outcome.title}{key}"))
            self._facts.setText(_facts(outcome))
        elif checklist.done:
            self._title.setText(typeset(f"{END}:{checklist.done}" if is_finished else STOP_AND_TAKEOVER))
            self._facts.setText(typeset(f"{checklist.stop}\n{checklist.takeover}"))
        else:
            self._title.setText(typeset("■ 清单已结束" if is_finished else f"{OUTCOME}:答完后显示"))
            self._facts.setText("")

    def show_missing(self, fields: Sequence[str], others: int) -> None:
        """Say which of the caller's data the ticket still lacks and the key that leads there, and how much else."""
        parts = [f"{'、'.join(fields)} · {KEY}"] if fields else []
        parts += [f"{'另 ' if fields else ''}{others} 项(见“派单”)"] if others else []
        self._missing.setText(typeset(f"还缺:{';'.join(parts)}") if parts else "")
        self._missing.setVisible(bool(parts))

    def confirm_copied(self) -> None:
        """Say at the button that it was done."""
        self._copied.put_on(self._copy)

    @Slot()
    def _show_button(self) -> None:
        self._copy.setVisible(bool(self._words))
        if not self._copied.isActive():
            self._copy.setText(f"复制 · {reading_seconds(self._words)} 秒")

    @Slot()
    def _on_copy(self) -> None:
        self.copy_requested.emit(self._words)


def _facts(outcome: OutcomeBlock) -> str:
    facts = [
        f"{RESPONSIBLE}:{outcome.responsible}",
        f"{NEXT_STEP}:{outcome.next_action}({outcome.owner})",
    ]
    urgency = [outcome.priority] if outcome.priority else []
    urgency += [f"{TIME_LIMIT} {outcome.promise}"] if outcome.promise else []
    if urgency:
        facts.append(" · ".join(urgency))
    if outcome.grounds:
        facts.append(_grounds(outcome))
    return typeset("\n".join(facts))


def _grounds(outcome: OutcomeBlock) -> str:
    return f"{GROUNDS}:{'、'.join(map(text_of, outcome.grounds))}" if outcome.grounds else ""
