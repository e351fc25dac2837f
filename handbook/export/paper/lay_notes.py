"""Warnings and notes -> boxes: no tick box, a warning never parted from the step it guards."""

from handbook.document.blocks import Caution, Note, Span
from handbook.export.paper.boxes import Box, LineMark, Mark, RectMark, TagMark, TextMark
from handbook.export.paper.frame import HAIRLINE, SECOND, Frame
from handbook.export.paper.lay_writing import columns
from handbook.export.paper.structure import Element, Role


def lay_caution(block: Caution, frame: Frame) -> Box:
    """A warning, kept with the step it guards; the bar tells 警告, 注意 and 说明 apart without colour."""
    marks: list[Mark] = [TagMark(_element(frame))]
    x = 1.0 * frame.em
    pad = 0.35 * frame.em
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
    marks: list[Mark] = [TagMark(_element(frame))]
    pad = 0.35 * frame.em
    words = f"若{block.condition.removeprefix('若')}:{block.text}" if block.condition else block.text
    marks.append(
        TextMark(
            x=cols.number, y=pad + frame.baseline(frame.em), text="注", size=frame.em, bold=True, grey=SECOND
        )
    )
    y = frame.text(marks, words, cols.text, pad, cols.text_width) + pad
    marks.append(LineMark(x1=0, y1=y, x2=frame.width, y2=y, width=0.5, grey=HAIRLINE))
    return Box(height=y + 0.5, marks=marks)


def _element(frame: Frame) -> Element:
    """Among steps it is an item without a number, so that the list goes on after it."""
    parent = frame.parent
    if parent and parent.role is Role.LIST:
        return Element(Role.BODY, Element(Role.ITEM, parent))
    return Element(Role.PARAGRAPH, parent)
