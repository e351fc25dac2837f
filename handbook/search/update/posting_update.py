"""Earlier postings + postings of the changed documents -> the postings of all, as if they had been made anew."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from handbook.search.tables.ordered import are_among, distinct
from handbook.search.tables.postings import FieldPostings
from handbook.search.words.terms import word_key

GONE = -1
"""New number of a document that is no more, or has changed."""


def updated(
    earlier: FieldPostings,
    kept: NDArray[np.int64],
    fresh: FieldPostings,
    changed: NDArray[np.int64],
) -> FieldPostings:
    """`kept[n]` is the new number of the earlier document n or `GONE`; `changed[n]` that of document n of `fresh`.

    Two sorted rows are merged, so this costs a few passes over the postings whatever has changed.
    """
    documents = int(np.count_nonzero(kept >= 0)) + len(changed)
    keys = distinct(np.concatenate([earlier.keys, fresh.keys]))
    rows = zip(_rows(earlier, kept, keys), _rows(fresh, changed, keys), strict=True)
    terms, ids, codes, firsts = (np.concatenate(pair) for pair in rows)
    order = np.argsort(terms * max(1, documents) + ids, kind="stable")
    counts = np.bincount(terms, minlength=len(keys))
    lengths, sizes = np.zeros(documents, np.uint8), np.zeros(documents, "<u4")
    for part, numbers in ((earlier, kept), (fresh, changed)):
        lengths[numbers[numbers >= 0]] = part.lengths[numbers >= 0]
        sizes[numbers[numbers >= 0]] = part.sizes[numbers >= 0]
    left = keys[counts > 0]
    starts = np.concatenate([[0], np.cumsum(counts[counts > 0])]).astype("<i8")
    words = _held(earlier.words + fresh.words, left)
    return FieldPostings(
        keys=left,
        starts=starts,
        ids=ids[order],
        codes=codes[order],
        firsts=firsts[order],
        lengths=lengths,
        sizes=sizes,
        words=words,
    )


def _rows(
    postings: FieldPostings, numbers: NDArray[np.int64], keys: NDArray[np.uint64]
) -> tuple[NDArray[Any], ...]:
    """(number of the term in `keys`, new document, code, first place) of every posting that stays."""
    terms = np.repeat(np.searchsorted(keys, postings.keys), np.diff(postings.starts))
    ids = numbers[postings.ids]
    held = ids >= 0
    return terms[held], ids[held].astype("<u4"), postings.codes[held], postings.firsts[held]


def _held(words: Iterable[str], keys: NDArray[np.uint64]) -> tuple[str, ...]:
    """The sorted ones of `words` that still have postings."""
    ordered = sorted(set(words))
    found = are_among(np.array(list(map(word_key, ordered)), np.uint64), keys)
    return tuple(word for word, is_held in zip(ordered, found.tolist(), strict=True) if is_held)
