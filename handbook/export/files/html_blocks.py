"""Blocks -> semantic HTML; every text is escaped, drawings are the checked SVG of the content.

The boxes of a blank form are real inputs. They come disabled, by the fieldset around them, until the script of the page
has found a place where ticks are kept: without it a box would take a tick and forget it.

It is written as short as HTML allows, since half of the file is marks: no quotes and no end tags where the standard wants
none, no blanks between blocks, no element that only carries a style which its place gives it already.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from handbook.document.blocks import (
    Banner,
    Block,
    Bullet,
    Caution,
    EndMark,
    Heading,
    Immediate,
    Labelled,
    Note,
    OutcomeBlock,
    Paragraph,
    Picture,
    Rich,
    Say,
    ScriptBlock,
    SignOff,
    StepRow,
    TableBlock,
    text_of,
)
from handbook.document.run_record import TickState
from handbook.document.wording import next_step
from handbook.document.words import (
    ANY_TIME,
    GROUNDS,
    INTERNAL,
    KILLER,
    NEXT_STEP,
    OTHERWISE,
    REACHED,
    RESPONSIBLE,
    quoted,
    with_state,
)


@dataclass(frozen=True, slots=True)
class ListStep:
    """A step of a blank form, as what is kept of it is named."""

    name: str
    """Unique in its article."""
    asks_who: bool = False
    """Asks for address, phone, account or name: what is typed is not to be kept."""
    usual: str = ""
    """The name that the script gives a box without one; a box of that name needs none."""


_BARE = re.compile(r"[\w./:#-]+")


def attribute(name: str, value: str) -> str:
    """An attribute with the blank before it, in quotes where it must be."""
    if _BARE.fullmatch(value):
        return f" {name}={value}"
    quoted_value = escape(value, quote=False).replace('"', "&quot;")
    return f' {name}="{quoted_value}"'


def block_html(block: Block, here: frozenset[str], step: ListStep | None = None) -> str:
    """One block; `here` are the entries that links may lead to, `step` is given with each step."""
    match block:
        case Heading():
            note = f" <small>{escape(block.note)}</small>" if block.note else ""
            level = 2 + block.level
            return f"<h{level}{' data-site' if block.note == INTERNAL else ''}>{escape(block.text)}{note}</h{level}>"
        case StepRow():
            return _step(block, here, step or ListStep(block.name))
        case Immediate():
            rows = "".join(f"<li>{_quoted(r.text) if r.is_said else escape(r.text)}" for r in block.rows)
            return f"<ol class=now>{rows}</ol>"
        case Caution():
            kind = attribute("class", "caution harm" if block.level == "警告" else "caution")
            return f"<p{kind}>{_when(block.condition)}<b>{escape(block.level)}:</b>{escape(block.text)}"
        case Note():
            return f"<p>{_when(block.condition)}<b>注</b> {escape(block.text)}"
        case OutcomeBlock():
            return _outcome(block)
        case ScriptBlock():
            return _script(block)
        case TableBlock():
            return _table(block, here)
        case _:
            return _words(block, here)


def _words(
    block: Banner | Say | Bullet | Paragraph | Labelled | Picture | SignOff | EndMark, here: frozenset[str]
) -> str:
    match block:
        case Banner():
            return f"<p class=banner>{escape(block.text)}"
        case EndMark():
            return f"<p><b>{escape(block.text)}</b>"
        case Say():
            seconds = f" <small>约 {block.seconds} 秒</small>" if block.seconds else ""
            return f"<p class=say>{_quoted(block.text)}{seconds}"
        case Bullet():
            if block.mark == "×":
                return f"<p class=avoid>{_rich(block.rich, here)}"
            indent = attribute("style", f"margin-left:{1.4 * block.indent:.1f}em") if block.indent else ""
            return f"<p class=item{indent}><b>{escape(block.mark)}</b> {_rich(block.rich, here)}"
        case Paragraph():
            return f"<p>{_rich(block.rich, here)}"
        case Labelled():
            kind = attribute("class", "fine" if block.small else "lab")
            return f"<p{kind}><b>{escape(block.label)}</b><span>{_rich(block.rich, here)}</span>"
        case Picture():
            return f"<figure class=picture>{block.svg}<figcaption class=small>图:{escape(block.caption)}</figcaption></figure>"
        case SignOff():
            return ""


def _step(row: StepRow, here: frozenset[str], step: ListStep) -> str:
    kinds = " killer" if row.killer else ""
    kinds += " untaken" if row.tick is TickState.NOT_APPLICABLE else ""
    said = quoted(row.text) if row.is_said else row.text
    words = escape(with_state(said, row.state).removesuffix(row.state))
    if row.state:
        words += f"<b>{escape(row.state)}</b>"
    if row.wanted_for_dispatch:
        words += " <b>*</b>"
    head = f"{_box(row, step)}<b>{row.number}</b>{_when(row.condition)}{words}"
    choices = "".join(_choices(row, here))
    rest = []
    if row.value_name and row.is_blank:
        rest.append(_field(row, step))
    small = " · ".join([*([KILLER] if row.killer else []), *row.notes])
    if small:
        rest.append(f"<p>{escape(small)}")
    if not row.is_blank:
        state = str(row.tick) + (f":{row.reason}" if row.reason else "")
        written = " · ".join(word for word in (row.written, state, row.time) if word)
        rest.append(f"<p class=written>{escape(written)}")
    # What stands below is indented by one element: the choices themselves, where they are all.
    below = f"<div>{choices}</div>" if choices else ""
    if rest:
        below = f"<div class=more>{below}{''.join(rest)}</div>"
    return f"<div{attribute('class', f'step{kinds}')}><label>{head}</label>{below}</div>"


def _box(row: StepRow, step: ListStep) -> str:
    """The box of a form bears the name of its step; that of a record stands as it was ticked."""
    if row.is_blank:
        return f"<input type=checkbox{'' if step.name == step.usual else attribute('name', step.name)}>"
    done = " checked" if row.tick in (TickState.TICKED, TickState.VERIFIED) else ""
    return f"<input type=checkbox disabled{done}>"


def _field(row: StepRow, step: ListStep) -> str:
    """Where a value goes. Only a number is ever kept; into a field of words anything may be typed."""
    kind = "type=number step=any" if row.value_unit and not step.asks_who else "type=text"
    unit = f" {escape(row.value_unit)}" if row.value_unit else ""
    return f"<label class=value>{escape(row.value_name)} <input {kind} autocomplete=off>{unit}</label>"


def _choices(row: StepRow, here: frozenset[str]) -> Iterator[str]:
    """Each answer; what leads on stands in a paragraph, and all after it too, which is shorter than ending it."""
    begin = ""
    for choice in row.choices:
        note = f"<i>({escape(choice.note)})</i>" if choice.note else ""
        set_ = "" if row.is_blank else " disabled checked" if choice.chosen else " disabled"
        leads = ""
        if choice.leads_to:
            begin = "<p>"
            leads = f" → {_linked(escape(choice.leads_to), choice.link, here)}"
        yield f"{begin}<label><input type=radio{set_}>{escape(choice.label)}{note}</label>{leads}"


def _outcome(block: OutcomeBlock) -> str:
    side = " · ".join(word for word in (block.priority, OTHERWISE if block.is_default else "") if word)
    parts = [
        f"<b>{escape(block.letter)}</b><b>{escape(block.title)}</b> <small>{escape(side)}</small>",
        f"<p class=written>{REACHED}" if block.reached else "",
        f"<p><b>{RESPONSIBLE}</b> {escape(block.responsible)}",
        f"<p><b>{NEXT_STEP}</b> {escape(next_step(block))}",
        *(f"<p>{GROUNDS} {escape(text_of(ground))}" for ground in block.grounds),
        f"<p class=say>{_quoted(block.say)}" if block.say else "",
        f"<p>{INTERNAL}:{escape(block.note)}" if block.note else "",
    ]
    kind = attribute("class", "outcome reached" if block.reached else "outcome")
    return f"<div{kind}>{''.join(parts)}</div>"


def _script(block: ScriptBlock) -> str:
    rows = "".join(
        f"<p class=lab><b class=small>{escape(v.tone)}</b><span class=say>{_quoted(v.text)} "
        f"<small>{v.seconds} 秒</small></span>"
        for v in block.variants
    )
    title = f"<h4>{escape(block.situation or ANY_TIME)} <small>{escape(block.audience)}</small></h4>"
    return f"<div class=outcome>{title}{rows}</div>"


def _table(block: TableBlock, here: frozenset[str]) -> str:
    if block.is_named_by_head:
        head = f"<th colspan={len(block.head)}>{escape(block.head[0])}"
    else:
        head = "".join(f"<th>{escape(cell)}" for cell in block.head)
    rows = "".join("<tr>" + "".join(f"<td>{_rich(cell, here)}" for cell in row) for row in block.rows)
    return f"<table><thead><tr>{head}<tbody>{rows}</table>"


def _rich(rich: Rich, here: frozenset[str]) -> str:
    return "".join(
        _linked(f"<b>{escape(span.text)}</b>" if span.bold else escape(span.text), span.link, here)
        for span in rich
    )


def _linked(words: str, link: str, here: frozenset[str]) -> str:
    entry_id = link.removeprefix("entry:")
    return f"<a{attribute('href', f'#{entry_id}')}>{words}</a>" if link and entry_id in here else words


def _quoted(text: str) -> str:
    return escape(quoted(text))


def _when(condition: str) -> str:
    return f"<small>{escape(condition)}</small> " if condition else ""
