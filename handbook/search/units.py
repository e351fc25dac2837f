"""Folded query -> the ways to read it as a sequence of units: characters, syllables, beginnings of syllables."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import product

from handbook.search.fold import is_han

MOST_UNITS = 24
_MOST_READINGS = 12
_LONGEST = 6
"""Letters of the longest syllable."""


class UnitKind(Enum):
    """What was typed at one place."""

    CHARACTER = "字"
    SYLLABLE = "音节"
    PART = "音节开头"
    ANY = "任一字"


@dataclass(frozen=True, slots=True)
class Unit:
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
    typed = letters.replace("ü", "v")
    for initial in "jqxy":
        typed = typed.replace(initial + "v", initial + "u")
    if len(typed) > MOST_UNITS * 3:
        return []
    starts = _beginnings(spoken)
    best: list[list[tuple[float, Reading]]] = [[] for _ in range(len(typed) + 1)]
    best[0].append((0.0, ()))
    for begin in range(len(typed)):
        for cost, reading in best[begin]:
            for end in range(begin + 1, min(len(typed), begin + _LONGEST) + 1):
                step = _step(typed[begin:end], end == len(typed), spoken, starts)
                if step:
                    best[end].append((cost + step[0], (*reading, step[1])))
        for end in range(begin + 1, min(len(typed), begin + _LONGEST) + 1):
            best[end] = heapq.nsmallest(_MOST_READINGS, best[end], key=_cost)
    return [reading for _, reading in best[-1]]


def _cost(entry: tuple[float, Reading]) -> tuple[float, int]:
    return round(entry[0], 6), len(entry[1])


def _step(
    piece: str, last: bool, spoken: frozenset[str], starts: frozenset[str]
) -> tuple[float, Unit] | None:
    if piece in spoken:
        return (1.0 if len(piece) > 1 else 1.5), Unit(UnitKind.SYLLABLE, piece)
    if piece not in starts:
        return None
    if last:
        return 1.1, Unit(UnitKind.PART, piece)
    return (1.6 if len(piece) == 1 or piece in ("zh", "ch", "sh") else 2.4), Unit(UnitKind.PART, piece)


_STARTS: dict[frozenset[str], frozenset[str]] = {}


def _beginnings(spoken: frozenset[str]) -> frozenset[str]:
    if spoken not in _STARTS:
        _STARTS.clear()
        _STARTS[spoken] = frozenset(s[:n] for s in spoken for n in range(1, len(s)))
    return _STARTS[spoken]
