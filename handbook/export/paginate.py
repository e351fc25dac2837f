"""Boxes and the heights of pages -> pages; nothing is cut, groups stay whole where a page can hold them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from handbook.export.boxes import Box
from handbook.export.errors import StepTooTallError

PlacedBox = tuple[float, Box]
"""y from the top of the text area, and the box."""
_TEXT_KEPT_WHOLE = 0.22
"""Groups of running text below this share of a page move to the next page whole."""


def paginate(
    boxes: Sequence[Box], first: float, other: float, continued: Callable[[str], Box]
) -> list[list[PlacedBox]]:
    """Pages of placed boxes.

    `first` and `other` are the heights for text of the first and the later pages in points; `continued` makes
    the heading that is set where a group goes on (“先问(续)”). Raises `StepTooTallError`.
    """
    flow = _Flow(first, other, continued)
    for _group, members in groupby(boxes, key=lambda box: box.group):
        flow.add_group(list(_units(list(members), max(first, other))))
    return flow.pages


def total_height(boxes: Iterable[Box]) -> float:
    """Height of all boxes one under the other; the first without the space before it."""
    height = 0.0
    for at, box in enumerate(boxes):
        height += box.height + (box.space_before if at else 0.0)
    return height


def _units(boxes: Sequence[Box], limit: float) -> Iterator[list[Box]]:
    """Chains that stay together; a chain of plain text taller than a page is let go, one with a step is an error."""
    chain: list[Box] = []
    for box in boxes:
        chain.append(box)
        if not box.keep_next:
            yield from _checked(chain, limit)
            chain = []
    if chain:
        yield from _checked(chain, limit)


def _checked(chain: list[Box], limit: float) -> Iterator[list[Box]]:
    if total_height(chain) <= limit:
        yield chain
        return
    name = next((box.name for box in reversed(chain) if box.name), "")
    if name or any(box.height > limit for box in chain):
        raise StepTooTallError(name)
    for box in chain:
        yield [box]


class _Flow:
    """Pages being filled."""

    def __init__(self, first: float, other: float, continued: Callable[[str], Box]) -> None:
        self.pages: list[list[PlacedBox]] = [[]]
        self._y = 0.0
        self._heights = (first, other)
        self._continued = continued

    def add_group(self, units: list[list[Box]]) -> None:
        """Place a group on this page, whole on the next, or piece by piece where no page can hold it."""
        boxes = [box for unit in units for box in unit]
        if self._fits(boxes):
            self._place(boxes)
            return
        flows = all(box.is_text or box.opens_group for box in boxes)
        height, page = total_height(boxes), self._heights[1]
        if height <= page * (_TEXT_KEPT_WHOLE if flows else 1.0):
            self._new_page()
            self._place(boxes)
            return
        title = next((box.opens_group for box in boxes if box.opens_group), "")
        for at, unit in enumerate(units):
            needed = unit + units[1] if at == 0 and len(units) > 1 and not flows else unit
            if not self._fits(needed if self._fits_fresh(needed) else unit):
                self._break(title if at else "", unit)
            self._place(unit)

    def _break(self, title: str, unit: list[Box]) -> None:
        self._new_page()
        heads = [self._continued(title)] if title else []
        if unit[0].repeat is not None:
            heads.append(unit[0].repeat)
        # A step that only just fits on a page goes without the repeated heading.
        if heads and total_height([*heads, *unit]) <= self._heights[1]:
            self._place(heads)

    @property
    def _limit(self) -> float:
        return self._heights[0] if len(self.pages) == 1 else self._heights[1]

    def _fits(self, boxes: Sequence[Box]) -> bool:
        space = boxes[0].space_before if self.pages[-1] and boxes else 0.0
        return self._y + space + total_height(boxes) <= self._limit + 0.01

    def _fits_fresh(self, boxes: Sequence[Box]) -> bool:
        return total_height(boxes) <= self._heights[1]

    def _new_page(self) -> None:
        if self.pages[-1]:
            self.pages.append([])
            self._y = 0.0

    def _place(self, boxes: Sequence[Box]) -> None:
        for box in boxes:
            if self.pages[-1]:
                self._y += box.space_before
            self.pages[-1].append((self._y, box))
            self._y += box.height
