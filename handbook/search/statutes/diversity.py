"""Ranked documents -> the same ones, with the first screen not filled by one law."""

import numpy as np
from numpy.typing import NDArray

from handbook.search.tables.ordered import are_among
from handbook.search.tables.postings import F4

SCREEN = 8
"""Rows that are seen without scrolling."""
MOST = 4
"""Articles of one law among them."""


def spread(documents: NDArray[np.int64], groups: NDArray[np.uint32], asked_for: F4) -> NDArray[np.int64]:
    """`documents` (best first) with the fifth and further articles of a law moved below the first screen.

    Group 0 is no law. Articles that were asked for by number stay where they are. Nothing moves where only articles
    were found: then the law itself is what is wanted.
    """
    found = groups[documents]
    if found.all() or not found[:SCREEN].any():
        return documents
    first: list[int] = []
    seen: dict[int, int] = {}
    for document, group in zip(documents.tolist(), found.tolist(), strict=True):
        if group and not asked_for[document]:
            seen[group] = seen.get(group, 0) + 1
        if len(first) < SCREEN and (seen.get(group, 0) <= MOST or asked_for[document]):
            first.append(document)
    rest = documents[~are_among(documents, np.array(sorted(first), np.int64))]
    return np.concatenate([np.array(first, np.int64), rest])
