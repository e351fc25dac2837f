"""What comes of the form, and the rows of a record -> rich text for a label, and the same as plain words for a reader."""

from collections.abc import Iterable, Iterator
from html import escape

from handbook.document.reckoning_sheet import LEFT_OUT, SELF_MEASURED, told_value
from handbook.model.typesetting import typeset
from handbook.reckon.ground import SeasonDays
from handbook.reckon.result import LeftOut, Refusal, Result
from handbook.reckon.rows import Record
from handbook.render.colours import Colours
from handbook.ui.reckon.form import Lacking, Told

ENTRY, VALUE = "entry:", "value:"
"""Links: to an article, and to where a value is set."""
_WARNING = "▲"
NOT_YET = "先不算"


def result_html(told: Told, colours: Colours, small: int, *, may_set: bool) -> str:
    """The working, or why there is none; `may_set`: whether this user may set values, and a link leads there."""
    match told:
        case Lacking(words=words):
            return _paragraphs(words, colours)
        case Refusal():
            return "".join(_refusal(told, colours, small, may_set=may_set))
        case Result():
            return "".join(_result(told, colours, small))


def result_words(told: Told) -> str:
    """The same without looks."""
    match told:
        case Lacking(words=words):
            return "\n".join(words)
        case Refusal():
            return "\n".join(
                (*told.words, *(f"{o.words}：{o.why}" for o in (*told.left_out, *told.self_measured)))
            )
        case Result():
            working = [" ".join(filter(None, (line.formula, line.words))) for line in told.lines]
            return "\n".join(
                (told.headline, *told.presumed, *working, *map(told_value, told.used), *told.notes)
            )


def rows_html(record: Record, season: SeasonDays | None, colours: Colours, small: int) -> str:
    """Each row with the words it was read from; pieces that were not read first, as nothing is reckoned while there is one."""
    gap = small // 6
    blocked = [
        f'<p style="margin: 0 0 4px 0; color: {colours.caution};"><b>{_WARNING} {_text(one.told)}</b></p>'
        for one in record.blocked
    ]
    rows = [
        f'<tr><td style="padding: {gap}px {small}px {gap}px 0;"><b>{_text(row.told)}</b>{_by(row.by)}'
        f"{_odd(row.day in season if season is not None else True, colours)}</td>"
        f'<td style="padding: {gap}px 0; color: {colours.ink_second}; font-size: {small}px;">{_text(_from(row.words))}</td></tr>'
        for row in record.rows
    ]
    return "".join(blocked) + (f"<table>{''.join(rows)}</table>" if rows else "")


def rows_words(record: Record) -> str:
    """The same without looks."""
    blocked = [f"没读准：{one.told}" for one in record.blocked]
    return "\n".join((*blocked, *(f"{row.told}，{_from(row.words)}" for row in record.rows)))


def _from(words: str) -> str:
    return f"原话“{words}”" if words else ""


def _by(by: str | None) -> str:
    return f"　{_text(by)}" if by else ""


def _odd(is_within: bool, colours: Colours) -> str:
    return "" if is_within else f'　<span style="color: {colours.caution};">{_WARNING} 不在供热期里</span>'


def _refusal(refusal: Refusal, colours: Colours, small: int, *, may_set: bool) -> Iterator[str]:
    for fault in refusal.faults:
        link = ""
        if fault.key and may_set:
            link = f'　<a href="{VALUE}{escape(fault.key)}" style="color: {colours.accent};">{_text("去“本单位资料”填")}</a>'
        yield f'<p style="margin: 0 0 6px 0;"><span style="color: {colours.caution};">{_WARNING}</span> {_text(fault.words)}{link}</p>'
    yield from _apart(refusal.left_out, refusal.self_measured, colours, small)


def _result(result: Result, colours: Colours, small: int) -> Iterator[str]:
    if result.presumed:
        yield _head("假定下面几条都成立", colours, small)
        yield _paragraphs(result.presumed, colours)
    yield _head("算式", colours, small)
    for number, line in enumerate(result.lines, 1):
        formula = (
            f'<br><span style="color: {colours.ink_second}; font-size: {small}px;">{_text(line.formula)}</span>'
            if line.formula
            else ""
        )
        yield f'<p style="margin: 0 0 4px 0;">{number}. {_text(line.words)}{formula}</p>'
    yield from _apart(result.left_out, result.self_measured, colours, small)
    if result.notes:
        yield _head("要知道", colours, small)
        yield _paragraphs(result.notes, colours)
    if result.articles:
        yield _head("条文", colours, small)
        links = (
            f'<a href="{ENTRY}{escape(one.id)}" style="color: {colours.law}; text-decoration: none;">{_text(one.citation)}</a>'
            for one in result.articles
        )
        yield f'<p style="margin: 0 0 6px 0;">{"<br>".join(links)}</p>'
    if result.used:
        yield _head("用到的数，来源、日期、把握", colours, small)
        for used in result.used:
            colour = colours.ink_second if used.is_sure else colours.caution
            mark = "" if used.is_sure else f"{_WARNING} "
            yield f'<p style="margin: 0 0 3px 0; color: {colour}; font-size: {small}px;">{mark}{_text(told_value(used))}</p>'


def _apart(
    left_out: Iterable[LeftOut], self_measured: Iterable[LeftOut], colours: Colours, small: int
) -> Iterator[str]:
    """Readings that do not count, each kind under its head."""
    for heading, group in ((LEFT_OUT, left_out), (SELF_MEASURED, self_measured)):
        told = [f"{one.words}：{one.why}" if heading is LEFT_OUT else one.words for one in group]
        if told:
            yield _head(heading, colours, small)
            yield _paragraphs(told, colours)


def _head(words: str, colours: Colours, small: int) -> str:
    return f'<p style="margin: {small // 2}px 0 {small // 4}px 0; color: {colours.ink_second};"><b>{_text(words)}</b></p>'


def _paragraphs(lines: Iterable[str], colours: Colours) -> str:
    return "".join(f'<p style="margin: 0 0 4px 0; color: {colours.ink};">{_text(line)}</p>' for line in lines)


def _text(words: str) -> str:
    return escape(typeset(words))
