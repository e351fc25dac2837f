"""A knowledge entry or a case goes in; its page comes out."""

from handbook.model.knowledge import Case, Knowledge
from handbook.render import parts
from handbook.render.markdown import markdown_to_html
from handbook.render.page import Page
from handbook.render.typography import held_together

DIAGRAM_SCHEME = "diagram:"


def write_knowledge(page: Page, entry: Knowledge) -> None:
    """Head, points to remember, diagram, body, how to tell a caller, foot."""
    parts.head(page, entry, [entry.kind.label, *entry.tags[:1]], parts.facts_of(entry))
    parts.plain_list(page, "要记住", entry.key_points)
    if entry.diagram in page.handbook.diagrams:
        _diagram(page, entry)
    _body(page, entry.body)
    parts.say_list(page, "对用户一句话讲清", entry.tell_caller, "tell")
    parts.citations(page, entry.citations)
    parts.related(page, entry)
    parts.foot(page, entry)


def write_case(page: Page, entry: Case) -> None:
    """Head, facts, dispute, result, lessons, foot."""
    parts.head(page, entry, [entry.kind.label, entry.place, entry.time], parts.facts_of(entry))
    for title, text in (("经过", entry.facts), ("争在哪里", entry.dispute), ("结果", entry.result)):
        page.heading(title)
        page.paragraph(page.text(text))
    parts.plain_list(page, "给坐席的启示", entry.lessons)
    _body(page, entry.body)
    parts.citations(page, entry.citations)
    parts.related(page, entry)
    parts.foot(page, entry)


def _diagram(page: Page, entry: Knowledge) -> None:
    page.add(
        f'<p style="margin-top:{page.px(10)}px;margin-bottom:{page.px(4)}px">'
        f'<img src="{DIAGRAM_SCHEME}{entry.diagram}" width="{page.px(600)}"></p>'
    )
    page.paragraph(page.text(entry.diagram_caption), 13.5, page.colours.ink_second, bottom=8)


def _body(page: Page, body: str) -> None:
    if not body.strip():
        return
    words = held_together(page.words(body))
    page.add(styled_markdown(page, markdown_to_html(words)))


def styled_markdown(page: Page, inner: str) -> str:
    """Clean HTML of Markdown in the page's sizes; each block has its own style, since Qt inherits none."""
    lines = page.leading(15.5)
    for tag, style in {
        "p": f"margin-top:0;margin-bottom:{page.px(8)}px;{lines}",
        "li": f"margin-bottom:{page.px(4)}px;{lines}",
        "h2": f"font-size:{page.px(17)}px;margin-top:{page.px(18)}px;margin-bottom:{page.px(6)}px",
        "h3": f"font-size:{page.px(16)}px;margin-top:{page.px(14)}px;margin-bottom:{page.px(6)}px",
        "h4": f"font-size:{page.px(15.5)}px;margin-top:{page.px(12)}px;margin-bottom:{page.px(4)}px",
    }.items():
        inner = inner.replace(f"<{tag}>", f'<{tag} style="{style}">')
    inner = inner.replace("<table>", f'<table cellspacing="0" cellpadding="{page.px(5)}" border="0">')
    inner = inner.replace("<th>", '<th align="left">')
    inner = inner.replace("<a ", f'<a style="color:{page.colours.accent};text-decoration:none" ')
    return f'<div style="font-size:{page.px(15.5)}px;color:{page.colours.ink}">{inner}</div>'
