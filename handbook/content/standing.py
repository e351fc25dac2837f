"""``standing.yaml`` goes in; entries come out with the steps they use, and with the answers that every such step has.

A caller without a thermometer, or a radiator that is warm only in a quarter of an hour, is nothing that each of
sixty files should have to think of: the answers stand once and are laid into the steps when content is loaded.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from handbook.content.entries import validated
from handbook.content.messages import did_you_mean
from handbook.content.origin import Origin
from handbook.content.schema import standing_validator
from handbook.content.yaml_reader import Path, Value
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.kinds import StepKind
from handbook.model.problem import Problem
from handbook.model.procedure import Procedure
from handbook.model.standing import CannotMeasure, Standing
from handbook.model.step import Answer, Outcome, Step

STANDING_FILE = "standing.yaml"
WAIT_IN_NOTE = "{wait}"
_OWN_KEYS = ("use", "group", "when")
_HEAD = 3
"""Characters by which an answer is known to say the same: 量不了, 还没到."""


@dataclass(frozen=True, slots=True)
class _SharedStep:
    value: dict[str, Value]
    origin: Origin


@dataclass(slots=True)
class StandingParts:
    """The parts in force: those of the shipped file, or of the site's where it has them."""

    origins: list[Origin] = field(default_factory=list)
    """Files that were taken."""
    _steps: dict[str, _SharedStep] = field(default_factory=dict)
    _answers: list[tuple[CannotMeasure, Origin]] = field(default_factory=list)
    _not_yet: tuple[Answer, Origin] | None = None
    _go_on: tuple[Answer, Origin] | None = None
    _callback: tuple[Outcome, Origin] | None = None

    def take(self, value: Value, origin: Origin) -> list[Problem]:
        """Read one file; a file with a mistake is not taken, so that what was there before still holds."""
        found, problems = validated(standing_validator(), Standing, value, origin)
        if found is None or not isinstance(value, dict):
            return problems
        problems = list(_own_problems(found, origin))
        if problems:
            return problems
        self.origins.append(origin)
        raw_steps = value.get("steps")
        for index, raw in enumerate(raw_steps if isinstance(raw_steps, list) else []):
            if isinstance(raw, dict):
                self._steps[found.steps[index].id] = _SharedStep(raw, origin.below("steps", index))
        if found.cannot_measure:
            self._answers = [
                (group, origin.below("cannot_measure", index))
                for index, group in enumerate(found.cannot_measure)
            ]
        if found.not_yet:
            self._not_yet = (found.not_yet, origin.below("not_yet"))
        if found.not_yet_go_on:
            self._go_on = (found.not_yet_go_on, origin.below("not_yet_go_on"))
        if found.callback:
            self._callback = (found.callback, origin.below("callback"))
        return []

    def with_used(self, value: Value, origin: Origin) -> tuple[Value, Origin, list[Problem]]:
        """`value` with every `use` among its steps replaced by the step of that id, and where each was read."""
        steps = value.get("steps") if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(steps, list):
            return value, origin, []
        taken: list[Value] = []
        grafts: dict[Path, Origin] = {}
        problems: list[Problem] = []
        for index, step in enumerate(steps):
            path: Path = ("steps", index)
            if not isinstance(step, dict) or "use" not in step:
                taken.append(step)
                continue
            problems += self._use_problems(step, path, origin)
            shared = self._steps.get(str(step["use"]))
            if shared is not None:
                taken.append(_used(shared.value, step))
                grafts[path] = shared.origin
        return {**value, "steps": taken}, origin.with_grafts(grafts), problems

    def laid_into(self, entry: Entry, origin: Origin) -> tuple[Entry, Origin]:
        """`entry` with the shared answers in the steps that need them, and the outcome they lead to."""
        if not isinstance(entry, Procedure | EmergencyCard):
            return entry, origin
        steps: list[Step] = []
        grafts: dict[Path, Origin] = {}
        for index, step in enumerate(entry.steps):
            more = [*self._why_not(step), *self._not_known_yet(entry, step)]
            steps.append(replace(step, answers=(*step.answers, *(answer for answer, _ in more))))
            for number, (answer, place) in enumerate(more, start=len(step.answers)):
                path: Path = ("steps", index, "answers", number)
                grafts[path] = place
                if step.wait and step.wait in answer.note:  # these words are the step's own
                    grafts[(*path, "note")] = origin.below("steps", index, "wait")
        laid = replace(entry, steps=tuple(steps), dispatch_minimum=_with_shared(entry))
        if isinstance(laid, Procedure):
            laid, more_grafts = self._with_callback(laid)
            grafts |= more_grafts
        return laid, origin.with_grafts(grafts)

    def _with_callback(self, procedure: Procedure) -> tuple[Procedure, dict[Path, Origin]]:
        """The outcome added, where an answer leads to it and the procedure has none of that id."""
        if self._callback is None:
            return procedure, {}
        outcome, place = self._callback
        led_to = {a.outcome for step in procedure.steps for a in step.answers if a.is_standing}
        if outcome.id not in led_to or procedure.outcome(outcome.id) is not None:
            return procedure, {}
        added = (*procedure.outcomes, replace(outcome, is_standing=True))
        return replace(procedure, outcomes=added), {("outcomes", len(procedure.outcomes)): place}

    def _why_not(self, step: Step) -> Iterator[tuple[Answer, Origin]]:
        """Reasons why the value of `step` cannot be measured, where it is one that is measured."""
        if step.value is None or not step.value.is_measured or step.kind is not StepKind.ASK:
            return
        unit = step.value.unit
        fitting = [group for group in self._answers if unit in group[0].units]
        fitting = fitting or [group for group in self._answers if not group[0].units]
        for group, place in fitting[:1]:
            if not any(_says_the_same(answer, step) for answer in group.answers):
                for number, answer in enumerate(group.answers):
                    yield replace(answer, is_standing=True), place.below("answers", number)

    def _not_known_yet(self, entry: Entry, step: Step) -> Iterator[tuple[Answer, Origin]]:
        """That it is too early to tell: a call back, but never in the way of a ticket that must go out."""
        if not step.wait:
            return
        wanted = entry.dispatch_minimum if isinstance(entry, Procedure | EmergencyCard) else ()
        must_go_on = step.killer or step.id in wanted or not isinstance(entry, Procedure)
        found = self._go_on if must_go_on else self._not_yet
        if found is None or _says_the_same(found[0], step):
            return
        answer, place = found
        leads_to = self._callback[0].id if self._callback and not must_go_on else ""
        note = answer.note.replace(WAIT_IN_NOTE, step.wait)
        yield replace(answer, note=note, outcome=leads_to, is_standing=True), place

    def _use_problems(self, step: Mapping[str, Value], path: Path, origin: Origin) -> Iterator[Problem]:
        name = str(step["use"])
        if name not in self._steps:
            message = f"{STANDING_FILE} 里没有共用步骤“{name}”{did_you_mean(name, list(self._steps))}"
            yield origin.problem((*path, "use"), "unknown-use", message)
        for key in step:
            if key not in _OWN_KEYS:
                message = f"写了 use 的步骤只能再写 group 和 when,不能写“{key}”;要改内容就写成自己的步骤"
                yield origin.problem((*path, key), "unknown-key", message)


