"""What was learned of how callers of each entry speak: weights of terms for entries, as arrays of one file."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from handbook.search.flat_file import Arrays
from handbook.search.tables.postings import F4

SHARPNESS = 30.0
"""What the sum over the terms of a sentence, whose weights have the length 1 together, is multiplied by."""
_STEPS = 127
"""A weight is kept as so many parts of the greatest one of its term."""


@dataclass(frozen=True)
class Learned:
    """Terms × entries: how much likelier a term makes each entry."""

    ids: tuple[str, ...]
    """The entries, in the order of the columns."""
    keys: NDArray[np.uint64]
    """Of the terms, ascending (`term_key`)."""
    rarity: F4
    """What each term counts beside the others of a sentence."""
    weights: NDArray[np.int8]
    """Terms × entries, as parts of `steps`."""
    steps: F4
    """The unit of each term's weights."""
    biases: F4
    """What each entry has before anything is said."""

    @classmethod
    def told_by(
        cls, ids: tuple[str, ...], keys: NDArray[np.uint64], rarity: F4, weights: F4, biases: F4
    ) -> Self:
        """From weights as they were learned: terms × entries."""
        steps = np.abs(weights).max(axis=1) / np.float32(_STEPS) + np.float32(1e-12)
        kept = np.rint(weights / steps[:, None]).astype(np.int8)
        return cls(ids, keys, rarity.astype("<f4"), kept, steps.astype("<f4"), biases.astype("<f4"))

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        """From the arrays of a file; ValueError or KeyError where they do not belong together."""
        found = cls(
            ids=tuple(arrays["ids"].tobytes().decode().split("\n")),
            keys=arrays["keys"],
            rarity=arrays["rarity"],
            weights=arrays["weights"],
            steps=arrays["steps"],
            biases=arrays["biases"],
        )
        terms, entries = len(found.keys), len(found.ids)
        if found.weights.shape != (terms, entries) or len(found.rarity) != terms or len(found.steps) != terms:
            raise ValueError("weights, terms and entries do not belong together")
        if len(found.biases) != entries:
            raise ValueError("biases and entries do not belong together")
        return found

    def arrays(self) -> dict[str, NDArray[Any]]:
        """For a file."""
        return {
            "ids": np.frombuffer("\n".join(self.ids).encode(), np.uint8),
            "keys": self.keys.astype("<u8"),
            "rarity": self.rarity,
            "weights": self.weights,
            "steps": self.steps,
            "biases": self.biases,
        }

    def likelihoods(self, keys: NDArray[np.uint64]) -> F4 | None:
        """Logarithm of how likely each entry is for whoever says the terms `keys`, each of them once; None where it knows none."""
        if not len(self.keys):
            return None
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = np.sort(places[self.keys[places] == keys])
        if not len(known):
            return None
        shares = self.rarity[known]
        shares = shares / np.float32(np.sqrt(np.dot(shares, shares)) + 1e-9)
        told = (shares * self.steps[known]) @ self.weights[known].astype(np.float32)
        told = np.float32(SHARPNESS) * told + self.biases
        told -= told.max()
        likely: F4 = (told - np.log(np.exp(told).sum())).astype(np.float32)
        return likely

    @cached_property
    def column_by_id(self) -> dict[str, int]:
        """Entry → its column."""
        return {entry_id: column for column, entry_id in enumerate(self.ids)}
