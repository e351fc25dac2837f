"""Texts -> weights of terms for entries: soft-max regression, which holds to the very words."""

import numpy as np
from numpy.typing import NDArray

from handbook.search.tables.learned import WEIGHT_SHARPNESS
from handbook.search.tables.postings import F4
from handbook.search.writing.learned_texts import LearnedTexts, Moving, falling, summed, told_wrongly

_BATCH = 512
_ROUNDS = 10
_SPEED = 0.02
_DECAY = 0.006
"""How strongly weights are drawn to 0: what it learns by heart says nothing of callers to come."""
_SEED = 1


def learned_weights(texts: LearnedTexts, entries: int) -> tuple[F4, F4]:
    """Weights (terms × entries) and biases."""
    drawn = np.random.default_rng(_SEED)
    weights = Moving(np.zeros((len(texts.keys), entries), np.float32))
    biases = Moving(np.zeros(entries, np.float32))
    steps = _ROUNDS * -(-len(texts) // _BATCH)
    step = 0
    for _ in range(_ROUNDS):
        order = drawn.permutation(len(texts))
        for start in range(0, len(order), _BATCH):
            step += 1
            speed = falling(_SPEED, step, steps)
            slopes = _slopes(texts, order[start : start + _BATCH], weights.now, biases.now)
            slopes[0][...] += np.float32(2 * _DECAY) * weights.now
            weights.move(slopes[0], speed, step)
            biases.move(slopes[1], speed, step)
    return weights.now, biases.now


def _slopes(texts: LearnedTexts, batch: NDArray[np.int64], weights: F4, biases: F4) -> tuple[F4, F4]:
    rows, terms, shares = texts.shown(batch, WEIGHT_SHARPNESS)
    told = summed(rows, weights[terms] * shares[:, None], len(batch)) + biases
    wrong = told_wrongly(told, texts.columns[batch])
    by_term = np.argsort(terms, kind="stable")
    of_terms = summed(terms[by_term], wrong[rows[by_term]] * shares[by_term][:, None], len(weights))
    return of_terms, wrong.sum(axis=0)