def _with_shared(entry: Procedure | EmergencyCard) -> tuple[str, ...]:
    """The dispatch minimum, if there is one, with the shared killer steps: who must not be forgotten is asked first."""
    wanted = entry.dispatch_minimum
    shared = (s.id for s in entry.steps if s.is_standing and s.killer and s.id not in wanted)
    return (*wanted, *shared) if wanted else ()


def _used(shared: Mapping[str, Value], step: Mapping[str, Value]) -> dict[str, Value]:
    own = {key: step[key] for key in ("group", "when") if key in step}
    return {**{k: v for k, v in shared.items() if k != "group"}, "is_standing": "true", **own}


def _says_the_same(answer: Answer, step: Step) -> bool:
    """Whether the author wrote such an answer: it stays as written."""
    return any(own.is_standing or own.label.startswith(answer.label[:_HEAD]) for own in step.answers)


def _own_problems(standing: Standing, origin: Origin) -> Iterator[Problem]:
    ids = [step.id for step in standing.steps]
    for index, name in enumerate(ids):
        if not name:
            yield origin.problem(("steps", index), "bad-standing", "共用步骤要有 id,流程用 use: id 来取")
        elif name in ids[:index]:
            yield origin.problem(("steps", index, "id"), "bad-standing", f"“{name}”用了两次,请换一个 id")
    for index, group in enumerate(standing.cannot_measure):
        if not group.answers:
            message = "请写出至少一个“量不了”的原因"
            yield origin.problem(("cannot_measure", index, "answers"), "bad-standing", message)
