"""PDFs by two programs that share nothing: rows become the paragraphs of the statute again."""

import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fpdf import FPDF
from fpdf.enums import WrapMode
from PIL import Image
from pypdf import PdfReader, PdfWriter, Transformation
from PySide6.QtWidgets import QApplication

from handbook.law.numbering import HEADING
from handbook.law_files.limits import LIMITS
from handbook.law_files.message import Answer
from handbook.law_files.pdf import characters, pdf_lines
from handbook.law_files.refusal import Refusal
from tests.helpers.invented_laws import invented_law
from tests.helpers.law_pdfs import FONT, write_fpdf, write_qt_pdf
from tests.unit.law_files.answers import answered
from tests.unit.law_files.crafted import LINE, small_pdf, words

WRITERS: dict[str, Callable[..., None]] = {"qt": write_qt_pdf, "fpdf2": write_fpdf}


def bare(text: str) -> str:
    """Without punctuation and blanks."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def read(path: Path) -> Answer:
    answer = answered(path.read_bytes())
    assert answer.refused == "", answer
    return answer


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("point_size", [10.5, 12, 16, 22])
def test_paragraphs_are_those_of_the_statute(
    qapp: QApplication, tmp_path: Path, writer: str, point_size: float
) -> None:
    """Long paragraphs, items, page breaks in the middle of them, a running head and page numbers."""
    found = wanted = 0
    for seed in range(4):
        law = invented_law(seed, articles=40)
        path = tmp_path / f"{seed}.pdf"
        WRITERS[writer](path, law.lines, point_size=point_size)
        answer = read(path)
        lines = {bare(line) for line in answer.lines}
        wanted += len(law.lines)
        found += sum(bare(line) in lines for line in law.lines)
        assert answer.pages > 5
        assert "".join(map(bare, answer.lines)) == "".join(map(bare, law.lines))
        assert len(answer.set_aside) == 2 * answer.pages  # a head and a number on each
    assert found >= 0.999 * wanted, f"{found} of {wanted}"


def test_boxes_of_ink_are_read_by_the_lines_they_stand_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a font says neither height nor depth (LibreOffice writes 0), a full stop is low; many of them tore a row apart."""
    lines = ("北江省供热条例", "第一条　供热，用热，测温，报修，退费，缴费，停热，复热，都按本条例办。")
    write_fpdf(tmp_path / "law.pdf", lines)
    data = (tmp_path / "law.pdf").read_bytes()
    usual = pdf_lines.read(data, LIMITS).lines
    loose = characters._boxes

    def of_ink(handle: Any, count: int) -> list[float]:
        boxes = loose(handle, count)
        for at, sign in enumerate(characters._signs(handle, count)):
            _, top, _, bottom = boxes[4 * at : 4 * at + 4]
            low, high = {"，": (0.0, 0.3), "。": (0.0, 0.3), "一": (0.45, 0.55)}.get(sign, (0.02, 0.98))
            boxes[4 * at + 1], boxes[4 * at + 3] = (bottom + part * (top - bottom) for part in (high, low))
        return boxes

    monkeypatch.setattr(characters, "_boxes", of_ink)
    assert pdf_lines.read(data, LIMITS).lines == usual


@pytest.mark.parametrize("writer", WRITERS)
def test_blanks_stand_where_they_stood(qapp: QApplication, tmp_path: Path, writer: str) -> None:
    law = invented_law(7, articles=30)
    WRITERS[writer](tmp_path / "a.pdf", law.lines)
    lines = set(read(tmp_path / "a.pdf").lines)
    missing = [line for line in law.lines if line.replace("\u3000", " ") not in lines]
    assert missing == []


def test_a_reference_that_begins_a_row_is_no_article(qapp: QApplication, tmp_path: Path) -> None:
    """Every paragraph names the next article at every place of its rows."""
    lines = ["北江省城市供热条例", "（通过）"]
    for number, word in enumerate("一二三四五六七八", 1):
        following = "一二三四五六七八九"[number]
        filler = "供热单位应当按照规定保证室内温度" * 2
        lines.append(
            f"第{word}条　" + "，".join(f"{filler[:n]}违反第{following}条规定的" for n in range(5, 30)) + "。"
        )
    for writer in WRITERS.values():
        writer(tmp_path / "a.pdf", tuple(lines), point_size=12)
        assert [bare(line) for line in read(tmp_path / "a.pdf").lines] == [bare(line) for line in lines]


