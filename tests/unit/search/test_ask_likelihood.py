"""Of a sentence it counts how often callers of an entry speak so, not only whether they ever did."""

from pathlib import Path

from handbook.model.kinds import Kind
from handbook.search.engine import SearchEngine
from handbook.search.index import build_documents_index, open_index
from handbook.search.matching.likelihood import AskLikelihood
from handbook.search.query import Query
from handbook.search.source.documents import Document
from handbook.search.tables.postings import FieldPostings
from handbook.search.words.terms import term_key
from handbook.search.writing.gram_postings import field_postings

_OFTEN = "夜里暖气管哗哗响\n半夜哗哗响睡不着\n哗哗响像流水\n管子老是哗哗响"
_ONCE = "夜里漏水哗哗淌\n墙角湿了一片\n地板泡了\n天花板滴水"


def _numbers(postings: FieldPostings, *terms: str) -> list[int]:
    keys = [term_key(term) for term in terms]
    return [postings.number(key) for key in keys]


def test_what_is_often_said_of_an_entry_is_likelier_there() -> None:
    postings = field_postings([_ONCE, _OFTEN])
    closeness = AskLikelihood(postings).closeness(_numbers(postings, "哗", "哗哗", "夜里"))
    assert closeness[1] == 1
    assert 0 <= closeness[0] < 1


def test_a_document_without_words_of_its_own_is_neither_near_nor_far() -> None:
    postings = field_postings([_OFTEN, ""])
    assert AskLikelihood(postings).closeness(_numbers(postings, "哗哗")).tolist() == [1, 0.5]


def test_terms_that_nobody_knows_tell_nothing() -> None:
    postings = field_postings([_OFTEN, _ONCE])
    assert AskLikelihood(postings).closeness([-1, -1]).tolist() == [0, 0]


def test_laws_alone_have_no_asks() -> None:
    likelihood = AskLikelihood(field_postings(["", ""]))
    assert not likelihood.knows_asks
    assert likelihood.closeness([-1]).tolist() == [0, 0]


def _engine(folder: Path, *documents: Document) -> SearchEngine:
    build_documents_index(documents, folder, "r1")
    return open_index(folder, "r1")


def test_of_two_entries_the_one_whose_callers_speak_so_comes_first(tmp_path: Path) -> None:
    """The other holds the same rare words once, in fewer asks."""
    noise = Document(id="noise", kind=Kind.PROCEDURE, title="响声", asks=tuple(_OFTEN.splitlines()))
    leak = Document(id="leak", kind=Kind.PROCEDURE, title="漏水", asks=(_ONCE.splitlines()[0], "地湿了"))
    engine = _engine(tmp_path / "index", leak, noise)
    assert engine.search(Query("夜里听着哗哗的一直没停")).hits[0].id == "noise"
    engine.close()


def test_a_card_comes_before_the_trifle_where_life_is_in_danger(tmp_path: Path) -> None:
    asks = ("暖气片带电摸着麻", "暖气片漏水")
    trifle = Document(id="trifle", kind=Kind.PROCEDURE, title="暖气片漏水", asks=asks)
    card = Document(id="card", kind=Kind.EMERGENCY, title="水碰到电", asks=asks)
    engine = _engine(tmp_path / "index", trifle, card)
    assert engine.search(Query("暖气片漏电了,手一摸就麻")).hits[0].id == "card"
    engine.close()
