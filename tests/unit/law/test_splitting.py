"""Lines go in; articles, headings, annexes come out, and each line is placed or listed."""

import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.law.draft import Choice, Draft, LineKind
from handbook.law.splitting import split
from handbook.unseen_signs import visible
from tests.helpers.statutes import invented

TITLE = "北江省城市供热条例"


def law(*lines: str, is_marked: bool = True) -> Draft:
    return split((TITLE, *lines), is_marked=is_marked)


def texts(draft: Draft) -> dict[str, tuple[str, ...]]:
    return {article.number: article.paragraphs for article in draft.articles}


def listed(draft: Draft) -> list[str]:
    return [draft.lines[at].text for at in draft.unplaced]


def seen(lines: tuple[str, ...]) -> Counter[str]:
    return Counter("".join(visible("\n".join(lines)).split()))


@pytest.mark.parametrize("first", range(0, 300, 50))
def test_an_invented_statute_is_found_as_it_was_written(first: int) -> None:
    for seed in range(first, first + 50):
        statute = invented(seed)
        draft = split(statute.lines)
        assert draft.articles == statute.law.articles, seed
        assert draft.annexes == statute.law.annexes, seed
        assert draft.history == statute.law.history, seed
        assert (draft.title, draft.place, draft.organ) == (
            statute.law.title,
            statute.law.place,
            statute.law.organ,
        ), seed
        assert listed(draft) == list(statute.strays), seed
        assert draft.problems == (), seed
        assert statute.law.effective in [found.day for found in draft.days], seed


@pytest.mark.parametrize("first", range(0, 300, 100))
def test_no_character_of_an_invented_statute_is_lost(first: int) -> None:
    for seed in range(first, first + 100):
        lines = invented(seed).lines
        draft = split(lines)
        assert draft.characters_read == seen(lines).total(), seed
        assert Counter("".join("".join(line.text.split()) for line in draft.lines)) == seen(lines), seed


PIECES = st.sampled_from(
    [
        "第一条 甲。",
        "第二条 乙。",
        "第三条的规定除外。",
        "第一章 总则",
        "第二章",
        "目录",
        "附件一 表",
        "附则",
        "（一）丙；",
        "| 甲 | 乙 |",
        "| --- | --- |",
        "— 3 —",
        "7",
        "# 北江省路灯养护办法",
        "<!-- 完 -->",
        "2026年5月1日",
        "（2026年5月1日北江省人民政府公布",
        "自公布之日起施行。",
        "打印 关闭",
        "注：丁",
        "北江省人民政府",
        "一、戊",
        "“己",
        "\ue003",
        "第三十－条 庚",
        "#",
        "---",
        "《",
    ]
)


@given(st.lists(PIECES | st.text(max_size=20), max_size=25), st.booleans())
def test_of_any_text_each_character_is_placed_or_listed(lines: list[str], is_marked: bool) -> None:
    draft = split(lines, is_marked=is_marked)
    assert draft.characters_read == draft.characters_placed + draft.characters_listed
    written = Counter("".join("".join(line.text.split()) for line in draft.lines))
    assert written.total() == draft.characters_read == seen(tuple(lines)).total()
    assert all(line.reason for line in draft.lines if line.kind is LineKind.UNPLACED)
    held = "\n".join(p for article in draft.articles for p in article.paragraphs)
    assert not [
        line.text
        for line in draft.lines
        if line.kind in (LineKind.PARAGRAPH, LineKind.ITEM) and line.text.lstrip("# \t") not in held
    ]


def test_a_number_at_the_beginning_of_a_line_is_an_article_only_where_it_goes_on() -> None:
    draft = law(
        "第一条 供热单位测温。",
        "第二条第一款规定的情形除外。",
        "第二条 用热户可以查看。",
        "第三条规定的期限另算。",
        "第三条中级网点负责登记。",
        "第十九条中级网点不负责。",
    )
    assert texts(draft) == {
        "1": ("供热单位测温。", "第二条第一款规定的情形除外。"),
        "2": ("用热户可以查看。", "第三条规定的期限另算。"),
        "3": ("中级网点负责登记。",),
    }
    assert listed(draft) == ["第十九条中级网点不负责。"]


