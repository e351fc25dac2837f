"""Readings of a query -> for each document the best place where it stands in its titles, asks and tags."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from handbook.search.analysis import Analysis
from handbook.search.edits import edited
from handbook.search.phrases import Phrases
from handbook.search.postings import F4
from handbook.search.sequences import Found, SequenceFinder
from handbook.search.units import Reading
from handbook.search.weights import Weights


@dataclass(frozen=True, slots=True)
class Match:
    """Where a typed sequence stands in the phrases of one document."""

    place: int
    size: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class PhraseScores:
    """Scores of all documents, 0 where nothing matched."""

    scores: F4
    exact: NDArray[np.bool_]
    """Matched as typed, without a correction."""
    matches: dict[int, Match]


class PhraseSearch:
    """Looks sequences up in the phrases of one index."""

    def __init__(self, phrases: Phrases, finder: SequenceFinder, documents: int, weights: Weights) -> None:
        self._phrases, self._finder, self._documents, self._weights = phrases, finder, documents, weights
        self._sizes = np.maximum(1, phrases.sizes())
        by_role = np.array([weights.title, weights.ask, weights.tag, weights.tag], np.float32)
        self._roles = by_role[phrases.roles]

    def search(self, analysis: Analysis, *, mend: bool) -> PhraseScores:
        """As typed; else with words that mean the same; else each part alone; else, if `mend`, with one slip mended."""
        result = self._nothing()
        self._collect(result, analysis.readings, 1.0)
        self._collect(result, analysis.variants, self._weights.synonym)
        if analysis.parts and not result.exact.any():
            self._collect_parts(result, analysis.parts)
        if mend and not result.exact.any():
            self._collect(result, edited(analysis, self._finder.spoken), self._weights.edited, as_typed=False)
        return result

    def _nothing(self) -> PhraseScores:
        return PhraseScores(np.zeros(self._documents, np.float32), np.zeros(self._documents, bool), {})

    def _collect(
        self, result: PhraseScores, readings: Iterable[Reading], factor: float, *, as_typed: bool = True
    ) -> None:
        for reading in readings:
            found = self._finder.find(reading)
            if len(found.places):
                self._add(result, found, factor, as_typed=as_typed)

    def _add(self, result: PhraseScores, found: Found, factor: float, *, as_typed: bool) -> None:
        exact = found.exact if as_typed else np.zeros(len(found.places), bool)
        documents, values = self._values(found, exact, factor)
        order = np.lexsort((found.places, -values, documents))
        first = order[np.concatenate([[True], documents[order][1:] != documents[order][:-1]])]
        first = first[values[first] > result.scores[documents[first]]]
        result.scores[documents[first]] = values[first]
        result.exact[documents[exact]] = True
        for document, place, sure in zip(
            documents[first].tolist(), found.places[first].tolist(), exact[first].tolist(), strict=True
        ):
            result.matches[document] = Match(place, found.size, sure)

    def _values(self, found: Found, exact: NDArray[np.bool_], factor: float) -> tuple[NDArray[np.int64], F4]:
        weights = self._weights
        phrases = self._phrases.owner[found.places]
        covered = found.size / self._sizes[phrases]
        at_start = self._phrases.starts[phrases] == found.places
        form = (
            1 - weights.covered - weights.at_start + weights.covered * covered + weights.at_start * at_start
        )
        values = (
            self._roles[phrases] * found.qualities * form * np.where(exact, 1, weights.corrected) * factor
        )
        return self._phrases.documents[phrases].astype(np.int64), values.astype(np.float32)

    def _collect_parts(self, result: PhraseScores, parts: Sequence[Sequence[Reading]]) -> None:
        """Entries in which every part stands somewhere, in any order."""
        found = []
        for part in parts:
            one = self._nothing()
            self._collect(one, part, 1.0)
            found.append(one)
        everywhere = np.logical_and.reduce([one.scores > 0 for one in found])
        exact = np.logical_and.reduce([one.exact for one in found])
        mean = np.mean([one.scores for one in found], axis=0) * self._weights.scattered
        better = everywhere & (mean > result.scores)
        result.scores[better] = mean[better]
        result.exact[better & exact] = True
        for document in np.flatnonzero(better).tolist():
            match = found[0].matches[document]
            result.matches[document] = Match(match.place, match.size, bool(exact[document]))
