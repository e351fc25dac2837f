"""Hits or entries go in; rows of the result list come out."""

import re
from collections.abc import Iterable, Sequence
from typing import overload

from handbook.document.compose import entry_blocks
from handbook.document.words import ARTICLE_NOTE
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind, LawStatus
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.text import fill_values
from handbook.override import override
from handbook.search.hits import Hit, Span
from handbook.search.source.entry_text import body_of
from handbook.ui.matched_text import find_marks
from handbook.ui.search.demo_words import with_demo_words
from handbook.ui.search.results_model import WEAK_HEAD, ResultRow

_LAW = re.compile(r"([A-Z][A-Z/ ]*[0-9][0-9.\-]*|\S+) (?=\S)")
"""GB 50736-2012, 省条例第36条: up to the blank after the number, or the first one."""
ASKED = "问法："
"""Before the way to say it that was met."""
MOST_TOUCHED = 2
"""Words that are named of what a weak hit has."""
WAYS = (("暖气上边烫手底下冰凉", "一句话"), ("shangre", "拼音"), ("srxl", "声母"), ("34条", ARTICLE_NOTE))
"""Four ways to type, with what each is called; a test holds that the shipped handbook answers every one."""


class RowsOfHits(Sequence[ResultRow]):
    """One row a hit, in the order of the hits, the weak ones beneath a head of their own.

    A row is made when it is looked at, since few of fifty are.
    """

    def __init__(self, hits: Sequence[Hit], handbook: Handbook, *, is_only_close: bool = False) -> None:
        weak = [hit for hit in hits if hit.is_weak or is_only_close]
        strong = [] if is_only_close else [hit for hit in hits if not hit.is_weak]
        self._hits: list[Hit | None] = [*strong, *([None, *weak] if weak else [])]
        """None where the head of the weak ones stands."""
        self._strong = len(strong)
        self._handbook = handbook
        self._made: dict[int, ResultRow] = {}

    @override
    def __len__(self) -> int:
        return len(self._hits)

    @overload
    def __getitem__(self, index: int) -> ResultRow: ...

    @overload
    def __getitem__(self, index: slice) -> list[ResultRow]: ...

    @override
    def __getitem__(self, index: int | slice) -> ResultRow | list[ResultRow]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index not in self._made:
            hit = self._hits[index]
            is_weak = index % len(self._hits) >= self._strong
            self._made[index] = (
                ResultRow(WEAK_HEAD, is_weak=True)
                if hit is None
                else _row_of_hit(hit, self._handbook, is_weak=is_weak)
            )
        return self._made[index]


def _row_of_hit(hit: Hit, handbook: Handbook, *, is_weak: bool) -> ResultRow:
    entry = handbook.get(hit.id)
    text, spans = _second_line(hit, entry, handbook)
    leads = [_touched(hit) if is_weak else "", f"{hit.note} · " if hit.note else ""]
    shift = sum(map(len, leads))
    named, named_spans = _named(hit, entry, handbook)
    law, title = law_and_subject(named) if hit.kind is Kind.REGULATION else ("", named)
    before = len(named) - len(title)
    return ResultRow(
        title=title,
        entry_id=hit.id,
        kind=hit.kind,
        title_spans=_within(named_spans, before, len(named)),
        snippet="".join(leads) + text,
        snippet_spans=tuple(Span(s.start + shift, s.end + shift) for s in spans),
        note=hit.note,
        law=law,
        law_spans=_within(named_spans, 0, len(law)),
        verification=_verification(entry) if law else "",
        is_sure=_is_sure(entry),
        is_weak=is_weak,
    )


def _second_line(hit: Hit, entry: Entry | None, handbook: Handbook) -> tuple[str, Sequence[Span]]:
    """The way to say it that was met; else the line that was met; else what the entry is about."""
    if hit.ask.text:
        shift = len(ASKED)
        asked, spans = with_demo_words(hit.ask.text, hit.ask.spans, handbook)
        return ASKED + asked, [Span(s.start + shift, s.end + shift) for s in spans]
    text = hit.snippet.text
    is_no_news = entry is not None and (text in (*entry.asks, entry.title) or _is_excluded(text, entry))
    if entry is None or not (is_no_news or _is_of_other_words(text, entry, handbook)):
        return with_demo_words(text, hit.snippet.spans, handbook)
    # Its own name is no news, and what it is not for is no reason to be here.
    summary = fill_values(entry.summary, handbook.value_by_key)
    return summary, [Span(start, end) for start, end in find_marks(summary, hit.marks)]