@pytest.mark.parametrize(
    "written",
    [
        "第七十五 条",
        "第 七十五条",
        "第七五条",
        "第75条",
        "第\u200b七十五条",
    ],
)
def test_numbers_are_read_as_people_write_them(written: str) -> None:
    before = [f"第{n}条 甲。" for n in range(1, 75)]
    draft = law(*before, f"{written}　供热单位测温。")
    assert texts(draft)["75"] == ("供热单位测温。",)
    assert draft.problems == ()


def test_a_dash_that_was_read_for_a_one_is_taken_and_told() -> None:
    before = [f"第{n}条 甲。" for n in range(1, 31)]
    draft = law(*before, "第三十－条 供热单位测温。", "第三十二条 乙。")
    assert texts(draft)["31"] == ("供热单位测温。",)
    assert draft.problems == ("“第三十－条”按第三十一条收下了,请看一眼",)


def test_missing_and_doubled_numbers_and_empty_articles_are_told() -> None:
    draft = law("第一条 甲。", "第二条 乙。", "第二条 丙。", "第五条 丁。", "第六条", "第七条 戊。")
    assert [article.number for article in draft.articles] == ["1", "2", "2", "5", "6", "7"]
    assert draft.problems == (
        "第二条出现两次",
        "第二条之后是第五条,缺第三条至第四条",
        "第六条没有文字",
    )


def test_articles_out_of_order_are_listed_with_what_follows_them() -> None:
    draft = law("第一条 甲。", "第二条 乙。", "第九条 丙。", "跟着的话。", "第三条 丁。")
    assert listed(draft) == ["第九条 丙。", "跟着的话。"]
    assert [draft.lines[at].article for at in draft.unplaced] == ["2", "2"]
    assert list(texts(draft)) == ["1", "2", "3"]


def test_an_excerpt_keeps_its_numbers() -> None:
    draft = law("第一百七十六条 甲。", "第二百零五条 乙。", "第二百零八条 丙。")
    assert list(texts(draft)) == ["176", "205", "208"]
    assert draft.problems == ("从第一百七十六条开始:前面的条文没有",)


def test_a_decision_without_articles_is_kept_whole() -> None:
    draft = split(
        [
            "北江省人民代表大会常务委员会关于修改",
            "《北江省城市供热条例》的决定",
            "（2027年3月1日北江省第十四届人民代表大会常务委员会第二次会议通过）",
            "会议决定对《北江省城市供热条例》作如下修改：",
            "一、将第五条修改为：“第五条 供热单位测温。",
            "“第六条 用热户可以查看。”",
            "二、增加一条，作为第七条：",
            "“第七条 热源单位登记。”",
            "本决定自2027年5月1日起施行。",
        ]
    )
    assert draft.title == "北江省人民代表大会常务委员会关于修改《北江省城市供热条例》的决定"
    assert draft.articles == ()
    assert len(draft.preamble) == 6
    assert draft.unplaced == ()
    assert draft.problems == ("没有分条:整段文字放在前言里",)
    assert [str(found.day) for found in draft.days] == ["2027-05-01"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["北 江 省 城 市 供 热 条 例"], "北江省城市供热条例"),
        (["《北江省城市供热条例》"], "北江省城市供热条例"),
        (["北江省城市供热", "管理条例"], "北江省城市供热管理条例"),
        (["北江省供热管理办法", "（试行）"], "北江省供热管理办法（试行）"),
        (["北江省实施《北国供热法》", "办法"], "北江省实施《北国供热法》办法"),
        (["# 北江省城市供热条例", "北江省", "城市供热条例"], "北江省城市供热条例"),
        (["北江省供热管理办法", "关于印发《北江省供热管理办法》的通知"], "北江省供热管理办法"),
        (
            ["北江省城市供热条例（2025年9月26日北江省第十四届人民代表大会常务委员会第八次会议通过）"],
            "北江省城市供热条例",
        ),
        (
            [
                "北江省人民代表大会常务委员会公告",
                "（第十二号）",
                "《北江省城市供热条例》已由会议于2025年9月26日通过，现予公布。",
                "北江省城市供热条例",
            ],
            "北江省城市供热条例",
        ),
    ],
)
def test_the_title_is_found_however_it_is_set(lines: list[str], title: str) -> None:
    draft = split([*lines, "第一条 甲。", "第二条 乙。"])
    assert draft.title == title
    assert list(texts(draft)) == ["1", "2"]


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("北江省城市供热条例", "北江省"),
        ("东岭市供热办法", "东岭市"),
        ("盐城市供热办法", "盐城市"),
        ("白石自治州供热条例", "白石自治州"),
        ("云坪土家族自治县供热条例", "云坪土家族自治县"),
        ("西原壮族自治区供热条例", "西原壮族自治区"),
        ("城市供热管理条例", ""),
        ("全国城市供热办法", ""),
        ("人力资源市场规定", ""),
        ("供热条例", ""),
    ],
)
def test_the_place_is_what_the_title_says(title: str, place: str) -> None:
    assert split([title, "第一条 甲。"]).place == place


