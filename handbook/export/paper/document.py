"""A print job -> a document of finished sheets with its bookmarks; what preview, printer and PDF all show."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from handbook.document.blocks import Sheet
from handbook.document.compose import RunToPrint, compose_blank, compose_entry, compose_run
from handbook.document.wording import minute
from handbook.document.words import OLD_DEMO_REFUSED
from handbook.export.errors import CancelledError, DemoRefusedError
from handbook.export.paper.boxes import MM, Box, LineMark, Mark, Page, Placed, SvgMark, TextMark
from handbook.export.paper.card import Card, make_card
from handbook.export.paper.collecting import collector_paused
from handbook.export.paper.pack import Pack, PackPlan, bind_pack
from handbook.export.paper.pictures import words_of
from handbook.export.paper.pieces import Metrics
from handbook.export.paper.scale import Form, Sheeting, paper, sheeting
from handbook.export.paper.typeset import Typesetter
from handbook.model.assumed import texts_of
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.text import holds_demo
from handbook.unseen_signs import visible

Progress = Callable[[int, int], bool]
"""(done, of) -> whether to go on."""


@dataclass(frozen=True, kw_only=True)
class PrintJob:
    """What is to be printed, as a value: entries (blank forms), runs and sheets of no entry, the paper, and how they are bound."""

    items: tuple[Entry | RunToPrint | Sheet, ...]
    handbook: Handbook
    form: Form = Form.A4
    printed: datetime
    """Local time that stands on every sheet."""
    pack: PackPlan | None = None
    """Cover, contents, tabs and change log around the cards; None = loose cards."""
    with_law: bool = False
    """Whether the official words of the articles that an entry cites go after it."""
    name: str = ""
    """What the whole is called where it is no pack; empty = the title of its one card."""

    @property
    def title(self) -> str:
        """Title of the document."""
        if self.pack or self.name:
            return visible(self.pack.title if self.pack else self.name)
        first = self.items[0] if self.items else None
        entry = first.entry if isinstance(first, RunToPrint) else first
        return visible(entry.title) if entry and len(self.items) == 1 else "供热速查"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline; level 1 stands under the level 0 before it."""

    title: str
    page: int
    """Sheet, from 0."""
    level: int = 0


@dataclass(kw_only=True)
class Document:
    """Finished sheets, in order."""

    title: str
    width: float
    """Of a sheet, in points."""
    height: float
    pages: list[Page]
    bookmarks: tuple[Bookmark, ...] = ()
    first_page: dict[str, tuple[int, float, float]] = field(
        default_factory=dict[str, tuple[int, float, float]]
    )
    """Entry id -> its first sheet, and x and y of its card on it."""
    sheets: tuple[Sheet, ...] = ()
    """What was composed, for the print register."""
    printed: datetime
    is_one_card: bool = False
    """It is one card alone, on a sheet that is not cut."""

    def text(self) -> str:
        """All words that stand on paper, those of drawings too, for checks of the font."""
        marks = [mark for page in self.pages for placed in page.placed for mark in placed.box.marks]
        drawings = (words_of(mark.svg) for mark in marks if isinstance(mark, SvgMark))
        return "".join((*(mark.text for mark in marks if isinstance(mark, TextMark)), *drawings))


def make_document(job: PrintJob, metrics: Metrics, progress: Progress | None = None) -> Document:
    """Lay out a job. Raises `StepTooTallError`, and `CancelledError` when `progress` says stop."""
    with collector_paused():
        return _make_document(job, Typesetter(metrics), progress)


def _make_document(job: PrintJob, setter: Typesetter, progress: Progress | None) -> Document:
    card_paper = paper(job.form)
    printed = minute(job.printed)
    sheets: list[Sheet] = []
    cards: list[Card] = []
    for done, item in enumerate(job.items):
        if progress and not progress(done, len(job.items)):
            raise CancelledError
        sheets.append(_compose(item, job))
        cards.append(make_card(sheets[-1], card_paper, setter, printed))
    if job.pack:
        pack = bind_pack(job.pack, cards, job.handbook, setter, printed)
    else:
        pack = Pack([page for card in cards for page in _pages(card, is_alone=len(cards) == 1)], [])
    return _imposed(job, pack, sheets)


def refuse_demo(sheets: Iterable[Sheet]) -> None:
    """Raises `DemoRefusedError` where a sheet holds a value of the demo company, or was composed while it was laid in."""
    if any(holds_demo(text) for sheet in sheets for text in texts_of(sheet)):
        raise DemoRefusedError(OLD_DEMO_REFUSED)


