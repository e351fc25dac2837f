"""A pinned checklist and what was done in it -> marks, current step, progress, and what still blocks its end."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from handbook.call.state.applicability import Applicability, applicability, chosen_answer
from handbook.call.state.clock import minutes_seconds
from handbook.model.checklist import Checklist
from handbook.model.fact import Fact
from handbook.model.kinds import Kind, StepKind
from handbook.model.step import Outcome, Step


class Mark(StrEnum):
    """What the mark before a step says; 已核实 (a value was entered) is more than 已打钩, 存疑 is no more."""

    OPEN = "未做"
    TICKED = "已打钩"
    ANSWERED = "已回答"
    VERIFIED = "已核实"
    QUESTIONED = "存疑"
    SKIPPED = "已跳过"


@dataclass(frozen=True, slots=True)
class StepState:
    """What is known of one step."""

    answer: str = ""
    value: str = ""
    is_ticked: bool = False
    is_skipped: bool = False
    reason: str = ""
    """Why it was skipped."""
    is_questioned: bool = False
    """The value is not what was asked for, or not plausible, and was kept all the same."""
    place: str = ""
    """Where the value was measured; empty where nobody said."""
    origin: int = 0
    """Number of the list that had learned it before this one was pinned; 0 = it was learned here."""
    learned: int = 0
    """Milliseconds since the call began at which it came into this state; of what another list had learned, when that was."""
    is_known: bool = False
    """Done because the call knows the facts that the step asks for; whoever takes them back opens it again."""

    @property
    def mark(self) -> Mark:
        """The strongest that holds."""
        if self.value:
            return Mark.QUESTIONED if self.is_questioned else Mark.VERIFIED
        if self.answer:
            return Mark.ANSWERED
        if self.is_ticked or self.is_known:
            return Mark.TICKED
        return Mark.SKIPPED if self.is_skipped else Mark.OPEN

    @property
    def is_done(self) -> bool:
        """Ticked, answered or filled in; skipped is not done."""
        return self.mark not in (Mark.OPEN, Mark.SKIPPED)

    @property
    def text(self) -> str:
        """What was seen or said, for lists and records."""
        value = f"{self.value}({Mark.QUESTIONED})" if self.is_questioned else self.value
        value += f"({self.place})" if self.place else ""
        words = [self.answer, value] if self.answer or self.value else [self.mark.value, self.reason]
        return " ".join(word for word in words if word)


UNTOUCHED = StepState()


@dataclass(frozen=True, slots=True)
class Stop:
    """Where and when a run was left."""

    step: str
    """The current step then; empty where all were done."""
    elapsed: int
    """Milliseconds since the call began."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Shown on coming back: 停在第 n 步 · 离开 mm:ss."""

    step: str
    """Id of the step at which the run was left; empty where all were done."""
    number: int
    """Its place among the steps that are counted, from 1; 0 where all were done, or it has none."""
    away: int
    """Milliseconds."""
    last_done: str
    """Id of the step before it that was done last in the list: to be read again; may be empty."""
    is_estimated: bool = False
    """The program was not running in between, so the wall clock had to tell."""

    @property
    def text(self) -> str:
        """The line that is shown."""
        where = f"停在第 {self.number} 步" if self.number else "停在这里" if self.step else "各步已做完"
        return f"{where} · 离开 {'约 ' if self.is_estimated else ''}{minutes_seconds(self.away)}"


@dataclass(frozen=True, slots=True)
class Cleared:
    """What a changed answer took away."""

    step: str
    text: str


@dataclass(frozen=True, slots=True)
class End:
    """How a run ended."""

    outcome: str = ""
    is_abandoned: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Parent:
    """The step of another run whose answer led here."""

    run: int
    step: str


