"""The one door to the model of statutes: what a build keeps of laws, and what an answer makes of it.

The texts of laws are long, many and alike, so the best words alone find the wrong one: a sentence is looked at again with
what is known of whole laws, and no single law fills the first screen.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from handbook.search.flat_file import Arrays
from handbook.search.scoring import top
from handbook.search.source.documents import Document
from handbook.search.statutes.diversity import spread
from handbook.search.statutes.law_context import authority_of, groups_of, law_postings, traits_of
from handbook.search.statutes.questions import MODEL, QuestionSignals
from handbook.search.tables.postings import F4, FieldPostings
from handbook.search.words.analysis import Analysis

CANDIDATES = 200


def law_signals(documents: Sequence[Document]) -> Arrays:
    """What an index keeps of each document's law, under the names that `Statutes` asks for."""
    return {
        "groups": groups_of(documents),
        "authority": authority_of(documents),
        "traits": traits_of(documents),
    }


def postings_of_laws(text: FieldPostings, documents: Sequence[Document]) -> FieldPostings:
    """`text`, the postings of `documents`, added up to those of whole laws."""
    return law_postings(text, groups_of(documents))


class Statutes:
    """The laws of one index."""

    def __init__(self, text: FieldPostings, laws: FieldPostings, signals: Arrays) -> None:
        self._questions = QuestionSignals(text, laws, signals)
        self._groups = signals["groups"]

    def rerank(self, analysis: Analysis, shares: F4) -> F4:
        """`shares` with the order of the best `CANDIDATES` decided by the model, their range kept."""
        chosen = np.sort(top(shares, CANDIDATES))
        if len(chosen) < 2:
            return shares
        signals = self._questions.signals(analysis.folded, chosen)
        score: F4 = np.add.reduce([signals[name] * np.float32(weight) for name, weight in MODEL.items()])
        low, high = float(score.min()), float(score.max())
        best = float(shares[chosen].max())
        result = np.minimum(shares, np.float32(best / 2))
        result[chosen] = best * (0.5 + 0.5 * (score - low) / ((high - low) or 1))
        return result

    def spread(self, documents: NDArray[np.int64], asked_for: F4) -> NDArray[np.int64]:
        """`documents` (best first) with the first screen not filled by one law; `asked_for` > 0 stays where it is."""
        return spread(documents, self._groups, asked_for)
