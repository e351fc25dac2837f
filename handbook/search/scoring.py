"""Terms with weights -> BM25F scores of all documents, added up over NumPy views of the flat postings.

Same formula, idf, average length and length rounding as ``whoosh.scoring.BM25F``, hence the same ranking.
"""

import math
from collections import OrderedDict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from handbook.search.postings import F4, FieldPostings

Impacts = tuple[NDArray[np.intp], NDArray[np.float64]]
_CACHE_BYTES = 48 * 1024 * 1024
_BLOCK = 64
LENGTHS = np.array([byte_to_length(b) for b in range(256)], dtype=np.float64)
"""Length byte → number of terms it stands for (Whoosh's rounding)."""


class FieldScorer:
    """Scores one field; keeps the impacts of recent terms."""

    def __init__(self, postings: FieldPostings, k1: float, b: float) -> None:
        self.postings = postings
        self.documents = len(postings.lengths)
        self._impact_of_code = _impact_table(postings, k1, b)
        self._cache: OrderedDict[int, Impacts] = OrderedDict()
        self._cached_bytes = 0
        self.k1 = k1

    def idf(self, frequency: int) -> float:
        """Whoosh's idf of a term in `frequency` documents."""
        return math.log(max(1, self.documents) / (frequency + 1)) + 1

    def impacts(self, number: int) -> Impacts:
        """(documents, score each gets) for one term."""
        found = self._cache.get(number)
        if found is not None:
            self._cache.move_to_end(number)
            return found
        ids, codes = self.postings.of_term(number)
        impact = self._impact_of_code[codes] * self.idf(len(ids))
        entry = self._cache[number] = (ids.astype(np.intp), impact)
        self._cached_bytes += 2 * impact.nbytes
        while self._cached_bytes > _CACHE_BYTES and len(self._cache) > 1:
            _, (_, dropped) = self._cache.popitem(last=False)
            self._cached_bytes -= 2 * dropped.nbytes
        return entry

    def best_possible(self, number: int) -> float:
        """No document scores more for the term."""
        return (self.k1 + 1) * self.idf(self.postings.frequency(number))

    def score(self, terms: Iterable[tuple[int, float]]) -> F4:
        """Sum of weight × impact of each (term number, weight), for every document.

        One counting pass over all postings laid end to end is several times faster than one addition a term.
        """
        ids, weights = [], []
        for number, weight in terms:
            documents, impact = self.impacts(number)
            ids.append(documents)
            weights.append(impact if weight == 1 else impact * weight)
        if not ids:
            return np.zeros(self.documents, np.float32)
        counted = np.bincount(np.concatenate(ids), np.concatenate(weights), self.documents)
        return counted.astype(np.float32)


def _impact_table(postings: FieldPostings, k1: float, b: float) -> NDArray[np.float64]:
    average = postings.total / max(1, len(postings.lengths)) or 1
    k = np.maximum(k1 * ((1 - b) + b * LENGTHS / average), 1e-9)
    tf = np.arange(256, dtype=np.float64)[:, None]
    table: NDArray[np.float64] = (tf * (k1 + 1) / (tf + k[None, :])).ravel()
    return table


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
