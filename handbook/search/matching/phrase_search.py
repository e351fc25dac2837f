"""Readings of a query -> for each document the best place where it stands in its titles, asks and tags."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from handbook.search.matching.edits import mended_readings, moved_readings
from handbook.search.matching.sequences import Found, SequenceFinder
from handbook.search.matching.slips import with_one_slip
from handbook.search.tables.phrases import Phrases, Role
from handbook.search.tables.postings import F4
from handbook.search.tables.weights import Weights
from handbook.search.words.analysis import Analysis
from handbook.search.words.units import Reading, UnitKind


@dataclass(frozen=True, slots=True)
class Match:
    """Where a typed sequence stands in the phrases of one document."""

    place: int
    size: int
    is_exact: bool


@dataclass(slots=True, eq=False)
class PhraseScores:
    """Best sequence of each document; scores are 0 where nothing matched. Filled while readings are looked up."""

    scores: F4
    exact: NDArray[np.bool_]
    """Some sequence matched as typed, without a correction."""
    places: NDArray[np.int64]
    """Where the best one begins."""
    sizes: NDArray[np.int64]
    """Characters it covers."""
    sure: NDArray[np.bool_]
    """Whether the best one is as typed."""
    titles: NDArray[np.bool_]
    """The whole title was typed and nothing else."""

    def matches(self, documents: NDArray[np.int64]) -> dict[int, Match]:
        """The best sequences of `documents`."""
        held = documents[self.scores[documents] > 0]
        rows = (held, self.places[held], self.sizes[held], self.sure[held])
        return {d: Match(p, n, s) for d, p, n, s in zip(*(r.tolist() for r in rows), strict=True)}

    def copy(self) -> "PhraseScores":
        """The same, with arrays of its own."""
        return PhraseScores(
            scores=self.scores.copy(),
            exact=self.exact.copy(),
            places=self.places.copy(),
            sizes=self.sizes.copy(),
            sure=self.sure.copy(),
            titles=self.titles.copy(),
        )

    def as_typed(self) -> "PhraseScores":
        """Without what only sounds so or is only near."""
        return replace(self, scores=np.where(self.sure, self.scores, np.float32(0)))

    def with_better(self, other: "PhraseScores", factor: np.float32) -> "PhraseScores":
        """These, with what `other` found for documents where that is better, times `factor`; it is no exact find."""
        scores = other.scores * factor
        better = scores > self.scores
        return PhraseScores(
            scores=np.where(better, scores, self.scores),
            exact=self.exact,
            places=np.where(better, other.places, self.places),
            sizes=np.where(better, other.sizes, self.sizes),
            sure=self.sure & ~better,
            titles=self.titles,
        )


_NEARLY = 0.97
"""Sequences so close to the best score fit alike."""
_MOST_NEAR = 200
_SHORT = 4
"""Units up to which a sequence with a slip is looked for in names alone."""


class PhraseSearch:
    """Looks sequences up in the phrases of one index."""

    def __init__(
        self,
        phrases: Phrases,
        finder: SequenceFinder,
        documents: int,
        weights: Weights,
        vocabulary: frozenset[str],
    ) -> None:
        """`vocabulary`: words of the trade; of what sounds alike they are the likelier."""
        self._vocabulary = vocabulary
        self._phrases = phrases
        self._finder = finder
        self._documents = documents
        self._weights = weights
        self._sizes = np.maximum(1, phrases.sizes()).astype(np.float32)
        by_role = np.array([weights.title, weights.ask, weights.tag, weights.tag], np.float32)
        self._roles = by_role[phrases.roles]

    def search(self, analysis: Analysis) -> PhraseScores:
        """As typed; else with words that mean the same; else each part alone."""
        result = self.nothing()
        self._collect(result, analysis.readings, 1.0)
        self._collect(result, analysis.variants, self._weights.synonym)
        if analysis.parts and not result.exact.any():
            self._collect_parts(result, analysis.parts)
        return result

    def likeliest(self, scores: PhraseScores) -> str:
        """The text that the best sequences are; the one of most documents where several fit alike. "" without any."""
        best = scores.scores.max(initial=0)
        near = np.flatnonzero(scores.scores >= best * _NEARLY) if best else ()
        texts: dict[str, float] = {}
        for document in list(near)[:_MOST_NEAR]:
            place, size = int(scores.places[document]), int(scores.sizes[document])
            text = "".join(map(chr, self._phrases.codes[place : place + size].tolist()))
            texts[text] = texts.get(text, 0.0) + float(scores.scores[document])
        return max(texts, key=lambda t: (t in self._vocabulary, texts[t], t), default="")

    def mended(self, scores: PhraseScores, analysis: Analysis) -> PhraseScores:
        """`scores` with what was typed with one slip."""
        result = scores.copy()
        factor = self._weights.edited
        for reading in dict.fromkeys(analysis.readings[:3]):
            if any(u.kind is UnitKind.CHARACTER for u in reading):
                found = with_one_slip(self._finder, reading)
                found = self._in_names(found) if len(reading) <= _SHORT else found
                self._add(result, found, factor, as_typed=False)
        self._collect(result, mended_readings(analysis.folded, self._finder.spoken), factor, as_typed=False)
        if not result.scores.any():
            moved = (m for reading in analysis.readings[:1] for m in moved_readings(reading))
            self._collect(result, moved, factor, as_typed=False)
        return result

    def _in_names(self, found: Found) -> Found:
        """Those that are half of their phrase at least: a few signs with a slip stand by chance in the midst of any sentence."""
        kept = 2 * found.sizes >= self._sizes[self._phrases.owner[found.places]]
        return Found(found.places[kept], found.qualities[kept], found.exact[kept], found.sizes[kept])

    def nothing(self) -> PhraseScores:
        """No sequence anywhere."""
        size = self._documents
        return PhraseScores(
            scores=np.zeros(size, np.float32),
            exact=np.zeros(size, bool),
            places=np.zeros(size, np.int64),
            sizes=np.zeros(size, np.int64),
            sure=np.zeros(size, bool),
            titles=np.zeros(size, bool),
        )

    def _collect(
        self, result: PhraseScores, readings: Iterable[Reading], factor: float, *, as_typed: bool = True
    ) -> None:
        for reading in readings:
            self._add(result, self._finder.find(reading), factor, as_typed=as_typed)

    def _add(self, result: PhraseScores, found: Found, factor: float, *, as_typed: bool) -> None:
        if not len(found.places):
            return
        exact = found.exact if as_typed else np.zeros(len(found.places), bool)
        phrases = self._phrases.owner[found.places]
        documents = self._phrases.documents[phrases]
        result.exact[documents[exact]] = True
        result.titles[self._titles_in(found, exact, phrases)] = True
        values = self._values(found, exact, phrases, factor)
        # Places ascend, and with them documents: those of one document stand together.
        starts = np.flatnonzero(np.concatenate([[True], documents[1:] != documents[:-1]]))
        best = np.maximum.reduceat(values, starts)
        better = best > result.scores[documents[starts]]
        if not better.any():
            return
        sizes = np.diff(np.append(starts, len(values)))
        at_best = np.flatnonzero(values == np.repeat(best, sizes))
        first = at_best[np.searchsorted(at_best, starts)][better]
        documents = documents[first]
        result.scores[documents] = values[first]
        result.places[documents] = found.places[first]
        result.sizes[documents] = found.sizes[first]
        result.sure[documents] = exact[first]

    def _titles_in(
        self, found: Found, exact: NDArray[np.bool_], phrases: NDArray[np.uint32]
    ) -> NDArray[np.uint32]:
        """Documents whose title is one of the exact finds, from end to end."""
        is_whole = exact & (found.sizes >= self._sizes[phrases])
        whole = phrases[is_whole]
        documents: NDArray[np.uint32] = self._phrases.documents[
            whole[self._phrases.roles[whole] == Role.TITLE]
        ]
        return documents

    def _values(
        self, found: Found, exact: NDArray[np.bool_], phrases: NDArray[np.uint32], factor: float
    ) -> F4:
        weights = self._weights
        covered = found.sizes.astype(np.float32) / self._sizes[phrases]
        at_start = self._phrases.starts[phrases] == found.places
        form = np.float32(1 - weights.covered - weights.at_start) + np.float32(weights.covered) * covered
        form += np.float32(weights.at_start) * at_start
        values: F4 = self._roles[phrases] * found.qualities * form * np.float32(factor)
        values[~exact] *= np.float32(weights.corrected)
        return values

    def _collect_parts(self, result: PhraseScores, parts: Sequence[Sequence[Reading]]) -> None:
        """Entries in which every part stands somewhere, in any order."""
        found = []
        for part in parts:
            one = self.nothing()
            self._collect(one, part, 1.0)
            found.append(one)
        everywhere = np.logical_and.reduce([one.scores > 0 for one in found])
        exact = np.logical_and.reduce([one.exact for one in found])
        mean = np.mean([one.scores for one in found], axis=0) * self._weights.scattered
        better = everywhere & (mean > result.scores)
        result.scores[better] = mean[better]
        result.exact[better & exact] = True
        first = found[0]
        result.places[better] = first.places[better]
        result.sizes[better] = first.sizes[better]
        result.sure[better] = exact[better]
