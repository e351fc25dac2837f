"""A list that is tried as it is written: a run that nobody keeps, made anew from what was done in it.

Nothing here knows a store, a clock or a call: the run is folded from its events by `handbook.call.state` alone.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from handbook.call.state.applicability import Applicability, chosen_answer
from handbook.call.state.card_outcome import card_outcome
from handbook.call.state.events import Answered, Ticked, ValueEntered
from handbook.call.state.rules import (
    CallRefused,
    check_answer,
    check_tick,
    open_step,
    place_beside,
    value_to_keep,
)
from handbook.call.state.run import Mark, Run
from handbook.call.state.run_events import run_after
from handbook.model.checklist import Checklist, make_checklist
from handbook.model.emergency import CardOutcome, EmergencyCard
from handbook.model.fact import Fact
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.step import Answer, Outcome, Step, ValueField
from handbook.model.text import fill_values

Tried = Procedure | EmergencyCard
GIVEN = "试一试"
"""What stands for the caller's address, phone and the like: nobody is asked for them."""
OTHERWISE = "otherwise"
"""Id of the end of a card whose condition is that nothing else holds."""


class EndKind(StrEnum):
    """What kind of end it is; the value is the word that is shown."""

    OUTCOME = "结论"
    ENTRY = "转到"
    CARD = "处置"
    """Of an emergency card: what is done and who goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Where a list ends by the answers given."""

    kind: EndKind
    id: str
    """Of the outcome or the entry; of a card `card_end_id`."""
    title: str
    """In the words that are shown."""
    is_reached: bool
    """Whether it is so; else it comes to this if nothing else is answered that leads elsewhere."""
    step: str = ""
    """Id of the step whose answer led there; empty where none did."""
    label: str = ""
    """That answer, as shown."""
    outcome: Outcome | None = None
    card: CardOutcome | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller would be asked for in this step is as good as given."""

    step: str


@dataclass(frozen=True, slots=True)
class CameBack:
    """The answer opened another entry, and from there one came back to this list."""


Act = Ticked | Answered | ValueEntered | Known | CameBack


def checklist_of(entry: Tried, handbook: Handbook) -> Checklist:
    """The copy that a run follows, with the values as they are now; it makes no promises and has no sheet."""
    known = handbook.value_by_key
    return make_checklist(
        entry,
        version=handbook.edition,
        revision=handbook.revision,
        resolve=lambda text: fill_values(text, known),
    )


def card_end_id(outcome: CardOutcome) -> str:
    """Name of an end of a card: the condition under which it holds, which is its own within the card."""
    conditions = (f"{step}={'|'.join(labels)}" for step, labels in outcome.when.items())
    return ";".join(conditions) or OTHERWISE


def card_end_title(outcome: CardOutcome, title: str) -> str:
    """What such an end is called; `title` is that of the card."""
    return f"{outcome.title or title} · {outcome.next_action}"


def title_of(entry_id: str, handbook: Handbook) -> str:
    """Title of an entry as it is shown; its id where there is none."""
    found = handbook.get(entry_id)
    return fill_values(found.title, handbook.value_by_key) if found is not None else entry_id


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What was done so far; every act gives another trial."""

    entry: Tried
    handbook: Handbook
    checklist: Checklist
    acts: tuple[Act, ...] = ()

    @cached_property
    def run(self) -> Run:
        """The state, folded as that of a call is."""
        run = Run(id=1, checklist=self.checklist)
        for elapsed, act in enumerate(self.acts, 1):
            if isinstance(act, Known):
                run = replace(run, known={**run.known, **dict.fromkeys(self._facts(act.step), GIVEN)})
            elif not isinstance(act, CameBack):
                run = run_after(run, act, elapsed)
        return run

    @property
    def current(self) -> Step | None:
        """The step that waits; None at the end, and while another entry is open."""
        return None if self.is_at_end else self.run.current

    @cached_property
    def is_at_end(self) -> bool:
        """Whether an outcome was reached, another entry was opened, or nothing waits."""
        return self.opened != "" or self._outcome_answer() is not None or not self.run.waiting

    @property
    def opened(self) -> str:
        """Id of the entry that the last answer opened; empty once one came back from it."""
        last = self.acts[-1] if self.acts else None
        if not isinstance(last, Answered) or last.step not in self.run.states:
            return ""
        return self.run.leads_to(last.step)

    @property
    def sentences(self) -> tuple[Step, ...]:
        """Sentences that are said with the current step."""
        current = self.current
        attached = self.run.attached
        return tuple(step for step in self.checklist.steps if current and attached.get(step.id) == current.id)

    @property
    def answers(self) -> dict[str, str]:
        """Step id -> label as its author wrote it, or value; of steps that apply."""
        given: dict[str, str] = {}
        for step in self.checklist.steps:
            state = self.run.states.get(step.id)
            if state is not None and (state.answer or state.value):
                given[step.id] = self.written(step.id, state.answer) if state.answer else state.value
        return given

    def written(self, step_id: str, shown: str) -> str:
        """A label as its author wrote it, with the names of values instead of their words."""
        return next((w.label for s, w in self._answers(step_id) if s.label == shown), shown)

    def shown(self, step_id: str, written: str) -> str:
        """A label as it is shown; empty where the step has no such answer."""
        return next((s.label for s, w in self._answers(step_id) if w.label == written), "")

    # -- acts; each raises CallRefused, with what to do instead, where it cannot be done

    def answer(self, step_id: str, label: str) -> "Trial":
        """Answer a step with a label as shown."""
        step = open_step(self.run, step_id)
        check_answer(step, label)
        return self._with(Answered(run=1, step=step_id, label=label))

    def enter(self, step_id: str, text: str) -> "Trial":
        """Enter a value; one that is not plausible is kept, as it is in a call."""
        step = open_step(self.run, step_id)
        if step.value is None:
            raise CallRefused("这一步没有要填的数。")
        kept = value_to_keep(step, text.strip())
        if not kept:
            raise CallRefused(f"先填“{step.value.name}”。")
        return self._with(
            ValueEntered(run=1, step=step_id, text=kept, place=place_beside(step, text.strip()))
        )

    def tick(self) -> "Trial":
        """Say the next sentence of the current step, else do the step itself."""
        step = self.current
        if step is None:
            return self.come_back()
        for sentence in self.sentences:
            if self.run.state(sentence.id).mark is Mark.OPEN:
                return self._with(Ticked(run=1, step=sentence.id))
        return self.ticked(step.id)

    def ticked(self, step_id: str) -> "Trial":
        """Do one step; what the caller would be asked for in it is as good as given."""
        step = open_step(self.run, step_id)
        if self.run.unknown(self._facts(step.id)):
            known = self._with(Known(step.id))
            return known if step.held_facts else known._with(Ticked(run=1, step=step.id))
        check_tick(self.run, step)
        return self._with(Ticked(run=1, step=step.id))

    def come_back(self) -> "Trial":
        """Come back from the entry that the last answer opened."""
        if not self.opened:
            raise CallRefused("已经走到头了。")
        return self._with(CameBack())

    def back(self) -> "Trial":
        """Without the last act."""
        return replace(self, acts=self.acts[:-1])

    def restarted(self) -> "Trial":
        """From the beginning."""
        return replace(self, acts=())

    # -- where it ends

    @cached_property
    def ending(self) -> Ending:
        """Where it ends by the answers given so far."""
        run = self.run
        answered = self._outcome_answer()
        if answered is not None:
            step, answer = answered
            outcome = self.checklist.outcome(answer.outcome)
            return self._at_outcome(answer.outcome, outcome, step, answer, is_reached=True)
        led = self._last_led()
        if led is not None:
            step, answer = led
            found = self.handbook.get(answer.entry)
            return Ending(
                kind=EndKind.ENTRY,
                id=found.id if found is not None else answer.entry,
                title=title_of(answer.entry, self.handbook),
                is_reached=True,
                step=step.id,
                label=answer.label,
            )
        if isinstance(self.entry, Procedure):
            default = self.checklist.outcome(self.checklist.default_outcome)
            name = self.checklist.default_outcome
            return self._at_outcome(name, default, None, None, is_reached=not run.waiting)
        card = card_outcome(run)
        title = self.checklist.title
        return Ending(
            kind=EndKind.CARD,
            id=card_end_id(self._written_end(card)) if card is not None else OTHERWISE,
            title=card_end_title(card, title) if card is not None else title,
            is_reached=not run.waiting,
            card=card,
        )

    # -- internals

    def _with(self, act: Act) -> "Trial":
        return replace(self, acts=(*self.acts, act))

    def _facts(self, step_id: str) -> tuple[Fact, ...]:
        step = self.checklist.step_by_id[step_id]
        return (*step.held_facts, *step.checks)

    def _answers(self, step_id: str) -> list[tuple[Answer, Answer]]:
        """Answers of a step as shown and as written."""
        for shown, written in zip(self.checklist.steps, self.entry.steps, strict=True):
            if shown.id == step_id:
                return list(zip(shown.answers, written.answers, strict=True))
        return []

    def _written_end(self, card: CardOutcome) -> CardOutcome:
        place = self.checklist.card_outcomes.index(card)
        return self.entry.outcomes[place] if isinstance(self.entry, EmergencyCard) else card

    def _outcome_answer(self) -> tuple[Step, Answer] | None:
        for step in self.run.applicable:
            answer = chosen_answer(step, self.run.state(step.id).answer)
            if answer is not None and answer.outcome:
                return step, answer
        return None

    def _last_led(self) -> tuple[Step, Answer] | None:
        """The answer that opened another entry, where no question behind it was answered: nobody came back."""
        for step in reversed(self.run.applicable):
            state = self.run.state(step.id)
            if not (state.answer or state.value):
                continue
            answer = chosen_answer(step, state.answer)
            return (step, answer) if answer is not None and answer.entry else None
        return None

    def _at_outcome(
        self,
        name: str,
        outcome: Outcome | None,
        step: Step | None,
        answer: Answer | None,
        *,
        is_reached: bool,
    ) -> Ending:
        return Ending(
            kind=EndKind.OUTCOME,
            id=name,
            title=outcome.title if outcome is not None else "没有这个结论",
            is_reached=is_reached,
            step=step.id if step is not None else "",
            label=answer.label if answer is not None else "",
            outcome=outcome,
        )


