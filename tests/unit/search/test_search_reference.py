"""Our index as Whoosh searches it: same scores and same ten best as the fast scorer; read only."""

import random

import numpy as np
import pytest
from whoosh.filedb.filestore import ReadOnlyError
from whoosh.index import Index
from whoosh.query import And, Every, Or, Phrase, Prefix, Query, Term

from handbook.model.kinds import Kind
from handbook.search.index import build_documents_index
from handbook.search.reading.flat_index import FlatIndex, FlatStorage
from handbook.search.scoring import FieldScorer, top
from handbook.search.source.documents import Document
from handbook.search.tables.schema import TEXT
from handbook.search.words.terms import term_key, terms_of

WORDS = [
    "暖气",
    "漏水",
    "室温",
    "退费",
    "阀门",
    "管道",
    "循环泵",
    "测温",
    "报停",
    "供热",
    "用户",
    "单位",
    "条例",
    "温度",
    "检修",
    "安全",
    "通知",
    "36条",
    "PPR",
    "20度",
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> FlatIndex:
    chance = random.Random(3)
    documents = [
        Document(
            id=str(n),
            kind=Kind.KNOWLEDGE,
            title="",
            body=",".join(chance.choices(WORDS, k=chance.randrange(3, 60))),
        )
        for n in range(400)
    ]
    path = tmp_path_factory.mktemp("reference") / "index"
    build_documents_index(documents, path, "r")
    return FlatStorage(path, "r").open_index()


def fast(scorer: FieldScorer, terms: list[str]) -> np.ndarray:
    numbers = scorer.postings.find(np.array([term_key(t) for t in terms], np.uint64))
    return scorer.score([(n, 1.0) for n in numbers.tolist() if n >= 0])


def test_same_scores_and_same_ten_best(index: FlatIndex) -> None:
    scorer = FieldScorer(index.reader().files().fields[TEXT], 1.2, 0.75)
    chance = random.Random(5)
    with index.searcher() as searcher:
        for _ in range(40):
            terms = sorted(set(terms_of("".join(chance.sample(WORDS, 3)).lower())))
            slow = searcher.search(Or([Term(TEXT, t) for t in terms]), limit=10)
            scores = fast(scorer, terms)
            assert [h.docnum for h in slow] == top(scores, 10).tolist()
            assert np.allclose([h.score for h in slow], np.sort(scores)[::-1][:10], rtol=1e-6, atol=0)


def found(index: FlatIndex, query: Query) -> set[int]:
    with index.searcher() as searcher:
        return {hit.docnum for hit in searcher.search(query, limit=None)}


def test_it_is_an_index_like_any_other(index: FlatIndex) -> None:
    assert isinstance(index, Index)
    assert index.storage.open_index().doc_count() == index.doc_count() == index.doc_count_all() == 400
    assert not index.is_empty()
    assert index.up_to_date()
    assert index.field_length(TEXT) == index.reader().files().fields[TEXT].total
    assert index.max_field_length(TEXT) > 0
    assert found(index, Every()) == set(range(400))
    assert found(index, Prefix(TEXT, "漏")) == found(index, Term(TEXT, "漏水"))
    assert found(index, And([Term(TEXT, "漏水"), Term(TEXT, "ppr")])) <= found(index, Term(TEXT, "ppr"))


def test_a_phrase_does_not_reach_over_a_comma(index: FlatIndex) -> None:
    text = {n: index.reader().stored_fields(n)["document"]["body"].lower() for n in range(400)}
    for terms, written in (
        (("循环", "环泵"), "循环泵"),
        (("36", "条"), "36条"),
        (("漏", "水", "室"), "漏水室"),
    ):
        assert found(index, Phrase(TEXT, list(terms))) == {n for n in text if written in text[n]}
    assert found(index, Phrase(TEXT, ["循", "环", "泵"]))


def test_nothing_writes_into_it(index: FlatIndex) -> None:
    for write in (
        index.writer,
        lambda: index.delete_by_term(TEXT, "漏水"),
        lambda: index.storage.open_index(schema=3),
    ):
        with pytest.raises(ReadOnlyError):
            write()


def test_whoosh_can_list_terms_and_read_documents(index: FlatIndex) -> None:
    reader = index.reader()
    listed = [text.decode() for field, text in reader.all_terms() if field == TEXT]
    assert "暖气" in listed
    assert "ppr" in listed
    assert len(listed) == len(set(listed)) == len(reader.files().fields[TEXT].keys)
    assert (TEXT, "漏水") in reader
    assert (TEXT, "没有") not in reader
    assert reader.stored_fields(7)["document"]["id"] == "7"
    info = reader.term_info(TEXT, "暖气")
    assert info.doc_frequency() == reader.doc_frequency(TEXT, "暖气") <= info.weight()
    assert list(reader.expand_prefix(TEXT, "漏")) == ["漏".encode(), "漏水".encode()]
    reader.close()


def test_matcher_skips_like_any_other(index: FlatIndex) -> None:
    reader = index.reader()
    matcher = reader.postings(TEXT, "暖气")
    assert matcher.term() == (TEXT, "暖气".encode())
    ids = list(matcher.copy().all_ids())
    matcher.skip_to(ids[3])
    assert matcher.id() == ids[3]
    matcher.next()
    assert matcher.id() == ids[4]
    matcher.reset()
    assert matcher.id() == ids[0]
    reader.close()


def test_top_equals_a_full_sort() -> None:
    chance = np.random.default_rng(1)
    for size in (0, 1, 50, 64, 5000):
        scores = chance.integers(0, 50, size).astype(np.float32)
        for count in (0, 1, 10, 200):
            order = np.lexsort((np.arange(size), -scores))
            assert top(scores, count).tolist() == [i for i in order[:count].tolist() if scores[i] > 0]
