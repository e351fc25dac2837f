"""Characters -> syllables: readings of each character, fuzzy sounds, and the classes that typed letters may mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from handbook.search.flat_file import Arrays

READINGS = 3
"""Readings kept of one character, the usual one first."""
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"), ("h", "f"))
_FINALS = (
    ("ang", "an"),
    ("eng", "en"),
    ("ing", "in"),
    ("uang", "uan"),
    ("iang", "ian"),
    ("v", "u"),
    ("ve", "ue"),
)


@dataclass(frozen=True)
class Sounds:
    """Syllables by number (0 is silence) and the readings of characters."""

    syllables: tuple[str, ...]
    """Number → toneless syllable with v for ü; what is no syllable (a digit, a letter) stands for itself."""
    characters: NDArray[np.uint32]
    """Sorted code points that have readings."""
    readings: NDArray[np.uint16]
    """(characters, READINGS) syllable numbers, 0 = none."""

    @classmethod
    def of(cls, arrays: Arrays, syllables: Iterable[str]) -> "Sounds":
        """From the arrays of a flat file."""
        return cls(tuple(syllables), arrays["characters"], arrays["readings"])

    @cached_property
    def number(self) -> dict[str, int]:
        """Syllable → number."""
        return {s: n for n, s in enumerate(self.syllables)}

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The syllables that can be typed, without digits and the like."""
        return frozenset(
            s for s in self.syllables if s.isalpha() and s.isascii() and (len(s) > 1 or s in "aoe")
        )

    def of_char(self, char: str) -> tuple[int, ...]:
        """Syllable numbers of one character, the usual reading first; () where it has none."""
        at = int(np.searchsorted(self.characters, ord(char)))
        if at == len(self.characters) or self.characters[at] != ord(char):
            return ()
        return tuple(int(n) for n in self.readings[at] if n)

    def of_codes(self, codes: NDArray[np.uint32]) -> NDArray[np.uint16]:
        """(codes, READINGS) syllable numbers; zeros where a code point has none."""
        at = np.minimum(np.searchsorted(self.characters, codes), len(self.characters) - 1)
        return np.where((self.characters[at] == codes)[:, None], self.readings[at], 0).astype(np.uint16)

    @cached_property
    def alike(self) -> tuple[tuple[int, ...], ...]:
        """Number → other syllables that careless or regional typing confuses with it."""
        return tuple(
            tuple(self.number[v] for v in sorted(variants(s)) if v in self.number) for s in self.syllables
        )

    def beginning_with(self, letters: str) -> list[int]:
        """Numbers of the typed syllables that begin with `letters`."""
        return [self.number[s] for s in self.spoken if s.startswith(letters)]


@lru_cache(maxsize=4096)
def variants(syllable: str) -> frozenset[str]:
    """Spellings that sound alike to north-eastern and southern typists: z/zh, n/l, an/ang, v/u and so on."""
    initial, final = split(syllable)
    initials = {initial} | {b for a, b in _pairs(_INITIALS) if a == initial}
    finals = {final} | {b for a, b in _pairs(_FINALS) if a == final}
    return frozenset(i + f for i in initials for f in finals) - {syllable}


def _pairs(table: tuple[tuple[str, str], ...]) -> Iterable[tuple[str, str]]:
    return (pair for a, b in table for pair in ((a, b), (b, a)))


def split(syllable: str) -> tuple[str, str]:
    """(initial, final): shang → (sh, ang); an → ("", an)."""
    for size in (2, 1):
        if syllable[:size] in ("zh", "ch", "sh") or (
            size == 1 and syllable[:1] in set("bpmfdtnlgkhjqxrzcsyw")
        ):
            return syllable[:size], syllable[size:]
    return "", syllable
