"""The postings of one field as flat arrays: keys, starts, document numbers, codes (tf << 8 | length byte)."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from handbook.search.flat_file import Arrays
from handbook.search.words.terms import WORD_BIT, gram_text, word_key

U4 = NDArray[np.uint32]
U2 = NDArray[np.uint16]
F4 = NDArray[np.float32]
_ARRAYS = ("keys", "starts", "ids", "codes", "firsts", "lengths", "sizes")
"""Names of the arrays in a flat file, in their order."""


@dataclass(frozen=True, kw_only=True)
class FieldPostings:
    """All terms of one field; term t owns ``ids[starts[t]:starts[t + 1]]``, ascending."""

    keys: NDArray[np.uint64]
    """Ascending keys of the terms."""
    starts: NDArray[np.int64]
    """Terms + 1 offsets into `ids` and `codes`."""
    ids: U4
    """Document numbers."""
    codes: U2
    """Frequency (at most 255) in the high byte, length byte of the document in the low one."""
    firsts: NDArray[np.uint8]
    """Place of the first occurrence in the text, at most 255."""
    lengths: NDArray[np.uint8]
    """Length byte of the field in each document."""
    sizes: U4
    """Number of terms of the field in each document."""
    words: tuple[str, ...]
    """Sorted words and quantities (what is not one or two Chinese characters)."""

    @classmethod
    def of(cls, arrays: Arrays, words: tuple[str, ...]) -> "FieldPostings":
        """From the arrays of a flat file; KeyError where one is missing."""
        return cls(**{name: arrays[name] for name in _ARRAYS}, words=words)

    def arrays(self) -> Arrays:
        """The arrays to be written; words are kept apart, as text."""
        return {name: getattr(self, name) for name in _ARRAYS}

    def find(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Number of each term, -1 where the field lacks it."""
        if not len(self.keys):
            return np.full(len(keys), -1, np.int64)
        at = np.searchsorted(self.keys, keys)
        np.minimum(at, len(self.keys) - 1, out=at)
        return np.where(self.keys[at] == keys, at, -1)

    def number(self, key: int) -> int:
        """Number of one term, -1 where the field lacks it."""
        return int(self.find(np.array([key], np.uint64))[0])

    def frequency(self, number: int) -> int:
        """Number of documents that hold the term; 0 for -1."""
        return int(self.starts[number + 1] - self.starts[number]) if number >= 0 else 0

    def frequencies(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Numbers of documents that hold the terms; 0 for -1."""
        return np.where(numbers >= 0, self.starts[numbers + 1] - self.starts[numbers], 0)

    def of_term(self, number: int) -> tuple[U4, U2]:
        """(document numbers, codes) of one term."""
        start, end = self.starts[number], self.starts[number + 1]
        return self.ids[start:end], self.codes[start:end]

    @cached_property
    def total(self) -> int:
        """Number of terms in all documents."""
        return int(self.sizes.sum())

    @cached_property
    def word_of_key(self) -> dict[int, str]:
        """Key → word, for whoever lists all terms."""
        return {word_key(w): w for w in self.words}

    def text_of(self, number: int) -> str:
        """The term as text."""
        key = int(self.keys[number])
        return self.word_of_key[key] if key & WORD_BIT else gram_text(key)
