"""Texts -> those of their characters that have no reading (build only)."""

from collections.abc import Iterable

HAN_RANGES = ((0x3007, 0x3008), (0x3400, 0x4DC0), (0x4E00, 0xA000))
"""Code points from (first, past the last): 〇, extension A, the basic block."""


def other_characters(texts: Iterable[str]) -> frozenset[str]:
    """Characters of `texts` without a reading: letters, digits, and what pypinyin does not know."""
    found = set().union(*texts)
    return frozenset(
        c for c in found if c.isalnum() and not any(low <= ord(c) < high for low, high in HAN_RANGES)
    )
