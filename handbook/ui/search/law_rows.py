"""What the texts of laws answer goes in; the rows that stand beneath our own hits come out."""

from collections.abc import Sequence
from typing import overload

from handbook.document.words import FULL_TEXT
from handbook.keys import key_of
from handbook.model.kinds import Kind
from handbook.override import override
from handbook.search.hits import Span
from handbook.search.laws.beside import LawsBeside
from handbook.search.laws.law_hits import LawHit
from handbook.ui.search.results_model import ResultRow
from handbook.ui.search.scope_bar import SCOPES

SCOPE_OF_LAWS = SCOPES.index(Kind.REGULATION)
"""Number of the scope in which the articles are listed."""


def law_rows(beside: LawsBeside) -> list[ResultRow]:
    """One row that leads to the articles; or a head, a row for each, and how many laws were left out."""
    if beside.count:
        return [
            ResultRow(
                f"{FULL_TEXT} {beside.count} 条", note=key_of(f"scope_{SCOPE_OF_LAWS}"), leads_to_laws=True
            )
        ]
    if not beside.hits:
        return []
    rows = [ResultRow(FULL_TEXT, is_weak=True), *map(_row, beside.hits)]
    if beside.laws_left_out:
        words = f"另有 {beside.laws_left_out} 部法也有这一条：连法名一起打"
        rows.append(ResultRow(words, is_weak=True))
    return rows


def _row(hit: LawHit) -> ResultRow:
    lead = f"{hit.note} · " if hit.note else ""
    shift = len(lead)
    return ResultRow(
        title=hit.title,
        kind=Kind.REGULATION,
        snippet=lead + hit.snippet.text,
        snippet_spans=tuple(Span(s.start + shift, s.end + shift) for s in hit.snippet.spans),
        note=hit.note,
        verification=hit.standing.mark,
        law_place=hit.place,
    )


class RowsAfter(Sequence[ResultRow]):
    """Rows that are made when they are looked at, and after them others."""

    def __init__(self, first: Sequence[ResultRow], after: Sequence[ResultRow]) -> None:
        self._first = first
        self._after = after

    @override
    def __len__(self) -> int:
        return len(self._first) + len(self._after)

    @overload
    def __getitem__(self, index: int) -> ResultRow: ...

    @overload
    def __getitem__(self, index: slice) -> list[ResultRow]: ...

    @override
    def __getitem__(self, index: int | slice) -> ResultRow | list[ResultRow]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        return self._first[place] if place < len(self._first) else self._after[place - len(self._first)]
