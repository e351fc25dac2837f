"""The handbook goes in; the page that stands in the reading pane before anything is read comes out: the day.

Nothing on it is counted or asked of anybody: the date, the season that the site values name, and the handbook itself.
"""

import html
from collections.abc import Sequence

from handbook.document.links import ENTRY
from handbook.document.words import DEMO_PAGE
from handbook.keys import key_of
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind, Phase, Severity
from handbook.model.season import END, START, season_of
from handbook.model.text import fill_values
from handbook.model.typesetting import typeset
from handbook.render.page import Page, PageStyle, RenderedPage

OF_PHASE = 8
"""Entries of the part of the season that are listed."""
OVERDUE = 6
"""Entries that are due for review and named; the rest are counted."""
_MARKS = {
    Kind.PROCEDURE: "·",
    Kind.EMERGENCY: "!",
    Kind.REGULATION: "§",
    Kind.SCRIPT: "“",
    Kind.KNOWLEDGE: "i",
    Kind.CASE: "◆",
}
_HINTS = (
    ("绿色框", "可以照着念给用户，点“复制”只复制那一句。"),
    ("↑ ↓ 和 Enter", f"选中就显示，Enter 打开并记住，{key_of('back')} 回来。"),
)


def render_welcome(handbook: Handbook, style: PageStyle, phase: Phase | None = None) -> RenderedPage:
    """The day: part of the season (`phase`, else by the date), digits of the emergency cards, what belongs to the season."""
    page = Page(handbook, style)
    season = season_of(handbook)
    phase = phase or (season.phase_on(style.today) if season is not None else None)
    if handbook.is_demo:
        block = page.block(page.text(DEMO_PAGE), 14, page.colours.caution)
        page.callout(block, page.colours.caution_soft, padding=8)
    _write_day(page, phase)
    digits = sorted((c for c in handbook.emergency if c.digit is not None), key=lambda card: card.digit or 0)
    if digits:
        page.heading(f"应急：{key_of('emergency')}，再按数字")
        _write_grid(page, [_cell(page, card, *_digit(page, card)) for card in digits], 3)
    if phase is not None and (usual := of_phase(handbook, phase)):
        page.heading(f"{phase.value}期常用")
        _write_grid(page, [_cell(page, entry, *_mark(page, entry)) for entry in usual], 2)
    _write_overdue(page)
    _write_hints(page)
    return page.finish()


def of_phase(handbook: Handbook, phase: Phase) -> list[Entry]:
    """Entries that matter most in `phase`, those that matter in few others first; procedures before what is read."""
    found = [entry for entry in handbook if phase in entry.phases]
    return sorted(found, key=lambda entry: len(entry.phases))[:OF_PHASE]


def _write_day(page: Page, phase: Phase | None) -> None:
    today = page.style.today
    day = f"{today.month} 月 {today.day} 日"
    words = page.text(f"{phase.value}期，{day}" if phase is not None else day)
    page.paragraph(f'<span style="font-weight:600">{words}</span>', 25, top=6, bottom=2)
    values = page.handbook.value_by_key
    if phase is not None and all(key in values and values[key].value for key in (START, END)):
        said = fill_values(f"供热期 {{{{{START}}}}}到{{{{{END}}}}}", values)
        page.paragraph(page.text(said), 15.5, page.colours.ink_second, bottom=8)


def _digit(page: Page, card: EmergencyCard) -> tuple[str, str]:
    is_danger = card.severity is Severity.DANGER
    return str(card.digit), page.colours.danger if is_danger else page.colours.ink_second


def _mark(page: Page, entry: Entry) -> tuple[str, str]:
    c = page.colours
    inks = {Kind.EMERGENCY: c.danger, Kind.REGULATION: c.law, Kind.SCRIPT: c.say, Kind.PROCEDURE: c.accent}
    return _MARKS[entry.kind], inks.get(entry.kind, c.ink_second)


def _cell(page: Page, entry: Entry, mark: str, ink: str) -> tuple[str, str]:
    """Mark of an entry, and its title as a link."""
    link = (
        f'<a href="{html.escape(ENTRY + entry.id)}" style="color:{page.colours.ink};text-decoration:none">'
        f"{html.escape(typeset(entry.title))}</a>"
    )
    return page.block(html.escape(mark), 15.5, ink, bold=True), page.block(link, 15.5)


def _write_grid(page: Page, cells: Sequence[tuple[str, str]], columns: int) -> None:
    """Cells in rows of `columns`, a rule under each."""
    rule = page.rule(page.colours.line)
    rows = ""
    for start in range(0, len(cells), columns):
        row = [*cells[start : start + columns]]
        written = [
            f'<td width="{page.px(24)}" style="{rule}">{mark}</td>'
            f'<td width="{90 // columns}%" style="{rule}">{title}</td>'
            for mark, title in row
        ]
        written += ["<td></td><td></td>"] * (columns - len(row))
        rows += "<tr>" + f'<td width="{page.px(16)}"></td>'.join(written) + "</tr>"
    page.add(f'<table width="100%" cellspacing="0" cellpadding="{page.px(5)}" border="0">{rows}</table>')


def _write_overdue(page: Page) -> None:
    due = [entry for entry in page.handbook if entry.is_overdue(page.style.today)]
    if not due:
        return
    page.heading("到期待复核，照常能用")
    named = "、".join(page.link(ENTRY + entry.id, entry.title) for entry in due[:OVERDUE])
    rest = f"等 {len(due)} 条" if len(due) > OVERDUE else ""
    page.paragraph(named + page.text(rest), 14, page.colours.ink_second)


def _write_hints(page: Page) -> None:
    c = page.colours
    page.heading("正文怎么看")
    for key, words in _HINTS:
        page.paragraph(
            f'<span style="color:{c.accent};font-weight:600">{key}</span>&nbsp;&nbsp; {words}', 14, bottom=4
        )
    empty = [v.label for v in page.handbook.values if not v.value]
    if empty:
        page.heading("本单位还没填的数")
        page.paragraph(page.text("、".join(empty)), 14, c.ink_second)
        words = f"没有填的在条目里显示为“待填”。能改手册的人在维护台（{key_of('workshop')}）的“本单位”里填。"
        page.paragraph(page.text(words), 14, c.ink_second)
