"""Typed letters -> the readings with one slip mended: a letter too many or two swapped; or one character moved."""

from handbook.search.words.units import Reading, UnitKind, syllable_cuts

_FEWEST = 5
"""Fewer letters would match nearly anything."""
_MOST = 24
_READINGS = 2
"""Readings of each mended text …"""
_TRIED = 24
"""… of which the likeliest are looked up: those of whole syllables."""

_MOVED = range(4, 7)
"""Characters of which one may have been put in the wrong place."""


def moved_readings(reading: Reading) -> list[Reading]:
    """The readings with one unit moved past two or more; [] for short and long ones and where letters were typed."""
    if len(reading) not in _MOVED or any(u.kind is not UnitKind.CHARACTER for u in reading):
        return []
    found = []
    for at, unit in enumerate(reading):
        others = (*reading[:at], *reading[at + 1 :])
        places = (p for p in range(len(reading)) if abs(p - at) > 1)
        found += [(*others[:place], unit, *others[place:]) for place in places]
    return list(dict.fromkeys(r for r in found if r != reading))


def mended_letters(letters: str) -> list[str]:
    """Typed letters with one left out or two neighbours swapped; [] where they are too few."""
    if not _FEWEST <= len(letters) <= _MOST:
        return []
    left_out = (letters[:i] + letters[i + 1 :] for i in range(len(letters)))
    swapped = (letters[:i] + letters[i + 1] + letters[i] + letters[i + 2 :] for i in range(len(letters) - 1))
    return list(dict.fromkeys(v for v in (*swapped, *left_out) if v != letters))


def mended_readings(folded: str, spoken: frozenset[str]) -> list[Reading]:
    """The likeliest readings of the mended letters; [] where something else than letters was typed."""
    letters = folded.replace(" ", "")
    if not (letters.isascii() and letters.isalpha()):
        return []
    cuts = [cut for v in mended_letters(letters) for cut in syllable_cuts(v, spoken)[:_READINGS]]
    cuts.sort(key=lambda cut: (round(cut[0] / len(cut[1]), 6), len(cut[1])))
    return list(dict.fromkeys(reading for _, reading in cuts))[:_TRIED]
