"""What an entry says -> its searchable lines in reading order, with site values written out.

Neither what a card or script warns against is among them, nor what an entry says of others (`leads.py`): 不适用 and answers that open
another entry. What many entries share tells none of them from the others, and our own headings and leads stand in all.
"""

from collections.abc import Iterable, Iterator

from handbook.document.blocks import (
    Bullet,
    EndMark,
    Heading,
    Immediate,
    Labelled,
    Meaning,
    OutcomeBlock,
    Paragraph,
    Picture,
    ScriptBlock,
    SentenceRole,
    Sentences,
    StepRow,
    Steps,
    TableBlock,
    TableRole,
    text_of,
)
from handbook.document.links import ENTRY

_UNSAID = frozenset(
    {SentenceRole.AVOID, SentenceRole.DONT, SentenceRole.NOT_FOR, SentenceRole.TIME, SentenceRole.OUTCOME}
)


def body_of(blocks: Iterable[Meaning]) -> list[str]:
    """All searchable lines but title, asks, tags and summary; no line is empty."""
    return _lines(piece for block in blocks for piece in _body(block))


def aside_of(blocks: Iterable[Meaning]) -> list[str]:
    """Lines that find the entry but must never stand alone below its title: one could be read out to a caller."""
    blocks = tuple(blocks)
    is_card = any(isinstance(block, Immediate) for block in blocks)
    return _lines(piece for block in blocks for piece in _aside(block, is_card=is_card))


def _lines(pieces: Iterable[str]) -> list[str]:
    return [line for piece in pieces for line in map(str.strip, piece.splitlines()) if line]


def _body(block: Meaning) -> Iterator[str]:
    match block:
        case Immediate():
            yield from (row.text for row in block.rows)
        case Steps():
            if not block.is_onsite:
                yield from _steps(block)
        case OutcomeBlock():
            if not block.is_standing:
                yield f"{block.title} {block.responsible}"
                yield from (block.next_action, block.say, block.note)
        case Sentences():
            if block.role not in _UNSAID:
                yield from block.texts
        case ScriptBlock():
            yield block.situation
            yield from (variant.text for variant in block.variants)
        case TableBlock():
            yield from _table(block)
        case _:
            yield from _words(block)


def _words(block: Meaning) -> Iterator[str]:
    match block:
        case Heading():
            yield block.own
        case Paragraph():
            if not block.is_summary:
                yield text_of(block.rich)
        case Bullet():
            yield text_of(block.rich)
        case Labelled():
            if not (block.is_ours or block.small):
                yield text_of(block.rich)
        case Picture():
            yield block.caption
        case EndMark():
            yield block.own
        case _:
            pass


def _steps(block: Steps) -> Iterator[str]:
    for row in block.rows:
        if isinstance(row, Heading):
            yield row.own
        elif row.is_standing:
            continue
        else:
            yield row.text
            if isinstance(row, StepRow):
                yield from _step(row)


def _step(row: StepRow) -> Iterator[str]:
    yield from (*row.notes, row.state, row.why)
    for choice in row.choices:
        if not choice.is_standing and not choice.link.startswith(ENTRY):
            yield f"{choice.label} {choice.note}"
    yield row.value_name


def _table(block: TableBlock) -> Iterator[str]:
    match block.role:
        case TableRole.TABOOS:
            yield from (text_of(row[-1]) for row in block.rows)
        case TableRole.SUPERSEDED:
            pass
        case TableRole.GUIDE:
            pass  # it says shortly what the steps say, and much of it stands in every guide
        case TableRole.TEXT | TableRole.FIGURES:
            if block.role is TableRole.TEXT:
                yield " ".join(block.head)
            yield from (" ".join(map(text_of, row)) for row in block.rows)


def _aside(block: Meaning, *, is_card: bool) -> Iterator[str]:
    """The fitter's steps; rules and claims that do not hold and are asked about; phrases to avoid in an entry about them."""
    match block:
        case Steps():
            if block.is_onsite:
                yield from _steps(block)
        case Sentences():
            if block.role is SentenceRole.AVOID and not is_card:
                yield from block.texts
        case TableBlock():
            if block.role is TableRole.SUPERSEDED:
                yield from (" ".join(map(text_of, row)) for row in block.rows)
            elif block.role is TableRole.TABOOS:
                yield from (text_of(row[0]) for row in block.rows)
        case _:
            pass
