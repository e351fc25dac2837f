"""The articles that one entry stands for, as rows of rich text: each with how it stands, and a way to its words."""

from collections.abc import Iterator
from html import escape

from handbook.law.numbering import written_article
from handbook.model.typesetting import full_width
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.article_links import CARD, GAP, NUMBER
from handbook.upkeep.article_view import ArticlePart, ArticleView


def parts_html(view: ArticleView, theme: Theme) -> str:
    """All of them in the order of the entry; the one that is read stands on the colour of what is chosen."""
    return "".join(_parts(view, theme))


def _parts(view: ArticleView, theme: Theme) -> Iterator[str]:
    colours, px = theme.colours, theme.px
    with_text = sum(part.has_text for part in view.parts)
    lacking = len(view.parts) - with_text
    count = f"{with_text} 条有原文" + (f"，{lacking} 条没有" if lacking else "")
    yield (
        f'<p style="margin:{px(6)}px 0 {px(8)}px 0"><span style="font-size:{px(16)}px;font-weight:600">'
        f"这里答 {len(view.parts)} 条</span>{GAP}"
        f'<span style="font-size:{px(13.5)}px;color:{colours.ink_second}">{count}</span></p>'
    )
    rows = "".join(_row(part, theme) for part in view.parts)
    yield (
        f'<table width="100%" cellspacing="0" cellpadding="{px(7)}" border="1" '
        f'style="border-collapse:collapse;border-color:{colours.line};font-size:{px(14.5)}px">{rows}</table>'
    )


def _row(part: ArticlePart, theme: Theme) -> str:
    colours, px = theme.colours, theme.px
    name = written_article(part.number)
    link = f"color:{colours.accent};text-decoration:none"
    if part.is_shown:
        name = f"<b>{name}</b>"
    elif part.has_text:
        name = f'<a href="{NUMBER}{part.number}" style="{link}">{name}</a>'
    begins = escape(full_width(part.begins))
    if part.own is not None:
        title = escape(full_width(part.own.title))
        own = f'<a href="{CARD}{part.own.id}" style="{link}">{title}</a>'
        begins = f'{begins}<br><span style="font-size:{px(13)}px">另有一条：{own}</span>'
    mark, ink = ("✓ ", colours.done) if part.holds else ("", colours.ink_second)
    if not part.has_text:
        mark, ink = "▲ ", colours.caution
    ground = colours.accent_soft if part.is_shown else colours.panel
    cell = f'style="border:1px solid {colours.line}"'
    return (
        f'<tr bgcolor="{ground}"><td {cell} width="{px(104)}">{name}</td><td {cell}>{begins}</td>'
        f'<td {cell} width="{px(112)}" align="right"><span style="font-size:{px(13)}px;color:{ink}">'
        f"{mark}{escape(full_width(part.state))}</span></td></tr>"
    )
