"""Steps of a checklist -> whether some answers lead to a step or an end, and which do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from handbook.model.step import Step

VALUE = ""
"""Stands for a value that is entered instead of an answer."""
_State = Mapping[str, frozenset[str]]
"""Id of a step that must apply -> what it may be answered with."""
_Conditions = Mapping[str, tuple[str, ...]]


class Ways:
    """Nothing is skipped: a question that applies is answered, and an answer with an outcome ends the list.

    An answer that opens another entry ends nothing, for one may come back from there.
    """

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = {step.id: step for step in steps}
        self._place = {step.id: place for place, step in enumerate(steps)}
        self._enders = [step for step in steps if step.answers and not self._goes_on(step)]

    def to_step(self, step: Step) -> dict[str, str] | None:
        """Answers by which `step` comes to be asked, as few as there must be; None where none do."""
        return self.to(step.when, self._place[step.id])

    def to_answer(self, step: Step, label: str) -> dict[str, str] | None:
        """Answers by which `step` is asked and answered so."""
        found = self.to_step(step)
        return None if found is None else {**found, step.id: label}

    def to_end(self, wanted: _Conditions, avoided: Iterable[_Conditions] = ()) -> dict[str, str] | None:
        """Answers by which the list is gone through to its end so that `wanted` holds and none of `avoided` does.

        None of them opens another entry: whoever is sent there ends there.
        """
        staying = Ways([_staying(step) for step in self._steps.values()])
        return staying.to(wanted, len(self._steps), tuple(avoided))

    def to(
        self, wanted: _Conditions, place: int, avoided: Sequence[_Conditions] = ()
    ) -> dict[str, str] | None:
        """The same for whatever stands at `place` of the list."""
        enders = [step for step in self._enders if self._place[step.id] < place]
        for state in self._met(list(wanted.items()), {}, place, place):
            for free in self._all_broken([*avoided], state, place):
                for found in self._all_broken([step.when for step in enders], free, place):
                    return {name: self._preferred(name, labels) for name, labels in found.items()}
        return None

    def ends_before(self, step: Step) -> bool:
        """Whether `step` would be asked if no answer before it ended the list."""
        found = self._met(list(step.when.items()), {}, 0, self._place[step.id])
        return next(iter(found), None) is not None

    # -- internals

    def _met(
        self, wanted: list[tuple[str, tuple[str, ...]]], state: _State, place: int, limit: int
    ) -> Iterator[_State]:
        """States in which all conditions hold; the steps they name stand before `limit`."""
        if not wanted:
            yield state
            return
        (name, labels), *others = wanted
        if self._place.get(name, limit) < limit:
            for changed in self._restricted(state, name, frozenset(labels), place):
                yield from self._met(others, changed, place, limit)

    def _restricted(self, state: _State, name: str, allowed: frozenset[str], place: int) -> Iterator[_State]:
        step = self._steps[name]
        left = allowed & (state[name] if name in state else self._options(step, place))
        if not left:
            return
        changed = {**state, name: left}
        if name in state:
            yield changed
        else:
            yield from self._met(list(step.when.items()), changed, place, self._place[name])

    def _all_broken(self, conditions: list[_Conditions], state: _State, place: int) -> Iterator[_State]:
        if not conditions:
            yield state
            return
        for changed in self._broken(conditions[0], state, place):
            yield from self._all_broken(conditions[1:], changed, place)

    def _broken(self, conditions: _Conditions, state: _State, place: int) -> Iterator[_State]:
        """States in which one condition at least does not hold."""
        for name, labels in conditions.items():
            step = self._steps.get(name)
            if step is None:
                yield state
                continue
            yield from self._restricted(state, name, self._options(step, place) - frozenset(labels), place)
            if name not in state:
                yield from self._broken(step.when, state, place)

    def _options(self, step: Step, place: int) -> frozenset[str]:
        """What a step may be answered with where the list must go on to `place`."""
        if self._place[step.id] < place:
            return self._goes_on(step)
        return frozenset(answer.label for answer in step.answers) | _value_of(step)

    def _goes_on(self, step: Step) -> frozenset[str]:
        return frozenset(a.label for a in step.answers if not a.outcome) | _value_of(step)

    def _preferred(self, name: str, labels: frozenset[str]) -> str:
        """What stays in this list before what leads out of it, in the order of the step."""
        answers = [answer for answer in self._steps[name].answers if answer.label in labels]
        staying = [answer for answer in answers if not answer.entry]
        chosen = staying or ([] if VALUE in labels else answers)
        return chosen[0].label if chosen else VALUE


def _value_of(step: Step) -> frozenset[str]:
    return frozenset({VALUE}) if step.value is not None else frozenset()


def _staying(step: Step) -> Step:
    """`step` with every answer that leads out of the list as one that ends it."""
    led = (replace(answer, outcome=answer.outcome or answer.entry) for answer in step.answers)
    return replace(step, answers=tuple(led))
