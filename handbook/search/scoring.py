"""Terms with weights -> BM25F scores of all documents, added up over NumPy views of the flat postings.

Same formula, idf, average length and length rounding as ``whoosh.scoring.BM25F``, hence the same ranking.
"""

import math
from collections import OrderedDict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from handbook.search.postings import F4, U4, FieldPostings

_CACHE_BYTES = 32 * 1024 * 1024
_BLOCK = 64
LENGTHS = np.array([byte_to_length(b) for b in range(256)], dtype=np.float64)
"""Length byte → number of terms it stands for (Whoosh's rounding)."""


class FieldScorer:
    """Scores one field; keeps the impacts of recent terms."""

    def __init__(self, postings: FieldPostings, k1: float, b: float) -> None:
        self.postings = postings
        self.documents = len(postings.lengths)
        self._impact_of_code = _impact_table(postings, k1, b)
        self._cache: OrderedDict[int, tuple[U4, F4]] = OrderedDict()
        self._cached_bytes = 0
        self.k1 = k1

    def idf(self, frequency: int) -> float:
        """Whoosh's idf of a term in `frequency` documents."""
        return math.log(self.documents / (frequency + 1)) + 1

    def impacts(self, number: int) -> tuple[U4, F4]:
        """(documents, score each gets) for one term."""
        found = self._cache.get(number)
        if found is not None:
            self._cache.move_to_end(number)
            return found
        ids, codes = self.postings.of_term(number)
        impact = self._impact_of_code[codes]
        impact *= np.float32(self.idf(len(ids)))
        self._remember(number, (ids, impact))
        return ids, impact

    def _remember(self, number: int, entry: tuple[U4, F4]) -> None:
        self._cache[number] = entry
        self._cached_bytes += entry[1].nbytes
        while self._cached_bytes > _CACHE_BYTES and len(self._cache) > 1:
            _, (_, impact) = self._cache.popitem(last=False)
            self._cached_bytes -= impact.nbytes

    def best_possible(self, number: int) -> float:
        """No document scores more for the term."""
        return (self.k1 + 1) * self.idf(self.postings.frequency(number))

    def add(self, scores: F4, terms: Iterable[tuple[int, float]]) -> None:
        """Add weight × impact of each (term number, weight) to `scores`."""
        for number, weight in terms:
            ids, impact = self.impacts(number)
            scores[ids] += impact if weight == 1 else impact * np.float32(weight)


def _impact_table(postings: FieldPostings, k1: float, b: float) -> F4:
    average = postings.total / max(1, len(postings.lengths)) or 1
    k = np.maximum(k1 * ((1 - b) + b * LENGTHS / average), 1e-9)
    tf = np.arange(256, dtype=np.float64)[:, None]
    return (tf * (k1 + 1) / (tf + k[None, :])).ravel().astype(np.float32)


def top(scores: F4, count: int) -> NDArray[np.int64]:
    """Numbers of the `count` highest positive scores, best first, equal ones by number.

    Block maxima bound the count-th score from below, so only the few documents above it are sorted.
    """
    whole = len(scores) // _BLOCK * _BLOCK
    bound = np.float32(0)
    if whole // _BLOCK > count > 0:
        maxima = scores[:whole].reshape(-1, _BLOCK).max(axis=1)
        bound = np.partition(maxima, len(maxima) - count)[len(maxima) - count]
    chosen = np.flatnonzero(scores >= max(bound, np.float32(1e-9)))
    if len(chosen) > 8 * count > 0:
        kept = scores[chosen]
        chosen = chosen[kept >= np.partition(kept, len(kept) - count)[len(kept) - count]]
    return chosen[np.lexsort((chosen, -scores[chosen]))][:count]
