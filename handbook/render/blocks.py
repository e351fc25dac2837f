"""Blocks of meaning -> HTML of a page."""

import html
from collections.abc import Iterable, Sequence
from itertools import groupby

from handbook.document.blocks import (
    Banner,
    Bullet,
    Caution,
    EndMark,
    Heading,
    Immediate,
    Labelled,
    Meaning,
    Note,
    OfficialWords,
    OutcomeBlock,
    Paragraph,
    Picture,
    References,
    Rich,
    Say,
    ScriptBlock,
    SentenceRole,
    Sentences,
    SignOff,
    StepRow,
    Steps,
    TableBlock,
    TableRole,
    Verified,
    WantedForDispatch,
    text_of,
)
from handbook.document.printable import mark_of
from handbook.document.words import (
    ELSEWHERE,
    END,
    GROUNDS,
    IMMEDIATE,
    INTERNAL,
    OFFICIAL_TEXT,
    SOURCES,
    WANTED,
    quoted,
)
from handbook.model.kinds import Audience
from handbook.render.page import Page
from handbook.render.steps import write_outcome, write_steps

DIAGRAM_SCHEME = "diagram:"
CITATION = "citation"
"""Key under which the citation of an article is copied: it is no sentence for the caller."""
_HEADING_SIZES = {2: (17.0, 18.0), 3: (16.0, 14.0)}
"""Level of a heading within a text → pixels of its letters, and of the room above it."""
_OFFICIAL_SIZE = 16.5
_GUIDE_PADDING = 5
"""Pixels between a cell of a guide and its words."""


def write_blocks(page: Page, blocks: Iterable[Meaning]) -> None:
    """All blocks in order; bullets that follow each other stand in one list."""
    for is_list, group in groupby(blocks, lambda block: isinstance(block, Bullet)):
        if is_list:
            page.bullets([(b.mark, page.rich(b.rich), b.indent) for b in group if isinstance(b, Bullet)])
            continue
        for block in group:
            _write(page, block)


def _write(page: Page, block: Meaning) -> None:  # noqa: PLR0912  (one case a kind of block)
    match block:
        case Heading():
            _heading(page, block)
        case Immediate():
            _immediate(page, block)
        case Steps():
            write_steps(page, block)
        case OutcomeBlock():
            write_outcome(page, block)
        case Sentences():
            _sentences(page, block)
        case Paragraph():
            if not block.is_summary:
                page.paragraph(page.rich(block.rich))
        case Labelled():
            _labelled(page, block)
        case Verified():
            _verified(page, block)
        case OfficialWords():
            _official(page, block)
        case WantedForDispatch():
            page.heading(WANTED)
            page.paragraph(page.text(" · ".join(block.texts)), 15, page.colours.ink_second)
        case TableBlock(role=TableRole.GUIDE):
            _guide(page, block)
        case TableBlock():
            _table(page, block)
        case ScriptBlock():
            _script(page, block)
        case Picture():
            _picture(page, block)
        case References():
            _references(page, block)
        case EndMark():
            if block.text != END:  # a list ends by itself; a card says what is true then
                page.paragraph(page.text(block.text), 15.5, page.colours.ink_second, top=14)
        case Banner() | Bullet() | Caution() | Note() | Say() | SignOff() | StepRow():
            pass  # of a sheet, or of a list that writes it itself


def _heading(page: Page, block: Heading) -> None:
    if block.level == 1:
        page.heading(f"{block.text}({block.note})" if block.note else block.text)
        return
    size, top = _HEADING_SIZES.get(block.level, (15.5, 12.0))
    page.add(
        f'<p style="margin-top:{page.px(top)}px;margin-bottom:{page.px(6)}px;font-size:{page.px(size)}px;'
        f'font-weight:600">{page.text(block.text)}</p>'
    )


