"""What the lists of a call have learned -> what a list that is pinned now takes over, by declared fact and equal label only."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.call.state.call import Call
from handbook.call.state.events import Carried
from handbook.call.state.run import Run, StepState
from handbook.model.checklist import Checklist
from handbook.model.step import Step


@dataclass(frozen=True, slots=True)
class _Learned:
    run: Run
    step: Step
    state: StepState


def carried_over(call: Call, checklist: Checklist, number: int) -> tuple[Carried, ...]:
    """What run `number`, which is about to follow `checklist`, takes over from the others; what was learned last wins."""
    learned = sorted(_learned(call), key=lambda one: -one.state.learned)
    found: list[Carried] = []
    for step in checklist.steps:
        one = next((one for one in learned if _fits(step, one)), None)
        if one is not None:
            found.append(
                Carried(
                    run=number,
                    step=step.id,
                    label=one.state.answer,
                    text=one.state.value,
                    place=one.state.place,
                    from_run=one.run.id,
                    learned=one.state.learned,
                )
            )
    return tuple(found)


def _learned(call: Call) -> Iterator[_Learned]:
    for run in call.runs:
        if run.end and run.end.is_abandoned:
            continue
        for step in run.applicable:
            state = run.state(step.id)
            if step.facts and not step.held_facts and (state.answer or state.value):
                yield _Learned(run, step, state)


def _fits(step: Step, one: _Learned) -> bool:
    """Whether the same is asked, and every word of what was learned is one of this step's own; no end is carried over."""
    if (step.facts, step.whose) != (one.step.facts, one.step.whose):
        return False
    if one.state.value and not _same_measure(step, one.step):
        return False
    answer = next((a for a in step.answers if a.label == one.state.answer), None)
    return not one.state.answer or (answer is not None and not answer.outcome)


def _same_measure(step: Step, other: Step) -> bool:
    return step.value is not None and other.value is not None and step.value.unit == other.value.unit