def test_the_number_of_the_document_is_found() -> None:
    draft = law("北政发〔2026〕12号", "第一条 甲。")
    assert draft.number == "北政发〔2026〕12号"
    assert draft.unplaced == ()


def test_the_table_of_contents_ends_where_the_body_begins() -> None:
    draft = law(
        "目　录",
        "第一章　总　则……1",
        "第二章 供热与",
        "用热 ……… 3",
        "附 则 5",
        "第一章 总则",
        "第一条 甲。",
        "第二章 供热与用热",
        "第二条 乙。",
        "附则",
        "第三条 丙。",
    )
    assert [article.path for article in draft.articles] == [
        ("第一章 总则",),
        ("第二章 供热与用热",),
        ("附则",),
    ]
    assert sum(line.kind is LineKind.CONTENTS for line in draft.lines) == 5
    assert draft.unplaced == ()


def test_headings_of_parts_sections_and_those_over_two_lines_or_without_a_number() -> None:
    draft = law(
        "第一编 通则",
        "第一分编 开头",
        "第一章 总　则",
        "第一节 一般规定",
        "第一条 甲。",
        "第二章",
        "供热与用热",
        "第二条 乙。",
        "第三章 保温管、阀门、",
        "循环泵的养护",
        "第三条 丙。",
        "法律责任",
        "第四条 丁。",
        "第二编 附则",
        "第五条 戊。",
    )
    assert [article.path for article in draft.articles] == [
        ("第一编 通则", "第一分编 开头", "第一章 总则", "第一节 一般规定"),
        ("第一编 通则", "第一分编 开头", "第二章 供热与用热"),
        ("第一编 通则", "第一分编 开头", "第三章 保温管、阀门、循环泵的养护"),
        ("第一编 通则", "第一分编 开头", "法律责任"),
        ("第二编 附则",),
    ]


def test_the_last_item_of_a_list_is_no_heading() -> None:
    draft = law("第一条 下列情形除外：", "（一）停热", "（二）检修", "第二条 乙。")
    assert texts(draft)["1"] == ("下列情形除外：", "（一）停热", "（二）检修")
    assert [line.kind for line in draft.lines[2:4]] == [LineKind.ITEM, LineKind.ITEM]


def test_a_heading_without_articles_is_listed() -> None:
    draft = law("第一条 甲。", "第二章 停热", "停热前应当告知。", "第三章 附则", "第二条 乙。")
    assert listed(draft) == ["第二章 停热", "停热前应当告知。"]


def test_tables_stay_in_their_article_without_the_rule_of_markdown() -> None:
    draft = law("第一条 按下表。", "| 面积 | 元 |", "| --- | --- |", "| 九十 | 二 |")
    assert texts(draft)["1"] == ("按下表。", "| 面积 | 元 |", "| 九十 | 二 |")
    assert [line.kind for line in draft.lines[2:]] == [LineKind.TABLE, LineKind.MARK, LineKind.TABLE]


