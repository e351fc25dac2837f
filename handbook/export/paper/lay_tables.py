"""Tables and outcomes -> boxes; a row is never cut, the head is set again on the next page."""

from collections.abc import Iterator
from itertools import zip_longest

from handbook.document.blocks import OutcomeBlock, Rich, Span, TableBlock, TableRole, plain, text_of
from handbook.document.wording import next_step
from handbook.document.words import (
    GROUNDS,
    INTERNAL,
    NEXT_STEP,
    OTHERWISE,
    OUTCOME,
    REACHED,
    RESPONSIBLE,
    quoted,
)
from handbook.export.paper.boxes import Box, LineMark, Mark, RectMark, TagMark, TextMark
from handbook.export.paper.frame import HAIRLINE, SECOND, Frame
from handbook.export.paper.structure import Element, Role, Scope


def lay_table(block: TableBlock, frame: Frame) -> Iterator[Box]:
    """Head and rows."""
    widths = _widths(block, frame)
    head_tags, *tags = _tags(block, frame.parent, len(widths))
    head_cells = tuple(plain(cell, bold=True) for cell in block.head)
    head = _row(head_cells, head_tags, widths, frame, size=frame.scale.small)
    head.marks.append(LineMark(0, head.height, frame.width, head.height, 1.0))
    head.space_before = 0.4 * frame.em
    head.keep_next = True
    head.is_text = True
    yield head
    for cells, row_tags in zip(block.rows, tags, strict=True):
        row = _row(cells, row_tags, widths, frame, size=frame.scale.small if block.small else frame.em)
        row.marks.append(
            LineMark(x1=0, y1=row.height, x2=frame.width, y2=row.height, width=0.5, grey=HAIRLINE)
        )
        row.is_text = True
        row.repeat = head
        yield row


def _tags(block: TableBlock, parent: Element | None, count: int) -> Iterator[list[TagMark]]:
    """What the cells of the head are, then those of each row; fewer than `count` where one spans the others.

    A cell without words is a cell all the same, so that columns can be counted. A form to be filled in with a pen is
    no table for a screen reader: what its columns are called is all that it says.
    """
    if not any(text_of(cell).strip() for row in block.rows for cell in row):
        yield [TagMark(Element(Role.PARAGRAPH, parent))]
        yield from [[TagMark(None)] for _ in block.rows]
        return
    table = Element(Role.TABLE, parent)
    if block.is_named_by_head:
        yield [TagMark(Element(Role.CAPTION, table))]
    elif any(block.head):
        row = Element(Role.ROW, table)
        # A corner without words names nothing.
        roles = [Role.HEAD_CELL if words else Role.CELL for words in block.head]
        roles += [Role.CELL] * (count - len(roles))
        yield [TagMark(_cell(role, row, Scope.COLUMN)) for role in roles]
    else:
        yield []
    # Where the head names no columns, the first cell names its row.
    first = Role.CELL if any(block.head[1:]) or len(block.head) == 1 else Role.HEAD_CELL
    for _ in block.rows:
        row = Element(Role.ROW, table)
        yield [TagMark(_cell(role, row, Scope.ROW)) for role in (first, *[Role.CELL] * (count - 1))]


def _cell(role: Role, row: Element, scope: Scope) -> Element:
    return Element(role, row, scope=scope if role is Role.HEAD_CELL else None)


def _row(
    cells: tuple[Rich, ...], tags: list[TagMark], widths: list[float], frame: Frame, *, size: float
) -> Box:
    marks: list[Mark] = []
    x = 0.0
    bottom = 0.0
    pad = 0.3 * frame.em
    for cell, width, tag in zip_longest(cells, widths, tags):
        if tag:
            marks.append(tag)
        if cell is None or width is None:
            continue
        bottom = max(bottom, frame.text(marks, cell, x, pad, width - 0.8 * frame.em, size=size))
        x += width
    return Box(height=bottom + pad, marks=marks)


