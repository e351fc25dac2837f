"""OpenCC -> the simplified forms that travel in the index; which characters have a reading at all (build only)."""

from collections.abc import Iterable
from functools import lru_cache

from opencc import OpenCC

HAN_RANGES = ((0x3007, 0x3008), (0x3400, 0x4DC0), (0x4E00, 0xA000))
"""Code points from (first, past the last): 〇, extension A, the basic block."""


@lru_cache(maxsize=1)
def simplified_forms() -> dict[int, int]:
    """Traditional → simplified code point, for characters with a form of their own."""
    characters = "".join(chr(c) for low, high in HAN_RANGES for c in range(low, high))
    converted = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): ord(b) for a, b in zip(characters, converted, strict=True) if a != b and len(b) == 1}


def other_characters(texts: Iterable[str]) -> frozenset[str]:
    """Characters of `texts` without a reading: letters, digits, and what pypinyin does not know."""
    found = set().union(*texts)
    return frozenset(
        c for c in found if c.isalnum() and not any(low <= ord(c) < high for low, high in HAN_RANGES)
    )
