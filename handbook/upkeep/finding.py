"""A few words or a number of an article go in; the entries they mean come out, for the find box of the workshop."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.chinese_numbers import number_of
from handbook.han_forms import fold_han
from handbook.model.article_name import short_name
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.regulation import RegulationArticle
from handbook.model.text import fill_values
from handbook.upkeep.entry_rows import EntryRow

MOST = 12
_NUMBER = re.compile(
    r"第?\s*(\d{1,4}|[〇零一二三四五六七八九十百千两]{1,7})\s*(?:条(?:\s*之\s*([一二三四五六七八九]))?)?$"
)

_BLANKS = re.compile(
    r"(?<=第)\s+(?=[\d〇零一二三四五六七八九十百千两])|(?<=[\d〇零一二三四五六七八九十百千两])\s+(?=条)|(?<=条)\s+(?=之)"
)
"""Of 第 34 条 之一, which is one word."""


@dataclass(frozen=True, slots=True)
class Found:
    """One entry."""

    entry_id: str
    words: str
    """As it is listed: 法规 · 北江条例 第 34 条 · 温度不够怎么退热费."""
    is_article: bool
    """Whether it is an article of a law, which the workshop itself shows."""
    file: str = ""
    """Of a draft that nobody has published yet."""


def found_entries(
    handbook: Handbook,
    words: str,
    most: int = MOST,
    *,
    ranked: Sequence[str] = (),
    drafts: Sequence[EntryRow] = (),
) -> tuple[Found, ...]:
    """Entries that are meant, best first: the article of a number, then as the desk's search lists them, then by title.

    The last part may be the number of an article, as 34, 第34条, 第三十四条 or 34条之一.

    Args:
        handbook: what readers have.
        words: what was typed.
        most: so many at most.
        ranked: ids as the search of the desk gives them; of none the words alone decide.
        drafts: rows of entries; those that are not published yet are found by their titles.
    """
    parts = _BLANKS.sub("", fold_han(words).lower()).split()
    if not parts:
        return ()
    number = _number(parts[-1])
    own = tuple(_found_drafts(handbook, parts, drafts))
    place_of = {entry_id: place for place, entry_id in enumerate(ranked)}
    listed = []
    for place, entry in enumerate(handbook):
        rank = _rank(entry, parts, number)
        asked = place_of.get(entry.id)
        if rank == 0:
            listed.append((0, place, entry))
        elif asked is not None:
            listed.append((1, asked, entry))
        elif rank is not None:
            listed.append((1 + rank, place, entry))
    listed.sort(key=lambda one: one[:2])
    # What somebody is writing has room beside whatever is published.
    found = [_found(handbook, entry) for _, _, entry in listed[: max(most - len(own), most // 2)]]
    at = 1 if found else 0
    return (*found[:at], *own, *found[at:])[:most]


def _found_drafts(handbook: Handbook, parts: list[str], rows: Sequence[EntryRow]) -> Iterator[Found]:
    for row in rows:
        if handbook.exact(row.entry_id) is None and all(
            part in fold_han(row.title).lower() for part in parts
        ):
            words = " · ".join((row.kind.short_label, row.state, row.title))
            yield Found(row.entry_id, words, is_article=False, file=row.file)


def _number(part: str) -> str:
    """供热条例34 has its number at its end, too."""
    match = _NUMBER.search(part)
    if match is None:
        return ""
    digits = match[1] if match[1].isascii() else str(number_of(match[1]) or "")
    return digits + (f"-{'一二三四五六七八九'.index(match[2]) + 1}" if match[2] else "")


def _rank(entry: Entry, parts: list[str], number: str) -> int | None:
    """0 for the number asked for, 1 for the title, 2 for the rest; None where it is not meant."""
    title = fold_han(entry.title).lower()
    if isinstance(entry, RegulationArticle):
        names = fold_han(" ".join((entry.law, *entry.law_short_names, entry.place))).lower()
        if number and number in entry.numbers:
            before = [*parts[:-1], _NUMBER.sub("", parts[-1])]
            if all(part in names or part in title for part in before if part):
                return 0
    else:
        names = ""
    if all(part in title for part in parts):
        return 1
    everything = " ".join((title, names, *(fold_han(ask).lower() for ask in entry.asks)))
    return 2 if all(part in everything for part in parts) else None


def _found(handbook: Handbook, entry: Entry) -> Found:
    is_article = isinstance(entry, RegulationArticle)
    return Found(entry.id, " · ".join(_words(handbook, entry)), is_article)


def _words(handbook: Handbook, entry: Entry) -> Iterator[str]:
    yield entry.kind.short_label
    if isinstance(entry, RegulationArticle):
        yield short_name(entry)
    yield fill_values(entry.title, handbook.value_by_key)
