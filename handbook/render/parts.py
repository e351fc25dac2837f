"""Fragments that pages of several kinds share: head, citations, lists of sentences, foot."""

import html
from collections.abc import Sequence

from handbook.model.entry import Entry
from handbook.model.kinds import Kind
from handbook.model.regulation import RegulationArticle
from handbook.render.citations import chip
from handbook.render.page import Page

WIDE_LINE_SCALE = 1.3


def head(page: Page, entry: Entry, trail: Sequence[str], facts: Sequence[str] = ()) -> None:
    """Trail, facts, title, banner of an overdue review, and summary."""
    colours = page.colours
    left = html.escape(" · ".join(t for t in trail if t))
    right = html.escape(" · ".join(f for f in facts if f))
    small = f"font-size:{page.px(13)}px;color:{colours.ink_third}"
    if page.style.scale > WIDE_LINE_SCALE:  # no room for both on one line
        page.paragraph(left, 13, colours.ink_third, bottom=2)
        page.paragraph(right, 13, colours.ink_third, bottom=4)
    else:
        page.add(
            f'<table width="100%" cellspacing="0" cellpadding="0" border="0"><tr>'
            f'<td><span style="{small}">{left}</span></td>'
            f'<td align="right"><span style="{small}">{right}</span></td></tr></table>'
        )
    page.add(
        f'<p style="margin-top:{page.px(6)}px;margin-bottom:{page.px(6)}px;font-size:{page.px(25)}px;'
        f'font-weight:600;color:{colours.ink}">{page.text(entry.title)}</p>'
    )
    if entry.is_overdue(page.style.today):
        words = f"已过复核日期({entry.review_by.isoformat()}):内容仍可用,引用前请核对。"
        page.callout(page.block(html.escape(words), 14, colours.caution), colours.caution_soft, padding=8)
    page.paragraph(page.text(entry.summary), 15.5, colours.ink_second, bottom=8)


def facts_of(entry: Entry) -> list[str]:
    """Severity, season and systems, as short words."""
    systems = "适用:" + "、".join(s.value for s in entry.systems) if entry.systems else ""
    return [entry.severity.value if entry.severity else "", "、".join(p.value for p in entry.phases), systems]


def not_for(page: Page, texts: Sequence[str]) -> None:
    """When not to use the entry."""
    for text in texts:
        page.paragraph("不适用:" + page.text(text), 14, page.colours.ink_second, bottom=2)


def say_list(page: Page, title: str, texts: Sequence[str], key: str) -> None:
    """Sentences for the caller under a heading."""
    if texts:
        page.heading(title)
        for index, text in enumerate(texts):
            page.say(text, f"{key}-{index}")


def plain_list(page: Page, title: str, texts: Sequence[str]) -> None:
    """Points under a heading."""
    if texts:
        page.heading(title)
        page.bullets(tuple(texts))


def dont_say(page: Page, texts: Sequence[str]) -> None:
    """What must not be said: internal, marked by word and colour."""
    if not texts:
        return
    page.heading("别这样说")
    colours = page.colours
    mark = f'<span style="color:{colours.danger};font-weight:600">×</span>&nbsp; '
    lines = "".join(page.block(mark + page.text(t), 15, bottom=3) for t in texts)
    page.callout(lines, colours.panel, padding=10)


def article_link(page: Page, entry_id: str) -> str:
    """A citation as a link on a tinted ground."""
    article = page.handbook.get(entry_id)
    words = f"§ {chip(article)}" if isinstance(article, RegulationArticle) else ""
    link = page.link(entry_id, words, page.colours.law)
    return f'<span style="background-color:{page.colours.law_soft}">&nbsp;{link}&nbsp;</span>'


def citations(page: Page, ids: Sequence[str]) -> None:
    """依据: the articles that an entry rests on."""
    if ids:
        page.heading("依据")
        page.paragraph("&nbsp; ".join(article_link(page, i) for i in ids), 14, bottom=4)


def related(page: Page, entry: Entry) -> None:
    """Other entries worth reading next, and for articles those that cite them."""
    _entry_links(page, "相关", entry.related)
    if entry.kind is Kind.REGULATION:
        citing = [e.id for e in page.handbook.citing(entry.id) if e.id not in entry.related]
        _entry_links(page, "引用本条的条目", citing[:20])


def _entry_links(page: Page, title: str, ids: Sequence[str]) -> None:
    found = [e for i in ids if (e := page.handbook.get(i)) is not None]
    if found:
        page.heading(title)
        for entry in found:
            small = f'<span style="color:{page.colours.ink_third};font-size:{page.px(13)}px">{entry.kind.short_label}</span>'
            page.paragraph(f"{small}&nbsp; {page.link(entry.id)}", 15, bottom=3)


def foot(page: Page, entry: Entry) -> None:
    """Sources, id, owner, review dates and content version."""
    colours = page.colours
    page.add(f'<p style="margin-top:{page.px(20)}px;margin-bottom:0"></p><hr>')
    for source in entry.sources:
        words = f"来源:{source.title}"
        details = [source.date, f"可信度 {source.confidence.value}", source.note]
        words += "(" + ",".join(d for d in details if d) + ")"
        page.paragraph(page.text(words), 13, colours.ink_third, bottom=2)
    words = (
        f"{entry.id} · 内容 {page.handbook.version} · 负责:{entry.owner} · "
        f"复核 {entry.reviewed.isoformat()},下次 {entry.review_by.isoformat()}"
    )
    page.paragraph(html.escape(words), 13, colours.ink_third, bottom=12)
