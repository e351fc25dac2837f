"""Blocks -> semantic HTML; every text is escaped, drawings are the checked SVG of the content.

The boxes of a blank form are real inputs. They come disabled, by the fieldset around them, until the script of the page
has found a place where ticks are kept: without it a box would take a tick and forget it.
"""

from dataclasses import dataclass
from html import escape

from handbook.document.blocks import (
    Banner,
    Block,
    Bullet,
    Caution,
    Choice,
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


def block_html(block: Block, here: frozenset[str], step: ListStep | None = None) -> str:
    """One block; `here` are the entries that links may lead to, `step` is given with each step."""
    match block:
        case Heading():
            note = f" <small>{escape(block.note)}</small>" if block.note else ""
            level = 2 + block.level
            return f"<h{level}>{escape(block.text)}{note}</h{level}>\n"
        case StepRow():
            return _step(block, here, step or ListStep(block.name))
        case Immediate():
            rows = "".join(f"<li>{_quoted(r.text) if r.is_said else escape(r.text)}</li>" for r in block.rows)
            return f'<ol class="now">{rows}</ol>\n'
        case Caution():
            harm = " harm" if block.level == "警告" else ""
            return f'<div class="caution{harm}">{_when(block.condition)}<b>{escape(block.level)}:</b>{escape(block.text)}</div>\n'
        case Note():
            return f'<p class="note">{_when(block.condition)}<b>注</b> {escape(block.text)}</p>\n'
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
            return f'<p class="banner">{escape(block.text)}</p>\n'
        case EndMark():
            return f"<p><b>{escape(block.text)}</b></p>\n"
        case Say():
            seconds = f' <span class="small">约 {block.seconds} 秒</span>' if block.seconds else ""
            return f'<div class="say">{_quoted(block.text)}{seconds}</div>\n'
        case Bullet():
            if block.mark == "×":
                return f'<p class="avoid">{_rich(block.rich, here)}</p>\n'
            return f'<p style="margin:.2rem 0 .2rem {1.4 * block.indent:.1f}em"><b>{escape(block.mark)}</b> {_rich(block.rich, here)}</p>\n'
        case Paragraph():
            return f"<p>{_rich(block.rich, here)}</p>\n"
        case Labelled():
            small = " small" if block.small else ""
            return f'<div class="lab{small}"><b>{escape(block.label)}</b><span>{_rich(block.rich, here)}</span></div>\n'
        case Picture():
            return f'<figure class="picture">{block.svg}<figcaption class="small">图:{escape(block.caption)}</figcaption></figure>\n'
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
    head = f"{_box(row, step)}<b>{row.number}</b><span>{_when(row.condition)}{words}</span>"
    parts = []
    if row.choices:
        parts.append('<div class="choices">' + "".join(_choice(c, here, row) for c in row.choices) + "</div>")
    if row.value_name and row.is_blank:
        parts.append(_field(row, step))
    small = " · ".join([*([KILLER] if row.killer else []), *row.notes])
    if small:
        parts.append(f'<p class="hint">{escape(small)}</p>')
    if not row.is_blank:
        state = str(row.tick) + (f":{row.reason}" if row.reason else "")
        written = " · ".join(word for word in (row.written, state, row.time) if word)
        parts.append(f'<p class="written">{escape(written)}</p>')
    below = f"<div>{''.join(parts)}</div>" if parts else ""
    return f'<div class="step{kinds}"><label>{head}</label>{below}</div>\n'


def _box(row: StepRow, step: ListStep) -> str:
    """The box of a form bears the name of its step; that of a record stands as it was ticked."""
    if row.is_blank:
        return f'<input type="checkbox" name="{escape(step.name)}">'
    done = " checked" if row.tick in (TickState.TICKED, TickState.VERIFIED) else ""
    return f'<input type="checkbox" disabled{done}>'


def _field(row: StepRow, step: ListStep) -> str:
    """Where a value goes. Only a number is ever kept; into a field of words anything may be typed."""
    kind = 'type="number" step="any"' if row.value_unit and not step.asks_who else 'type="text"'
    unit = f" {escape(row.value_unit)}" if row.value_unit else ""
    return f'<label class="value">{escape(row.value_name)} <input {kind} autocomplete="off">{unit}</label>'


def _choice(choice: Choice, here: frozenset[str], row: StepRow) -> str:
    note = f"<i>({escape(choice.note)})</i>" if choice.note else ""
    leads = ""
    if choice.leads_to:
        leads = f" → {_linked(escape(choice.leads_to), choice.link, here)}"
    set_ = "" if row.is_blank else " disabled checked" if choice.chosen else " disabled"
    return f'<p><label><input type="radio"{set_}>{escape(choice.label)}{note}</label>{leads}</p>'


def _outcome(block: OutcomeBlock) -> str:
    side = " · ".join(word for word in (block.priority, OTHERWISE if block.is_default else "") if word)
    parts = [
        f'<b>{escape(block.letter)}</b><b>{escape(block.title)}</b> <span class="small">{escape(side)}</span>',
        f'<p class="written">{REACHED}</p>' if block.reached else "",
        f"<div><b>{RESPONSIBLE}</b> {escape(block.responsible)}</div>",
        f"<div><b>{NEXT_STEP}</b> {escape(next_step(block))}</div>",
        *(f'<div class="small">{GROUNDS} {escape(text_of(ground))}</div>' for ground in block.grounds),
        f'<div class="say">{_quoted(block.say)}</div>' if block.say else "",
        f'<div class="small">{INTERNAL}:{escape(block.note)}</div>' if block.note else "",
    ]
    return f'<div class="outcome{" reached" if block.reached else ""}">{"".join(parts)}</div>\n'


def _script(block: ScriptBlock) -> str:
    rows = "".join(
        f'<div class="lab"><b class="small">{escape(v.tone)}</b><span class="say">{_quoted(v.text)} '
        f'<span class="small">{v.seconds} 秒</span></span></div>'
        for v in block.variants
    )
    title = f'<h4>{escape(block.situation or ANY_TIME)} <small class="small">{escape(block.audience)}</small></h4>'
    return f'<div class="outcome">{title}{rows}</div>\n'


def _table(block: TableBlock, here: frozenset[str]) -> str:
    if block.is_named_by_head:
        head = f'<th colspan="{len(block.head)}">{escape(block.head[0])}</th>'
    else:
        head = "".join(f"<th>{escape(cell)}</th>" for cell in block.head)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_rich(cell, here)}</td>" for cell in row) + "</tr>" for row in block.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>\n"


def _rich(rich: Rich, here: frozenset[str]) -> str:
    return "".join(
        _linked(f"<b>{escape(span.text)}</b>" if span.bold else escape(span.text), span.link, here)
        for span in rich
    )


def _linked(words: str, link: str, here: frozenset[str]) -> str:
    entry_id = link.removeprefix("entry:")
    return f'<a href="#{escape(entry_id)}">{words}</a>' if link and entry_id in here else words


def _quoted(text: str) -> str:
    return escape(quoted(text))


def _when(condition: str) -> str:
    return f'<span class="hint">{escape(condition)}</span> ' if condition else ""
