"""One run on screen: its steps in groups, its outcome, and the keys that act on the current step."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from handbook.call.state.applicability import Applicability
from handbook.call.state.dispatch import NEEDED
from handbook.call.state.run import Mark, Run
from handbook.document.pinned_list import ListWords, list_words
from handbook.document.words import quoted
from handbook.keys import key_of
from handbook.model.checklist import Checklist
from handbook.model.kinds import Kind
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.call.immediate_box import ImmediateBox
from handbook.ui.call.outcome_box import OutcomeBox
from handbook.ui.call.step_row import RowSize, RowState, StepRow
from handbook.ui.call.step_words import is_copyable
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.line_field import ENTER

TitleOf = Callable[[str], str]
"""Id of an entry → its title."""
NO_TIMES: Mapping[str, datetime] = {}


class RunView(QScrollArea):
    """Rows are made once for a checklist and then only change their state."""

    toggled = Signal(str)
    answered = Signal(str, str)
    value_entered = Signal(str, str)
    skip_requested = Signal(str)
    confirm_requested = Signal(str)
    copy_requested = Signal(str)
    """Words for the clipboard; whoever copies them calls `confirm_copied`."""
    moved_to = Signal(str)
    hint_raised = Signal(str)
    """Why a key did nothing."""
    objected = Signal(str)
    """Why a value was not taken, or what is asked before it is."""
    finish_requested = Signal()
    """Enter where nothing waits, Ctrl+Enter anywhere."""
    left_by_key = Signal()
    """Esc: back to the search."""

    def __init__(self, parent: QWidget | None = None, *, size: RowSize | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runView")
        self.setAccessibleName("清单步骤")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._size = size or RowSize()
        self._is_large = self._size.target > RowSize().target
        self._theme = Theme()
        self._run: Run | None = None
        self._times = NO_TIMES
        self._shown: tuple[object, str] = ("", "")
        self._first: ImmediateBox | None = None
        self._place: tuple[object, ...] = ()
        self._said = ListWords({}, {})
        self._rows: dict[str, StepRow] = {}
        self._copied: StepRow | OutcomeBox | None = None
        self._outcome = OutcomeBox(target=self._size.target)
        # Heights are known only after Qt has laid the rows out.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self.bring_into_view)

    @property
    def run(self) -> Run | None:
        """The run on screen."""
        return self._run

    @property
    def rows(self) -> Mapping[str, StepRow]:
        """Step id → row."""
        return self._rows

    @property
    def outcome_box(self) -> OutcomeBox:
        """What stands after the last step."""
        return self._outcome

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        for row in self._rows.values():
            row.apply_theme(theme)
        self._outcome.apply_theme(theme)
        if self._run is not None:
            self._outcome.take_room(self._said.outcomes.values())
            self._show_first(self._run.checklist)
            self._space()

    def show_run(
        self, run: Run, title_of: TitleOf, *, owner: object = 0, times: Mapping[str, datetime] = NO_TIMES
    ) -> None:
        """Show `run` of `owner` (the call, so that two calls never share a field); the current step comes into view."""
        is_other = (owner, run.checklist.digest) != self._shown
        self._run = run
        self._times = times
        if is_other:
            self._shown = (owner, run.checklist.digest)
            self._build(run.checklist, title_of)
        self._show_states(run)
        place = (*self._shown, run.current.id if run.current is not None and run.is_open else "")
        if place != self._place:  # else the agent may have scrolled on purpose
            self._place = place
            self._settle.start()
            self.bring_into_view()

    def show_missing(self, names: Sequence[str]) -> None:
        """What the ticket of the call still lacks, told where the list ends."""
        run = self._run
        if run is None:
            return
        outcome = run.outcome or run.reached_outcome
        sends = run.checklist.kind is Kind.EMERGENCY or (outcome is not None and outcome.priority is not None)
        is_given_up = run.end is not None and run.end.is_abandoned
        shown = names if sends and not is_given_up else ()
        fields = [name for name in shown if name in NEEDED]
        self._outcome.show_missing(fields, len(shown) - len(fields))

    def confirm_copied(self) -> None:
        """Say at the button that was pressed last that its words are on the clipboard."""
        if self._copied is not None:
            self._copied.confirm_copied()

    def take_left_over(self) -> list[tuple[str, str]]:
        """Name and words of every value that stands in its field and was not taken; the fields lose it."""
        return [left for row in self._rows.values() if (left := row.take_left_over()) is not None]

    @Slot()
    def bring_into_view(self) -> None:
        """Scroll as little as needed to show the whole current step, or the outcome where none waits."""
        if self._run is None:
            return
        current = self._run.current if self._run.is_open else None
        row = self._rows.get(current.id) if current is not None else self._outcome
        if row is None:
            return
        margin = max(0, min(self._theme.px(10), (self.viewport().height() - row.height()) // 2))
        top, bottom = row.y() - margin, row.y() + row.height() + margin
        bar = self.verticalScrollBar()
        if bottom > bar.value() + self.viewport().height():
            bar.setValue(bottom - self.viewport().height())
        if top < bar.value():
            bar.setValue(top)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size() != event.oldSize():
            self._settle.start()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_keys()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_keys()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if self._run is None or (held and not (key in ENTER and held == Qt.KeyboardModifier.ControlModifier)):
            return False
        if key == Qt.Key.Key_Escape:
            self.left_by_key.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move_far(is_first=key == Qt.Key.Key_Home)
        elif key in ENTER and (held or self._is_done(self._run)):
            if not event.isAutoRepeat():
                self.finish_requested.emit()
        elif event.isAutoRepeat() or self._run.current is None:
            return False  # a key held down acts once
        else:
            return self._act(key, event.text(), self._rows[self._run.current.id])
        return True

    def _act(self, key: int, text: str, row: StepRow) -> bool:
        """One key on the current step: space marks, a digit answers, Enter fills in, - skips, C copies, Backspace clears."""
        step = row.step
        if key == Qt.Key.Key_Space:
            self._take_space(row)
        elif key == Qt.Key.Key_Backspace and row.shown.state.mark is not Mark.OPEN:
            self.toggled.emit(step.id)
        elif key == Qt.Key.Key_Minus:
            self.skip_requested.emit(step.id)
        elif key == Qt.Key.Key_C and is_copyable(step):
            self._on_copy(step.id)
        elif key in ENTER:
            self._take_enter(row)
        elif row.answers is not None and row.answers.label_of(text):
            self._take_answer(row, row.answers.label_of(text))
        elif text.isdecimal() and text.isascii():
            self._take_digit(text, row)
        else:
            return False
        return True

    def _take_space(self, row: StepRow) -> None:
        """Confirm, or tick and untick; an answer or a value is too dear to be lost by one slip."""
        if row.shown.is_to_confirm:
            self.confirm_requested.emit(row.step.id)
        elif row.shown.state.mark in (Mark.ANSWERED, Mark.VERIFIED, Mark.QUESTIONED):
            self.hint_raised.emit("这一步已经答过。改答按数字,填数按 Enter,清空按退格键。")
        else:
            self.toggled.emit(row.step.id)

    def _take_enter(self, row: StepRow) -> None:
        if row.value is not None:
            row.start_value()
        elif row.answers is not None:
            self.hint_raised.emit("这一步按数字选回答。")
        else:
            self.hint_raised.emit(f"做了就按空格打钩;要结束这张清单按 {key_of('finish_list')}。")

    def _is_done(self, run: Run) -> bool:
        """Whether Enter ends the list: nothing waits, and the boxed step has no value to fill in."""
        if run.current is None or not run.is_open:
            return True
        waits = any(run.state(step.id).mark is Mark.OPEN for step in run.applicable)
        return not waits and self._rows[run.current.id].value is None

    def _take_answer(self, row: StepRow, label: str) -> None:
        if row.shown.is_to_confirm and row.shown.state.answer == label:
            self.confirm_requested.emit(row.step.id)
        else:
            self.answered.emit(row.step.id, label)

    def _take_digit(self, digit: str, row: StepRow) -> None:
        """Where only a value is asked for, a digit begins it."""
        if row.value is not None and not row.step.own_answers:
            row.start_value(digit)
        elif row.answers is None:
            self.hint_raised.emit("这一步没有选项:做了就按空格打钩。")

    def _move(self, step: int) -> None:
        """Box the next applicable step that way; moving never ticks."""
        run = self._run
        if run is None or not run.applicable or not run.is_open:
            return
        ids = [s.id for s in run.applicable]
        at = ids.index(run.current.id) if run.current is not None and run.current.id in ids else len(ids)
        self.moved_to.emit(ids[min(max(at + step, 0), len(ids) - 1)])

    def _move_far(self, *, is_first: bool) -> None:
        """Box the first applicable step, or the first one that waits."""
        run = self._run
        if run is None or not run.is_open:
            return
        waiting = [s.id for s in run.applicable if run.state(s.id).mark is Mark.OPEN]
        target = [s.id for s in run.applicable[:1]] if is_first else waiting[:1]
        for step in target:
            self.moved_to.emit(step)

    def _build(self, checklist: Checklist, title_of: TitleOf) -> None:
        content = QWidget()
        layout = self._steps = QVBoxLayout(content)
        self._space()
        self._said = list_words(checklist)
        self._rows = {}
        self._copied = None
        self._first = None
        if checklist.immediate and not self._is_large:  # the emergency view has them above the list
            self._first = ImmediateBox()
            layout.addWidget(self._first)
            self._show_first(checklist)
        group = ""
        for step in checklist.steps:
            if step.group and step.group != group:
                group = step.group
                title = QLabel(typeset(group))
                title.setObjectName("sectionTitle")
                layout.addWidget(title)
            leads = [title_of(a.entry) if a.entry else "" for a in step.answers]
            row = StepRow(step, self._said.rows[step.id], leads, size=self._size)
            self._wire(row)
            row.apply_theme(self._theme)
            self._rows[step.id] = row
            layout.addWidget(row)
        self._outcome = OutcomeBox(target=self._size.target)
        self._outcome.copy_requested.connect(self._on_outcome_copy)
        self._outcome.apply_theme(self._theme)
        self._outcome.take_room(self._said.outcomes.values())
        layout.addWidget(self._outcome)
        layout.addStretch(1)
        self.setWidget(content)
        self.verticalScrollBar().setValue(0)

    def _space(self) -> None:
        """Room around the steps, in the sizes of the text."""
        px = self._theme.px
        self._steps.setContentsMargins(px(10), px(4), px(10), px(12))
        self._steps.setSpacing(px(4))

    def _show_first(self, checklist: Checklist) -> None:
        if self._first is not None:
            lines = [quoted(line.text) if line.kind == "say" else line.text for line in checklist.immediate]
            self._first.show_lines([typeset(line) for line in lines], self._theme, size=18)

    def _wire(self, row: StepRow) -> None:
        row.toggled.connect(self.toggled)
        row.answered.connect(self.answered)
        row.value_entered.connect(self.value_entered)
        row.value_left.connect(self._on_value_left)
        row.objected.connect(self.objected)
        row.skip_requested.connect(self.skip_requested)
        row.confirm_requested.connect(self.confirm_requested)
        row.copy_requested.connect(self._on_copy)
        row.moved_to.connect(self.moved_to)

    def _show_states(self, run: Run) -> None:
        current = run.current.id if run.current is not None and run.is_open else ""
        for step_id, row in self._rows.items():
            row.show_state(
                RowState(
                    state=run.state(step_id),
                    at=self._times.get(step_id),
                    is_current=step_id == current,
                    has_keys=step_id == current and self.hasFocus(),
                    is_excluded=run.applicability[step_id] is Applicability.EXCLUDED,
                    is_to_confirm=_is_to_confirm(run, step_id),
                    is_open_run=run.is_open,
                )
            )
        outcome = run.outcome or run.reached_outcome
        self._outcome.show_outcome(
            self._said.outcomes.get(outcome.id) if outcome else None,
            run.checklist,
            is_finished=not run.is_open,
        )

    def _show_keys(self) -> None:
        if self._run is not None:
            self._show_states(self._run)

    @Slot()
    def _on_value_left(self) -> None:
        self.setFocus()

    @Slot(str)
    def _on_copy(self, step_id: str) -> None:
        self._copied = self._rows[step_id]
        self.copy_requested.emit(self._rows[step_id].step.text)

    @Slot(str)
    def _on_outcome_copy(self, words: str) -> None:
        self._copied = self._outcome
        self.copy_requested.emit(words)


def _is_to_confirm(run: Run, step_id: str) -> bool:
    """After an interruption: killer steps, and the last thing that was done, to be read again."""
    return step_id in run.to_confirm or (run.pause is not None and step_id == run.pause.last_done)
