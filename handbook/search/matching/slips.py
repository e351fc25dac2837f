"""Reading of a query -> the places where it stands but for one slip: a unit wrong, too many, missing, or two swapped.

With one slip, either the first half of the units or the second half stands there unharmed (but for two swapped across
the middle): only those places are looked at. There, sums of sureness from the left and from the right give every possible slip at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from handbook.search.matching.sequences import Found, Places, Qualities, SequenceFinder, nowhere
from handbook.search.tables.ordered import distinct
from handbook.search.words.units import Unit, UnitKind

FEWEST = 3
"""Shorter sequences would match nearly anything."""
MOST = 8
_IMPOSSIBLE = np.float32(-1000)
_MOST_LOST = 0.05
"""Sureness that the other units may lack in all: one may sound alike …"""
_MOST_LOST_LONG = 0.4
"""… or two in a sequence of more than `_SHORT`."""
_SHORT = 4
_ANY = Unit(UnitKind.ANY, "")


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sureness of the units at each place, added up; _IMPOSSIBLE or less where some unit cannot stand there."""

    units: dict[int, Qualities]
    """Shift → (units, places): sureness of unit i at place + i + shift."""
    before: Qualities
    """(units + 1, places): of the units before i, unshifted."""
    after: dict[int, Qualities]
    """Shift → (units + 1, places): of the units from i on."""


def with_one_slip(finder: SequenceFinder, units: Sequence[Unit]) -> Found:
    """Every place where `units` fit with one slip; the likeliest slip at each. None for short or long ones."""
    size = len(units)
    if not FEWEST <= size <= MOST:
        return nowhere()
    places = _candidates(finder, units)
    if not len(places):
        return nowhere()
    sums = _sums(finder, units, places)
    wild = _wild(finder, places, size)
    lost = np.float32(_MOST_LOST if size <= _SHORT else _MOST_LOST_LONG)
    any_ = np.float32(finder.wildcard)
    kinds = [
        (_surely(_swapped(sums, units), size - lost), size),
        (_surely(_inserted(sums, wild), size + any_ - lost), size + 1),
        (_surely(_wrong(sums, _instead(finder, units, places)), size - 1 + any_ - lost), size),
        (_surely(_surplus(sums, size), size - 1 - lost), size - 1),
    ]
    values = np.array([total / np.float32(length) for total, length in kinds], np.float32)
    best = values.argmax(axis=0)
    quality = values[best, np.arange(len(places))]
    kept = quality > 0
    sizes = np.array([length for _, length in kinds])[best[kept]]
    return Found(places[kept], quality[kept], np.zeros(int(kept.sum()), bool), sizes)


def _candidates(finder: SequenceFinder, units: Sequence[Unit]) -> Places:
    """Places where the sequence may begin, ascending."""
    half = len(units) // 2
    front = finder.find(units[:half]).places
    back = finder.find(units[half:]).places - half
    swapped = (*units[: half - 1], units[half], units[half - 1], *units[half + 1 :])  # harms both halves
    middle = finder.find(swapped).places
    places = distinct(np.concatenate([front, back - 1, back, back + 1, middle]))
    return places[places >= 0]


def _sums(finder: SequenceFinder, units: Sequence[Unit], places: Places) -> _Sums:
    size, classes = len(units), finder.phrases.classes
    around = [classes[np.maximum(places + shift, 0)] for shift in range(-1, size + 1)]
    shifted: dict[int, Qualities] = {}
    for shift in (-1, 0, 1):
        rows = [finder.sense(u).qualities[around[i + shift + 1]] for i, u in enumerate(units)]
        found = np.array(rows, np.float32)
        shifted[shift] = np.where(found > 0, found, _IMPOSSIBLE)
    none = np.zeros((1, len(places)), np.float32)
    before = np.concatenate([none, np.cumsum(shifted[0], axis=0)])
    after = {s: np.concatenate([np.cumsum(v[::-1], axis=0)[::-1], none]) for s, v in shifted.items()}
    return _Sums(shifted, before, after)


def _wild(finder: SequenceFinder, places: Places, size: int) -> Qualities:
    """(units, places): sureness of any character at place + i, _IMPOSSIBLE beside the phrase."""
    any_ = finder.sense(_ANY).qualities
    found = np.array([any_[finder.phrases.classes[places + i]] for i in range(size)], np.float32)
    return np.where(found > 0, found, _IMPOSSIBLE)


def _instead(finder: SequenceFinder, units: Sequence[Unit], places: Places) -> Qualities:
    """(units, places): sureness of the character at place + i instead of unit i, however it was mistaken."""
    classes = finder.phrases.classes
    anything = [Unit(UnitKind.ANY, u.text if u.kind is UnitKind.CHARACTER else "") for u in units]
    rows = [finder.sense(a).qualities[classes[places + i]] for i, a in enumerate(anything)]
    found = np.array(rows, np.float32)
    return np.where(found > 0, found, _IMPOSSIBLE)


def _swapped(sums: _Sums, units: Sequence[Unit]) -> Qualities:
    """Units i and i + 1 stand in each other's place."""
    forward, back = sums.units[1][:-1], sums.units[-1][1:]
    total: NDArray[np.float32] = sums.before[:-2] + forward + back + sums.after[0][2:]
    same = np.array([a == b for a, b in pairwise(units)])
    total[same] = _IMPOSSIBLE
    return _best(total)


def _inserted(sums: _Sums, wild: Qualities) -> Qualities:
    """One character was left out before unit i, which is not the first."""
    return _best(sums.before[1:-1] + wild[1:] + sums.after[1][1:-1])


def _wrong(sums: _Sums, wild: Qualities) -> Qualities:
    """Unit i is another character; in short sequences one in the middle."""
    total = sums.before[:-1] + wild + sums.after[0][1:]
    return _best(total if len(wild) > FEWEST else total[1:-1])


def _surplus(sums: _Sums, size: int) -> Qualities:
    """Unit i was not meant."""
    total = sums.before[:-1] + sums.after[-1][1:]
    if size <= FEWEST:
        total = np.full_like(total, _IMPOSSIBLE)
    return _best(total)


def _surely(totals: Qualities, least: np.float32) -> Qualities:
    """`totals` where they reach `least`: a slip beside other doubts would match nearly anything."""
    return np.where(totals >= least, totals, _IMPOSSIBLE)


def _best(totals: Qualities) -> Qualities:
    """(slips, places) → the best slip at each place."""
    best: Qualities = totals.max(axis=0)
    return best
