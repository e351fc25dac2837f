"""Steps, warnings and notes -> boxes: tick box at the left, number, words, answers to ring, line to write on."""

from dataclasses import dataclass

from handbook.export.blocks import Caution, Choice, Note, Rich, Span, StepRow
from handbook.export.boxes import MM, Box, LineMark, Mark, RectMark, RingMark, TextMark, TickMark
from handbook.export.frame import FAINT, HAIRLINE, SECOND, Frame
from handbook.export.run_record import TickState

RING = 4.1 * MM
ARROW = "→\u00a0"
_WRITING_LINE = 0.6


@dataclass(frozen=True, slots=True)
class Columns:
    """Left edges and widths of a row, in points."""

    number: float
    text: float
    text_width: float
    line: float
    """Left edge of the writing column; the width of the frame where there is none."""


def columns(frame: Frame, *, with_line: bool) -> Columns:
    """Columns of a step row; the writing column is a fifth of the page."""
    tick = frame.scale.tick
    number = tick + (0.55 if frame.is_narrow else 0.75) * frame.em
    text = number + (1.7 if frame.is_narrow else 2.1) * frame.em
    if not with_line or frame.is_narrow:
        return Columns(number, text, frame.width - text, frame.width)
    line = frame.width * 0.75
    return Columns(number, text, line - text - 0.8 * frame.em, line)


def lay_step(row: StepRow, frame: Frame) -> Box:
    """One step; never cut."""
    cols = columns(frame, with_line=_wants_line(row))
    grey = FAINT if row.tick is TickState.NOT_APPLICABLE else 0.0
    marks: list[Mark] = []
    pad = 0.42 * frame.em * frame.scale.air
    y = pad
    if row.condition:
        y = frame.text(
            marks, row.condition, cols.text, y, cols.text_width, size=frame.scale.small, grey=SECOND
        )
    _box_and_number(marks, row, frame, cols, y, grey)
    first_line = y
    y = frame.text(marks, _words(row), cols.text, y, cols.text_width, bold=row.killer, grey=grey)
    if row.choices:
        y = _choices(marks, row, frame, _under_line(row, frame, cols), y + 0.15 * frame.em, grey)
    small = _small_print(row)
    if small:
        y = frame.text(marks, small, cols.text, y, cols.text_width, size=frame.scale.small, grey=SECOND)
    if frame.is_narrow:
        y = _writing_below(marks, row, frame, cols, y)
    else:
        y = max(y, _writing_beside(marks, row, frame, cols, first_line))
    y = max(y, first_line + frame.scale.tick) + pad
    marks.append(LineMark(0, y, frame.width, y, 0.5, HAIRLINE))
    return Box(height=y + 0.5, marks=marks, name=f"{row.number}")


def _under_line(row: StepRow, frame: Frame, cols: Columns) -> Columns:
    """Answers stand below the first line: they have the writing column's width too, where it is one line high."""
    if not row.is_blank or len(_blanks(row)) > 2:
        return cols
    return Columns(cols.number, cols.text, frame.width - cols.text, cols.line)


def _wants_line(row: StepRow) -> bool:
    """Whether something is written, or was written, at the right."""
    if row.is_blank:
        return bool(row.value_name) or row.killer or not (row.choices or row.is_said)
    return bool(row.written or row.time)


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
        marks.append(TextMark(left, base, number, frame.em, True, 1.0))
    else:
        marks.append(TextMark(cols.number, base, number, frame.em, True, grey))


def _words(row: StepRow) -> Rich:
    words = [Span(f"「{row.text}」" if row.is_said else row.text)]
    if row.state:
        words += [Span(" ::\u00a0"), Span(row.state, bold=True)]
    if row.wanted_for_dispatch:
        words.append(Span("\u00a0*", bold=True))
    return tuple(words)


def _small_print(row: StepRow) -> Rich:
    """Hint and skip reason, as far as there is any."""
    words: list[Span] = []
    if row.hint:
        words.append(Span(row.hint))
    if row.tick is TickState.SKIPPED:
        words.append(Span("跳过" + (f":{row.reason}" if row.reason else ""), bold=True))
    if row.tick is TickState.NOT_APPLICABLE:
        words.append(Span("不适用", bold=True))
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
            x, y = 0.0, y + height
        left = cols.text + x
        middle = y + height / 2
        marks.append(RingMark(left, middle - RING / 2, RING, choice.chosen))
        top = middle - frame.line_height(frame.em) / 2
        bottom = frame.text(marks, words, left + indent, top, max(room, 1), grey=grey)
        if width > cols.text_width:
            y, x = bottom + (height - frame.line_height(frame.em)) / 2, 0.0
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


# -- lines to write on -------------------------------------------------------------------------------------


def _blanks(row: StepRow) -> list[tuple[str, str]]:
    """Label and unit of each line to be written on."""
    lines = [(row.value_name, row.value_unit)] if row.value_name else []
    if row.killer:
        lines += [("时间", ""), ("姓名", "")]
    elif not lines and not row.choices and not row.is_said:
        lines = [("", "")]
    return lines


