"""What many entries share, written once in ``standing.yaml``: steps to use, answers and an outcome laid in by themselves."""

from dataclasses import dataclass

from handbook.model.step import Answer, Outcome, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotMeasure:
    """Why a value cannot be measured, for values of some units."""

    units: tuple[str, ...] = ()
    """Units of the values it is for, such as ℃; empty = every value that no other group is for."""
    answers: tuple[Answer, ...]
    """Answers that begin with 量不了 or 读不了 and name the reason; `note` says what follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One ``standing.yaml``; a site's own replaces the parts it has."""

    steps: tuple[Step, ...] = ()
    """Steps that entries take by `use: ID`; each needs an id."""
    cannot_measure: tuple[CannotMeasure, ...] = ()
    """Laid into every step that asks for a measured value."""
    not_yet: Answer | None = None
    """Laid into a step that waits; leads to `callback`. ``{wait}`` in its note becomes what the step says in `wait`."""
    not_yet_go_on: Answer | None = None
    """The same where the list must go on: killer steps, steps needed for 派单, emergency cards."""
    callback: Outcome | None = None
    """Where `not_yet` leads; added to the outcomes of the entry."""
