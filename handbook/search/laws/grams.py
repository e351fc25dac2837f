"""Folded texts -> in which of them each pair of Chinese characters, each word and each quantity stands, and how often."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from handbook.search.words.fold import is_han
from handbook.search.words.quantities import quantities

Documents = NDArray[np.uint32]
Flags = NDArray[np.bool_]
_DOCUMENT_BITS = 24
_CODES = 0x110000
_CHARACTER_BITS = 14
_FIRST_WORD = 1 << 30
"""Terms of words stand after all pairs."""
_BLOCK = 1 << 21
_K1, _B = 1.2, 0.6
"""Of BM25, as for short texts."""
WORD = re.compile(r"[a-z0-9]+(?:[._\-/][a-z0-9]+)*")
"""A word of Latin letters and digits in folded text."""


class BuildStopped(Exception):
    """Nobody waits for the search any more."""


@dataclass(frozen=True)
class Grams:
    """Immutable postings; document n is the n-th text."""

    characters: NDArray[np.uint32]
    """Code point → number of a Chinese character that occurs, from 1; 0 = none."""
    words: dict[str, int]
    """Word or quantity → its term."""
    terms: NDArray[np.uint64]
    """Every term that occurs, sorted: of a pair ``first << 14 | second`` in numbers of characters, of a word its number."""
    starts: NDArray[np.int64]
    documents: Documents
    """Documents of term n are ``documents[starts[n]:starts[n + 1]]``, sorted."""
    gains: NDArray[np.float32]
    """Beside `documents`: the BM25 score that the term gives the document."""
    size: int
    """Number of documents."""

    @classmethod
    def of(cls, texts: Sequence[str], is_cancelled: Callable[[], bool]) -> Self:
        """The postings of folded `texts`.

        Raises:
            BuildStopped: `is_cancelled` said so.
        """
        lengths = np.array([len(text) + 1 for text in texts], np.int64)
        blocks = _blocks(texts, lengths)
        counts = np.zeros(_CODES, np.int64)
        for block in blocks:
            _go_on(is_cancelled)
            counts += np.bincount(_codes(texts[block]), minlength=_CODES)
        characters = _numbered(counts)
        words, word_keys = _words_in(texts, is_cancelled)
        parts = [word_keys]
        for block in blocks:
            _go_on(is_cancelled)
            owner = np.repeat(np.arange(block.start, block.stop, dtype=np.uint64), lengths[block])
            parts.append(_pair_keys(characters[_codes(texts[block])], owner))
        keys = np.concatenate(parts)
        del parts, word_keys
        _go_on(is_cancelled)
        keys.sort()
        _go_on(is_cancelled)
        return cls._of_sorted(keys, characters, words, lengths)

    @classmethod
    def _of_sorted(
        cls,
        keys: NDArray[np.uint64],
        characters: NDArray[np.uint32],
        words: dict[str, int],
        lengths: NDArray[np.int64],
    ) -> Self:
        first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if keys.size else keys
        counts = np.diff(np.append(first, keys.size)).astype(np.float32)
        distinct = keys[first] if keys.size else keys
        owners = (distinct & np.uint64((1 << _DOCUMENT_BITS) - 1)).astype(np.uint32)
        of_term = distinct >> np.uint64(_DOCUMENT_BITS)
        begins = np.flatnonzero(np.concatenate([[True], of_term[1:] != of_term[:-1]])) if keys.size else first
        starts = np.append(begins, of_term.size).astype(np.int64)
        found_in = np.diff(starts)
        size = len(lengths)
        rarity = np.log1p((size - found_in + 0.5) / (found_in + 0.5)).astype(np.float32)
        relative = (lengths / max(1.0, float(lengths.mean()) if size else 1.0)).astype(np.float32)
        damped = counts + _K1 * (1 - _B + _B * relative[owners])
        gains = np.repeat(rarity, found_in) * counts * (_K1 + 1) / damped
        return cls(
            characters=characters,
            words=words,
            terms=of_term[begins] if keys.size else of_term,
            starts=starts,
            documents=owners,
            gains=gains.astype(np.float32),
            size=size,
        )

    def find(self, term: str) -> tuple[Documents, NDArray[np.float32]]:
        """(documents, score in each) of a pair of Chinese characters, a word or a quantity; empty where it is nowhere."""
        key = self._key(term)
        at = int(np.searchsorted(self.terms, np.uint64(key))) if key else self.terms.size
        if at >= self.terms.size or int(self.terms[at]) != key:
            return self.documents[:0], self.gains[:0]
        start, end = self.starts[at], self.starts[at + 1]
        return self.documents[start:end], self.gains[start:end]

    def flags(self, term: str) -> Flags:
        """For each document whether the term stands in it."""
        found = np.zeros(self.size, np.bool_)
        found[self.find(term)[0]] = True
        return found

    def _key(self, term: str) -> int:
        if len(term) == 2 and is_han(term[0]) and is_han(term[1]):
            first, second = (int(self.characters[ord(c)]) for c in term)
            return first << _CHARACTER_BITS | second if first and second else 0
        return self.words.get(term, 0)


def pairs_of(run: str) -> list[str]:
    """Neighbouring characters of an unbroken run, in order."""
    return [a + b for a, b in pairwise(run)]


def _blocks(texts: Sequence[str], lengths: NDArray[np.int64]) -> list[slice]:
    """Ranges of texts of some million characters each: what is made on the way stays small."""
    block_of = np.cumsum(lengths) // _BLOCK
    ends = [*(np.flatnonzero(np.diff(block_of)) + 1).tolist(), len(texts)] if len(texts) else []
    return [slice(start, end) for start, end in pairwise([0, *ends])]


def _codes(texts: Sequence[str]) -> NDArray[np.uint32]:
    """Code points of `texts`, a break after each."""
    return np.frombuffer("".join(f"{text}\n" for text in texts).encode("utf-32-le"), np.uint32)


def _pair_keys(numbers: NDArray[np.uint32], owner: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers of characters, 0 for what is none, with the document of each -> a key for each pair in its document."""
    is_pair = (numbers[:-1] > 0) & (numbers[1:] > 0)
    pairs = (numbers[:-1][is_pair].astype(np.uint64) << np.uint64(_CHARACTER_BITS)) | numbers[1:][is_pair]
    return (pairs << np.uint64(_DOCUMENT_BITS)) | owner[:-1][is_pair]


