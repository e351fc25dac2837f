"""Boxed first lines, headings, quotations, lists and ends -> boxes."""

from collections.abc import Iterator, Sequence

from handbook.document.blocks import (
    Banner,
    Bullet,
    EndMark,
    Heading,
    Immediate,
    Labelled,
    Paragraph,
    Picture,
    Say,
    ScriptBlock,
    SignOff,
    plain,
)
from handbook.document.words import ANY_TIME, IMMEDIATE, quoted
from handbook.export.paper.boxes import Box, CrossMark, LineMark, Mark, RectMark, SvgMark, TagMark, TextMark
from handbook.export.paper.frame import HAIRLINE, SECOND, Frame
from handbook.export.paper.pictures import aspect, smallest_type, words_of
from handbook.export.paper.scale import SMALLEST_TEXT
from handbook.export.paper.structure import Element, Numbering, Role, heading_role
from handbook.export.paper.typeset import text_marks


def lay_banner(block: Banner, frame: Frame) -> Box:
    """A framed line."""
    marks: list[Mark] = []
    frame.tag(marks)
    pad = 0.5 * frame.em
    y = frame.text(marks, block.text, pad, pad * 0.7, frame.width - 2 * pad, bold=True) + pad * 0.7
    marks.append(RectMark(0.6, 0, frame.width - 1.2, y, stroke=1.2))
    return Box(height=y, marks=marks, space_before=0.6 * frame.em)


def lay_immediate(block: Immediate, frame: Frame) -> Box:
    """Phase 1: large numbered lines in a heavy frame."""
    marks: list[Mark] = []
    size = frame.scale.immediate
    pad = (0.7 if frame.is_narrow else 1.0) * frame.em
    number = pad + (1.3 if frame.is_narrow else 1.9) * size
    y = 0.45 * pad
    lines = Element(Role.LIST, frame.parent, numbering=Numbering.NUMBERS)
    for at, row in enumerate(block.rows, 1):
        if at > 1:
            marks.append(LineMark(x1=pad, y1=y, x2=frame.width - pad, y2=y, width=0.5, grey=0.5))
        y += 0.42 * size
        item = Element(Role.ITEM, lines)
        marks.append(TagMark(Element(Role.LABEL, item)))
        marks.append(TextMark(pad, y + frame.baseline(size), str(at), size, True))
        words = quoted(row.text) if row.is_said else row.text
        marks.append(TagMark(Element(Role.BODY, item)))
        y = frame.text(marks, words, number, y, frame.width - number - pad, size=size, bold=True)
        y += 0.42 * size
    y += 0.45 * pad
    stroke = 0.19 * frame.em
    marks.append(RectMark(stroke / 2, 0, frame.width - stroke, y, stroke=stroke))
    return Box(height=y + 0.5 * frame.em, marks=marks, space_before=0.6 * frame.em, name=IMMEDIATE)


def lay_heading(block: Heading, frame: Frame, depth: int = 2, *, is_running: bool = False) -> Box:
    """Begins a group and stays with what follows; `depth` is how deep it stands below the title, which is 1.

    `is_running`: it only says again under which heading a page goes on, and is no heading for a screen reader.
    """
    marks: list[Mark] = [TagMark(None if is_running else Element(heading_role(depth), frame.parent))]
    size = frame.scale.heading if block.level == 1 else max(frame.em, 12.0)
    y = frame.text(marks, block.text, 0, 0, frame.width, size=size, bold=True)
    if block.note:
        left = frame.setter.width(block.text, size, True) + 0.8 * size
        if left + frame.setter.width(block.note, frame.scale.small) < frame.width:
            base = y - frame.line_height(size) + frame.baseline(size)
            marks.append(
                TextMark(x=left, y=base, text=block.note, size=frame.scale.small, bold=False, grey=SECOND)
            )
    y += 0.15 * frame.em
    before = (1.25 if block.level == 1 else 0.8) * frame.em * frame.scale.air
    opens = block.text if block.level == 1 else ""
    return Box(height=y, marks=marks, space_before=before, keep_next=True, opens_group=opens)


