"""Reading of a query -> the places in the row of phrases where it stands, with how surely."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from handbook.search.phrases import Phrases
from handbook.search.sounds import READINGS, Sounds
from handbook.search.units import Unit, UnitKind
from handbook.search.weights import Weights

_SURE = 0.95
"""Units at least so sure count as what was typed."""


@dataclass(frozen=True, slots=True)
class Found:
    """Places where a sequence begins; one row a place."""

    places: NDArray[np.int64]
    qualities: NDArray[np.float32]
    """Mean sureness of the units, 0–1."""
    exact: NDArray[np.bool_]
    """Whether every unit was found as typed."""
    size: int
    """Characters covered."""


class SequenceFinder:
    """Finds sequences of units in the row; remembers what each unit means."""

    def __init__(self, phrases: Phrases, sounds: Sounds, weights: Weights) -> None:
        self._phrases, self._sounds, self._weights = phrases, sounds, weights
        self._counts = np.diff(phrases.place_starts)
        self._other = np.array([1.0] + [weights.other_reading] * (READINGS - 1), np.float32)
        self._tables: dict[Unit, NDArray[np.float32]] = {}
        self._costs: dict[Unit, int] = {}
        self._anchors: dict[Unit, NDArray[np.int64]] = {}

    @property
    def spoken(self) -> frozenset[str]:
        """Syllables that can be typed."""
        return self._sounds.spoken

    def find(self, units: Sequence[Unit]) -> Found:
        """All places where `units` stand one after another within one phrase."""
        tables = [self._table(u) for u in units]
        costs = [self._cost(u, t) for u, t in zip(units, tables, strict=True)]
        anchor = costs.index(min(costs))
        places = self._places(units[anchor], tables[anchor]) - anchor
        places = places[places >= 0]
        total, exact = np.zeros(len(places), np.float32), np.ones(len(places), bool)
        for index in sorted(range(len(units)), key=lambda i: costs[i]):
            quality = self._qualities(places + index, units[index], tables[index])
            kept = quality > 0
            places, total, exact = (
                places[kept],
                total[kept] + quality[kept],
                exact[kept] & (quality[kept] >= _SURE),
            )
            if not len(places):
                return _nothing(len(units))
        places, first = np.unique(places, return_index=True)
        return Found(places, total[first] / np.float32(len(units)), exact[first], len(units))

    def _cost(self, unit: Unit, table: NDArray[np.float32]) -> int:
        cost = self._costs.get(unit)
        if cost is None:
            cost = self._costs[unit] = int(self._counts[table[:-1] > 0].sum())
        return cost

    def _places(self, unit: Unit, table: NDArray[np.float32]) -> NDArray[np.int64]:
        """Places where `unit` can stand; one that can be read in several ways may come twice."""
        places = self._anchors.get(unit)
        if places is None:
            sounds = np.flatnonzero(table[:-1] > 0).tolist()
            found = [self._phrases.with_sound(s) for s in sounds] or [np.zeros(0, np.uint32)]
            if len(self._anchors) > 500:
                self._anchors.clear()
            places = self._anchors[unit] = np.concatenate(found).astype(np.int64)
        return places

    def _qualities(
        self, places: NDArray[np.int64], unit: Unit, table: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        quality: NDArray[np.float32] = (table[self._phrases.sounds[places]] * self._other).max(axis=1)
        if unit.kind is UnitKind.CHARACTER:
            quality[self._phrases.codes[places] == ord(unit.text)] = 1
        return quality

    def _table(self, unit: Unit) -> NDArray[np.float32]:
        """Sureness that `unit` means a character of each sound."""
        table = self._tables.get(unit)
        if table is None:
            if len(self._tables) > 4000:
                self._tables.clear()
                self._costs.clear()
            table = self._tables[unit] = self._new_table(unit)
        return table

    def _new_table(self, unit: Unit) -> NDArray[np.float32]:
        weights, sounds = self._weights, self._sounds
        table = np.zeros(len(sounds.syllables) + 1, np.float32)
        if unit.kind is UnitKind.ANY:
            table[1:-1] = weights.wildcard
            return table
        if unit.kind is UnitKind.CHARACTER:
            _put(table, sounds, sounds.of_char(unit.text), weights.homophone, weights.fuzzy)
        elif unit.kind is UnitKind.SYLLABLE:
            _put(table, sounds, [sounds.number[unit.text]], 1.0, weights.fuzzy)
            longer = [n for n in sounds.beginning_with(unit.text) if table[n] == 0]
            table[longer] = weights.part_fuzzy
        else:
            numbers = sounds.beginning_with(unit.text)
            _put(table, sounds, numbers, weights.part, weights.part_fuzzy)
        table[0] = 0
        return table


def _put(
    table: NDArray[np.float32], sounds: Sounds, numbers: Sequence[int], same: float, fuzzy: float
) -> None:
    for number in numbers:
        alike = list(sounds.alike[number])
        table[alike] = np.maximum(table[alike], np.float32(fuzzy))
    table[list(numbers)] = same


def _nothing(size: int) -> Found:
    return Found(np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, bool), size)