def test_short_items_outnumber_wrapped_rows(qapp: QApplication, tmp_path: Path) -> None:
    """The commonest left edge is then the indent."""
    lines = [
        "第一条　有下列情形之一的，由供热主管部门责令限期改正，逾期不改正的，处以一千元以上五千元以下的罚款，并予以公告："
    ]
    lines += [f"（{n}）擅自拆除公共供热设施的；" for n in "一二三四五六七八九"]
    lines += [
        "前款规定的罚款由县级以上人民政府供热主管部门决定，热用户不服的，可以依法申请行政复议或者提起行政诉讼，期间不停止执行。"
    ]
    for writer in WRITERS.values():
        writer(tmp_path / "a.pdf", ("北江省城市供热条例", "（通过）", *lines), point_size=12)
        assert [bare(line) for line in read(tmp_path / "a.pdf").lines[-len(lines) :]] == [
            bare(x) for x in lines
        ]


def _sheet() -> FPDF:
    sheet = FPDF(format="A4")
    sheet.add_font("song", fname=str(FONT))
    sheet.set_font("song", size=11)
    return sheet


def test_two_columns_are_read_one_after_the_other_and_told() -> None:
    sheet = _sheet()
    sheet.add_page()
    texts = [
        "左栏的文字一直写到这一栏的右边为止，" * 14 + "左完。",
        "右栏的文字也一直写到这一栏的右边为止，" * 14 + "右完。",
    ]
    for column, text in enumerate(texts):
        sheet.set_xy(20 + 90 * column, 30)
        sheet.set_left_margin(20 + 90 * column)
        sheet.multi_cell(w=80, h=7, text=text, align="L", wrapmode=WrapMode.CHAR)
    answer = answered(bytes(sheet.output()))
    text = "".join(answer.lines)
    assert text.index("左完") < text.index("右栏")
    assert any("两栏" in remark for remark in answer.remarks)


def test_a_table_is_not_taken_for_columns() -> None:
    sheet = _sheet()
    sheet.add_page()
    for number in range(20):
        sheet.cell(w=90, text=f"{number}级违法行为情节")
        sheet.cell(w=80, text=f"罚款{number}千元以上", new_x="LMARGIN", new_y="NEXT", h=8)
    answer = answered(bytes(sheet.output()))
    assert answer.remarks == ()
    assert "3级违法行为情节 罚款3千元以上" in " ".join(answer.lines)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_pages_are_read(angle: int) -> None:
    sheet = _sheet()
    for _ in range(2):
        sheet.add_page()
        with sheet.rotation(angle, x=105, y=148):
            for n in range(5):
                sheet.text(x=40, y=100 + 10 * n, text=f"第{'一二三四五'[n]}条 供热单位应当保证室内温度。")
    lines = answered(bytes(sheet.output())).lines
    assert lines[0] == "第一条 供热单位应当保证室内温度。"
    assert len(lines) == 10


def test_a_watermark_is_left_out_and_told() -> None:
    sheet = _sheet()
    sheet.add_page()
    for n in range(12):
        sheet.text(x=20, y=30 + 10 * n, text="供热单位应当保证室内温度，热用户应当按时交费。")
    with sheet.rotation(45, x=100, y=100):
        sheet.set_font_size(40)
        sheet.text(x=60, y=100, text="内部资料")
    answer = answered(bytes(sheet.output()))
    assert "资" not in "".join(answer.lines)
    assert any("斜着的 4 个字" in remark for remark in answer.remarks)


def test_bold_that_is_drawn_twice_is_read_once() -> None:
    sheet = _sheet()
    sheet.add_page()
    for shift in (0, 0.2):
        sheet.text(x=20 + shift, y=30, text="第一条 供热单位应当保证室内温度")
    assert list(answered(bytes(sheet.output())).lines) == ["第一条 供热单位应当保证室内温度"]