def lay_paragraph(block: Paragraph, frame: Frame) -> Iterator[Box]:
    """Lines that may be parted, but for the first two and the last two."""
    size = frame.scale.small if block.small else frame.em
    lines = frame.setter.lines(block.rich, size, frame.width)
    height = frame.line_height(size)
    tag = TagMark(Element(Role.PARAGRAPH, frame.parent))
    for at, line in enumerate(lines):
        grey = SECOND if block.small else 0.0
        marks = [
            tag,
            *text_marks(line, 0, frame.baseline(size), size, grey=grey, leading=frame.scale.leading),
        ]
        bound = len(lines) > 1 and at in (0, len(lines) - 2)
        space = 0.5 * frame.em if at == 0 else 0.0
        yield Box(height=height, marks=marks, space_before=space, keep_next=bound, is_text=True)


def lay_bullet(block: Bullet, frame: Frame) -> Box:
    """A line of a list with a hanging mark."""
    marks: list[Mark] = []
    words: list[Mark] = []
    item = (
        frame.parent if frame.parent and frame.parent.role is Role.ITEM else Element(Role.ITEM, frame.parent)
    )
    x = block.indent * 1.4 * frame.em
    text = x + 1.5 * frame.em
    y = frame.text(words, block.rich, text, 0, frame.width - text)
    if block.mark:
        marks.append(TagMark(Element(Role.LABEL, item)))
    base = frame.baseline(frame.em)
    if block.mark == "×":
        side = 0.62 * frame.em
        marks.append(CrossMark(x + 0.1 * frame.em, base - 0.38 * frame.em - side / 2, side))
    elif block.mark:
        bold = block.mark.isdigit()
        marks.append(TextMark(x + 0.1 * frame.em, base, block.mark, frame.em, bold))
    marks += [TagMark(Element(Role.BODY, item)), *words]
    return Box(height=y, marks=marks, space_before=0.28 * frame.em, is_text=True)


def lay_say(block: Say, frame: Frame) -> Box:
    """Words to say, beside a rule, with the seconds they take."""
    marks: list[Mark] = []
    frame.tag(marks)
    x = 1.0 * frame.em
    room = 0.0 if frame.is_narrow else 4.2 * frame.em
    y = frame.text(marks, quoted(block.text), x, 0.15 * frame.em, frame.width - x - room)
    if block.seconds:
        words = f"约 {block.seconds} 秒"
        if frame.is_narrow:
            y = frame.text(marks, words, x, y, frame.width - x, size=frame.scale.small, grey=SECOND)
        else:
            top = 0.15 * frame.em + (frame.em - frame.scale.small) * 0.7
            frame.right_text(marks, words, frame.width, top, size=frame.scale.small, grey=SECOND)
    y += 0.15 * frame.em
    marks.append(LineMark(x1=1, y1=0, x2=1, y2=y, width=1.6, grey=0.35))
    return Box(height=y, marks=marks, space_before=0.5 * frame.em, is_text=True)


def lay_labelled(block: Labelled, frame: Frame) -> Box:
    """A bold label, and text in a column of its own."""
    marks: list[Mark] = []
    frame.tag(marks)
    size = frame.scale.small if block.small else frame.em
    column = max(4.0 * size, frame.setter.width(block.label, size, True) + 0.8 * size)
    marks.append(TextMark(0, frame.baseline(size), block.label, size, True))
    y = frame.text(marks, block.rich, column, 0, frame.width - column, size=size, grey=SECOND * block.small)
    return Box(height=y, marks=marks, space_before=(0.2 if block.small else 0.35) * frame.em)


def lay_script(block: ScriptBlock, frame: Frame) -> Box:
    """One line of script: when to say it, then each tone with its seconds."""
    marks: list[Mark] = []
    small = frame.scale.small
    y = 0.45 * frame.em
    room = frame.setter.width(block.audience, small) + frame.em
    top = y
    title = block.situation or ANY_TIME
    frame.tag(marks)
    y = frame.text(marks, title, 0, y, frame.width - room, bold=True)
    frame.right_text(
        marks, block.audience, frame.width, top + (frame.em - small) * 0.7, size=small, grey=SECOND
    )
    column = 3.0 * frame.em
    seconds = 3.2 * small
    tones = Element(Role.LIST, frame.parent, numbering=Numbering.NOTHING)
    for variant in block.variants:
        item = Element(Role.ITEM, tones)
        y += 0.18 * frame.em
        base = y + frame.baseline(frame.em)
        marks.append(TagMark(Element(Role.LABEL, item)))
        marks.append(TextMark(x=0, y=base, text=variant.tone, size=small, bold=True, grey=SECOND))
        marks.append(TagMark(Element(Role.BODY, item)))
        y = frame.text(marks, quoted(variant.text), column, y, frame.width - column - seconds)
        frame.right_text(
            marks,
            f"{variant.seconds}\u00a0秒",
            frame.width,
            base - frame.baseline(small),
            size=small,
            grey=SECOND,
        )
    y += 0.5 * frame.em
    marks.append(LineMark(x1=0, y1=y, x2=frame.width, y2=y, width=0.5, grey=HAIRLINE))
    return Box(height=y + 0.5, marks=marks, name=title, is_text=True)


