"""Query -> Results over one open index; used from one thread at a time."""

import time
from collections.abc import Mapping
from dataclasses import asdict, replace

import numpy as np

from handbook.search.confidence import Confidence
from handbook.search.hits import Results
from handbook.search.matching.explanation import Explanation, ScoredHit
from handbook.search.matching.ranking import Ranked, nothing
from handbook.search.opened import Opened, put_together
from handbook.search.query import Query
from handbook.search.reading.flat_index import FlatIndex
from handbook.search.tables.layout import KINDS
from handbook.search.tables.weights import WEIGHTS, Weights
from handbook.search.words.analysis import Analysis
from handbook.search.words.fold import Folding
from handbook.search.words.units import Reading, UnitKind


class SearchEngine:
    """Searches one index."""

    def __init__(self, index: FlatIndex, weights: Weights = WEIGHTS) -> None:
        self.weights = weights
        self._opened: Opened | None = put_together(index, weights)

    @property
    def opened(self) -> Opened:
        """What answers; raises ValueError once the index is closed, as a closed file does."""
        if self._opened is None:
            raise ValueError("this index is closed")
        return self._opened

    @property
    def folding(self) -> Folding:
        """How the indexed texts were folded; raises ValueError once the index is closed."""
        return self.opened.reader.files().folding

    def close(self) -> None:
        """Let go of the files; closing twice is harmless."""
        if self._opened is not None:
            self._opened.reader.close()
            self._opened = None

    def remember_use(self, use: Mapping[str, float]) -> None:
        """How much each entry was opened lately (id → 0–1); a small lift, nothing is ever hidden by it."""
        opened = self.opened
        lifts = np.zeros(len(opened.stored), np.float32)
        for entry_id, share in use.items():
            number = opened.number_by_id.get(entry_id)
            if number is not None:
                lifts[number] = min(1.0, max(0.0, share))
        opened.ranker.use = lifts

    def take_floor(self, degrees: float) -> None:
        """℃ that the law of the place asks of a room: a temperature that is said lies above or below it."""
        self.opened.ranker.room_floor = degrees

    def search(self, query: Query) -> Results:
        """The entries that answer `query`, best first; never raises while it is open, whatever was typed."""
        started = time.perf_counter()
        opened = self.opened
        analysis, ranked = _ranked(opened, query)
        confidence = opened.judge.confidence(analysis, ranked)
        is_danger = ranked.is_danger
        if confidence is Confidence.NONE:
            ranked = nothing()
        hits = opened.answerer.hits(analysis, ranked)
        understood = opened.answerer.understood_as(analysis, ranked)
        exact = not hits or not hits[0].is_corrected
        return Results(
            query,
            hits,
            dict(zip(KINDS, ranked.counts.tolist(), strict=True)),
            ranked.total,
            understood,
            elapsed_ms=(time.perf_counter() - started) * 1000,
            exact=exact,
            confidence=confidence,
            unheeded_quote=ranked.unheeded_quote,
            is_danger=is_danger,
        )

    def explain(self, query: Query) -> Explanation:
        """How `query` was understood and why each hit scored what it did."""
        opened = self.opened
        analysis, ranked = _ranked(opened, query)
        hits = []
        for row, document in enumerate(ranked.documents.tolist()):
            stored = opened.stored[document]
            parts = {name: float(values[row]) for name, values in ranked.parts.items()}
            hits.append(ScoredHit(stored.id, stored.title, float(ranked.scores[row]), parts))
        assumed = [
            opened.answerer.understood_as(analysis, ranked),
            ranked.decoded.text if ranked.decoded else "",
        ]
        return Explanation(
            text=query.text,
            folded=analysis.folded,
            readings=tuple(map(_shown, analysis.readings)),
            corrections=tuple(dict.fromkeys(filter(None, assumed))),
            terms=opened.lookup.uses(ranked.terms),
            weights=asdict(self.weights),
            hits=tuple(hits),
        )


def _ranked(opened: Opened, query: Query) -> tuple[Analysis, Ranked]:
    analysis = opened.analyser.analyse(query.text)
    if analysis.is_empty:
        return analysis, nothing()
    if query.is_literal:
        analysis = replace(analysis, synonyms=(), variants=())
    return analysis, opened.ranker.rank(
        analysis, query.phase, query.kind, query.limit, is_literal=query.is_literal
    )


def _shown(reading: Reading) -> str:
    return " ".join(u.text + ("…" if u.kind is UnitKind.PART else "") for u in reading)
