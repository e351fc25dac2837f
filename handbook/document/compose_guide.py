"""The guide of a 事务 entry -> one small table: field, and what the entry says in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.document.blocks import Rich, Span, TableBlock, TableRole, plain
from handbook.document.composing import Beside, Composing
from handbook.document.links import ENTRY
from handbook.document.words import GUIDE, GUIDE_FIELDS, SEE, USUALLY
from handbook.model.kinds import LawStatus
from handbook.model.region import LACKING, UNCONFIRMED
from handbook.model.service_guide import AS_PUBLISHED, GuideLine, ServiceGuide
from handbook.model.text import gaps


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line as it is shown."""

    words: str
    """Empty where its article alone says it."""
    basis: str = ""
    """Id of the chief article that it rests on; all of them stand among the grounds of the entry."""


def guide_table(composing: Composing, guide: ServiceGuide) -> TableBlock:
    """Seven rows of two cells."""
    rows = tuple(
        (plain(label, bold=True), _cell(composing, lines))
        for label, lines in zip(GUIDE_FIELDS, guide.cells, strict=True)
    )
    return TableBlock((GUIDE, ""), rows, role=TableRole.GUIDE)


def _cell(composing: Composing, lines: Sequence[GuideLine]) -> Rich:
    pieces = list(dict.fromkeys(_pieces(composing, lines)))
    told = {piece.basis for piece in pieces if piece.words}
    pieces = [piece for piece in pieces if piece.words or piece.basis not in told]
    articles = [composing.beside(piece.basis) for piece in pieces]
    spans: list[Span] = []
    for piece, article, following in zip(pieces, articles, [*pieces[1:], None], strict=True):
        if piece.words:
            spans.append(Span(piece.words))
        if article and not (following and following.basis == piece.basis):
            spans += _named(piece, article)
        if following:
            spans.append(Span(";"))
    if any(article.is_assumed for article in articles if article):
        spans.append(Span(f"〔{UNCONFIRMED}〕", aside=True))
    return tuple(spans)


def _pieces(composing: Composing, lines: Sequence[GuideLine]) -> Iterator[_Piece]:
    last_usual = next((line for line in reversed(lines) if line.usual), None)
    for line in lines:
        basis = composing.basis(line)
        text = composing.fill(line.text)
        if line.citations and not basis:
            yield _Piece(LACKING)  # nothing of the region answers it, so it claims nothing
        elif basis:
            # A region that rules otherwise gives no value; its article says how.
            yield _Piece("" if any(gaps(text)) else text, basis[0])
        elif line.usual:
            yield _Piece(USUALLY + text + (f",{AS_PUBLISHED}" if line is last_usual else ""))
        else:
            yield _Piece(text)


def _named(piece: _Piece, article: Beside) -> Iterator[Span]:
    """What a line rests on, in brackets behind its words; where it has none, where to look."""
    named = Span(article.name, link=ENTRY + piece.basis, aside=True)
    doubt = f",{article.status}" if article.status is not LawStatus.IN_FORCE else ""
    if piece.words:
        yield from (Span("(", aside=True), named, Span(f"{doubt})", aside=True))
    else:
        yield from (Span(SEE), named, Span(doubt, aside=True))
