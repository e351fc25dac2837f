"""One run on screen: the stage with the current step, the outline with every step, and the keys that act on the step."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from handbook.call.state.activation_guard import ActivationGuard
from handbook.call.state.applicability import Applicability
from handbook.call.state.clock import SystemClock
from handbook.call.state.dispatch import NEEDED
from handbook.call.state.run import Mark, Run
from handbook.document.pinned_list import ListWords, list_words
from handbook.document.words import NOT_APPLICABLE, OUTCOME
from handbook.keys import key_of
from handbook.model.checklist import Checklist
from handbook.model.kinds import Kind, StepKind
from handbook.model.step import Step
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.call.card_end import card_facts, card_priority
from handbook.ui.call.fold_line import FOLD_KEY
from handbook.ui.call.immediate_box import ImmediateBox, boxed
from handbook.ui.call.outcome_box import OutcomeBox
from handbook.ui.call.outline import OutlineView
from handbook.ui.call.outline_rows import outline_rows
from handbook.ui.call.row_size import RowSize
from handbook.ui.call.run_context import ContextOf, RunContext, no_context
from handbook.ui.call.stage import Stage
from handbook.ui.call.step_stage import Shown, StepStage, copyable_of
from handbook.ui.call.step_words import answer_words, words_of
from handbook.ui.theme.theme import PLAIN, Theme, smaller
from handbook.ui.widgets.line_field import ENTER

TitleOf = Callable[[str], str]
"""Id of an entry → its title."""
NO_TIMES: Mapping[str, datetime] = {}
FILLED_MS = 120
"""So long a pressed answer is seen filled in its place before the next step comes."""
ROOMY_ROWS = 9
"""So many rows are wanted; labels of answers are set in less room before there are fewer."""
LEAST_ROWS = 5
"""With fewer rows of the desk the outline is one line that opens by a key."""
OUTCOME_ROWS = 3
"""So many rows the outcome leaves to the outline."""
OUTLINE_KEY = "L"
LEAST_HEIGHT = 76
SIDE = 12
"""Pixels at 100 % beside the stage."""
ABOVE, BELOW = 6, 10


def _outline_line(parent: QWidget) -> QPushButton:
    """The outline as one line that opens it."""
    line = QPushButton(parent)
    line.setObjectName("runOutlineLine")
    line.setAccessibleName("全部步骤")
    line.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    line.hide()
    return line


def _walked(run: Run) -> str:
    """How a list was gone through: 12 步走完,跳过 1."""
    done, total = run.progress
    skipped = sum(run.state(step.id).mark is Mark.SKIPPED for step in run.counted)
    words = f"{total} 步走完" if done + skipped == total else f"{total} 步,做了 {done}"
    return f"{words},跳过 {skipped}" if skipped else words


class RunView(QWidget):
    """Stage and outline are made once for a checklist and then only change their state; they never trade places."""

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
    line_toggled = Signal(str)
    """A sentence that is no step (`outcome_line`) was said, or was not after all."""
    other_outcome_requested = Signal()
    """The list is to end at another outcome."""
    field_wanted = Signal(object)
    """CallerField that the step on the stage asks for."""
    undo_requested = Signal()
    entry_requested = Signal(str)
    """Id of an entry that the outcome rests on."""
    reckon_requested = Signal(str)
    """What the outcome is about is to be worked out."""
    left_by_key = Signal()
    """Esc: back to the search."""
    fold_requested = Signal()
    """What is folded above the list is to be opened, or folded again."""
    rows_fit = Signal(int)
    """How many rows of the outline have room; under nine whatever can fold above should."""
    placed = Signal()
    """Stage and outline stand where they stand now."""

    def __init__(self, parent: QWidget | None = None, *, size: RowSize | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runView")
        self.setAccessibleName("清单步骤")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.guard = ActivationGuard(SystemClock())
        """Two activations by pointer, or by the same key, within its window count once."""
        self._size = size or RowSize()
        self._is_large = self._size.target > RowSize().target
        self._side = 0 if self._is_large else SIDE  # the boxed lines above a card have the same edges
        self._given = Theme()
        self._theme = Theme()
        """As given; its letters smaller where question and answers would not stand whole."""
        self._fitted: tuple[object, ...] = ()
        """List, place and look for which the letters were fitted."""
        self._run: Run | None = None
        self._times = NO_TIMES
        self.context_of: ContextOf = no_context
        """What the call around the list says of it; whoever has the calls tells."""
        self._context = RunContext()
        self._list: tuple[object, str] = ("", "")
        self._place: tuple[object, ...] = ()
        self._said = ListWords({}, {})
        self._steps: dict[str, StepStage] = {}
        self._looked = ""
        """A row that is looked at though nothing can be done in it."""
        self._acted = ""
        """The step in which something was done on the stage just now."""
        self._copied: str = ""
        self._rows_fit = -1
        self._kept: tuple[object, int] = (None, 0)
        self._is_unfolded = False
        self._has_line = False
        self._seen = QSize()
        """Size in which it was seen last."""
        """Whether the outline, or the rest of it, opens by a line and a key."""
        self.can_unfold = False
        """Whether something is folded above that the key opens."""
        self._first: ImmediateBox | None = None
        self.stage = Stage(self._size, self)
        self.outline = OutlineView(self._size, self)
        self.outcome_box = OutcomeBox(self._size, self.stage.holder)
        self.stage.take_in([self.outcome_box])
        self.outcome_box.hide()
        self._line = _outline_line(self)
        self._filled = QTimer(self)
        self._filled.setSingleShot(True)
        self._filled.setInterval(FILLED_MS)
        self._wire()

    @property
    def run(self) -> Run | None:
        """The run on screen."""
        return self._run

    def rows_in(self, height: int) -> int:
        """How many rows of the outline have room beneath the tallest step where the list is that high.

        0 where the letters had to become smaller for that step.
        """
        if self._theme.scale != self._given.scale:
            return 0
        px, row = self._theme.px, self.outline.row_height
        inner, first = self.width() - 2 * px(self._side), self._first_height()
        rows = self._rows(inner, height - first, row)
        self._rows(
            inner, self.height() - first, row
        )  # counting for another height arranged the answers for it
        return rows

    def lacking_height(self) -> int:
        """Pixels by which the view is too low for question and answers of the tallest step; 0 or less where all stand whole."""
        width = self.width() - 2 * self._theme.px(self._side)
        around = self._first_height() + self._theme.px(ABOVE) + self._theme.px(2)
        return around + self.stage.bare_height(width, list(self._steps.values())) - self.height()

    @property
    def is_filling(self) -> bool:
        """Whether a pressed answer is seen filled, and the next step comes in a moment."""
        return self._filled.isActive()

    @property
    def steps(self) -> Mapping[str, StepStage]:
        """Step id → what the stage shows of it."""
        return self._steps

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._given = theme
        self._use(theme)
        self._lay_out()

    def _use(self, theme: Theme) -> None:
        self._theme = theme
        self.stage.apply_theme(theme)
        self.outline.apply_theme(theme)
        self.outcome_box.apply_theme(theme)
        for content in self._steps.values():
            content.apply_theme(theme)
        if self._run is not None:
            self._show_first(self._run.checklist)

    def show_run(
        self,
        run: Run,
        title_of: TitleOf,
        *,
        owner: object = 0,
        times: Mapping[str, datetime] = NO_TIMES,
    ) -> None:
        """Show `run` of `owner` (the call, so that two calls never share a field); the current step is on the stage.

        `times`: step id → when it was done.
        """
        shown = (owner, run.checklist.digest)
        is_other = shown != self._list
        if is_other:
            self._list = shown
            self._build(run.checklist, title_of)
        if run != self._run:
            self._looked = ""
        before, self._run, self._times = self._run, run, times
        self._context = self.context_of(run)
        for step in self._context.carried if is_other else ():  # room is kept for what is asked again
            self._steps[step].show_state(self._shown_of(run, step))
        if not is_other and self._stays_filled(run):
            self._filled.start()
        else:
            self._filled.stop()
        self._acted = ""
        self._show()
        self._tell(before if not is_other else None, run)
        place = (*self._list, self._target())
        if place != self._place:  # else the agent may have scrolled on purpose
            self._place = place
            self.bring_into_view()

    def show_missing(self, names: Sequence[str]) -> None:
        """What the ticket of the call still lacks, told where the list ends."""
        run = self._run
        if run is None:
            return
        outcome = run.came_to
        sends = run.checklist.kind is Kind.EMERGENCY or (outcome is not None and outcome.priority is not None)
        is_given_up = run.end is not None and run.end.is_abandoned
        shown = names if sends and not is_given_up else ()
        fields = [name for name in shown if name in NEEDED]
        self.outcome_box.show_missing(fields, len(shown) - len(fields))
        self._lay_out()

    def confirm_copied(self) -> None:
        """Say at the sentence that was copied last that it is on the clipboard."""
        if self._copied == OUTCOME:
            self.outcome_box.say_copied()
        for content in self._steps.values():
            for say in content.says:
                if say.step.id == self._copied:
                    say.copy.say_copied()

    def take_left_over(self) -> list[tuple[str, str]]:
        """Name and words of every value that stands in its field and was not taken; the fields lose it."""
        lines = [content.value for content in self._steps.values() if content.value is not None]
        return [left for line in lines if (left := line.take_left_over()) is not None]

    @Slot()
    def bring_into_view(self) -> None:
        """Scroll the outline by whole rows, where its current row or those after it are not seen."""
        run = self._run
        if run is not None and (step := self._target() or run.checklist.steps[-1].id):
            self.outline.follow(step)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(80), PLAIN.px(LEAST_HEIGHT))  # phase 1 of a card comes first

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        if self.isVisible() and event.size() != self._seen:  # else it was only covered meanwhile
            self._seen = event.size()
            self.bring_into_view()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # letters have their size only when they are shown
            self._lay_out()
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._run is not None and self.outline.isVisible():
            painter = QPainter(self)
            top = self.outline.y() - 1
            painter.fillRect(0, top, self.width(), 1, QColor(self._theme.colours.line))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def _wire(self) -> None:
        self.stage.undo_requested.connect(self.undo_requested)
        self.stage.skip_requested.connect(self._on_skip)
        self.stage.confirm_requested.connect(self._on_confirm)
        self.stage.clear_requested.connect(self._on_clear)
        self.stage.copy_requested.connect(self._on_copy_shown)
        self.stage.finish_requested.connect(self.finish_requested)
        self.stage.other_requested.connect(self.other_outcome_requested)
        self.outline.step_chosen.connect(self._on_chosen)
        self._line.clicked.connect(self._unfold)
        self.stage.head.every.triggered.connect(self._unfold)
        self._filled.timeout.connect(self._show)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    # What is shown

    def _build(self, checklist: Checklist, title_of: TitleOf) -> None:
        self._filled.stop()
        self._keep_keyboard()
        self._said = list_words(checklist)
        self._steps = {}
        self._looked = self._acted = self._copied = ""
        self._is_unfolded = False
        self._rows_fit = -1
        if self._first is not None:
            self._first.deleteLater()
            self._first = None
        if checklist.immediate and not self._is_large:  # the emergency view has them above the list
            self._first = ImmediateBox(self)
            self._show_first(checklist)
            self._first.show()
        before: list[Step] = []
        for step in checklist.steps:
            titles = [title_of(answer.entry) if answer.entry else "" for answer in step.answers]
            is_host = step.kind.can_be_ticked and step.kind is not StepKind.SAY
            leads = before if is_host else []
            self._steps[step.id] = content = StepStage(
                step, leads, self._said.rows, titles, self._size, self.stage.holder
            )
            content.hide()
            self._connect(content)
            if (
                is_host and step.held_facts
            ):  # it may be done by what the call knows: then they go on to the next step
                before = [lead for lead in before if lead.kind is StepKind.SAY and not lead.killer]
            else:
                before = [] if is_host else [*before, step]
        self.outcome_box = OutcomeBox(self._size, self.stage.holder)
        self.outcome_box.hide()
        self.outcome_box.toggled.connect(self._on_line_toggled)
        self.outcome_box.copy_requested.connect(self._on_outcome_copy)
        self.outcome_box.entry_requested.connect(self.entry_requested)
        self.outcome_box.reckon_requested.connect(self.reckon_requested)
        self.stage.take_in([*self._steps.values(), self.outcome_box])
        for content in self._steps.values():
            content.apply_theme(self._theme)
        self.outcome_box.apply_theme(self._theme)

    def _connect(self, content: StepStage) -> None:
        content.toggled.connect(self.toggled)
        content.done_pressed.connect(self._on_done)
        content.answered.connect(self._on_answered)
        content.value_entered.connect(self._on_value)
        content.value_left.connect(self._on_value_left)
        content.objected.connect(self.objected)
        content.copy_requested.connect(self._on_copy)
        content.field_wanted.connect(self.field_wanted)

    def _chain_keys(self, content: StepStage | OutcomeBox) -> None:
        """The tab key goes in visual order: the stage from the top, then the outline's line. Costly, so for what is shown alone."""
        head = self.stage.head
        chain: list[QWidget] = [self, head.undo, head.act, head.more, *content.parts()]
        for one, other in pairwise([*chain, self.stage.other, self.stage.finish, self._line]):
            QWidget.setTabOrder(one, other)

    def _show_first(self, checklist: Checklist) -> None:
        if self._first is not None:
            self._first.show_lines(boxed(checklist.immediate), self._theme, size=16)

    def _target(self) -> str:
        """Id of the step that belongs on the stage; empty at the outcome."""
        run = self._run
        if run is None:
            return ""
        if self._looked:
            return self._looked
        return run.current.id if run.current is not None and run.is_open else ""

    def _stays_filled(self, run: Run) -> bool:
        """Whether what was pressed is to be seen filled before the next step comes."""
        shown = self.stage.step
        is_pressed = shown is not None and shown.step.id == self._acted and self.isVisible()
        if not is_pressed or shown is None or not run.state(shown.step.id).is_done:
            return False
        return run.current is None or run.current.id != shown.step.id

    @Slot()
    def _show(self) -> None:
        run = self._run
        if run is None:
            return
        target = self._target()
        for step_id in {target, self._shown_id()} - {""}:
            self._steps[step_id].show_state(self._shown_of(run, step_id))
        outcome = run.came_to
        self.outcome_box.show_outcome(
            self._said.outcomes.get(outcome.id) if outcome else None,
            run.checklist,
            is_finished=not run.is_open,
            told=self._context.told,
            unsaid=run.unsaid,
            priority=card_priority(run),
            card=list(card_facts(run, self._times)) if run.checklist.card_outcomes else (),
            reckoned=self._context.reckoned,
        )
        if not self._filled.isActive():
            self._put_on_stage(target)
        self._show_head(run)
        carried = self._context.carried
        rows = outline_rows(run, self._said.rows, self._times, shown=target, carried=carried)
        self.outline.show_rows(rows)
        self._lay_out()

    def _keep_keyboard(self) -> None:
        """The keyboard is never left on what is hidden now."""
        focused, content = QApplication.focusWidget(), self.stage.content
        if focused is not None and content is not None and content.isAncestorOf(focused):
            self.setFocus()

    def _put_on_stage(self, target: str) -> None:
        content = self._steps[target] if target else self.outcome_box
        if content is not self.stage.content:
            self._keep_keyboard()
            self._chain_keys(content)
        self.stage.show_content(content)
        can_finish = content is self.outcome_box and self._run is not None and self._run.is_open
        outcomes = self._run.checklist.outcomes if self._run is not None else ()
        self.stage.show_finish(can_finish=can_finish, can_choose=can_finish and len(outcomes) > 1)

    def _shown_id(self) -> str:
        return self.stage.step.step.id if self.stage.step is not None else ""

    def _shown_of(self, run: Run, step_id: str) -> Shown:
        step = run.checklist.step_by_id[step_id]
        applies = run.applicability[step_id] is not Applicability.EXCLUDED
        leads = [
            lead.step.id
            for lead in self._steps[step_id].leads
            if run.applies(lead.step.id)
            and (lead.step.kind is not StepKind.SAY or run.attached.get(lead.step.id) == step_id)
        ]
        return Shown(
            run.states,
            self._times,
            frozenset(leads) if applies else frozenset(),
            can_act=run.is_open and applies and step.kind.can_be_ticked,
            is_to_confirm=run.is_to_confirm(step_id),
            known=run.known,
            carriage=self._context.carried.get(step_id),
        )

    def _show_head(self, run: Run) -> None:
        content = self.stage.step
        if content is None:
            self.stage.head.show_place(
                _walked(run),
                is_killer=False,
                can_skip=False,
                is_confirming=False,
                can_copy=bool(self.outcome_box.say.text()),
            )
            return
        step, shown = content.step, content.shown
        place, short = run.place_of(step.id), ""
        if run.applicability[step.id] is Applicability.EXCLUDED:
            words = NOT_APPLICABLE
        elif place:
            words = f"{run.place_words(step.id)},共 {len(run.counted)} 步"
            short = f"{place}/{len(run.counted)}"
        else:
            words = ""
        is_open = run.state(step.id).mark is Mark.OPEN
        self.stage.head.show_place(
            words,
            short=short,
            is_killer=step.killer,
            can_skip=shown.can_act and is_open,
            is_confirming=shown.can_act and shown.is_to_confirm,
            can_copy=bool(copyable_of(content)),
        )

    def _tell(self, before: Run | None, run: Run) -> None:
        """Say aloud what was noted, and what is asked now."""
        told: list[str] = []
        if before is not None:
            for step in run.checklist.steps:
                state = run.state(step.id)
                if state != before.state(step.id):
                    told.append(f"{answer_words(step, state) or state.mark.value}")
        target = self._target()
        if target and (before is None or (*self._list, target) != self._place):
            place = run.place_words(target)
            told.append(f"{place}{':' if place else ''}{words_of(self._said.rows[target])}")
        elif not target and (*self._list, "") != self._place:
            told.append(OUTCOME)
        announce(self, "。".join(told))

    def _line_words(self, run: Run, width: int) -> str:
        """The fullest words that fit."""
        act = f"{'收起' if self._is_unfolded else '看每一步'}  {OUTLINE_KEY}"
        full, metrics = typeset(f"{_walked(run)} · {act}"), self._line.fontMetrics()
        self._line.setAccessibleName(full)
        return full if metrics.horizontalAdvance(full) + self._theme.px(30) <= width else act

    # Where it stands

    def _lay_out(self) -> None:
        """Everything at its place, in letters with which question and answers stand whole."""
        place = (*self._list, self.width(), self.height(), self._given)
        if place != self._fitted and not self._is_large:  # over a card the whole view has one size
            self._fitted = place
            if self._theme is not self._given:
                self._use(self._given)
            self._arrange()
            while (lacks := self.lacking_height()) > 0 and self._theme.scale > 1 and self._steps:
                self._use(smaller(self._theme, self.height(), lacks))
                self._arrange()
        self._arrange()
        if (
            self.stage.is_cut and self._theme.scale > 1 and not self._is_large
        ):  # a step has more to say by now
            self._use(smaller(self._theme, self.height(), lacks=0))
            self._arrange()

    def _arrange(self) -> None:
        """Stage at its fixed place, outline beneath the place kept for the tallest step, in whole rows."""
        run = self._run
        if run is None:
            return
        px, width, top = self._theme.px, self.width(), self._first_height()
        if self._first is not None:
            self._first.setGeometry(px(self._side), px(ABOVE), width - 2 * px(self._side), top - px(ABOVE))
        column, row = self.height() - top, self.outline.row_height
        inner = width - 2 * px(self._side)
        kept = self._kept_height(inner, column, row)
        rows = self._rows(inner, column, row)
        is_line = rows < self._least_rows
        is_end = self.stage.step is None and not self._filled.isActive()
        line = px(max(34, self._size.target)) if is_line or is_end else 0
        if is_end and not is_line:  # the outcome may shorten the outline, and goes before it
            needed = self.stage.height_for(inner, room=column)
            most = column - px(ABOVE) - line - px(BELOW) - OUTCOME_ROWS * row
            is_line = needed > most
            kept = max(kept - line, needed)
        self._has_line = is_line or is_end
        if is_line:
            kept = column - px(ABOVE) - line - px(6)
            if not self._is_unfolded and self.stage.height_for(inner, room=column) > kept:
                line, kept = (
                    0,
                    column - px(ABOVE) - px(2),
                )  # the key and the menu of the stage still open the outline
        self.stage.setGeometry(
            px(self._side), top + px(ABOVE), inner, self.stage.height_for(inner, room=kept)
        )
        self.stage.lay_out()
        self._line.setVisible(line > 0)
        self.stage.head.every.setVisible(self._has_line)
        beneath = top + px(ABOVE) + kept + px(4)
        at = self.height() - line - px(2) if is_line or self._is_unfolded else beneath
        self._line.setGeometry(px(self._side), at, inner, line)
        self._line.setText(self._line_words(run, inner))
        self._lay_outline(top, kept + line, row, is_line=is_line)
        self.placed.emit()
        if rows != self._rows_fit:
            self._rows_fit = rows
            self.rows_fit.emit(rows)

    @property
    def _least_rows(self) -> int:
        """Rows that take the height of the least at the desk: those of a card are taller, and a void tells nothing."""
        return -(-LEAST_ROWS * RowSize().row // self._size.row)

    def _first_height(self) -> int:
        """Height of what is said first, with the white above it."""
        if self._first is None:
            return 0
        px = self._theme.px
        return max(self._first.heightForWidth(self.width() - 2 * px(self._side)), 0) + px(ABOVE)

    def _rows(self, inner: int, column: int, row: int) -> int:
        around = self._theme.px(ABOVE) + self._theme.px(BELOW)
        return max(column - around - self._kept_height(inner, column, row), 0) // row

    def _kept_height(self, width: int, column: int, row: int) -> int:
        """The place of the tallest step: counted once for a list, its place and its look."""
        key = (*self._list, width, column, self._theme)
        if key != self._kept[0]:
            around = self._theme.px(ABOVE + BELOW)
            enough, needed = ROOMY_ROWS * row + around, self._least_rows * row + around
            steps = list(self._steps.values())
            kept = self.stage.kept_height(width, column, steps, enough=enough, needed=needed)
            self._kept = (key, kept)
        return self._kept[1]

    def _lay_outline(self, top: int, kept: int, row: int, *, is_line: bool) -> None:
        px, width = self._theme.px, self.width()
        if self._is_unfolded and self._has_line:
            rows = max(self._line.y() - top, 0) // row
            self.outline.setStyleSheet(f"#runOutline {{ background: {self._theme.colours.panel}; }}")
            self.outline.setGeometry(0, self._line.y() - rows * row, width, rows * row)
            self.outline.raise_()
        else:
            y = top + px(ABOVE) + kept + px(BELOW)
            if self.outline.styleSheet():
                self.outline.setStyleSheet("")
            self.outline.setGeometry(0, y, width, max(self.height() - y, 0) // row * row)
        self.outline.setVisible(not is_line or self._is_unfolded)
        self.update()

    @Slot()
    def _unfold(self) -> None:
        """Open or close the outline where it is one line."""
        if self._has_line:
            self._is_unfolded = not self._is_unfolded
            self._show()
            self.bring_into_view()

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        has_keys = new is not None and (new is self or self.isAncestorOf(new))
        self.stage.show_keys(has_keys=has_keys)

    # Keys

    def _take_key(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if self._run is None or (held and not (key in ENTER and held == Qt.KeyboardModifier.ControlModifier)):
            return False
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move_far(is_first=key == Qt.Key.Key_Home)
        elif self._opens(event.text().upper()):
            pass
        elif key in ENTER and (held or self._is_done(self._run)):
            if not event.isAutoRepeat():
                self.finish_requested.emit()
        elif event.isAutoRepeat():
            return False  # a key held down acts once
        elif self.stage.content is self.outcome_box and not self._filled.isActive():
            return self._act_at_outcome(key)
        elif self._run.current is None:
            return False
        else:
            if self._filled.isActive():  # what is acted on must be seen
                self._filled.stop()
                self._show()
            return self._act(key, event.text(), self._steps[self._target() or self._run.current.id])
        return True

    def _opens(self, key: str) -> bool:
        """Open or close the outline, or what is folded above, where it is one line; False where the key does neither."""
        if key == OUTLINE_KEY and self._has_line:
            self._unfold()
        elif key == FOLD_KEY and self.can_unfold:
            self.fold_requested.emit()
        else:
            return False
        return True

    def _act_at_outcome(self, key: int) -> bool:
        """Space says its sentence, C copies it."""
        if not self._context.told.line or key not in (Qt.Key.Key_Space, Qt.Key.Key_C):
            return False
        if key == Qt.Key.Key_C:
            self._on_outcome_copy(self._outcome_words())
        elif not self.guard.is_repeat(key):
            self.line_toggled.emit(self._context.told.line)
        return True

    def _act(self, key: int, text: str, content: StepStage) -> bool:
        """One key on the current step: space marks, a digit answers, Enter fills in, - skips, C copies, Backspace clears."""
        step = content.step
        if key == Qt.Key.Key_C and copyable_of(content):
            self._on_copy(copyable_of(content))
        elif not content.shown.can_act:
            self.hint_raised.emit("这一行只是看看,不能在这里做。按 ↑ ↓ 回到步骤。")
        elif key == Qt.Key.Key_Space:
            if not self.guard.is_repeat(key):
                self._take_space(content)
        elif key == Qt.Key.Key_Backspace:
            self._on_clear()
        elif key == Qt.Key.Key_Minus:
            self.skip_requested.emit(step.id)
        elif key in ENTER:
            self._take_enter(content)
        elif content.step.answers and content.answers is not None and content.answers.label_of(text):
            if not self.guard.is_repeat(key):
                self._take_answer(content, content.answers.label_of(text))
        elif text.isdecimal() and text.isascii():
            self._take_digit(text, content)
        else:
            return False
        return True

    def _take_space(self, content: StepStage) -> None:
        """Confirm, say the next sentence, or tick and untick; an answer is too dear to be lost by one slip."""
        step, mark = content.step, content.shown.state(content.step.id).mark
        unsaid = content.unsaid()
        if content.shown.is_to_confirm:
            self.confirm_requested.emit(step.id)
        elif unsaid is not None:
            content.reveal(unsaid.step.id)
            self.toggled.emit(unsaid.step.id)
        elif content.facts is not None:
            content.facts.ask(content.shown.known)
        elif mark in (Mark.ANSWERED, Mark.VERIFIED, Mark.QUESTIONED):
            self.hint_raised.emit("这一步已经答过。改答按数字,填数按 Enter,清空按退格键。")
        else:
            self._acted = step.id
            self.toggled.emit(step.id)

    def _take_enter(self, content: StepStage) -> None:
        if content.shown.is_to_confirm and content.shown.carriage is not None:
            self.confirm_requested.emit(content.step.id)
        elif content.facts is not None:
            content.facts.ask(content.shown.known)
        elif content.value is not None:
            content.value.start()
        elif content.step.answers:
            self.hint_raised.emit("这一步按数字选回答。")
        else:
            self.hint_raised.emit(f"做了就按空格打钩;要结束这张清单按 {key_of('finish_list')}。")

    def _is_done(self, run: Run) -> bool:
        """Whether Enter ends the list: nothing waits, and the step on the stage has no value to fill in."""
        if run.current is None or not run.is_open:
            return True
        return not run.waiting and self._steps[run.current.id].value is None

    def _take_answer(self, content: StepStage, label: str) -> None:
        step = content.step
        if content.shown.is_to_confirm and content.shown.state(step.id).answer == label:
            self.confirm_requested.emit(step.id)
        else:
            self._acted = step.id
            self.answered.emit(step.id, label)

    def _take_digit(self, digit: str, content: StepStage) -> None:
        """Where only a value is asked for, a digit begins it."""
        if content.value is not None and not content.step.own_answers:
            content.value.start(digit)
        elif content.facts is not None:
            self.hint_raised.emit("这一步按 Enter 填,填了自己打钩;问不到的按 - 跳过。")
        elif not content.step.answers:
            self.hint_raised.emit("这一步没有选项:做了就按空格打钩。")

    def _leave(self) -> None:
        """Esc peels one layer: the opened outline, a row that is looked at, then the list."""
        if self._is_unfolded:
            self._unfold()
        elif self._looked:
            self._looked = ""
            self._show()
        else:
            self.left_by_key.emit()

    def _move(self, step: int) -> None:
        """Put the next applicable step that way on the stage; moving never ticks."""
        run = self._run
        if run is None or not run.applicable or not run.is_open:
            return
        ids = [s.id for s in run.applicable]
        at = ids.index(run.current.id) if run.current is not None and run.current.id in ids else len(ids)
        self._go_to(ids[min(max(at + step, 0), len(ids) - 1)])

    def _move_far(self, *, is_first: bool) -> None:
        """To the first applicable step, or the first one that waits."""
        run = self._run
        if run is None or not run.is_open:
            return
        for step in (run.applicable if is_first else run.waiting)[:1]:
            self._go_to(step.id)

    def _go_to(self, step_id: str) -> None:
        if self._looked:
            self._looked = ""
            self._show()
        self.moved_to.emit(step_id)

    # Wishes

    def _current_id(self) -> str:
        return self.stage.step.step.id if self.stage.step is not None else ""

    @Slot(str)
    def _on_chosen(self, step_id: str) -> None:
        """A row of the outline: its step comes on the stage; where nothing can be done in it, only to be looked at."""
        self.setFocus()
        run = self._run
        if run is None:
            return
        self._is_unfolded = False
        self._filled.stop()
        step = run.checklist.step_by_id[step_id]
        is_excluded = run.applicability[step_id] is Applicability.EXCLUDED
        if run.is_open and step.kind.can_be_ticked and not is_excluded:
            self._looked = ""
            if run.current is not None and run.current.id == step_id:
                self._show()
            self.moved_to.emit(step_id)
        else:
            self._looked = step_id
            self._show()

    @Slot(str, str)
    def _on_answered(self, step_id: str, label: str) -> None:
        """By pointer: what is under it after the step has changed is not pressed by the same two clicks."""
        if not self.guard.is_repeat("pointer") and not self._filled.isActive():
            self._take_answer(self._steps[step_id], label)

    @Slot(str)
    def _on_done(self, step_id: str) -> None:
        if not self.guard.is_repeat("pointer") and not self._filled.isActive():
            self._acted = step_id
            self.toggled.emit(step_id)

    @Slot(str, str)
    def _on_value(self, step_id: str, text: str) -> None:
        self.value_entered.emit(step_id, text)

    @Slot()
    def _on_value_left(self) -> None:
        self.setFocus()

    @Slot()
    def _on_skip(self) -> None:
        if step := self._current_id():
            self.skip_requested.emit(step)

    @Slot()
    def _on_confirm(self) -> None:
        if step := self._current_id():
            self.confirm_requested.emit(step)

    @Slot()
    def _on_clear(self) -> None:
        step, run = self._current_id(), self._run
        if step and run is not None and run.state(step).mark is not Mark.OPEN:
            self.toggled.emit(step)

    @Slot()
    def _on_copy_shown(self) -> None:
        if self.stage.step is not None:
            self._on_copy(copyable_of(self.stage.step))
        else:
            self._on_outcome_copy(self._outcome_words())

    @Slot(str)
    def _on_copy(self, step_id: str) -> None:
        if step_id:
            self._copied = step_id
            self.copy_requested.emit(self._steps[step_id].step.text)

    @Slot(str)
    def _on_line_toggled(self, line: str) -> None:
        if not self.guard.is_repeat("pointer"):
            self.line_toggled.emit(line)

    @Slot(str)
    def _on_outcome_copy(self, words: str) -> None:
        self._copied = OUTCOME
        self.copy_requested.emit(words)

    def _outcome_words(self) -> str:
        run = self._run
        outcome = run.came_to if run is not None else None
        found = self._said.outcomes.get(outcome.id) if outcome else None
        return found.say if found else ""