def test_annexes_are_numbered_by_themselves() -> None:
    draft = law(
        "第一条 附件一规定收费。",
        "附件一",
        "收费表",
        "第一条 按面积。",
        "第二条 按户。",
        "附表2：记录",
        "| 甲 |",
    )
    assert list(texts(draft)) == ["1"]
    assert [(annex.title, annex.lines) for annex in draft.annexes] == [
        ("附件一", ("收费表", "第一条 按面积。", "第二条 按户。")),
        ("附表2：记录", ("| 甲 |",)),
    ]


def test_another_text_that_is_appended_is_no_part_of_this_one() -> None:
    first = [f"第{n}条 甲。" for n in range(1, 4)]
    second = [f"第{n}条 乙。" for n in range(1, 7)]
    draft = law(*first, "北江省城市供热条例实施细则", "（2027年3月1日北江省人民政府公布）", *second)
    assert list(texts(draft)) == ["1", "2", "3"]
    assert draft.annexes[0].title == "北江省城市供热条例实施细则"
    without_title = law(*first, *second)
    assert list(texts(without_title)) == ["1", "2", "3"]
    assert listed(without_title) == second


@pytest.mark.parametrize(
    "line",
    [
        "注：本条由编辑整理",
        "校对：李华",
        "编者按：试验文本",
        "责任编辑：李华",
        "来源：北江省人大网站",
        "发布时间：2026-03-02 浏览次数：12",
        "打印 关闭 分享",
        "【打印】【关闭】",
        "上一篇：没有了",
        "版权所有：北江省人大",
        "北江省人大常委会公报 2026年第6号",
        "北江省人民政府办公厅",
        "2025年9月26日",
        "2025年9月26日印发",
        "■",
    ],
)
def test_what_is_no_paragraph_is_listed_behind_the_last_article(line: str) -> None:
    draft = law("第一条 甲。", "第二条 乙。", line)
    assert listed(draft) == [line]
    (stray,) = (draft.lines[at] for at in draft.unplaced)
    assert stray.article == "2"
    assert (stray.suggested is Choice.LEAVE_OUT) == ("公报" in line)


def test_the_title_between_articles_is_the_head_of_a_page() -> None:
    draft = law("第一条 甲。", TITLE, "第二条 乙。", is_marked=False)
    (at,) = draft.unplaced
    assert draft.lines[at].suggested is Choice.LEAVE_OUT
    assert texts(draft) == {"1": ("甲。",), "2": ("乙。",)}


def test_page_numbers_are_placed_as_such() -> None:
    draft = law("第一条 甲。", "— 1 —", "第二条 乙。", "第 2 页 共 9 页", "3/9", "乙二。")
    assert texts(draft) == {"1": ("甲。",), "2": ("乙。", "乙二。")}
    assert sum(line.kind is LineKind.PAGE for line in draft.lines) == 3
    bare = ("第一条 甲。", "12", "第二条 乙。")
    assert texts(law(*bare, is_marked=False))["1"] == ("甲。",)
    assert texts(law(*bare))["1"] == ("甲。", "12")


def test_a_reference_that_a_line_of_a_page_begins_with_is_no_article() -> None:
    draft = law(
        "第一条供热单位测温。",
        "第二条供热单位应当依照本规则登记。依照",
        "第三条规定的期限另算。",
        "第三条用热户可以查看。",
        is_marked=False,
    )
    assert texts(draft)["2"] == ("供热单位应当依照本规则登记。依照", "第三条规定的期限另算。")
    assert texts(draft)["3"] == ("用热户可以查看。",)


def test_private_characters_are_kept_and_told() -> None:
    draft = law("第一条 供热\ue003单位。")
    assert texts(draft)["1"] == ("供热\ue003单位。",)
    assert draft.problems == ("第一条有认不出的字:\ue003,请对照原件",)


def test_a_text_without_a_title_says_so() -> None:
    assert split(["第一条 甲。"]).problems == ("没有找到题目",)
    assert split([]).problems == ("没有找到题目", "没有文字")