def compose_items(
    items: Sequence[Entry | RunToPrint | Sheet], handbook: Handbook, today: date, *, with_law: bool = False
) -> list[Sheet]:
    """Sheets of entries and runs, in order, those that are sheets already as they are; `with_law`: the official words of what an entry cites go after it."""
    sheets = list[Sheet]()
    for item in items:
        if isinstance(item, Sheet):
            sheets.append(item)
        elif isinstance(item, RunToPrint):
            sheets.append(compose_run(item, handbook, today))
        else:
            sheets.append(compose_entry(item, handbook, today, with_law=with_law))
    return sheets


def _compose(item: Entry | RunToPrint | Sheet, job: PrintJob) -> Sheet:
    return compose_items([item], job.handbook, job.printed.date(), with_law=job.with_law)[0]


def _pages(card: Card, *, is_alone: bool) -> Iterator[Page]:
    return (card.page(index, is_alone=is_alone) for index in range(card.count))


def _imposed(job: PrintJob, pack: Pack, sheets: Sequence[Sheet]) -> Document:
    plan = sheeting(job.form)
    places: dict[str, tuple[int, float, float]] = {}
    per_sheet = len(plan.cells)
    for at, page in enumerate(pack.pages):
        if page.entry_id and page.number == 1:
            places.setdefault(page.entry_id, (at // per_sheet, *plan.cells[at % per_sheet]))
    pages = pack.pages
    if per_sheet > 1:
        pages = [_sheet(pack.pages[at : at + per_sheet], plan) for at in range(0, len(pack.pages), per_sheet)]
    return Document(
        title=job.title,
        width=plan.width,
        height=plan.height,
        pages=pages,
        bookmarks=tuple(_bookmarks(pack, per_sheet)),
        first_page=places,
        # A run is remembered as its blank form: what was ticked is nobody's business in a register.
        sheets=tuple(_blank(item, sheet, job) for item, sheet in zip(job.items, sheets, strict=True)),
        printed=job.printed,
        is_one_card=not job.pack and len(job.items) == 1 and per_sheet == 1,
    )


def _blank(item: Entry | RunToPrint | Sheet, sheet: Sheet, job: PrintJob) -> Sheet:
    return compose_blank(item, job.handbook, job.printed.date()) if isinstance(item, RunToPrint) else sheet


def _bookmarks(pack: Pack, per_sheet: int) -> Iterator[Bookmark]:
    front = {page: title for title, page in pack.front}
    tab = ""
    for at, page in enumerate(pack.pages):
        if at in front:
            yield Bookmark(front[at], at // per_sheet)
        if not page.title or not page.entry_id:
            continue
        if pack.front and page.tab != tab:
            tab = page.tab
            yield Bookmark(tab, at // per_sheet)
        yield Bookmark(page.title, at // per_sheet, 1 if pack.front else 0)


def _sheet(cards: Sequence[Page], plan: Sheeting) -> Page:
    """Several cards on one sheet with cut marks between them."""
    placed = [
        Placed(placed.x + x, placed.y + y, placed.box)
        for card, (x, y) in zip(cards, plan.cells, strict=False)
        for placed in card.placed
    ]
    placed.append(Placed(0, 0, Box(height=plan.height, marks=list(_cut_marks(plan)))))
    return Page(width=plan.width, height=plan.height, placed=placed)


def _cut_marks(plan: Sheeting) -> Iterator[Mark]:
    """Firm ticks at the edges, where the knife is laid, and a faint dashed line between."""
    reach = 8 * MM
    for x in sorted({x for x, _ in plan.cells if x}):
        yield LineMark(x, 0, x, reach, 0.9)
        yield LineMark(x, plan.height - reach, x, plan.height, 0.9)
        yield LineMark(
            x1=x, y1=reach + 3, x2=x, y2=plan.height - reach - 3, width=0.4, grey=0.55, is_dashed=True
        )
    for y in sorted({y for _, y in plan.cells if y}):
        yield LineMark(0, y, reach, y, 0.9)
        yield LineMark(plan.width - reach, y, plan.width, y, 0.9)
        yield LineMark(
            x1=reach + 3, y1=y, x2=plan.width - reach - 3, y2=y, width=0.4, grey=0.55, is_dashed=True
        )
