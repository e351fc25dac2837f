"""Quotation marks, kinds named beside the words, shortened synonyms, numbers that are none, and lazy hits."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from handbook.model.kinds import Kind
from handbook.search.engine import SearchEngine
from handbook.search.hits import PlainHit, Snippet, Span
from handbook.search.index import build_documents_index, open_index
from handbook.search.lazy_hit import LazyHit
from handbook.search.query import Query
from handbook.search.snippets import Marked
from handbook.search.source.documents import Document
from handbook.search.statutes.law_context import TRAITS, traits_of
from handbook.search.words.quantities import quantities
from handbook.search.words.references import article_references


def entry(id_: str, title: str, body: str = "", kind: Kind = Kind.KNOWLEDGE, **more: object) -> Document:
    return replace(Document(id=id_, kind=kind, title=title, body=body), **more)  # type: ignore[arg-type]


DOCUMENTS = (
    entry("network", "室外管网", "一次网和二次网在换热站交界。"),
    entry("site", "换热站", "站里有换热器和循环泵。"),
    entry("radiator", "散热器的种类", "铸铁、钢制。"),
    entry("leak", "散热器漏水", "先关阀门。", Kind.PROCEDURE),
    entry("facility", "供热设施", "供热设施由供热单位维护。"),
    entry("apart", "设施与供热", "设施坏了影响供热,热设计另说。"),
    entry("water", "注水时器官分水又漏水", "分水,水漏,漏水。"),
    entry("manifold", "分水器漏水", "地暖的分水器滴水。", Kind.PROCEDURE),
)
SYNONYMS = (("换热站", "热交换站", "热力站"),)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    folder = tmp_path_factory.mktemp("meaning") / "index"
    build_documents_index(DOCUMENTS, folder, "r", SYNONYMS)
    engine = open_index(folder, "r")
    yield engine
    engine.close()


def ids(engine: SearchEngine, text: str) -> list[str]:
    return [h.id for h in engine.search(Query(text)).hits]


@pytest.mark.parametrize("text", ['"供热设施"', "“供热设施”", "「供热设施」 维护"])
def test_quoted_phrase_must_stand_there(small: SearchEngine, text: str) -> None:
    assert ids(small, text) == ["facility"]


def test_unquoted_words_may_stand_apart(small: SearchEngine) -> None:
    assert {"facility", "apart"} <= set(ids(small, "供热设施"))


def test_quoted_phrase_that_stands_nowhere_is_told_and_excludes_nothing(small: SearchEngine) -> None:
    results = small.search(Query('"设施供热"'))
    assert results.unheeded_quote == "设施供热"
    assert {"facility", "apart"} <= {hit.id for hit in results.hits}
    assert small.search(Query('"供热设施"')).unheeded_quote == ""


def test_sentence_with_a_quoted_word_excludes_nothing(small: SearchEngine) -> None:
    assert "leak" in ids(small, "昨天师傅说的那个“漏水点”我家散热器漏水了到底怎么处理")


def test_half_typed_quotation_mark_excludes_nothing(small: SearchEngine) -> None:
    assert ids(small, '"散热器')[:1] == ids(small, "散热器")[:1]


def test_kind_named_beside_the_words_comes_first(small: SearchEngine) -> None:
    assert ids(small, "知识 散热器")[0] == "radiator"
    assert ids(small, "流程 散热器")[0] == "leak"


def test_shortened_synonym_is_understood(small: SearchEngine) -> None:
    assert ids(small, "交换站")[0] == "site"


def test_characters_that_only_stand_scattered_are_mended(small: SearchEngine) -> None:
    assert ids(small, "分水漏水")[0] == "manifold"


@pytest.mark.parametrize("text", ["一二次网", "二次网", "一次侧", "三四个", "七八次"])
def test_numbers_that_count_nothing_are_no_quantities(text: str) -> None:
    assert list(quantities(text)) == []


def test_counted_times_stay_quantities() -> None:
    assert [q.term for q in quantities("报修三次、二十一次")] == ["=3次", "=21次"]


@pytest.mark.parametrize("text", ["供热条例三十六", "民法典第三十六", "条例三十六 "])
def test_chinese_number_after_a_law_is_an_article(text: str) -> None:
    assert [r.number for r in article_references(text)] == ["36"]
    assert article_references("供热三十六") == []


def test_traits_say_what_kind_of_provision_it_is() -> None:
    law = "中华人民共和国供热法"
    found = traits_of(
        (
            entry("a", "甲", "本法所称供热是指供暖。", article="2", law=law),
            entry("b", "乙", "不得停热,应当报修。", article="40", law=law),
            entry("c", "丙", "应当"),
        )
    )
    rows = [dict(zip(TRAITS, row, strict=True)) for row in found.tolist()]
    assert rows[0]["of_country"] == rows[0]["defines"] == rows[1]["forbids"] == rows[1]["obliges"] == 1
    assert np.isclose(rows[0]["place_in_law"], 0.05)
    assert not any(rows[2].values())


def test_lazy_hit_looks_once_and_only_when_asked() -> None:
    asked: list[int] = []

    def marking() -> tuple[Marked, Marked, Marked]:
        asked.append(1)
        title, line = Marked("暖气漏水", (Span(2, 4),), 1.0), Marked("先关阀门,漏水", (Span(5, 7),), 1.0)
        return title, line, Marked("管子漏了", (), 0.0)

    lazy = LazyHit("a", Kind.CASE, "暖气漏水", 1.5, "", is_corrected=False, is_weak=True, marking=marking)
    assert (lazy.id, lazy.kind, lazy.title, lazy.score, lazy.note, lazy.is_corrected) == (
        "a",
        Kind.CASE,
        "暖气漏水",
        1.5,
        "",
        False,
    )
    assert asked == []
    plain = PlainHit(
        "a",
        Kind.CASE,
        "暖气漏水",
        (Span(2, 4),),
        Snippet("先关阀门,漏水", (Span(5, 7),)),
        1.5,
        ("漏水",),
        ask=Snippet("管子漏了"),
        is_weak=True,
    )
    assert lazy == plain
    assert plain == lazy
    assert hash(lazy) == hash(plain)
    assert asked == [1]
