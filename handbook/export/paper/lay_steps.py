"""Steps -> boxes: tick box at the left, number, words, answers to ring, line to write on."""

from dataclasses import replace

from handbook.document.blocks import Choice, Rich, Span, StepRow
from handbook.document.run_record import TickState
from handbook.document.words import NOT_APPLICABLE, quoted, with_state
from handbook.export.paper.boxes import (
    MM,
    Box,
    LineMark,
    Mark,
    RectMark,
    RingMark,
    TagMark,
    TextMark,
    TickMark,
)
from handbook.export.paper.frame import FAINT, HAIRLINE, SECOND, Frame
from handbook.export.paper.lay_writing import (
    Columns,
    columns,
    lay_lines_below,
    lay_lines_beside,
    lay_written,
    rows_beside,
)
from handbook.export.paper.structure import Element, Role

RING = 4.1 * MM
ARROW = "→\u00a0"


def lay_step(row: StepRow, frame: Frame) -> Box:
    """One step; never cut."""
    cols = columns(frame, with_line=_wants_line(row))
    if row.time:
        time_width = frame.setter.width(row.time, frame.scale.small)
        cols = replace(cols, text_width=min(cols.text_width, frame.width - cols.text - time_width - frame.em))
    grey = FAINT if row.tick is TickState.NOT_APPLICABLE else 0.0
    item = Element(Role.ITEM, frame.parent)
    body = TagMark(Element(Role.BODY, item))
    marks: list[Mark] = [TagMark(Element(Role.LABEL, item))]
    condition: list[Mark] = []
    pad = 0.42 * frame.em * frame.scale.air
    y = pad
    if row.condition:
        y = frame.text(
            condition, row.condition, cols.text, y, cols.text_width, size=frame.scale.small, grey=SECOND
        )
    _box_and_number(marks=marks, row=row, frame=frame, cols=cols, y=y, grey=grey)
    # The number is read first, wherever it stands.
    marks += [body, *condition]
    first_line = y
    y = frame.text(marks, _words(row), cols.text, y, cols.text_width, bold=row.killer, grey=grey)
    if row.choices:
        y = _choices(
            marks=marks,
            row=row,
            frame=frame,
            cols=_under_line(row, frame, cols),
            y=y + 0.15 * frame.em,
            grey=grey,
        )
    if row.time:
        top = first_line + (frame.em - frame.scale.small) * 0.7
        frame.right_text(marks, row.time, frame.width, top, size=frame.scale.small, grey=SECOND)
    small = _small_print(row)
    if small:
        y = frame.text(marks, small, cols.text, y, cols.text_width, size=frame.scale.small, grey=SECOND)
    if not row.is_blank:
        y = max(y, lay_written(marks, row, frame, cols, y if frame.is_narrow else first_line))
    elif frame.is_narrow:
        y = lay_lines_below(marks, row, frame, cols, y)
    else:
        y = max(y, lay_lines_beside(marks, row, frame, cols, first_line))
    y = max(y, first_line + frame.scale.tick) + pad
    marks.append(LineMark(x1=0, y1=y, x2=frame.width, y2=y, width=0.5, grey=HAIRLINE))
    return Box(height=y + 0.5, marks=marks, name=f"{row.number}")


def _under_line(row: StepRow, frame: Frame, cols: Columns) -> Columns:
    """Answers stand below the first line: they have the writing column's width too, where it is one line high."""
    if not row.is_blank or rows_beside(row, frame, cols) > 1:
        return cols
    return Columns(cols.number, cols.text, frame.width - cols.text, cols.line)


def _wants_line(row: StepRow) -> bool:
    """Whether something is written, or was written, at the right."""
    if row.is_blank:
        return bool(row.value_name) or row.killer or not (row.choices or row.is_said)
    return bool(row.written)


def _box_and_number(
    marks: list[Mark], row: StepRow, frame: Frame, cols: Columns, y: float, grey: float
) -> None:
    tick = frame.scale.tick
    middle = y + frame.line_height(frame.em) / 2
    marks.append(TickMark(0, middle - tick / 2, tick, row.tick))
    base = y + frame.baseline(frame.em)
    number = str(row.number)
    if row.killer:
        # A white number on black: told apart without colour and without reading.
        width = max(1.15, 0.62 * len(number) + 0.4) * frame.em
        side = 1.2 * frame.em
        left = cols.number - 0.12 * frame.em
        marks.append(RectMark(left, middle - side / 2, width, side, fill=grey))
        left += (width - frame.setter.width(number, frame.em, True)) / 2
        marks.append(TextMark(x=left, y=base, text=number, size=frame.em, bold=True, grey=1.0))
    else:
        marks.append(TextMark(x=cols.number, y=base, text=number, size=frame.em, bold=True, grey=grey))


def _words(row: StepRow) -> Rich:
    said = quoted(row.text) if row.is_said else row.text
    words = [Span(with_state(said, row.state).removesuffix(row.state))]
    if row.state:
        words.append(Span(row.state, bold=True))
    if row.wanted_for_dispatch:
        words.append(Span("\u00a0*", bold=True))
    return tuple(words)


def _small_print(row: StepRow) -> Rich:
    """Notes and skip reason, as far as there is any."""
    words: list[Span] = [Span(note) for note in row.notes]
    if row.tick is TickState.SKIPPED:
        words.append(Span("跳过" + (f":{row.reason}" if row.reason else ""), bold=True))
    if row.tick is TickState.NOT_APPLICABLE:
        words.append(Span(NOT_APPLICABLE, bold=True))
    rich: list[Span] = []
    for word in words:
        rich += [word] if not rich else [Span(" · "), word]
    return tuple(rich)


# -- answers to ring ---------------------------------------------------------------------------------------


def _choices(marks: list[Mark], row: StepRow, frame: Frame, cols: Columns, y: float, grey: float) -> float:
    """Answers side by side where they fit, else one below the other; returns the y below."""
    height = max(frame.line_height(frame.em), RING + 3)
    indent = RING + 0.4 * frame.em
    room = cols.text_width - indent
    x = 0.0
    for choice in row.choices:
        words = _choice_words(choice)
        width = indent + sum(frame.setter.width(s.text, frame.em, s.bold) for s in words)
        if x and x + width > cols.text_width:
            x = 0.0
            y += height
        left = cols.text + x
        middle = y + height / 2
        marks.append(RingMark(left, middle - RING / 2, RING, choice.chosen))
        top = middle - frame.line_height(frame.em) / 2
        bottom = frame.text(marks, words, left + indent, top, max(room, 1), grey=grey)
        if width > cols.text_width:
            y = bottom + (height - frame.line_height(frame.em)) / 2
            x = 0.0
        else:
            x += width + 1.4 * frame.em
    return y + height if x else y


def _choice_words(choice: Choice) -> Rich:
    words = [Span(choice.label, bold=choice.chosen)]
    if choice.note:
        words.append(Span(f"({choice.note})"))
    if choice.leads_to:
        words.append(Span(f" {ARROW}{choice.leads_to}", bold=True, link=choice.link))
    return tuple(words)
