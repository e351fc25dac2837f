"""What a list on screen says of the call around it: what its outcome promised, and where carried answers come from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from handbook.call.state.call import Call
from handbook.call.state.promises import promises_made
from handbook.call.state.run import Run
from handbook.call.words.ticket_data import due_words
from handbook.model.checklist import outcome_line
from handbook.ui.call.reckoned import Reckoned

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Carriage:
    """Where an answer was learned."""

    title: str
    """Title of the list."""
    minutes: int
    """How long ago, in whole minutes."""

    @property
    def words(self) -> str:
        """When and where it was asked."""
        when = f"{self.minutes} 分钟前" if self.minutes else "刚才"
        return f"{when}在“{self.title}”里问的"


@dataclass(frozen=True, slots=True)
class Told:
    """Whether the sentence of the outcome was said, and what that makes."""

    line: str = ""
    """Name of the sentence among what may be said; empty where there is no outcome."""
    at: datetime | None = None
    """When it was said; None where it was not."""
    promises: tuple[str, ...] = ()
    """What saying it promised, as clock times."""
    may_promise: bool = False
    """Whether saying it promises anything."""


@dataclass(frozen=True, slots=True)
class RunContext:
    """What the list alone does not know."""

    told: Told = Told()
    carried: Mapping[str, Carriage] = field(default_factory=dict[str, Carriage])
    """Id of a step → where its answer was learned, while it holds what another list had learned."""
    reckoned: tuple[Reckoned, ...] = ()
    """What may be worked out for its outcome (退费), the chief one first."""


ContextOf = Callable[[Run], RunContext]


def no_context(_run: Run) -> RunContext:
    """Nothing is known of a call."""
    return RunContext()


def context_of(call: Call, run: Run, elapsed: int) -> RunContext:
    """What `call`, which has lasted `elapsed` milliseconds, says of `run`."""
    titles = {other.id: other.checklist.title for other in call.runs}
    carried = {
        step: Carriage(titles.get(state.origin, ""), max(elapsed - state.learned, 0) // MINUTE_MS)
        for step, state in run.states.items()
        if state.origin
    }
    return RunContext(_told(call, run), carried)


def _told(call: Call, run: Run) -> Told:
    outcome = run.came_to
    if outcome is None:
        return Told()
    line = outcome_line(outcome.id)
    made = [one for one in promises_made(call) if (one.run, one.line) == (run.id, line)]
    keys = run.checklist.spoken.get(line, ())
    promises = [run.checklist.promise(key) for key in keys]
    elapsed = run.said.get(line)
    written = call.at(call.elapsed).date()
    return Told(
        line=line,
        at=call.at(elapsed) if elapsed is not None else None,
        promises=tuple(due_words(one, written) for one in made),
        may_promise=any(promise is not None and promise.text for promise in promises),
    )
