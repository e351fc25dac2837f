"""One run on screen: its steps in groups, its outcome, and what can be done with it as a whole."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from handbook.call.applicability import Applicability
from handbook.call.checklist import Checklist
from handbook.call.run import Mark, Run
from handbook.ui.call.outcome_box import OutcomeBox
from handbook.ui.call.step_row import RowState, StepRow
from handbook.ui.theme.theme import Theme

TitleOf = Callable[[str], str]
"""Id of an entry → its title."""


class RunView(QScrollArea):
    """Rows are made once for a checklist and then only change their state."""

    toggled = Signal(str)
    answered = Signal(str, str)
    value_entered = Signal(str, str)
    skip_requested = Signal(str)
    confirm_requested = Signal(str)
    copy_requested = Signal(str)
    """Words for the clipboard."""
    moved_to = Signal(str)
    left_by_key = Signal()
    """Esc: back to the search."""

    def __init__(self, parent: QWidget | None = None, *, body: int = 16) -> None:
        super().__init__(parent)
        self.setObjectName("runView")
        self.setAccessibleName("清单步骤")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._body = body
        self._theme = Theme()
        self._run: Run | None = None
        self._digest = ""
        self._rows: dict[str, StepRow] = {}
        self._groups: list[QLabel] = []
        self._outcome = OutcomeBox()
        self._outcome.copy_requested.connect(self.copy_requested)
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

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        for row in self._rows.values():
            row.apply_theme(theme)
        self._outcome.apply_theme(theme)

    def show_run(self, run: Run, title_of: TitleOf) -> None:
        """Show `run`; the current step is brought into view if it is not."""
        is_same = self._run is not None and self._run.id == run.id and self._digest == run.checklist.digest
        self._run = run
        if not is_same:
            self._digest = run.checklist.digest
            self._build(run.checklist, title_of)
        self._show_states(run)
        self._settle.start()
        self.bring_into_view()

    @Slot()
    def bring_into_view(self) -> None:
        """Scroll as little as needed to show the whole current step."""
        current = self._run.current if self._run is not None else None
        row = self._rows.get(current.id) if current is not None else None
        if row is not None:
            margin = self._theme.px(10)
            top, bottom = row.y() - margin, row.y() + row.height() + margin
            bar = self.verticalScrollBar()
            if bottom > bar.value() + self.viewport().height():
                bar.setValue(bottom - self.viewport().height())
            if top < bar.value():
                bar.setValue(top)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        run = self._run
        if run is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key, current = event.key(), run.current
        if key == Qt.Key.Key_Escape:
            self.left_by_key.emit()
            return True
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if key == Qt.Key.Key_Up else 1)
            return True
        if current is None:
            return False
        if key == Qt.Key.Key_Space:
            self.toggled.emit(current.id)
            return True
        return self._answer_by_digit(key, current.id)

    def _answer_by_digit(self, key: int, step_id: str) -> bool:
        row = self._rows[step_id]
        number = key - Qt.Key.Key_1
        if row.answers is not None and 0 <= number < len(row.answers.labels):
            self.answered.emit(step_id, row.answers.labels[number])
            return True
        if row.value is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row.value.setFocus()
            return True
        return False

    def _move(self, step: int) -> None:
        """Box the next applicable step that way; moving never ticks."""
        run = self._run
        if run is None or not run.applicable:
            return
        ids = [s.id for s in run.applicable]
        at = ids.index(run.current.id) if run.current is not None and run.current.id in ids else -1
        self.moved_to.emit(ids[min(max(at + step, 0), len(ids) - 1)])

    def _build(self, checklist: Checklist, title_of: TitleOf) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(10, 4, 10, 12)
        layout.setSpacing(4)
        self._rows = {}
        group = ""
        for number, step in enumerate(checklist.steps, start=1):
            if step.group and step.group != group:
                group = step.group
                title = QLabel(group)
                title.setObjectName("sectionTitle")
                layout.addWidget(title)
            leads = [title_of(a.entry) if a.entry else "" for a in step.answers]
            row = StepRow(step, number, leads, body=self._body)
            self._wire(row)
            row.apply_theme(self._theme)
            self._rows[step.id] = row
            layout.addWidget(row)
        self._outcome = OutcomeBox()
        self._outcome.copy_requested.connect(self.copy_requested)
        self._outcome.apply_theme(self._theme)
        layout.addWidget(self._outcome)
        layout.addStretch(1)
        self.setWidget(content)

    def _wire(self, row: StepRow) -> None:
        row.toggled.connect(self.toggled)
        row.answered.connect(self.answered)
        row.value_entered.connect(self.value_entered)
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
                    is_current=step_id == current,
                    is_excluded=run.applicability[step_id] is Applicability.EXCLUDED,
                    is_to_confirm=step_id in run.to_confirm,
                    is_open_run=run.is_open,
                )
            )
        self._outcome.show_outcome(
            run.outcome or run.reached_outcome, run.checklist, is_finished=not run.is_open
        )

    @Slot(str)
    def _on_copy(self, step_id: str) -> None:
        self.copy_requested.emit(self._rows[step_id].step.text)
        if self._run is not None and self._run.state(step_id).mark is Mark.OPEN and self._run.is_open:
            self.toggled.emit(step_id)
