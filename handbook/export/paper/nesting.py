"""Blocks in order -> the element of the structure that each stands in: lists gather what follows one another."""

from handbook.document.blocks import Block, Bullet, Caution, Note, OutcomeBlock, StepRow
from handbook.export.paper.frame import Frame
from handbook.export.paper.structure import Element, Numbering, Role


class Nesting:
    """Follows the blocks of one column; give it each block once, in order."""

    def __init__(self, frame: Frame) -> None:
        self._outer = frame
        self._frame = frame
        self._kind: type[Block] | None = None
        self._bullets: list[_BulletList] = []

    def frame_for(self, block: Block) -> Frame:
        """The same column, for what belongs to the list that this block is a part of."""
        match block:
            case StepRow() | Caution() | Note():
                # A warning among steps does not end their list.
                return self._item_of(StepRow, Numbering.NUMBERS)
            case OutcomeBlock():
                return self._item_of(OutcomeBlock, Numbering.LETTERS)
            case Bullet():
                self._kind = None
                return self._outer.within(self._bullet(block))
            case _:
                self._kind = None
                self._bullets.clear()
                return self._outer

    def _item_of(self, kind: type[Block], numbering: Numbering) -> Frame:
        self._bullets.clear()
        if self._kind is not kind:
            self._kind = kind
            self._frame = self._outer.within(Element(Role.LIST, self._outer.parent, numbering=numbering))
        return self._frame

    def _bullet(self, block: Bullet) -> Element:
        """The item that the words stand in; a second paragraph of an item stands in the item before it."""
        while self._bullets and self._bullets[-1].indent > block.indent:
            self._bullets.pop()
        last = self._bullets[-1] if self._bullets else None
        if last and last.indent == block.indent and not block.mark and last.has_marks:
            return last.item
        numbering = _numbering(block)
        if last and last.indent == block.indent and last.numbering is not numbering:
            self._bullets.pop()
            last = self._bullets[-1] if self._bullets else None
        if not last or last.indent < block.indent:
            outer = last.element if last else self._outer.parent
            last = _BulletList(block, Element(Role.LIST, outer, numbering=numbering))
            self._bullets.append(last)
        return last.next_item()


class _BulletList:
    """A list that is not over yet."""

    def __init__(self, first: Bullet, element: Element) -> None:
        self.indent = first.indent
        self.numbering = _numbering(first)
        self.has_marks = bool(first.mark)
        self.element = element
        self.item = element

    def next_item(self) -> Element:
        self.item = Element(Role.ITEM, self.element)
        return self.item


def _numbering(block: Bullet) -> Numbering:
    if not block.mark:
        return Numbering.NOTHING
    return Numbering.NUMBERS if block.mark.isdigit() else Numbering.SIGNS
