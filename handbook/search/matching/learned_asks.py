"""A sentence -> how likely it comes from a caller of each entry of one index, by what was learned when the program was built.

An entry that was not there then, a company's own above all, is neither near nor far: its words alone find it.
"""

from collections.abc import Callable, Sequence
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from handbook import paths
from handbook.search.flat_file import read_arrays
from handbook.search.tables.learned import Learned
from handbook.search.tables.postings import F4
from handbook.search.words.terms import term_key

_FAR = 12.0
"""Logarithms of likelihood below the certain from which on an entry is as far as any other."""
_UNLEARNED = 0.5


class LearnedAsks:
    """What was learned, laid beside the documents of one index when a sentence is first asked."""

    def __init__(self, learned: Callable[[], Learned | None], ids: Callable[[], Sequence[str]]) -> None:
        self._read = learned
        self._ids = ids

    def closeness(self, heard: Sequence[str]) -> F4 | None:
        """0–1 for each document, of what is heard of a sentence (`heard_in`); None where none of it was learned, or no document."""
        learned = self._read()
        if learned is None or not self._has_learned:
            return None
        keys = np.array([term_key(term) for term in heard], np.uint64)
        likely = learned.likelihoods(keys) if len(keys) else None
        if likely is None:
            return None
        near = 1 + np.maximum(likely, -_FAR) / np.float32(_FAR)
        return np.where(self._columns >= 0, near[self._columns], np.float32(_UNLEARNED)).astype(np.float32)

    @cached_property
    def _columns(self) -> NDArray[np.int64]:
        """Of each document; -1 where it was not there to be learned from."""
        learned = self._read()
        by_id = learned.column_by_id if learned else {}
        return np.array([by_id.get(entry_id, -1) for entry_id in self._ids()], np.int64)

    @cached_property
    def _has_learned(self) -> bool:
        return bool((self._columns >= 0).any())


@cache
def shipped() -> Learned | None:
    """What came with the program; None where it was built without, or the file is not what it was."""
    try:
        return Learned.of(read_arrays(paths.learned_file()))
    except (OSError, ValueError, KeyError):
        return None
