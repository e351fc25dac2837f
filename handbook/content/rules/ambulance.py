"""Emergency cards go in; outcomes that call nobody's life in danger, though the card has an ambulance called, come out."""

from collections.abc import Iterator, Mapping

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.model.emergency import CardOutcome, EmergencyCard
from handbook.model.kinds import Priority, StepKind
from handbook.model.problem import Problem
from handbook.model.text import value_keys

_AMBULANCE = "ambulance"

_Known = Mapping[str, frozenset[str]]
"""Step id -> labels of which one was answered."""


def ambulance(content: LoadedContent) -> Iterator[Problem]:
    """Where the agent has an ambulance sent, the ticket says P0: what is graver for the agent is no milder for the crew."""
    for card in content.handbook.emergency:
        yield from _of_card(card, content.origins[card.id])


def _of_card(card: EmergencyCard, origin: Origin) -> Iterator[Problem]:
    told: set[int] = set()
    for step in card.steps:
        if step.kind is not StepKind.DO or _AMBULANCE not in value_keys(step.text):
            continue
        known = _known_before(step.when, card)
        for index in _outcomes_under(known, card.outcomes):
            if card.outcomes[index].priority is not Priority.P0 and index not in told:
                told.add(index)
                message = (
                    f"步骤“{step.text}”叫了急救,走到这个结论却是 {card.outcomes[index].priority.value};"
                    "请写 priority: P0,或把不用叫急救的答案另写一个结论"
                )
                yield origin.problem(("outcomes", index, "priority"), "ambulance-priority", message)


def _known_before(when: Mapping[str, tuple[str, ...]], card: EmergencyCard) -> _Known:
    """What was answered where a step with `when` applies: also what the steps it names apply under."""
    known: dict[str, frozenset[str]] = {}
    open_conditions = [when]
    by_id = {step.id: step for step in card.steps if step.id}
    while open_conditions:
        for name, labels in open_conditions.pop().items():
            if name not in known:
                known[name] = frozenset(labels)
                if name in by_id:
                    open_conditions.append(by_id[name].when)
    return known


def _outcomes_under(known: _Known, outcomes: tuple[CardOutcome, ...]) -> Iterator[int]:
    """Indices of the outcomes that may hold, up to the first that does whatever else is answered."""
    if not known:
        return  # the step stands for every call: whether it is done is left to the agent
    for index, outcome in enumerate(outcomes):
        if any(
            known.get(name, frozenset(labels)).isdisjoint(labels) for name, labels in outcome.when.items()
        ):
            continue
        yield index
        if all(name in known and known[name].issubset(labels) for name, labels in outcome.when.items()):
            return
