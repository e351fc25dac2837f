"""Typed text -> Analysis: folded text, terms, readings as sequences, quantities and article references."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from handbook.search.fold import Folding
from handbook.search.quantities import ArticleReference, article_references, quantities
from handbook.search.terms import runs
from handbook.search.units import Reading, readings

LONGEST = 160
"""Characters of a query that are looked at; more is never typed during a call."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one query says, before anything is looked up."""

    folded: str
    pairs: tuple[str, ...]
    """Distinct pairs of neighbouring Chinese characters."""
    singles: tuple[str, ...]
    """Distinct Chinese characters."""
    lonely: frozenset[str]
    """Those that stand alone, without a neighbour."""
    words: tuple[str, ...]
    """Distinct words of letters and digits."""
    quantities: tuple[str, ...]
    """Numbers with units in their normal form."""
    readings: tuple[Reading, ...]
    references: tuple[ArticleReference, ...]
    synonyms: tuple[str, ...] = ()
    """Words that mean the same as something typed."""

    @property
    def is_empty(self) -> bool:
        """Nothing in it can be looked up."""
        return not (self.singles or self.words)


class Analyser:
    """Analyses queries with the tables of one index."""

    def __init__(self, folding: Folding, spoken: frozenset[str], groups: Sequence[Sequence[str]]) -> None:
        self._folding, self._spoken = folding, spoken
        self._synonyms: dict[str, list[str]] = {}
        for group in groups:
            for word in group:
                others = self._synonyms.setdefault(word, [])
                others += [w for w in group if w != word and w not in others]

    def analyse(self, text: str) -> Analysis:
        """The analysis of `text`; only the first `LONGEST` characters count."""
        folded = self._folding.fold(text[: LONGEST * 4].strip()[:LONGEST])
        pairs: dict[str, None] = {}
        singles: dict[str, None] = {}
        words: dict[str, None] = {}
        lonely = set()
        for run, chinese, _ in runs(folded):
            if not chinese:
                words[run] = None
                continue
            singles |= dict.fromkeys(run)
            pairs |= dict.fromkeys(map("".join, pairwise(run)))
            if len(run) == 1:
                lonely.add(run)
        return Analysis(
            folded, tuple(pairs), tuple(singles), frozenset(lonely), tuple(words),
            tuple(dict.fromkeys(q.term for q in quantities(folded))),
            tuple(readings(folded, self._spoken)), tuple(article_references(folded)), self._meaning_same(folded),
        )  # fmt: skip

    def _meaning_same(self, folded: str) -> tuple[str, ...]:
        found = (o for word, others in self._synonyms.items() if word in folded for o in others)
        return tuple(dict.fromkeys(w for w in found if w not in folded))


def weights_of(words: Sequence[str], weight: float) -> Mapping[str, float]:
    """Each word with the same weight."""
    return dict.fromkeys(words, weight)
