"""Blocks of a sheet -> boxes in order, with their groups numbered."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from handbook.document.blocks import (
    Banner,
    Block,
    Bullet,
    Caution,
    EndMark,
    Heading,
    Immediate,
    Labelled,
    Note,
    OutcomeBlock,
    Paragraph,
    Picture,
    Say,
    ScriptBlock,
    SignOff,
    StepRow,
    TableBlock,
)
from handbook.export.paper.boxes import MM, Box
from handbook.export.paper.frame import Frame
from handbook.export.paper.lay_blocks import (
    lay_banner,
    lay_bullet,
    lay_end,
    lay_heading,
    lay_immediate,
    lay_labelled,
    lay_paragraph,
    lay_picture,
    lay_say,
    lay_script,
    lay_sign_off,
)
from handbook.export.paper.lay_notes import lay_caution, lay_note
from handbook.export.paper.lay_steps import lay_step
from handbook.export.paper.lay_tables import lay_outcome, lay_table
from handbook.export.paper.nesting import Nesting
from handbook.export.paper.structure import HeadingDepths

_SIGNED_FROM = 75 * MM


def lay_out(blocks: Iterable[Block], frame: Frame, page_height: float) -> list[Box]:
    """All boxes; a heading of level 1 opens a group, and so does the small print."""
    boxes: list[Box] = []
    group = 0
    was_small = False
    nesting = Nesting(frame)
    depths = HeadingDepths()
    for block in blocks:
        if isinstance(block, SignOff) and frame.width < _SIGNED_FROM:
            continue  # a pocket card is signed beside its key steps
        small = isinstance(block, Labelled) and block.small
        if (isinstance(block, Heading) and block.level == 1) or (small and not was_small):
            group += 1
        for box in _boxes(block, nesting.frame_for(block), page_height, depths):
            box.group = group
            box.is_sliceable = not isinstance(block, StepRow | Caution | Immediate)
            if small and not was_small:
                box.space_before = 1.2 * frame.em
            boxes.append(box)
        was_small = small
    for box, after in pairwise(boxes):
        # A lone sign-off or end mark on a page of its own tells nothing.
        box.keep_next = box.keep_next or after.name == "end"
    return boxes


def _boxes(block: Block, frame: Frame, page_height: float, depths: HeadingDepths) -> Iterator[Box]:
    match block:
        case StepRow():
            yield lay_step(block, frame)
        case Caution():
            yield lay_caution(block, frame)
        case Note():
            yield lay_note(block, frame)
        case Heading():
            yield lay_heading(block, frame, depths.depth(block.level))
        case Immediate():
            yield lay_immediate(block, frame)
        case Paragraph():
            yield from lay_paragraph(block, frame)
        case TableBlock():
            yield from lay_table(block, frame)
        case Picture():
            yield lay_picture(block, frame, page_height)
        case _:
            yield _small_box(block, frame)


def _small_box(
    block: Banner | Say | OutcomeBlock | Bullet | Labelled | ScriptBlock | SignOff | EndMark, frame: Frame
) -> Box:
    match block:
        case Banner():
            return lay_banner(block, frame)
        case Say():
            return lay_say(block, frame)
        case OutcomeBlock():
            return lay_outcome(block, frame)
        case Bullet():
            return lay_bullet(block, frame)
        case Labelled():
            return lay_labelled(block, frame)
        case ScriptBlock():
            return lay_script(block, frame)
        case SignOff():
            return lay_sign_off(block, frame)
        case EndMark():
            return lay_end(block, frame)
