"""Steps and the answers given so far -> which steps apply, which do not, and which are still open."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from handbook.model.step import Answer, Step


class Applicability(StrEnum):
    """Whether a step belongs to the branch that was taken."""

    APPLIES = "适用"
    OPEN = "待定"
    EXCLUDED = "不适用"


def applicability(steps: Sequence[Step], answers: Mapping[str, str]) -> dict[str, Applicability]:
    """Step id -> applicability, in the order of `steps`; `answers` maps step ids to labels.

    A step applies when every step named in its `when` was answered with one of the labels there. It is
    excluded when one of them was answered otherwise or is itself excluded, and when an earlier step was
    answered with an outcome. Answers of excluded steps count for nothing.
    """
    found: dict[str, Applicability] = {}
    has_ended = False
    for step in steps:
        found[step.id] = Applicability.EXCLUDED if has_ended else _by_conditions(step, answers, found)
        if found[step.id] is Applicability.APPLIES:
            answer = chosen_answer(step, answers.get(step.id, ""))
            has_ended = has_ended or bool(answer and answer.outcome)
    return found


def _by_conditions(
    step: Step, answers: Mapping[str, str], earlier: Mapping[str, Applicability]
) -> Applicability:
    result = Applicability.APPLIES
    for name, labels in step.when.items():
        if earlier.get(name) is Applicability.EXCLUDED:
            return Applicability.EXCLUDED
        if name not in answers:
            result = Applicability.OPEN
        elif answers[name] not in labels:
            return Applicability.EXCLUDED
        elif earlier.get(name) is Applicability.OPEN:
            # Answered ahead of its turn: it counts once its own branch is certain.
            result = Applicability.OPEN
    return result


def chosen_answer(step: Step, label: str) -> Answer | None:
    """The answer of that label, or None."""
    return next((answer for answer in step.answers if answer.label == label), None)
