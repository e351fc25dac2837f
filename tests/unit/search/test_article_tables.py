"""One entry that stands for many articles answers each of their numbers, and gives way where an article has its own entry."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from handbook.search.engine import SearchEngine
from handbook.search.index import build_index, open_index
from handbook.search.query import Query
from handbook.search.source.articles import spans_of
from tests.unit.search.search_sample import SAMPLE, article

NUMBERS = ("5", "6", "7", "39", "44", "45")


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    table = replace(
        article("made-table", "条例没有取得的各条", "", ("47",), ("这些条的原文没有取得。",)),
        articles=NUMBERS,
    )
    own = [article(f"made-{n}", f"条例第{n}条", n, (), (f"第{n}条说了别的事。",)) for n in ("1", "7", "38")]
    made = replace(SAMPLE, revision="tables", regulations=(table, *own))
    folder = tmp_path_factory.mktemp("tables") / "index"
    build_index(made, folder)
    engine = open_index(folder, made.revision)
    yield engine
    engine.close()


@pytest.mark.parametrize(
    "text", ["第5条", "省条例第六条", "条例 39 条", "供热条例第四十四条", "条例第45条", "供热条例旧第47条"]
)
def test_each_number_opens_the_table(law: SearchEngine, text: str) -> None:
    assert law.search(Query(text)).hits[0].id == "reg-made-table"


@pytest.mark.parametrize(("text", "number"), [("条例第七条", 7), ("省条例第38条", 38), ("第1条", 1)])
def test_an_article_of_its_own_comes_before_the_table(law: SearchEngine, text: str, number: int) -> None:
    assert law.search(Query(text)).hits[0].id == f"reg-made-{number}"


def test_a_number_between_those_of_the_table_is_not_there(law: SearchEngine) -> None:
    first = law.search(Query("省条例第42条")).hits[:1]
    assert [hit.note for hit in first if hit.id == "reg-made-table"] in (
        [],
        ["没有收录省条例第42条,这是第5–6、39、44–45条"],
    )


def test_numbers_in_a_row_are_shown_as_a_span() -> None:
    assert spans_of(NUMBERS) == "5–7、39、44–45"
    assert spans_of(["36-1"]) == "36-1"
