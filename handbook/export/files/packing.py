"""Texts that are much alike -> short text of plain letters, which a script of any age unpacks by looking up.

Whatever stands side by side twice and more is written once, as a pair, and pairs are made of pairs (Re-Pair). The callers'
ways of asking are a sixth of the single HTML file; so they take half the room, and the page needs no inflating, which the
browsers of older desks cannot do.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush

_LETTERS = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"&<>')
"""What may stand in a quoted attribute as it is."""
_SHORT = 42
"""So many numbers are written as one letter."""
_TWO = _SHORT + (len(_LETTERS) - _SHORT - 1) * len(_LETTERS)
"""Those below are written as two; all others as three, the last letter before two more."""
_MOST = _TWO + len(_LETTERS) ** 2
_LEAST = 3
"""A pair that is met less often costs more than it spares."""
_END = -1
_GONE = -2


@dataclass(frozen=True, slots=True)
class Packed:
    """Texts, and what they are made of."""

    signs: str
    """What the numbers from 0 stand for: the most frequent signs, and those that are not known to the reader anyway."""
    pairs: str
    """What the numbers after all signs stand for: each as two numbers."""
    texts: tuple[str, ...]
    """The texts in the order given, as numbers."""


def pack(texts: Sequence[str], known: Sequence[str] = ()) -> Packed:
    """`texts`, packed together; the signs that are `known` to the reader are numbered after `Packed.signs`, in their order.

    Raises `ValueError` where there are more different signs than can be numbered.
    """
    anyway = frozenset(known)
    by_frequency = [sign for sign, _ in Counter(sign for text in texts for sign in text).most_common()]
    own = [sign for at, sign in enumerate(by_frequency) if at < _SHORT or sign not in anyway]
    signs = list(dict.fromkeys([*own, *known]))
    if len(signs) > _MOST:
        raise ValueError(f"{len(signs)} different signs, {_MOST} at most can be numbered")
    number = {sign: at for at, sign in enumerate(signs)}
    row = _Row(len(signs))
    for text in texts:
        row.add([number[sign] for sign in text])
    pairs = row.pair_up(max(0, _TWO - len(signs)))
    packed = tuple("".join(map(_written, numbers)) for numbers in row.texts())
    return Packed("".join(own), "".join(_written(a) + _written(b) for a, b in pairs), packed)


def _written(number: int) -> str:
    if number < _SHORT:
        return _LETTERS[number]
    if number < _TWO:
        lead, rest = divmod(number - _SHORT, len(_LETTERS))
        return _LETTERS[_SHORT + lead] + _LETTERS[rest]
    lead, rest = divmod(number - _TWO, len(_LETTERS))
    return _LETTERS[-1] + _LETTERS[lead] + _LETTERS[rest]


@dataclass(slots=True)
class _Row:
    """All texts as one row of numbers, an end after each; what is joined leaves a gap that its neighbours step over."""

    first: int
    """The first number that is free for a pair."""
    numbers: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    places: dict[tuple[int, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    """Pair -> where it begins."""

    def add(self, numbers: Sequence[int]) -> None:
        self.numbers += [*numbers, _END]

    def pair_up(self, most: int) -> list[tuple[int, int]]:
        """Join the pair that is met most, again and again; the pairs in the order of their numbers."""
        size = len(self.numbers)
        self.after = list(range(1, size + 1))
        self.before = list(range(-1, size - 1))
        for at in range(size - 1):
            self._note(at, at + 1)
        queue = [(-len(places), pair) for pair, places in self.places.items() if len(places) >= _LEAST]
        heapify(queue)
        pairs: list[tuple[int, int]] = []
        while queue and len(pairs) < most:
            count, pair = heappop(queue)
            places = self.places[pair]
            if len(places) == -count:
                changed = self._join(pair, self.first + len(pairs))
                pairs.append(pair)
            else:  # some of its places went to other pairs since it was queued
                changed = {pair}
            for each in changed:
                if len(self.places[each]) >= _LEAST:
                    heappush(queue, (-len(self.places[each]), each))
        return pairs

    def texts(self) -> list[list[int]]:
        """The numbers of each text."""
        found: list[list[int]] = [[]]
        at = 0
        while at < len(self.numbers):
            if self.numbers[at] == _END:
                found.append([])
            else:
                found[-1].append(self.numbers[at])
            at = self.after[at]
        return found[:-1]

    def _note(self, left: int, right: int) -> tuple[int, int] | None:
        if left < 0 or right >= len(self.numbers) or _END in (self.numbers[left], self.numbers[right]):
            return None
        pair = self.numbers[left], self.numbers[right]
        self.places[pair].add(left)
        return pair

    def _forget(self, left: int, right: int) -> None:
        if left >= 0 and right < len(self.numbers):
            self.places[self.numbers[left], self.numbers[right]].discard(left)

    def _join(self, pair: tuple[int, int], number: int) -> set[tuple[int, int]]:
        """Put `number` wherever `pair` stands; the pairs that came to be by it."""
        changed = set()
        for left in sorted(self.places.pop(pair)):
            right = self.after[left]
            # Of 哈哈哈 only the first two are joined: what stood there may be gone.
            if self.numbers[left] != pair[0] or right >= len(self.numbers) or self.numbers[right] != pair[1]:
                continue
            outer, beyond = self.before[left], self.after[right]
            self._forget(outer, left)
            self._forget(right, beyond)
            self.numbers[left], self.numbers[right] = number, _GONE
            self.after[left] = beyond
            if beyond < len(self.numbers):
                self.before[beyond] = left
            changed |= {made for made in (self._note(outer, left), self._note(left, beyond)) if made}
        self.places.pop(pair, None)
        return changed
