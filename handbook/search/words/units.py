"""Folded query -> the ways to read it as a sequence of units: characters, syllables, beginnings of syllables."""

import heapq
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from handbook.search.words.fold import is_han

MOST_UNITS = 24
_MOST_READINGS = 12
_LONGEST = 6
"""Letters of the longest syllable."""

_IN_PASSPORTS = {"lyu": "lv", "nyu": "nv", "lyue": "lve", "nyue": "nve"}


class UnitKind(IntEnum):
    """What was typed at one place."""

    CHARACTER = 0
    SYLLABLE = 1
    PART = 2
    """Beginning of a syllable."""
    ANY = 3
    """Any character, likelier one that looks like the one typed, if there is a text."""
    OPEN = 4
    """A whole syllable at the end, which may go on."""


class Unit(NamedTuple):
    """One place of a reading: `text` as typed."""

    kind: UnitKind
    text: str


Reading = tuple[Unit, ...]


def readings(folded: str, spoken: frozenset[str]) -> list[Reading]:
    """The likeliest readings of the whole query, best first; [] where it is empty or too long."""
    pieces = [_piece(p, spoken) for p in _split(folded)]
    if not pieces:
        return []
    combined: list[Reading] = [()]
    for alternatives in pieces:
        combined = [a + b for a, b in product(combined, alternatives)][: _MOST_READINGS * 2]
    return [r for r in combined if 0 < len(r) <= MOST_UNITS][:_MOST_READINGS]


def _split(folded: str) -> Iterable[str]:
    """Runs of ASCII letters, and every other letter or digit alone; the rest is left out."""
    run = ""
    for char in folded:
        if char.isascii() and char.isalpha():
            run += char
            continue
        if run:
            yield run
            run = ""
        if char.isalnum():
            yield char
    if run:
        yield run


def _piece(piece: str, spoken: frozenset[str]) -> list[Reading]:
    if is_han(piece[0]) or not (piece.isascii() and piece.isalpha()):
        return [(Unit(UnitKind.CHARACTER, piece),)]
    found = syllable_readings(piece, spoken)
    literal = tuple(Unit(UnitKind.CHARACTER, c) for c in piece)
    return [*found, literal] if len(piece) <= MOST_UNITS else found


def syllable_readings(letters: str, spoken: frozenset[str]) -> list[Reading]:
    """Ways to cut `letters` into syllables and beginnings of syllables, likeliest first."""
    return [reading for _, reading in syllable_cuts(letters, spoken)]


def syllable_cuts(letters: str, spoken: frozenset[str]) -> list[tuple[float, Reading]]:
    """The same with their costs; a whole syllable costs least."""
    typed = letters.replace("ü", "v")
    for initial in "jqxy":
        typed = typed.replace(initial + "v", initial + "u")
    if len(typed) > MOST_UNITS * 3:
        return []
    for size in range(1, len(typed)):  # so that no recursion is deep
        _cuts(typed[:size], spoken)
    return _extended(typed, spoken, last=True)


@lru_cache(maxsize=4096)
def _cuts(letters: str, spoken: frozenset[str]) -> tuple[tuple[float, Reading], ...]:
    """The cheapest cuts of a beginning of what was typed; kept, since the next letter builds on them."""
    return tuple(_extended(letters, spoken, last=False)) if letters else ((0.0, ()),)


def _extended(letters: str, spoken: frozenset[str], *, last: bool) -> list[tuple[float, Reading]]:
    found = []
    for size in range(min(_LONGEST, len(letters)), 0, -1):
        step = _step(letters[-size:], last, spoken)
        if step:
            found += [(cost + step[0], (*r, step[1])) for cost, r in _cuts(letters[:-size], spoken)]
    return heapq.nsmallest(_MOST_READINGS, found, key=_cost)


def _cost(entry: tuple[float, Reading]) -> tuple[float, int]:
    return round(entry[0], 6), len(entry[1])


@lru_cache(maxsize=4096)
def _step(piece: str, last: bool, spoken: frozenset[str]) -> tuple[float, Unit] | None:
    piece = _IN_PASSPORTS.get(piece, piece)
    if piece in spoken:
        kind = UnitKind.OPEN if last else UnitKind.SYLLABLE
        return (1.0 if len(piece) > 1 else 1.5), Unit(kind, piece)
    if piece not in _beginnings(spoken):
        return None
    if last:
        return 1.1, Unit(UnitKind.PART, piece)
    return (1.6 if len(piece) == 1 or piece in ("zh", "ch", "sh") else 2.4), Unit(UnitKind.PART, piece)


@lru_cache(maxsize=4)
def _beginnings(spoken: frozenset[str]) -> frozenset[str]:
    return frozenset(s[:n] for s in spoken for n in range(1, len(s)))
