"""What of a handbook names a changed article, and how much that matters; all statutes here are invented."""

from dataclasses import replace
from datetime import date

import pytest

from handbook.law.differences import compare
from handbook.law.law_text import LawArticle, LawText, Origin
from handbook.law.naming import LawNames
from handbook.law.touching import Touched, touched
from handbook.model.handbook import Handbook
from handbook.model.kinds import (
    Confidence,
    Family,
    LawLevel,
    LawStatus,
    Party,
    StepKind,
    ValueScope,
    Verification,
)
from handbook.model.knowledge import Knowledge
from handbook.model.procedure import Procedure
from handbook.model.region import InForce, Role
from handbook.model.regulation import RegulationArticle
from handbook.model.site_value import SiteValue
from handbook.model.step import Answer, Outcome, Step

LAW = "北江省城市供热条例"
ORIGIN = Origin(source="试写", obtained_on=date(2026, 11, 1), obtained_by="甲")
LIFE = {"owner": "法务合规组", "reviewed": date(2026, 11, 20), "review_by": date(2027, 6, 30)}
PURPOSE = "为了规范供用热行为，维护供热单位和热用户的合法权益，制定本条例。"
WARMTH = "供热期内卧室的室内温度不得低于十六摄氏度。"
HEARING = "制定热价应当举行听证会，听取热用户和供热单位的意见。"
DUTIES = "供热单位应当建立巡查制度，供热期内每周检查换热站。"


def law(*texts: str, day: date = date(2021, 1, 1), title: str = LAW) -> LawText:
    articles = tuple(LawArticle(number=str(n), paragraphs=(text,)) for n, text in enumerate(texts, 1))
    return LawText(title=title, effective=day, origin=ORIGIN, articles=articles)


OLD = law(PURPOSE, WARMTH, HEARING, DUTIES)
NEW = law(PURPOSE, WARMTH.replace("十六", "十八"), DUTIES.replace("每周", "每日"), day=date(2027, 1, 1))
"""2 changed its figure, 3 went, 4 became 3 and changed."""
CHANGE = compare(OLD, NEW)


def article(number: str, **more: object) -> RegulationArticle:
    values: dict[str, object] = {
        "id": f"reg-bj-{number}",
        "title": f"北江条例第{number}条",
        "summary": "要点。",
        "asks": (f"省条例第{number}条",),
        "law": LAW,
        "law_short_names": ("北江条例", "省条例"),
        "level": LawLevel.PROVINCE,
        "article": number,
        "status": LawStatus.IN_FORCE,
        "verification": Verification.MISSING,
        "key_points": ("照条文办。",),
        "citation": f"《{LAW}》第{number}条",
    }
    return RegulationArticle(**(values | LIFE | more))  # type: ignore[arg-type]


def knowledge(name: str, *points: str, **more: object) -> Knowledge:
    values: dict[str, object] = {
        "id": f"kn-{name}",
        "title": name,
        "summary": "概要。",
        "key_points": points or ("无。",),
    }
    return Knowledge(**(values | LIFE | more))  # type: ignore[arg-type]


def procedure(say: str, *citations: str) -> Procedure:
    outcome = Outcome(
        id="settled",
        title="已说明",
        responsible=(Party.SUPPLIER,),
        citations=citations,
        next_action="登记",
        owner="客服",
        say=say,
    )
    step = Step(
        id="ask", kind=StepKind.ASK, text="多少度?", answers=(Answer(label="冷"), Answer(label="不冷"))
    )
    return Procedure(
        id="proc-cold",
        title="不热",
        summary="不热。",
        citations=citations,
        family=Family.POOR_HEAT,
        steps=(step,),
        outcomes=(outcome,),
        default_outcome="settled",
        **LIFE,  # type: ignore[arg-type]
    )


def value(key: str, text: str, source: str = "公司公布", *citations: str) -> SiteValue:
    return SiteValue(
        key=key,
        label="室温下限",
        value=text,
        scope=ValueScope.PROVINCE,
        source=source,
        confidence=Confidence.HIGH,
        citations=citations,
    )


def told(rows: tuple[Touched, ...]) -> list[tuple[str, str, str, str]]:
    return [(row.kind.value, row.id, row.where, row.gravity.value) for row in rows]


def of(**parts: object) -> list[tuple[str, str, str, str]]:
    return told(touched(Handbook(**parts), (), CHANGE))  # type: ignore[arg-type]