def _named(hit: Hit, entry: Entry | None, handbook: Handbook) -> tuple[str, Sequence[Span]]:
    """The title, and what of it was met; of an article as it stands now: a check that is given, or drops, makes no other index."""
    if entry is None or not _has_words(entry, handbook):
        return hit.title, hit.title_spans
    title = fill_values(entry.title, handbook.value_by_key)
    if title == hit.title:
        return title, hit.title_spans
    return title, [Span(start, end) for start, end in find_marks(title, hit.marks)]


def _is_of_other_words(text: str, entry: Entry, handbook: Handbook) -> bool:
    """Whether the line was indexed before a check changed what the entry says of itself: 条号系推算, an old number."""
    if not _has_words(entry, handbook):
        return False
    words = text.strip("…")
    now = (*body_of(entry_blocks(entry, handbook)), fill_values(entry.summary, handbook.value_by_key))
    return bool(words) and not any(words in line for line in now)


def _has_words(entry: Entry, handbook: Handbook) -> bool:
    """Whether official words are at hand, beside which somebody may have laid it."""
    return isinstance(entry, RegulationArticle) and entry.id in handbook.official


def _is_excluded(text: str, entry: Entry) -> bool:
    """Whether `text` is what the entry says that it is not for."""
    words = text.strip("…")
    lines = entry.not_for if isinstance(entry, Procedure | EmergencyCard) else ()
    return bool(words) and any(words in line for line in lines)


def _touched(hit: Hit) -> str:
    """只沾到“卡”；: what of the typed text a weak hit has, the longest first."""
    words = "、".join(f"“{mark}”" for mark in hit.marks[:MOST_TOUCHED])
    return f"只沾到{words}；" if words else ""


def law_and_subject(title: str) -> tuple[str, str]:
    """Title of an article -> law with number, and what it is about; the whole title where it has no such parts."""
    found = _LAW.match(title)
    return (found[1], title[found.end() :]) if found is not None else ("", title)


def _within(spans: Iterable[Span], start: int, end: int) -> tuple[Span, ...]:
    """What of `spans` stands from `start` to `end`, counted from `start`."""
    cut = (Span(max(s.start, start) - start, min(s.end, end) - start) for s in spans)
    return tuple(span for span in cut if span.start < span.end)


def _verification(entry: Entry | None) -> str:
    if not isinstance(entry, RegulationArticle):
        return ""
    status = "" if entry.status is LawStatus.IN_FORCE else entry.status.value
    return "、".join(filter(None, (status, entry.verification.value)))


def _is_sure(entry: Entry | None) -> bool:
    return (
        isinstance(entry, RegulationArticle)
        and entry.verification.rests_on_full_text
        and entry.status is LawStatus.IN_FORCE
    )


def home_rows(handbook: Handbook, favourites: Sequence[str], recents: Sequence[str]) -> list[ResultRow]:
    """What stands in the list while nothing is searched: ways to type, what was read last, favourites, cards by digit."""
    rows = [ResultRow("比如"), *(ResultRow(t, typed=t, note=way) for t, way in WAYS)] if len(handbook) else []
    rows += _section("最近看过", handbook, [r for r in recents if r not in favourites][:8])
    rows += _section("收藏", handbook, favourites)
    rows += [ResultRow("应急卡")] if handbook.emergency else []
    rows += [_row(card, handbook) for card in handbook.emergency if card.digit is not None]
    return rows


def rows_of_kind(handbook: Handbook, kind: Kind) -> list[ResultRow]:
    """All entries of one kind, for browsing with an empty field."""
    return rows_of_entries(handbook, handbook.of_kind(kind))


def rows_of_entries(handbook: Handbook, entries: Iterable[Entry]) -> list[ResultRow]:
    """One row an entry."""
    return [_row(entry, handbook) for entry in entries]


def _section(title: str, handbook: Handbook, ids: Iterable[str]) -> list[ResultRow]:
    entries = [e for i in ids if (e := handbook.get(i)) is not None]
    return [ResultRow(title), *(_row(e, handbook) for e in entries)] if entries else []


def _row(entry: Entry, handbook: Handbook) -> ResultRow:
    digit = f"{entry.digit}  " if isinstance(entry, EmergencyCard) and entry.digit is not None else ""
    law, title = law_and_subject(entry.title) if entry.kind is Kind.REGULATION else ("", entry.title)
    return ResultRow(
        title=digit + title,
        entry_id=entry.id,
        kind=entry.kind,
        snippet=fill_values(entry.summary, handbook.value_by_key),
        law=law,
        verification=_verification(entry) if law else "",
        is_sure=_is_sure(entry),
    )
