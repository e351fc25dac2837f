"""Text of a document and words to find go in; the ranges where they stand come out."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from handbook.han_forms import fold_han
from handbook.model.typesetting import NO_BREAK, WORD_JOINER

_PASSED_OVER = frozenset((" ", "\u3000", NO_BREAK, WORD_JOINER))
"""“20℃” is found where “20 ℃” stands; ends of lines are never passed over."""
_LINE = 400
"""Characters up to which folded text is kept."""


def find_all(text: str, needle: str) -> list[tuple[int, int]]:
    """Half-open ranges of `needle` in `text`, whatever their width, case, spaces and no-break marks; empty needle: none."""
    folded, places = _folded(text)
    wanted, _ = _folded(needle)
    if not wanted:
        return []
    found: list[tuple[int, int]] = []
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        found.append((places[at], places[end - 1] + 1))
        at = folded.find(wanted, end)
    return found


def find_marks(text: str, marks: Iterable[str]) -> list[tuple[int, int]]:
    """Ranges of all `marks`, longest first, none inside another, in order."""
    found: list[tuple[int, int]] = []
    for mark in sorted({m for m in marks if m.strip()}, key=len, reverse=True):
        for start, end in find_all(text, mark):
            if all(end <= s or start >= e for s, e in found):
                found.append((start, end))
    return sorted(found)


def in_utf16(text: str, ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """`ranges` counted as Qt counts: a character outside the basic plane is two."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return list(ranges)
    return [(_units(text[:start]), _units(text[:end])) for start, end in ranges]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _folded(text: str) -> tuple[str, list[int]]:
    """Folded text, and for each of its characters the place it came from."""
    return _folded_line(text) if len(text) <= _LINE else _fold(text)


@lru_cache(maxsize=4096)
def _folded_line(text: str) -> tuple[str, list[int]]:
    return _fold(text)  # titles, summaries and marks come again with every character typed


def _fold(text: str) -> tuple[str, list[int]]:
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(fold_han(text)):
        if character in _PASSED_OVER:
            continue
        for folded in unicodedata.normalize("NFKC", character).casefold():
            characters.append(folded)
            places.append(place)
    return "".join(characters), places
