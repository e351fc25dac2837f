"""A run of an emergency card -> what the call comes to by it."""

from handbook.call.state.run import Run
from handbook.model.emergency import CardOutcome
from handbook.model.kinds import Priority


def card_outcome(run: Run) -> CardOutcome | None:
    """The first of the card's outcomes whose condition holds; None of a procedure, and of a card that names none."""
    for outcome in run.checklist.card_outcomes:
        if all(run.answers.get(step) in labels for step, labels in outcome.when.items()):
            return outcome
    return None


def priority_of(run: Run) -> Priority | None:
    """How grave the matter is by what the list came to; None while it came to nothing."""
    came = card_outcome(run) or run.came_to
    return came.priority if came is not None else None
