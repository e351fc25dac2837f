"""The words of the trade: what entries are called and tagged, and what means the same. Small, and made with the index."""

import re
from collections.abc import Iterable, Iterator

from handbook.search.words.fold import HAN

LEAST, MOST = 2, 6
"""Characters of a word; one says too little, more is a sentence."""
_BREAKS = re.compile(f"[^{HAN}]+")


def vocabulary(names: Iterable[str]) -> list[str]:
    """The words of folded `names`, each once, sorted."""
    pieces = {piece for name in names for piece in _BREAKS.split(name)}
    return sorted(piece for piece in pieces if LEAST <= len(piece) <= MOST)


def ranges_of(folded: str, words: frozenset[str]) -> Iterator[tuple[int, int]]:
    """(start, end) of the words in `folded`, the longest at each place, in order and apart."""
    place = 0
    while place < len(folded):
        sizes = range(min(MOST, len(folded) - place), LEAST - 1, -1)
        size = next((n for n in sizes if folded[place : place + n] in words), 0)
        if size:
            yield place, place + size
        place += size or 1


def gives_words(typed: str, text: str, words: frozenset[str]) -> bool:
    """Whether what was changed from `typed` to `text` lies in words of the trade; one character may be gained or lost."""
    found = list(ranges_of(text, words))
    if len(typed) != len(text):
        return bool(found)
    changed = [place for place, (a, b) in enumerate(zip(typed, text, strict=True)) if a != b]
    return all(any(start <= place < end for start, end in found) for place in changed)


def covered(folded: str, words: frozenset[str]) -> int:
    """How many characters of `folded` stand in one of `words`."""
    return sum(end - start for start, end in ranges_of(folded, words))
