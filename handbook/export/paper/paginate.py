"""Boxes and the heights of columns -> columns of boxes; nothing is cut, groups stay whole where a page can hold them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from handbook.export.errors import StepTooTallError
from handbook.export.paper.boxes import Box, Placed
from handbook.export.paper.slicing import slice_box

PlacedBox = tuple[float, Box]
"""y from the top of the text area, and the box."""
_TEXT_KEPT_WHOLE = 0.22
"""Groups of running text below this share of a page move to the next page whole."""


def paginate(
    boxes: Sequence[Box],
    heights: Sequence[float],
    continued: Callable[[str], Box],
    *,
    keep_groups: bool = True,
) -> list[list[PlacedBox]]:
    """Columns of placed boxes; a page is one column or several.

    `heights` are those of the columns in points, the last one holding for all that follow; `continued` makes the
    heading that is set where a group goes on (“先问(续)”); without `keep_groups` a group
    may be cut between any two steps, for columns that lie on one page. Raises `StepTooTallError`.
    """
    flow = _Flow(heights, continued, keep_groups=keep_groups)
    for _group, members in groupby(boxes, key=lambda box: box.group):
        flow.add_group(list(_units(list(members), heights[-1])))
    return flow.columns


def total_height(boxes: Iterable[Box]) -> float:
    """Height of all boxes one under the other; the first without the space before it."""
    height = 0.0
    for at, box in enumerate(boxes):
        height += box.height + (box.space_before if at else 0.0)
    return height


def stacked(boxes: Iterable[Box]) -> Iterator[Placed]:
    """Boxes one under the other from the top."""
    y = 0.0
    for at, box in enumerate(boxes):
        y += box.space_before if at else 0.0
        yield Placed(0.0, y, box)
        y += box.height


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
    if chain[0].opens_group and len(chain) > 1:
        # Better a heading parted from its first step than no sheet at all.
        yield chain[:1]
        yield from _checked(chain[1:], limit)
        return
    if not all(box.is_sliceable for box in chain):
        raise StepTooTallError(next((box.name for box in reversed(chain) if not box.is_sliceable), ""))
    for box in chain:
        for piece in slice_box(box, limit) if box.height > limit else [box]:
            if piece.height > limit:
                raise StepTooTallError(box.name)
            yield [piece]


class _Flow:
    """Columns being filled."""

    def __init__(
        self, heights: Sequence[float], continued: Callable[[str], Box], *, keep_groups: bool
    ) -> None:
        self._keep_groups = keep_groups
        self.columns: list[list[PlacedBox]] = [[]]
        self._y = 0.0
        self._heights = heights
        self._continued = continued

    def add_group(self, units: list[list[Box]]) -> None:
        """Place a group on this page, whole on the next, or piece by piece where no page can hold it."""
        boxes = [box for unit in units for box in unit]
        if self._fits(boxes):
            self._place(boxes)
            return
        flows = not self._keep_groups or all(box.is_text or box.opens_group for box in boxes)
        height = total_height(boxes)
        page = self._heights[-1]
        if height <= page * (_TEXT_KEPT_WHOLE if flows else 1.0):
            while self.columns[-1] or not self._fits(boxes):
                self._next_column()
            self._place(boxes)
            return
        title = next((box.opens_group for box in boxes if box.opens_group), "")
        for at, unit in enumerate(units):
            needed = unit + units[1] if at == 0 and len(units) > 1 and not flows else unit
            if not self._fits(needed if self._fits_fresh(needed) else unit):
                self._break(title if at else "", unit)
            self._place(unit)

    def _break(self, title: str, unit: list[Box]) -> None:
        self._next_column()
        while not self._fits(unit) and self._limit < self._heights[-1]:
            self._next_column()
        heads = [self._continued(title)] if title else []
        if unit[0].repeat is not None:
            heads.append(unit[0].repeat)
        # A step that only just fits on a page goes without the repeated heading.
        if heads and total_height([*heads, *unit]) <= self._limit:
            self._place(heads)

    @property
    def _limit(self) -> float:
        return self._heights[min(len(self.columns), len(self._heights)) - 1]

    def _fits(self, boxes: Sequence[Box]) -> bool:
        space = boxes[0].space_before if self.columns[-1] and boxes else 0.0
        return self._y + space + total_height(boxes) <= self._limit + 0.01

    def _fits_fresh(self, boxes: Sequence[Box]) -> bool:
        return total_height(boxes) <= self._heights[-1]

    def _next_column(self) -> None:
        if self.columns[-1] or self._limit < self._heights[-1]:
            self.columns.append([])
            self._y = 0.0

    def _place(self, boxes: Sequence[Box]) -> None:
        for box in boxes:
            if self.columns[-1]:
                self._y += box.space_before
            self.columns[-1].append((self._y, box))
            self._y += box.height
