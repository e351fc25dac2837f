"""Handbook -> Documents: each entry as the plain texts and signals that the index holds."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from handbook.chinese_numbers import write_number
from handbook.document.compose import entry_blocks
from handbook.model.aspects import Extent, RoomSide
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind, LawStatus, Phase, Severity, Verification
from handbook.model.procedure import Procedure
from handbook.model.regulation import RegulationArticle
from handbook.model.text import fill_values
from handbook.search.source.entry_text import aside_of, body_of
from handbook.search.source.leads import words_by_target

_QUALITY = {
    Verification.CHECKED: 1.0,
    Verification.COMPARED: 1.0,
    Verification.REPORTED: 0.9,
    Verification.INFERRED: 0.8,
    Verification.MISSING: 0.5,
    Verification.LAPSED: 1.0,  # as before it lapsed: a day that passes makes no other index
}
_NOT_IN_FORCE = frozenset({LawStatus.REPEALED, LawStatus.DRAFT, LawStatus.NOT_YET})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One searchable entry; also used for anything else that has a title and a text."""

    id: str
    kind: Kind
    title: str
    asks: tuple[str, ...] = ()
    """How callers and agents say it."""
    summary: str = ""
    body: str = ""
    """All other searchable text in reading order, one piece a line."""
    aside: tuple[str, ...] = ()
    """Searchable lines that no snippet shows: the fitter's steps, old rules, what must not be said."""
    leads: tuple[str, ...] = ()
    """Words of other entries that lead here; searchable, no snippet shows them either."""
    tags: tuple[str, ...] = ()
    severity: Severity | None = None
    phases: tuple[Phase, ...] = ()
    room_sides: tuple[RoomSide, ...] = ()
    extents: tuple[Extent, ...] = ()
    named_by: int = 0
    """How many other entries lead to it by an answer or name it as related: the doors that agents go through most."""
    law: str = ""
    """Full name of the law, for articles."""
    law_short_names: tuple[str, ...] = ()
    article: str = ""
    """Current number in digits, such as 36 or 36-1."""
    article_range_end: str = ""
    """Last number where the record stands for several articles."""
    articles: tuple[str, ...] = ()
    """Current numbers where the record stands for several that are not in a row."""
    former_articles: tuple[str, ...] = ()
    """Numbers it bore before an amendment."""
    status: str = ""
    """The word of `LawStatus` for articles."""
    quality: float = 1.0
    """0–1: how far the entry can be relied upon (checked wording, in force)."""


def documents_of(handbook: Handbook) -> tuple[Document, ...]:
    """Every entry of `handbook` in its order; site values are written out, placeholders are kept."""
    led = words_by_target(handbook)
    own = {(article.law, article.article) for article in handbook.regulations}
    named = Counter(name for entry in handbook for name in _named_in(entry))
    return tuple(
        replace(_document(_giving_way(entry, own), handbook, led.get(entry.id, ())), named_by=named[entry.id])
        for entry in handbook
    )


def _giving_way(entry: Entry, own: set[tuple[str, str]]) -> Entry:
    """A table of many articles without the numbers that have an entry of their own."""
    if not isinstance(entry, RegulationArticle) or not entry.articles:
        return entry
    return replace(entry, articles=tuple(n for n in entry.articles if (entry.law, n) not in own))


def _named_in(entry: Entry) -> set[str]:
    """Ids of the entries that `entry` leads to."""
    steps = entry.steps if isinstance(entry, Procedure | EmergencyCard) else ()
    answers = {answer.entry for step in steps for answer in step.answers if answer.entry}
    return (answers | set(entry.related)) - {entry.id}


def _document(entry: Entry, handbook: Handbook, led: tuple[str, ...]) -> Document:
    def filled(text: str) -> str:
        return fill_values(text, handbook.value_by_key)

    blocks = entry_blocks(entry, handbook)
    plain = Document(
        id=entry.id,
        kind=entry.kind,
        title=filled(entry.title),
        asks=tuple(map(filled, entry.asks)),
        summary=filled(entry.summary),
        body="\n".join(body_of(blocks)),
        aside=tuple(aside_of(blocks)),
        leads=tuple(map(filled, led)),
        tags=entry.tags,
        severity=entry.severity,
        phases=entry.phases,
        room_sides=entry.room_sides,
        extents=entry.extents,
    )
    return _with_article(plain, entry) if isinstance(entry, RegulationArticle) else plain


def _with_article(document: Document, article: RegulationArticle) -> Document:
    known = _QUALITY[article.verification]
    return replace(
        document,
        law=article.law,
        law_short_names=article.law_short_names,
        body=f"{'、'.join(article.law_short_names)}\n{document.body}".strip(),
        article=article.article,
        article_range_end=article.article_range_end,
        asks=(*document.asks, *_asked_by_number(article)),
        articles=article.articles,
        former_articles=article.former_articles,
        status=article.status.value,
        quality=known * 0.5 if article.status in _NOT_IN_FORCE else known,
    )


def _asked_by_number(article: RegulationArticle) -> Iterator[str]:
    """How callers ask for each of many numbers, which no author writes out: 第十条, 省条例第十条."""
    law = article.law_short_names[0] if article.law_short_names else article.law
    for number in article.articles:
        whole, _, sub = number.partition("-")
        if whole.isdecimal():
            shown = f"第{write_number(int(whole))}条"
            shown += f"之{write_number(int(sub))}" if sub.isdecimal() else ""
            yield from (shown, f"{law}{shown}", f"{law}第{number}条")
