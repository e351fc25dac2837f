"""Web pages: what a reader sees, block by block, in every encoding that they come in."""

import pytest

from handbook.law_files.refusal import Refusal
from tests.helpers.invented_laws import invented_law
from tests.unit.law_files.answers import answered, lines_of

LAW = invented_law(4)


def page(body: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html><head><title>不是正文</title>{head}</head><body>{body}</body></html>".encode()
    )


@pytest.mark.parametrize(
    ("codec", "head"),
    [
        ("utf-8", "<meta charset=utf-8>"),
        ("utf-8", ""),
        ("utf-8", "<meta charset=gb2312>"),
        ("gb18030", "<meta charset='gb2312'>"),
        ("gb18030", '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=GBK">'),
        ("gb18030", ""),
        ("gb18030", "<meta charset=utf-8>"),
        ("gb18030", "<meta charset=iso-8859-1>"),
        ("utf-16", ""),
        ("utf-16-le", ""),
    ],
)
def test_statutes_are_read_exactly_whatever_the_page_says_of_itself(codec: str, head: str) -> None:
    body = "\n".join(f"<p class=a>\n　　{line}\n</p>" for line in LAW.lines)
    text = f"<html><head>{head}<title>x</title></head><body><script>var 第一条;</script>{body}</body></html>"
    assert lines_of(text.encode(codec)) == list(LAW.lines)


def test_big5_pages() -> None:
    text = "<meta charset=big5><p>第一條　為了規範供熱，制定本條例。</p>"
    assert lines_of(text.encode("big5")) == ["第一條　為了規範供熱，制定本條例。"]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<div>第一条 甲<br>第二条 乙<br/>第三条 丙</div>", ["第一条 甲", "第二条 乙", "第三条 丙"]),
        ("<p>第一条　供热\n      单位<b>应</b>当</p>", ["第一条　供热单位应当"]),
        ("<p>DN200\nDN300</p>", ["DN200 DN300"]),
        ("<span>第一条 甲</span><span>乙</span>", ["第一条 甲乙"]),
        ("<p>&nbsp;&nbsp;&emsp;第一条&nbsp;甲&lt;乙&gt;</p>", ["第一条\u00a0甲<乙>"]),
        ("甲<div>乙<p>丙</div>丁", ["甲", "乙", "丙", "丁"]),
        ("<pre>第一条 甲\n第二条 乙</pre>", ["第一条 甲", "第二条 乙"]),
        ("<ol><li>甲<li>乙</ol><ul><li>丙</ul>", ["1.甲", "2.乙", "丙"]),
        ("<ol start=3 type=a><li>甲<li value=7>乙</ol>", ["c.甲", "g.乙"]),
        ("<ol style='list-style-type:simp-chinese-informal'><li>甲<li>乙</ol>", ["一、甲", "二、乙"]),
        ("<p>18<sup>2</sup><ruby>供<rt>gong</rt></ruby></p>", ["182供"]),
        ("<p>甲<del>乙</del><ins>丙</ins></p>", ["甲丙"]),
    ],
)
def test_blocks_end_lines_and_the_rest_does_not(body: str, lines: list[str]) -> None:
    assert lines_of(page(body)) == lines


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>p{}</style>",
        "<nav>首页 &gt; 法规</nav>",
        "<p hidden>看不见</p>",
        "<p style='color:red; display: none'>看不见</p>",
        "<span style='visibility:hidden'>看不见</span>",
        "<span style='font-size:0px'>看不见</span>",
        "<p class=gone>看不见</p>",
        "<div id=far><p>看不见</p></div>",
        "<template><p>看不见</p></template>",
        "<noscript>请打开脚本</noscript>",
        "<iframe srcdoc='<p>x'>里面</iframe>",
        "<select><option>看不见</select>",
        "<!-- 看不见 -->",
        "<footer>主办单位</footer>",
    ],
)
def test_what_is_not_seen_or_is_no_text_is_left_out(hidden: str) -> None:
    head = "<style>.gone, #far { display:none } @media print { .kept { display: none } }</style>"
    assert lines_of(page(f"<p class=kept>第一条 甲</p>{hidden}<p>第二条 乙</p>", head)) == [
        "第一条 甲",
        "第二条 乙",
    ]


def test_hidden_words_are_told() -> None:
    answer = answered(page("<p>第一条 甲</p><p hidden>三个字</p><nav>首页</nav>"))
    assert any("看不见的 3 个字" in remark for remark in answer.remarks)
    assert any("导航" in remark and "2 个字" in remark for remark in answer.remarks)


def test_tables_with_data_are_rows_and_tables_that_lay_out_are_not() -> None:
    data = "<table><tr><th>等级<th>罚款</tr><tr><td>一<td><p>一千元</p><p>以上|以下</p></tr></table>"
    assert lines_of(page(data)) == ["| 等级 | 罚款 |", "| 一 | 一千元 以上\\|以下 |"]
    layout = f"<table><tr><td>导航<td><p>第一条 甲</p><p>第二条 乙</p>{data}</tr></table>"
    assert lines_of(page(layout)) == [
        "导航",
        "第一条 甲",
        "第二条 乙",
        "| 等级 | 罚款 |",
        "| 一 | 一千元 以上\\|以下 |",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<p>第一条 <bdo dir=rtl>度81</bdo></p>",
        "<p style='direction:rtl; unicode-bidi:bidi-override'>度81</p>",
        "<p>第一条 &#x202E;度81</p>",
    ],
)
def test_text_that_is_shown_in_another_order_is_refused(body: str) -> None:
    assert answered(page(body)).refused == Refusal.REORDERED
