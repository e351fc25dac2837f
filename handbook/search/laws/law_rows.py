"""Documents and how their versions stand -> which of them are one row: the version in force, with the others noted on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from handbook.law.shelf import VersionState
from handbook.search.laws.law_documents import LawDocument
from handbook.search.laws.same_articles import same_articles


@dataclass(frozen=True)
class LawRows:
    """For one day; all arrays are by document."""

    standing: Sequence[VersionState]
    is_current: NDArray[np.bool_]
    """Whether the version is in force."""
    row: NDArray[np.int64]
    """The document that stands for it in a list, which may be itself."""
    versions: Mapping[int, tuple[int, ...]]
    """Such a document -> all that are the same article, by their days; only where there are several."""


def rows_of(documents: Sequence[LawDocument], standing: Sequence[VersionState]) -> LawRows:
    """The rows of `documents`, which come law by law and version by version."""
    row = np.arange(len(documents), dtype=np.int64)
    versions: dict[int, tuple[int, ...]] = {}
    for _, of_law in groupby(range(len(documents)), key=lambda n: documents[n].law):
        by_version = [
            tuple(numbers) for _, numbers in groupby(of_law, key=lambda n: documents[n].text.effective)
        ]
        if len(by_version) == 1:
            continue
        main = next((v for v in by_version if standing[v[0]] is VersionState.IN_FORCE), by_version[-1])
        others = [version for version in by_version if version is not main]
        grouped: dict[int, list[int]] = {}
        for document, shown in same_articles(documents, main, others).items():
            row[document] = shown
            grouped.setdefault(shown, [shown]).append(document)
        versions |= {
            shown: tuple(sorted(n, key=lambda n: documents[n].text.effective)) for shown, n in grouped.items()
        }
    is_current = np.array([one is VersionState.IN_FORCE for one in standing], np.bool_)
    return LawRows(standing, is_current, row, versions)
