"""A sheet and a form of paper -> finished pages of one card, at the largest type that keeps it on one page."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import takewhile
from typing import TypeVar

from handbook.document.blocks import Block, Heading, Sheet
from handbook.export.errors import StepTooTallError
from handbook.export.paper.boxes import Box, Page, Placed
from handbook.export.paper.frame import Frame
from handbook.export.paper.lay_blocks import lay_heading
from handbook.export.paper.layout import lay_out
from handbook.export.paper.page_frame import (
    PageNumbers,
    continues_box,
    foot_box,
    foot_size,
    head_box,
    tab_placed,
)
from handbook.export.paper.paginate import paginate, stacked, total_height
from handbook.export.paper.scale import Paper, TypeScale
from handbook.export.paper.structure import Element, Role
from handbook.export.paper.typeset import Typesetter

T = TypeVar("T")
_CERTAIN = 1.04
"""Margin for lines that break unluckily at a smaller size."""
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
        self,
        index: int,
        numbers: PageNumbers | None = None,
        tab: tuple[int, int] | None = None,
        *,
        is_alone: bool = False,
    ) -> Page:
        """Page `index` from 0; `tab` is (position, count) of its tab at the edge.

        `is_alone`: no other card is in the document, so that its last foot is no running one and is read aloud.
        """
        numbers = numbers or PageNumbers(index + 1, self.count)
        paper = self.paper
        frame = self.frame
        head = head_box(self.sheet, frame, is_first=index == 0)
        is_read = is_alone and index + 1 == self.count
        foot = foot_box(self.sheet, frame, self.printed, numbers, is_read=is_read)
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
    trials = _Trials(sheet, paper, setter, printed)
    try:
        trial = trials.one_page() or trials.fewest_pages()
        return Card(sheet, paper, trial.frame, trial.pages, printed)
    except StepTooTallError as error:
        what = f"第 {error} 步" if str(error).isdigit() else f"“{error}”"
        raise StepTooTallError(
            f"“{sheet.title}”({sheet.entry_id})的{what}在 {paper.name} 上一页放不下,请换大一号的纸,或请内容维护员改短。"
        ) from None


class _Trials:
    """A sheet laid out at one size after another; each size is tried once."""

    def __init__(self, sheet: Sheet, paper: Paper, setter: Typesetter, printed: str) -> None:
        self._sheet = sheet
        self._paper = paper
        self._setter = setter
        self._printed = printed
        self._feet: dict[float, float] = {}
        self._section = Element(Role.SECTION)
        self._trial = cache(self._make_trial)

    def one_page(self) -> "_Trial | None":
        """The largest type at which it fits on one page; two columns before small type where that is wanted."""
        paper = self._paper
        full, *smaller = paper.scales
        first = self._trial(full, paper.columns)
        if first.is_one_page:
            return first
        columns = paper.glance_columns if self._sheet.is_one_page else paper.columns
        found = self._first_that_fits(paper.scales, columns) if columns > paper.columns else None
        ratio = first.height / first.room
        hopeful = _hopeful(smaller, full, ratio, paper.columns)
        return found or self._first_that_fits(hopeful, paper.columns, _likely(hopeful, full, ratio))

    def fewest_pages(self) -> "_Trial":
        """The largest type up to the paper's own that gives as few pages as the smallest with full air does."""
        paper = self._paper
        sizes = [s for s in paper.scales if s.body <= paper.fallback.body and s.air >= paper.fallback.air]
        sizes = sizes[::2] if len(sizes) > 4 else sizes  # half points make no difference over several pages
        largest = self._trial(sizes[0], paper.columns)
        if len(largest.pages) <= 2:
            return largest
        least = len(self._trial(sizes[-1], paper.columns).pages)
        trials = [self._later(scale, paper.columns) for scale in sizes]
        return first_that(trials, lambda trial: len(trial.pages) <= least) or trials[-1]()

    def _make_trial(self, scale: TypeScale, columns: int) -> "_Trial":
        frame = Frame(self._paper.text_width, scale, self._setter, self._section)
        size = foot_size(frame)
        if size not in self._feet:  # most sizes share one foot
            self._feet[size] = foot_box(self._sheet, frame, self._printed, _WIDEST).height
        return _Trial(self._sheet, self._paper, frame, self._feet[size], columns)

    def _first_that_fits(self, scales: Sequence[TypeScale], columns: int, likely: int = 0) -> "_Trial | None":
        trials = [self._later(scale, columns) for scale in scales]
        if columns > 1:
            # Whole groups fill columns by luck, and a narrower column sets steps otherwise: each size is tried.
            return next((trial for make in trials if (trial := make()).is_one_page), None)
        return first_that(trials, lambda trial: trial.is_one_page, likely) if trials else None

    def _later(self, scale: TypeScale, columns: int) -> "Callable[[], _Trial]":
        return lambda: self._trial(scale, columns)


