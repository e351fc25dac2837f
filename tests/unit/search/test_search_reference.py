"""The fast scorer against Whoosh's own: same scores, same ten best."""

import random
from pathlib import Path

import numpy as np
import pytest
from whoosh.query import Or, Term
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from handbook.model.kinds import Kind
from handbook.search.index import build_documents_index
from handbook.search.matching.scoring import FieldScorer, top
from handbook.search.source.documents import Document
from handbook.search.tables.schema import TEXT
from handbook.search.words.terms import term_key, terms_of
from handbook.search.writing.codec import open_reader

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
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
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
    return path


def fast(scorer: FieldScorer, terms: list[str]) -> np.ndarray:
    numbers = scorer.postings.find(np.array([term_key(t) for t in terms], np.uint64))
    return scorer.score([(n, 1.0) for n in numbers.tolist() if n >= 0])


def test_same_scores_and_same_ten_best(folder: Path) -> None:
    reader = open_reader(folder, 400)
    searcher = Searcher(reader, weighting=BM25F(B=0.75, K1=1.2))
    scorer = FieldScorer(reader._terms.fields[TEXT], 1.2, 0.75)
    chance = random.Random(5)
    for _ in range(40):
        terms = sorted(set(terms_of("".join(chance.sample(WORDS, 3)).lower())))
        slow = searcher.search(Or([Term(TEXT, t) for t in terms]), limit=10)
        scores = fast(scorer, terms)
        assert [h.docnum for h in slow] == top(scores, 10).tolist()
        assert np.allclose([h.score for h in slow], np.sort(scores)[::-1][:10], rtol=1e-4)
    searcher.close()


def test_whoosh_can_list_terms_and_read_documents(folder: Path) -> None:
    reader = open_reader(folder, 400)
    listed = [text.decode() for field, text in reader.all_terms() if field == TEXT]
    assert "暖气" in listed
    assert "ppr" in listed
    assert len(listed) == len(set(listed)) == len(reader._terms.fields[TEXT].keys)
    assert (TEXT, "漏水") in reader
    assert (TEXT, "没有") not in reader
    assert reader.stored_fields(7)["document"]["id"] == "7"
    info = reader.term_info(TEXT, "暖气")
    assert info.doc_frequency() == reader.doc_frequency(TEXT, "暖气") <= info.weight()
    assert list(reader.expand_prefix(TEXT, "漏")) == ["漏".encode(), "漏水".encode()]
    reader.close()


def test_matcher_skips_like_any_other(folder: Path) -> None:
    reader = open_reader(folder, 400)
    matcher = reader.postings(TEXT, "暖气")
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
