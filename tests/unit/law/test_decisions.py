"""What a decision orders, and whether the new text carries it out; all statutes here are invented."""

from datetime import date

import pytest

from handbook.law.decisions import read_decision
from handbook.law.differences import compare
from handbook.law.law_text import LawArticle, LawText, Origin
from handbook.law.ticking import ticked

ORIGIN = Origin(source="试写", obtained_on=date(2026, 11, 1), obtained_by="甲")
PURPOSE = "为了规范供用热行为，维护供热单位和热用户的合法权益，制定本条例。"
DUTIES = "市容主管部门应当建立巡查制度，供热期内每周检查换热站和庭院管网。"
HEARING = "制定热价应当举行听证会，听取热用户和供热单位的意见。"
WARMTH = "供热期内热用户卧室的室内温度不得低于十六摄氏度。\n供热单位应当在三十日内退还热费。"
RULES = "热用户不得擅自放水、装泵。市容主管部门负责查处。"
FUND = "本省建立供热质量保证金，专款专用。"


def law(*texts: str, day: date = date(2021, 10, 1)) -> LawText:
    return LawText(
        title="北江省城市供热条例",
        effective=day,
        origin=ORIGIN,
        articles=tuple(
            LawArticle(number=str(n), paragraphs=tuple(text.split("\n"))) for n, text in enumerate(texts, 1)
        ),
    )


OLD = law(PURPOSE, DUTIES, HEARING, WARMTH, RULES)
NEW = law(
    PURPOSE,
    DUTIES.replace("市容主管部门", "供热主管部门"),
    WARMTH.replace("十六", "十八").replace("三十", "六十"),
    FUND,
    RULES.replace("市容主管部门", "供热主管部门") + "\n前款规定的行为造成损失的，应当赔偿。",
    day=date(2027, 1, 1),
)
ORDERS = (
    "北江省人民代表大会常务委员会决定对《北江省城市供热条例》作如下修改：",
    "一、将第二条、第五条中的“市容主管部门”修改为“供热主管部门”。",
    "二、删去第三条。",
    "三、第四条改为第三条，修改为：“供热期内热用户卧室的室内温度不得低于十八摄氏度。",
    "“供热单位应当在六十日内退还热费。”",
    "四、增加一条，作为第四条：“本省建立供热质量保证金，专款专用。”",
    "五、第五条增加一款，作为第二款：“前款规定的行为造成损失的，应当赔偿。”",
    "此外，对条文顺序作相应调整。",
    "本决定自2027年1月1日起施行。",
)


