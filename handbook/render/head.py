"""What stands above and below the words of an entry on its page: where it belongs, title, review, version."""

import html
from collections.abc import Sequence

from handbook.document.wording import OWN_VERSION, facts
from handbook.document.words import DEMO_PAGE
from handbook.keys import key_of
from handbook.model.article_name import article_name
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.knowledge import Knowledge
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.script import Script
from handbook.model.typesetting import full_width
from handbook.render.page import Page

_WIDE_LINE_SCALE = 1.3


def write_head(page: Page, entry: Entry) -> None:
    """Trail, facts, title, banner of an overdue review, and summary."""
    colours = page.colours
    _trail_and_facts(page, _trail(entry), [str(entry.severity or ""), *facts(entry)])
    page.add(
        f'<p style="margin-top:{page.px(6)}px;margin-bottom:{page.px(6)}px;font-size:{page.px(25)}px;'
        f'font-weight:600;color:{colours.ink}">{page.text(page.words(entry.title))}</p>'
    )
    if page.handbook.is_demo:
        page.callout(page.block(page.text(DEMO_PAGE), 14, colours.caution), colours.caution_soft, padding=8)
    if isinstance(entry, EmergencyCard) and entry.id in page.handbook.updated_originals:
        page.callout(page.block(page.text(OWN_VERSION), 14, colours.caution), colours.caution_soft, padding=8)
    if entry.is_overdue(page.style.today):
        words = f"已过复核日期({entry.review_by.isoformat()}):内容仍可用,引用前请核对。"
        page.callout(page.block(page.text(words), 14, colours.caution), colours.caution_soft, padding=8)
    page.paragraph(page.text(page.words(entry.summary)), 15.5, colours.ink_second, bottom=8)


def write_foot(page: Page, entry: Entry) -> None:
    """Id and content version."""
    words = f"{entry.id} · 内容 {full_width(page.handbook.edition)}"
    page.paragraph(html.escape(words), 13, page.colours.ink_third, bottom=12)


def _trail(entry: Entry) -> list[str]:
    """Where the entry belongs: its kind, and the place within it."""
    kind = entry.kind.label
    match entry:
        case Procedure():
            return [kind, str(entry.family), str(entry.extent or "")]
        case EmergencyCard():
            return [kind, f"{key_of('emergency')} {entry.digit}" if entry.digit is not None else ""]
        case RegulationArticle():
            return [kind, entry.law, article_name(entry)]
        case Script():
            return [kind, entry.set]
        case Knowledge():
            return [kind, *entry.tags[:1]]
        case _:
            return [kind]


def _trail_and_facts(page: Page, trail: Sequence[str], known: Sequence[str]) -> None:
    colours = page.colours
    left = page.text(" · ".join(t for t in trail if t))
    right = page.text(" · ".join(f for f in known if f))
    small = f"font-size:{page.px(13)}px;color:{colours.ink_third}"
    if page.style.scale > _WIDE_LINE_SCALE:  # no room for both on one line
        page.paragraph(left, 13, colours.ink_third, bottom=2)
        page.paragraph(right, 13, colours.ink_third, bottom=4)
        return
    page.add(
        f'<table width="100%" cellspacing="0" cellpadding="0" border="0"><tr>'
        f'<td><span style="{small}">{left}</span></td>'
        f'<td align="right"><span style="{small}">{right}</span></td></tr></table>'
    )