def lay_picture(block: Picture, frame: Frame, height: float) -> Box:
    """The drawing as wide as the column; where its words would fall under 10 pt, its caption alone."""
    marks: list[Mark] = []
    ratio = aspect(block.svg)
    width = min(frame.width, height * 0.6 * ratio)
    y = 0.0
    if smallest_type(block.svg, width) >= SMALLEST_TEXT:
        figure = Element(Role.FIGURE, frame.parent, alternative=_told(block))
        marks.append(TagMark(figure))
        marks.append(SvgMark((frame.width - width) / 2, 0, width, width / ratio, block.svg))
        marks.append(TagMark(Element(Role.CAPTION, figure)))
        y = width / ratio + 0.3 * frame.em
        caption = f"图:{block.caption}"
    else:
        frame.tag(marks)
        caption = f"图(此纸面太小,见 A4 版):{block.caption}"
    y = frame.text(marks, caption, 0, y, frame.width, size=frame.scale.small, grey=SECOND)
    return Box(height=y, marks=marks, space_before=0.8 * frame.em)


def _told(block: Picture) -> str:
    """What the drawing shows, for who does not see it: what it is of, and the words in it."""
    words = " ".join(words_of(block.svg).split())
    return f"{block.caption}。图中的字:{words}" if words else block.caption


_LEAST_LINE = 4
"""A blank line shorter than so many characters holds nothing."""


def lay_sign_off(block: SignOff, frame: Frame) -> Box:
    """Blank lines side by side; on two rows where the column is too narrow for one."""
    marks: list[Mark] = []
    frame.tag(marks)
    fields = list(zip(block.fields, block.shares or (1,) * len(block.fields), strict=True))
    step = frame.line_height(frame.scale.small) + 0.5 * frame.em
    rows = [fields]
    if _shortest_line(fields, frame) < _LEAST_LINE * frame.scale.small:
        half = len(fields) // 2
        rows = [fields[:half], fields[half:]]
    for at, row in enumerate(rows):
        _lay_blanks(marks, row, frame, at * step)
    space = (1.1 if len(rows) == 1 else 0.4) * frame.em
    return Box(height=step * len(rows), marks=marks, space_before=space)


def _blanks(fields: Sequence[tuple[str, int]], frame: Frame) -> Iterator[tuple[str, float, float, float]]:
    """Each label with where it stands, and where its line begins and ends."""
    size = frame.scale.small
    gap = 0.8 * frame.em
    left = 0.0
    one = (frame.width - gap * (len(fields) - 1)) / sum(share for _, share in fields)
    for label, share in fields:
        yield label, left, left + frame.setter.width(label, size) + 0.35 * size, left + one * share
        left += one * share + gap


def _shortest_line(fields: Sequence[tuple[str, int]], frame: Frame) -> float:
    return min(end - start for _, _, start, end in _blanks(fields, frame))


def _lay_blanks(marks: list[Mark], fields: Sequence[tuple[str, int]], frame: Frame, top: float) -> None:
    base = top + frame.baseline(frame.scale.small) + 0.3 * frame.em
    for label, left, start, end in _blanks(fields, frame):
        marks.append(TextMark(x=left, y=base, text=label, size=frame.scale.small, bold=False, grey=SECOND))
        marks.append(LineMark(start, base + 2.2, end, base + 2.2, 0.6))


def lay_end(block: EndMark, frame: Frame) -> Box:
    """■ 本卡完成."""
    marks: list[Mark] = []
    frame.tag(marks)
    y = frame.text(marks, plain(block.text), 0, 0, frame.width, bold=True)
    return Box(height=y, marks=marks, space_before=0.8 * frame.em, name="end")
