"""Reading of a query -> the places in the row of phrases where it stands, with how surely."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from handbook.search.tables.ordered import are_among
from handbook.search.tables.phrases import Phrases
from handbook.search.tables.weights import Weights
from handbook.search.words.shapes import looks_like
from handbook.search.words.sounds import READINGS, Sounds
from handbook.search.words.units import Unit, UnitKind

SURE = 0.95
"""Units at least so sure count as what was typed."""
_REMEMBERED = 2000
"""Units whose meaning is kept."""

Places = NDArray[np.int64]
Qualities = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """Places where a sequence begins; one row a place."""

    places: Places
    qualities: Qualities
    """Mean sureness of the units, 0–1."""
    exact: NDArray[np.bool_]
    """Whether every unit was found as typed."""
    sizes: NDArray[np.int64]
    """Characters covered."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What one unit may mean."""

    qualities: Qualities
    """Class of characters → sureness, 0 where the unit cannot mean it."""
    count: int
    """Places where it can stand."""


class SequenceFinder:
    """Finds sequences of units in the row; remembers what each unit means."""

    def __init__(self, phrases: Phrases, sounds: Sounds, weights: Weights) -> None:
        self.phrases = phrases
        self._sounds = sounds
        self._weights = weights
        self._other = np.array([1.0] + [weights.other_reading] * (READINGS - 1), np.float32)
        self._senses: OrderedDict[Unit, Sense] = OrderedDict()
        self._places: OrderedDict[Unit, Places] = OrderedDict()

    @property
    def wildcard(self) -> float:
        """Sureness of a unit that may be anything."""
        return self._weights.wildcard

    @property
    def spoken(self) -> frozenset[str]:
        """Syllables that can be typed."""
        return self._sounds.spoken

    def find(self, units: Sequence[Unit]) -> Found:
        """All places where `units` stand one after another within one phrase."""
        senses = [self.sense(u) for u in units]
        order = sorted(range(len(units)), key=lambda i: senses[i].count)
        classes, anchor = self.phrases.classes, order[0]
        places = self.places(units[anchor]) - anchor
        if anchor:
            places = places[places >= 0]
        total = lowest = senses[anchor].qualities[classes[places + anchor]]
        for index in order[1:]:
            quality = senses[index].qualities[classes[places + index]]
            kept = quality > 0
            places, quality = places[kept], quality[kept]
            if not len(places):
                return nowhere()
            total, lowest = total[kept] + quality, np.minimum(lowest[kept], quality)
        size = len(units)
        return Found(places, total / np.float32(size), lowest >= SURE, np.full(len(places), size))

    def sense(self, unit: Unit) -> Sense:
        """What `unit` may mean."""
        sense = self._senses.get(unit)
        if sense is None:
            if len(self._senses) >= _REMEMBERED:
                self._senses.popitem(last=False)
            sense = self._senses[unit] = self._new_sense(unit)
        return sense

    def places(self, unit: Unit) -> Places:
        """Places where `unit` can stand, ascending."""
        places = self._places.get(unit)
        if places is None:
            if len(self._places) >= _REMEMBERED // 4:
                self._places.popitem(last=False)
            possible = self.sense(unit).qualities > 0
            places = self._places[unit] = np.flatnonzero(possible[self.phrases.classes])
        return places

    def _new_sense(self, unit: Unit) -> Sense:
        phrases = self.phrases
        by_sound = self._by_sound(unit)
        qualities: Qualities = (by_sound[phrases.class_sounds] * self._other).max(axis=1, initial=0)
        if unit.kind is UnitKind.CHARACTER:
            qualities[phrases.class_codes == ord(unit.text)] = 1
        if unit.kind is UnitKind.ANY and unit.text:
            shapes = np.array(sorted(map(ord, looks_like(unit.text))), np.uint32)
            alike = are_among(phrases.class_codes, shapes)
            qualities[alike] = self._weights.lookalike
        return Sense(qualities, int(phrases.class_counts[qualities > 0].sum()))

    def _by_sound(self, unit: Unit) -> Qualities:
        """Sureness that `unit` means a character of each sound."""
        weights, sounds = self._weights, self._sounds
        table = np.zeros(len(sounds.syllables), np.float32)
        if unit.kind is UnitKind.ANY:
            table[1:] = weights.wildcard
        elif unit.kind is UnitKind.CHARACTER:
            _put(table, sounds, sounds.of_char(unit.text), weights.homophone, weights.fuzzy)
        elif unit.kind in (UnitKind.SYLLABLE, UnitKind.OPEN):
            _put(table, sounds, [sounds.number[unit.text]], 1.0, weights.fuzzy)
            going_on = weights.going_on if unit.kind is UnitKind.OPEN else weights.part_fuzzy
            longer = [n for n in sounds.beginning_with(unit.text) if table[n] < going_on]
            table[longer] = going_on
        else:
            numbers = sounds.beginning_with(unit.text)
            _put(table, sounds, numbers, weights.part, weights.part_fuzzy)
        table[0] = 0
        return table


def _put(table: Qualities, sounds: Sounds, numbers: Sequence[int], same: float, fuzzy: float) -> None:
    for number in numbers:
        alike = list(sounds.alike[number])
        table[alike] = np.maximum(table[alike], np.float32(fuzzy))
    table[list(numbers)] = same


def nowhere() -> Found:
    """No place."""
    return Found(np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, bool), np.zeros(0, np.int64))
