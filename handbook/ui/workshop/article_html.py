"""One entry beside its official words, as pages of rich text: figures that both have on yellow, those that ours alone have told."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape as _escape
from typing import NamedTuple

from handbook.law.checks import Missing
from handbook.law.figures import FigureFound
from handbook.law.numbering import written_article
from handbook.model.kinds import Kind
from handbook.model.official_text import OtherSource
from handbook.model.typesetting import full_width, full_width_in_place
from handbook.render.colours import Colours
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.article_links import CARD, EDIT, GAP, NUMBER, SOURCE, UNSOURCE, WHOLE_TEXT
from handbook.ui.workshop.parts_html import parts_html
from handbook.ui.workshop.same_figures import SAME
from handbook.upkeep.article_view import ArticleView

__all__ = [
    "GAP",
    "Span",
    "escape",
    "kind_tag",
    "points_html",
    "state_words",
    "tag",
    "words_html",
]

_MOST_CARDS = 12
_ITEM = re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]")


class Span(NamedTuple):
    """A figure within a line."""

    start: int
    end: int
    link: str
    """The same for what says the same on the other side; empty where it has no counterpart."""
    is_sourced: bool = False
    """Whether a person said where it stands instead."""


def escape(text: str) -> str:
    """`text` for a page, its wide blanks kept."""
    return _escape(text).replace("\u3000", GAP)


def state_words(view: ArticleView) -> str:
    """How an entry stands, in a word: 已核对原文, 待复核, 没有原文."""
    standing = view.standing
    if view.is_checked:
        return "已核对原文"
    if view.parts:
        return _parts_words(view)
    if view.official is None:
        return f"{'没写条号' if view.laws else '没有原文'} · {view.entry.verification}"
    if not view.claims:
        return "有原文 · 没写要点"
    if standing.changed_on is not None:
        return f"待复核 · {standing.changed_on.isoformat()} 已改"
    if standing.dropped:
        return f"待复核 · {standing.dropped}"
    return f"没核对 · {view.entry.verification}"


def _parts_words(view: ArticleView) -> str:
    """How many of several articles are at hand, or are vouched for where our points speak of them."""
    every, with_text = len(view.parts), sum(part.has_text for part in view.parts)
    if not with_text:
        return f"{every} 条都没有原文"
    if not view.claims:
        return (
            f"{with_text} 条有原文 · 没写要点" if with_text == every else f"{every} 条里 {with_text} 条有原文"
        )
    return f"{every} 条里 {sum(part.holds for part in view.parts)} 条已核对"


def points_html(view: ArticleView, theme: Theme, at_figure: int) -> str:
    """Our points, what may be told, what must not, and the cards that rest on it."""
    return "".join(_points(view, theme, at_figure))


def _points(view: ArticleView, theme: Theme, at_figure: int) -> Iterator[str]:
    colours, px = theme.colours, theme.px
    if view.points or not view.parts:
        yield _head("我们的要点", _count(view, colours), theme)
        yield _table(range(len(view.points)), view, theme, at_figure)
    if view.parts:
        yield parts_html(view, theme)
    if view.tell:
        yield _small_head("可以对用户说", theme)
        first = len(view.points)
        missing = {one.claim for one in view.missing}
        for line in range(first, first + len(view.tell)):
            if line in missing:
                yield _table([line], view, theme, at_figure)
            else:
                words = _marked(f"「{view.claims[line]}」", _spans(view, line, shift=1), theme)
                yield (
                    f'<table width="100%" cellspacing="0" cellpadding="{px(12)}" bgcolor="{colours.say_soft}">'
                    f'<tr><td style="font-size:{px(15.5)}px">{words}</td></tr></table>'
                )
    if view.penalties:
        yield _small_head("不照办的后果", theme)
        yield _table([len(view.claims) - 1], view, theme, at_figure)
    if view.avoid:
        yield _small_head("别说", theme)
        said = f"{GAP}·{GAP}".join(escape(full_width(text)) for text in view.avoid)
        yield f'<p style="font-size:{px(14.5)}px;color:{colours.ink_second};margin-top:{px(2)}px">{said}</p>'
    if view.citing:
        yield _small_head(f"用到它的 {len(view.citing)} 张卡片", theme)
        for entry in view.citing[:_MOST_CARDS]:
            link = f'<a href="{CARD}{entry.id}" style="color:{colours.accent};text-decoration:none">'
            title = escape(full_width(entry.title))
            yield (
                f'<p style="margin:{px(4)}px 0;font-size:{px(14)}px">'
                f"{kind_tag(entry.kind, theme)}{GAP}{link}{title}</a></p>"
            )
        if len(view.citing) > _MOST_CARDS:
            more = len(view.citing) - _MOST_CARDS
            yield f'<p style="font-size:{px(13)}px;color:{colours.ink_second}">还有 {more} 张</p>'


def _count(view: ArticleView, colours: Colours) -> str:
    if view.official is None or not view.matches:
        return ""
    found, sourced, lacking = len(view.found), len(view.sourced), len(view.lacking)
    parts = [f'<b style="color:{colours.done}">{found} 个在原文里</b>']
    if sourced:
        parts.append(f"{sourced} 个另有出处")
    if lacking:
        parts.append(f'<b style="color:{colours.caution}">{lacking} 个不在</b>')
    return f"{found + sourced + lacking} 个数：{'，'.join(parts)}"


def _table(lines: Iterable[int], view: ArticleView, theme: Theme, at_figure: int) -> str:
    colours, px = theme.colours, theme.px
    rows = "".join(_point(view, line, at_figure, theme) for line in lines)
    return (
        f'<table width="100%" cellspacing="0" cellpadding="{px(11)}" border="1" '
        f'style="border-collapse:collapse;border-color:{colours.line};font-size:{px(15.5)}px">{rows}</table>'
    )


def _spans(view: ArticleView, line: int, *, shift: int = 0) -> list[Span]:
    """The figures of one text; one that neither is found nor would have to be is not marked."""
    if view.official is None:
        return []
    missing = {one.words: one for one in view.missing if one.claim == line}
    spans = []
    for match in view.matches:
        figure = match.ours.figure
        if match.ours.line != line or not (match.theirs or match.ours.words in missing):
            continue
        is_sourced = not match.theirs and missing[match.ours.words].source is not None
        link = _same(figure) if match.theirs else ""
        spans.append(Span(figure.start + shift, figure.end + shift, link, is_sourced))
    return spans


def _point(view: ArticleView, line: int, at_figure: int, theme: Theme) -> str:
    colours, px = theme.colours, theme.px
    words = _marked(view.claims[line], _spans(view, line), theme)
    lost = [(n, one) for n, one in enumerate(view.lacking) if one.claim == line]
    sourced = "".join(_sourced(view, one, theme) for one in view.sourced if one.claim == line)
    whole = _whole(view, line, theme)
    if not lost:
        matches = [match for match in view.matches if match.ours.line == line]
        counted = Counter(line for match in matches for line in {placed.line for placed in match.theirs})
        at = _place(view, max(counted, key=lambda n: (counted[n], -n))) if counted else ""
        note = f'<span style="color:{colours.done};font-size:{px(13)}px">✓ 原文{at}</span>' if at else ""
        note = "<br>".join(filter(None, (note, _offered(view, line, theme))))
        return (
            f'<tr bgcolor="{colours.panel}"><td style="border:1px solid {colours.line}">'
            f'<table width="100%" cellspacing="0" cellpadding="0"><tr><td>{words}</td>'
            f'<td width="{px(104)}" align="right" valign="top">{note}</td></tr></table>{sourced}{whole}</td></tr>'
        )
    ground = colours.mark if at_figure in [n for n, _ in lost] else colours.caution_soft
    ways = "".join(_ways(view, one, theme) for _, one in lost)
    return f'<tr bgcolor="{ground}"><td style="border:1px solid {colours.caution}">{words}{ways}{sourced}{whole}</td></tr>'


def _ways(view: ArticleView, one: Missing, theme: Theme) -> str:
    """What can be done with a figure that the words lack."""
    colours, px = theme.colours, theme.px
    style = f"color:{colours.accent};text-decoration:none"
    ways = (
        f'<a href="{SOURCE}{view.missing.index(one)}" style="{style}">标明另有出处</a>{GAP}{GAP}'
        f'<a href="{EDIT}" style="{style}">改要点</a>'
    )
    return (
        f'<p style="margin:{px(5)}px 0 0 0">'
        f'<span style="font-size:{px(13.5)}px;color:{colours.caution}"><b>▲ 这版原文里没有“{escape(one.words)}”</b></span>'
        f'{GAP}<span style="font-size:{px(13)}px;color:{colours.ink_second}">可能写在别的文件里</span></p>'
        f'<p style="margin:{px(5)}px 0 0 0;font-size:{px(14)}px">{ways}</p>'
    )


def _sourced(view: ArticleView, one: Missing, theme: Theme) -> str:
    """Where a figure stands instead, who says so and since when."""
    said = one.source
    if said is None or said.figure != one.words:
        return ""  # said of the whole text, and told there
    words = f"“{one.words}”另有出处:{said.source}"
    return _said_elsewhere(words, said, f"{view.missing.index(one)}", theme)


def _said_elsewhere(words: str, said: OtherSource, place: str, theme: Theme) -> str:
    colours, px = theme.colours, theme.px
    who = escape(full_width(f"{said.name} {said.day.isoformat()} 标明"))
    style = f"color:{colours.accent};text-decoration:none"
    return (
        f'<p style="margin:{px(5)}px 0 0 0;font-size:{px(13.5)}px">'
        f'<b style="color:{colours.law}">{escape(full_width(words))}</b></p>'
        f'<p style="margin:{px(3)}px 0 0 0;font-size:{px(13)}px;color:{colours.ink_second}">{who}{GAP}{GAP}'
        f'<a href="{SOURCE}{place}" style="{style}">改出处</a>{GAP}<a href="{UNSOURCE}{place}" style="{style}">撤掉</a></p>'
    )


def _offered(view: ArticleView, line: int, theme: Theme) -> str:
    """The way to say of a whole text where it stands instead, quiet where nothing asks for it."""
    if view.official is None or view.wholes[line].source is not None:
        return ""
    style = f"color:{theme.colours.ink_second};text-decoration:underline;font-size:{theme.px(13)}px"
    return f'<a href="{SOURCE}{WHOLE_TEXT}{line}" style="{style}">标明另有出处</a>'


def _whole(view: ArticleView, line: int, theme: Theme) -> str:
    """Where a whole text stands instead, who says so and since when."""
    one = view.wholes[line]
    if one.source is None:
        return ""
    return _said_elsewhere(f"这一句另有出处:{one.source.source}", one.source, f"{WHOLE_TEXT}{line}", theme)


def _place(view: ArticleView, line: int) -> str:
    """Where in the article a line stands: （一） or 第 2 款."""
    lines = view.version.lines if view.version is not None else ()
    item = _ITEM.match(lines[line])
    if item is not None:
        return f"（{item[1]}）"
    paragraphs = sum(_ITEM.match(text) is None for text in lines[: line + 1])
    return f"第 {paragraphs} 款"


def words_html(view: ArticleView, theme: Theme) -> str:
    """The official words, with the figures that our points have."""
    colours, px = theme.colours, theme.px
    likely = _likely(view, theme)
    if view.official is None or view.version is None:
        lacking = (
            "这一条没写条号。在下面选法规、写条号，原文就会在这里。"
            if view.laws and view.claims
            else "还没有这一条的官方原文。从“法规”导入这部法规，原文就会在这里。"
        )
        said = f'<p style="font-size:{px(15)}px;color:{colours.ink_second}">{lacking}</p>'
        return _head("官方原文", "", theme) + said + likely
    marks: dict[int, set[Span]] = {}
    for match in view.matches:
        for placed in match.theirs:
            span = Span(placed.figure.start, placed.figure.end, _same(match.ours.figure))
            marks.setdefault(placed.line, set()).add(span)
    version = view.version
    shown = next((step for step in view.steps if step.effective == version.effective), None)
    state = f"{version.effective.isoformat()} 起 · {shown.state}" if shown else ""
    tag = f'<span style="background-color:{colours.law_soft};color:{colours.law};font-size:{px(13)}px">&nbsp;{state}&nbsp;</span>'
    parts = [_head("官方原文", tag, theme), likely]
    if not version.number:
        parts.append(f'<p style="font-size:{px(16)}px;color:{colours.caution}">▲ 这一版里没有这一条了。</p>')
    for number, line in enumerate(version.lines):
        head = f"<b>{written_article(version.number)}</b>{GAP}" if number == 0 and version.number else ""
        words = _marked(line, sorted(marks.get(number, ())), theme)
        indent = 0 if number == 0 else 2
        parts.append(
            f'<p style="font-size:{px(16.5)}px;line-height:136%;margin:{px(3)}px 0 0 {px(16.5) * indent}px">{head}{words}</p>'
        )
    note = f"font-size:{px(13)}px;color:{colours.ink_second}"
    parts.append(f'<p style="{note};margin-top:{px(14)}px">{escape(full_width(version.source))}</p>')
    if view.matches:
        parts.append(f'<p style="{note};margin-top:{px(2)}px">黄底：要点里提到、原文里也找得到的数</p>')
    return "".join(parts)


def _likely(view: ArticleView, theme: Theme) -> str:
    """Where our points are likelier about another article: which, each a link by which it is looked at instead."""
    shown = view.version.number if view.version is not None else ""
    own = view.entry.numbers
    colours, px = theme.colours, theme.px
    style = f"font-size:{px(13.5)}px;color:{colours.caution}"
    if view.as_law and shown and not view.standing.holds:
        cited = f"《{view.law}》{written_article(shown)}"
        words = f"▲ 正按{cited}对：记下以后，这一条就写成{cited}。"
        return f'<p style="{style}">{escape(full_width(words))}</p>'
    if view.standing.holds or len(own) != 1 or not view.likely:
        return ""
    if shown and shown != own[0]:
        back = f'<a href="{NUMBER}{own[0]}" style="color:{colours.accent}">回到{written_article(own[0])}</a>'
        words = (
            f"▲ 正按{written_article(shown)}对：记下以后，这条的条号就改成{written_article(shown)}。{back}"
        )
        return f'<p style="{style}">{words}</p>'
    if view.likely[0] == own[0]:
        return ""
    links = "　".join(
        f'<a href="{NUMBER}{number}" style="color:{colours.accent}">按{written_article(number)}对</a>'
        for number in view.likely[:3]
    )
    return f'<p style="{style}">▲ 照要点看，更像是{written_article(view.likely[0])}。{links}</p>'


def kind_tag(kind: Kind, theme: Theme) -> str:
    """The word of a kind on its ground; red is for emergency cards alone."""
    c = theme.colours
    ink, ground = {
        Kind.PROCEDURE: (c.accent, c.accent_soft),
        Kind.EMERGENCY: (c.danger, c.danger_soft),
        Kind.REGULATION: (c.law, c.law_soft),
        Kind.SCRIPT: (c.say, c.say_soft),
        Kind.CASE: (c.caution, c.caution_soft),
    }.get(kind, (c.ink_second, c.line))
    return tag(kind.short_label, ink, ground, theme)


def tag(words: str, ink: str, ground: str, theme: Theme) -> str:
    """A word on a ground of its own."""
    return (
        f'<span style="background-color:{ground};color:{ink};font-size:{theme.px(13)}px;font-weight:600">'
        f"&nbsp;{escape(full_width(words))}&nbsp;</span>"
    )


def _head(words: str, more: str, theme: Theme) -> str:
    colours, px = theme.colours, theme.px
    return (
        f'<p style="margin-bottom:{px(8)}px"><span style="font-size:{px(16)}px;font-weight:600">{words}</span>'
        f'{GAP}<span style="font-size:{px(13.5)}px;color:{colours.ink_second}">{more}</span></p>'
    )


def _small_head(words: str, theme: Theme) -> str:
    colours, px = theme.colours, theme.px
    style = f"font-size:{px(14)}px;font-weight:600;color:{colours.ink_second};margin:{px(14)}px 0 {px(6)}px 0"
    return f'<p style="{style}">{words}</p>'


def _same(figure: FigureFound) -> str:
    value, unit = figure.key
    return f"{SAME}{value}{unit}"


def _marked(text: str, spans: Sequence[Span], theme: Theme) -> str:
    """`text` as HTML, its spans on yellow where they have a counterpart, underlined where they lack one."""
    colours = theme.colours
    text = full_width_in_place(text)
    out, at = "", 0
    for span in sorted(spans):
        if span.start < at:
            continue
        words = escape(text[span.start : span.end])
        out += escape(text[at : span.start])
        if span.link:
            style = (
                f"background-color:{colours.mark};color:{colours.ink};font-weight:600;text-decoration:none"
            )
            out += f'<a href="{span.link}" style="{style}">{words}</a>'
        elif span.is_sourced:
            out += f'<b style="color:{colours.law}">{words}</b>'
        else:
            style = f"color:{colours.caution};font-weight:600;text-decoration:underline"
            out += f'<span style="{style}">{words}</span>'
        at = span.end
    return out + escape(text[at:])
