"""A call -> the promises that were made in it: by whom they were said nobody asks, by when they hold everybody does.

A promise is made by saying the sentence that names it, and by nothing else. By when it holds follows from that moment by
the clock as it stood last, so that a clock that was set in between does no harm.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from handbook.call.state.call import Call
from handbook.call.state.dispatch import counting_runs
from handbook.call.state.run import Run
from handbook.model.checklist import outcome_line
from handbook.model.promise import Promise, due


@dataclass(frozen=True, slots=True)
class Made:
    """A promise that was said to the caller."""

    promise: Promise
    run: int
    line: str
    said: datetime
    due: datetime | date | None
    """The last moment, or the last day; None where it cannot be reckoned."""


@dataclass(frozen=True, slots=True)
class Unmade:
    """A promise that belongs to what was found, and was not said."""

    promise: Promise
    run: int
    line: str


def promises_made(call: Call) -> tuple[Made, ...]:
    """In the order in which they were said; what was said stays said, whatever was answered afterwards."""
    made = [
        _made(call, run, line, elapsed, promise)
        for run in call.runs
        for line, elapsed in run.said.items()
        for promise in _promises_of(run, line)
    ]
    return tuple(sorted(made, key=lambda one: one.said))


def promises_unmade(call: Call) -> tuple[Unmade, ...]:
    """Those of sentences that apply and were not said, in the order of the lists."""
    return tuple(
        Unmade(promise, run.id, line)
        for run in counting_runs(call)
        for line in _due_lines(run)
        if line not in run.said
        for promise in _promises_of(run, line)
    )


def _due_lines(run: Run) -> Iterator[str]:
    yield from (step.id for step in run.applicable if step.id in run.checklist.spoken)
    outcome = run.came_to
    if outcome is not None:
        yield outcome_line(outcome.id)


def _promises_of(run: Run, line: str) -> Iterator[Promise]:
    keys = run.checklist.spoken.get(line, ())
    found = (run.checklist.promise(key) for key in keys)
    return (promise for promise in found if promise is not None and promise.text)


def _made(call: Call, run: Run, line: str, elapsed: int, promise: Promise) -> Made:
    said = call.at(elapsed)
    return Made(promise, run.id, line, said, due(promise, said))
