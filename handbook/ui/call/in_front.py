"""What stands before the agent: one value, from which follow the run that is acted on, what covers it, and what undo may reach."""

from dataclasses import dataclass

from handbook.call.desk import CallDesk
from handbook.call.state.run import Run


@dataclass(frozen=True, slots=True)
class Nothing:
    """No list: a call in which nothing is pinned, or no call at all."""


@dataclass(frozen=True, slots=True)
class ListInFront:
    """The list of the call that is on screen."""

    run: int
    """Its number within the call."""


@dataclass(frozen=True, slots=True)
class CardOffered:
    """The emergency cards cover the window, and none is chosen yet."""


@dataclass(frozen=True, slots=True)
class CardLookedAt:
    """An emergency card in which nothing was done: nothing of it is stored."""

    visit: int
    """Counts the cards that were opened, so that two visits never share a field."""
    run: Run
    """The card as it would be pinned; its cursor is where the agent moved to."""


@dataclass(frozen=True, slots=True)
class CardWorked:
    """An emergency card that is a run of a call."""

    visit: int
    call: int
    run: int
    """Its number within the call: another call may have one of the same number."""


OpenCard = CardLookedAt | CardWorked
Cover = CardOffered | OpenCard
InFront = Nothing | ListInFront | Cover


def undo_scopes(front: InFront) -> tuple[int, ...]:
    """Whose last act undo takes back, the first that has one: numbers of runs, 0 = the call; empty where undo is deaf.

    A note or the caller's data is the call's own, and is seen beside its lists but not beside a card.
    """
    match front:
        case Nothing():
            return (0,)
        case ListInFront(run=run):
            return (run, 0)
        case CardOffered() | CardLookedAt():
            return ()
        case CardWorked(run=run):
            return (run,)


class Front:
    """What the agent has before him. The call desk knows its list; what covers that stands here and nowhere else."""

    def __init__(self, desk: CallDesk) -> None:
        self._desk = desk
        self._cover: Cover | None = None

    @property
    def now(self) -> InFront:
        """What stands before the agent."""
        return self._cover or self.beneath

    @property
    def beneath(self) -> Nothing | ListInFront:
        """What the window itself shows, whether or not a card covers it."""
        call = self._desk.active
        return ListInFront(call.shown_run) if call is not None and call.shown_run else Nothing()

    @property
    def is_covered(self) -> bool:
        """Whether the emergency cards are over the window."""
        return self._cover is not None

    @property
    def card(self) -> OpenCard | None:
        """The emergency card that is open."""
        return self._cover if isinstance(self._cover, OpenCard) else None

    @property
    def run(self) -> Run | None:
        """The run on screen, as the desk has it; None where there is none, or its call is not the one that is on."""
        call, now = self._desk.active, self.now
        if call is None or not isinstance(now, ListInFront | CardWorked):
            return None
        if isinstance(now, CardWorked) and now.call != call.id:
            return None
        return next((run for run in call.runs if run.id == now.run), None)

    def cover(self, cover: Cover) -> None:
        """The emergency cards come over the window, or one of them gives way to another."""
        self._cover = cover

    def uncover(self) -> None:
        """What was beneath is before the agent again."""
        self._cover = None
