"""Character -> characters that look like it: same radical and nearly the same number of further strokes.

The Unicode block of unified ideographs is ordered by radical, then strokes; the radicals themselves mark where each
section begins, so closeness in the block is likeness in shape (暖 暧, 未 末, 己 已). Across radicals (暖 嗳) a table
made from glyphs says it.
"""

import unicodedata
from bisect import bisect_right
from functools import lru_cache

from handbook.search.words.look_alikes import of_other_radicals

_REACH = 24
"""Neighbours looked at on each side: about one stroke more or less."""
_SECTIONS = sorted({ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)})


@lru_cache(maxsize=2048)
def looks_like(char: str) -> tuple[str, ...]:
    """Characters that may be taken for `char`, nearest first; () outside the block."""
    return (*neighbours(char), *of_other_radicals().get(char, ""))


def neighbours(char: str) -> tuple[str, ...]:
    """Neighbours of `char` within its radical, nearest first; () outside the block."""
    code = ord(char)
    if not 0x4E00 <= code < 0x9FA6:
        return ()
    section = bisect_right(_SECTIONS, code)
    near = sorted(range(code - _REACH, code + _REACH + 1), key=lambda c: (abs(c - code), c))
    return tuple(chr(c) for c in near if c != code and bisect_right(_SECTIONS, c) == section)
