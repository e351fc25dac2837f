"""A sentence -> whether it is said as callers of ours say it, or as those who ring another service do.

Characters and pairs are counted in what entries are called and asked for, which the index holds, and in sentences that other
services are asked (`other_services.txt`). What stands in one of them much oftener than in the other tells where a
question belongs; a word that both are asked about (物业, 缴费, 漏) tells nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from handbook import paths
from handbook.search.matching.likelihood import AskLikelihood
from handbook.search.words.fold import Folding
from handbook.search.words.terms import runs, term_key

_UNSEEN = 0.5
"""Occurrences that any term is taken to have on both sides, in the smaller of the two collections."""
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
    def told_by(cls, texts: Iterable[str], ours: AskLikelihood, folding: Folding) -> Self:
        """Counted in `texts`, folded as the index of `ours` is."""
        counts = Counter(term for text in texts for term in grams(folding.fold(text)))
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
        here = self.ours.said(keys) / max(1.0, as_many)
        there *= min(1.0, as_many)
        leanings: NDArray[np.float64] = np.log((here + _UNSEEN) / (there + _UNSEEN))
        return float(leanings.sum())


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
    text = paths.other_services_file().read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
