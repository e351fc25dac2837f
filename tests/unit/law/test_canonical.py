"""A law goes into its file and comes back the same; what is unclear is refused with the line."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.law.canonical import LawTextError, read_markdown, write_markdown
from handbook.law.law_text import Annex, LawArticle, LawText, Origin
from handbook.law.splitting import split
from tests.helpers.statutes import invented

ORIGIN = Origin(source="省人大网站", obtained_on=date(2026, 4, 1), obtained_by="王敏")
CHAPTER = "第一章 总则"
LAW = LawText(
    title="北江省城市供热条例",
    number="第十二号",
    organ="北江省人民代表大会常务委员会",
    place="北江省",
    history=("2025年9月26日通过", "2026年1月1日修正"),
    effective=date(2026, 5, 1),
    origin=replace(ORIGIN, file_name="供热.docx", file_print="a" * 64),
    preamble=("为了试验。",),
    articles=(
        LawArticle(number="1", path=(CHAPTER,), paragraphs=("供热单位测温。", "（一）记账；")),
        LawArticle(
            number="1-1",
            path=(CHAPTER, "第一节 一般规定"),
            paragraphs=("甲。", "| 面积 | 元 |", "| 九十 | 二 |"),
        ),
        LawArticle(number="2", path=("附则",), paragraphs=("乙。",)),
    ),
    annexes=(Annex(title="附件一 收费表", lines=("第一条 按面积。",)),),
    notes=("注：由编辑整理",),
)
WRITTEN = """---
标题: 北江省城市供热条例
文号: 第十二号
制定机关: 北江省人民代表大会常务委员会
施行地域: 北江省
历次:
- 2025年9月26日通过
- 2026年1月1日修正
施行日期: 2026-05-01
来源: 省人大网站
取得日期: 2026-04-01
取得人: 王敏
原件: 供热.docx
原件指纹: {print}
---

# 北江省城市供热条例

为了试验。

## 第一章 总则

第一条 供热单位测温。

（一）记账；

### 第一节 一般规定

第一条之一 甲。

| 面积 | 元 |
| --- | --- |
| 九十 | 二 |

## 附则

第二条 乙。

## 附件一 收费表

\\第一条 按面积。

## 附注

