"""A sentence -> whether it is said as callers of ours say it, or as those who ring another service do.

Characters and pairs are counted in what entries are called and asked for, which the index holds, and in sentences that other
services are asked (`other_services.txt`). What stands in one of them much oftener than in the other tells where a
question belongs; a word that both are asked about (物业, 缴费, 漏) tells nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

import numpy as np
from numpy.typing import NDArray

from handbook.search.matching.likelihood import AskLikelihood
from handbook.search.words.fold import Folding, is_han
from handbook.search.words.terms import runs, term_key

_SENTENCES = "other_services.txt"
_UNSEEN = 0.5
"""Occurrences among others that any term is taken to have on both sides."""
_PAIR = 0.7
"""What a pair tells beside a character: it says much of it again."""
_MOST = 24.0
"""Beyond it a longer sentence tells no more."""


@dataclass(frozen=True, slots=True)
class OtherServices:
    """How often each character and pair stands in what other services are asked."""

    counts: Mapping[str, int]
    in_all: Mapping[int, int]
    """Length of a term -> occurrences of all such."""
    ours: AskLikelihood

    @classmethod
    def beside(cls, ours: AskLikelihood, folding: Folding) -> Self:
        """Counted from the sentences of this program, folded as the index is."""
        counts = Counter(term for line in sentences() for term in grams(folding.fold(line)))
        in_all: Counter[int] = Counter()
        for term, times in counts.items():
            in_all[len(term)] += times
        return cls(counts, in_all, ours)

    def leaning(self, singles: Sequence[str], pairs: Sequence[str]) -> float:
        """Logarithm of how much likelier a caller of ours says these terms than a caller of others; 0 = equally."""
        told = self._leaning(singles) + _PAIR * self._leaning(pairs)
        return max(-_MOST, min(_MOST, told))

    def _leaning(self, terms: Sequence[str]) -> float:
        """Of terms of one length, each as often as if both had said equally much."""
        if not terms:
            return 0.0
        keys = np.array([term_key(term) for term in terms], np.uint64)
        size = len(terms[0])
        there = np.array([self.counts.get(term, 0) for term in terms], np.float64)
        as_many = self.ours.said_in_all(size) / max(1, self.in_all.get(size, 0))
        here = self.ours.said(keys)
        leanings: NDArray[np.float64] = np.log((here / as_many + _UNSEEN) / (there + _UNSEEN))
        return float(leanings.sum())


    def _each(self, terms):
        keys = np.array([term_key(term) for term in terms], np.uint64)
        there = np.array([self.counts.get(term, 0) for term in terms], np.float64)
        as_many = self.ours.said_in_all(2) / max(1, self.in_all.get(2, 0))
        here = self.ours.said(keys)
        return here / as_many, there, here
    def low(self, terms):
        if not terms: return 0.0
        h, t, _ = self._each(terms)
        return float(np.log((h + _UNSEEN) / (t + _UNSEEN)).min())
    def unknown(self, terms):
        if not terms: return 0.0
        h, t, r = self._each(terms)
        return float(((r == 0) & (t == 0)).mean())
    def only(self, terms):
        if not terms: return 0.0
        h, t, r = self._each(terms)
        return float(((r == 0) & (t > 0)).mean())


def grams(folded: str) -> Iterable[str]:
    """The distinct Chinese characters and pairs of neighbours in a folded sentence."""
    found: dict[str, None] = {}
    for run, is_chinese, _ in runs(folded):
        if is_chinese:
            found |= dict.fromkeys(run)
            found |= dict.fromkeys(map(str.__add__, run, run[1:]))
    return found


@cache
def sentences() -> tuple[str, ...]:
    """What other services are asked, a sentence a line."""
    text = (files(__package__) / _SENTENCES).read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
