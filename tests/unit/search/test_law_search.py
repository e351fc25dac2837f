"""Official texts have a search of their own: by number, by name, by words, in the version that holds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from handbook.law.law_text import Annex, LawArticle, LawText, Origin
from handbook.law.shelf import LawPlace, LawShelf, VersionState, standings
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.regulation import RegulationArticle
from handbook.search.laws.beside import NO_LAWS, beside
from handbook.search.laws.grams import BuildStopped
from handbook.search.laws.law_hits import LawResults, law_title
from handbook.search.laws.law_search import FEW, LawSearch
from handbook.search.laws.local_laws import local_and_cited
from handbook.search.words.fold import Folding
from tests.helpers.invented_statutes import HEATING, SERVICE, TODAY, generated, shelf_of, statute
from tests.helpers.sample import PROCEDURE, REGULATION

OLD = statute(
    HEATING,
    [
        ("35", "供热企业应当保存检修日志。"),
        ("36", "热用户可以申请暂停用热。"),
        ("37", "热用户申请测温的，供热企业应当到场。"),
    ],
    effective=date(2012, 5, 1),
)
NOW = statute(
    HEATING,
    [
        ("35", "供热企业应当保存检修日志。"),
        ("36", "室内温度不低于十八摄氏度。\n（一）卧室；\n（二）起居室。"),
        ("36-1", "未达到前款温度的，按日退还热费。"),
        ("38", "热用户申请测温的，供热企业应当到场。"),
        ("39", "热用户擅自改动供热设施的，处五百元罚款。"),
    ],
    effective=date(2021, 11, 1),
    path=("第四章 供热与用热",),
)
COMING = statute(
    HEATING,
    [("36", "室内温度不低于二十摄氏度。\n（一）卧室；\n（二）起居室。"), ("40", "热用户可以线上报修。")],
    effective=date(2027, 1, 1),
)
HOTLINE = statute(
    SERVICE, [("36", "热线应当全天值守。"), ("5", "接到报修后及时转办。")], effective=date(2019, 3, 1)
)
CODE = statute(
    "中华人民共和国虚拟用热法典",
    [("36", "用热合同自订立时成立。"), ("577", "未按约定供热的，应当承担违约责任。")],
    place="",
)
GONE = statute(
    "北江省锅炉旧办法", [("36", "锅炉应当登记造册。")], effective=date(1999, 1, 1), repealed=date(2015, 1, 1)
)
OTHERS = [statute(f"北江省第{n}号事项规定", [("36", "应当登记造册。")]) for n in range(20)]
TEXTS: Sequence[LawText] = (OLD, NOW, COMING, HOTLINE, CODE, GONE, *OTHERS)


@pytest.fixture(scope="module")
def laws() -> LawSearch:
    """All of them."""
    return LawSearch.build(TEXTS, TODAY)


def titles(results: LawResults) -> list[str]:
    """Names of the rows."""
    return [hit.title for hit in results.hits]


def find(laws: LawSearch, text: str, *, only_current: bool = True, limit: int = 50) -> LawResults:
    """As the window asks: the heating regulation is the region's, cards cite the hotline's."""
    return laws.find(text, limit=limit, local_laws=[HEATING], cited_laws=[SERVICE], only_current=only_current)


@pytest.mark.parametrize(
    "text",
    ["第36条", "36条", "三十六条", "第三十六条", "第 36 条", "３６条", "北江供热条例36", "供热条例 三十六"],
)
def test_a_number_is_found_however_it_is_written(laws: LawSearch, text: str) -> None:
    assert titles(find(laws, text))[0] == f"《{HEATING}》第 36 条"


@pytest.mark.parametrize("text", ["36-1", "第三十六条之一", "36条之1", "供热条例36-1"])
def test_an_inserted_article_is_found(laws: LawSearch, text: str) -> None:
    assert titles(find(laws, text))[0] == f"《{HEATING}》第 36 条之一"


def test_a_number_that_is_not_inserted_may_be_its_first_paragraph(laws: LawSearch) -> None:
    assert titles(find(laws, "供热条例38-1")) == [f"《{HEATING}》第 38 条"]


@pytest.mark.parametrize(
    ("text", "numbers"), [("供热条例35至36条", ["35", "36"]), ("供热条例第36、38条", ["36", "38"])]
)
def test_several_numbers_are_found_in_their_order(laws: LawSearch, text: str, numbers: list[str]) -> None:
    assert [hit.number for hit in find(laws, text).hits] == numbers


def test_a_number_without_a_law_is_the_regions_then_what_cards_cite(laws: LawSearch) -> None:
    found = find(laws, "第36条")
    assert titles(found) == [f"《{HEATING}》第 36 条", f"《{SERVICE}》第 36 条"]
    assert (found.total, found.laws_left_out) == (23, 21)


def test_a_number_nobody_prefers_lists_the_first_few(laws: LawSearch) -> None:
    found = laws.find("第36条")
    assert len(found.hits) == FEW
    assert found.total == 23


@pytest.mark.parametrize(
    ("text", "law", "number"),
    [
        ("热线服务条例36条", SERVICE, "36"),
        ("用热法典577", "中华人民共和国虚拟用热法典", "577"),
        ("虚拟用热法典第五百七十七条", "中华人民共和国虚拟用热法典", "577"),
        ("《北江省热线服务条例》第五条", SERVICE, "5"),
        ("热线条例 5条", SERVICE, "5"),
        ("中华人民共和国虚拟用热法典 36条", "中华人民共和国虚拟用热法典", "36"),
    ],
)
def test_a_law_that_is_named_is_meant_alone(laws: LawSearch, text: str, law: str, number: str) -> None:
    assert titles(find(laws, text)) == [law_title(law, number)]


def test_a_law_that_is_not_at_hand_gives_no_other_laws_article(laws: LawSearch) -> None:
    assert find(laws, "交通安全法第36条") == LawResults()


@pytest.mark.parametrize("text", ["办法36条", "哪条规定36条", "这个法36条"])
def test_words_that_name_no_law_leave_the_regions(laws: LawSearch, text: str) -> None:
    assert titles(find(laws, text))[0] == f"《{HEATING}》第 36 条"


def test_a_law_by_its_name_gives_its_beginning_and_parts(laws: LawSearch) -> None:
    found = find(laws, "北江省城市供热条例")
    assert [(hit.number, hit.snippet.text) for hit in found.hits] == [("", "第四章 供热与用热")]
    assert found.total == 1


def test_words_beside_a_law_are_looked_for_in_it_alone(laws: LawSearch) -> None:
    assert titles(find(laws, "供热条例 登记造册")) == []
    assert titles(find(laws, "供热条例 退还热费")) == [f"《{HEATING}》第 36 条之一"]


def test_asking_words_beside_a_law_are_none(laws: LawSearch) -> None:
    assert [hit.number for hit in find(laws, "供热条例第36条怎么规定的").hits] == ["36"]


def test_words_beside_a_number_choose_among_its_articles(laws: LawSearch) -> None:
    assert titles(find(laws, "第36条 全天值守")) == [f"《{SERVICE}》第 36 条"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("申请测温", "38"),
        ("测温 到场", "38"),
        ("退还热费", "36-1"),
        ("热費 退還", "36-1"),
        ("18度", "36"),
        ("500元罚款", "39"),
        ("擅自改动供热设施罚款", "39"),
    ],
)
def test_words_are_found_folded_as_everywhere(text: str, number: str) -> None:
    laws = LawSearch.build(
        TEXTS, TODAY, folding=Folding(dict(zip(map(ord, "費還"), map(ord, "费还"), strict=True)))
    )
    assert [hit.number for hit in find(laws, text).hits] == [number]


@pytest.mark.parametrize("text", ["暖气不热", "费热还退", "测到场温", "登造", "热", "缴税 测温"])
def test_scattered_characters_are_no_words(laws: LawSearch, text: str) -> None:
    assert find(laws, text) == LawResults()


def test_the_name_of_a_law_helps_but_does_not_fill_the_list(laws: LawSearch) -> None:
    assert titles(find(laws, "热线值守")) == [f"《{SERVICE}》第 36 条"]
    assert [hit.number for hit in find(laws, "热线服务").hits] == ["", "36"]
    assert find(laws, "热线条例").total == 1


def test_the_region_comes_before_the_rest_among_equals() -> None:
    texts = [statute(f"北江省{name}条例", [("1", "应当登记造册。")]) for name in ("乙项", "丙项", "供热")]
    laws = LawSearch.build(texts, TODAY)
    found = laws.find("登记造册", local_laws=["北江省供热条例"], cited_laws=["北江省丙项条例"])
    assert [hit.law for hit in found.hits] == ["北江省供热条例", "北江省丙项条例", "北江省乙项条例"]


def test_only_what_is_in_force_is_found_unless_more_is_asked_for(laws: LawSearch) -> None:
    assert find(laws, "暂停用热").total == find(laws, "线上报修").total == find(laws, "锅炉登记").total == 0
    for text, standing in (
        ("暂停用热", VersionState.FORMER),
        ("线上报修", VersionState.COMING),
        ("锅炉登记", VersionState.REPEALED),
    ):
        (hit,) = find(laws, text, only_current=False).hits
        assert hit.standing is standing


def test_versions_of_one_article_are_one_row(laws: LawSearch) -> None:
    (hit,) = find(laws, "室内温度 卧室", only_current=False).hits
    assert (hit.effective, hit.standing) == (NOW.effective, VersionState.IN_FORCE)
    assert [(other.place.effective, other.standing) for other in hit.others] == [
        (COMING.effective, VersionState.COMING)
    ]
    assert hit.note == "另有 2027-01-01 起的(尚未施行)"


def test_a_renumbered_article_is_one_row(laws: LawSearch) -> None:
    (hit,) = find(laws, "申请测温", only_current=False).hits
    assert (hit.number, [other.place for other in hit.others]) == (
        "38",
        [LawPlace(HEATING, OLD.effective, "37")],
    )


def test_a_number_tells_the_other_versions_of_that_number(laws: LawSearch) -> None:
    (hit,) = find(laws, "供热条例36条", only_current=False).hits
    assert hit.effective == NOW.effective
    assert [other.place.effective for other in hit.others] == [COMING.effective, OLD.effective]


def test_an_article_that_was_drawn_out_under_its_number_is_one_row() -> None:
    short = statute(HEATING, [("36", "室内温度不低于十八摄氏度。")], effective=date(2010, 1, 1))
    other = statute(HEATING, [("36", "锅炉房应当登记造册。")], effective=date(2001, 1, 1))
    long = statute(
        HEATING,
        [("36", "热用户的室内温度不低于二十摄氏度，但是长期无人居住并且办理了停热手续的房屋除外。")],
        effective=date(2020, 1, 1),
    )
    laws = LawSearch.build([short, long, other], TODAY)
    (hit,) = laws.find("室内温度", only_current=False).hits
    assert (hit.effective, [v.place.effective for v in hit.others]) == (long.effective, [short.effective])
    (hit,) = laws.find("登记造册", only_current=False).hits
    assert (hit.effective, hit.standing) == (other.effective, VersionState.FORMER)


def test_many_versions_never_fill_the_list() -> None:
    versions = [generated(HEATING, 40, seed=1, effective=date(2000 + n, 1, 1)) for n in range(10)]
    laws = LawSearch.build(versions, TODAY)
    found = laws.find("供热设施", only_current=False)
    assert found.total > 3
    assert len({hit.number for hit in found.hits}) == len(found.hits)
    assert {hit.standing for hit in found.hits} == {VersionState.IN_FORCE}
    assert all(len(hit.others) == 9 for hit in found.hits)


def test_the_day_decides(laws: LawSearch) -> None:
    then = laws.on(date(2027, 1, 1))
    (hit,) = find(then, "供热条例36条").hits
    assert (hit.effective, hit.standing) == (COMING.effective, VersionState.IN_FORCE)
    (before,) = find(laws.on(date(2014, 1, 1)), "锅炉登记").hits
    assert before.standing is VersionState.IN_FORCE
    assert find(laws.on(TODAY), "供热条例36条") == find(laws, "供热条例36条")


def test_a_law_of_the_same_name_after_a_repeal_is_in_force() -> None:
    old = statute("某法", [], effective=date(2000, 1, 1), repealed=date(2010, 1, 1))
    new = statute("某法", [], effective=date(2010, 1, 1))
    assert standings((old, new), TODAY) == {
        old.effective: VersionState.REPEALED,
        new.effective: VersionState.IN_FORCE,
    }
    assert standings((old, new), date(2005, 1, 1)) == {
        old.effective: VersionState.IN_FORCE,
        new.effective: VersionState.COMING,
    }


def test_what_stands_around_the_articles_is_found() -> None:
    decision = statute("北江省停热补偿决定", [], preamble=("一、停热超过两日的，逐日补偿。",))
    annexed = LawText(
        title="北江省收费办法",
        effective=date(2020, 1, 1),
        origin=decision.origin,
        articles=(),
        annexes=(Annex(title="附表", lines=("| 楼层 | 系数 |",)),),
    )
    laws = LawSearch.build([decision, annexed], TODAY)
    assert [(h.law, h.number) for h in laws.find("逐日补偿").hits] == [("北江省停热补偿决定", "")]
    assert [h.law for h in laws.find("楼层系数").hits] == ["北江省收费办法"]


@pytest.mark.parametrize(
    "text", ["室内温度", "室内温度十八度", "退还热费", "擅自改动供热设施", "登记造册", "第四章", "供热与用热"]
)
def test_ranges_are_true_in_the_shown_line(laws: LawSearch, text: str) -> None:
    found = find(laws, text, only_current=False)
    assert found.hits
    for hit in found.hits:
        shown = hit.snippet.text
        marked = [shown[span.start : span.end] for span in hit.snippet.spans]
        assert marked
        assert all(words and words in "\n".join(hit.marks) for words in marked)
        assert all(0 <= s.start < s.end <= len(shown) for s in hit.snippet.spans)
        text_of = laws.shelf.text_of(hit.place)
        assert text_of is not None
        article = text_of.by_number[hit.number]
        whole = "\n".join((*article.paragraphs, *article.path))
        assert shown.strip("…") in whole


def test_a_long_line_is_cut_around_what_was_met() -> None:
    line = "供热企业应当做好准备工作，" * 20 + "并且保存封签底联。"
    (hit,) = LawSearch.build([statute(HEATING, [("1", line)])], TODAY).find("封签底联").hits
    (span,) = hit.snippet.spans
    assert hit.snippet.text[span.start : span.end] == "封签底联"
    assert len(hit.snippet.text) < 70


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "，。！？《》",
        "《》第条",
        "第条",
        "\ud800",
        "供热\udfff条例36条",
        "\x00\u202e\u200b",
        "热" * 100_000,
        "第36条" * 20_000,
        "供热条例" * 25_000,
        "1" * 100_000,
        "第" + "九" * 500 + "条",
        "😀🏠",
        "第0条",
        "36-",
        "条条条",
        "(" * 5000,
    ],
)
def test_nothing_that_is_typed_raises(laws: LawSearch, text: str) -> None:
    for only_current in (True, False):
        found = find(laws, text, only_current=only_current)
        assert len(found.hits) <= min(50, found.total)


@pytest.mark.parametrize("limit", [0, -3])
def test_no_hits_are_wanted_but_the_count(laws: LawSearch, limit: int) -> None:
    found = find(laws, "登记造册", limit=limit)
    assert (found.hits, found.total) == ((), 20)


def test_without_laws_nothing_is_found() -> None:
    laws = LawSearch.build([], TODAY)
    assert laws.find("第36条") == laws.find("供热") == laws.find("供热条例") == LawResults()


def test_a_text_may_hold_anything() -> None:
    odd = statute("北江省怪异规定", [("1", "\ud800\U0001f600供热\n\n| 甲 | 乙 |"), ("2", "")])
    laws = LawSearch.build([odd, odd], TODAY)
    assert [hit.number for hit in laws.find("供热").hits] == ["1"]
    assert laws.find("怪异规定2条").total == 1


def test_the_same_question_has_the_same_answer(laws: LawSearch) -> None:
    again = LawSearch.build(reversed(TEXTS), TODAY)
    for text in ("第36条", "登记造册", "供热条例", "室内温度"):
        assert titles(find(again, text)) == titles(find(laws, text))


def test_a_build_that_nobody_waits_for_ends() -> None:
    asked = 0

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 3

    with pytest.raises(BuildStopped):
        LawSearch.build(shelf_of(5, 100), TODAY, is_cancelled)


def test_full_texts_come_after_our_entries_or_as_one_row(laws: LawSearch) -> None:
    found = find(laws, "第36条")
    assert (beside(found, None).count, beside(found, None).hits) == (23, ())
    assert (beside(found, Kind.REGULATION).count, beside(found, Kind.REGULATION).hits) == (0, found.hits)
    assert beside(found, Kind.REGULATION).laws_left_out == 21
    assert beside(found, Kind.PROCEDURE) == NO_LAWS
    assert beside(LawResults(), None).is_empty


def test_a_place_survives_its_link() -> None:
    for place in (
        LawPlace("北江省《甲/乙》办法", date(2020, 1, 1), "36-1"),
        LawPlace("某 法%2F", date(2020, 1, 1)),
    ):
        assert LawPlace.of_link(place.link) == place
    for link in ("entry:reg-36", "law:", "law:某法/昨天/3", "law:某法/2020-01-01/3/4"):
        assert LawPlace.of_link(link) is None


def test_a_shelf_gives_the_text_of_a_place_or_none() -> None:
    shelf = LawShelf.of([NOW, OLD])
    assert [text.effective for text in shelf.versions(f"《{HEATING}》")] == [OLD.effective, NOW.effective]
    assert shelf.text_of(LawPlace(HEATING, NOW.effective, "36-1")) is NOW
    assert shelf.text_of(LawPlace(HEATING, OLD.effective)) is OLD
    assert shelf.text_of(LawPlace(HEATING, OLD.effective, "36-1")) is None
    assert shelf.text_of(LawPlace("别的法", OLD.effective)) is None


def test_what_a_number_means_is_told_by_the_handbook() -> None:
    """The region's law on heating is first, however often another is cited; a place's other laws are not it."""

    def article(entry_id: str, law: str, place: str) -> RegulationArticle:
        return replace(REGULATION, id=entry_id, law=law, place=place)

    book = Handbook(
        procedures=(
            replace(PROCEDURE, citations=("reg-code", "reg-home")),
            replace(PROCEDURE, id="proc-b", citations=("reg-code",)),
        ),
        regulations=(
            article("reg-code", "虚拟用热法典", ""),
            article("reg-home", HEATING, "北江省"),
            article("reg-house", "北江省物业条例", "北江省"),
            article("reg-far", "供热工程规范", ""),
        ),
    )
    assert local_and_cited(book) == ((HEATING,), ("虚拟用热法典",))
    assert local_and_cited(Handbook()) == ((), ())


def test_a_sentence_that_no_article_holds_whole_brings_the_closest_in_the_scope_of_laws() -> None:
    law = text_of(
        {
            "1": "值守人员应当保存封签底联并登记编号。",
            "2": "样例另一件事由有关部门办理。",
            "3": "温度计应当每年检定一次。",
        }
    )
    search = LawSearch.build([law], date(2026, 11, 28))
    asked = "值守的人不保存封签底联怎么处理?"
    everywhere = search.find(asked)
    assert (everywhere.hits, everywhere.total) == ((), 0)
    in_laws = search.find(asked, only_current=False)
    assert [hit.number for hit in in_laws.hits] == ["1"]
    assert in_laws.is_closest
    assert in_laws.total == 0
    assert search.find("骑自行车去超市买菜", only_current=False).hits == ()


def text_of(articles: dict[str, str]) -> LawText:
    return LawText(
        title="北江省样例条例",
        effective=date(2020, 1, 1),
        origin=Origin(source="样例", obtained_on=date(2026, 1, 1), obtained_by="王敏"),
        articles=tuple(LawArticle(number=n, paragraphs=(words,)) for n, words in articles.items()),
    )
