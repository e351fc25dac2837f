"""Query -> Results over one open index; used from one thread at a time."""

import json
import time
from collections.abc import Mapping
from dataclasses import asdict
from functools import cached_property, partial

import numpy as np

from handbook.search.answer import Answerer
from handbook.search.hits import Results
from handbook.search.matching.article_search import ArticleSearch
from handbook.search.matching.decoding import Decoder
from handbook.search.matching.explanation import Explanation, ScoredHit
from handbook.search.matching.lookup import Lookup
from handbook.search.matching.phrase_search import PhraseSearch
from handbook.search.matching.ranking import Ranked, Ranker, Sources, nothing
from handbook.search.matching.sequences import SequenceFinder
from handbook.search.query import Query
from handbook.search.reading.flat_index import FlatIndex
from handbook.search.reading.index_files import open_field
from handbook.search.scoring import FieldScorer
from handbook.search.source.articles import ARTICLES, articles_in
from handbook.search.statutes.statutes import Statutes
from handbook.search.tables.layout import KINDS, LAWS, SYLLABLES, SYNONYMS
from handbook.search.tables.phrases import Phrases
from handbook.search.tables.schema import FIELDS, TEXT
from handbook.search.tables.stored import StoredDocuments
from handbook.search.tables.weights import WEIGHTS, Weights
from handbook.search.words.analysis import Analyser, Analysis
from handbook.search.words.sounds import Sounds
from handbook.search.words.units import Reading, UnitKind


class SearchEngine:
    """Searches one index."""

    def __init__(self, index: FlatIndex, weights: Weights = WEIGHTS) -> None:
        self.index = index
        self.weights = weights
        self.reader = index.reader()
        files, documents = self.reader.files(), self.reader.doc_count_all()
        fields, signals, folding = files.fields, files.signals, files.folding
        sounds = Sounds.of(files.characters, files.text(SYLLABLES).split("\n")[:-1])
        phrases = Phrases.of(files.phrases)
        self._analyser = Analyser(folding, sounds.spoken, json.loads(files.text(SYNONYMS)))
        self._stored = StoredDocuments(files.documents, signals["offsets"], folding)
        self.lookup = Lookup({n: FieldScorer(fields[n], weights.k1, weights.b) for n in FIELDS}, weights)
        sources = Sources(
            analyse=self._analyser.analyse,
            text_of=lambda n: self._stored[n].whole,
            lookup=self.lookup,
            phrases=PhraseSearch(phrases, SequenceFinder(phrases, sounds, weights), documents, weights),
            articles=ArticleSearch(
                partial(articles_in, (files.folder / ARTICLES).read_bytes()), documents, weights
            ),
            decoder=Decoder(fields[TEXT], sounds, weights),
            statutes=Statutes(fields[TEXT], open_field(files.folder, LAWS), signals),
        )
        self._ranker = Ranker(sources, signals, weights)
        self._answerer = Answerer(self._stored, signals["kinds"], phrases, weights)
        self._is_closed = False

    def close(self) -> None:
        """Let go of the files."""
        if not self._is_closed:
            self.reader.close()
            self.__dict__ = {"_is_closed": True}

    def remember_use(self, use: Mapping[str, float]) -> None:
        """How much each entry was opened lately (id → 0–1); a small lift, nothing is ever hidden by it."""
        lifts = np.zeros(len(self._stored), np.float32)
        for entry_id, share in use.items():
            number = self._number_by_id.get(entry_id)
            if number is not None:
                lifts[number] = min(1.0, max(0.0, share))
        self._ranker.use = lifts

    @cached_property
    def _number_by_id(self) -> dict[str, int]:
        """Made when use is first told: every document is read once for it."""
        return {self._stored[n].id: n for n in range(len(self._stored))}

    def search(self, query: Query) -> Results:
        """The entries that answer `query`, best first; never raises, whatever was typed."""
        started = time.perf_counter()
        analysis, ranked = self._ranked(query)
        hits = self._answerer.hits(analysis, ranked)
        understood = self._answerer.understood_as(ranked)
        exact = not hits or not hits[0].is_corrected
        return Results(
            query,
            hits,
            dict(zip(KINDS, ranked.counts.tolist(), strict=True)),
            ranked.total,
            understood,
            elapsed_ms=(time.perf_counter() - started) * 1000,
            exact=exact,
            missed=not analysis.is_empty and (not ranked.counts.any() or ranked.is_close or not exact),
        )

    def _ranked(self, query: Query) -> tuple[Analysis, Ranked]:
        analysis = self._analyser.analyse(query.text)
        if analysis.is_empty:
            return analysis, nothing()
        return analysis, self._ranker.rank(analysis, query.phase, query.kind, query.limit)

    def explain(self, query: Query) -> Explanation:
        """How `query` was understood and why each hit scored what it did."""
        analysis, ranked = self._ranked(query)
        hits = []
        for row, document in enumerate(ranked.documents.tolist()):
            stored = self._stored[document]
            parts = {name: float(values[row]) for name, values in ranked.parts.items()}
            hits.append(ScoredHit(stored.id, stored.title, float(ranked.scores[row]), parts))
        assumed = [self._answerer.understood_as(ranked), ranked.decoded.text if ranked.decoded else ""]
        return Explanation(
            text=query.text,
            folded=analysis.folded,
            readings=tuple(map(_shown, analysis.readings)),
            corrections=tuple(dict.fromkeys(filter(None, assumed))),
            terms=self.lookup.uses(ranked.terms),
            weights=asdict(self.weights),
            hits=tuple(hits),
        )


def _shown(reading: Reading) -> str:
    return " ".join(u.text + ("…" if u.kind is UnitKind.PART else "") for u in reading)
