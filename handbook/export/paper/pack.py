"""Cards -> a field pack: cover, contents with page numbers, cards under tabs with emergencies first, change log."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handbook.document.blocks import Heading, Paragraph, Rich, Sheet, Span, TableBlock, plain
from handbook.export.paper.boxes import (
    Box,
    LineMark,
    LinkMark,
    Mark,
    Page,
    Placed,
    RectMark,
    TagMark,
    TextMark,
)
from handbook.export.paper.card import Card
from handbook.export.paper.frame import HAIRLINE, SECOND, Frame
from handbook.export.paper.lay_blocks import lay_heading
from handbook.export.paper.layout import lay_out
from handbook.export.paper.page_frame import PRODUCT, PageNumbers, foot_box, head_box
from handbook.export.paper.paginate import PlacedBox, paginate
from handbook.export.paper.scale import Paper
from handbook.export.paper.structure import Element, Role
from handbook.export.paper.typeset import Typesetter
from handbook.model.handbook import Handbook
from handbook.model.kinds import Severity

CONTACTS = (
    "hotline",
    "repair_team",
    "dispatch_centre",
    "shift_leader",
    "gas_emergency",
    "ambulance",
    "fire",
    "police",
)
"""Keys of the site values on the cover; those without a value get a line to write on."""
_BLANK_ROWS = 6


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One line of the change log."""

    date: str
    title: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPlan:
    """How a pack is named and what changed since the last one."""

    title: str = "现场携带包"
    subtitle: str = ""
    changes: tuple[ChangeRow, ...] = ()


@dataclass(slots=True)
class Pack:
    """Pages in order; `front` names the pages that are not cards, for bookmarks."""

    pages: list[Page]
    front: list[tuple[str, int]]


def bind_pack(
    plan: PackPlan, cards: Sequence[Card], handbook: Handbook, setter: Typesetter, printed: str
) -> Pack:
    """All pages, numbered through; contents lead to the cards."""
    return _Binder(plan, cards, handbook, setter, printed).bind()


