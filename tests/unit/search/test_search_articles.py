"""Article numbers, however they are written, open that article; what is no number opens no other one."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from handbook.search.engine import SearchEngine
from handbook.search.hits import Results
from handbook.search.index import build_index, open_index
from handbook.search.query import Query
from tests.unit.search.search_sample import SAMPLE, article

_DIGITS = "零一二三四五六七八九"
_LAST = 52


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _in_scores(number: int) -> str:
    return _han(number).replace("二十", "廿").replace("三十", "卅").replace("四十", "卌")


def _formal(number: int) -> str:
    return _han(number).translate(str.maketrans("一二三四五六七八九十", "壹贰叁肆伍陆柒捌玖拾"))


def _circled(number: int) -> str:
    return chr(
        0x2460 + number - 1
        if number <= 20
        else 0x3251 + number - 21
        if number <= 35
        else 0x32B1 + number - 36
    )


def _id(number: int) -> str:
    return f"reg-made-{number}"


@pytest.fixture(scope="module")
def law(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    articles = [
        article(f"made-{n}", f"条例第{_han(n)}条", str(n), (), (f"第{_han(n)}条的内容未取得。",))
        for n in range(1, _LAST + 1)
    ]
    articles.append(article("made-12-1", "条例第十二条之一", "12-1", (), ("另加的一条。",)))
    made = replace(SAMPLE, revision="law", regulations=tuple(articles))
    folder = tmp_path_factory.mktemp("articles") / "index"
    build_index(made, folder)
    engine = open_index(folder, made.revision)
    yield engine
    engine.close()


def _search(engine: SearchEngine, text: str) -> Results:
    return engine.search(Query(text))


@pytest.mark.parametrize("number", range(1, _LAST + 1))
def test_every_way_to_write_a_number_opens_its_article(law: SearchEngine, number: int) -> None:
    written = [str(number), _han(number), _in_scores(number), _formal(number), " ".join(_han(number))]
    written += ["".join(chr(ord(d) + 0xFEE0) for d in str(number))]
    written += [_circled(number)] if number <= 50 else []
    for name in ("", "供热条例", "省条例"):
        for text in written:
            typed = f"{name}第{text}条"
            assert [h.id for h in _search(law, typed).hits[:1]] == [_id(number)], typed


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("廿一条", 21),
        ("卅六条", 36),
        ("⑫条", 12),
        ("第⑿条", 12),
        ("第⒓条", 12),
        ("第⓬条", 12),
        ("第Ⅻ条", 12),
        ("第XII条", 12),
        ("第xiv条", 14),
        ("第⼗⼆条", 12),
        ("第㊱条", 36),
        ("36 条", 36),
        ("第 36 条", 36),
        ("供热条例廿一", 21),
        ("省条例卅四", 34),
        ("供热条例第卌", 40),
        ("第三六条", 36),
        ("第三○条", 30),
        ("36条说的是什么", 36),
        ("第三条第二款", 3),
        ("第10条第1款", 10),
        ("旧卅六条", 36),
    ],
)
def test_unusual_ways_to_write_a_number(law: SearchEngine, typed: str, number: int) -> None:
    hit = _search(law, typed).hits[0]
    assert (hit.id, hit.note) == (_id(number), "")


@pytest.mark.parametrize(
    "typed",
    [
        "12-1",
        "12之一",
        "第12-1条",
        "第十二条之一",
        "第12条之1",
        "12 条之1",
        "12条-1",
        "第十二之一条",
        "供热条例12-1",
        "第12－1条",
        "第12–1条",
        "第⑫条之①",
        "省条例第十二条之一",
    ],
)
def test_inserted_articles_are_found_in_every_way(law: SearchEngine, typed: str) -> None:
    hit = _search(law, typed).hits[0]
    assert (hit.id, hit.note) == ("reg-made-12-1", "")


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("第10-12条", {10, 11, 12}),
        ("10至12条", {10, 11, 12}),
        ("第三十条至第三十二条", {30, 31, 32}),
        ("第十到十二条", {10, 11, 12}),
        ("34、36条", {34, 36}),
        ("第34条和第36条", {34, 36}),
        ("供热条例10-12", {10, 11, 12}),
    ],
)
def test_ranges_and_rows_open_all_of_them(law: SearchEngine, typed: str, numbers: set[int]) -> None:
    found = [h.id for h in _search(law, typed).hits[: len(numbers)]]
    assert set(found) == {_id(n) for n in numbers}


@pytest.mark.parametrize(
    "typed",
    [
        "10-1",
        "第10-1条",
        "第十条之一",
        "10之一",
        "10条之1",
        "36 条之1",
        "供热条例10-1",
        "供热条例第十条之一",
        "第99条",
        "第九十九条",
        "供热条例第99条",
        "供热条例九十九",
        "第廿卅条",
        "第九十九九条",
        "第十①条",
        "第0条",
        "第零条",
        "第-1条",
        "第1.5条",
        "第36.1条",
        "第1 2条",
        "3 6条",
        "第x条",
        "第xx条",
        "第一百零一条",
        "101条",
        "第二百条",
        "第36~1条",
        "第卌九九条",
        "10·1条",
        "第10-1-1条",
        "第⑫⑬条",
        "第五百八十四条",
    ],
)
def test_a_number_without_an_article_opens_no_other_one_unmarked(law: SearchEngine, typed: str) -> None:
    results = _search(law, typed)
    assert [h.id for h in results.hits if h.id.startswith("reg-made") and not h.note] == []
    assert results.missed


def test_the_article_an_absent_one_would_belong_to_is_shown_as_such(law: SearchEngine) -> None:
    for typed, named in (("第10-1条", ""), ("供热条例第十条之一", "供热条例"), ("10之一", ""), ("10-1", "")):
        hit = _search(law, typed).hits[0]
        assert (hit.id, hit.note) == (_id(10), f"没有收录{named}第10条之1,这是第10条"), typed


def test_a_bare_number_with_a_hyphen_is_not_read_without_it(law: SearchEngine) -> None:
    for typed, joined in (("1-1", 11), ("5-1", 51), ("2-1", 21)):
        assert _id(joined) not in [h.id for h in _search(law, typed).hits], typed


def test_an_article_of_a_law_that_is_not_here_opens_none_of_another(law: SearchEngine) -> None:
    for typed in ("劳动法第36条", "供热办法第三十六条", "热力细则36"):
        results = _search(law, typed)
        assert results.missed, typed
        assert [h.id for h in results.hits if h.id == _id(36) and not h.note] == [], typed


def test_a_year_beside_a_law_is_no_article(law: SearchEngine) -> None:
    assert not _search(law, "供热条例 2021").missed or not any(
        h.note for h in _search(law, "供热条例 2021").hits
    )


def test_words_beside_an_absent_article_are_still_found(law: SearchEngine) -> None:
    results = _search(law, "第九十九条 循环泵")
    assert results.hits[0].id == "kn-pump"
    assert results.missed


@pytest.mark.parametrize(
    "typed",
    [
        "有一条管子漏水",
        "一条街都不热",
        "两条管子一条热一条凉",
        "就一条暖气漏水",
        "三五条管子漏水",
        "第一条管子漏水",
        "家里三条裂缝",
        "十几条管子",
        "一条"[:1] + "直不热",
    ],
)
def test_things_that_are_counted_are_no_articles(law: SearchEngine, typed: str) -> None:
    assert not any(h.id.startswith("reg-made") for h in _search(law, typed).hits[:1])


def test_only_the_law_that_was_named_is_opened(engine: SearchEngine) -> None:
    assert engine.search(Query("供热条例第36条")).hits[0].id == "reg-hlj-36"
    assert not any(h.id == "reg-hlj-36" and not h.note for h in engine.search(Query("供热条例第37条")).hits)


def test_an_old_number_in_scores_leads_to_the_current_article(engine: SearchEngine) -> None:
    hit = engine.search(Query("旧卅六条")).hits[0]
    assert (hit.id, hit.note) == ("reg-hlj-34", "旧第36条,现为第34条")


def test_long_rows_of_numerals_take_no_longer_than_any_other_text(law: SearchEngine) -> None:
    """They are read in one pass; reading them again for every way to cut them would not end."""
    for text in ("十" * 160, "一 " * 80, "1-" * 80, "第1 " * 53, "十一" * 80 + "条", "1、2和" * 40):
        assert isinstance(_search(law, text), Results)