def _writing_beside(marks: list[Mark], row: StepRow, frame: Frame, cols: Columns, y: float) -> float:
    """The writing column of a wide page; returns the y below it."""
    if cols.line >= frame.width:
        return y
    if not row.is_blank:
        return _written(marks, row, frame, cols.line, y, frame.width - cols.line)
    step = max(frame.line_height(frame.em), 7 * MM)
    blanks = _blanks(row)
    pairs = row.killer and len(_blanks(row)) <= 3 and frame.width - cols.line > 8.5 * frame.em
    if pairs:
        blanks = blanks[:-2]
    for label, unit in blanks:
        _line_with_label(marks, frame, cols.line, frame.width, y, label, unit)
        y += step
    if pairs:
        middle = (cols.line + frame.width) / 2
        _line_with_label(marks, frame, cols.line, middle - 3, y, "时间", "")
        _line_with_label(marks, frame, middle + 3, frame.width, y, "姓名", "")
        y += step
    return y


def _writing_below(marks: list[Mark], row: StepRow, frame: Frame, cols: Columns, y: float) -> float:
    """Lines under the words of a narrow page, two side by side; returns the y below."""
    if not row.is_blank:
        return _written(marks, row, frame, cols.text, y, cols.text_width) if row.written or row.time else y
    blanks = [blank for blank in _blanks(row) if blank[0]]
    middle = cols.text + cols.text_width * 0.5
    for at, (label, unit) in enumerate(blanks):
        alone = len(blanks) % 2 == 1 and at == 0
        second = not alone and (at + len(blanks)) % 2 == 1
        left, right = (
            (middle + 4, frame.width) if second else (cols.text, frame.width if alone else middle - 4)
        )
        _line_with_label(marks, frame, left, right, y, label, unit)
        if alone or second:
            y += max(frame.line_height(frame.em), 7 * MM)
    return y


def _line_with_label(
    marks: list[Mark], frame: Frame, left: float, right: float, y: float, label: str, unit: str
) -> None:
    size = frame.scale.small
    base = y + frame.baseline(frame.em)
    if label:
        marks.append(TextMark(left, base, label, size, False, SECOND))
        left += frame.setter.width(label, size) + 0.35 * size
    if unit:
        right -= frame.setter.width(unit, size)
        marks.append(TextMark(right, base, unit, size, False, SECOND))
        right -= 0.35 * size
    marks.append(LineMark(left, base + 2.2, right, base + 2.2, _WRITING_LINE))


def _written(marks: list[Mark], row: StepRow, frame: Frame, x: float, y: float, width: float) -> float:
    """What a run wrote, with its time; 已核实 says so in words."""
    size = frame.scale.small
    if row.time:
        frame.right_text(marks, row.time, x + width, y + (frame.em - size) * 0.7, size=size, grey=SECOND)
        width -= frame.setter.width(row.time, size) + 0.5 * frame.em
    if row.written:
        y = frame.text(marks, row.written, x, y, width, bold=True)
    elif row.time:
        y += frame.line_height(frame.em)
    if row.tick is TickState.VERIFIED:
        y = frame.text(marks, str(row.tick), x, y, width, size=size, grey=SECOND)
    return y


# -- warnings and notes ------------------------------------------------------------------------------------


def lay_caution(block: Caution, frame: Frame) -> Box:
    """A warning, kept with the step it guards; the bar tells 警告, 注意 and 说明 apart without colour."""
    marks: list[Mark] = []
    x, pad = 1.0 * frame.em, 0.35 * frame.em
    y = pad
    if block.condition:
        y = frame.text(marks, block.condition, x, y, frame.width - x, size=frame.scale.small, grey=SECOND)
    words = (Span(f"{block.level}:", bold=True), Span(block.text, bold=block.level == "警告"))
    y = frame.text(marks, words, x, y, frame.width - x) + pad
    match block.level:
        case "警告":
            marks.append(RectMark(0, 0, 5, y, fill=0.0))
        case "注意":
            marks.append(RectMark(0.5, 0.5, 4, y - 1, stroke=1.0))
        case _:
            marks.append(LineMark(0.75, 0, 0.75, y, 1.0))
    return Box(height=y, marks=marks, space_before=0.5 * frame.em, keep_next=True, name=block.level)


def lay_note(block: Note, frame: Frame) -> Box:
    """Information: no tick box, set at the words' edge."""
    cols = columns(frame, with_line=False)
    marks: list[Mark] = []
    pad = 0.35 * frame.em
    words = f"若{block.condition.removeprefix('若')}:{block.text}" if block.condition else block.text
    marks.append(TextMark(cols.number, pad + frame.baseline(frame.em), "注", frame.em, True, SECOND))
    y = frame.text(marks, words, cols.text, pad, cols.text_width) + pad
    marks.append(LineMark(0, y, frame.width, y, 0.5, HAIRLINE))
    return Box(height=y + 0.5, marks=marks)
