"""One step as the stage shows it: what stands directly before it, the question, the value, the answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from handbook.call.state.run import UNTOUCHED, Mark, StepState
from handbook.model.fact import Fact
from handbook.model.kinds import StepKind
from handbook.model.step import Answer, Step
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.call.answer_buttons import DIGITS, LETTERS, SPACE, AnswerButtons
from handbook.ui.call.fact_lines import FactLines
from handbook.ui.call.row_size import RowSize
from handbook.ui.call.run_context import Carriage
from handbook.ui.call.said_box import NoticeBox, SayBox
from handbook.ui.call.step_words import StepWords, answer_words, is_copyable, notes_of, words_of
from handbook.ui.call.value_line import ValueLine
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.laid_text import TextLabel

DONE = "做好了"
SAID = "说过了"
ONE_LINE, LEAST_LEADS, MOST_LEADS = 32, 64, 190
"""Pixels at 100 % that remain to what stands before the question where there is no room, that are kept for it in a low column,
and at most: what is longer is scrolled, since few steps would need the place."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the stage shows of a step and of the sentences before it."""

    states: Mapping[str, StepState]
    times: Mapping[str, datetime]
    leads: frozenset[str] = frozenset()
    """Which of the sentences and warnings before it apply."""
    can_act: bool = True
    """The list is open and the step applies."""
    is_to_confirm: bool = False
    known: Mapping[Fact, str] = field(default_factory=dict[Fact, str])
    """What the call knows of the caller."""
    carriage: Carriage | None = None
    """Where the answer comes from, while it is another list's."""

    def state(self, step_id: str) -> StepState:
        """State of one step."""
        return self.states.get(step_id, UNTOUCHED)


