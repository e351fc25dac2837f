"""A step and its state -> the words that its row shows."""

from datetime import datetime
from html import escape

from handbook.call.state.run import Mark, StepState
from handbook.document.blocks import Caution, Note, StepRow
from handbook.document.words import KILLER, NOT_APPLICABLE, quoted, with_state
from handbook.model.kinds import Audience, StepKind
from handbook.model.script import reading_seconds
from handbook.model.step import Step
from handbook.model.typesetting import WORD_JOINER, typeset
from handbook.render.colours import Colours

KEY_MARK = WORD_JOINER.join(KILLER)
StepWords = StepRow | Caution | Note


def words_of(row: StepWords) -> str:
    """The step in one paragraph, without marks of state."""
    match row:
        case Caution():
            return f"{row.level}  {typeset(row.text)}"
        case Note():
            return typeset(row.text)
        case _:
            return typeset(quoted(row.text) if row.is_said else with_state(row.text, row.state))


def html_of(row: StepWords, colours: Colours, *, is_excluded: bool) -> str:
    """`words_of` with the mark of a killer step, in danger's colour while the step applies."""
    words = escape(words_of(row))
    if not isinstance(row, StepRow) or not row.killer:
        return words
    style = f"font-size: 80%; color: {colours.ink_third if is_excluded else colours.danger}"
    return f'{words} <span style="{style}">{KEY_MARK}</span>'


def notes_of(row: StepWords) -> str:
    """Small print beneath the words, a line each; empty where there is none."""
    return typeset("\n".join(row.notes)) if isinstance(row, StepRow) else ""


def is_copyable(step: Step) -> bool:
    """Whether “copy” may be offered: words for the caller alone."""
    return step.kind is StepKind.SAY and step.effective_audience is Audience.CALLER


def is_tall(step: Step) -> bool:
    """Whether something is answered or filled in beneath the words."""
    return bool(step.answers or step.value)


def side_words(step: Step, state: StepState, at: datetime | None, *, is_excluded: bool) -> str:
    """What stands at the right: state and time of a done step, seconds of a sentence still to be read."""
    if is_excluded:
        return NOT_APPLICABLE
    if state.mark is Mark.OPEN:
        if step.kind is StepKind.SAY:
            return f"{reading_seconds(step.text)} 秒" if is_copyable(step) else "内部"
        return ""
    told = {Mark.SKIPPED: "跳过", Mark.VERIFIED: "已核实", Mark.QUESTIONED: "存疑"}
    word = told.get(state.mark, "")
    time = f"{at.astimezone():%H:%M}" if at else ""
    if step.kind is StepKind.SAY or is_tall(step):
        return word or time  # one line: the button to copy stands above it, or the answers close beneath
    return "\n".join(part for part in (word, time) if part)