@dataclass(frozen=True, kw_only=True)
class Run:
    """State of one run; made by folding events, never changed."""

    id: int
    """Number within the call, from 1, in order of pinning."""
    checklist: Checklist
    parent: Parent | None = None
    states: Mapping[str, StepState] = field(default_factory=dict[str, StepState])
    """Only steps that were touched."""
    cursor: str = ""
    """Where the agent moved to; empty = follow the list."""
    stop: Stop | None = None
    """Set while the agent is elsewhere."""
    pause: Pause | None = None
    """Set on coming back, until the agent goes on."""
    to_confirm: frozenset[str] = frozenset()
    """Killer steps that must be confirmed again after an interruption."""
    cleared: tuple[Cleared, ...] = ()
    """What the last changed answer took away."""
    said: Mapping[str, int] = field(default_factory=dict[str, int])
    """Line (id of a say step, `outcome_line`, `immediate_line`) -> milliseconds into the call at which it was said.

    What was said stays said when the step no longer applies; only taking the tick back takes it back.
    """
    known: Mapping[Fact, str] = field(default_factory=dict[Fact, str])
    """What the call knows of the caller, the same in all its runs."""
    end: End | None = None

    def state(self, step_id: str) -> StepState:
        """State of one step; of one that asks for facts of the caller, or checks them, it follows from what the call knows."""
        own = self.states.get(step_id, UNTOUCHED)
        step = self.checklist.step_by_id.get(step_id)
        if step is None:
            return own
        if own.is_ticked and self.unknown(step.checks):
            return UNTOUCHED
        if not step.held_facts:
            return own
        if not self.lacking(step):
            return StepState(is_known=True)
        return own if own.is_skipped else UNTOUCHED

    def lacking(self, step: Step) -> tuple[Fact, ...]:
        """Facts of the caller that the step asks for and the call does not know."""
        return self.unknown(step.held_facts)

    def unknown(self, facts: Collection[Fact]) -> tuple[Fact, ...]:
        """Those of `facts` of the caller that the call does not know."""
        return tuple(fact for fact in facts if not self.known.get(fact))

    @cached_property
    def answers(self) -> Mapping[str, str]:
        """Step id -> label of the answer in force."""
        return {step: state.answer for step, state in self.states.items() if state.answer}

    @cached_property
    def applicability(self) -> Mapping[str, Applicability]:
        """Step id -> whether it belongs to the branch taken."""
        return applicability(self.checklist.steps, self.answers)

    def applies(self, step_id: str) -> bool:
        """Whether the step belongs to the branch taken."""
        return self.applicability[step_id] is Applicability.APPLIES

    @cached_property
    def applicable(self) -> tuple[Step, ...]:
        """Steps with a tick box that belong to the branch taken, in order."""
        return tuple(s for s in self.checklist.steps if s.kind.can_be_ticked and self.applies(s.id))

    @cached_property
    def attached(self) -> Mapping[str, str]:
        """Id of a sentence that is shown together with the step it stands directly before -> id of that step.

        Both apply, and nothing stands between them but warnings, notes and sentences. What can hurt somebody when it is
        left out (`killer`) is a step of its own. A step that was done by what the call knew already is passed by, and with
        it the sentences before it: what of them was not said goes on to the next step.
        """
        found: dict[str, str] = {}
        before: list[str] = []
        for step in self.checklist.steps:
            if step.kind is StepKind.SAY and not step.killer:
                before += [step.id] if self.applies(step.id) else []
            elif step.kind.can_be_ticked:
                if self.applies(step.id):
                    found |= dict.fromkeys(before, step.id)
                before = self._going_on(step, before)
        return found

    def _going_on(self, step: Step, before: Sequence[str]) -> list[str]:
        """Of the sentences `before` a step those that go on to the next one."""
        if not (self.applies(step.id) and self.state(step.id).is_known):
            return []
        return [name for name in before if self.state(name).mark is Mark.OPEN]

    @cached_property
    def counted(self) -> tuple[Step, ...]:
        """What has to be gone through: applicable steps without the sentences that are shown with one of them."""
        return tuple(step for step in self.applicable if step.id not in self.attached)

    @cached_property
    def waiting(self) -> tuple[Step, ...]:
        """Counted steps in which nothing was done yet, or what another list had learned is to be asked again, in order."""
        return tuple(step for step in self.counted if self._waits(step))

    @cached_property
    def unsaid(self) -> tuple[Step, ...]:
        """Sentences that were passed by: shown with a step that is done, and not told."""
        return tuple(
            step
            for step in self.applicable
            if (host := self.attached.get(step.id))
            and self.state(host).mark is not Mark.OPEN
            and self.state(step.id).mark is Mark.OPEN
        )

    def place_of(self, step_id: str) -> int:
        """Place of a step among the counted ones, from 1; of a sentence that of the step it is shown with; 0 = none."""
        shown_with = self.attached.get(step_id, step_id)
        return next((n for n, step in enumerate(self.counted, 1) if step.id == shown_with), 0)

    def place_words(self, step_id: str) -> str:
        """第 3 步, as stage, pause and refusals count; empty where the step has no place."""
        place = self.place_of(step_id)
        return f"第 {place} 步" if place else ""

    @cached_property
    def current(self) -> Step | None:
        """Where the agent moved to, else the first applicable step that waits; None when none does."""
        moved_to = self.checklist.step_by_id.get(self.cursor)
        return moved_to or next(iter(self.waiting), None)

    def _waits(self, step: Step) -> bool:
        state = self.state(step.id)
        return state.mark is Mark.OPEN or bool(state.origin and step.id in self.to_confirm)

    def leads_to(self, step_id: str) -> str:
        """Id of the entry that the step's answer opens; empty where it opens none."""
        answer = chosen_answer(self.checklist.step_by_id[step_id], self.state(step_id).answer)
        return answer.entry if answer else ""

    @property
    def progress(self) -> tuple[int, int]:
        """Steps done, and steps that are to be gone through."""
        return sum(self.state(step.id).is_done for step in self.counted), len(self.counted)

    @cached_property
    def reached_outcome(self) -> Outcome | None:
        """The outcome an answer led to, else the default one once nothing waits, else None."""
        for step in self.applicable:
            answer = chosen_answer(step, self.state(step.id).answer)
            if answer and answer.outcome:
                return self.checklist.outcome(answer.outcome)
        if self.waiting:
            return None
        return self.checklist.outcome(self.checklist.default_outcome)

    def is_to_confirm(self, step_id: str) -> bool:
        """After an interruption: killer steps, and the last thing that was done, to be read again."""
        return step_id in self.to_confirm or (self.pause is not None and step_id == self.pause.last_done)

    @property
    def outcome(self) -> Outcome | None:
        """The outcome it ended with."""
        return self.checklist.outcome(self.end.outcome) if self.end else None

    @property
    def came_to(self) -> Outcome | None:
        """The outcome it ended with, else the one that was reached; None while it came to nothing."""
        return self.outcome or self.reached_outcome

    @property
    def is_open(self) -> bool:
        """Neither finished nor abandoned."""
        return self.end is None

    @cached_property
    def open_killers(self) -> tuple[Step, ...]:
        """Killer steps that apply and were neither done nor skipped with a reason."""
        return tuple(s for s in self.waiting if s.killer and self.state(s.id).mark is Mark.OPEN)

    @property
    def deferred(self) -> tuple[Step, ...]:
        """Applicable steps not done: 除暂缓项外完成 names them."""
        return tuple(step for step in self.counted if not self.state(step.id).is_done)

    @property
    def needs_outcome(self) -> bool:
        """Whether it must end at an outcome."""
        return self.checklist.kind is not Kind.EMERGENCY and bool(self.checklist.outcomes)