def _immediate(page: Page, block: Immediate) -> None:
    colours = page.colours
    page.heading(IMMEDIATE, top=8)
    rows = ""
    for number, row in enumerate(block.rows, start=1):
        if row.is_said:
            page.offer_copy(f"now-{number}", row.text)
        words = page.text(quoted(row.text) if row.is_said else row.text)
        rows += (
            f'<tr><td width="{page.px(36)}" valign="top">{page.block(str(number), 22, colours.danger, bold=True)}</td>'
            f"<td>{page.block(words, 22, bottom=6)}</td></tr>"
        )
    page.callout(
        f'<table width="100%" cellspacing="0" cellpadding="{page.px(2)}" border="0">{rows}</table>',
        colours.danger_soft,
    )


def _sentences(page: Page, block: Sentences) -> None:
    colours = page.colours
    match block.role:
        case SentenceRole.NOT_FOR:
            for text in block.texts:
                page.paragraph(page.text(f"{block.title}:{text}"), 14, colours.ink_second, bottom=2)
        case SentenceRole.TIME:
            page.heading(block.title)
            page.paragraph(page.text(" · ".join(block.texts)))
        case SentenceRole.TELL | SentenceRole.CALM:
            page.heading(block.title)
            for number, text in enumerate(block.texts):
                page.say(text, f"{block.role.name.lower()}-{number}")
        case SentenceRole.AVOID:
            page.heading(block.title)
            lines = "".join(page.block(_cross(page) + page.text(t), 15, bottom=3) for t in block.texts)
            page.callout(lines, colours.panel, padding=10)
        case role:
            page.heading(block.title)
            page.bullets([(mark_of(role, n), page.text(text), 0) for n, text in enumerate(block.texts, 1)])


def _cross(page: Page) -> str:
    return f'<span style="color:{page.colours.danger};font-weight:600">×</span>&nbsp; '


def _labelled(page: Page, block: Labelled) -> None:
    colours = page.colours
    if block.small:
        page.paragraph(
            f"{page.text(block.label)}\uff1a{page.rich(block.rich)}", 13, colours.ink_third, bottom=2
        )
        return
    words = page.rich(block.rich)
    if block.copies:
        page.offer_copy(CITATION, block.copies)
        words += f'&nbsp; <a href="copy:{CITATION}" style="color:{colours.law};text-decoration:none">复制</a>'
    label = page.block(page.text(block.label), 15, colours.ink_second, bold=True)
    width = page.px(15 * max(4, len(block.label)) + 10)
    page.add(
        f'<table width="100%" cellspacing="0" cellpadding="0" border="0" '
        f'style="margin-top:{page.px(2)}px;margin-bottom:{page.px(4)}px"><tr><td width="{width}" valign="top">{label}</td><td>{page.block(words, 15.5)}</td></tr></table>'
    )


def _verified(page: Page, block: Verified) -> None:
    colours = page.colours
    ground, colour = (
        (colours.law_soft, colours.law) if block.is_sure else (colours.caution_soft, colours.caution)
    )
    mark = f'<span style="color:{colour};font-weight:600">{page.text(block.word)}</span>&nbsp; '
    page.callout(page.block(mark + page.text(block.explanation), 14.5), ground, padding=10)


def _official(page: Page, block: OfficialWords) -> None:
    """Larger and wider set than our words: one sees whose they are. Not a sign of them is rewritten or typeset."""
    colours = page.colours
    ground, colour = (
        (colours.law_soft, colours.law) if block.is_in_force else (colours.caution_soft, colours.caution)
    )
    page.heading(OFFICIAL_TEXT)
    page.callout(page.block(page.text(block.state), 13.5, colour, bold=True), ground, padding=8)
    for number, line in enumerate(block.lines):
        words = html.escape(line)
        if block.head and number == 0:
            words = f'<span style="font-weight:600">{html.escape(block.head)}</span>\u3000{words}'
        page.paragraph(words, _OFFICIAL_SIZE, bottom=8)
    page.paragraph(page.text(block.source), 13, colours.ink_third, top=4)


