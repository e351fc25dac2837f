"""Hits or entries go in; rows of the result list come out."""

from collections.abc import Iterable, Sequence

from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.site_text import fill_values
from handbook.search.hits import Hit
from handbook.ui.search.results_model import ResultRow


def rows_of_hits(hits: Iterable[Hit]) -> list[ResultRow]:
    """One row a hit, in the order of the hits."""
    return [
        ResultRow(
            title=hit.title, entry_id=hit.id, kind=hit.kind, title_spans=hit.title_spans,
            snippet=f"{hit.note} · {hit.snippet.text}" if hit.note else hit.snippet.text,
            snippet_spans=() if hit.note else hit.snippet.spans, note=hit.note,
        )
        for hit in hits
    ]  # fmt: skip


def home_rows(handbook: Handbook, favourites: Sequence[str], recents: Sequence[str]) -> list[ResultRow]:
    """What stands in the list while nothing is searched: favourites, recents, emergency cards by digit."""
    rows = _section("收藏", handbook, favourites)
    rows += _section("最近看过", handbook, [r for r in recents if r not in favourites][:8])
    rows += [ResultRow("应急卡")] if handbook.emergency else []
    rows += [_row(card, handbook) for card in handbook.emergency if card.digit is not None]
    return rows


def rows_of_kind(handbook: Handbook, kind: Kind) -> list[ResultRow]:
    """All entries of one kind, for browsing with an empty field."""
    return [_row(entry, handbook) for entry in handbook.of_kind(kind)]


def _section(title: str, handbook: Handbook, ids: Iterable[str]) -> list[ResultRow]:
    entries = [e for i in ids if (e := handbook.get(i)) is not None]
    return [ResultRow(title), *(_row(e, handbook) for e in entries)] if entries else []


def _row(entry: Entry, handbook: Handbook) -> ResultRow:
    digit = f"{entry.digit}  " if isinstance(entry, EmergencyCard) and entry.digit is not None else ""
    return ResultRow(
        title=digit + entry.title, entry_id=entry.id, kind=entry.kind,
        snippet=fill_values(entry.summary, handbook.value_by_key),
    )  # fmt: skip
