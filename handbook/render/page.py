"""Collects the HTML of one page: text that is escaped, filled in and held together, in the colours of a theme.

The HTML is the subset that Qt's rich text lays out: no classes, no rounded corners; call-outs are one-celled tables
whose ground colour tells the viewer which frame to draw around them.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from handbook.document.blocks import Rich, Span
from handbook.document.links import ENTRY
from handbook.document.wide_marks import wide
from handbook.document.words import IS_DEMO, MISSING, quoted
from handbook.model.handbook import Handbook
from handbook.model.region import UNCONFIRMED
from handbook.model.script import reading_seconds
from handbook.model.text import DEMO, Piece, PieceKind, fill_values, holds_demo, rewritten
from handbook.model.typesetting import NO_BREAK, plain, typeset
from handbook.render.colours import LIGHT, Colours

COPY = "复制"
NOW = "now"
"""Anchor of the step that a run stands at."""


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How a page is to look."""

    colours: Colours = LIGHT
    scale: float = 1.0
    """1.0 = 100 % text size."""
    today: date = field(default_factory=date.today)


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A finished page."""

    html: str
    copies: dict[str, str]
    """Key of a ``copy:`` link → the words that it copies."""


@dataclass(slots=True)
class Page:
    """A page being written."""

    handbook: Handbook
    style: PageStyle
    parts: list[str] = field(default_factory=list)
    copies: dict[str, str] = field(default_factory=dict)
    entry_id: str = ""
    """Of the entry whose page it is; empty where it is none's."""
    barred: str = ""
    """Name of the step that stands out, with an anchor (`NOW`) to scroll to; empty = none."""

    @property
    def colours(self) -> Colours:
        """Colours of the theme."""
        return self.style.colours

    def px(self, size: float) -> int:
        """`size` at 100 % in pixels of this page's text size."""
        return max(1, round(size * self.style.scale))

    def leading(self, size: float) -> str:
        """Style of lines 1.55 × `size` high; in pixels, since Qt's percentages count from the font's own spacing."""
        return f"line-height:{self.px(size * 1.55)}px;"

    def add(self, *parts: str) -> None:
        """Append finished HTML."""
        self.parts += parts

    def words(self, text: str) -> str:
        """`text` from content as it was meant: with site values, as plain text."""
        return fill_values(text, self.handbook.value_by_key)

    def text(self, text: str) -> str:
        """`text`, its site values already filled in, as HTML: placeholders and gaps marked, numbers held together."""
        return rewritten(typeset(text), self._piece).replace("\n", "<br>")

    def _piece(self, piece: Piece) -> str:
        words = html.escape(piece.text)
        match piece.kind:
            case PieceKind.GAP:
                return f'<span style="color:{self.colours.caution}">{words}</span>'
            case PieceKind.HOLE:
                return f'<span style="color:{self.colours.accent}">{words}</span>'
            case _:
                mark = f'<span style="color:{self.colours.caution};font-weight:600">{DEMO}</span>'
                return words.replace(DEMO, mark)

    def paragraph(
        self, inner: str, size: float = 15.5, colour: str = "", *, top: float = 0, bottom: float = 6
    ) -> None:
        """A paragraph of finished HTML."""
        self.add(
            f'<p style="margin-top:{self.px(top)}px;margin-bottom:{self.px(bottom)}px;{self.leading(size)}'
            f'font-size:{self.px(size)}px;color:{colour or self.colours.ink}">{inner}</p>'
        )

    def heading(self, words: str, *, top: float = 22) -> None:
        """Heading of a section."""
        # Qt enlarges h1–h6 whatever size the style asks for.
        self.add(
            f'<p style="margin-top:{self.px(top)}px;margin-bottom:{self.px(8)}px;font-size:{self.px(15)}px;'
            f'font-weight:600;color:{self.colours.ink_second}">{self.text(words)}</p>'
        )

    def callout(self, inner: str, ground: str, *, bottom: float = 10, padding: float = 12) -> None:
        """A box on a coloured ground; the viewer draws its frame."""
        self.add(
            f'<table width="100%" cellspacing="0" cellpadding="{self.px(padding)}" bgcolor="{ground}" border="0" '
            f'style="margin-top:{self.px(4)}px;margin-bottom:{self.px(bottom)}px"><tr><td>{inner}</td></tr></table>'
        )

    def block(
        self, inner: str, size: float = 15.5, colour: str = "", *, bold: bool = False, bottom: float = 0
    ) -> str:
        """A paragraph inside a call-out, as HTML."""
        weight = "font-weight:600;" if bold else ""
        return (
            f'<p style="margin-top:0;margin-bottom:{self.px(bottom)}px;{self.leading(size)}{weight}'
            f'font-size:{self.px(size)}px;color:{colour or self.colours.ink}">{inner}</p>'
        )

    def bullets(self, items: Sequence[tuple[str, str, int]]) -> None:
        """A list of (mark, finished HTML, depth); as tables, since Qt's own lists are indented by half a word too much."""
        for mark, inner, indent in items:
            sign = self.block(html.escape(mark), 15.5, self.colours.ink_third)
            self.add(
                '<table width="100%" cellspacing="0" cellpadding="0" border="0"><tr>'
                f'{self._indent(indent)}<td width="{self.px(22)}" valign="top">{sign}</td>'
                f"<td>{self.block(inner, 15.5, bottom=4)}</td></tr></table>"
            )

    def _indent(self, depth: int) -> str:
        return f'<td width="{self.px(22 * depth)}"></td>' if depth else ""

    def rule(self, colour: str) -> str:
        """Style of a cell with a line under it."""
        return f"border-bottom-width:1px;border-bottom-style:solid;border-bottom-color:{colour}"

    def offer_copy(self, key: str, text: str) -> None:
        """Let a ``copy:`` link of this key copy `text`; without the marks that hold it together on the page."""
        self.copies[key] = plain(text)

    def say(self, text: str, key: str, *, note: str = "") -> None:
        """Exact words for the caller, copyable alone; the link of words that are refused says so before it is followed."""
        self.offer_copy(key, text)
        words = self.copies[key]
        colours = self.colours
        offer = UNCONFIRMED if self.handbook.assumed.gave(words, self.entry_id) else COPY
        if holds_demo(words):
            offer = IS_DEMO
        link = (
            f'<a href="copy:{html.escape(key)}" style="color:{colours.say};text-decoration:none">'
            f"{reading_seconds(words)}{NO_BREAK}秒 · {offer}</a>"
        )
        # The sentence has the whole width: beside a column for the link it would break after two thirds of a line.
        small = self.block(self.text(note), 13, colours.ink_second) if note else ""
        inner = (
            '<table width="100%" cellspacing="0" cellpadding="0" border="0"><tr>'
            f'<td>{small}</td><td width="{self.px(150)}" align="right">{self.block(link, 13)}</td></tr></table>'
            f"{self.block(self.text(quoted(text)), 16.5)}"
        )
        self.callout(inner, colours.say_soft)

    def rich(self, rich: Rich, colour: str = "") -> str:
        """Running text as HTML, its links in `colour` (the accent by default), asides small."""
        small = f'<span style="font-size:{self.px(13)}px;color:{self.colours.ink_third}">'
        return "".join(
            f"{small}{words}</span>" if span.aside else words
            for span in wide(rich)
            for words in (self.link(span.link, span.text, colour) if span.link else self._span(span),)
        )

    def law(self, rich: Rich) -> str:
        """A citation: its link on a tinted ground, what is unsure after it."""
        ground = self.colours.law_soft
        return "".join(
            f'<span style="background-color:{ground}">&nbsp;{self.link(span.link, span.text, self.colours.law)}&nbsp;</span>'
            if span.link
            else f'<span style="color:{self.colours.ink_second}">{self._span(span)}</span>'
            for span in rich
        )

    def _span(self, span: Span) -> str:
        words = self.text(span.text)
        return f'<span style="font-weight:600">{words}</span>' if span.bold else words

    def link(self, link: str, words: str, colour: str = "") -> str:
        """A link to an entry; plain words where the entry is missing."""
        shown = html.escape(typeset(words))
        if self.handbook.get(link.removeprefix(ENTRY)) is None:
            return f'<span style="color:{self.colours.ink_third}">{shown}\uff08{MISSING}\uff09</span>'
        tint = colour or self.colours.accent
        return f'<a href="{html.escape(link)}" style="color:{tint};text-decoration:none">{shown}</a>'

    def finish(self) -> RenderedPage:
        """The page as one HTML document."""
        body = f'<body style="color:{self.colours.ink};font-size:{self.px(15.5)}px">'
        return RenderedPage(f"<html>{body}{''.join(self.parts)}</body></html>", self.copies)
