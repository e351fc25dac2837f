"""A script goes in; its page comes out: each line with its variants, to read aloud or copy."""

import html

from handbook.model.kinds import Audience, Tone
from handbook.model.script import Script, ScriptLine
from handbook.render import parts
from handbook.render.page import Page


def write(page: Page, entry: Script) -> None:
    """Head, lines, what helps and what does not, phrases to avoid, foot."""
    parts.head(page, entry, [entry.kind.label, entry.set], parts.facts_of(entry))
    for line in entry.lines:
        _line(page, line)
    _placeholders(page, entry)
    parts.plain_list(page, "这样做", entry.do)
    parts.plain_list(page, "别这样做", entry.dont)
    _taboos(page, entry)
    parts.citations(page, entry.citations)
    parts.related(page, entry)
    parts.foot(page, entry)


def _line(page: Page, line: ScriptLine) -> None:
    if line.situation:
        page.heading(line.situation, top=14)
    for tone in Tone:
        if tone not in line.variants:
            continue
        text = line.variants[tone]
        if line.audience is Audience.CALLER:
            page.say(
                text, f"line-{line.id}-{tone.name.lower()}", note=tone.value if len(line.variants) > 1 else ""
            )
        else:
            mark = f'<span style="color:{page.colours.caution};font-weight:600">仅限内部</span>&nbsp; '
            page.callout(page.block(mark + page.text(text), 15), page.colours.panel, padding=10)


def _placeholders(page: Page, entry: Script) -> None:
    if entry.placeholders:
        words = ";".join(f"{{{p.name}}}" + (f" {p.hint}" if p.hint else "") for p in entry.placeholders)
        page.paragraph("填写:" + html.escape(words), 13.5, page.colours.ink_second, top=8)


def _taboos(page: Page, entry: Script) -> None:
    if not entry.taboos:
        return
    page.heading("服务忌语与改说")
    colours = page.colours
    for taboo in entry.taboos:
        inner = page.block(
            f'<span style="color:{colours.danger};font-weight:600">×</span>&nbsp; {page.text(taboo.avoid)}',
            15,
            colours.ink_second,
            bottom=2,
        )
        mark = f'<span style="color:{colours.say};font-weight:600">改说</span>&nbsp; '
        page.callout(
            inner + page.block(mark + page.text(taboo.instead), 15.5), colours.panel, padding=10, bottom=6
        )