def test_an_entry_whose_figure_went_out_of_the_article_must_change() -> None:
    handbook = Handbook(regulations=(article("2", key_points=("卧室不低于 16 ℃。",)),))
    (row,) = touched(handbook, (), CHANGE)
    assert (row.gravity.value, row.reason) == ("要改", "“16 ℃”在旧的第二条里有,新的里没有")


def test_points_of_a_changed_article_are_reviewed_also_without_a_figure() -> None:
    assert of(regulations=(article("4"),)) == [("法规条目", "reg-bj-4", "", "待复核")]
    assert of(regulations=(article("2", key_points=("卧室不低于 18 ℃。",)),)) == [
        ("法规条目", "reg-bj-2", "", "待复核")
    ]


def test_the_entry_of_an_article_that_went_must_change() -> None:
    (row,) = touched(Handbook(regulations=(article("3"),)), (), CHANGE)
    assert (row.gravity.value, row.reason) == ("要改", "第三条已删去")


def test_what_did_not_change_touches_nobody() -> None:
    assert (
        of(
            regulations=(article("1"),),
            knowledge=(knowledge("a", "省条例第一条说明了目的。", citations=("reg-bj-1",)),),
        )
        == []
    )


def test_another_number_alone_is_a_glance_for_its_entry_and_for_who_spells_it() -> None:
    change = compare(OLD, law(PURPOSE, "本省建立供热质量保证金。", WARMTH, HEARING, DUTIES))
    handbook = Handbook(
        regulations=(article("2"),),
        knowledge=(knowledge("a", "见省条例第二条。"), knowledge("b", citations=("reg-bj-2",))),
    )
    rows = touched(handbook, (), change)
    assert told(rows) == [
        ("法规条目", "reg-bj-2", "", "看一眼"),
        ("文字提到", "kn-a", "key_points", "看一眼"),
    ]
    assert rows[0].reason == "只有条号变了:第二条现在是第三条"


def test_those_that_cite_are_glanced_at_and_changed_where_they_say_the_old_figure() -> None:
    rows = of(
        regulations=(article("2"),),
        knowledge=(
            knowledge("quiet", "先测温。", citations=("reg-bj-2",)),
            knowledge("loud", "不到十六摄氏度就是不达标。", citations=("reg-bj-2",)),
        ),
        procedures=(procedure("您家要到 16 ℃ 才算达标。", "reg-bj-2"),),
        values=(
            value("floor", "16 ℃", "公司公布", "reg-bj-2"),
            value("season", "10 月 20 日", "公司公布", "reg-bj-2"),
        ),
        region=InForce(
            id="bj", name="北江", roles={Role.ROOM_FLOOR: ("reg-bj-2",), Role.PRICE: ("reg-bj-1",)}
        ),
    )
    assert sorted(rows) == sorted(
        [
            ("法规条目", "reg-bj-2", "", "待复核"),
            ("引用条目", "kn-quiet", "", "看一眼"),
            ("引用条目", "kn-loud", "", "要改"),
            ("引用条目", "proc-cold", "", "要改"),
            ("处理结果", "proc-cold", "settled", "要改"),
            ("本地参数", "floor", "", "要改"),
            ("本地参数", "season", "", "看一眼"),
            ("地区规定", "室温底线", "bj", "看一眼"),
        ]
    )
    gravities = [row[3] for row in rows]
    assert gravities == sorted(gravities, key=["要改", "待复核", "看一眼"].index)


def test_a_text_that_names_what_went_must_change() -> None:
    rows = touched(
        Handbook(knowledge=(knowledge("a", "热价按省条例第三条听证。"),), regulations=(article("1"),)),
        (),
        CHANGE,
    )
    assert [(row.where, row.gravity.value, row.reason) for row in rows] == [
        ("key_points", "要改", "文字里提到的第三条已删去")
    ]
    assert rows[0].words == "热价按省条例第三条听证"


def test_a_link_to_the_entry_counts_where_the_entry_is_not_cited() -> None:
    body = "先看[室温那条](entry:reg-bj-2)。不到 16 ℃ 的照[退费](entry:reg-x)办。"
    linking = knowledge("a", body=body)
    rows = touched(Handbook(regulations=(article("2"),), knowledge=(linking,)), (), CHANGE)
    assert told(rows)[1:] == [("文字提到", "kn-a", "body", "看一眼")]
    assert rows[1].words == "先看[室温那条](entry:reg-bj-2)"
    cited = replace(linking, citations=("reg-bj-2",))
    assert [row[0] for row in of(regulations=(article("2"),), knowledge=(cited,))] == ["引用条目", "法规条目"]


