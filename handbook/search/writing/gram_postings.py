"""Texts of all documents -> the postings of one field, counted and sorted by NumPy in a few large steps."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from handbook.search.tables.postings import FieldPostings
from handbook.search.words.fold import is_han
from handbook.search.words.terms import SHIFT, word_key, words_of

LENGTHS = np.array([byte_to_length(b) for b in range(256)], dtype=np.float64)
"""Length byte → number of terms it stands for (Whoosh's rounding)."""
LAST_PLACE = 255
"""Places further on count as this one."""


def field_postings(texts: Sequence[str]) -> FieldPostings:
    """Postings of folded `texts`, document n being the n-th; memory about 60 bytes a character."""
    keys, docs, places, words = _occurrences(texts)
    lengths = np.bincount(docs, minlength=len(texts))
    length_bytes = np.minimum(np.searchsorted(LENGTHS, lengths), 255).astype(np.uint8)
    unique, starts, ids, counts, firsts = _grouped(keys, docs, places, len(texts))
    codes = (np.minimum(counts, 255) << 8 | length_bytes[ids]).astype("<u2")
    return FieldPostings(
        keys=unique,
        starts=starts,
        ids=ids.astype("<u4"),
        codes=codes,
        firsts=firsts,
        lengths=length_bytes,
        sizes=lengths.astype("<u4"),
        words=words,
    )


def _occurrences(texts: Sequence[str]) -> tuple[Any, Any, Any, tuple[str, ...]]:
    """(key, document, place at most 255) of every term where it stands, and the sorted words."""
    codes, owners, places = characters(texts)
    han = _han_mask(codes)
    single = np.flatnonzero(han)
    pair = np.flatnonzero(han[:-1] & han[1:])
    wide = codes.astype(np.uint64) << np.uint64(SHIFT)
    words, word_keys, word_docs = _words(texts)
    keys = np.concatenate([wide[single], wide[pair] | codes[pair + 1], word_keys])
    docs = np.concatenate([owners[single], owners[pair], word_docs])
    nowhere = np.full(len(word_keys), LAST_PLACE)
    return keys, docs, np.concatenate([places[single], places[pair], nowhere]), words


def characters(texts: Sequence[str]) -> tuple[Any, Any, Any]:
    """(code point, number of the text, place in it at most 255) of all characters; each text ends with a break."""
    joined = "".join(t + "\n" for t in texts).encode("utf-32-le", "replace")
    sizes = np.fromiter((len(t) + 1 for t in texts), np.int64, len(texts))
    starts = np.repeat(np.cumsum(sizes) - sizes, sizes)
    places = np.minimum(np.arange(len(starts)) - starts, LAST_PLACE)
    return np.frombuffer(joined, "<u4"), np.repeat(np.arange(len(texts)), sizes), places


def _han_mask(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    table = np.zeros(int(codes.max(initial=0)) + 1, bool)
    present = np.flatnonzero(np.bincount(codes))
    table[present] = [is_han(chr(c)) for c in present.tolist()]
    return table[codes]


def _words(texts: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.uint64], NDArray[np.int64]]:
    key_of: dict[str, int] = {}
    keys: list[int] = []
    docs: list[int] = []
    for number, text in enumerate(texts):
        for word in words_of(text):
            key = key_of.get(word)
            if key is None:
                key = key_of[word] = word_key(word)
            keys.append(key)
            docs.append(number)
    return tuple(sorted(key_of)), np.array(keys, np.uint64), np.array(docs, np.int64)


def _grouped(keys: Any, docs: Any, places: Any, documents: int) -> tuple[Any, ...]:
    """(distinct keys, starts, documents, counts, first places) by key and document."""
    unique, rank = np.unique(keys, return_inverse=True)
    bits = np.uint64(max(1, documents.bit_length()))
    joint = (rank.astype(np.uint64) << bits) | docs.astype(np.uint64)
    joint = (joint << np.uint64(8)) | places.astype(np.uint64)
    joint.sort()
    pairs = joint >> np.uint64(8)
    new = np.flatnonzero(np.diff(pairs, prepend=~pairs[:1]))
    counts = np.diff(new, append=len(joint))
    heads = pairs[new]
    starts = np.searchsorted(heads >> bits, np.arange(len(unique) + 1, dtype=np.uint64))
    ids = (heads & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int64)
    return unique, starts.astype("<i8"), ids, counts, (joint[new] & np.uint64(LAST_PLACE)).astype(np.uint8)