def _numbered(counts: NDArray[np.int64]) -> NDArray[np.uint32]:
    """How often each code point occurs -> its number, from 1, where it is a Chinese character, else 0.

    The commonest 16,383 at most, since two must fit a term.
    """
    present = [code for code in np.flatnonzero(counts).tolist() if is_han(chr(code))]
    if len(present) >= 1 << _CHARACTER_BITS:
        present = sorted(present, key=lambda code: -int(counts[code]))[: (1 << _CHARACTER_BITS) - 1]
    numbers = np.zeros(_CODES, np.uint32)
    numbers[present] = np.arange(1, len(present) + 1, dtype=np.uint32)
    return numbers


def _words_in(
    texts: Sequence[str], is_cancelled: Callable[[], bool]
) -> tuple[dict[str, int], NDArray[np.uint64]]:
    terms: dict[str, int] = {}
    keys: list[int] = []
    for number, text in enumerate(texts):
        if number % 512 == 0:
            _go_on(is_cancelled)
        found = WORD.findall(text)
        found += [quantity.term for quantity in quantities(text)]
        for word in found:
            term = terms.setdefault(word, _FIRST_WORD + len(terms))
            keys.append(term << _DOCUMENT_BITS | number)
    return terms, np.array(keys, np.uint64)


def _go_on(is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise BuildStopped
