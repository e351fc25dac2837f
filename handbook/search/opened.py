"""An open index -> everything that answers from it, put together once."""

import json
from dataclasses import dataclass
from functools import cached_property, partial

from handbook.search.answer import Answerer
from handbook.search.matching.article_search import ArticleSearch
from handbook.search.matching.decoding import Decoder
from handbook.search.matching.judging import Judge
from handbook.search.matching.learned_asks import LearnedAsks, shipped
from handbook.search.matching.likelihood import AskLikelihood
from handbook.search.matching.lookup import Lookup
from handbook.search.matching.phrase_search import PhraseSearch
from handbook.search.matching.ranking import Ranker, Sources
from handbook.search.matching.sequences import SequenceFinder
from handbook.search.reading.flat_index import FlatIndex, FlatReader
from handbook.search.reading.index_files import open_field
from handbook.search.scoring import FieldScorer
from handbook.search.source.articles import ARTICLES, articles_in
from handbook.search.statutes.statutes import Statutes
from handbook.search.tables.layout import LAWS, SYLLABLES, SYNONYMS, VOCABULARY
from handbook.search.tables.phrases import Phrases
from handbook.search.tables.schema import FIELDS, HEAD, TEXT
from handbook.search.tables.stored import StoredDocuments
from handbook.search.tables.weights import Weights
from handbook.search.words.analysis import Analyser
from handbook.search.words.sounds import Sounds


@dataclass(frozen=True)
class Opened:
    """What answers from one index; its arrays are views of open files, so it is let go of as one."""

    index: FlatIndex
    reader: FlatReader
    analyser: Analyser
    lookup: Lookup
    ranker: Ranker
    stored: StoredDocuments
    answerer: Answerer
    judge: Judge

    @cached_property
    def number_by_id(self) -> dict[str, int]:
        """Made when use is first told: every document is read once for it."""
        return {self.stored[n].id: n for n in range(len(self.stored))}


def put_together(index: FlatIndex, weights: Weights) -> Opened:
    """Everything over `index`; raises what a reader of files and JSON raises where the files are not what they were."""
    reader = index.reader()
    files, documents = reader.files(), reader.doc_count_all()
    fields, signals, folding = files.fields, files.signals, files.folding
    sounds = Sounds.of(files.characters, files.text(SYLLABLES).split("\n")[:-1])
    phrases = Phrases.of(files.phrases)
    statutes = Statutes(fields[TEXT], open_field(files.folder, LAWS), signals)
    analyser = Analyser(folding, sounds.spoken, json.loads(files.text(SYNONYMS)))
    stored = StoredDocuments(files.documents, signals["offsets"], folding)
    vocabulary = frozenset(files.text(VOCABULARY).splitlines())
    lookup = Lookup({n: FieldScorer(fields[n], weights.k1, weights.b) for n in FIELDS}, weights)
    likelihood = AskLikelihood(fields[HEAD])
    sources = Sources(
        analyse=analyser.analyse,
        text_of=lambda n: stored[n].whole,
        lines_of=lambda n: stored[n].whole_lines,
        lookup=lookup,
        likelihood=likelihood,
        learned=LearnedAsks(shipped, stored.ids),
        phrases=PhraseSearch(
            phrases, SequenceFinder(phrases, sounds, weights), documents, weights, vocabulary
        ),
        articles=ArticleSearch(
            partial(articles_in, (files.folder / ARTICLES).read_bytes()), documents, weights
        ),
        decoder=Decoder(fields[TEXT], sounds, weights, vocabulary),
        statutes=statutes,
        vocabulary=vocabulary,
    )
    return Opened(
        index=index,
        reader=reader,
        analyser=analyser,
        lookup=lookup,
        ranker=Ranker(sources, signals, weights),
        stored=stored,
        answerer=Answerer(
            stored, signals["kinds"], phrases, weights, vocabulary, sources.decoder.is_well_typed
        ),
        judge=Judge(lookup, likelihood, folding, signals["kinds"]),
    )