def read(*lines: str) -> list[tuple[str, str, str]]:
    return [(one.kind.value, one.old, one.new) for one in read_decision(lines).instructions]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一、将第七条修改为：“供热单位应当值守。”", [("修改", "7", "")]),
        ("一、第七条修改为：“第七条 供热单位应当值守。”", [("修改", "7", "")]),
        ("（一）将第七条第二款修改为：“供热单位应当值守。”", [("修改", "7", "")]),
        ("1.将第三十六条之一第一款第（三）项修改为：“放水”", [("修改", "36-1", "")]),
        ("二、将第七条改为第九条，修改为：“供热单位应当值守。”", [("修改", "7", "9")]),
        ("二、第七条改为第九条，第二款修改为：“供热单位应当值守。”", [("修改", "7", "9")]),
        ("二、第七条改为第九条。", [("改条号", "7", "9")]),
        ("二、将第七条、第八条改为第九条、第十条。", [("改条号", "7", "9"), ("改条号", "8", "10")]),
        ("二、第七条移至第二章，作为第九条。", [("改条号", "7", "9")]),
        ("三、将第七条中的“市容部门”修改为“供热部门”。", [("改词", "7", "")]),
        ("三、将第七条、第八条第二款中的“市容部门”改为“供热部门”。", [("改词", "7", ""), ("改词", "8", "")]),
        ("三、将第七条第一款中的“甲方”、“乙方”修改为“双方”。", [("改词", "7", "")]),
        (
            "三、将第七条中的“甲”修改为“乙”，第九条中的“丙”修改为“丁”。",
            [("改词", "7", ""), ("改词", "9", "")],
        ),
        ("三、将条例中的“市容部门”统一修改为“供热部门”。", [("改词", "", "")]),
        ("四、删去第七条。", [("删条", "7", "")]),
        ("四、删除第七条、第八条和第十条。", [("删条", "7", ""), ("删条", "8", ""), ("删条", "10", "")]),
        ("四、删去第七条至第九条。", [("删条", "7", ""), ("删条", "8", ""), ("删条", "9", "")]),
        ("四、将第七条删去。", [("删条", "7", "")]),
        ("四、删去第七条第二款。", [("删去部分", "7", "")]),
        ("四、删去第七条中的“和市容部门”。", [("删去部分", "7", "")]),
        ("五、增加一条，作为第八条：“本省建立保证金。”", [("加条", "", "8")]),
        ("五、在第七条后增加一条，作为第八条：“本省建立保证金。”", [("加条", "", "8")]),
        ("五、增加两条，分别作为第八条、第九条：", [("加条", "", "8"), ("加条", "", "9")]),
        ("五、第七条增加一款，作为第二款：“造成损失的，应当赔偿。”", [("加款", "7", "")]),
        ("五、在第七条第一款后增加一项：“（四）装泵。”", [("加款", "7", "")]),
        (
            "六、将第七条和第八条合并为第七条，修改为：“供热单位应当值守。”",
            [("合并", "7", "7"), ("合并", "8", "7")],
        ),
        ("将第七条修改为：“供热单位应当值守。”", [("修改", "7", "")]),
        ("七、将第７条第２款修改为:“供热单位应当值守。”", [("修改", "7", "")]),
        (
            "八、第七条修改为：“供热单位应当值守。”删去第八条。",
            [("修改", "7", ""), ("删条", "8", "")],
        ),
    ],
)
def test_the_forms_of_orders(line: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(line) == expected
    assert not read_decision([line]).unread


def test_quoted_words_and_paragraphs_are_kept_and_order_nothing_themselves() -> None:
    decision = read_decision(
        (
            "一、将第七条修改为：",
            "“供热单位有下列情形之一的，责令改正：",
            "“一、擅自修改第三条规定的计划的；",
            "“二、增加一条管道未备案的。”",
            "二、删去第九条。",
        )
    )
    assert [(one.kind.value, one.old) for one in decision.instructions] == [("修改", "7"), ("删条", "9")]
    assert decision.instructions[0].put_in[0].startswith("供热单位有下列情形之一的")
    assert decision.instructions[0].put_in[0].endswith("增加一条管道未备案的。")
    assert not decision.unread


def test_a_closing_mark_that_was_left_out_swallows_no_order() -> None:
    assert read("一、将第七条修改为：“供热单位应当值守。", "二、删去第九条。", "三、删去第十条。") == [
        ("修改", "7", ""),
        ("删条", "9", ""),
        ("删条", "10", ""),
    ]


def test_orders_in_a_form_that_is_not_read_are_listed() -> None:
    decision = read_decision(
        (
            "一、将第四章章名修改为“供热与用热”。",
            "二、删去第九条。",
            "三、将引言修改为：",
            "“为了规范，制定本规定。”",
        )
    )
    assert [(one.line, one.reason) for one in decision.unread] == [
        (0, "没有说到第几条"),
        (2, "没有说到第几条"),
    ]
    assert len(decision.instructions) == 1


def test_a_decision_on_several_laws_says_which() -> None:
    decision = read_decision(
        (
            "一、对《北江省城市供热条例》作出修改",
            "（一）删去第三条。",
            "二、对《北江省物业条例》作出修改",
            "（一）删去第五条。",
        )
    )
    assert [(one.law, one.old) for one in decision.instructions] == [
        ("北江省城市供热条例", "3"),
        ("北江省物业条例", "5"),
    ]
    found = ticked(decision.instructions, compare(OLD, NEW))
    assert [tick.instruction.old for tick in found.ticks] == ["3"]


def test_orders_and_changes_are_ticked_off_against_each_other() -> None:
    decision = read_decision(ORDERS)
    assert not decision.unread
    found = ticked(decision.instructions, compare(OLD, NEW))
    assert [(t.instruction.kind.value, t.missing) for t in found.ticks if t.missing] == []
    assert len(found.found) == 6
    assert found.unnamed == ()


def test_a_text_without_articles_is_read_as_its_lines() -> None:
    decision = LawText(
        title="关于修改北江省城市供热条例的决定",
        effective=date(2027, 1, 1),
        origin=ORIGIN,
        preamble=ORDERS,
        articles=(),
    )
    assert read_decision(decision) == read_decision(ORDERS)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("一、将第二条修改为：“供热主管部门不再巡查。”", "改后没有“供热主管部门不再巡查”"),
        ("一、将第一条修改为：“为了供热，制定本条例。”", "第一条的文字没有变"),
        ("一、删去第二条。", "第二条还在"),
        ("一、将第九条修改为：“供热。”", "改前的文本里没有第九条"),
        ("一、第四条改为第五条。", "改后是第三条,决定写的是第五条"),
        ("一、增加一条，作为第九条：“供热。”", "改后的文本里没有第九条"),
        ("一、增加一条，作为第五条：“热用户不得擅自放水、装泵。”", "第五条不是新增的,改前是第五条"),
        ("一、将第二条中的“换热站”修改为“供热站”。", "“换热站”还在；改后没有“供热站”"),
        ("一、将条例中的“庭院管网”统一修改为“管网设施”。", "第二条还没有改"),
        ("一、将第三条修改为：“制定热价应当公示。”", "第三条在改后的文本里找不到"),
    ],
)
def test_an_order_that_is_not_carried_out_says_why(line: str, told: str) -> None:
    found = ticked(read_decision([line]).instructions, compare(OLD, NEW))
    assert [tick.missing for tick in found.ticks] == [told]
    assert found.not_found


def test_changes_that_no_order_names_are_listed() -> None:
    found = ticked(read_decision(ORDERS[:3]).instructions, compare(OLD, NEW))
    assert [(c.old.number if c.old else "", c.new.number if c.new else "") for c in found.unnamed] == [
        ("4", "3"),
        ("", "4"),
    ]


def test_an_order_for_the_whole_law_names_every_article_with_these_words() -> None:
    found = ticked(
        read_decision(["一、将条例中的“市容主管部门”统一修改为“供热主管部门”。"]).instructions,
        compare(OLD, NEW),
    )
    assert [tick.is_found for tick in found.ticks] == [True]
    assert [c.old.number for c in found.ticks[0].changes if c.old] == ["2", "5"]


def test_signs_of_our_own_and_numbers_out_of_reach_break_nothing() -> None:
    lines = (
        "一、将¤9¤中的§7§修改为“供热”。",
        "二、删去第12345条。",
        "三、将第零条改为§0§。",
        "四、删去第七条。",
    )
    decision = read_decision(lines)
    assert [(one.line, one.old) for one in decision.instructions] == [(3, "7")]
    assert [one.line for one in decision.unread] == [0, 1, 2]
    assert ticked(decision.instructions, compare(OLD, NEW)).not_found
