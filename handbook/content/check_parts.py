"""Parts of a pattern, compiled, with what they may cost: put in turn, or side by side."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A compiled part and what it costs."""

    source: str
    ways: int = 1
    """In how many ways it may fit at one place, at most."""
    looks: int = 0
    """What it looks at without taking it, counted as ways; costs for each way that leads there, but makes no more."""
    first: frozenset[str] | None = frozenset()
    """Characters with which it may begin; None = any."""
    may_be_empty: bool = False
    words: tuple[str, ...] = ()
    """All that it may be, where it is nothing but words."""

    @property
    def cost(self) -> int:
        """The time that it takes at one place grows with this."""
        return self.ways + self.looks


NOTHING = CompiledPart(source="")
"""Stands where a part could not be read; nothing is concluded from it."""
_COUNTED = 1_000_000
"""Ways are counted so far; more are as bad."""


def gap(characters: str, *, most: int, least: int = 0, is_shortest: bool = False) -> CompiledPart:
    """From `least` to `most` of the class `characters`."""
    return CompiledPart(
        source=f"{characters}{{{least},{most}}}{'?' if is_shortest else ''}",
        ways=most - least + 1,
        first=None,
        may_be_empty=least == 0,
    )


def word(text: str) -> CompiledPart:
    """`text` as it is written."""
    return CompiledPart(source=re.escape(text), first=frozenset(text[0]), words=(text,))


def character(any_of: str) -> CompiledPart:
    """One of these characters."""
    return CompiledPart(source=f"[{re.escape(any_of)}]", first=frozenset(any_of), words=tuple(any_of))


def in_turn(pieces: Sequence[CompiledPart]) -> CompiledPart:
    """One piece after the other."""
    if len(pieces) == 1:
        return pieces[0]
    ways = 1
    looks = 0
    first: frozenset[str] | None = frozenset()
    may_be_empty = True
    for piece in pieces:
        looks = min(looks + ways * piece.looks, _COUNTED)
        ways = min(ways * piece.ways, _COUNTED)
        if may_be_empty:
            first = None if first is None or piece.first is None else first | piece.first
            may_be_empty = piece.may_be_empty
    return CompiledPart(
        source="".join(piece.source for piece in pieces),
        ways=ways,
        looks=looks,
        first=first,
        may_be_empty=may_be_empty,
    )


def either(pieces: Sequence[CompiledPart]) -> CompiledPart:
    """Any of `pieces`, the first first. At one place only those fit that begin with the character there."""
    anywhere = 0
    by_first: Counter[str] = Counter()
    for piece in pieces:
        if piece.first is None or piece.may_be_empty:
            anywhere += piece.ways
        elif not piece.words:
            by_first.update(dict.fromkeys(piece.first, piece.ways))
    words = [text for piece in pieces for text in piece.words]
    for mark, length in _chains(words).items():
        by_first[mark] += length
    firsts = [piece.first for piece in pieces if piece.first is not None]
    return CompiledPart(
        source=f"(?:{'|'.join(piece.source for piece in pieces)})",
        ways=max(1, anywhere + max(by_first.values(), default=0)),
        looks=sum(piece.looks for piece in pieces),
        first=frozenset[str]().union(*firsts) if len(firsts) == len(pieces) else None,
        may_be_empty=any(piece.may_be_empty for piece in pieces),
        words=tuple(words) if all(piece.words for piece in pieces) else (),
    )


def _chains(words: Sequence[str]) -> dict[str, int]:
    """First character -> how many words may stand at one place: two do only where one begins with the other."""
    known = Counter(words)
    longest: dict[str, int] = {}
    for text in known:
        length = sum(known[text[:end]] for end in range(1, len(text) + 1))
        longest[text[0]] = max(longest.get(text[0], 0), length)
    return longest
