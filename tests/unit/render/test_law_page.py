"""The page of an official text: the words as they were obtained, their depth, their version, and what lies beside."""

import html
import re
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QTextDocument

from handbook.document.words import FULL_TEXT
from handbook.law.law_text import Annex, LawArticle, LawText, Origin
from handbook.law.shelf import LawPlace, LawShelf
from handbook.render.law_page import CONTENTS, render_law
from handbook.render.page import PageStyle
from tests.helpers.invented_statutes import HEATING, TODAY, statute

STYLE = PageStyle(today=TODAY)
NOW = statute(
    HEATING,
    [
        ("35", "供热企业应当保存日志。"),
        ("36", "室内温度(不含阳台)应当符合下列规定:\n(一)卧室不低于 18℃;\n1.测点居中;\n违反的,退还热费。"),
        ("36-1", "| 楼层 | 系数 |\n| --- | --- |\n| 1 | 0.9 |"),
    ],
    effective=date(2021, 11, 1),
    path=("第四章 供热与用热", "第二节 用热"),
)
OLD = statute(HEATING, [("36", "旧的规定。")], effective=date(2012, 5, 1))
COMING = statute(HEATING, [("41", "新的规定。")], effective=date(2027, 5, 1))
SHELF = LawShelf.of([NOW, OLD, COMING])


def shown(text: LawText, number: str, shelf: LawShelf = SHELF) -> str:
    """The page as Qt shows it."""
    document = QTextDocument()
    document.setHtml(render_law(text, number, shelf, STYLE).html)
    return document.toPlainText()


def links(text: LawText, number: str, shelf: LawShelf = SHELF) -> list[LawPlace | None]:
    """Where the links of the page lead."""
    page = render_law(text, number, shelf, STYLE).html
    return [LawPlace.of_link(html.unescape(link)) for link in re.findall('href="([^"]+)"', page)]


def test_the_words_stand_as_they_were_obtained(qapp: object) -> None:
    words = shown(NOW, "36")
    for line in NOW.by_number["36"].paragraphs:
        assert line in words


def test_what_it_is_stands_above_and_where_it_came_from_below(qapp: object) -> None:
    lines = shown(NOW, "36").split("\n")
    assert lines[0] == f"{FULL_TEXT} · 《{HEATING}》"
    assert lines[1:4] == ["2021-11-01 起施行 · 现行", "第三十六条", "第四章 供热与用热 · 第二节 用热"]
    assert lines[-1] == "来源：虚构 · 2026-11-01 测试 取得"


def test_paragraphs_and_items_are_set_in(qapp: object) -> None:
    document = QTextDocument()
    document.setHtml(render_law(NOW, "36", SHELF, STYLE).html)
    depths = {}
    block = document.begin()
    while block.isValid():
        depths[block.text()] = (block.blockFormat().leftMargin(), block.blockFormat().textIndent())
        block = block.next()
    whole, item, sub_item, _ = (depths[line] for line in NOW.by_number["36"].paragraphs)
    assert whole[1] > 0
    assert whole[0] == 0 < item[0] < sub_item[0]
    assert item[1] == sub_item[1] == 0


def test_rows_of_a_table_are_a_table(qapp: object) -> None:
    page = render_law(NOW, "36-1", SHELF, STYLE).html
    assert page.count("<tr>") == 2
    assert shown(NOW, "36-1").count("系数") == 1
    assert "---" not in shown(NOW, "36-1")


def test_neighbours_and_contents_are_a_link_away() -> None:
    def here(number: str) -> LawPlace:
        return LawPlace(HEATING, NOW.effective, number)

    assert links(NOW, "36") == [here("35"), here(""), here("36-1")]
    assert links(NOW, "35") == [here(""), here("36")]
    assert links(NOW, "36-1") == [here("36"), here("")]


def test_the_beginning_leads_to_every_article(qapp: object) -> None:
    assert [place and place.number for place in links(NOW, "")] == ["35", "36", "36-1"]
    words = shown(NOW, "")
    assert CONTENTS in words
    assert "第四章 供热与用热 · 第二节 用热" in words


@pytest.mark.parametrize(
    ("text", "number", "words", "leads_to"),
    [
        (OLD, "36", "旧版：", "36"),
        (COMING, "41", "尚未施行：2027-05-01 起施行", ""),
    ],
)
def test_what_does_not_hold_says_so_and_leads_to_what_does(
    qapp: object, text: LawText, number: str, words: str, leads_to: str
) -> None:
    assert words in shown(text, number)
    assert links(text, number)[0] == LawPlace(HEATING, NOW.effective, leads_to)


def test_a_repealed_law_says_since_when(qapp: object) -> None:
    gone = replace(OLD, repealed=date(2015, 1, 1))
    words = shown(gone, "36", LawShelf.of([gone]))
    assert "已废止：2015-01-01 起不再施行" in words
    assert "现行文本" not in words


def test_a_decision_without_articles_and_annexes_are_whole(qapp: object) -> None:
    text = LawText(
        title="北江省停热补偿决定",
        number="北江常〔2020〕1号",
        organ="北江省人大常委会",
        history=("2020 年 1 月 1 日通过",),
        effective=date(2020, 1, 1),
        origin=Origin(source="", obtained_on=TODAY, obtained_by="测试"),
        preamble=("一、停热超过两日的，逐日补偿。",),
        articles=(),
        annexes=(Annex(title="附表一", lines=("说明一行",)),),
        notes=("一行附注",),
    )
    words = shown(text, "", LawShelf.of([text]))
    for line in (text.number, text.organ, *text.history, *text.preamble, "附表一", "说明一行", "一行附注"):
        assert line in words


def test_signs_of_html_and_of_ours_are_plain_words(qapp: object) -> None:
    odd = "<b>不</b>&amp;{{key}}〔待填〕{hole}"
    text = replace(NOW, articles=(LawArticle(number="1", paragraphs=(odd, "\ud800")),))
    assert odd in shown(text, "1", LawShelf.of([text]))
