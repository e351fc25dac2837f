"""A procedure or emergency card -> the frozen copy of it that a run follows, with every site value filled in."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import msgspec

from handbook.model.assumed import texts_of
from handbook.model.emergency import CardOutcome, EmergencyCard, ImmediateLine
from handbook.model.kinds import Kind, Severity
from handbook.model.pinned_paper import PinnedPaper
from handbook.model.procedure import Procedure
from handbook.model.promise import Promise
from handbook.model.rewriting import rewritten
from handbook.model.step import Outcome, Step
from handbook.model.text import TYPICAL, gaps, value_keys, value_reference

Resolve = Callable[[str], str]
"""Text with ``{{key}}`` -> the same text with the site's values in their places."""
IsAssumed = Callable[[str], bool]
"""Text as it was written -> whether it takes a value of a region that nobody confirmed."""
PromiseOf = Callable[[str], Promise | None]
"""Key of a site value -> what it promises; None where it promises nothing."""


def outcome_line(outcome_id: str) -> str:
    """Name of the sentence of an outcome among what may be said in a run; steps go by their ids."""
    return f"outcome:{outcome_id}"


def immediate_line(number: int) -> str:
    """Name of the `number`-th boxed line of a card, from 1."""
    return f"first:{number}"


def sentence_of(checklist: "Checklist", line: str) -> str:
    """The words of a line that may be said; empty where the list has no such line."""
    kind, _, name = line.partition(":")
    if kind == "outcome":
        outcome = checklist.outcome(name)
        return outcome.say if outcome is not None else ""
    if kind == "first":
        number = int(name) if name.isdecimal() else 0
        return checklist.immediate[number - 1].text if 0 < number <= len(checklist.immediate) else ""
    step = checklist.step_by_id.get(line)
    return step.text if step is not None else ""


def no_promise(_key: str) -> None:
    """No value promises anything."""


def nothing_assumed(_text: str) -> bool:
    """No text takes a value of such a region."""
    return False


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
    demand: str = ""
    """What the caller wants of the company."""
    dispatch_minimum: tuple[str, ...] = ()
    calm: tuple[str, ...] = ()
    stop: str = ""
    takeover: str = ""
    done: str = ""
    card_outcomes: tuple[CardOutcome, ...] = ()
    """Of an emergency card: what the call comes to."""
    promises: tuple[Promise, ...] = ()
    """Every promise that its lines can make, as it read when the list was pinned."""
    spoken: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Line that may be said (id of a step, `outcome_line`) -> keys of what saying it promises."""
    limits: dict[str, str] = field(default_factory=dict[str, str])
    """Id of an outcome -> key of its time, whether or not the sentence tells it."""
    paper: PinnedPaper | None = None
    """What its printed sheet says beside all this; None in copies that an older program stored."""
    assumed: tuple[str, ...] = ()
    """Its texts that took a value of a region that nobody had confirmed: none of them is copied for a caller."""
    took_over: tuple[str, ...] = ()
    """Ids of entries that went and whose place it took: an answer of an older copy leads here by one of them."""

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

    def promise(self, key: str) -> Promise | None:
        """The promise of that key, or None."""
        return next((promise for promise in self.promises if promise.key == key), None)

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
    promise_of: PromiseOf = no_promise,
    paper: PinnedPaper | None = None,
    took_over: tuple[str, ...] = (),
    is_assumed: IsAssumed = nothing_assumed,
) -> Checklist:
    """The copy of `entry` at this content version; without `paper` its printed sheet says only what a run follows."""
    spoken = _spoken(entry, promise_of)
    shared = Checklist(
        entry_id=entry.id,
        kind=entry.kind,
        title=resolve(entry.title),
        severity=entry.severity or default_severity(entry.kind),
        version=version,
        revision=revision,
        steps=_resolved_steps(entry.steps, resolve),
        dispatch_minimum=entry.dispatch_minimum,
        promises=_promises(entry, spoken, promise_of),
        spoken=spoken,
        paper=paper,
        took_over=took_over,
        assumed=tuple(dict.fromkeys(resolve(text) for text in texts_of(entry) if is_assumed(text))),
    )
    if isinstance(entry, Procedure):
        return replace(
            shared,
            onsite_steps=_resolved_steps(entry.onsite_steps, resolve),
            outcomes=tuple(_resolved_outcome(outcome, resolve) for outcome in entry.outcomes),
            default_outcome=entry.default_outcome,
            demand=resolve(entry.demand),
            limits={o.id: o.promise for o in entry.outcomes if o.promise and promise_of(o.promise)},
        )
    return replace(
        shared,
        immediate=tuple(replace(line, text=resolve(line.text)) for line in entry.immediate),
        calm=tuple(map(resolve, entry.calm)),
        stop=resolve(entry.stop),
        takeover=resolve(entry.takeover),
        done=resolve(entry.done),
        card_outcomes=tuple(rewritten(outcome, resolve) for outcome in entry.outcomes),
    )


def default_severity(kind: Kind) -> Severity:
    """Rank of an entry that names none: an emergency card is 危险, anything else 一般."""
    return Severity.DANGER if kind is Kind.EMERGENCY else Severity.NORMAL


def _spoken(entry: Procedure | EmergencyCard, promise_of: PromiseOf) -> dict[str, tuple[str, ...]]:
    """What each line promises; an outcome's sentence only what it says, for a time nobody heard is no promise."""
    lines = {_id_of(step, number): step.promises for number, step in enumerate(entry.steps, 1)}
    for outcome in entry.outcomes if isinstance(entry, Procedure) else ():
        said = value_keys(outcome.say)
        lines[outcome_line(outcome.id)] = tuple(dict.fromkeys(key for key in said if key == outcome.promise))

    def is_given(key: str) -> bool:
        """Whether it promises a time that somebody has given: else the sentence is told without it."""
        promise = promise_of(key)
        return promise is not None and bool(promise.text)

    return {line: kept for line, keys in lines.items() if (kept := tuple(filter(is_given, keys)))}


def _promises(
    entry: Procedure | EmergencyCard, spoken: Mapping[str, tuple[str, ...]], promise_of: PromiseOf
) -> tuple[Promise, ...]:
    """Those that a line can make, and the times that hold whether or not they were told."""
    keys = [key for line in spoken.values() for key in line]
    if isinstance(entry, EmergencyCard):
        keys += entry.promises
    else:
        keys += [outcome.promise for outcome in entry.outcomes if outcome.promise]
    return tuple(found for key in dict.fromkeys(keys) if (found := promise_of(key)) is not None)


def _resolved_steps(steps: tuple[Step, ...], resolve: Resolve) -> tuple[Step, ...]:
    return tuple(_resolved_step(step, number, resolve) for number, step in enumerate(steps, 1))


def _resolved_step(step: Step, number: int, resolve: Resolve) -> Step:
    # `when` refers to answers by their labels, so both are filled in alike.
    return replace(rewritten(step, resolve), id=_id_of(step, number))


def _id_of(step: Step, number: int) -> str:
    return step.id or f"step-{number}"


def _resolved_outcome(outcome: Outcome, resolve: Resolve) -> Outcome:
    promise = resolve(value_reference(outcome.promise)) if outcome.promise else ""
    if any(gaps(promise)) or promise.endswith(TYPICAL):
        promise = ""  # nobody has given or confirmed it, so nothing was promised
    return replace(rewritten(outcome, resolve), promise=promise)
