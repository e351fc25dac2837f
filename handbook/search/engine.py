"""Query -> Results over one open index; used from one thread at a time."""

import json
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np

from handbook.search.analysis import Analyser, Analysis
from handbook.search.answer import Answerer
from handbook.search.articles import ARTICLES, read_articles
from handbook.search.codec import DOCUMENTS, OFFSETS, open_reader
from handbook.search.explanation import Explanation, ScoredHit
from handbook.search.flat_file import contents, read_arrays
from handbook.search.fold import Folding
from handbook.search.hits import Results
from handbook.search.layout import CHARACTERS, KINDS, PHRASES, SYLLABLES, SYNONYMS
from handbook.search.phrases import Phrases
from handbook.search.query import Query
from handbook.search.ranking import Ranked, Ranker
from handbook.search.schema import HEAD, TEXT
from handbook.search.scoring import FieldScorer
from handbook.search.sequences import SequenceFinder
from handbook.search.sounds import Sounds
from handbook.search.stored import StoredDocuments
from handbook.search.units import Reading, UnitKind
from handbook.search.weights import WEIGHTS, Weights


class SearchEngine:
    """Searches one index folder, which must have been checked before."""

    def __init__(self, folder: Path, documents: int, weights: Weights = WEIGHTS) -> None:
        self.weights = weights
        self.reader = open_reader(folder, documents)
        signals = read_arrays(folder / OFFSETS)
        characters = read_arrays(folder / CHARACTERS)
        folding = Folding(dict(characters["simplified"].tolist()))
        sounds = Sounds.of(characters, (folder / SYLLABLES).read_text("utf-8").split("\n")[:-1])
        groups = json.loads((folder / SYNONYMS).read_text("utf-8"))
        phrases = Phrases.of(read_arrays(folder / PHRASES))
        fields = self.reader._terms.fields
        scorers = {name: FieldScorer(fields[name], weights.k1, weights.b) for name in (TEXT, HEAD)}
        self._kinds = signals["kinds"]
        self._articles = read_articles(folder / ARTICLES)
        self._stored = StoredDocuments(contents(folder / DOCUMENTS), signals["offsets"], folding)
        self._analyser = Analyser(folding, sounds.spoken, groups)
        self._ranker = Ranker(scorers, phrases, SequenceFinder(phrases, sounds, weights), signals, weights)
        self._answerer = Answerer(self._stored, self._kinds, phrases)
        self._is_closed = False

    def close(self) -> None:
        """Let go of the files."""
        if not self._is_closed:
            self.reader.close()
            self.__dict__ = {"_is_closed": True}

    def search(self, query: Query) -> Results:
        """The entries that answer `query`, best first; never raises, whatever was typed."""
        started = time.perf_counter()
        analysis, ranked = self._ranked(query)
        counts = np.bincount(self._kinds[ranked.documents], minlength=len(KINDS)).tolist()
        ranked = self._within(ranked, query)
        hits = self._answerer.hits(analysis, ranked, max(0, query.limit))
        exact = bool(hits) and not hits[0].is_corrected
        return Results(
            query, hits, dict(zip(KINDS, counts, strict=True)), len(ranked.documents),
            understood_as=self._answerer.understood_as(ranked) if hits and not exact else "",
            elapsed_ms=(time.perf_counter() - started) * 1000,
            exact=exact or not hits, missed=not analysis.is_empty and not exact,
        )  # fmt: skip

    def _ranked(self, query: Query) -> tuple[Analysis, Ranked]:
        analysis = self._analyser.analyse(query.text)
        if analysis.is_empty:
            return analysis, Ranked(np.zeros(0, np.int64), np.zeros(0, np.float32))
        return analysis, self._ranker.rank(analysis, query.phase)

    def _within(self, ranked: Ranked, query: Query) -> Ranked:
        if query.kind is None:
            return ranked
        return ranked.only(self._kinds[ranked.documents] == KINDS.index(query.kind))

    def explain(self, query: Query) -> Explanation:
        """How `query` was understood and why each hit scored what it did."""
        analysis, ranked = self._ranked(query)
        ranked = self._within(ranked, query)
        hits = []
        for row, document in enumerate(ranked.documents[: max(0, query.limit)].tolist()):
            stored = self._stored[document]
            parts = {name: float(values[row]) for name, values in ranked.parts.items()}
            hits.append(ScoredHit(stored.id, stored.title, float(ranked.scores[row]), parts))
        understood = self._answerer.understood_as(ranked) if len(ranked.documents) else ""
        return Explanation(
            query.text, analysis.folded, tuple(map(_shown, analysis.readings)), (understood,) if understood else (),
            self._ranker.uses(analysis) if not analysis.is_empty else (), asdict(self.weights), tuple(hits),
        )  # fmt: skip


def _shown(reading: Reading) -> str:
    return " ".join(u.text + ("…" if u.kind is UnitKind.PART else "") for u in reading)
