"""A card that is worked in a call -> the clock times that bind it, and which of its boxed lines were said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from handbook.call.state.call import Call
from handbook.call.state.promises import promises_made
from handbook.call.state.run import Run
from handbook.model.checklist import Checklist, immediate_line
from handbook.model.promise import Promise, due


@dataclass(frozen=True, slots=True)
class Limit:
    """One time that binds the company."""

    promise: Promise
    by: datetime | date | None
    """The last moment or day; None where it cannot be reckoned."""
    is_promised: bool = False
    """It was told to the caller: it holds from then, not from the start of the card."""


def limits_of(
    checklist: Checklist, begun: datetime, call: Call | None = None, run: int = 0
) -> tuple[Limit, ...]:
    """The times of a card, each by the clock: from `begun`, or from the moment it was promised in run `run` of `call`."""
    made = {one.promise.key: one for one in promises_made(call) if one.run == run} if call is not None else {}
    return tuple(
        Limit(promise, made[promise.key].due, is_promised=True)
        if promise.key in made
        else Limit(promise, due(promise, begun))
        for promise in checklist.promises
        if promise.text
    )


def said_first(call: Call, run: Run) -> Mapping[int, datetime]:
    """Number of a boxed line -> when it was said."""
    numbers = range(1, len(run.checklist.immediate) + 1)
    return {n: call.at(run.said[line]) for n in numbers if (line := immediate_line(n)) in run.said}
