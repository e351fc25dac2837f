"""A sheet and a form of paper -> finished pages of one card, at the largest type that keeps it on one page."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from handbook.export.blocks import Heading, Sheet
from handbook.export.boxes import Box, Page, Placed
from handbook.export.errors import StepTooTallError
from handbook.export.frame import Frame
from handbook.export.lay_blocks import lay_heading
from handbook.export.layout import lay_out
from handbook.export.page_frame import PageNumbers, continues_box, foot_box, head_box, tab_placed
from handbook.export.paginate import PlacedBox, paginate, total_height
from handbook.export.scale import Paper, TypeScale
from handbook.export.typeset import Typesetter

_WIDEST = PageNumbers(88, 88, 888, 888)
"""For measuring the foot before the numbers are known."""


@dataclass(frozen=True, slots=True)
class Card:
    """One entry cut into pages; heads and feet are set when the numbers are known."""

    sheet: Sheet
    paper: Paper
    frame: Frame
    cut: tuple[tuple[PlacedBox, ...], ...]
    printed: str

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self.cut)

    def page(self, index: int, numbers: PageNumbers | None = None, tab: tuple[int, int] | None = None) -> Page:
        """Page `index` from 0; `tab` is (position, count) of its tab at the edge."""
        numbers = numbers or PageNumbers(index + 1, self.count)
        paper, frame = self.paper, self.frame
        head = head_box(self.sheet, frame, is_first=index == 0)
        foot = foot_box(self.sheet, frame, self.printed, numbers)
        placed = [Placed(paper.left, paper.top, head)]
        top = paper.top + head.height
        placed += [Placed(paper.left, top + y, box) for y, box in self.cut[index]]
        foot_top = paper.height - paper.bottom - foot.height
        if index + 1 < self.count:
            more = continues_box(frame)
            placed.append(Placed(paper.left, foot_top - more.height - 1, more))
        placed.append(Placed(paper.left, foot_top, foot))
        if tab:
            placed.append(tab_placed(self.sheet.tab, *tab, paper))
        return Page(
            width=paper.width,
            height=paper.height,
            placed=placed,
            entry_id=self.sheet.entry_id,
            title=self.sheet.title if index == 0 else "",
            tab=self.sheet.tab,
            number=index + 1,
            count=self.count,
        )


def make_card(sheet: Sheet, paper: Paper, setter: Typesetter, printed: str) -> Card:
    """Cut a sheet into pages. Raises `StepTooTallError` where a step is taller than a page."""
    for scale in paper.scales:
        frame = Frame(paper.text_width, scale, setter, paper.is_narrow)
        first, other = _heights(sheet, paper, frame, printed)
        boxes = lay_out(sheet.blocks, frame, other)
        height = total_height(boxes)
        if height <= first:
            # One page: nothing has to be held together.
            return Card(sheet, paper, frame, (tuple(_stacked(boxes)),), printed)
        if height > first * _gain(scale, paper):
            break  # even the smallest type would not do
    frame = Frame(paper.text_width, paper.fallback, setter, paper.is_narrow)
    first, other = _heights(sheet, paper, frame, printed)
    try:
        cut = paginate(lay_out(sheet.blocks, frame, other), first, other, _continued(frame))
    except StepTooTallError as error:
        what = f"第 {error} 步" if str(error).isdigit() else f"“{error}”"
        raise StepTooTallError(
            f"“{sheet.title}”({sheet.entry_id})的{what}在 {paper.name} 上一页放不下,请换大一号的纸,或请内容维护员改短。"
        ) from None
    return Card(sheet, paper, frame, tuple(map(tuple, cut)), printed)


def _gain(scale: TypeScale, paper: Paper) -> float:
    """How much shorter text may become at the smallest type: in both directions, and a little for lucky lines."""
    return (scale.body / paper.scales[-1].body) ** 2 * 1.08 * scale.leading / paper.scales[-1].leading


def _heights(sheet: Sheet, paper: Paper, frame: Frame, printed: str) -> tuple[float, float]:
    """Room for text on the first page and on later ones."""
    foot = foot_box(sheet, frame, printed, _WIDEST).height
    # One line between text and foot is kept for 接下页.
    room = paper.height - paper.top - paper.bottom - foot - frame.line_height(frame.scale.small) - 2
    first = room - head_box(sheet, frame, is_first=True).height
    return first, room - head_box(sheet, frame, is_first=False).height


def _stacked(boxes: list[Box]) -> list[PlacedBox]:
    placed: list[PlacedBox] = []
    y = 0.0
    for box in boxes:
        y += box.space_before if placed else 0.0
        placed.append((y, box))
        y += box.height
    return placed


def _continued(frame: Frame) -> Callable[[str], Box]:
    def heading(title: str) -> Box:
        box = lay_heading(Heading(f"{title}(续)"), frame)
        return replace(box, opens_group="")

    return heading
