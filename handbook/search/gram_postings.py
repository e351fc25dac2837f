"""Texts of all documents -> the postings of one field, counted and sorted by NumPy in a few large steps."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from handbook.search.fold import is_han
from handbook.search.postings import FieldPostings
from handbook.search.terms import SHIFT, word_key, words_of

LENGTHS = np.array([byte_to_length(b) for b in range(256)], dtype=np.float64)
"""Length byte → number of terms it stands for (Whoosh's rounding)."""
_BREAK = ord("\n")


def field_postings(texts: Sequence[str]) -> FieldPostings:
    """Postings of folded `texts`, document n being the n-th; memory about 40 bytes a character."""
    keys, docs, words = _occurrences(texts)
    total = len(keys)
    lengths = np.bincount(docs, minlength=len(texts))
    length_bytes = np.minimum(np.searchsorted(LENGTHS, lengths), 255).astype(np.uint8)
    unique, first, ids, counts = _grouped(keys, docs, len(texts))
    codes = (np.minimum(counts, 255) << 8 | length_bytes[ids]).astype("<u2")
    return FieldPostings(unique, first, ids.astype("<u4"), codes, length_bytes, total, words)


def _occurrences(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64], tuple[str, ...]]:
    """(key, document) of every term where it stands, and the sorted words."""
    codes, owners = characters(texts)
    han = _han_mask(codes)
    single = np.flatnonzero(han)
    pair = np.flatnonzero(han[:-1] & han[1:])
    wide = codes.astype(np.uint64) << np.uint64(SHIFT)
    words, word_keys, word_docs = _words(texts)
    keys = np.concatenate([wide[single], wide[pair] | codes[pair + 1], word_keys])
    docs = np.concatenate([owners[single], owners[pair], word_docs])
    return keys, docs, words


def characters(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """(code points, number of the text) of all characters; each text ends with a line break."""
    joined = "".join(t + "\n" for t in texts).encode("utf-32-le", "replace")
    sizes = np.fromiter((len(t) + 1 for t in texts), np.int64, len(texts))
    return np.frombuffer(joined, "<u4"), np.repeat(np.arange(len(texts)), sizes)


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


def _grouped(keys: NDArray[np.uint64], docs: NDArray[np.int64], documents: int) -> tuple[Any, ...]:
    """(distinct keys, starts, documents, counts) by key and document."""
    unique, rank = np.unique(keys, return_inverse=True)
    bits = max(1, documents.bit_length())
    joint = (rank.astype(np.uint64) << np.uint64(bits)) | docs.astype(np.uint64)
    joint.sort()
    new = (
        np.flatnonzero(np.concatenate([[True], joint[1:] != joint[:-1]]))
        if len(joint)
        else np.zeros(0, np.int64)
    )
    counts = np.diff(new, append=len(joint))
    heads = joint[new]
    starts = np.searchsorted(heads >> np.uint64(bits), np.arange(len(unique) + 1, dtype=np.uint64))
    ids = (heads & np.uint64((1 << bits) - 1)).astype(np.int64)
    return unique, starts.astype("<i8"), ids, counts