def _widths(block: TableBlock, frame: Frame) -> list[float]:
    """Shares as given, else by how long the texts are, none starved."""
    count = max([len(block.head), *(len(row) for row in block.rows)])
    if block.shares:
        return [share * frame.width for share in block.shares]
    if (
        block.role is TableRole.GUIDE
    ):  # labels take what they need, so that small paper has room for the words
        label = (
            max(frame.setter.width(text_of(row[0]), frame.em, True) for row in block.rows) + 1.2 * frame.em
        )
        return [label, frame.width - label]
    wanted = []
    for at in range(count):
        cells = [text_of(row[at]) for row in block.rows if at < len(row)] + [*block.head[at : at + 1]]
        longest = max((frame.setter.width(cell, frame.em) for cell in cells), default=0.0) + frame.em
        wanted.append(min(max(longest, 3.2 * frame.em), frame.width * 0.62))
    total = sum(wanted)
    least = min(frame.width / count, 3.6 * frame.em)
    widths = [max(least, want * frame.width / total) for want in wanted]
    return [width * frame.width / sum(widths) for width in widths]


def lay_outcome(block: OutcomeBlock, frame: Frame) -> Box:
    """Letter on black, the finding, who is responsible, what happens next, and the sentence to say."""
    item = Element(Role.ITEM, frame.parent)
    marks: list[Mark] = [TagMark(Element(Role.LABEL, item))]
    inner = frame.within(Element(Role.BODY, item))
    em = frame.em
    small = frame.scale.small
    x = 1.9 * em
    y = 0.5 * em
    side = 1.3 * em
    top = y + (frame.line_height(em) - side) / 2
    marks.append(RectMark(0, top, side, side, fill=0.0))
    left = (side - frame.setter.width(block.letter, em, True)) / 2
    marks.append(TextMark(x=left, y=y + frame.baseline(em), text=block.letter, size=em, bold=True, grey=1.0))
    side_words = " · ".join(w for w in (block.priority, OTHERWISE if block.is_default else "") if w)
    room = frame.setter.width(side_words, small) + em if side_words else 0.0
    inner.tag(marks)
    first_line = y
    y = frame.text(marks, block.title, x, y, frame.width - x - room, bold=True)
    if side_words:
        inner.tag(marks)
        top = first_line + (em - small) * 0.7
        frame.right_text(marks, side_words, frame.width, top, size=small, bold=True)
    if block.reached:
        inner.tag(marks)
        y = frame.text(marks, REACHED, x, y, frame.width - x, size=small, bold=True)
    for rich in _facts(block):
        inner.tag(marks)
        y = frame.text(marks, rich, x, y, frame.width - x)
    for ground in block.grounds:
        inner.tag(marks)
        y = frame.text(marks, f"{GROUNDS} {text_of(ground)}", x, y, frame.width - x, size=small, grey=SECOND)
    if block.say:
        y += 0.15 * em
        start = y
        inner.tag(marks)
        y = frame.text(marks, quoted(block.say), x + 0.8 * em, y, frame.width - x - 0.8 * em)
        marks.append(LineMark(x1=x + 0.1 * em, y1=start, x2=x + 0.1 * em, y2=y, width=1.6, grey=0.35))
    if block.note:
        inner.tag(marks)
        y = frame.text(
            marks, f"{INTERNAL}:{block.note}", x, y + 0.1 * em, frame.width - x, size=small, grey=SECOND
        )
    y += 0.5 * em
    if block.reached:
        marks.append(RectMark(-0.4 * em, 0.1 * em, frame.width + 0.8 * em, y - 0.2 * em, stroke=1.4))
    marks.append(LineMark(x1=0, y1=y, x2=frame.width, y2=y, width=0.5, grey=HAIRLINE))
    return Box(height=y + 0.5, marks=marks, name=f"{OUTCOME} {block.letter}", is_text=True)


def _facts(block: OutcomeBlock) -> Iterator[Rich]:
    yield (Span(f"{RESPONSIBLE} ", bold=True), Span(block.responsible))
    yield (Span(f"{NEXT_STEP} ", bold=True), Span(next_step(block)))
