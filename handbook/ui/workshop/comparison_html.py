"""Two versions beside each other and the cards that a change touches, as pages of rich text."""

from collections.abc import Sequence

from handbook.law.changed_words import Op, Row, changed_rows
from handbook.law.differences import ArticleChange, ChangeClass
from handbook.law.numbering import written_article
from handbook.law.touching import Gravity
from handbook.model.kinds import Kind
from handbook.model.typesetting import full_width
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.article_html import GAP, escape, kind_tag, tag
from handbook.upkeep.law_desk import TickedDecision
from handbook.upkeep.touched_cards import TouchedCard

CHANGE = "change:"
"""Anchor before the n-th change."""
_KINDS = {kind.short_label: kind for kind in Kind}


def numbers_of(change: ArticleChange) -> str:
    """第 34 条, 第 42 条 → 第 40 条."""
    old = _name(change.old.number) if change.old else ""
    new = _name(change.new.number) if change.new else ""
    return new if old == new or not old else f"{old} → {new}" if new else old


def _name(number: str) -> str:
    whole, _, sub = number.partition("-")
    return f"第 {whole} 条" + (f"之{written_article(sub)[1:-1]}" if sub else "")


def changes_html(changes: Sequence[tuple[int, ArticleChange]], current: int, theme: Theme) -> str:
    """Both wordings of each change in two columns; the band of the `current` one is on the ground of a selection."""
    colours, px = theme.colours, theme.px
    rows = "".join(_change(number, change, number == current, theme) for number, change in changes)
    return (
        f'<table width="100%" cellspacing="0" cellpadding="{px(11)}" border="1" style="border-collapse:collapse;'
        f'border-color:{colours.line};font-size:{px(15.5)}px">{rows}</table>'
    )


def _change(number: int, change: ArticleChange, is_current: bool, theme: Theme) -> str:
    colours = theme.colours
    before = change.old.paragraphs if change.old else ()
    after = change.new.paragraphs if change.new else ()
    rows = changed_rows(before, after)
    ground = colours.accent_soft if is_current else colours.ground
    edge = f"border:1px solid {colours.line}"
    sides = []
    for is_new, article in ((False, change.old), (True, change.new)):
        if article is None:
            words = "新的一版没有这一条了" if is_new else "旧的一版没有这一条"
            sides.append(f'<span style="color:{colours.ink_second}">（{words}）</span>')
            continue
        lines = "<br>".join(_side(row, theme, is_new=is_new) for row in rows if (row_text(row, is_new)))
        sides.append(f"<b>{written_article(article.number)}</b>{GAP}{lines}")
    return (
        f'<tr bgcolor="{ground}"><td colspan="2" style="{edge}"><a name="{CHANGE}{number}"></a><b>{numbers_of(change)}</b>'
        f"{GAP}{class_tag(change.change, theme)}</td></tr>"
        f'<tr bgcolor="{colours.panel}">'
        + "".join(
            f'<td width="50%" valign="top" style="{edge};line-height:122%">{side}</td>' for side in sides
        )
        + "</tr>"
    )


def row_text(row: Row, is_new: bool) -> str:
    """The words of one side of a row."""
    return "".join(piece.new if is_new else piece.old for piece in row.pieces)


def class_tag(change: ChangeClass, theme: Theme) -> str:
    """改, 新增, 删去 and the like on its ground."""
    c = theme.colours
    ink, ground = {
        ChangeClass.ADDED: (c.say, c.say_soft),
        ChangeClass.GONE: (c.caution, c.caution_soft),
    }.get(change, (c.ink, c.line))
    return tag(str(change), ink, ground, theme)


def _side(row: Row, theme: Theme, *, is_new: bool) -> str:
    colours = theme.colours
    out = ""
    for piece in row.pieces:
        text = escape(full_width(piece.new if is_new else piece.old))
        if piece.op is Op.SAME or not text:
            out += text
        elif is_new:
            out += f'<span style="background-color:{colours.say_soft};color:{colours.say};font-weight:600">{text}</span>'
        else:
            out += (
                f'<span style="background-color:{colours.line};color:{colours.ink_second};text-decoration:line-through">'
                f"{text}</span>"
            )
    return out


