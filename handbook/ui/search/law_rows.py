"""What the texts of laws answer goes in; the rows that stand beneath our own hits come out."""

from collections.abc import Sequence
from typing import overload

from handbook.document.words import FULL_TEXT
from handbook.keys import key_of
from handbook.law.shelf import VersionState
from handbook.model.kinds import Kind
from handbook.override import override
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
    head = f"{FULL_TEXT}：没有全合上的，最接近的几条" if beside.is_closest else FULL_TEXT
    rows = [ResultRow(head, is_weak=True), *map(_row, beside.hits)]
    if beside.laws_left_out:
        words = f"另有 {beside.laws_left_out} 部法也有这一条：连法名一起打"
        rows.append(ResultRow(words, is_weak=True))
    return rows


def _row(hit: LawHit) -> ResultRow:
    return ResultRow(
        title=hit.title,
        kind=Kind.REGULATION,
        snippet=hit.snippet.text,
        snippet_spans=hit.snippet.spans,
        note=hit.note,
        verification=hit.standing.mark or _other_versions(hit),
        law_place=hit.place,
    )


def _other_versions(hit: LawHit) -> str:
    """That what holds was or will be worded otherwise; the note of the row says since when."""
    if any(other.standing is VersionState.COMING for other in hit.others):
        return "将有新版"
    return "有旧版" if hit.others else ""


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