class StepStage(QWidget):
    """Made once for a step; only its state changes."""

    toggled = Signal(str)
    """A sentence before the step, or the step as a sentence."""
    done_pressed = Signal(str)
    answered = Signal(str, str)
    value_entered = Signal(str, str)
    value_left = Signal()
    objected = Signal(str)
    copy_requested = Signal(str)
    field_wanted = Signal(object)
    """CallerField that the step asks for."""

    def __init__(
        self,
        step: Step,
        before: Sequence[Step],
        said: Mapping[str, StepWords],
        titles: Sequence[str],
        size: RowSize,
        parent: QWidget | None = None,
    ) -> None:
        """`before`: warnings and sentences that may stand directly before it; `titles`: where each answer leads."""
        super().__init__(parent)
        self.step = step
        self.shown = Shown({}, {})
        self._size = size
        self._theme = Theme()
        self._pane = LeadPane(self) if before else None
        holder = self._pane.content if self._pane is not None else self
        self.leads = [_box(lead, said[lead.id], size, holder) for lead in before]
        self.own = _box(step, said[step.id], size, self) if step.kind in _BOXED else None
        asks = "" if self.own is not None else words_of(said[step.id])
        self._asks = (asks, notes_of(said[step.id]))
        """Question and small print as the list has them."""
        self._forms = [self._asks]
        """All in which they were shown: room is kept for the longest."""
        self._ahead = ""
        """Id of the sentence that Space says next, as it was shown last."""
        self.question = TextLabel(asks, pixels=size.question, is_bold=True, parent=self)
        self.question.setObjectName("stageQuestion")
        self.notes = TextLabel(self._asks[1], pixels=13.5, parent=self)
        self.facts = FactLines(step.held_facts, size, self) if step.held_facts else None
        self.value = ValueLine(step, step.value, size, self) if step.value is not None else None
        # Where nothing but a value is asked for, a digit begins it, and the reasons why not have letters.
        self.is_value_first = step.value is not None and not step.own_answers
        self.answers = self._answers(titles)
        self._wire()

    @property
    def says(self) -> Iterator[SayBox]:
        """The sentences that can be ticked here, in order; the step itself where it is one."""
        for box in (*self.leads, self.own):
            if isinstance(box, SayBox):
                yield box

    @property
    def tick(self) -> AnswerButtons | None:
        """The one button of a step that is only done, not answered."""
        return self.answers if not self.step.answers else None

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        for box in (*self.leads, self.own):
            if box is not None:
                box.apply_theme(theme)
        self.question.apply_theme(theme, theme.colours.ink)
        self.notes.apply_theme(theme, theme.colours.ink_second)
        for part in (self.value, self.answers, self.facts):
            if part is not None:
                part.apply_theme(theme)
        self._place()

    def show_state(self, shown: Shown) -> None:
        """Show `shown`."""
        self.shown = shown
        step = self.step
        for box in self.leads:
            box.setVisible(box.step.id in shown.leads)
        for say in self.says:
            at = shown.times.get(say.step.id)
            say.show_state(
                shown.state(say.step.id), at, is_first=say is not self.own, is_enabled=shown.can_act
            )
        state = shown.state(step.id)
        if self.answers is not None:
            chosen = state.answer if step.answers else self.answers.labels[0] if state.is_ticked else ""
            self.answers.show_chosen(chosen, is_enabled=shown.can_act)
        if self.value is not None:
            self.value.show_value(state.value, is_enabled=shown.can_act)
        if self.facts is not None:
            self.facts.show_known(shown.known, is_enabled=shown.can_act)
        self._show_question(self._form(shown))
        self._place()
        ahead = self.unsaid()
        name = ahead.step.id if ahead is not None else ""
        if name and self._ahead and name != self._ahead:
            self.reveal(name)  # one sentence after the other is seen before Space says it
        self._ahead = name

    def unsaid(self) -> SayBox | None:
        """The first sentence before the step that was not said and not passed by."""
        return next(
            (
                say
                for say in self.says
                if say is not self.own and say.step.id in self.shown.leads and say.mark is Mark.OPEN
            ),
            None,
        )

    def reveal(self, step_id: str) -> None:
        """Scroll to the beginning of the sentence `step_id`, where what stands before the question is higher than its place."""
        box = next((box for box in self.leads if box.step.id == step_id), None)
        if box is not None and self._pane is not None:
            self._pane.verticalScrollBar().setValue(box.y())

    def parts(self) -> Iterator[QWidget]:
        """What the tab key stops at, in visual order."""
        for say in self.says:
            if say is not self.own:
                yield from (say.tick, say.copy)
        if isinstance(self.own, SayBox):
            yield from (self.own.tick, self.own.copy)
        buttons = self.answers.buttons if self.answers is not None else []
        typed = [self.value.field] if self.value is not None else []
        yield from (*typed, *buttons) if self.is_value_first else (*buttons, *typed)
        yield from self.facts.buttons if self.facts is not None else ()

    def height_for(self, width: int) -> int:
        """Height at that width, whole."""
        return self.fixed_height(width) + self._leads_height(width, most=False)

    def kept_height(self, width: int) -> int:
        """Height that is kept for it in its list."""
        leads = self._leads_height(width, most=True)
        return self._tallest(width) + min(leads, self._theme.px(MOST_LEADS))

    def least_height(self, width: int) -> int:
        """Height at which question and answers are whole, and what stands before them is scrolled."""
        leads = self._leads_height(width, most=True)
        return self._tallest(width) + min(leads, self._theme.px(LEAST_LEADS))

    def bare_height(self, width: int) -> int:
        """Height at which question and answers are whole in every form that was shown, and a line remains to its leads."""
        leads = self._leads_height(width, most=True)
        return self._tallest(width) + min(leads, self._theme.px(ONE_LINE))

    def needed_height(self, width: int) -> int:
        """Height below which even question and answers have no place."""
        leads = self._leads_height(width, most=False)
        return self.fixed_height(width) + min(leads, self._theme.px(ONE_LINE))

    def fixed_height(self, width: int) -> int:
        """Height of question, value and answers."""
        return sum(above + height for _, above, height in self._beneath(width))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _answers(self, titles: Sequence[str]) -> AnswerButtons | None:
        step = self.step
        if step.answers:
            keys = LETTERS if self.is_value_first else DIGITS + LETTERS
            return AnswerButtons(
                step.answers,
                leads=titles,
                size=self._size,
                keys=keys,
                is_short=self.is_value_first,
                parent=self,
            )
        if not step.kind.can_be_ticked or step.value is not None or step.held_facts:
            return None
        words = SAID if step.kind is StepKind.SAY else DONE
        return AnswerButtons([Answer(label=words)], leads=[""], size=self._size, keys=[SPACE], parent=self)

    def _form(self, shown: Shown) -> tuple[str, str]:
        """Question and small print: what another list had learned is read out and asked again."""
        asks, notes = self._asks
        if shown.carriage is None:
            return self._asks
        learned = answer_words(self.step, shown.state(self.step.id))
        if shown.is_to_confirm:
            return typeset(f"还是“{learned}”吗?"), "\n".join(
                part for part in (f"{asks}{typeset(f'({shown.carriage.words})')}", notes) if part
            )
        return asks, "\n".join(part for part in (notes, typeset(shown.carriage.words)) if part)

    def _show_question(self, form: tuple[str, str]) -> None:
        if form not in self._forms:
            self._forms.append(form)
        asks, notes = form
        if self.own is None and (asks, notes) != (self.question.text(), self.notes.text()):
            self.question.show_text(asks)
            self.notes.show_text(notes)

    def _tallest(self, width: int) -> int:
        """Height of question, value and answers in the longest form that was shown."""
        now = self._form(self.shown)
        heights: list[int] = []
        for form in [*self._forms]:
            self._show_question(form)
            heights.append(self.fixed_height(width))
        self._show_question(now)
        return max(heights)

    def _wire(self) -> None:
        for say in self.says:
            say.toggled.connect(self.toggled)
            say.copy_requested.connect(self.copy_requested)
        if self.value is not None:
            self.value.value_entered.connect(self.value_entered)
            self.value.left.connect(self.value_left)
            self.value.objected.connect(self.objected)
        if self.answers is not None:
            self.answers.chosen.connect(self._on_chosen)
        if self.facts is not None:
            self.facts.field_wanted.connect(self.field_wanted)

    def _leads_height(self, width: int, *, most: bool) -> int:
        gap = self._theme.px(8)
        if not most:
            return sum(box.height_for(width) + gap for box in self.leads if box.step.id in self.shown.leads)
        branches: dict[frozenset[str], dict[str, int]] = {}
        for box in self.leads:  # of the branches that part at one answer only one is ever taken
            own = {name: labels for name, labels in box.step.when.items() if name not in self.step.when}
            heights = branches.setdefault(frozenset(own), {})
            labels = repr(sorted(own.items()))
            heights[labels] = heights.get(labels, 0) + box.height_for(width) + gap
        return sum(max(heights.values()) for heights in branches.values())

    def _beneath(self, width: int) -> Iterator[tuple[QWidget, int, int]]:
        """(part, white above it, its height), from the question down."""
        px = self._theme.px
        if self.own is not None:
            yield self.own, px(2), self.own.height_for(width)
        else:
            yield self.question, px(4), self.question.heightForWidth(width)
        if self.notes.text():
            yield self.notes, px(4), self.notes.heightForWidth(width)
        beneath = [part for part in (self.answers, self.value) if part is not None]
        for part in reversed(beneath) if self.is_value_first else beneath:
            yield part, px(10), part.height_for(width)
        if self.facts is not None:
            yield self.facts, px(10), self.facts.height_for(width)

    def _place(self) -> None:
        width, gap = self.width(), self._theme.px(8)
        room = max(self.height() - self.fixed_height(width), 0)
        leads = self._leads_height(width, most=False)
        y = 0
        if self._pane is not None:
            scrolls = leads > room
            inner = width - (self._theme.px(14) if scrolls else 0)
            self._pane.setVisible(bool(leads))
            self._pane.setGeometry(0, 0, width, min(leads, room))
            at = 0
            for box in self.leads:
                if box.step.id in self.shown.leads:
                    height = box.height_for(inner)
                    box.setGeometry(0, at, inner, height)
                    at += height + gap
            self._pane.content.resize(inner, at)
            y = min(leads, room)
        for part, above, height in self._beneath(width):
            y += above
            part.setGeometry(0, y, width, height)
            y += height

    @Slot(str)
    def _on_chosen(self, label: str) -> None:
        if self.step.answers:
            self.answered.emit(self.step.id, label)
        else:
            self.done_pressed.emit(self.step.id)


class LeadPane(QScrollArea):
    """What stands before the question; it alone scrolls where the column is low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.content = QWidget()
        self.setWidget(self.content)
        self.viewport().setAutoFillBackground(False)
        self.content.setAutoFillBackground(False)


_BOXED = (StepKind.SAY, StepKind.WARN, StepKind.NOTE)


def _box(step: Step, said: StepWords, size: RowSize, parent: QWidget) -> SayBox | NoticeBox:
    if step.kind is StepKind.SAY:
        return SayBox(step, size, parent=parent)
    return NoticeBox(step, said, size, parent=parent)


def copyable_of(content: StepStage) -> str:
    """Id of the sentence that the key copies: the first of the stage; empty where there is none."""
    says = [say.step for say in content.says if say is content.own or say.step.id in content.shown.leads]
    return next((step.id for step in says if is_copyable(step)), "")
