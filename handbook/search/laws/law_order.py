"""Which laws come first: that of the region, those that cards cite, those of the whole country, those of other places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from handbook.law.shelf import LawShelf, law_key

_LOCAL, _CITED, _ELSEWHERE = 1.3, 1.1, 0.85
"""Factors of the scores of the region's own law, of what cards cite, and of the law of another place."""


@dataclass(frozen=True)
class LawOrder:
    """Ranks by the number of a law."""

    rank: Sequence[int]
    """0 = first; equal ones stay in the order they come in."""
    factor: NDArray[np.float32]
    is_preferred: Sequence[bool]
    """Whether it is the region's or cited."""

    @classmethod
    def of(cls, keys: Sequence[str], shelf: LawShelf, local: Sequence[str], cited: Sequence[str]) -> Self:
        """The order of the laws `keys` (`law_key`) where those titled `local` come first and `cited` next."""
        named = list(dict.fromkeys(law_key(title) for title in (*local, *cited)))
        places = {key: place for place, key in enumerate(named)}
        own = {law_key(title) for title in local}
        is_elsewhere = [bool(shelf.versions(key)[-1].place) for key in keys]
        rank = [places.get(key, len(named) + away) for key, away in zip(keys, is_elsewhere, strict=True)]
        factors = [
            _LOCAL if key in own else _CITED if key in places else _ELSEWHERE if away else 1.0
            for key, away in zip(keys, is_elsewhere, strict=True)
        ]
        return cls(rank, np.array(factors, np.float32), [key in places for key in keys])

    def sorted(self, laws: Iterable[int]) -> list[int]:
        """`laws`, each once, the first ones first."""
        return sorted(dict.fromkeys(laws), key=lambda law: self.rank[law])
