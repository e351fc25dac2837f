"""What an emergency card comes to -> the rows that the stage shows at its end."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from handbook.call.state.card_outcome import card_outcome
from handbook.call.state.run import Run
from handbook.document.words import AFTERWARDS, NEXT_STEP, STOP, TAKEOVER, WHO_ANSWERS, quoted
from handbook.model.checklist import immediate_line
from handbook.model.promise import due
from handbook.model.typesetting import typeset
from handbook.ui.call.limit_words import by_when

PROMISED = "承诺"
UNSAID = "没说"
Fact = tuple[str, str, str]
"""Label, words that are bold where more follows, what follows them."""


def card_priority(run: Run) -> str:
    """P0…P3 of the card's outcome; empty where it names none."""
    outcome = card_outcome(run)
    return str(outcome.priority) if outcome is not None else ""


def card_facts(run: Run, times: Mapping[str, datetime]) -> Iterator[Fact]:
    """Next act, who does it, what comes afterwards, what was promised and what was not said, when to stop."""
    outcome = card_outcome(run)
    if outcome is not None:
        yield NEXT_STEP, typeset(outcome.next_action), ""
        yield WHO_ANSWERS, typeset(outcome.owner), ""
        if outcome.follow_up:
            yield AFTERWARDS, typeset(outcome.follow_up), ""
    if promised := _promised(run, times):
        yield PROMISED, typeset("\n".join(promised)), ""
    numbers = range(1, len(run.checklist.immediate) + 1)
    unsaid = [
        quoted(run.checklist.immediate[n - 1].text) for n in numbers if immediate_line(n) not in run.said
    ]
    unsaid += [quoted(step.text) for step in run.unsaid]
    if unsaid:
        yield UNSAID, typeset("\n".join(unsaid)), ""
    if run.checklist.stop:
        yield STOP, typeset(run.checklist.stop), ""
    if run.checklist.takeover:
        yield TAKEOVER, typeset(run.checklist.takeover), ""


def _promised(run: Run, times: Mapping[str, datetime]) -> list[str]:
    """One line for each time that a sentence of the branch taken names: by when, or that nobody said it."""
    lines: list[str] = []
    for line, keys in run.checklist.spoken.items():
        if line in run.checklist.step_by_id and not run.applies(line) and line not in run.said:
            continue
        for key in keys:
            promise = run.checklist.promise(key)
            if promise is None or not promise.text:
                continue
            said = times.get(line) if line in run.said else None
            by = by_when(due(promise, said)) if said is not None else ""
            state = (by or "说了") if line in run.said else UNSAID
            lines.append(f"{promise.label} {promise.text}:{state}")
    return lines