def test_blanks_and_marks_are_not_needed_to_know_articles_from_references() -> None:
    draft = law(
        "第一章总则",
        "第一条与供热有关的事，适用本规则。",
        "第二条规定由谁张贴的，从其约定。",
        "第三条第二条所称张贴，是指贴在门厅。",
        "第二条第一款规定的除外。",
        "第二章第二热源和保温管、阀门、",
        "循环泵的养护",
        "第四条和解的，登记在册。",
    )
    assert texts(draft) == {
        "1": ("与供热有关的事，适用本规则。",),
        "2": ("规定由谁张贴的，从其约定。",),
        "3": ("第二条所称张贴，是指贴在门厅。", "第二条第一款规定的除外。"),
        "4": ("和解的，登记在册。",),
    }
    assert draft.articles[3].path == ("第二章 第二热源和保温管、阀门、循环泵的养护",)
    assert draft.problems == ()


def test_headings_that_are_listed_by_numerals_stand_above_their_articles() -> None:
    draft = law(
        "一、一般规定",
        "第一条 甲。",
        "二、关于测温",
        "（一）门厅测温",
        "第二条 乙。",
        "（二）室内测温",
        "第三条 丙。",
    )
    assert [article.path for article in draft.articles] == [
        ("一、一般规定",),
        ("二、关于测温", "（一）门厅测温"),
        ("二、关于测温", "（二）室内测温"),
    ]


def test_a_heading_without_a_number_between_two_chapters_parts_the_first() -> None:
    draft = law(
        "第一章 总则",
        "第一条 甲。",
        "测温",
        "第二条 乙。",
        "第二章 附则",
        "第三条 丙。",
    )
    assert draft.articles[1].path == ("第一章 总则", "测温")
    assert draft.articles[2].path == ("第二章 附则",)


def test_a_title_that_stands_twice_is_taken_once() -> None:
    draft = split(["北江省城市供热条例", "北江省城市", "供热条例", "第一条 甲。"])
    assert draft.title == "北江省城市供热条例"
    assert [line.kind for line in draft.lines[:3]] == [LineKind.TITLE] * 3


def test_an_announcement_above_is_told_from_the_law() -> None:
    draft = split(
        [
            "北江省人民代表大会常务委员会公告",
            "（第十二号）",
            "《北江省城市供热条例》已由北江省第十四届人民代表大会常务委员会第八次会议于2025年9月26日通过，现予公布，自2026年5月1日起施行。",
            "北江省人民代表大会常务委员会",
            "2025年9月26日",
            "北江省城市供热条例",
            "第一条 甲。",
        ]
    )
    assert (draft.title, draft.number) == ("北江省城市供热条例", "第十二号")
    assert draft.organ == "北江省人民代表大会常务委员会"
    assert [str(found.day) for found in draft.days] == ["2026-05-01"]
    assert listed(draft) == ["北江省人民代表大会常务委员会公告", "北江省人民代表大会常务委员会"]


def test_a_law_of_one_part_of_a_code_keeps_the_name_of_the_part() -> None:
    draft = split(
        ["# 北国法典", "# 供热编", "2026年5月1日 施行", "## 第一章 总则", "第九条 甲。", "第十条 乙。"]
    )
    assert draft.title == "北国法典"
    assert draft.articles[0].path == ("供热编", "第一章 总则")


def test_a_list_of_chapters_on_one_line_or_without_a_name_is_the_contents() -> None:
    for contents in (["第一章 总则 第二章 供热 第三章 附则"], ["第一章 总则", "第二章 供热", "第三章 附则"]):
        draft = law(*contents, "第一条 甲。", "第二条 乙。")
        assert [article.path for article in draft.articles] == [(), ()]
        assert sum(line.kind is LineKind.CONTENTS for line in draft.lines) == len(contents)


def test_rows_of_the_same_kind_in_any_number_take_time_in_proportion() -> None:
    """What is done for a line must not look at all others again."""
    kinds = (
        ["第九十条 乙"],
        ["第三章 甲"],
        ["附件"],
        ["法律责任"],
        ["第一条 甲。", "第二条 乙。"],
        ["甲" + " " * 3000 + "乙"],
    )
    for lines in kinds:
        short, long = (_steps([TITLE, "第一条 甲。", *lines * many]) for many in (300, 1200))
        assert long < 6 * short, lines


def _steps(lines: list[str]) -> int:
    """How many calls of functions the splitting takes: a measure that no other process changes."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        split(lines)
    finally:
        sys.setprofile(before)
    return calls