def cards_html(touched: Sequence[TouchedCard], change: ArticleChange | None, theme: Theme) -> str:
    """What of the handbook the article in view touches, the gravest first; and how much the whole change does."""
    colours, px = theme.colours, theme.px
    numbers = (
        {article.number for article in (change.old, change.new) if article is not None} if change else set()
    )
    here = [one for one in touched if numbers & set(one.numbers)]
    about = f"{numbers_of(change)}牵到 {len(here)} 处" if change is not None and here else ""
    parts = [
        f'<table width="100%" cellspacing="0" cellpadding="0"><tr><td><b style="font-size:{px(16)}px">哪些卡片受影响</b></td>'
        f'<td align="right" style="font-size:{px(13)}px;color:{colours.ink_second}">整部 {len(touched)} 处</td></tr></table>',
        f'<p style="font-size:{px(13)}px;color:{colours.ink_second};margin:{px(6)}px 0">{about}</p>',
    ]
    if not here:
        parts.append(f'<p style="color:{colours.ink_second}">这一条没有牵到手册里的条目。</p>')
    parts += [_card(one, theme) for one in here]
    return "".join(parts)


def _card(one: TouchedCard, theme: Theme) -> str:
    colours, px = theme.colours, theme.px
    title = escape(full_width(one.title))
    if one.entry_id:
        title = f'<a href="{one.entry_id}" style="color:{colours.ink};text-decoration:none">{title}</a>'
    kind = _KINDS.get(one.kind)
    mark = kind_tag(kind, theme) if kind else tag(one.kind, colours.ink_second, colours.line, theme)
    ink, ground = {
        Gravity.MUST_CHANGE: (colours.caution, colours.caution_soft),
        Gravity.REVIEW: (colours.law, colours.law_soft),
    }.get(one.gravity, (colours.ink_second, colours.line))
    return (
        f'<table width="100%" cellspacing="0" cellpadding="{px(4)}" style="margin-top:{px(6)}px"><tr>'
        f'<td style="font-size:{px(15)}px">{mark}{GAP}<b>{title}</b></td>'
        f'<td width="{px(64)}" align="right" valign="top">{tag(str(one.gravity), ink, ground, theme)}</td></tr>'
        f'<tr><td colspan="2" style="font-size:{px(13.5)}px;color:{colours.ink_second};border-bottom:1px solid {colours.line}">{escape(full_width(one.reason))}</td></tr>'
        "</table>"
    )


def decision_words(told: TickedDecision) -> tuple[str, bool]:
    """In a line what became of the orders of a decision, and whether all is well."""
    orders, found = len(told.ticked.ticks), len(told.ticked.found)
    parts = []
    if found < orders:
        parts.append(f"{orders - found} 处没对上")
    if told.ticked.unnamed:
        parts.append(f"{len(told.ticked.unnamed)} 处变化决定里没写")
    if told.unread:
        parts.append(f"{len(told.unread)} 行没读懂")
    is_fine = not parts
    words = "，全部对上" if is_fine else "：" + "，".join(parts)
    return f"{'✓' if is_fine else '▲'} 修改决定里写的 {orders} 处{words}", is_fine


def decision_html(told: TickedDecision, theme: Theme) -> str:
    """What of a decision is not found, what changed without it, and what could not be read."""
    colours, px = theme.colours, theme.px
    rows = [one.missing for one in told.ticked.ticks if not one.is_found]
    rows += [f"{numbers_of(one)}变了，决定里没写" for one in told.ticked.unnamed]
    rows += [f"没读懂，请对照原文：{words}" for words in told.unread]
    head = f'<p style="font-size:{px(16)}px;margin-top:{px(18)}px"><b>和修改决定对照</b></p>'
    note = f"font-size:{px(13.5)}px;color:{colours.ink_second}"
    if not rows:
        return f'{head}<p style="{note}">{escape(full_width(told.file_name))}：{decision_words(told)[0]}</p>'
    lines = "".join(
        f'<p style="{note};margin:{px(4)}px 0"><span style="color:{colours.caution}">▲</span> {escape(full_width(row))}</p>'
        for row in rows
    )
    return (
        f'{head}<p style="{note}">{escape(full_width(told.file_name))}，程序只比较，不替您合并。</p>{lines}'
    )