def test_raised_figures_stay_in_their_row() -> None:
    sheet = _sheet()
    sheet.add_page()
    sheet.write(text="建筑面积超过500m")
    sheet.char_vpos = "SUP"
    sheet.write(text="2")
    sheet.char_vpos = "LINE"
    sheet.write(text="的热用户")
    assert list(answered(bytes(sheet.output())).lines) == ["建筑面积超过500m2的热用户"]


def _picture_page(sheet: FPDF, folder: Path) -> None:
    path = folder / "scan.png"
    if not path.exists():
        Image.new("L", (400, 560), 200).save(path)
    sheet.add_page()
    sheet.image(str(path), x=0, y=0, w=210, h=297)


def test_scans_are_refused_also_with_a_few_characters(tmp_path: Path) -> None:
    for stamp in ("", "北江省 2026-01-01"):
        sheet = _sheet()
        for _ in range(4):
            _picture_page(sheet, tmp_path)
            sheet.text(x=10, y=10, text=stamp)
        answer = answered(bytes(sheet.output()))
        assert answer.refused == Refusal.NO_TEXT_LAYER


def test_one_page_that_is_a_picture_is_told(tmp_path: Path) -> None:
    sheet = _sheet()
    for _ in range(5):
        sheet.add_page()
        sheet.multi_cell(w=0, h=8, text="第一条 供热单位应当保证室内温度。" * 20, wrapmode=WrapMode.CHAR)
    _picture_page(sheet, tmp_path)
    answer = answered(bytes(sheet.output()))
    assert any("第 6 页是图片" in remark for remark in answer.remarks)


def test_a_page_without_words_is_refused() -> None:
    sheet = _sheet()
    sheet.add_page()
    assert answered(bytes(sheet.output())).refused == Refusal.NO_TEXT_LAYER


def test_a_small_pdf_that_has_to_be_mended_is_read() -> None:
    answer = answered(small_pdf(words(LINE)))
    assert (list(answer.lines), answer.pages) == ([LINE], 1)


@pytest.mark.parametrize("line_spacing", [1.0, 2.0])
def test_paragraphs_without_indent_part_by_their_distance(line_spacing: float) -> None:
    sheet = _sheet()
    sheet.add_page()
    texts = [f"第{n}条 " + "供热单位应当保证室内温度，" * 9 + "热用户应当按时交费。" for n in "一二三四五六"]
    for text in texts:
        sheet.multi_cell(
            w=0,
            h=6 * line_spacing,
            text=text,
            align="L",
            wrapmode=WrapMode.CHAR,
            new_x="LMARGIN",
            new_y="NEXT",
        )
        sheet.ln(6 * line_spacing)
    assert [bare(line) for line in answered(bytes(sheet.output())).lines] == [bare(text) for text in texts]


def test_mirrored_margins_are_no_indents(tmp_path: Path) -> None:
    """As in a book: left pages stand further right than right ones."""
    law = invented_law(5, articles=60)
    write_fpdf(tmp_path / "a.pdf", law.lines)
    mirrored = PdfWriter()
    for number, page in enumerate(PdfReader(tmp_path / "a.pdf").pages):
        shift = Transformation().translate(tx=30 if number % 2 else -30)
        mirrored.add_page(page).add_transformation(shift)
    buffer = io.BytesIO()
    mirrored.write(buffer)
    lines = {bare(line) for line in answered(buffer.getvalue()).lines}
    assert [line for line in law.lines if bare(line) not in lines] == []


@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("align", ["L", "J"])
def test_paragraphs_are_found_with_and_without_indent(indent: str, align: str) -> None:
    law = invented_law(8, articles=60)
    sheet = _sheet()
    sheet.add_page()
    for line in law.lines:
        text = line if HEADING.match(line) else indent + line
        sheet.multi_cell(
            w=0, h=7, text=text, align=align, wrapmode=WrapMode.CHAR, new_x="LMARGIN", new_y="NEXT"
        )
    lines = {bare(line) for line in answered(bytes(sheet.output())).lines}
    missing = [line for line in law.lines if bare(line) not in lines]
    assert len(missing) <= 2, missing