class _Binder:
    def __init__(
        self, plan: PackPlan, cards: Sequence[Card], handbook: Handbook, setter: Typesetter, printed: str
    ) -> None:
        self._plan = plan
        self._handbook = handbook
        self._printed = printed
        self._tabs = tabs_in_use(card.sheet for card in cards)
        # Stable: within a tab, cards keep the order they came in, emergencies first.
        self._cards = sorted(cards, key=lambda card: self._tabs.index(card.sheet.tab))
        self._paper: Paper = cards[0].paper
        scale = self._paper.fallback
        self._frame = Frame(self._paper.text_width, scale, setter)
        self._sheet = Sheet(
            entry_id=plan.title,
            title="目录",
            kind_label="",
            severity="",
            subtitle="",
            summary="",
            blocks=(),
            content_version=handbook.edition,
        )

    def bind(self) -> Pack:
        """Contents are cut once with room for any number, then set with the true ones."""
        contents = self._cut("目录", self._contents({card.sheet.entry_id: 0 for card in self._cards}))
        first = 2 + len(contents)
        starts = {}
        for card in self._cards:
            starts[card.sheet.entry_id] = first
            first += card.count
        log = self._cut("更改记录", lay_out(self._log(), self._frame, self._paper.height))
        total = first - 1 + len(log)
        contents = self._cut("目录", self._contents(starts))
        pages = [self._cover(total)]
        pages += self._framed("目录", contents, 2, total)
        for card in self._cards:
            tab = (self._tabs.index(card.sheet.tab), len(self._tabs))
            for index in range(card.count):
                page = starts[card.sheet.entry_id] + index
                pages.append(card.page(index, PageNumbers(index + 1, card.count, page, total), tab))
        pages += self._framed("更改记录", log, first, total)
        front = [("封面", 0), ("目录", 1)]
        return Pack(pages, [*front, ("更改记录", first - 1)])

    # -- contents ------------------------------------------------------------------------------------------

    def _contents(self, starts: dict[str, int]) -> list[Box]:
        boxes: list[Box] = []
        for group, tab in enumerate(self._tabs, 1):
            members = [card for card in self._cards if card.sheet.tab == tab]
            head = lay_heading(Heading(tab, note=f"{len(members)} 张"), self._frame)
            contents = Element(Role.CONTENTS)
            rows = [self._contents_row(card.sheet, starts[card.sheet.entry_id], contents) for card in members]
            for box in (head, *rows):
                box.group = group
                box.is_text = box is not head
                boxes.append(box)
        return boxes

    def _contents_row(self, sheet: Sheet, page: int, contents: Element) -> Box:
        frame = self._frame
        marks: list[Mark] = [TagMark(Element(Role.REFERENCE, Element(Role.CONTENTS_ITEM, contents)))]
        words: list[Mark] = []
        number = str(page)
        width = frame.setter.width("8888", frame.em, True)
        severity_width = 2.6 * frame.em
        pad = 0.16 * frame.em
        y = frame.text(
            words, sheet.title, severity_width, pad, frame.width - severity_width - width - frame.em
        )
        marks.append(LinkMark(0, 0, frame.width, y + pad, f"entry:{sheet.entry_id}"))
        base = pad + frame.baseline(frame.em)
        if sheet.severity:
            is_grave = sheet.severity == Severity.DANGER
            marks.append(
                TextMark(
                    x=0,
                    y=base,
                    text=sheet.severity,
                    size=frame.scale.small,
                    bold=is_grave,
                    grey=0.0 if is_grave else SECOND,
                )
            )
        marks += words
        frame.right_text(
            marks, number, frame.width, y - frame.line_height(frame.em), size=frame.em, bold=True
        )
        left = self._end_of(sheet.title, severity_width)
        right = frame.width - width - 0.1 * frame.em
        last = y - frame.line_height(frame.em) + frame.baseline(frame.em)
        if right > left:
            marks.append(
                LineMark(x1=left, y1=last - 1, x2=right, y2=last - 1, width=0.6, grey=0.55, is_dashed=True)
            )
        return Box(height=y + pad, marks=marks)

    def _end_of(self, title: str, x: float) -> float:
        """Where the leader of dots begins: after the last line of the title."""
        frame = self._frame
        room = frame.width - x - frame.setter.width("8888", frame.em, True) - frame.em
        return x + frame.setter.lines(plain(title), frame.em, room)[-1].width * frame.em + 0.6 * frame.em

    # -- change log ----------------------------------------------------------------------------------------

    def _log(self) -> Iterator[Heading | Paragraph | TableBlock]:
        if self._plan.changes:
            yield Heading("内容更改")
            rows = tuple((plain(c.date), plain(c.title), plain(c.what)) for c in self._plan.changes)
            yield TableBlock(("日期", "条目", "改了什么"), rows, (0.18, 0.3, 0.52))
        yield Heading("换页记录")
        yield Paragraph(plain("换下的旧页当场撕毁。换页后在此登记。"))
        blank: Rich = (Span("\u00a0"),)
        empty = tuple((blank,) * 4 for _ in range(_BLANK_ROWS))
        yield TableBlock(("日期", "页码与条目", "原因", "签名"), empty, (0.2, 0.4, 0.2, 0.2))
        yield Heading("各卡复核与现行码")
        yield Paragraph(plain("在系统搜索框输入现行码,可查这张卡是否仍是现行文本。"))
        rows = tuple(
            (plain(c.sheet.title), plain(c.sheet.reviewed), plain(c.sheet.code, bold=True))
            for c in self._cards
        )
        shares = (0.44, 0.29, 0.27) if self._frame.is_narrow else (0.56, 0.22, 0.22)
        yield TableBlock(("条目", "复核", "现行码"), rows, shares, small=True)

    # -- pages ---------------------------------------------------------------------------------------------

    def _cut(self, title: str, boxes: list[Box]) -> list[list[PlacedBox]]:
        room = self._room(title)
        return paginate(boxes, [room], self._continued)

    def _continued(self, text: str) -> Box:
        return lay_heading(Heading(f"{text}(续)"), self._frame, is_running=True)

    def _room(self, title: str) -> float:
        paper = self._paper
        foot = foot_box(self._sheet, self._frame, self._printed, PageNumbers(88, 88, 888, 888)).height
        return paper.height - paper.top - paper.bottom - foot - self._head(title).height - self._frame.em

    def _head(self, title: str, *, is_first: bool = True) -> Box:
        sheet = Sheet(
            entry_id="",
            title=title,
            kind_label="",
            severity="",
            subtitle=f"{PRODUCT} · {self._plan.title}",
            summary="",
            blocks=(),
        )
        box = head_box(sheet, self._frame, is_first=True)
        if not is_first:
            box.marks = [mark for mark in box.marks if not isinstance(mark, TagMark)]
            box.marks.insert(0, TagMark(None))
        return box

    def _framed(self, title: str, cut: list[list[PlacedBox]], first: int, total: int) -> list[Page]:
        pages = []
        for index, boxes in enumerate(cut):
            head = self._head(title, is_first=index == 0)
            page = self._blank(PageNumbers(index + 1, len(cut), first + index, total), title)
            page.placed.append(Placed(self._paper.left, self._paper.top, head))
            top = self._paper.top + head.height
            page.placed += [Placed(self._paper.left, top + y, box) for y, box in boxes]
            pages.append(page)
        return pages

    def _blank(self, numbers: PageNumbers, title: str) -> Page:
        paper = self._paper
        foot = foot_box(
            self._sheet, self._frame, self._printed, PageNumbers(1, 1, numbers.pack_page, numbers.pack_pages)
        )
        placed = [Placed(paper.left, paper.height - paper.bottom - foot.height, foot)]
        return Page(width=paper.width, height=paper.height, placed=placed, title=title)

    def _cover(self, total: int) -> Page:
        page = self._blank(PageNumbers(1, 1, 1, total), "封面")
        paper = self._paper
        marks = self._cover_marks()
        page.placed.append(Placed(paper.left, paper.height * 0.13, Box(height=0, marks=marks)))
        return page

    def _cover_marks(self) -> list[Mark]:
        frame = self._frame
        marks = list[Mark]()
        big = frame.scale.title * (1.25 if frame.is_narrow else 1.9)
        frame.tag(marks)
        y = frame.text(marks, PRODUCT, 0, 0, frame.width, size=frame.scale.heading, bold=True, grey=SECOND)
        frame.tag(marks, Role.HEADING_1)
        y = frame.text(marks, self._plan.title, 0, y, frame.width, size=big, bold=True)
        marks.append(RectMark(0, y + 2, frame.width, 4, fill=0.0))
        y += 6 + 0.8 * frame.em
        facts = [f"内容 {self._handbook.edition}", f"{len(self._cards)} 张卡", f"印于 {self._printed}"]
        frame.tag(marks)
        y = frame.text(marks, " · ".join([*filter(None, [self._plan.subtitle]), *facts]), 0, y, frame.width)
        y += 1.2 * frame.em
        frame.tag(marks, Role.HEADING_2)
        y = frame.text(marks, "应急电话", 0, y, frame.width, size=frame.scale.heading, bold=True)
        y = self._contacts(marks, y + 0.3 * frame.em)
        y += 1.2 * frame.em
        for label in ("持有人", "领用日期"):
            frame.tag(marks)
            marks.append(TextMark(0, y + frame.baseline(frame.em), label, frame.em, True))
            base = y + frame.baseline(frame.em) + 2.5
            marks.append(LineMark(5 * frame.em, base, min(frame.width, 20 * frame.em), base, 0.6))
            y += 2.1 * frame.em
        return marks

    def _contacts(self, marks: list[Mark], y: float) -> float:
        frame = self._frame
        values = [v for key in CONTACTS if (v := self._handbook.value_by_key.get(key))]
        column = 0.62 * frame.width if frame.is_narrow else 0.4 * frame.width
        for value in values:
            base = y + frame.baseline(frame.em)
            frame.tag(marks)
            marks.append(TextMark(0, base, value.label, frame.em, False))
            if value.value:
                marks.append(TextMark(column, base, value.value, frame.em, True))
            y += frame.line_height(frame.em) + 0.35 * frame.em
            marks.append(
                LineMark(
                    x1=0,
                    y1=y - 0.2 * frame.em,
                    x2=frame.width,
                    y2=y - 0.2 * frame.em,
                    width=0.5,
                    grey=HAIRLINE,
                )
            )
        return y


_TAB_ORDER = (
    "应急",
    "漏水",
    "散热不良",
    "温控",
    "噪音",
    "停热",
    "计费",
    "停复热",
    "违规",
    "投诉",
    "服务",
    "法规",
    "话术",
    "知识",
    "案例",
)


def tabs_in_use(sheets: Iterable[Sheet]) -> list[str]:
    """Tabs in use, emergencies first."""
    used = {sheet.tab for sheet in sheets}
    return [tab for tab in _TAB_ORDER if tab in used] + sorted(used - set(_TAB_ORDER))
