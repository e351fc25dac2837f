"""Query -> ranked documents with the parts of their scores, where they matched, and what was assumed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from handbook.model.kinds import Kind, Phase
from handbook.search.analysis import Analysis
from handbook.search.article_search import ArticleSearch
from handbook.search.decoding import Decoded, Decoder
from handbook.search.diversity import spread
from handbook.search.flat_file import Arrays
from handbook.search.layout import KINDS, PHASES
from handbook.search.lookup import Lookup, Terms
from handbook.search.phrase_search import Match, PhraseSearch
from handbook.search.postings import F4
from handbook.search.questions import QuestionRanker
from handbook.search.schema import HEAD, TEXT
from handbook.search.scoring import top
from handbook.search.weights import Weights

_SEVERITY_RANKS = 4
_FEWEST_RANKED = 50
_LONGEST_DECODED = 8
"""Distinct pairs up to which slips are decoded; longer sentences say enough without."""
_QUESTION = 4
"""Distinct pairs from which on a query is a sentence, not a key word."""


@dataclass(frozen=True)
class Ranked:
    """Found documents, best first, cut off after the asked number."""

    documents: NDArray[np.int64]
    scores: F4
    counts: NDArray[np.int64]
    """Found documents by kind, over all kinds."""
    total: int
    """Found documents within the scope."""
    terms: Terms = ()
    parts: Mapping[str, F4] = field(default_factory=dict[str, F4])
    """Name → what each document got for it."""
    matches: Mapping[int, Match] = field(default_factory=dict[int, Match])
    typed: NDArray[np.bool_] | None = None
    """Whether each document holds what was typed, not only a correction of it."""
    decoded: Decoded | None = None
    notes: Mapping[int, str] = field(default_factory=dict[int, str])
    is_close: bool = False
    """Nothing was found; these are the closest entries."""


def nothing() -> Ranked:
    """No documents."""
    return Ranked(np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(len(KINDS), np.int64), 0)


class Ranker:
    """Ranks the documents of one index."""

    def __init__(
        self,
        lookup: Lookup,
        phrases: PhraseSearch,
        articles: ArticleSearch,
        decoder: Decoder,
        questions: QuestionRanker,
        signals: Arrays,
        weights: Weights,
    ) -> None:
        self._lookup, self._phrases, self._articles = lookup, phrases, articles
        self._decoder, self._questions, self._weights = decoder, questions, weights
        self._kinds, self._groups = signals["kinds"], signals["groups"]
        rank = np.minimum(signals["severities"], _SEVERITY_RANKS).astype(np.float32)
        self._still = weights.severity * (1 - rank / _SEVERITY_RANKS) + weights.quality * signals["qualities"]
        self._phases = signals["phases"]
        self.use = np.zeros(lookup.documents, np.float32)
        """How much each document was opened lately, 0–1."""

    def rank(self, analysis: Analysis, phase: Phase | None, kind: Kind | None, limit: int) -> Ranked:
        """The documents that answer, best first; ties in the order of the handbook."""
        weights, lookup = self._weights, self._lookup
        literal = lookup.literal(analysis)
        phrase = self._phrases.search(analysis, mend=not literal.any())
        article = self._articles.search(analysis)
        typed = literal | phrase.exact | (article.scores > 0)
        decoded = None
        if not literal.any() and len(analysis.pairs) <= _LONGEST_DECODED:
            decoded = self._decoder.decode(analysis, lookup.is_held)
        if decoded and decoded.is_spelling:
            typed |= lookup.holding([t for t, _ in lookup.assumed(analysis, decoded)])
        as_typed, assumed = lookup.typed(analysis), lookup.assumed(analysis, decoded)
        text = lookup.share(TEXT, as_typed, assumed)
        parts = {
            "text": text * np.float32(weights.text),
            "head": lookup.share(HEAD, as_typed, assumed) * np.float32(weights.head),
            "phrase": phrase.scores * np.float32(weights.phrase),
            "article": article.scores,
            "typed": typed * np.float32(weights.literal),
            "signals": self._signals(phase),
        }
        is_question = len(analysis.pairs) >= _QUESTION
        if is_question:
            parts["text"] = self._questions.rerank(analysis, text) * np.float32(weights.text)
        found, is_close = self._found(text, typed | (phrase.scores > 0), is_question)
        total = np.add.reduce(list(parts.values()))
        total[~found] = 0
        counts = np.bincount(self._kinds[found], minlength=len(KINDS))
        if kind is not None:
            total[self._kinds != KINDS.index(kind)] = 0
        chosen = top(total, max(limit, _FEWEST_RANKED))
        chosen = spread(chosen, self._groups, article.scores)[: max(0, limit)]
        return Ranked(
            chosen, total[chosen], counts, int(np.count_nonzero(total)), [*as_typed, *assumed],
            {name: part[chosen] for name, part in parts.items()},
            phrase.matches(chosen), typed[chosen], decoded, article.notes, is_close,
        )  # fmt: skip

    def _found(self, text: F4, sure: NDArray[np.bool_], is_question: bool) -> tuple[NDArray[np.bool_], bool]:
        """Which documents count as found, and whether they are only the closest ones."""
        weights = self._weights
        best = text.max(initial=0)
        floor, relative = weights.floor, weights.relative_floor
        if is_question:
            floor, relative = weights.question_floor, weights.question_relative_floor
        found = sure | (text >= max(floor, relative * best))
        if found.any() or best < weights.close:
            return found, False
        return text >= max(weights.close, 0.7 * best), True

    def _signals(self, phase: Phase | None) -> F4:
        weights = self._weights
        signal = self._still + weights.use * self.use
        if phase is not None:
            signal = signal + weights.phase * (self._phases >> PHASES.index(phase) & 1)
        return signal.astype(np.float32)
