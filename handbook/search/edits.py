"""Analysis -> readings with one slip mended: a unit too many, one missing, two swapped, or one wrong."""

from collections.abc import Iterator

from handbook.search.analysis import Analysis
from handbook.search.units import Reading, Unit, UnitKind, syllable_readings

_FEWEST = 3
"""Shorter sequences would match nearly anything."""
_MOST = 8
_LETTERS = 5
_MOST_LETTERS = 24
ANY = Unit(UnitKind.ANY, "")


def edited(analysis: Analysis, spoken: frozenset[str]) -> list[Reading]:
    """Each reading once; none where the query is too short or too long for guesses."""
    found: dict[Reading, None] = {}
    for reading in analysis.readings[:3]:
        if _FEWEST <= len(reading) <= _MOST and any(u.kind is UnitKind.CHARACTER for u in reading):
            found |= dict.fromkeys(_mended(reading))
    letters = analysis.folded.replace(" ", "")
    if letters.isascii() and letters.isalpha():
        found |= dict.fromkeys(r for v in mended_letters(letters) for r in syllable_readings(v, spoken)[:2])
    return list(found)


def _mended(units: Reading) -> Iterator[Reading]:
    last = len(units) - 1
    for at in range(len(units)):
        if at < last and units[at] != units[at + 1]:
            yield (*units[:at], units[at + 1], units[at], *units[at + 2 :])
        if at > 0:
            yield (*units[:at], ANY, *units[at:])
        if len(units) > _FEWEST or 0 < at < last:
            yield (*units[:at], ANY, *units[at + 1 :])
        if len(units) > _FEWEST:
            yield (*units[:at], *units[at + 1 :])


def mended_letters(letters: str) -> list[str]:
    """Typed letters with one left out or two neighbours swapped; [] where they are too few."""
    if not _LETTERS <= len(letters) <= _MOST_LETTERS:
        return []
    left_out = (letters[:i] + letters[i + 1 :] for i in range(len(letters)))
    swapped = (letters[:i] + letters[i + 1] + letters[i] + letters[i + 2 :] for i in range(len(letters) - 1))
    return list(dict.fromkeys(v for v in (*swapped, *left_out) if v != letters))
