"""A step and its state -> the words that stage and outline show."""

from datetime import datetime

from handbook.call.state.run import Mark, StepState
from handbook.document.blocks import Caution, Note, StepRow
from handbook.document.words import NOT_APPLICABLE, quoted
from handbook.model.checklist import Checklist
from handbook.model.kinds import Audience, StepKind
from handbook.model.step import Step
from handbook.model.typesetting import typeset

StepWords = StepRow | Caution | Note
ANSWERS_BETWEEN = "\uff0f"
LEAST_SHORT = 3
"""Characters that the first part of a title needs to stand for the whole."""
MINUTE = 60_000


def words_of(row: StepWords) -> str:
    """The step in one paragraph, without marks of state."""
    match row:
        case Caution():
            return f"{row.level} {typeset(row.text)}"
        case Note():
            return typeset(row.text)
        case _:
            return typeset(quoted(row.text) if row.is_said else row.text)


def notes_of(row: StepWords) -> str:
    """Small print beneath the question, a line each: notes, and the state that shows it is done; empty where there is none."""
    if not isinstance(row, StepRow):
        return ""
    done = [f"做到:{row.state}"] if row.state else []
    return typeset("\n".join([*row.notes, *done]))


def is_copyable(step: Step) -> bool:
    """Whether “copy” may be offered: words for the caller alone."""
    return step.kind is StepKind.SAY and step.effective_audience is Audience.CALLER


def answer_words(step: Step, state: StepState) -> str:
    """What was answered or measured; empty where nothing was."""
    value = (
        f"{state.value}{f' {step.value.unit}' if step.value and step.value.unit else ''}"
        if state.value
        else ""
    )
    return typeset(" ".join(words for words in (state.answer, value) if words))


def choice_words(step: Step) -> str:
    """The answers there are, as plain words."""
    return typeset(ANSWERS_BETWEEN.join(answer.label for answer in step.own_answers))


def short_title(title: str) -> str:
    """The first name of a list that has several: 热水喷出、关不住 is 热水喷出."""
    first = title.partition("、")[0]
    return first if len(first) >= LEAST_SHORT else title


def side_words(state: StepState, at: datetime | None, *, is_excluded: bool) -> str:
    """What stands at the right of a row: state and time of a done step."""
    if is_excluded:
        return NOT_APPLICABLE
    if state.is_known:
        return "上面已填"
    told = {Mark.SKIPPED: "跳过", Mark.VERIFIED: "已核实", Mark.QUESTIONED: "存疑"}
    time = f"{at.astimezone():%H:%M}" if at and state.mark is not Mark.OPEN else ""
    return " ".join(part for part in (told.get(state.mark, ""), time) if part)


def version_alone(checklist: Checklist) -> str:
    """The content version of a list without its region, where a line has no room for both."""
    return checklist.version.partition(" ")[0]
