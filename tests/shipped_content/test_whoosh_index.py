"""The shipped index, searched by Whoosh itself: its ten best and their scores are those of our own scoring."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from whoosh.index import Index
from whoosh.query import And, Or, Phrase, Query, Term

from handbook.content.loader import load_content
from handbook.search.engine import SearchEngine
from handbook.search.index import build_index, open_index
from handbook.search.scoring import FieldScorer, top
from handbook.search.source.documents import documents_of
from handbook.search.tables.field_texts import indexed_texts
from handbook.search.tables.schema import FIELDS, TEXT
from handbook.search.words.terms import runs, term_key, terms_of

CONTENT = Path(__file__).parents[2] / "content"
QUERIES = 500
BEST = 10
Asked = tuple[Query, str, Sequence[str], str]
"""(query for Whoosh, field, its terms, what must stand there in one piece or "")."""


@pytest.fixture(scope="module")
def texts() -> list[dict[str, str]]:
    """Folded texts of each document by field."""
    return []


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, texts: list[dict[str, str]]) -> Iterator[SearchEngine]:
    handbook = load_content(CONTENT).handbook
    folder = tmp_path_factory.mktemp("whoosh") / "index"
    build_index(handbook, folder)
    opened = open_index(folder, handbook.revision)
    fold = opened.opened.reader.files().folding.fold
    texts += [indexed_texts(document, fold) for document in documents_of(handbook)]
    yield opened
    opened.close()


def tokens_of(text: str) -> list[tuple[str, int]]:
    """(character or word, where it stands) of folded text."""
    found: list[tuple[str, int]] = []
    for run, is_chinese, start in runs(text):
        found += [(char, start + n) for n, char in enumerate(run)] if is_chinese else [(run, start)]
    return found


def drawn(texts: Sequence[dict[str, str]]) -> Iterator[Asked]:
    """Terms of the whole content (or), of one document (and), and pieces of its text (phrase)."""
    chance = random.Random(20261129)
    listed = {name: sorted({t for text in texts for t in terms_of(text[name])}) for name in FIELDS}
    for number in range(QUERIES):
        field = chance.choice(FIELDS)
        text = chance.choice([text[field] for text in texts if text[field]])
        if number % 3 == 0:
            terms = chance.sample(listed[field], chance.randint(1, 6))
            yield Or([Term(field, t) for t in terms]), field, terms, ""
        elif number % 3 == 1:
            own = sorted(set(terms_of(text)))
            terms = chance.sample(own, min(len(own), chance.randint(1, 4)))
            yield And([Term(field, t) for t in terms]), field, terms, ""
        else:
            tokens = tokens_of(text)
            start = chance.randrange(len(tokens) - 1)
            size = chance.randint(2, 6)
            piece = [tokens[start]]
            for token in tokens[start + 1 : start + size]:
                if token[1] != piece[-1][1] + len(piece[-1][0]):
                    break
                piece.append(token)
            terms = [word for word, _ in piece]
            yield Phrase(field, terms), field, terms, "".join(terms)


def scored(engine: SearchEngine, texts: Sequence[dict[str, str]], asked: Asked) -> np.ndarray:
    """What our own scoring gives each document for the query."""
    query, field, terms, phrase = asked
    scorer: FieldScorer = engine.opened.lookup.scorers[field]
    numbers = scorer.postings.find(np.array([term_key(t) for t in terms], np.uint64)).tolist()
    scores = scorer.score([(n, 1.0) for n in numbers])
    if not isinstance(query, Or):
        for number in numbers:
            scores[np.setdiff1d(np.arange(len(scores)), scorer.postings.of_term(number)[0])] = 0
    for document in np.flatnonzero(scores).tolist() if phrase else ():
        if not _holds(texts[document][field], terms, phrase):
            scores[document] = 0
    return scores


def _holds(text: str, terms: Sequence[str], phrase: str) -> bool:
    """Whether the terms stand side by side as whole words: 傅1 is not in 师傅15 分钟."""
    if phrase not in text:
        return False
    tokens = tokens_of(text)
    starts = [place for word, place in tokens if word == terms[0] and text.startswith(phrase, place)]
    ends = {place + len(word) for word, place in tokens if word == terms[-1]}
    return any(place + len(phrase) in ends for place in starts)


def test_whoosh_finds_the_same_ten_with_the_same_scores(
    engine: SearchEngine, texts: list[dict[str, str]]
) -> None:
    assert isinstance(engine.opened.index, Index)
    found = 0
    with engine.opened.index.searcher() as searcher:
        for asked in drawn(texts):
            hits = searcher.search(asked[0], limit=BEST)
            scores = scored(engine, texts, asked)
            best = top(scores, BEST)
            assert [hit.docnum for hit in hits] == best.tolist(), asked
            assert np.allclose([hit.score for hit in hits], scores[best], rtol=1e-6, atol=0), asked
            found += len(best)
    assert found > QUERIES


def test_a_term_has_as_many_places_as_it_is_counted(
    engine: SearchEngine, texts: list[dict[str, str]]
) -> None:
    postings = engine.opened.reader.files().fields[TEXT]
    reader = engine.opened.index.reader()
    chance = random.Random(1)
    for number in chance.sample(range(len(postings.keys)), 300):
        matcher = reader.postings(TEXT, postings.text_of(number))
        while matcher.is_active():
            places = matcher.value_as("positions")
            assert len(places) == matcher.weight() or matcher.weight() == 255
            assert places == sorted(places)
            matcher.next()
    reader.close()
