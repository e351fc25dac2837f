"""Entries and the keys of a region that nobody confirmed -> whether words that somebody wants to copy come from that region.

It is decided by where words come from, never by what they look like: a site value that the region gave, as it was filled
into a text, or an article of the region. Words are compared without blanks, joiners and the width of marks, since each
surface sets them in its own way.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from handbook.model.entry import Entry
from handbook.model.regulation import RegulationArticle
from handbook.model.rewriting import rewritten
from handbook.model.text import PieceKind, Shown, may_use_values, pieces, shown_variant, value_keys

_CLAUSE_END = re.compile(r"[,。;?!、「」“”()〔〕\n]|(?<!\d):|:(?!\d)")
_NOT_SEEN = re.compile(r"[\s\u2060\u200b]+")
_LEAST = 2
"""Characters of a value that tell where they come from by themselves."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause into which a value of the region was filled."""

    words: str
    value: str
    """The part of the value that stands in the clause."""

    def gave(self, copied: str) -> bool:
        """Whether `copied`, one clause too, holds the value as it stands here."""
        if self.value in copied:
            return copied in self.words or self.words in copied
        return len(copied) >= _LEAST and copied in self.value


@dataclass(frozen=True)
class AssumedWords:
    """What comes from a region that nobody confirmed; of a region that somebody chose nothing does.

    An entry is looked through when its page is first asked about, all of them only for words of no page.
    """

    keys: frozenset[str] = frozenset()
    """Site values that the region gave."""
    articles: Mapping[str, RegulationArticle] = field(default_factory=dict[str, RegulationArticle])
    """Id → article of its own."""
    entries: Mapping[str, Entry] = field(default_factory=dict[str, Entry])
    values: Mapping[str, Shown] = field(default_factory=dict[str, Shown])
    _clauses: dict[str, tuple[_Clause, ...]] = field(default_factory=dict[str, tuple[_Clause, ...]])
    """Id of an entry → its clauses into which a value of the region was filled."""

    def uses(self, text: str) -> bool:
        """Whether `text`, as its author wrote it, takes a value of the region in the way in which it is shown."""
        return bool(self.keys) and any(
            key in self.keys for key in value_keys(shown_variant(text, self.values))
        )

    def gave(self, words: str, entry_id: str = "") -> bool:
        """Whether any of `words`, as they stand on a surface, come from it; `entry_id` tells whose page that is."""
        if entry_id in self.articles:
            return bool(words.strip())
        if not self.keys and not self.articles:
            return False
        if any(_bare(line) in self._told for line in words.splitlines()):
            return True
        copied = [clause for clause, _, _ in _cut(words)]
        looked_through = (entry_id,) if entry_id in self.entries else tuple(self.entries)
        return any(
            known.gave(clause) for name in looked_through for known in self._of(name) for clause in copied
        )

    @cached_property
    def _told(self) -> frozenset[str]:
        """What of its articles other pages show, each text as a whole: what may be told, and how it is cited."""
        texts = (text for a in self.articles.values() for text in (*a.tell_caller, a.citation))
        return frozenset(map(_bare, texts)) - {""}

    def _of(self, entry_id: str) -> tuple[_Clause, ...]:
        known = self._clauses.get(entry_id)
        if known is None:
            texts = filter(self.uses, filter(may_use_values, texts_of(self.entries[entry_id])))
            found = (clause for text in texts for clause in _filled_clauses(text, self.values, self.keys))
            known = self._clauses[entry_id] = tuple(dict.fromkeys(found))
        return known


def texts_of(value: object) -> Iterator[str]:
    """Every text below a frozen value, as it was written."""
    found: list[str] = []

    def noted(text: str) -> str:
        found.append(text)
        return text

    rewritten(value, noted)
    return iter(found)


def _filled_clauses(text: str, values: Mapping[str, Shown], keys: frozenset[str]) -> Iterator[_Clause]:
    filled = ""
    spans: list[tuple[int, int]] = []
    for piece in pieces(shown_variant(text, values)):
        value = values.get(piece.name) if piece.kind is PieceKind.VALUE else None
        words = value.text if value is not None else piece.text
        if value is not None and piece.name in keys:
            spans.append((len(filled), len(filled) + len(words)))
        filled += words
    for clause, start, end in _cut(filled):
        for first, last in spans:
            part = _bare(filled[max(start, first) : min(end, last)])
            if part:
                yield _Clause(clause, part)


def _cut(text: str) -> Iterator[tuple[str, int, int]]:
    """The clauses of `text` without blanks, each with its place in it."""
    start = 0
    wide = "".join(c if len(n := unicodedata.normalize("NFKC", c)) != 1 else n for c in text)
    for stop in (*_CLAUSE_END.finditer(wide), None):
        end = stop.start() if stop is not None else len(text)
        if words := _bare(text[start:end]):
            yield words, start, end
        start = stop.end() if stop is not None else end


def _bare(text: str) -> str:
    return _NOT_SEEN.sub("", unicodedata.normalize("NFKC", text))
