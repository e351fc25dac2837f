"""What is written, or was written, in a step -> lines with labels at the right of a wide page, below on a narrow one."""

from dataclasses import dataclass

from handbook.document.blocks import StepRow
from handbook.document.run_record import TickState
from handbook.export.paper.boxes import MM, LineMark, Mark, TextMark
from handbook.export.paper.frame import SECOND, Frame

_STROKE = 0.6
_ROOM_TO_WRITE = 7 * MM


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


def blanks(row: StepRow) -> list[tuple[str, str]]:
    """Label and unit of each line to be written on: the value, then time and name beside a key step."""
    lines = [(row.value_name, row.value_unit)] if row.value_name else []
    if row.killer:
        lines += [("时间", ""), ("姓名", "")]
    elif not lines and not row.choices and not row.is_said:
        lines = [("", "")]
    return lines


def rows_beside(row: StepRow, frame: Frame, cols: Columns) -> int:
    """How many lines the writing column of a wide page is high."""
    return len(blanks(row)) - _has_pair(row, frame, cols)


def _has_pair(row: StepRow, frame: Frame, cols: Columns) -> bool:
    """Whether time and name stand side by side."""
    return row.killer and frame.width - cols.line > 8.5 * frame.em


def lay_lines_beside(marks: list[Mark], row: StepRow, frame: Frame, cols: Columns, y: float) -> float:
    """The writing column of a wide page; returns the y below it."""
    if cols.line >= frame.width:
        return y
    step = max(frame.line_height(frame.em), _ROOM_TO_WRITE)
    lines = blanks(row)
    has_pair = _has_pair(row, frame, cols)
    for label, unit in lines[:-2] if has_pair else lines:
        _line(marks, frame, left=cols.line, right=frame.width, y=y, label=label, unit=unit)
        y += step
    if has_pair:
        middle = (cols.line + frame.width) / 2
        _line(marks, frame, cols.line, middle - 3, y, *lines[-2])
        _line(marks, frame, middle + 3, frame.width, y, *lines[-1])
        y += step
    return y


def lay_lines_below(marks: list[Mark], row: StepRow, frame: Frame, cols: Columns, y: float) -> float:
    """Labelled lines under the words of a narrow page, the last two side by side; returns the y below."""
    step = max(frame.line_height(frame.em), _ROOM_TO_WRITE)
    lines = [line for line in blanks(row) if line[0]]
    pair = lines[-2:] if len(lines) > 1 else []
    for label, unit in lines[: len(lines) - len(pair)]:
        _line(marks, frame, left=cols.text, right=frame.width, y=y, label=label, unit=unit)
        y += step
    if pair:
        middle = (cols.text + frame.width) / 2
        _line(marks, frame, cols.text, middle - 4, y, *pair[0])
        _line(marks, frame, middle + 4, frame.width, y, *pair[1])
        y += step
    return y


def lay_written(marks: list[Mark], row: StepRow, frame: Frame, cols: Columns, y: float) -> float:
    """What a run wrote; 已核实 says so in words. Returns the y below."""
    size = frame.scale.small
    left = cols.text if frame.is_narrow else cols.line
    right = frame.width - (
        0 if frame.is_narrow or not row.time else frame.setter.width(row.time, size) + 0.5 * frame.em
    )
    if row.written:
        y = frame.text(marks, row.written, left, y, right - left, bold=True)
        if row.tick is TickState.VERIFIED:
            y = frame.text(marks, str(row.tick), left, y, right - left, size=size, grey=SECOND)
    return y


def _line(
    marks: list[Mark], frame: Frame, left: float, right: float, y: float, label: str, unit: str
) -> None:
    size = frame.scale.small
    base = y + frame.baseline(frame.em)
    if label:
        marks.append(TextMark(x=left, y=base, text=label, size=size, bold=False, grey=SECOND))
        left += frame.setter.width(label, size) + 0.35 * size
    if unit:
        right -= frame.setter.width(unit, size)
        marks.append(TextMark(x=right, y=base, text=unit, size=size, bold=False, grey=SECOND))
        right -= 0.35 * size
    marks.append(LineMark(left, base + 2.2, right, base + 2.2, _STROKE))
