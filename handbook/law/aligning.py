"""Two rows of texts -> which of one is which of the other, by their words; pure.

Candidates share rare pairs of characters; of them the chain that runs the same way through both rows and is most alike
is taken (numbers of articles shift together), then what was moved is found among the rest.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

_ENOUGH = 0.35
"""Likeness from which two texts at matching places are versions of one."""
_ENOUGH_MOVED = 0.5
"""The same where they stand in another order."""
_ENOUGH_ALONE = 0.28
"""The same where both are the only ones between the same neighbours."""
_CANDIDATES = 8
_LOOKED_AT = 1200
"""Places of rare pairs that are looked up for one text, so that a text of common words costs no more than another."""
_SAME = 2.0
"""Weight of equal words in the chain; others weigh the square of their likeness."""
_SAME_NUMBER = 1e-4


@dataclass(frozen=True, slots=True)
class Pair:
    """Place in the old row, place in the new one, and how alike they are: 0–1, 1 for equal words."""

    old: int
    new: int
    likeness: float


def align(
    old: Sequence[str],
    new: Sequence[str],
    old_names: Sequence[str] = (),
    new_names: Sequence[str] = (),
) -> tuple[Pair, ...]:
    """Pairs of texts (folded: `handbook.model.bare_words.bare`), each text in one pair at most, in the order of `old`.

    Names (numbers of articles), where given, decide between texts that are equally alike and pair those without words.
    """
    likeness = _Candidates(old, new, old_names, new_names).likeness()
    chain = _heaviest_chain(likeness, old_names, new_names)
    taken_old = {pair.old for pair in chain}
    taken_new = {pair.new for pair in chain}
    rest = [
        Pair(i, j, alike)
        for (i, j), alike in likeness.items()
        if alike >= _ENOUGH_MOVED and i not in taken_old and j not in taken_new
    ]
    for pair in sorted(rest, key=lambda p: (-p.likeness, abs(p.old - p.new), p.old)):
        if pair.old not in taken_old and pair.new not in taken_new:
            chain.append(pair)
            taken_old.add(pair.old)
            taken_new.add(pair.new)
    chain += _alone_between_neighbours(chain, old, new)
    return tuple(sorted(chain, key=lambda p: p.old))


def alike(one: str, other: str) -> float:
    """Likeness of two texts, 0–1: the share of their pairs of characters that both have."""
    return 1.0 if one == other else _dice(_pairs_of(one), _pairs_of(other))


class _Candidates:
    """Which texts may be versions of each other."""

    def __init__(
        self, old: Sequence[str], new: Sequence[str], old_names: Sequence[str], new_names: Sequence[str]
    ) -> None:
        self._old, self._new = old, new
        self._old_grams = [_pairs_of(text) for text in old]
        self._new_grams = [_pairs_of(text) for text in new]
        self._where: dict[str, list[int]] = defaultdict(list)
        for j, grams in enumerate(self._new_grams):
            for gram in grams:
                self._where[gram].append(j)
        self._equal: dict[str, list[int]] = defaultdict(list)
        for j, text in enumerate(new):
            self._equal[text].append(j)
        self._by_name = {name: j for j, name in enumerate(new_names)}
        self._old_names = old_names

    def likeness(self) -> dict[tuple[int, int], float]:
        """Place in old, place in new → likeness, for all that may be a pair."""
        found: dict[tuple[int, int], float] = {}
        for i, text in enumerate(self._old):
            same_name = self._by_name.get(self._old_names[i]) if self._old_names else None
            equal = self._equal.get(text, ()) if text else ()
            for j in equal if len(equal) <= _CANDIDATES else self._nearest(equal, i, same_name):
                found[i, j] = 1.0
            if not text:
                if same_name is not None and not self._new[same_name]:
                    found[i, same_name] = 1.0
                continue
            if equal:
                continue
            near = self._near(i)
            if same_name is not None:
                near.add(same_name)
            for j in near:
                measured = _dice(self._old_grams[i], self._new_grams[j])
                if measured >= _ENOUGH:
                    found[i, j] = measured
        return found

    def _nearest(self, places: Sequence[int], i: int, same_name: int | None) -> set[int]:
        """Of many equal texts (此条已删去) those around the place, and the one of the same name."""
        at = bisect_left(places, i)
        near = set(places[max(0, at - _CANDIDATES) : at + _CANDIDATES])
        return near | {same_name} if same_name in places and same_name is not None else near

    def _near(self, i: int) -> set[int]:
        """The texts that share most with the old one, rare pairs of characters counting most."""
        scores: dict[int, float] = defaultdict(float)
        looked_at = 0
        count = len(self._new) or 1
        known = [gram for gram in self._old_grams[i] if gram in self._where]
        for gram in sorted(known, key=lambda g: len(self._where[g])):
            places = self._where[gram]
            looked_at += len(places)
            if looked_at > _LOOKED_AT and scores:
                break
            weight = log(1 + count / len(places))
            for j in places:
                scores[j] += weight
        best = sorted(scores, key=lambda j: (-scores[j], abs(i - j)))[:_CANDIDATES]
        return set(best)


def _heaviest_chain(
    likeness: Mapping[tuple[int, int], float], old_names: Sequence[str], new_names: Sequence[str]
) -> list[Pair]:
    """The pairs that rise in both rows and weigh most together; by a tree of prefix maxima, not by a table of n × m."""
    size = 1 + max((j for _, j in likeness), default=0)
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    nodes: list[tuple[Pair, int]] = []

    def below(j: int) -> tuple[float, int]:
        at, top = j, (0.0, -1)
        while at > 0:
            top = max(top, best[at])
            at -= at & -at
        return top

    rows: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (i, j), measured in likeness.items():
        rows[i].append((j, measured))
    for i in sorted(rows):
        new_nodes = []
        for j, measured in rows[i]:
            weight, before = below(j)
            own = _SAME if measured == 1 else measured**2
            if old_names and new_names and old_names[i] == new_names[j]:
                own += _SAME_NUMBER
            nodes.append((Pair(i, j, measured), before))
            new_nodes.append((j, weight + own, len(nodes) - 1))
        for j, weight, node in new_nodes:
            at = j + 1
            while at <= size:
                best[at] = max(best[at], (weight, node))
                at += at & -at
    chain = []
    node = below(size)[1]
    while node >= 0:
        pair, node = nodes[node]
        chain.append(pair)
    return chain


def _alone_between_neighbours(chain: Sequence[Pair], old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Texts rewritten as a whole: one alone on either side between neighbours that are paired with each other."""
    of_old = {pair.old: pair.new for pair in chain}
    taken_new = {pair.new for pair in chain}
    found = []
    for i, text in enumerate(old):
        if i in of_old or not text:
            continue
        before = of_old.get(i - 1, None if i else -1)
        after = of_old.get(i + 1, None if i + 1 < len(old) else len(new))
        if before is None or after != before + 2 or before + 1 in taken_new:
            continue
        measured = alike(text, new[before + 1])
        if measured >= _ENOUGH_ALONE:
            found.append(Pair(i, before + 1, measured))
    return found


def _pairs_of(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1)) or Counter([text])


def _dice(one: Counter[str], other: Counter[str]) -> float:
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    common = sum(min(count, large[gram]) for gram, count in small.items() if gram in large)
    measured = 2 * common / ((one.total() + other.total()) or 1)
    return min(measured, 0.9999)  # equal pairs in another order are not equal words