def _hopeful(scales: Sequence[TypeScale], full: TypeScale, ratio: float, columns: int) -> Sequence[TypeScale]:
    """The scales that may bring a card of `ratio` pages at full size onto one: trying costs, so hope is bounded.

    A page of answers shrinks with the size, a page of running text with its square; air and leading do the rest.
    """
    if columns > 1:
        return scales  # a narrow column of large type is mostly ends of lines
    may = [s for s in scales if ratio * _least(s, full) <= 1]
    sure = [s for s in may if ratio * s.body / full.body <= 1 / _CERTAIN]
    return may[: len(may) - len(sure) + 1] if sure else may


def _likely(scales: Sequence[TypeScale], full: TypeScale, ratio: float) -> int:
    """Place of the scale that most often is the first to fit: between a page of answers and one of running text."""
    shares = [ratio * math.pow(_least(s, full), 0.75) for s in scales]
    return next((at for at, share in enumerate(shares) if share <= 1), max(len(scales) - 1, 0))


def _least(scale: TypeScale, full: TypeScale) -> float:
    """How much of its height a card keeps at best."""
    air = 0.75 + 0.25 * scale.air / full.air
    return math.pow(scale.body / full.body, 2.1) * scale.leading / full.leading * air


def first_that(items: Sequence[Callable[[], T]], holds: Callable[[T], bool], likely: int = 0) -> T | None:
    """The first item that `holds`, where all after it do too; each costs much to make, so it starts at `likely`."""
    at = likely
    if holds(items[at]()):
        while at and holds(items[at - 1]()):
            at -= 1
        return items[at]()
    return next((item for make in items[at + 1 :] if holds(item := make())), None)


class _Trial:
    """A sheet laid out at one size."""

    def __init__(self, sheet: Sheet, paper: Paper, frame: Frame, foot: float, columns: int) -> None:
        self.frame = frame
        self._paper = paper
        self._columns = columns
        first, self._other = self._heights(sheet, foot)
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

    @property
    def is_one_page(self) -> bool:
        """Whether it all fits on one page."""
        return self.height <= self.room and len(self.pages) == 1

    @cached_property
    def pages(self) -> tuple[tuple[Placed, ...], ...]:
        """Pages of placed boxes."""
        columns = self._columns
        if columns == 1 and self.height <= self._first:
            # One page: nothing has to be held together.
            return (tuple(stacked(self._boxes)),)
        heights = [self._first] * columns + [self._other]
        cut = paginate(self._boxes, heights, _continued(self.frame))
        if len(cut) > columns > 1:
            # Columns lie side by side: rather a group cut between them than a second page.
            cut = paginate(self._boxes, heights, _continued(self.frame), keep_groups=False)
        pages: list[tuple[Placed, ...]] = []
        for at in range(0, len(cut), columns):
            top = self._top if at == 0 else 0.0
            placed = list(stacked(self._lead)) if at == 0 else []
            for place, column in enumerate(cut[at : at + columns]):
                x = place * (self._column + self._paper.gutter)
                placed += [Placed(x, top + y, box) for y, box in column]
            pages.append(tuple(placed))
        return tuple(pages)

    def _heights(self, sheet: Sheet, foot: float) -> tuple[float, float]:
        """Room for text on the first page and on later ones."""
        paper = self._paper
        frame = self.frame
        # One line between text and foot is kept for 接下页.
        room = paper.height - paper.top - paper.bottom - foot - frame.line_height(frame.scale.small) - 2
        first = room - head_box(sheet, frame, is_first=True).height
        return first, room - head_box(sheet, frame, is_first=False).height


def _lead(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """What stands across all columns: everything before the first group."""
    return tuple(takewhile(lambda block: not isinstance(block, Heading), blocks))


def _continued(frame: Frame) -> Callable[[str], Box]:
    def heading(title: str) -> Box:
        box = lay_heading(Heading(f"{title}(续)"), frame, is_running=True)
        return replace(box, opens_group="")

    return heading
