"""Steps of a checklist -> whether some answers lead to a step or an end, and which do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from handbook.model.step import Step

MOST = 3000
"""Choices that are looked at for one question; a list that a person wrote needs some tens."""
VALUE = ""
"""Stands for a value that is entered instead of an answer."""
_State = Mapping[str, frozenset[str]]
"""Id of a step that must apply -> what it may be answered with."""
_Conditions = Mapping[str, tuple[str, ...]]


class _TooManyError(Exception):
    """It cannot be told within reason."""


class Ways:
    """Nothing is skipped: a question that applies is answered, and an answer with an outcome ends the list.

    An answer that opens another entry ends nothing, for one may come back from there.
    """

    def __init__(self, steps: Sequence[Step]) -> None:
        self._steps = {step.id: step for step in steps}
        self._place = {step.id: place for place, step in enumerate(steps)}
        self._tried = 0
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

    def reaches(self, step: Step) -> bool:
        """Whether any answers lead to `step`; also where that cannot be told within reason."""
        try:
            return self._found(step.when, self._place[step.id], ()) is not None
        except _TooManyError:
            return True

    def to(
        self, wanted: _Conditions, place: int, avoided: Sequence[_Conditions] = ()
    ) -> dict[str, str] | None:
        """The same for whatever stands at `place` of the list; None also where none are found within reason."""
        try:
            return self._found(wanted, place, avoided)
        except _TooManyError:
            return None

    def ends_before(self, step: Step) -> bool:
        """Whether `step` would be asked if no answer before it ended the list."""
        self._tried = 0
        found = self._met(list(step.when.items()), {}, 0, self._place[step.id])
        with suppress(_TooManyError):
            return next(iter(found), None) is not None
        return False

    # -- internals

    def _found(
        self, wanted: _Conditions, place: int, avoided: Sequence[_Conditions]
    ) -> dict[str, str] | None:
        enders = [step for step in self._enders if self._place[step.id] < place]
        broken = [(conditions, place) for conditions in avoided]
        broken += [(step.when, self._place[step.id]) for step in enders]
        self._tried = 0
        for state in self._met(list(wanted.items()), {}, place, place):
            for found in self._all_broken(broken, state, place):
                return {name: self._preferred(name, labels) for name, labels in found.items()}
        return None

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
        self._tried += 1
        if self._tried > MOST:
            raise _TooManyError
        step = self._steps[name]
        left = allowed & (state[name] if name in state else self._options(step, place))
        if not left:
            return
        changed = {**state, name: left}
        if name in state:
            yield changed
        else:
            yield from self._met(list(step.when.items()), changed, place, self._place[name])

    def _all_broken(
        self, broken: list[tuple[_Conditions, int]], state: _State, place: int
    ) -> Iterator[_State]:
        """States in which none of these holds; each with the place of what it is a condition of."""
        if not broken:
            yield state
            return
        conditions, limit = broken[0]
        for changed in self._broken(conditions, state, place, limit):
            yield from self._all_broken(broken[1:], changed, place)

    def _broken(self, conditions: _Conditions, state: _State, place: int, limit: int) -> Iterator[_State]:
        """States in which one condition at least does not hold; one that names no step before `limit` never does."""
        if any(
            self._place.get(name, limit) >= limit or not state.get(name, frozenset(labels)) & set(labels)
            for name, labels in conditions.items()
        ):
            yield state
            return
        for name, labels in conditions.items():
            step = self._steps[name]
            yield from self._restricted(state, name, self._options(step, place) - frozenset(labels), place)
            if name not in state:
                yield from self._broken(step.when, state, place, self._place[name])

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
