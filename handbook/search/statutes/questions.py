"""A question and the best documents -> 25 signals of how each of them answers, and their weights in a linear model.

The signals are the usual ones of text retrieval: BM25 at several settings, query likelihood, where in the text the
words stand first, how much the whole law speaks of them, how often other texts name that law. Their weights were
fitted on questions of laypeople over statutes (see decisions/0004-question-model.md); nothing in them is about one topic.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from handbook.search.flat_file import Arrays
from handbook.search.scoring import LENGTHS, FieldScorer
from handbook.search.statutes.law_context import TRAITS
from handbook.search.tables.postings import F4, FieldPostings
from handbook.search.words.terms import term_key, terms_of

MODEL: dict[str, float] = {
    "bm": 0.020,
    "uni": 2.084,
    "idf2": 3.599,
    "law_idf": -3.025,
    "often": 2.787,
    "long": -0.147,
    "once": 0.490,
    "likelihood": 8.651,
    "length": 2.451,
    "covered": -2.776,
    "opening": 1.730,
    "early": 4.326,
    "rather_early": -2.946,
    "rarest": 1.476,
    "law_strong": 0.757,
    "law_mean": -3.058,
    "law_size": 1.118,
    "authority": 5.262,
    "law_words": 1.743,
    "law_words_even": -0.627,
    "of_country": -1.638,
    "place_in_law": -0.184,
    "defines": 0.699,
    "obliges": -0.271,
    "forbids": 0.156,
}
_K1, _B = 1.6, 0.9
_MU = 100.0
_OPENING = 30


class QuestionSignals:
    """Looks again at the best candidates of one index."""

    def __init__(
        self,
        text: FieldPostings,
        laws: FieldPostings,
        signals: Arrays,
    ) -> None:
        self._text = text
        self._laws = laws
        self._groups = signals["groups"]
        self._authority = signals["authority"]
        self._traits = signals["traits"]
        self._law_scorers = [FieldScorer(laws, 1.2, 0.5), FieldScorer(laws, 1.2, 1.0)]
        self._law_sizes = np.bincount(self._groups, minlength=len(laws.lengths) + 1).astype(np.float32)
        self._average = text.total / max(1, len(text.lengths)) or 1.0

    def signals(self, folded: str, chosen: NDArray[np.int64]) -> dict[str, F4]:
        """Signals of the documents `chosen` (ascending) for a folded question."""
        counted = Counter(terms_of(folded))
        terms = list(counted)
        numbers = self._text.find(np.array([term_key(t) for t in terms], np.uint64))
        known = numbers >= 0
        terms = [t for t, k in zip(terms, known.tolist(), strict=True) if k]
        if not terms:
            return dict.fromkeys(MODEL, np.zeros(len(chosen), np.float32))
        tf, first = self._at(numbers[known], chosen)
        df = self._text.frequencies(numbers[known]).astype(np.float32)
        found = self._word_signals(terms, counted, tf, df, chosen)
        found |= _place_signals(terms, self._idf(df), tf, first)
        found |= self._law_signals(terms, found["bm"], chosen)
        return found

    def _idf(self, df: F4) -> F4:
        idf: F4 = (np.log(len(self._text.lengths) / (df + 1)) + 1).astype(np.float32)
        return idf

    def _at(self, numbers: NDArray[np.int64], chosen: NDArray[np.int64]) -> tuple[F4, F4]:
        """(frequency, first place) of each term in each chosen document; 0 and 255 where it is absent."""
        tf = np.zeros((len(numbers), len(chosen)), np.float32)
        first = np.full((len(numbers), len(chosen)), 255, np.float32)
        wanted = chosen.astype(np.uint32)
        for row, number in enumerate(numbers.tolist()):
            start, end = int(self._text.starts[number]), int(self._text.starts[number + 1])
            ids = self._text.ids[start:end]
            at = ids.searchsorted(wanted)
            at[at == end - start] = 0
            held = ids[at] == wanted
            places = at[held] + start
            tf[row, held] = self._text.codes[places] >> 8
            first[row, held] = self._text.firsts[places]
        return tf, first

    def _word_signals(
        self, terms: Sequence[str], counted: Counter[str], tf: F4, df: F4, chosen: NDArray[np.int64]
    ) -> dict[str, F4]:
        idf, lengths = self._idf(df), LENGTHS[self._text.lengths[chosen]].astype(np.float32)
        ratio = lengths / self._average
        norm = tf / (tf + _K1 * (1 - _B + _B * ratio)) * (_K1 + 1)
        single = np.array([len(t) == 1 for t in terms], np.float32)
        often = np.array([1 + np.log(counted[t]) for t in terms], np.float32)
        bm = idf @ norm
        scale = np.float32(bm.max(initial=1e-9))
        likelihood = np.log1p(tf / (_MU * df[:, None] / len(self._text.ids))).sum(axis=0)
        likelihood -= len(terms) * np.log((lengths + _MU) / _MU)
        found = {
            "bm": bm / scale,
            "uni": (idf * single) @ norm / scale,
            "idf2": _scaled((idf * idf) @ norm),
            "law_idf": _scaled(self._law_idf(terms) @ norm),
            "often": _scaled((idf * often) @ norm),
            "long": idf @ (tf / (tf + 1.2 * (0.7 + 0.3 * ratio))) * 2.2 / scale,
            "once": idf @ (tf / (tf + 0.3 * (1 - _B + _B * ratio))) * 1.3 / scale,
            "likelihood": likelihood / np.float32(5 * len(terms)),
            "length": np.log(lengths / 2 + 10) / np.float32(5),
        }
        return {name: values.astype(np.float32, copy=False) for name, values in found.items()}

    def _law_numbers(self, terms: Sequence[str]) -> NDArray[np.int64]:
        return self._laws.find(np.array([term_key(t) for t in terms], np.uint64))

    def _law_idf(self, terms: Sequence[str]) -> F4:
        if not len(self._laws.lengths):
            return np.zeros(len(terms), np.float32)
        frequency = self._laws.frequencies(self._law_numbers(terms))
        idf: F4 = np.maximum(0, np.log(len(self._laws.lengths) / (frequency + 1)) + 1).astype(np.float32)
        return idf

    def _law_signals(self, terms: Sequence[str], bm: F4, chosen: NDArray[np.int64]) -> dict[str, F4]:
        groups = self._groups[chosen].astype(np.int64)
        sizes = self._law_sizes
        strong = np.log1p(np.bincount(groups, bm**4, len(sizes)))
        mean = np.bincount(groups, bm**2, len(sizes)) / (sizes + 5)
        found = {
            "law_strong": strong[groups],
            "law_mean": mean[groups],
            "law_size": np.log(np.maximum(1, sizes[groups])) / 5,
            "authority": self._authority[chosen] / 5,
        }
        for name, scorer in zip(("law_words", "law_words_even"), self._law_scorers, strict=True):
            found[name] = self._law_share(scorer, terms)[groups]
        found |= dict(zip(TRAITS, self._traits[chosen].T, strict=True))
        return {name: _centred(values.astype(np.float32), groups > 0) for name, values in found.items()}

    def _law_share(self, scorer: FieldScorer, terms: Sequence[str]) -> F4:
        scores = scorer.score((n, 1.0) for n in self._law_numbers(terms).tolist() if n >= 0)
        return np.concatenate([np.zeros(1, np.float32), _scaled(scores)])


def _place_signals(terms: Sequence[str], idf: F4, tf: F4, first: F4) -> dict[str, F4]:
    rarity = idf * np.array([len(t) == 2 for t in terms], np.float32)
    pair = rarity / np.float32(rarity.sum() or 1)
    held = tf > 0
    return {
        "covered": pair @ held.astype(np.float32),
        "opening": pair @ (held & (first < _OPENING)).astype(np.float32),
        "early": pair @ (held * np.exp(-first / 20)),
        "rather_early": pair @ (held * np.exp(-first / 80)),
        "rarest": (rarity[:, None] * held).max(axis=0, initial=0) / np.float32(8),
    }


def _scaled(values: NDArray[Any]) -> F4:
    result: F4 = (values / values.max(initial=1e-9)).astype(np.float32)
    return result


def _centred(values: F4, counts: NDArray[np.bool_]) -> F4:
    """Less the mean of those that count, 0 for the others: what is no article neither gains nor loses."""
    if not counts.any():
        return np.zeros_like(values)
    result: F4 = np.where(counts, values - values[counts].mean(), 0).astype(np.float32)
    return result
