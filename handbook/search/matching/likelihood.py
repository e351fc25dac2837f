"""A sentence -> how likely each entry's own words give it: naive Bayes over characters and pairs.

BM25 asks whether an entry holds the words of a question; it hardly matters to it whether one or sixty of the ways to say an
entry hold them. Counted, they tell what callers of that entry usually say.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from handbook.search.tables.postings import F4, FieldPostings
from handbook.search.words.terms import SHIFT, WORD_BIT

_SINGLE, _LONGER = 0, 1
_UNSEEN = (0.5, 0.3)
"""Occurrences that a common term is taken to have where it has none: of single characters, of pairs and words."""
_TOLD = (1.0, 0.7)
"""What each sort of term counts: a pair says much of what its characters say again."""
_SPEECHLESS = 0.5
"""Closeness of an entry that does not say how it is asked for: neither near nor far."""


class AskLikelihood:
    """Over the titles, asks and tags of one index; its tables are made when a sentence is first asked."""

    def __init__(self, postings: FieldPostings) -> None:
        self._postings = postings

    @property
    def knows_asks(self) -> bool:
        """Whether any entry says how it is asked for; laws alone do not."""
        return bool(len(self._postings.ids))

    def closeness(self, numbers: Sequence[int]) -> F4:
        """For the known terms of a query (numbers below 0 are passed over) how nearly each document gives them as the
        likeliest does, 0-1: 1 for that one, less by what each term is less likely elsewhere.
        """
        known = np.array([n for n in numbers if n >= 0], np.int64)
        if not len(known):
            return np.zeros(len(self._postings.lengths), np.float32)
        total = self._gained(known) + self._rest(known)
        closeness = 1 + (total - total[self._speaking].max()) / len(known)
        closeness[~self._speaking] = _SPEECHLESS
        bounded: F4 = np.clip(closeness, 0, 1).astype(np.float32)
        return bounded

    def fluency(self, numbers: Sequence[int], documents: Sequence[int]) -> float:
        """What a term of a query (a number below 0 is an unknown one) gains on average in the one of `documents` whose
        words are most like it; near 0 where it is put in words that no caller of ours uses.
        """
        known = np.array([n for n in numbers if n >= 0], np.int64)
        if not (len(known) and len(documents)):
            return 0.0
        return float(self._gained(known)[list(documents)].max()) / len(numbers)

    def said(self, keys: NDArray[np.uint64]) -> NDArray[np.float64]:
        """How often each of the terms stands in all documents together; 0 for unknown ones."""
        numbers = self._postings.find(keys)
        return np.where(numbers >= 0, self._totals[numbers], 0.0)

    def said_in_all(self, length: int) -> float:
        """How often characters (`length` 1), or pairs and words (any other), stand in all documents together."""
        return float(self._totals[self._sorts == (_SINGLE if length == 1 else _LONGER)].sum())

    def _gained(self, known: NDArray[np.int64]) -> NDArray[np.float64]:
        """What each document gains by the terms that it holds."""
        spans = [slice(a, b) for a, b in zip(self._starts[known], self._starts[known + 1], strict=True)]
        ids = np.concatenate([self._postings.ids[span] for span in spans])
        gains = np.concatenate([self._gains[span] for span in spans])
        return np.bincount(ids, gains, len(self._postings.lengths)).astype(np.float64)

    def _rest(self, known: NDArray[np.int64]) -> NDArray[np.float64]:
        singles = np.count_nonzero(self._sorts[known] == _SINGLE)
        return singles * self._bases[_SINGLE] + (len(known) - singles) * self._bases[_LONGER]

    @property
    def _starts(self) -> NDArray[np.int64]:
        return self._postings.starts

    @cached_property
    def _counts(self) -> NDArray[np.float64]:
        """How often the term of each posting stands there."""
        return (self._postings.codes >> 8).astype(np.float64)

    @cached_property
    def _sorts(self) -> NDArray[np.uint8]:
        """Single or longer, of each term."""
        low = np.uint64((1 << SHIFT) - 1)
        is_single = ((self._postings.keys & low) == 0) & ((self._postings.keys & np.uint64(WORD_BIT)) == 0)
        return np.where(is_single, _SINGLE, _LONGER).astype(np.uint8)

    @cached_property
    def _totals(self) -> NDArray[np.float64]:
        """How often each term stands in all documents together."""
        return np.add.reduceat(self._counts, self._starts[:-1])

    @cached_property
    def _unseen(self) -> NDArray[np.float64]:
        """What is added to the count of each term: more for a frequent one, by the root of how frequent it is."""
        totals = self._totals
        unseen = np.zeros(len(totals))
        for sort, share in enumerate(_UNSEEN):
            of_sort = self._sorts == sort
            if of_sort.any():
                unseen[of_sort] = share * np.sqrt(totals[of_sort] / totals[of_sort].mean())
        return unseen

    @cached_property
    def _gains(self) -> F4:
        """What each posting adds to its document beside what an unseen term would."""
        sizes = np.diff(self._starts)
        told = np.array(_TOLD)[self._sorts]
        gains = np.repeat(told, sizes) * np.log1p(self._counts / np.repeat(self._unseen, sizes))
        return gains.astype(np.float32)

    @cached_property
    def _bases(self) -> Sequence[NDArray[np.float64]]:
        """For each sort what every term of it takes off a document, by how many terms the document has."""
        sorts = np.repeat(self._sorts, np.diff(self._starts))
        documents = len(self._postings.lengths)
        found = []
        for sort, told in enumerate(_TOLD):
            held = np.bincount(self._postings.ids, self._counts * (sorts == sort), documents)
            found.append(-told * np.log(held + max(1.0, float(self._unseen[self._sorts == sort].sum()))))
        return found

    @cached_property
    def _speaking(self) -> NDArray[np.bool_]:
        """Documents that have words of their own at all."""
        return self._postings.sizes > 0
