"""Terms with weights -> BM25F scores of all documents, added up over NumPy views of the flat postings.

Same formula, idf, average length and length rounding as ``whoosh.scoring.BM25F``, hence the same ranking.
"""

import math
from collections import OrderedDict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from handbook.search.tables.postings import F4, FieldPostings

Impacts = tuple[NDArray[np.intp] | None, NDArray[np.float64] | F4]
"""(documents, score each gets); for a frequent term (None, score of every document)."""
_FREQUENT = 16
"""A term in more than one of so many documents is kept as one row of all documents: adding rows is quicker."""
_LEAST_CACHE = 48 * 1024 * 1024
_CACHE_PER_DOCUMENT = 1000
"""Bytes: room for the rows of some 250 frequent terms, which is what questions are made of."""
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
        self._most_bytes = max(_LEAST_CACHE, _CACHE_PER_DOCUMENT * self.documents)
        self.k1 = k1

    def idf(self, frequency: int) -> float:
        """Whoosh's idf of a term in `frequency` documents."""
        return math.log(max(1, self.documents) / (frequency + 1)) + 1

    def impacts(self, number: int) -> Impacts:
        """What one term gives."""
        found = self._cache.get(number)
        if found is not None:
            self._cache.move_to_end(number)
            return found
        entry = self._cache[number] = self._new_impacts(number)
        self._cached_bytes += _bytes(entry)
        while self._cached_bytes > self._most_bytes and len(self._cache) > 1:
            _, dropped = self._cache.popitem(last=False)
            self._cached_bytes -= _bytes(dropped)
        return entry

    def _new_impacts(self, number: int) -> Impacts:
        ids, codes = self.postings.of_term(number)
        impact = self._impact_of_code[codes] * self.idf(len(ids))
        if len(ids) * _FREQUENT <= self.documents:
            return ids.astype(np.intp), impact
        row = np.zeros(self.documents, np.float32)
        row[ids] = impact
        return None, row

    def best_possible(self, number: int) -> float:
        """No document scores more for the term."""
        return (self.k1 + 1) * self.idf(self.postings.frequency(number))

    def score(self, terms: Iterable[tuple[int, float]]) -> F4:
        """Sum of weight × impact of each (term number, weight), for every document.

        One counting pass over all postings laid end to end is several times faster than one addition a term.
        """
        ids: list[NDArray[np.intp]] = []
        weights: list[NDArray[np.float64] | F4] = []
        total = np.zeros(self.documents, np.float32)
        for number, weight in terms:
            documents, impact = self.impacts(number)
            weighted = impact if weight == 1 else impact * impact.dtype.type(weight)
            if documents is None:
                total += weighted
            else:
                ids.append(documents)
                weights.append(weighted)
        if ids:
            counted = np.bincount(np.concatenate(ids), np.concatenate(weights), self.documents)
            total += counted.astype(np.float32)
        return total


def _bytes(impacts: Impacts) -> int:
    documents, impact = impacts
    return impact.nbytes + (0 if documents is None else documents.nbytes)


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
