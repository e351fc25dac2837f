"""What is assumed of letters and slips: the likeliest by what was typed beside them, and nothing without reason."""

from collections.abc import Iterator

import pytest

from handbook.model.kinds import Kind
from handbook.search.engine import SearchEngine
from handbook.search.index import build_documents_index, open_index
from handbook.search.query import Query
from handbook.search.source.documents import Document


def entry(key: str, title: str, body: str, *asks: str, kind: Kind = Kind.PROCEDURE) -> Document:
    return Document(id=key, kind=kind, title=title, body=body, asks=asks)


DOCUMENTS = (
    entry("building", "整楼不热", "几个单元一起没热。", "一栋楼都凉"),
    entry("vent", "分水器放一次气", "分水器怎么排气。"),
    entry("outage", "突发停热", "停热怎么解释。", kind=Kind.SCRIPT),
    entry("balance", "水力平衡", "先讲道理。", "抢热怎么解释", kind=Kind.SCRIPT),
    entry("boiler", "锅炉房异常", "先让人离开。", "换热站", kind=Kind.EMERGENCY),
    entry("station", "换热站", "把热交给二次网。", kind=Kind.KNOWLEDGE),
    entry("refund", "退费", "先看测温记录,再退费。"),
    entry("refund-say", "退费用语", "先看测温记录,再谈退费。", kind=Kind.SCRIPT),
    entry("refund-law", "退费规则", "先看测温记录,再定退费。", kind=Kind.REGULATION),
    entry("idea", "来热之前", "客户拿主意。气费另算。", "有主意没有"),
    entry("air", "气堵", "散热器里有气,气堵是怎么回事。"),
)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    folder = tmp_path_factory.mktemp("understanding") / "index"
    build_documents_index(DOCUMENTS, folder, "r")
    opened = open_index(folder, "r")
    yield opened
    opened.close()


def test_letters_are_read_before_characters_are_doubted(engine: SearchEngine) -> None:
    found = engine.search(Query("停re怎么jieshi"))
    assert (found.hits[0].id, found.understood_as, found.exact) == ("outage", "", True)


def test_all_letters_of_a_mixed_query_are_read(engine: SearchEngine) -> None:
    found = engine.search(Query("分shui器怎么pai气"))
    assert (found.hits[0].id, found.understood_as, found.exact) == ("vent", "", True)


def test_a_slip_shows_the_whole_ask_it_was_taken_for(engine: SearchEngine) -> None:
    found = engine.search(Query("整栋楼都凉"))
    assert (found.hits[0].id, found.understood_as) == ("building", "一栋楼都凉")


def test_same_sound_is_likelier_than_like_shape(engine: SearchEngine) -> None:
    assert engine.search(Query("气赌是怎么回事")).understood_as == "气堵是怎么回事"


@pytest.mark.parametrize("text", ["来热了注意啥", "来热了 注意啥 放气", "屋里冻得直哆嗦"])
def test_words_that_the_handbook_lacks_are_not_slips(engine: SearchEngine, text: str) -> None:
    found = engine.search(Query(text))
    assert (found.understood_as, found.exact) == ("", True)


def test_the_title_and_nothing_else_leads_to_its_entry(engine: SearchEngine) -> None:
    assert [h.id for h in engine.search(Query("换热站")).hits][:2] == ["station", "boiler"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("退费咋说", "refund-say"),
        ("退费话术", "refund-say"),
        ("退费法条", "refund-law"),
        ("退费的依据", "refund-law"),
    ],
)
def test_words_about_wording_or_law_speak_for_that_kind(
    engine: SearchEngine, text: str, expected: str
) -> None:
    assert engine.search(Query(text)).hits[0].id == expected
