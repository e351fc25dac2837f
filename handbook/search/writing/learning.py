"""Entries with what they are called and asked for -> weights that tell them apart: soft-max regression over terms.

Naive Bayes (`matching/likelihood.py`) counts what is said of each entry by itself; here a term weighs by what it tells of one
entry beside all others. Minutes of a developer's machine: it is learned when the program is built, not where it is used.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from handbook.search.source.documents import Document
from handbook.search.tables.field_texts import head_of
from handbook.search.tables.learned import SHARPNESS, Learned
from handbook.search.tables.postings import F4
from handbook.search.words.fold import Folding
from handbook.search.words.terms import term_key, terms_of

_FEWEST = 2
"""Texts in which a term stands at least."""
_BATCH = 512
_ROUNDS = 10
_SPEED = 0.02
_DECAY = 0.006
"""How strongly weights are drawn to 0: what it learns by heart says nothing of callers to come."""
_SEED = 1


def learn(
    documents: Sequence[Document], folding: Folding, sayings: Mapping[str, Sequence[str]] | None = None
) -> Learned | None:
    """From the entries that say how they are asked for, and what else callers of each say (`sayings`, by its id).

    None where there are fewer than two. The same entries and sayings give the same.
    """
    told = [(d.id, head_of(d).splitlines()) for d in documents]
    told = [(entry_id, [*lines, *(sayings or {}).get(entry_id, ())]) for entry_id, lines in told if lines]
    if len(told) < 2:
        return None
    said = [
        (column, np.unique(np.array([term_key(t) for t in terms_of(folding.fold(line))], np.uint64)))
        for column, (_, lines) in enumerate(told)
        for line in dict.fromkeys(lines)
    ]
    texts = _Texts([keys for _, keys in said], np.array([column for column, _ in said]))
    weights, biases = _fit(texts, len(told))
    return Learned.told_by(tuple(entry_id for entry_id, _ in told), texts.keys, texts.rarity, weights, biases)


class _Texts:
    """Texts as rows of terms, each term with its share of the row."""

    def __init__(self, rows: Sequence[NDArray[np.uint64]], columns: NDArray[np.int64]) -> None:
        keys, frequencies = np.unique(np.concatenate(rows), return_counts=True)
        self.keys = keys[frequencies >= _FEWEST]
        self.rarity: F4 = np.sqrt(np.log(len(rows) / frequencies[frequencies >= _FEWEST])).astype(np.float32)
        kept = [np.searchsorted(self.keys, row[np.isin(row, self.keys)]) for row in rows]
        full = [number for number, row in enumerate(kept) if len(row)]
        self.terms = [kept[number] for number in full]
        self.columns = columns[full]
        self.shares = [_unit(self.rarity[row]) for row in self.terms]

    def __len__(self) -> int:
        return len(self.terms)


def _unit(values: F4) -> F4:
    unit: F4 = values / np.float32(np.sqrt(np.dot(values, values)) + 1e-9)
    return unit


def _fit(texts: _Texts, entries: int) -> tuple[F4, F4]:
    """Weights (terms × entries) and biases, by Adam."""
    drawn = np.random.default_rng(_SEED)
    weights, biases = _Moving((len(texts.keys), entries)), _Moving((entries,))
    steps = _ROUNDS * -(-len(texts) // _BATCH)
    step = 0
    for _ in range(_ROUNDS):
        order = drawn.permutation(len(texts))
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            step += 1
            speed = _SPEED * 0.5 * (1 + np.cos(np.pi * (step - 1) / steps))
            slopes = _slopes(texts, batch, weights.now, biases.now)
            slopes[0][...] += np.float32(2 * _DECAY) * weights.now
            weights.move(slopes[0], speed, step)
            biases.move(slopes[1], speed, step)
    return weights.now, biases.now


def _slopes(texts: _Texts, batch: NDArray[np.int64], weights: F4, biases: F4) -> tuple[F4, F4]:
    terms = np.concatenate([texts.terms[n] for n in batch])
    shares = np.concatenate([texts.shares[n] for n in batch]) * np.float32(SHARPNESS)
    sizes = np.array([len(texts.terms[n]) for n in batch])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    told = np.add.reduceat(weights[terms] * shares[:, None], starts) + biases
    told -= told.max(axis=1, keepdims=True)
    np.exp(told, out=told)
    told /= told.sum(axis=1, keepdims=True)
    told[np.arange(len(batch)), texts.columns[batch]] -= 1
    told /= np.float32(len(batch))
    slopes = np.zeros_like(weights)
    by_term = np.argsort(terms, kind="stable")
    rows = np.repeat(np.arange(len(batch)), sizes)[by_term]
    ordered = terms[by_term]
    firsts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    slopes[ordered[firsts]] = np.add.reduceat(told[rows] * shares[by_term][:, None], firsts)
    return slopes, told.sum(axis=0)


class _Moving:
    """Values on their way, with the means of their slopes."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.now: F4 = np.zeros(shape, np.float32)
        self._mean = np.zeros(shape, np.float32)
        self._square = np.zeros(shape, np.float32)

    def move(self, slope: F4, speed: float, step: int) -> None:
        self._mean *= np.float32(0.9)
        self._mean += np.float32(0.1) * slope
        np.square(slope, out=slope)
        slope *= np.float32(0.001)
        self._square *= np.float32(0.999)
        self._square += slope
        np.divide(self._square, np.float32(1 - 0.999**step), out=slope)
        np.sqrt(slope, out=slope)
        slope += np.float32(1e-8)
        np.divide(self._mean, slope, out=slope)
        slope *= np.float32(speed / (1 - 0.9**step))
        self.now -= slope