def _table(page: Page, block: TableBlock) -> None:
    colours = page.colours
    rule = page.rule(colours.line_strong)
    head = "".join(
        f'<td style="{rule}">{page.block(page.text(cell), 13.5, colours.ink_second, bold=True)}</td>'
        for cell in block.head
    )
    rows = "".join(f"<tr>{_cells(page, block, cells)}</tr>" for cells in block.rows)
    inner = f'<table width="100%" cellspacing="0" cellpadding="{page.px(5)}" border="0"><tr>{head}</tr>{rows}</table>'
    if block.role is TableRole.TEXT:
        page.add(inner)
    else:
        ground = colours.caution_soft if block.role is TableRole.SUPERSEDED else colours.panel
        page.callout(inner, ground, padding=6)


def _guide(page: Page, block: TableBlock) -> None:
    """Labels as wide as the longest, so that the words have all the rest, however narrow the page is."""
    colours = page.colours
    heads = [text_of(row[0]) for row in block.rows]
    width = page.px(14 * max(map(len, heads)) + 2 * _GUIDE_PADDING + 2)
    rule = page.rule(colours.line)
    rows = ""
    for head, (_, words) in zip(heads, block.rows, strict=True):
        style = f' style="{rule}"' if head != heads[-1] else ""
        label = page.block(page.text(head), 14, colours.ink_second, bold=True)
        rows += (
            f'<tr><td width="{width}" valign="top"{style}>{label}</td>'
            f'<td valign="top"{style}>{page.block(page.rich(words, colours.law), 15)}</td></tr>'
        )
    page.heading(block.head[0], top=14)
    page.callout(
        f'<table width="100%" cellspacing="0" cellpadding="{page.px(_GUIDE_PADDING)}" border="0">{rows}</table>',
        colours.panel,
        padding=4,
    )


def _cells(page: Page, block: TableBlock, cells: Sequence[Rich]) -> str:
    shares = block.shares or (0.0,) * len(cells)
    written = ""
    for at, (cell, share) in enumerate(zip(cells, shares, strict=True)):
        mark = _cross(page) if block.role is TableRole.TABOOS and at == 0 else ""
        width = f' width="{share:.0%}"' if share else ""
        written += f'<td valign="top"{width} style="{page.rule(page.colours.line)}">{page.block(mark + page.rich(cell), 15)}</td>'
    return written


def _script(page: Page, block: ScriptBlock) -> None:
    if block.situation:
        page.heading(block.situation, top=14)
    for variant in block.variants:
        if block.audience is Audience.CALLER:
            note = variant.tone if len(block.variants) > 1 else ""
            page.say(variant.text, f"line-{block.id}-{variant.tone}", note=note)
        else:
            mark = f'<span style="color:{page.colours.caution};font-weight:600">{INTERNAL}</span>&nbsp; '
            page.callout(page.block(mark + page.text(variant.text), 15), page.colours.panel, padding=10)


def _picture(page: Page, block: Picture) -> None:
    page.add(
        f'<p style="margin-top:{page.px(10)}px;margin-bottom:{page.px(4)}px">'
        f'<img src="{DIAGRAM_SCHEME}{block.name}" width="{page.px(block.width)}"></p>'
    )
    page.paragraph(page.text(block.caption), 13.5, page.colours.ink_second, bottom=8)


def _references(page: Page, block: References) -> None:
    colours = page.colours
    if block.title == SOURCES:
        page.add(
            f'<p style="margin-top:{page.px(20)}px;margin-bottom:0"></p><hr style="background-color:{colours.line}">'
        )
        for item in block.items:
            page.paragraph(f"{SOURCES}\uff1a{page.rich(item.rich)}", 13, colours.ink_third, bottom=2)
        return
    page.heading(block.title)
    for item in block.items:
        if block.title == ELSEWHERE:
            page.paragraph(page.rich(item.rich), 14, colours.ink_second, bottom=2)
            continue
        if block.title == GROUNDS:
            page.paragraph(page.law(item.rich), 14, bottom=4)
            continue
        small = f'<span style="color:{colours.ink_third};font-size:{page.px(13)}px">{item.kind}</span>'
        page.paragraph(f"{small}&nbsp; {page.rich(item.rich)}", 15, bottom=3)
