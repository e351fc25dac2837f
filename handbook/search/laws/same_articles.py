"""Versions of one law -> which articles of the others are one article with which of the version that is shown."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from handbook.search.laws.law_documents import LawDocument

_NEAR = 6
"""Articles before and after the expected place that a changed and renumbered one is compared with."""
_ALIKE = 0.6
"""Share of equal pairs of characters from which two wordings are one article."""
_HELD = 0.5
"""Share of the pairs of the shorter wording that the other must have, where both bear the same number."""


def same_articles(
    documents: Sequence[LawDocument], main: Sequence[int], others: Iterable[Sequence[int]]
) -> Mapping[int, int]:
    """Document of one of `others` (a version each, in order) -> document of `main` with the same words, or nearly so.

    Only what stands in a list as one row rests on this; what changed between two versions is told elsewhere.
    """
    pairs = _Pairs(documents)
    of_words = {pairs.bare(n): n for n in reversed(main)}
    of_number = {documents[n].number: n for n in main}
    places = {n: place for place, n in enumerate(main)}
    found: dict[int, int] = {}
    for version in others:
        shift = 0
        """Places by which the articles before this one have moved."""
        for place, number in enumerate(version):
            match = of_words.get(pairs.bare(number))
            if match is None:
                same = of_number.get(documents[number].number)
                nearby = main[max(0, place + shift - _NEAR) : place + shift + _NEAR + 1]
                is_kept = same is not None and pairs.hold_each_other(number, same)
                match = same if is_kept else pairs.most_alike(number, nearby)
            if match is not None:
                found[number] = match
                shift = places[match] - place
    return found


class _Pairs:
    """Words of documents without signs, and their pairs of neighbouring characters, made where they are asked for."""

    def __init__(self, documents: Sequence[LawDocument]) -> None:
        self._documents = documents
        self._bare: dict[int, str] = {}
        self._pairs: dict[int, frozenset[str]] = {}

    def bare(self, number: int) -> str:
        """Letters, characters and digits of the articles' own lines; the headings over it may be others."""
        if number not in self._bare:
            self._bare[number] = "".join(c for c in self._documents[number].own if c.isalnum())
        return self._bare[number]

    def most_alike(self, number: int, candidates: Iterable[int]) -> int | None:
        """The one of `candidates` that has most pairs in common; None where none has enough."""
        own = self._of(number)
        best, share = None, _ALIKE
        for candidate in candidates:
            other = self._of(candidate)
            alike = len(own & other) / max(1, len(own | other))
            if alike > share:
                best, share = candidate, alike
        return best

    def hold_each_other(self, number: int, other: int) -> bool:
        """Whether most of the shorter one stands in the other: an article that kept its number and was cut or drawn out."""
        one, two = self._of(number), self._of(other)
        return len(one & two) > _HELD * max(1, min(len(one), len(two)))

    def _of(self, number: int) -> frozenset[str]:
        if number not in self._pairs:
            self._pairs[number] = frozenset(a + b for a, b in pairwise(self.bare(number)))
        return self._pairs[number]
