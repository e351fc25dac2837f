"""What an entry says -> the blocks that stand on a sheet: lists written out, small print joined, long conditions said once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handbook.document.blocks import (
    Block,
    Bullet,
    Heading,
    Labelled,
    Meaning,
    OfficialWords,
    Paragraph,
    References,
    Rich,
    Say,
    SentenceRole,
    Sentences,
    Span,
    StepRow,
    Steps,
    Verified,
    WantedForDispatch,
    plain,
)
from handbook.document.words import (
    CITED_BY,
    ELSEWHERE,
    FOR_MAINTAINER,
    OFFICIAL_TEXT,
    RELATED,
    SOURCE,
    SOURCES,
    VERIFICATION,
    quoted,
)
from handbook.model.script import reading_seconds

_LONG_CONDITION = 24
"""Characters: more than a line of small type in a column."""
_NOT_ON_A_CARD = frozenset({ELSEWHERE, RELATED, SOURCES})
"""A card is for seconds: its steps lead on, and nothing else is to be read."""


def printable(blocks: Iterable[Meaning], *, is_card: bool) -> Iterator[Block]:
    """The blocks of a sheet; `is_card` = an emergency card, which is taken in at one glance."""
    for block in blocks:
        match block:
            case Sentences():
                yield from _sentences(block, is_card=is_card)
            case Steps():
                yield from _steps(block)
            case Verified():
                yield Labelled(VERIFICATION, (Span(block.word, bold=True), Span(f"。{block.explanation}")))
            case OfficialWords():
                yield from official_sheet(block)
            case References():
                if block.title != CITED_BY and not (is_card and block.title in _NOT_ON_A_CARD):
                    yield Labelled(block.title, _joined([item.rich for item in block.items]), small=True)
            case Labelled(label=label) if label == FOR_MAINTAINER:
                pass
            case WantedForDispatch():
                pass  # a star at each of the steps says it
            case _:
                yield block


def official_sheet(block: OfficialWords) -> Iterator[Block]:
    """Official words on paper, with the line that says where they come from."""
    yield Heading(OFFICIAL_TEXT, note=block.state)
    for number, line in enumerate(block.lines):
        head = (Span(f"{block.head}\u3000", bold=True),) if block.head and number == 0 else ()
        yield Paragraph((*head, Span(line)))
    yield Labelled(SOURCE, plain(block.source), small=True)


def _sentences(block: Sentences, *, is_card: bool) -> Iterator[Block]:
    match block.role:
        case SentenceRole.NOT_FOR | SentenceRole.TIME | SentenceRole.OUTCOME:
            yield Labelled(block.title, plain(";".join(block.texts)))
        case SentenceRole.CALM:
            yield Heading(block.title)
            yield Paragraph(plain("".join(map(quoted, block.texts))))
        case SentenceRole.AVOID if is_card:
            yield Labelled(block.title, plain("  ".join(f"×\u00a0{text}" for text in block.texts)))
        case SentenceRole.TELL:
            yield Heading(block.title)
            for text in block.texts:
                yield Say(text, reading_seconds(text))
        case role:
            yield Heading(block.title)
            for number, text in enumerate(block.texts, 1):
                yield Bullet(plain(text), mark_of(role, number))


def mark_of(role: SentenceRole, number: int) -> str:
    """What stands before the sentence of this number, from 1: points are numbered, what is wrong is crossed."""
    if role is SentenceRole.POINT:
        return str(number)
    return "×" if role in (SentenceRole.AVOID, SentenceRole.DONT) else "•"


def _steps(block: Steps) -> Iterator[Block]:
    full: dict[int, str] = {}
    for row in block.rows:
        if isinstance(row, StepRow):
            full[row.number] = row.condition
            yield replace(row, condition=_said_once(row.condition, row.number, full))
        else:
            yield row


def _said_once(condition: str, number: int, full: dict[int, str]) -> str:
    """A long condition is not said again: 条件同第 10 步 names the first of the steps in a row that have it."""
    first = number
    while len(condition) > _LONG_CONDITION and full.get(first - 1) == condition:
        first -= 1
    return f"条件同第 {first} 步" if first < number else condition


def _joined(pieces: Sequence[Rich]) -> Rich:
    spans: list[Span] = []
    for piece in pieces:
        spans += [*([Span(";")] if spans else []), *piece]
    return tuple(spans)
