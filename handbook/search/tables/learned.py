"""What was learned of how callers of each entry speak, by two learners, as arrays of one file."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from handbook.search.flat_file import Arrays
from handbook.search.tables.postings import F4

WEIGHT_SHARPNESS = 30.0
"""What the sum over the terms of a sentence, whose shares have the length 1 together, is multiplied by …"""
FEATURE_SHARPNESS = 8.0
"""… and the same where features are made of them."""
_STEPS = 15
"""A weight is kept as so many parts of the greatest one of its term."""


@dataclass(frozen=True)
class Parts:
    """Terms × columns, in a byte each."""

    values: NDArray[np.int8]
    """As parts of `units`."""
    units: F4
    """Of each term."""

    @classmethod
    def of(cls, weights: F4) -> Self:
        """From weights as they were learned."""
        units = np.abs(weights).max(axis=1) / np.float32(_STEPS) + np.float32(1e-12)
        return cls(np.rint(weights / units[:, None]).astype(np.int8), units.astype("<f4"))

    def summed(self, terms: NDArray[np.int64], shares: F4) -> F4:
        """The sum over `terms`, each with its share."""
        found: F4 = (shares * self.units[terms]) @ self.values[terms].astype(np.float32)
        return found


@dataclass(frozen=True)
class Learned:
    """How much likelier a sentence makes each entry."""

    ids: tuple[str, ...]
    """The entries, in the order of the columns."""
    keys: NDArray[np.uint64]
    """Of the terms, ascending (`term_key`)."""
    rarity: F4
    """What each term counts beside the others of a sentence."""
    weights: Parts
    """Terms × entries: what holds to the very words."""
    weight_biases: F4
    """What each entry has before anything is said."""
    features: Parts
    """Terms × features: what entries share."""
    entries: F4
    """Features × entries."""
    feature_biases: F4

    @classmethod
    def told_by(
        cls,
        ids: tuple[str, ...],
        keys: NDArray[np.uint64],
        rarity: F4,
        by_weights: tuple[F4, F4],
        by_features: tuple[F4, F4, F4],
    ) -> Self:
        """From what was learned: (terms × entries, biases), (terms × features, features × entries, biases)."""
        return cls(
            ids=ids,
            keys=keys,
            rarity=rarity.astype("<f4"),
            weights=Parts.of(by_weights[0]),
            weight_biases=by_weights[1].astype("<f4"),
            features=Parts.of(by_features[0]),
            entries=by_features[1].astype("<f4"),
            feature_biases=by_features[2].astype("<f4"),
        )

    @classmethod
    def of(cls, arrays: Arrays) -> Self:
        """From the arrays of a file; ValueError or KeyError where they do not belong together."""
        found = cls(
            ids=tuple(arrays["ids"].tobytes().decode().split("\n")),
            keys=arrays["keys"],
            rarity=arrays["rarity"],
            weights=Parts(arrays["weights"], arrays["weight_units"]),
            weight_biases=arrays["weight_biases"],
            features=Parts(arrays["features"], arrays["feature_units"]),
            entries=arrays["entries"],
            feature_biases=arrays["feature_biases"],
        )
        terms, entries, width = len(found.keys), len(found.ids), len(found.entries)
        lengths = {len(found.rarity), len(found.weights.units), len(found.features.units)}
        if lengths != {terms} or found.weights.values.shape != (terms, entries):
            raise ValueError("weights, terms and entries do not belong together")
        if found.features.values.shape != (terms, width) or found.entries.shape != (width, entries):
            raise ValueError("features, terms and entries do not belong together")
        if {len(found.weight_biases), len(found.feature_biases)} != {entries}:
            raise ValueError("biases and entries do not belong together")
        return found

    def arrays(self) -> dict[str, NDArray[Any]]:
        """For a file."""
        return {
            "ids": np.frombuffer("\n".join(self.ids).encode(), np.uint8),
            "keys": self.keys.astype("<u8"),
            "rarity": self.rarity,
            "weights": self.weights.values,
            "weight_units": self.weights.units,
            "weight_biases": self.weight_biases,
            "features": self.features.values,
            "feature_units": self.features.units,
            "entries": self.entries,
            "feature_biases": self.feature_biases,
        }

    def likelihoods(self, keys: NDArray[np.uint64]) -> F4 | None:
        """Logarithm of how likely each entry is for whoever says the terms `keys`, each of them once; None where it knows none.

        The mean of what both learners say.
        """
        if not len(self.keys):
            return None
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = np.sort(places[self.keys[places] == keys])
        if not len(known):
            return None
        shares = self.rarity[known]
        shares = shares / np.float32(np.sqrt(np.dot(shares, shares)) + 1e-9)
        by_weights = self.weights.summed(known, shares * np.float32(WEIGHT_SHARPNESS)) + self.weight_biases
        seen = np.maximum(self.features.summed(known, shares * np.float32(FEATURE_SHARPNESS)), 0)
        by_features = seen @ self.entries + self.feature_biases
        told: F4 = (_likely(by_weights) + _likely(by_features)) / np.float32(2)
        return _likely(told)

    @cached_property
    def column_by_id(self) -> dict[str, int]:
        """Entry → its column."""
        return {entry_id: column for column, entry_id in enumerate(self.ids)}


def _likely(told: F4) -> F4:
    told = told - told.max()
    likely: F4 = (told - np.log(np.exp(told).sum())).astype(np.float32)
    return likely
