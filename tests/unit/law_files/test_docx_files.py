"""Word files: exact lines, changes accepted, numbers that Word counts by itself, nothing fetched."""

import io
import re

import docx
import pytest

from handbook.law_files.refusal import Refusal
from tests.helpers.invented_laws import invented_law
from tests.unit.law_files.answers import answered, lines_of
from tests.unit.law_files.crafted import WORD, paragraph, word_file, word_xml

W = f"xmlns:w='{WORD}'"


def document(body: str, **parts: str) -> bytes:
    return word_file({"word/document.xml": word_xml(body), **{f"word/{k}.xml": v for k, v in parts.items()}})


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t xml:space='preserve'>{text}</w:t></w:r>"


def numbered(text: str, at: int = 0, number: int = 1) -> str:
    pr = f"<w:pPr><w:numPr><w:ilvl w:val='{at}'/><w:numId w:val='{number}'/></w:numPr></w:pPr>"
    return f"<w:p>{pr}{run(text)}</w:p>"


def level(at: int, kind: str, text: str, more: str = "") -> str:
    return f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{kind}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"


def numbering(*levels: str, nums: str = "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>") -> str:
    return f"<w:numbering {W}><w:abstractNum w:abstractNumId='0'>{''.join(levels)}</w:abstractNum>{nums}</w:numbering>"


@pytest.mark.parametrize("seed", range(5))
def test_statutes_are_read_exactly(seed: int) -> None:
    law = invented_law(seed)
    made = docx.Document()
    for line in law.lines:
        added = made.add_paragraph()
        for part in re.findall(r".{1,7}", line):  # Word cuts text into runs anywhere
            added.add_run(part)
    buffer = io.BytesIO()
    made.save(buffer)
    assert lines_of(buffer.getvalue()) == list(law.lines)


def test_tables_stand_where_they_stand() -> None:
    made = docx.Document()
    made.add_paragraph("第一条 罚款如下表：")
    table = made.add_table(3, 3)
    for row, cells in enumerate((("等级", "罚款", "备注"), ("一", "一千元", ""), ("二", "二千元", "x"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 1).merge(table.cell(1, 2))
    made.add_paragraph("第二条 完。")
    buffer = io.BytesIO()
    made.save(buffer)
    assert lines_of(buffer.getvalue()) == [
        "第一条 罚款如下表：",
        "| 等级 | 罚款 | 备注 |",
        "| 一 二 | 一千元 |  |",
        "|  | 二千元 | x |",
        "第二条 完。",
    ]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (
            f"<w:p>{run('第一条 ')}<w:ins>{run('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>",
            ["第一条 新"],
        ),
        (f"<w:p><w:moveFrom>{run('走')}</w:moveFrom><w:moveTo>{run('来')}</w:moveTo></w:p>", ["来"]),
        (
            f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('第一条 前')}</w:p>{paragraph('后')}",
            ["第一条 前后"],
        ),
        (f"<w:p>{run('甲')}<w:r><w:br/></w:r>{run('乙')}</w:p>", ["甲", "乙"]),
        (
            f"<w:p>{run('供')}<w:r><w:softHyphen/></w:r>{run('热')}<w:r><w:noBreakHyphen/></w:r>{run('1')}</w:p>",
            ["供热-1"],
        ),
        (f"<w:p>{run('第一条')}<w:r><w:tab/></w:r>{run('甲')}</w:p>", ["第一条 甲"]),
        (f"<w:sdt><w:sdtContent>{paragraph('甲')}</w:sdtContent></w:sdt>", ["甲"]),
        (f"<w:p><w:hyperlink>{run('甲')}</w:hyperlink><w:smartTag>{run('乙')}</w:smartTag></w:p>", ["甲乙"]),
        (f"<w:p><w:fldSimple w:instr=' DATE '>{run('2026年')}</w:fldSimple>{run('起')}</w:p>", ["2026年起"]),
        (
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>"
            f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('第三条')}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
            f"{run('的规定')}</w:p>",
            ["第三条的规定"],
        ),
        (
            f"<w:p>{run('第一章 总则')}<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGEREF _1 \\h"
            f"</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('12')}"
            "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
            ["第一章 总则"],
        ),
        (
            f"<w:p><w:r><w:ruby><w:rt>{run('gong')}</w:rt><w:rubyBase>{run('供')}</w:rubyBase></w:ruby></w:r></w:p>",
            ["供"],
        ),
        (
            f"<w:p>{run('甲')}<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
            f"<mc:Choice><w:drawing><w:txbxContent>{paragraph('框里')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback>"
            f"<w:pict><w:txbxContent>{paragraph('框里')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            ["甲", "框里"],
        ),
        (
            f"<w:tbl><w:tr><w:tc>{paragraph('第一条 甲')}{paragraph('第二条 乙')}</w:tc></w:tr></w:tbl>",
            ["第一条 甲", "第二条 乙"],
        ),
        (
            f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('旧')}</w:tc><w:tc>{paragraph('旧')}</w:tc></w:tr>"
            f"<w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>",
            ["| 甲 | 乙 |"],
        ),
    ],
)
def test_text_is_what_stands_there_with_all_changes_accepted(body: str, lines: list[str]) -> None:
    assert lines_of(document(body)) == lines


