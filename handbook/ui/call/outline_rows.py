"""A run -> the rows of its outline: every step exactly one line, in the order of the list, done and open alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from handbook.call.state.answer_words import shortened
from handbook.call.state.applicability import Applicability
from handbook.call.state.run import Mark, Run, StepState
from handbook.document.words import KILLER, NOT_APPLICABLE, NOTE, NOW, STEPS
from handbook.model.kinds import StepKind, WarningLevel
from handbook.model.step import Step
from handbook.model.typesetting import plain, typeset
from handbook.ui.call.run_context import Carriage
from handbook.ui.call.step_words import (
    StepWords,
    answer_words,
    choice_words,
    short_title,
    side_words,
    words_of,
)

NOT_CARRIED: Mapping[str, Carriage] = {}
FILLED = "上面已填"
"""At a step that is done because the caller's data are known."""
LONGEST_TITLE = 8
"""Characters of the list from which an answer comes."""


class RowKind(Enum):
    """What a row is."""

    HEAD = "组"
    STEP = STEPS
    SAID = "话"
    WARNING = "警告"
    NOTE = NOTE


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One line."""

    kind: RowKind
    step: str = ""
    """Id of the step; empty at a head."""
    words: str = ""
    """The question, sentence or heading; elided first."""
    answer: str = ""
    """What was answered; never cut."""
    choices: str = ""
    """The answers there are, of a step that is still to come."""
    side: str = ""
    """Time, state or “now”, at the right."""
    mark: Mark = Mark.OPEN
    is_excluded: bool = False
    is_current: bool = False
    is_to_confirm: bool = False
    is_danger: bool = False
    is_killer: bool = False
    state_words: str = field(default="")
    """The state for those who do not see the mark."""

    @property
    def line(self) -> str:
        """Everything it says, in one line."""
        parts = (self.words, self.answer, self.choices, self.side)
        return plain(" ".join(part for part in parts if part))

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{self.state_words}:{self.line}" if self.state_words else self.line


def outline_rows(
    run: Run,
    said: Mapping[str, StepWords],
    times: Mapping[str, datetime],
    *,
    shown: str,
    carried: Mapping[str, Carriage] = NOT_CARRIED,
) -> list[OutlineRow]:
    """The rows of `run`; `shown`: id of the step on the stage; `carried`: where answers of other lists come from."""
    rows: list[OutlineRow] = []
    group = ""
    for step in run.checklist.steps:
        if step.group and step.group != group:
            group = step.group
            rows.append(OutlineRow(RowKind.HEAD, words=typeset(group)))
        row = _row(run, step, said[step.id], times.get(step.id), shown=shown)
        came = carried.get(step.id)
        rows.append(replace(row, side=from_words(came.title)) if came and not row.is_excluded else row)
    return rows


def from_words(title: str) -> str:
    """That an answer was learned in the list of that title."""
    return typeset(f"从“{shortened(short_title(title), LONGEST_TITLE)}”带来")


def _row(run: Run, step: Step, words: StepWords, at: datetime | None, *, shown: str) -> OutlineRow:
    is_excluded = run.applicability[step.id] is Applicability.EXCLUDED
    state = run.state(step.id)
    kind = _KINDS.get(step.kind, RowKind.STEP)
    can_be_done = step.kind.can_be_ticked
    is_now = step.id == shown and run.is_open
    is_to_confirm = run.is_to_confirm(step.id)
    is_waiting = can_be_done and state.mark is Mark.OPEN and not is_excluded
    side = side_words(state, at, is_excluded=is_excluded) if can_be_done or is_excluded else ""
    if is_to_confirm:
        side = "待确认"
    elif is_now and not side:
        side = NOW
    elif state.is_known:
        side = FILLED
    elif step in run.unsaid:
        side = "没说"
    return OutlineRow(
        kind,
        step=step.id,
        words=words_of(words),
        answer=_answer(step, state),
        choices=choice_words(step) if is_waiting and not is_now else "",
        side=side,
        mark=state.mark,
        is_excluded=is_excluded,
        is_current=is_now,
        is_to_confirm=is_to_confirm,
        is_danger=step.level is WarningLevel.WARNING,
        is_killer=step.killer and is_waiting and not is_now,
        state_words="、".join(_state_words(state, step, is_now=is_now, is_excluded=is_excluded)),
    )


def _answer(step: Step, state: StepState) -> str:
    if state.answer or state.value:
        return answer_words(step, state)
    return typeset(state.reason) if state.mark is Mark.SKIPPED else ""


def _state_words(step_state: StepState, step: Step, *, is_now: bool, is_excluded: bool) -> Iterator[str]:
    if is_now:
        yield NOW
    if is_excluded:
        yield NOT_APPLICABLE
    elif step.kind.can_be_ticked:
        yield step_state.mark.value
    if step.killer:
        yield KILLER


_KINDS = {
    StepKind.SAY: RowKind.SAID,
    StepKind.WARN: RowKind.WARNING,
    StepKind.NOTE: RowKind.NOTE,
}
