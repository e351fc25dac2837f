"""Query -> Results over one open index; used from one thread at a time."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from handbook.model.kinds import Kind
from handbook.search.analysis import Analyser, Analysis
from handbook.search.articles import ARTICLES, read_articles
from handbook.search.build import CHARACTERS, KINDS, PHASES, PHRASES, SYLLABLES, SYNONYMS
from handbook.search.codec import DOCUMENTS, OFFSETS, open_reader
from handbook.search.explanation import Explanation
from handbook.search.flat_file import contents, read_arrays
from handbook.search.fold import Folding
from handbook.search.hits import Hit, Results
from handbook.search.phrases import Phrases, Role
from handbook.search.postings import F4
from handbook.search.query import Query
from handbook.search.schema import HEAD, TEXT
from handbook.search.scoring import FieldScorer
from handbook.search.sequences import SequenceFinder
from handbook.search.snippets import Needles, best_line, mark, marks_of, snippet_of
from handbook.search.sounds import Sounds
from handbook.search.stored import StoredDocuments
from handbook.search.terms import term_key
from handbook.search.weights import WEIGHTS, Weights


class SearchEngine:
    """Searches one index folder, which must have been checked before."""

    def __init__(self, folder: Path, documents: int, weights: Weights = WEIGHTS) -> None:
        self.weights = weights
        self.reader = open_reader(folder, documents)
        signals = read_arrays(folder / OFFSETS)
        characters = read_arrays(folder / CHARACTERS)
        folding = Folding(dict(characters["simplified"].tolist()))
        self._sounds = Sounds.of(characters, (folder / SYLLABLES).read_text("utf-8").split("\n")[:-1])
        groups = json.loads((folder / SYNONYMS).read_text("utf-8"))
        self._analyser = Analyser(folding, self._sounds.spoken, groups)
        self._stored = StoredDocuments(contents(folder / DOCUMENTS), signals["offsets"], folding)
        self._phrases = Phrases.of(read_arrays(folder / PHRASES))
        self._finder = SequenceFinder(self._phrases, self._sounds, weights)
        self._articles = read_articles(folder / ARTICLES)
        self._kinds, self._signals = signals["kinds"], signals
        fields = self.reader._terms.fields
        self._scorers = {name: FieldScorer(fields[name], weights.k1, weights.b) for name in (TEXT, HEAD)}
        self._is_closed = False

    def close(self) -> None:
        """Let go of the files."""
        if not self._is_closed:
            self._is_closed = True
            self.reader.close()
            self.__dict__ = {"_is_closed": True}

    def search(self, query: Query) -> Results:
        """The entries that answer `query`, best first; never raises, whatever was typed."""
        started = time.perf_counter()
        analysis = self._analyser.analyse(query.text)
        if analysis.is_empty:
            return Results(query, counts=dict.fromkeys(Kind, 0))
        ranked = self._rank(analysis, query)
        counts = np.bincount(self._kinds[ranked.documents], minlength=len(KINDS))
        if query.kind is not None:
            ranked = ranked.only(self._kinds[ranked.documents] == KINDS.index(query.kind))
        shown = ranked.documents[: max(0, query.limit)]
        hits = tuple(self._hit(int(d), analysis, ranked) for d in shown)
        return Results(
            query, hits,
            counts={kind: int(counts[i]) for i, kind in enumerate(KINDS)},
            total=len(ranked.documents),
            elapsed_ms=(time.perf_counter() - started) * 1000,
            missed=not len(ranked.documents),
        )  # fmt: skip

    def explain(self, query: Query) -> Explanation:
        """How `query` was understood and why each hit scored what it did."""
        raise NotImplementedError


@dataclass(frozen=True)
class _Ranked:
    documents: NDArray[np.int64]
    scores: F4
    phrase_place: dict[int, tuple[int, int]] = field(default_factory=dict)
