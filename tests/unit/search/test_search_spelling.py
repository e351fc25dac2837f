"""Sounds with ü, tone marks and tone digits, and numbers in other signs, mean what they do without."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from handbook.search.engine import SearchEngine
from handbook.search.index import build_index, open_index
from handbook.search.query import Query
from handbook.search.words.fold import Folding
from handbook.search.words.spelling import respelled
from handbook.search.writing.char_readings import sounds_for
from tests.unit.search.search_sample import SAMPLE, procedure

SPOKEN = sounds_for(()).spoken
FOLD = Folding({}).fold


@pytest.fixture(scope="module")
def filtering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    filters = procedure("filter", "过滤网", ("过滤网多久洗一次", "女儿家过滤器堵了"), ("多久没洗?",))
    made = replace(SAMPLE, revision="filter", procedures=(*SAMPLE.procedures, filters))
    folder = tmp_path_factory.mktemp("spelling") / "index"
    build_index(made, folder)
    engine = open_index(folder, made.revision)
    yield engine
    engine.close()


@pytest.mark.parametrize(
    "typed",
    [
        "guolü",
        "guolǜ",
        "guòlǜwǎng",
        "guo\u0300lu\u0308\u0300wa\u030cng",
        "lüwang",
        "lvwang",
        "LÜWANG",
        "lu:wang",
        "guolu:wang",
        "guo lv wang",
        "guo lü wang",
        "ｇｕｏｌü",
        "ＧＵＯＬＶ",
        "guo4lv4wang3",
        "guo4 lv4 wang3",
        "guo4lu:4wang3",
        "GUO4LV4WANG3",
        "过lǜ网",
        "guolü网",
        "guolyuwang",
        "guolüwangduojiuxiyici",
        "nüerjia",
        "nv3er2jia1",
        "nǚér",
    ],
)
def test_the_filter_is_found_as_by_guolv(filtering: SearchEngine, typed: str) -> None:
    results = filtering.search(Query(typed))
    assert [h.id for h in results.hits[:1]] == ["proc-filter"]
    assert results.exact


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nuǎnqì bú rè", "nuanqi bu re"),
        ("nuan3qi4bu2re4", "nuanqibure"),
        ("lòushuǐ", "loushui"),
        ("bào tíng", "bao ting"),
    ],
)
def test_tones_change_nothing(engine: SearchEngine, typed: str, meant: str) -> None:
    def found(text: str) -> list[str]:
        return [h.id for h in engine.search(Query(text)).hits]

    assert found(typed) == found(meant) != []


@pytest.mark.parametrize(
    "typed", ["p1", "e3", "er1", "co2", "a4", "gb50736", "pm25", "p1p2", "reg-hlj-36", "18du3", "12345", "u1"]
)
def test_codes_are_no_toned_syllables(typed: str) -> None:
    assert respelled(FOLD(typed), SPOKEN) == typed


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("⑫", "12"),
        ("㉑㉒", "21 22"),
        ("①", "1"),
        ("廿四小时", "二十四小时"),
        ("卅天", "三十天"),
        ("第⓴条", "第20条"),
        ("大陆", "大陆"),
        ("café", "cafe"),
        ("二○二一年", "二〇二一年"),
        ("○漏水", "○漏水"),
    ],
)
def test_other_signs_for_numbers_and_letters(typed: str, plain: str) -> None:
    assert respelled(FOLD(typed), SPOKEN) == plain


def test_a_duration_in_scores_is_the_same_duration(engine: SearchEngine) -> None:
    assert [h.id for h in engine.search(Query("廿度")).hits] == [
        h.id for h in engine.search(Query("二十度")).hits
    ]


def test_signs_for_more_than_nine_are_not_read_as_their_first_digit() -> None:
    assert FOLD("⑫㉑⒓Ⅻ") == "⑫㉑⒓ⅻ"
    assert FOLD("①⒈Ⅳ²") == "1142"
