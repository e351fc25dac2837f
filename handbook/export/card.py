"""A sheet and a form of paper -> finished pages of one card, at the largest type that keeps it on one page."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import takewhile

from handbook.export.blocks import Block, Heading, Sheet
from handbook.export.boxes import Box, Page, Placed
from handbook.export.errors import StepTooTallError
from handbook.export.frame import Frame
from handbook.export.lay_blocks import lay_heading
from handbook.export.layout import lay_out
from handbook.export.page_frame import PageNumbers, continues_box, foot_box, head_box, tab_placed
from handbook.export.paginate import paginate, stacked, total_height
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
    cut: tuple[tuple[Placed, ...], ...]
    """Boxes of each page, from the left margin and the foot of its head."""
    printed: str

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self.cut)

    def page(
        self, index: int, numbers: PageNumbers | None = None, tab: tuple[int, int] | None = None
    ) -> Page:
        """Page `index` from 0; `tab` is (position, count) of its tab at the edge."""
        numbers = numbers or PageNumbers(index + 1, self.count)
        paper, frame = self.paper, self.frame
        head = head_box(self.sheet, frame, is_first=index == 0)
        foot = foot_box(self.sheet, frame, self.printed, numbers)
        placed = [Placed(paper.left, paper.top, head)]
        top = paper.top + head.height
        placed += [Placed(paper.left + box.x, top + box.y, box.box) for box in self.cut[index]]
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
    try:
        columns = paper.glance_columns if sheet.is_one_page else paper.columns
        ways = [(scale, paper.columns) for scale in paper.scales]
        if columns > paper.columns:
            # Full size in one column is best, then two columns, then small type.
            ways[1:1] = [(scale, columns) for scale in paper.scales]
        for scale, count in ways:
            trial = _Trial(sheet, paper, scale, setter, printed, count)
            if trial.height <= trial.room and len(cut := trial.cut()) == 1:
                return Card(sheet, paper, trial.frame, cut, printed)
            if columns == paper.columns and trial.height > trial.room * _gain(scale, paper):
                break  # even the smallest type would not do
        return _fewest_pages(sheet, paper, setter, printed)
    except StepTooTallError as error:
        what = f"第 {error} 步" if str(error).isdigit() else f"“{error}”"
        raise StepTooTallError(
            f"“{sheet.title}”({sheet.entry_id})的{what}在 {paper.name} 上一页放不下,请换大一号的纸,或请内容维护员改短。"
        ) from None


def _fewest_pages(sheet: Sheet, paper: Paper, setter: Typesetter, printed: str) -> Card:
    """The largest type up to the paper's own that gives as few pages as the smallest with full air does."""
    sizes = [s for s in paper.scales if s.body <= paper.fallback.body and s.air >= paper.fallback.air]
    smallest = _Trial(sheet, paper, sizes[-1], setter, printed)
    least = smallest.cut()
    for scale in sizes[:-1]:
        larger = _Trial(sheet, paper, scale, setter, printed)
        cut = larger.cut()
        if len(cut) <= len(least):
            return Card(sheet, paper, larger.frame, cut, printed)
    return Card(sheet, paper, smallest.frame, least, printed)


class _Trial:
    """A sheet laid out at one size."""

    def __init__(
        self, sheet: Sheet, paper: Paper, scale: TypeScale, setter: Typesetter, printed: str, columns: int = 0
    ) -> None:
        self.frame = Frame(paper.text_width, scale, setter)
        self._paper, self._columns = paper, columns or paper.columns
        columns = self._columns
        first, self._other = self._heights(sheet, printed)
        lead = _lead(sheet.blocks) if columns > 1 else ()
        self._column = (paper.text_width - (columns - 1) * paper.gutter) / columns
        self._lead = lay_out(lead, self.frame, self._other)
        rest = lay_out(sheet.blocks[len(lead) :], replace(self.frame, width=self._column), self._other)
        self._boxes = rest
        self._top = total_height(self._lead) + (0.6 * self.frame.em if lead else 0.0)
        self._first = first - self._top
        self.height = total_height(rest)
        """Of all columns together, one under the other."""
        self.room = self._first * columns
        """Height of the columns of the first page together."""

    def cut(self) -> tuple[tuple[Placed, ...], ...]:
        """Pages of placed boxes."""
        columns = self._columns
        if columns == 1 and self.height <= self._first:
            # One page: nothing has to be held together.
            return (tuple(stacked(self._boxes)),)
        cut = paginate(self._boxes, [self._first] * columns + [self._other], _continued(self.frame))
        pages: list[tuple[Placed, ...]] = []
        for at in range(0, len(cut), columns):
            top = self._top if at == 0 else 0.0
            placed = list(stacked(self._lead)) if at == 0 else []
            for place, column in enumerate(cut[at : at + columns]):
                x = place * (self._column + self._paper.gutter)
                placed += [Placed(x, top + y, box) for y, box in column]
            pages.append(tuple(placed))
        return tuple(pages)

    def _heights(self, sheet: Sheet, printed: str) -> tuple[float, float]:
        """Room for text on the first page and on later ones."""
        paper, frame = self._paper, self.frame
        foot = foot_box(sheet, frame, printed, _WIDEST).height
        # One line between text and foot is kept for 接下页.
        room = paper.height - paper.top - paper.bottom - foot - frame.line_height(frame.scale.small) - 2
        first = room - head_box(sheet, frame, is_first=True).height
        return first, room - head_box(sheet, frame, is_first=False).height


def _lead(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What stands across all columns: everything before the first group."""
    return tuple(takewhile(lambda block: not isinstance(block, Heading), blocks))


def _gain(scale: TypeScale, paper: Paper) -> float:
    """How much shorter text may become at the smallest type: in both directions, and a little for lucky lines."""
    last = paper.scales[-1]
    return (
        (scale.body / last.body) ** 2 * scale.leading / last.leading * (1.08 + 0.25 * (scale.air - last.air))
    )


def _continued(frame: Frame) -> Callable[[str], Box]:
    def heading(title: str) -> Box:
        box = lay_heading(Heading(f"{title}(续)"), frame)
        return replace(box, opens_group="")

    return heading