def test_a_value_by_its_source_is_told_once() -> None:
    rows = of(regulations=(article("2"),), values=(value("floor", "16 ℃", f"《{LAW}》第二条", "reg-bj-2"),))
    assert [row for row in rows if row[0] == "本地参数"] == [("本地参数", "floor", "", "要改")]
    assert of(values=(value("floor", "16 ℃", f"{LAW}第2条"),)) == [("本地参数", "floor", "", "要改")]


def test_callers_ways_and_the_past_are_not_what_we_say() -> None:
    entry = knowledge("a", asks=("省条例第二条怎么说",))
    assert of(knowledge=(entry,), regulations=(article("1"),)) == []
    assert (
        of(
            regulations=(
                article("1", superseded=()),
                replace(article("1"), id="reg-old", former_articles=("2",)),
            )
        )
        == []
    )


def test_an_entry_for_several_articles_is_touched_by_each() -> None:
    assert [row[3] for row in of(regulations=(article("1", article_range_end="4"),))] == [
        "要改",
        "待复核",
        "待复核",
    ]
    assert len(of(regulations=(article("1", article="", articles=("2", "3")),))) == 2


def test_a_number_alone_in_the_entry_of_another_article_of_the_law_counts() -> None:
    rows = of(regulations=(article("1", key_points=("温度见第二条。",), penalties="不巡查的要罚(12 条)。"),))
    assert rows == [("文字提到", "reg-bj-1", "key_points", "看一眼")]


def test_a_short_name_that_two_laws_bear_says_neither() -> None:
    other = article("9", id="reg-other", law="北江省物业条例", law_short_names=("省条例",))
    entry = knowledge("a", "按省条例第三条办。", "按北江条例第三条办。")
    assert of(regulations=(article("1"), other), knowledge=(entry,)) == [
        ("文字提到", "kn-a", "key_points", "要改")
    ]


NAMES = LawNames(
    (LAW, "北江条例", "省条例", "供热条例", "省供热条例"), ("北江省物业条例", "物业条例", "集中供热条例")
)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (f"《{LAW}》第三十六条", ["36"]),
        (f"《{LAW}》（2021 年修正）第三十六条", ["36"]),
        (f"{LAW}第36条之一", ["36-1"]),
        ("省条例第 36 条", ["36"]),
        ("省条例36条", ["36"]),
        ("省条例 36-1 条", ["36-1"]),
        ("北江条例的第三十六条", ["36"]),
        ("按省条例三十六条办", ["36"]),
        ("北江条例第三十六条、第三十八条和第四十条", ["36", "38", "40"]),
        ("北江条例第三十六、三十八条", ["36", "38"]),
        ("省条例 36、38 条", ["36", "38"]),
        ("北江条例第十条至第十二条", ["10", "11", "12"]),
        ("北江条例第10-12条", ["10", "11", "12"]),
        ("北江条例第三十六条第二款、第三十八条", ["36", "38"]),
        ("北江条例写得清楚,第三十六条要求退费", ["36"]),
        ("第三十六条", []),
        ("第三十六条;北江条例另有规定", []),
        ("物业条例第三十六条", []),
        ("按集中供热条例第三十六条", []),
        ("《北江省物业条例》第三十六条,北江条例没有", []),
        ("北江条例没写,物业条例第三十六条写了", []),
        ("北江条例没写,《某某办法》第三十六条写了", []),
        ("南河省供热条例第三十六条", []),
        ("《南河省城市供热条例》第三十六条", []),
        ("南河省城市供热条例第三十六条", []),
        ("北江省供热条例第三十六条", ["36"]),
        ("省供热条例第三十六条", ["36"]),
        ("北江条例管三条管线", []),
    ],
)
def test_names_and_numbers_in_any_spelling(text: str, numbers: list[str]) -> None:
    found = [named.number for named in NAMES.named_in(text)]
    assert [number for number in found if int(number.split("-")[0]) > 3] == numbers


def test_without_a_named_law_a_number_is_one_of_the_own_law_in_its_own_texts() -> None:
    assert [n.number for n in NAMES.named_in("见第36条,罚则在(55 条)。", is_own_text=True)] == ["36", "55"]
    assert [n.number for n in NAMES.named_in("见物业条例 48、50 条。", is_own_text=True)] == []
