"""A procedure or emergency card -> the frozen copy of it that a run follows, with every site value filled in."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import msgspec

from handbook.model.emergency import EmergencyCard, ImmediateLine
from handbook.model.kinds import Kind, Severity
from handbook.model.pinned_paper import PinnedPaper
from handbook.model.procedure import Procedure
from handbook.model.rewriting import rewritten
from handbook.model.step import Outcome, Step
from handbook.model.text import value_reference

Resolve = Callable[[str], str]
"""Text with ``{{key}}`` -> the same text with the site's values in their places."""


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """What was pinned, as it read at that moment; later changes of the content do not reach it."""

    entry_id: str
    kind: Kind
    title: str
    severity: Severity
    version: str = ""
    """Content version shown to users, such as 2026.11."""
    revision: str = ""
    """Hash of the content."""
    immediate: tuple[ImmediateLine, ...] = ()
    """Phase 1 of an emergency card: said and done at once, never ticked."""
    steps: tuple[Step, ...]
    """The steps of the run; each has an id."""
    onsite_steps: tuple[Step, ...] = ()
    """For the fitter; shown and printed, not ticked on the phone."""
    outcomes: tuple[Outcome, ...] = ()
    """`promise` holds the promise itself here, not the key of its site value."""
    default_outcome: str = ""
    dispatch_minimum: tuple[str, ...] = ()
    calm: tuple[str, ...] = ()
    stop: str = ""
    takeover: str = ""
    done: str = ""
    paper: PinnedPaper | None = None
    """What its printed sheet says beside all this; None in copies that an older program stored."""

    @cached_property
    def step_by_id(self) -> Mapping[str, Step]:
        """Id -> step."""
        return {step.id: step for step in self.steps}

    def number(self, step_id: str) -> int:
        """Place of a step in the list, counted from 1."""
        return next(n for n, step in enumerate(self.steps, 1) if step.id == step_id)

    def outcome(self, outcome_id: str) -> Outcome | None:
        """The outcome of that id, or None."""
        return next((outcome for outcome in self.outcomes if outcome.id == outcome_id), None)

    def to_json(self) -> str:
        """The copy as it is stored."""
        return msgspec.json.encode(self).decode()

    @cached_property
    def digest(self) -> str:
        """Name of this copy in the store; equal copies are stored once."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:32]


def checklist_from_json(text: str) -> Checklist:
    """The copy that `to_json` wrote."""
    return msgspec.json.decode(text, type=Checklist)


def make_checklist(
    entry: Procedure | EmergencyCard,
    *,
    version: str = "",
    revision: str = "",
    resolve: Resolve,
    paper: PinnedPaper | None = None,
) -> Checklist:
    """The copy of `entry` at this content version; without `paper` its printed sheet says only what a run follows."""
    shared = Checklist(
        entry_id=entry.id,
        kind=entry.kind,
        title=resolve(entry.title),
        severity=entry.severity or default_severity(entry.kind),
        version=version,
        revision=revision,
        steps=_resolved_steps(entry.steps, resolve),
        dispatch_minimum=entry.dispatch_minimum,
        paper=paper,
    )
    if isinstance(entry, Procedure):
        return replace(
            shared,
            onsite_steps=_resolved_steps(entry.onsite_steps, resolve),
            outcomes=tuple(_resolved_outcome(outcome, resolve) for outcome in entry.outcomes),
            default_outcome=entry.default_outcome,
        )
    return replace(
        shared,
        immediate=tuple(replace(line, text=resolve(line.text)) for line in entry.immediate),
        calm=tuple(map(resolve, entry.calm)),
        stop=resolve(entry.stop),
        takeover=resolve(entry.takeover),
        done=resolve(entry.done),
    )


def default_severity(kind: Kind) -> Severity:
    """Rank of an entry that names none: an emergency card is 危险, anything else 一般."""
    return Severity.DANGER if kind is Kind.EMERGENCY else Severity.NORMAL


def _resolved_steps(steps: tuple[Step, ...], resolve: Resolve) -> tuple[Step, ...]:
    return tuple(_resolved_step(step, number, resolve) for number, step in enumerate(steps, 1))


def _resolved_step(step: Step, number: int, resolve: Resolve) -> Step:
    # `when` refers to answers by their labels, so both are filled in alike.
    return replace(rewritten(step, resolve), id=step.id or f"step-{number}")


def _resolved_outcome(outcome: Outcome, resolve: Resolve) -> Outcome:
    promise = resolve(value_reference(outcome.promise)) if outcome.promise else ""
    return replace(rewritten(outcome, resolve), promise=promise)
