"""A few words or a number of an article go in; the entries they mean come out, for the find box of the workshop."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.chinese_numbers import number_of
from handbook.han_forms import fold_han
from handbook.model.article_name import short_name
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.regulation import RegulationArticle
from handbook.model.text import fill_values

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


def found_entries(handbook: Handbook, words: str, most: int = MOST) -> tuple[Found, ...]:
    """Entries whose title, law, number or ways of asking hold every part of `words`, those with it in the title first.

    The last part may be the number of an article, as 34, 第34条, 第三十四条 or 34条之一.
    """
    parts = _BLANKS.sub("", fold_han(words).lower()).split()
    if not parts:
        return ()
    number = _number(parts[-1])
    ranked = []
    for place, entry in enumerate(handbook):
        rank = _rank(entry, parts, number)
        if rank is not None:
            ranked.append((rank, place, entry))
    ranked.sort(key=lambda one: one[:2])
    return tuple(_found(handbook, entry) for _, _, entry in ranked[:most])


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
