"""Plain text and Markdown: every encoding that offices use, exact lines, and refusals where nothing fits."""

import pytest

from handbook.law_files.refusal import Refusal
from tests.helpers.invented_laws import invented_law
from tests.unit.law_files.answers import answered, lines_of

LAW = invented_law(3)
TRADITIONAL = (
    "北江省城市供熱條例\n第一條　為了規範供熱用熱行為，制定本條例。\n第二條　供熱單位應當保證室內溫度。\n"
)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\n\n"])
@pytest.mark.parametrize(
    ("codec", "bom", "named"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("gbk", b"", "gb18030"),
        ("gb18030", b"", "gb18030"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "utf-16-be"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
    ],
)
def test_text_is_read_exactly(codec: str, bom: bytes, named: str, line_end: str) -> None:
    text = line_end.join(LAW.lines)
    answer = answered(bom + text.encode(codec, "ignore"))
    kept = text.encode(codec, "ignore").decode(codec).split(line_end)
    assert list(answer.lines) == kept
    assert (answer.encoding, answer.kind) == (named, "txt")


@pytest.mark.parametrize("codec", ["big5", "big5hkscs", "gb18030", "utf-16-le"])
def test_traditional_text_is_told_from_simplified(codec: str) -> None:
    assert lines_of(TRADITIONAL.encode(codec)) == TRADITIONAL.splitlines()


@pytest.mark.parametrize("text", ["第一条 供热。", "供热条例", "第一条 总则\n第二条 附则"])
@pytest.mark.parametrize("codec", ["gbk", "utf-16-le", "utf-8"])
def test_short_texts_are_guessed_as_well(text: str, codec: str) -> None:
    assert lines_of(text.encode(codec)) == text.splitlines()


def test_nobody_sees_marks_that_are_taken_out_and_they_are_told() -> None:
    answer = answered("第一条\u200b 供\u200f热。\ufeff\n第二条 ⽤户。".encode())
    assert list(answer.lines) == ["第一条 供热。", "第二条 用户。"]
    assert any("1 个看不见的方向符号" in remark for remark in answer.remarks)


@pytest.mark.parametrize("mark", ["\u202e", "\u202b", "\u2067", "\u202d"])
def test_marks_that_reorder_are_refused(mark: str) -> None:
    answer = answered(f"第一条 温度不低于{mark}81\u202c度。".encode())
    assert answer.refused == Refusal.REORDERED
    assert f"U+{ord(mark):04X}" in answer.detail


def test_characters_that_nobody_knows_stay_and_are_told() -> None:
    answer = answered("第一条 供\ue123热。".encode())
    assert list(answer.lines) == ["第一条 供\ue123热。"]
    assert any("1 个字认不出来" in remark for remark in answer.remarks)


def test_markdown_loses_its_marks_and_nothing_else() -> None:
    text = (
        "<!-- 说明\n两行 -->\n# 北江省城市供热条例 #\n\n> **第一条** 为了供热\\.\n\n## 第二章　总则\n---\n"
        "（一）甲；<br>（二）乙。\n1. 第一目\n- 第二目\n\n| 甲 | 乙 |\n|---|:--:|\n| 1 | 2&nbsp;000 |\n\n面积×2*3*4\n"
    )
    assert lines_of(text.encode(), "md") == [
        "北江省城市供热条例",
        "第一条 为了供热.",
        "第二章　总则",
        "（一）甲；",
        "（二）乙。",
        "1. 第一目",
        "第二目",
        "| 甲 | 乙 |",
        "| 1 | 2 000 |",
        "面积×2*3*4",
    ]


def test_statutes_in_markdown_are_read_exactly() -> None:
    made = []
    for line in LAW.lines:
        mark = "# " if line == LAW.title else "## " if line.startswith("第") and "章" in line[:4] else ""
        made += [f"{mark}{line}", ""]
    assert lines_of("\n".join(made).encode(), "md") == list(LAW.lines)


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_broken_byte_costs_one_character_and_is_told(codec: str) -> None:
    data = "\n".join(LAW.lines).encode(codec)
    at = data.index("，".encode(codec))
    answer = answered(data[:at] + b"\xff" + data[at:])
    assert answer.refused == ""
    assert sum(line in answer.lines for line in LAW.lines) >= len(LAW.lines) - 1
    assert any("1 个字认不出来" in remark for remark in answer.remarks)


def test_half_in_another_encoding_is_refused() -> None:
    half = len(LAW.lines) // 2
    data = "\n".join(LAW.lines[:half]).encode() + "\n".join(LAW.lines[half:]).encode("gb18030")
    assert answered(data).refused == Refusal.ENCODING


def test_markdown_may_begin_with_an_element() -> None:
    answer = answered("<div align=center>\n\n# 北江省城市供热条例\n\n第一条 甲\n".encode(), "md")
    assert answer.kind == "md"
    assert answered(b"<html><body><p>1</p>", "md").kind == "html"