注：由编辑整理
""".format(print="a" * 64)


def with_paragraphs(*paragraphs: str) -> LawText:
    return replace(LAW, articles=(LawArticle(number="1", paragraphs=paragraphs),))


def test_the_file_is_what_a_lawyer_reads() -> None:
    assert write_markdown(LAW) == WRITTEN


def test_it_is_read_back_the_same() -> None:
    assert read_markdown(WRITTEN) == LAW


def test_invented_statutes_are_read_back_the_same_and_split_the_same() -> None:
    for seed in range(60):
        law = invented(seed).law
        written = write_markdown(law)
        assert read_markdown(written) == law, seed


def test_a_paragraph_more_is_two_lines_more() -> None:
    more = write_markdown(with_paragraphs("甲。", "乙。", "丙。")).splitlines()
    fewer = write_markdown(with_paragraphs("甲。", "丙。")).splitlines()
    assert [line for line in more if line not in fewer] == ["乙。"]
    assert len(more) == len(fewer) + 2


@pytest.mark.parametrize(
    "text",
    [
        "# 甲",
        "## 附注",
        "第三条 乙",
        "第三条第二款规定的除外。",
        "之一的规定",
        "| 半行",
        "| 甲 | 乙 |",
        "|",
        "||",
        "| --- | --- |",
        "---",
        "- 丙",
        "\\丁",
        "\\u000a;",
        "\\0",
        "<!-- 戊 -->",
        " 前后有空 ",
        "两\n行",
        "",
        "尾巴\\",
        "附件一",
    ],
)
def test_no_paragraph_is_taken_for_something_else(text: str) -> None:
    law = replace(
        with_paragraphs(text, "甲。", text),
        title=text or "甲",
        history=(text,),
        preamble=(text,),
        notes=(text,),
        annexes=(Annex(title=text, lines=(text,)),),
    )
    assert read_markdown(write_markdown(law)) == law


ANY = st.text(st.sampled_from("第三条之一 |#-\\附件注章则：0u;\n\r\u3000甲<!"), max_size=8) | st.text(
    max_size=6
)
NUMBERS = st.integers(1, 9999).map(str) | st.builds(
    lambda main, sub: f"{main}-{sub}", st.integers(1, 999), st.integers(1, 99)
)
MANY = st.lists(ANY, max_size=3).map(tuple)
LAWS = st.builds(
    LawText,
    title=ANY.filter(bool),
    number=ANY,
    organ=ANY,
    place=ANY,
    history=MANY,
    effective=st.dates(),
    repealed=st.none() | st.dates(),
    origin=st.builds(
        Origin, source=ANY, obtained_on=st.dates(), obtained_by=ANY, file_name=ANY, file_print=ANY
    ),
    preamble=MANY,
    articles=st.lists(st.builds(LawArticle, number=NUMBERS, path=MANY, paragraphs=MANY), max_size=4).map(
        tuple
    ),
    annexes=st.lists(st.builds(Annex, title=ANY, lines=MANY), max_size=2).map(tuple),
    notes=MANY,
)


@given(LAWS)
def test_any_law_is_read_back_the_same(law: LawText) -> None:
    assert read_markdown(write_markdown(law)) == law


def test_every_number_of_an_article_is_written_so_that_it_is_read() -> None:
    articles = tuple(LawArticle(number=str(n), paragraphs=("甲。",)) for n in range(1, 10000))
    assert read_markdown(write_markdown(replace(LAW, articles=articles))).articles == articles


@pytest.mark.parametrize("number", ["0", "10000", "", "三", "3-0", "3-"])
def test_a_number_that_cannot_be_written_is_refused(number: str) -> None:
    with pytest.raises(LawTextError, match="条号"):
        write_markdown(replace(LAW, articles=(LawArticle(number=number, paragraphs=("甲。",)),)))


def test_a_file_mended_by_hand_is_read() -> None:
    by_hand = (
        WRITTEN.replace("\n\n", "\n").replace("标题: ", "标题：").replace("第一条 供热", "第一条　　供热")
    )
    assert read_markdown("\ufeff" + by_hand.replace("\n", "\r\n")) == LAW


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("---\n标题", "标题", "第 1 行.*---"),
        ("指纹: " + "a" * 64 + "\n---", "指纹: a", "第 1 行.*第二道"),
        ("施行日期: 2026-05-01\n", "", "缺“施行日期”"),
        ("施行日期: 2026-05-01", "施行日期: 五月一日", "第 {line} 行.*五月一日.*2026-05-01"),
        ("取得人: 王敏\n", "", "缺“取得人”"),
        ("文号: ", "文件号: ", "第 {line} 行.*不认得"),
        ("文号: 第十二号", "标题: 又一个", "第 {line} 行.*两次"),
        ("# 北江省城市供热条例", "# 北江省供热条例", "标题写了两样"),
        ("## 附则", "# 附则", "第 {line} 行.*只能有一行"),
        ("### 第一节", "##### 第一节", "第 {line} 行.*# 太多"),
        ("（一）记账；", "第三条第二款另算。", r"第 {line} 行.*最前面加一个 \\"),
        ("第二条 乙。", "第二条乙。", "第 {line} 行.*条号后面空一格"),
        ("第二条 乙。", "乙。", "第 {line} 行.*没有条号"),
        ("## 附注", "## 第九章 甲\n\n## 附注", "第 {line} 行.*不能再有章节"),
    ],
)
def test_what_is_unclear_is_refused_with_its_line_and_how_to_mend_it(old: str, new: str, said: str) -> None:
    line = WRITTEN[: WRITTEN.index(old)].count("\n") + 1
    with pytest.raises(LawTextError, match=said.format(line=line)):
        read_markdown(WRITTEN.replace(old, new, 1))


def test_a_file_of_ours_can_be_taken_in_again() -> None:
    body = write_markdown(LAW).split("---\n", 2)[2]
    draft = split(body.splitlines())
    assert draft.title == LAW.title
    assert [(one.number, one.path, one.paragraphs) for one in draft.articles] == [
        (one.number, one.path, one.paragraphs) for one in LAW.articles
    ]
