"""Texts -> a small network, which brings the terms of a sentence together into features that entries share.

So a word helps wherever its like was said. In each round most terms of a text are hidden from it: it learns to do with a few, as
callers give them.
"""

import numpy as np
from numpy.typing import NDArray

from handbook.search.tables.learned import FEATURE_SHARPNESS
from handbook.search.writing.learned_texts import LearnedTexts, Moving, falling, summed, told_wrongly

WIDTH = 256
_BATCH = 512
_ROUNDS = 14
_SPEED = 0.003
_HIDDEN_TERMS = 0.6
"""Share of the terms that is hidden in a round, of texts with more than `_SHORT`."""
_SHORT = 3
_HIDDEN_FEATURES = 0.3
_FIRST_SPREAD = 0.05
_SEED = 1


class Features:
    """Terms → features that are never below 0 → entries, by soft-max; learned by Adam."""

    def __init__(self, terms: int, entries: int) -> None:
        self._drawn = np.random.default_rng(_SEED)
        edge = 1 / np.sqrt(WIDTH)
        first = self._drawn.standard_normal((terms, WIDTH)) * _FIRST_SPREAD
        self.of_terms = Moving(first.astype(np.float32))
        self.to_entries = Moving(self._drawn.uniform(-edge, edge, (WIDTH, entries)).astype(np.float32))
        self.biases = Moving(np.zeros(entries, np.float32))

    def train(self, texts: LearnedTexts) -> None:
        """Go through all texts in each round, in an order of its own."""
        steps = _ROUNDS * -(-len(texts) // _BATCH)
        step = 0
        for _ in range(_ROUNDS):
            order = self._drawn.permutation(len(texts))
            for start in range(0, len(order), _BATCH):
                step += 1
                self._learn(texts, order[start : start + _BATCH], falling(_SPEED, step, steps), step)

    def _learn(self, texts: LearnedTexts, batch: NDArray[np.int64], speed: float, step: int) -> None:
        """Move all weights a step against what was told wrongly of the texts of `batch`."""
        sizes = texts.sizes(batch)
        is_short = np.repeat(sizes <= _SHORT, sizes)
        kept = (self._drawn.random(len(is_short)) >= _HIDDEN_TERMS) | is_short
        rows, terms, shares = texts.shown(batch, FEATURE_SHARPNESS, kept)
        found = summed(rows, self.of_terms.now[terms] * shares[:, None], len(batch))
        is_left = self._drawn.random(found.shape) >= _HIDDEN_FEATURES
        lets = ((found > 0) & is_left).astype(np.float32) / np.float32(1 - _HIDDEN_FEATURES)
        seen = found * lets
        wrong = told_wrongly(seen @ self.to_entries.now + self.biases.now, texts.columns[batch])
        back = (wrong @ self.to_entries.now.T) * lets
        by_term = np.argsort(terms, kind="stable")
        slopes = summed(terms[by_term], back[rows[by_term]] * shares[by_term][:, None], len(texts.keys))
        self.of_terms.move(slopes, speed, step)
        self.to_entries.move(seen.T @ wrong, speed, step)
        self.biases.move(wrong.sum(axis=0), speed, step)
