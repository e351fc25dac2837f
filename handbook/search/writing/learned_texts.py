"""Texts that are learned from, as rows of terms; and values that are learned, by Adam."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from handbook.search.tables.postings import F4

_FEWEST = 3
"""Texts in which a term stands at least …"""
_FEWEST_OF_FEW = 2
"""… where there are fewer texts than `_MANY`."""
_MANY = 1000


class LearnedTexts:
    """Texts as rows of terms, each of one entry."""

    def __init__(self, rows: Sequence[NDArray[np.uint64]], columns: NDArray[np.int64]) -> None:
        """`rows`: keys of the terms of each text, each once; `columns`: the entry that each is of."""
        keys, frequencies = np.unique(np.concatenate(rows), return_counts=True)
        often = frequencies >= (_FEWEST if len(rows) >= _MANY else _FEWEST_OF_FEW)
        self.keys = keys[often]
        self.rarity: F4 = np.sqrt(np.log(len(rows) / frequencies[often])).astype(np.float32)
        kept = [np.searchsorted(self.keys, row[np.isin(row, self.keys)]) for row in rows]
        full = [number for number, row in enumerate(kept) if len(row)]
        self.terms = [kept[number] for number in full]
        self.columns = columns[full]

    def __len__(self) -> int:
        return len(self.terms)

    def shown(
        self, batch: NDArray[np.int64], sharpness: float, kept: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], F4]:
        """(row, term, share) of the texts of `batch`, by row; of the terms that are `kept` alone, in that order."""
        sizes = self.sizes(batch)
        rows = np.repeat(np.arange(len(batch)), sizes)
        terms = np.concatenate([self.terms[n] for n in batch])
        if kept is not None:
            rows, terms = rows[kept], terms[kept]
        shares = self.rarity[terms]
        lengths = np.sqrt(np.bincount(rows, shares * shares, len(batch))).astype(np.float32)
        return rows, terms, shares / (lengths[rows] + np.float32(1e-9)) * np.float32(sharpness)

    def sizes(self, batch: NDArray[np.int64]) -> NDArray[np.int64]:
        """Terms of each text of `batch`."""
        return np.array([len(self.terms[n]) for n in batch])


def told_wrongly(told: F4, columns: NDArray[np.int64]) -> F4:
    """How much too likely each entry was told, for each text; shares of the mean over the texts."""
    told -= told.max(axis=1, keepdims=True)
    np.exp(told, out=told)
    told /= told.sum(axis=1, keepdims=True)
    told[np.arange(len(columns)), columns] -= 1
    told /= np.float32(len(columns))
    return told


def summed(rows: NDArray[np.int64], values: F4, count: int) -> F4:
    """Values of each row added up; `rows` ascending, and 0 where a row has none."""
    found = np.zeros((count, values.shape[1]), np.float32)
    if len(rows):
        firsts = np.flatnonzero(np.concatenate([[True], rows[1:] != rows[:-1]]))
        found[rows[firsts]] = np.add.reduceat(values, firsts)
    return found


class Moving:
    """Values on their way, with the means of their slopes."""

    def __init__(self, values: F4) -> None:
        self.now = values
        self._mean = np.zeros_like(values)
        self._square = np.zeros_like(values)

    def move(self, slope: F4, speed: float, step: int) -> None:
        """A step of Adam against `slope`, which is used up."""
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


def falling(most: float, step: int, steps: int) -> float:
    """How fast to learn at a step: from `most` to 0 along a cosine."""
    return float(most * 0.5 * (1 + np.cos(np.pi * (step - 1) / steps)))
