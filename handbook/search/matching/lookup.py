"""Analysis -> terms with weights, and the full-text shares of all documents."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from handbook.search.matching.explanation import TermUse
from handbook.search.scoring import FieldScorer
from handbook.search.tables.postings import F4
from handbook.search.tables.schema import TEXT
from handbook.search.tables.weights import Weights
from handbook.search.words.analysis import Analysis, pairs_of
from handbook.search.words.terms import term_key

Terms = Sequence[tuple[str, float]]


class Lookup:
    """Looks terms up in the fields of one index."""

    def __init__(self, scorers: Mapping[str, FieldScorer], weights: Weights) -> None:
        self.scorers = scorers
        self._weights = weights
        self.documents = scorers[TEXT].documents

    def typed(self, analysis: Analysis) -> Terms:
        """Terms as typed: single characters weigh less than the pairs they stand in."""
        terms = dict.fromkeys((*analysis.pairs, *analysis.words), 1.0)
        terms |= dict.fromkeys(analysis.quantities, self._weights.amount)
        for char in analysis.singles:
            terms[char] = 1.0 if char in analysis.lonely else self._weights.single
        return list(terms.items())

    def assumed(self, analysis: Analysis) -> Terms:
        """Terms of words that mean the same, which were not typed."""
        typed = set(analysis.pairs)
        terms = dict.fromkeys(t for word in analysis.synonyms for t in pairs_of(word))
        return [(t, self._weights.same_meaning) for t in terms if t not in typed]

    def share(self, field: str, typed: Terms, assumed: Terms) -> F4:
        """Score of each document as a share of the best that the typed terms (else the assumed ones) could give."""
        scorer = self.scorers[field]
        numbers, extra = self.numbers(scorer, typed), self.numbers(scorer, assumed)
        scores = scorer.score((n, w) for n, w in (*numbers, *extra) if n >= 0)
        possible = self._possible(scorer, numbers)
        if not any(n >= 0 for n, _ in numbers):
            possible = self._possible(scorer, extra)
        share: F4 = np.minimum(scores / np.float32(possible or 1), np.float32(1))
        return share

    def _possible(self, scorer: FieldScorer, numbers: Sequence[tuple[int, float]]) -> float:
        unknown = (scorer.k1 + 1) * scorer.idf(0)
        return sum(w * (scorer.best_possible(n) if n >= 0 else unknown) for n, w in numbers)

    def numbers(self, scorer: FieldScorer, terms: Terms) -> list[tuple[int, float]]:
        """(term number or -1, weight) of each term."""
        keys = np.array([term_key(t) for t, _ in terms], np.uint64)
        return list(zip(scorer.postings.find(keys).tolist(), (w for _, w in terms), strict=True))

    def literal(self, analysis: Analysis) -> NDArray[np.bool_]:
        """Which documents hold every term as typed."""
        return self.holding(analysis.literal_terms)

    def holding(self, terms: Sequence[str]) -> NDArray[np.bool_]:
        """Which documents hold every one of `terms`; none where there are no terms."""
        scorer = self.scorers[TEXT]
        numbers = [n for n, _ in self.numbers(scorer, [(t, 1.0) for t in terms])]
        if not numbers or min(numbers) < 0:
            return np.zeros(self.documents, bool)
        held = np.zeros(self.documents, np.uint16)
        for number in numbers:
            held[scorer.postings.of_term(number)[0]] += 1
        whole: NDArray[np.bool_] = held == len(numbers)
        return whole

    def is_held(self, text: str) -> bool:
        """Whether one document holds all pairs and words of folded `text`."""
        return bool(self.holding(pairs_of(text)).any())

    def uses(self, terms: Terms) -> tuple[TermUse, ...]:
        """The terms for an explanation."""
        found = []
        for name, scorer in self.scorers.items():
            for (term, weight), (number, _) in zip(terms, self.numbers(scorer, terms), strict=True):
                frequency = scorer.postings.frequency(number)
                found.append(TermUse(name, term, frequency, scorer.idf(frequency), weight))
        return tuple(found)