def test_what_is_left_out_is_told() -> None:
    notes = f"<w:footnotes {W}><w:footnote w:type='separator'>{paragraph('-')}</w:footnote><w:footnote>{paragraph('注')}</w:footnote></w:footnotes>"
    body = f"<w:p>{run('第一条 甲')}{run('藏着', '<w:vanish/>')}<w:r><w:sym w:font='Wingdings' w:char='F0A8'/></w:r></w:p>"
    answer = answered(document(body, footnotes=notes))
    assert list(answer.lines) == ["第一条 甲\ufffd"]
    for words in ("隐藏的 2 个字", "1 个符号", "1 条脚注"):
        assert any(words in remark for remark in answer.remarks), words


def test_headers_and_footers_are_no_text() -> None:
    made = docx.Document()
    made.add_paragraph("第一条 甲")
    made.sections[0].header.paragraphs[0].text = "页眉"
    buffer = io.BytesIO()
    made.save(buffer)
    assert lines_of(buffer.getvalue()) == ["第一条 甲"]


def test_articles_that_word_numbers_keep_their_numbers() -> None:
    levels = (
        level(0, "chineseCountingThousand", "第%1章"),
        level(1, "chineseCounting", "第%2条", "<w:lvlRestart w:val='0'/>"),
        level(2, "chineseCounting", "（%3）"),
        level(3, "decimal", "%4."),
    )
    body = (
        numbered("总则", 0)
        + numbered("甲", 1)
        + numbered("乙：", 1)
        + numbered("丙；", 2)
        + numbered("丁。", 2)
        + numbered("戊", 3)
        + paragraph("第二款")
        + numbered("附则", 0)
        + "".join(numbered("己", 1) for _ in range(9))
        + numbered("庚", 2)
    )
    lines = lines_of(document(body, numbering=numbering(*levels)))
    assert lines[:8] == [
        "第一章 总则",
        "第一条 甲",
        "第二条 乙：",
        "（一）丙；",
        "（二）丁。",
        "1.戊",
        "第二款",
        "第二章 附则",
    ]
    assert lines[8:] == [
        *(f"第{n}条 己" for n in ["三", "四", "五", "六", "七", "八", "九", "十", "十一"]),
        "（一）庚",
    ]


def test_numbers_come_from_styles_and_begin_anew_where_told() -> None:
    styles = (
        f"<w:styles {W}><w:style w:type='paragraph' w:styleId='A'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
        "</w:style><w:style w:type='paragraph' w:styleId='B'><w:basedOn w:val='A'/></w:style></w:styles>"
    )
    nums = (
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='0'/>"
        "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride></w:num>"
    )
    styled = "".join(f"<w:p><w:pPr><w:pStyle w:val='{s}'/></w:pPr>{run('甲')}</w:p>" for s in "AB")
    off = f"<w:p><w:pPr><w:pStyle w:val='A'/><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>{run('无')}</w:p>"
    body = styled + off + numbered("乙", number=2) + numbered("乙", number=2)
    made = document(
        body, numbering=numbering(level(0, "ideographDigital", "第%1条"), nums=nums), styles=styles
    )
    assert lines_of(made) == ["第一条 甲", "第二条 甲", "无", "第七条 乙", "第八条 乙"]


def test_articles_in_a_format_that_nobody_knows_here_are_refused() -> None:
    answer = answered(document(numbered("甲"), numbering=numbering(level(0, "hebrew1", "第%1条"))))
    assert answer.refused == Refusal.NUMBERING
    assert "第%1条" in answer.detail


def test_bullets_write_nothing() -> None:
    assert lines_of(document(numbered("甲"), numbering=numbering(level(0, "bullet", "")))) == ["甲"]


def test_styles_that_stand_on_each_other_end() -> None:
    styles = "".join(
        f"<w:style w:type='paragraph' w:styleId='{a}'><w:basedOn w:val='{b}'/></w:style>"
        for a, b in ("AB", "BA")
    )
    body = f"<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr>{run('甲')}</w:p>"
    assert lines_of(document(body, styles=f"<w:styles {W}>{styles}</w:styles>")) == ["甲"]


def test_text_that_word_turns_around_is_refused() -> None:
    answer = answered(document(f"<w:p><w:bdo w:val='rtl'>{run('81')}</w:bdo></w:p>"))
    assert answer.refused == Refusal.REORDERED


def test_no_entity_is_resolved(tmp_path: object) -> None:
    """Inside and outside of the file: refused, and not a character of another file is in the answer."""
    for head in (
        "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>",
        "<!DOCTYPE d [<!ENTITY x 'inner'>]>",
    ):
        made = word_file({"word/document.xml": word_xml(paragraph("&x;甲"), head)})
        answer = answered(made)
        assert (answer.refused, answer.lines) == (Refusal.ENTITIES, ())