def begun(entry: Tried, handbook: Handbook) -> Trial:
    """A trial in which nothing was done yet."""
    return Trial(entry=entry, handbook=handbook, checklist=checklist_of(entry, handbook))


def replayed(trial: Trial, answers: Mapping[str, str]) -> Trial:
    """`trial` from its beginning with these answers (labels as written, or values), in the order of its steps.

    What names a step or an answer that is not there, or a step that does not apply by the answers before it, is left out.
    """
    trial = trial.restarted()
    for step in trial.checklist.steps:
        if step.id not in answers or trial.run.applicability[step.id] is Applicability.EXCLUDED:
            continue
        given = answers[step.id]
        label = trial.shown(step.id, given)
        try:
            trial = trial.answer(step.id, label) if label else trial.enter(step.id, given)
        except CallRefused:
            continue
    return trial


def sample_value(field: ValueField) -> str:
    """Something that a field takes and that is plausible."""
    if not field.unit and field.minimum is None and field.maximum is None:
        return GIVEN
    low = field.minimum if field.minimum is not None else 0.0
    high = field.maximum if field.maximum is not None else low + 20.0
    return f"{round((low + high) / 2)}"


def moved_to(trial: Trial, entry: Tried, handbook: Handbook) -> Trial:
    """What was done in `trial`, done in the list as it is written now; what cannot be done there any more is left out."""
    moved = begun(entry, handbook)
    for act in trial.acts:
        with suppress(CallRefused):
            moved = _done_again(moved, trial, act)
    return moved


def _done_again(moved: Trial, before: Trial, act: Act) -> Trial:
    match act:
        case Answered(step=name, label=label):
            return moved.answer(name, moved.shown(name, before.written(name, label)))
        case ValueEntered(step=name, text=text):
            return moved.enter(name, text)
        case Ticked(step=name):
            return moved.ticked(name)
        case Known(step=name):
            return moved.ticked(name) if name in moved.checklist.step_by_id else moved
        case CameBack():
            return moved.come_back()
