"""Analysis -> ranked documents with the parts of their scores and where they matched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from handbook.model.kinds import Phase
from handbook.search.analysis import Analysis
from handbook.search.explanation import TermUse
from handbook.search.flat_file import Arrays
from handbook.search.phrases import Phrases, Role
from handbook.search.postings import F4
from handbook.search.schema import HEAD, TEXT
from handbook.search.scoring import FieldScorer
from handbook.search.sequences import Found, SequenceFinder
from handbook.search.terms import term_key
from handbook.search.weights import Weights

PHASES = tuple(Phase)
_SEVERITY_RANKS = 4


@dataclass(frozen=True, slots=True)
class Match:
    """Where a typed sequence stands in the phrases of one document."""

    place: int
    size: int
    is_exact: bool


@dataclass(frozen=True)
class Ranked:
    """Found documents, best first."""

    documents: NDArray[np.int64]
    scores: F4
    parts: Mapping[str, F4] = field(default_factory=dict[str, F4])
    """Name → what each document got for it."""
    matches: Mapping[int, Match] = field(default_factory=dict[int, Match])
    literal: NDArray[np.bool_] | None = None
    """Whether each document holds all that was typed as typed."""

    def only(self, kept: NDArray[np.bool_]) -> "Ranked":
        """The documents where `kept` is true."""
        parts = {name: part[kept] for name, part in self.parts.items()}
        literal = self.literal[kept] if self.literal is not None else None
        return replace(
            self, documents=self.documents[kept], scores=self.scores[kept], parts=parts, literal=literal
        )


class Ranker:
    """Ranks the documents of one index."""

    def __init__(
        self,
        scorers: Mapping[str, FieldScorer],
        phrases: Phrases,
        finder: SequenceFinder,
        signals: Arrays,
        weights: Weights,
    ) -> None:
        self._scorers, self._phrases, self._finder, self._weights = scorers, phrases, finder, weights
        self._documents = len(signals["kinds"])
        self._severity = (
            np.maximum(0, _SEVERITY_RANKS - signals["severities"].astype(np.float32)) / _SEVERITY_RANKS
        )
        self._phases, self._quality = signals["phases"], signals["qualities"]
        self._sizes = phrases.sizes()
        self._roles = np.array([weights.title, weights.ask, weights.tag, weights.tag], np.float32)[
            phrases.roles
        ]

    def rank(self, analysis: Analysis, phase: Phase | None) -> Ranked:
        """All documents that answer, best first; ties in the order of the handbook."""
        weights = self._weights
        terms = self.terms(analysis)
        text, head = (self._share(name, terms) for name in (TEXT, HEAD))
        literal = self._literal(analysis)
        phrase, matches, exact = self._phrase(analysis)
        typed = literal | exact
        parts: dict[str, F4] = {
            "text": text * weights.text,
            "head": head * weights.head,
            "phrase": phrase * weights.phrase,
        }
        found = (text >= weights.floor) | (phrase > 0) | literal
        parts["literal"] = typed * np.float32(weights.literal)
        total = sum(parts.values(), np.zeros(self._documents, np.float32))
        parts["signals"] = self._signals(phase)
        total = total + parts["signals"]
        found &= total >= weights.relative_floor * total[found].max(initial=0)
        chosen = np.flatnonzero(found)
        chosen = chosen[np.lexsort((chosen, -total[chosen]))]
        return Ranked(
            chosen,
            total[chosen],
            {name: part[chosen] for name, part in parts.items()},
            matches,
            typed[chosen],
        )

    def terms(self, analysis: Analysis) -> list[tuple[str, float]]:
        """Terms to look up with their weights."""
        weight = self._weights.single
        terms = dict.fromkeys((*analysis.pairs, *analysis.words, *analysis.quantities), 1.0)
        for char in analysis.singles:
            terms[char] = 1.0 if char in analysis.lonely else weight
        return list(terms.items())

    def uses(self, analysis: Analysis) -> tuple[TermUse, ...]:
        """The terms for an explanation."""
        found = []
        for name, scorer in self._scorers.items():
            for term, weight in self.terms(analysis):
                frequency = scorer.postings.frequency(scorer.postings.number(term_key(term)))
                found.append(TermUse(name, term, frequency, scorer.idf(frequency), weight))
        return tuple(found)

    def _numbers(self, scorer: FieldScorer, terms: Sequence[tuple[str, float]]) -> list[tuple[int, float]]:
        keys = np.array([term_key(t) for t, _ in terms], np.uint64)
        return list(zip(scorer.postings.find(keys).tolist(), (w for _, w in terms), strict=True))

    def _share(self, name: str, terms: Sequence[tuple[str, float]]) -> F4:
        """Score of each document as a share of the best that any could have."""
        scorer = self._scorers[name]
        numbers = self._numbers(scorer, terms)
        scores = np.zeros(self._documents, np.float32)
        scorer.add(scores, [(n, w) for n, w in numbers if n >= 0])
        unknown = (scorer.k1 + 1) * scorer.idf(0)
        possible = sum(w * (scorer.best_possible(n) if n >= 0 else unknown) for n, w in numbers)
        return scores / np.float32(possible or 1)

    def _literal(self, analysis: Analysis) -> NDArray[np.bool_]:
        """Which documents hold every pair, word and lonely character."""
        needed = [*analysis.pairs, *analysis.words, *analysis.lonely]
        scorer = self._scorers[TEXT]
        numbers = [n for n, _ in self._numbers(scorer, [(t, 1.0) for t in needed])]
        if not numbers or min(numbers) < 0:
            return np.zeros(self._documents, bool)
        held = np.zeros(self._documents, np.uint16)
        for number in numbers:
            held[scorer.postings.of_term(number)[0]] += 1
        whole: NDArray[np.bool_] = held == len(numbers)
        return whole

    def _phrase(self, analysis: Analysis) -> tuple[F4, dict[int, Match], NDArray[np.bool_]]:
        """Best phrase score of each document, where it matched, and whether as typed."""
        scores = np.zeros(self._documents, np.float32)
        exact = np.zeros(self._documents, bool)
        matches: dict[int, Match] = {}
        for reading in analysis.readings:
            found = self._finder.find(reading)
            documents, values = self._values(found)
            for document, value, place, sure in zip(
                documents.tolist(), values.tolist(), found.places.tolist(), found.exact.tolist(), strict=True
            ):
                if value > scores[document]:
                    scores[document] = value
                    matches[document] = Match(place, found.size, sure)
                    exact[document] |= sure
        return scores, matches, exact

    def _values(self, found: Found) -> tuple[NDArray[np.int64], F4]:
        weights = self._weights
        phrases = self._phrases.owner[found.places]
        covered = found.size / np.maximum(1, self._sizes[phrases])
        at_start = self._phrases.starts[phrases] == found.places
        form = (
            1 - weights.covered - weights.at_start + weights.covered * covered + weights.at_start * at_start
        )
        values = self._roles[phrases] * found.qualities * form * np.where(found.exact, 1, weights.corrected)
        return self._phrases.documents[phrases].astype(np.int64), values.astype(np.float32)

    def _signals(self, phase: Phase | None) -> F4:
        weights = self._weights
        signal = weights.severity * self._severity + weights.quality * self._quality
        if phase is not None:
            signal = signal + weights.phase * (self._phases >> PHASES.index(phase) & 1)
        return signal.astype(np.float32)


def role_of(phrases: Phrases, match: Match) -> Role:
    """The role of the phrase that a match stands in."""
    return Role(int(phrases.roles[phrases.owner[match.place]]))
