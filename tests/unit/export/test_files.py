"""Word, HTML, Markdown and CSV, read back by other readers."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from markdown_it import MarkdownIt
from typing_extensions import override

from handbook.csv_cells import harmless
from handbook.document.blocks import Block, Caution, Note, Say, Sheet, StepRow, TableBlock, TableRole, plain
from handbook.document.compose import RunToPrint, compose_entry, compose_run
from handbook.document.run_record import RunRecord, StepRecord, TickState
from handbook.export.files.docx_file import docx_bytes
from handbook.export.files.html_file import as_compared, form_table, html_bytes, sound_table
from handbook.export.files.run_text import CSV_HEAD, to_csv, to_markdown
from handbook.export.paper.scale import Form
from handbook.model.handbook import Handbook
from tests.helpers.sample import PROCEDURE, SAMPLE
from tests.unit.export.paper_fakes import TODAY, folded

PRINTED = "2026-11-22 10:03"
SHEETS = [compose_entry(entry, SAMPLE, TODAY) for entry in SAMPLE]
RUN = compose_run(
    RunToPrint(
        entry=PROCEDURE,
        record=RunRecord(
            call="7",
            steps={
                "extent": StepRecord(state=TickState.TICKED, answer="一组", at=datetime(2026, 11, 22, 10, 4)),
                "step-3": StepRecord(state=TickState.SKIPPED, reason="=用户挂断"),
                "room": StepRecord(state=TickState.VERIFIED, value="-3"),
            },
        ),
    ),
    SAMPLE,
    TODAY,
)

_TABLE = replace(
    SHEETS[0],
    blocks=(
        TableBlock(
            head=("名称", "数值", "说明"),
            rows=((plain("卧室最低温度"), plain("20 ℃"), plain("全天;2021-10-29 起,见条例第三十二条")),),
        ),
    ),
)
_GUIDE = replace(
    SHEETS[0],
    blocks=(TableBlock(("办事指南", ""), ((plain("材料"), plain("通常带身份证")),), role=TableRole.GUIDE),),
)


# -- Word --------------------------------------------------------------------------------------------------


def _docx(sheets: Sequence[Sheet]) -> Any:
    return Document(io.BytesIO(docx_bytes(sheets, PRINTED)))


def _docx_words(document: Any) -> str:
    return folded(
        "".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))
    )


def test_a_word_file_holds_every_step_and_answer() -> None:
    words = _docx_words(_docx(SHEETS))

    for sheet in SHEETS:
        assert folded(sheet.title) in words
        for block in sheet.blocks:
            if isinstance(block, StepRow):
                assert folded(block.text) in words
                assert all(folded(choice.label) in words for choice in block.choices)


def test_warnings_and_notes_read_in_word_as_in_every_other_format() -> None:
    guards: list[Block] = [
        Caution(level="警告", text="水烫,人先退开", condition="喷热水"),
        Note(text="夜间另有值班表", condition="22 点后"),
        Say(text="您先别碰阀门", seconds=3),
    ]
    sheet = replace(SHEETS[0], blocks=tuple(guards))
    words, markdown = _docx_words(_docx([sheet])), folded(to_markdown([sheet], PRINTED))
    for line in ("〔喷热水〕警告:水烫,人先退开", "〔22 点后〕注:夜间另有值班表", "「您先别碰阀门」"):
        assert folded(line) in words
        assert folded(line) in markdown


def test_every_style_of_a_word_file_names_a_chinese_font() -> None:
    raw = zipfile.ZipFile(io.BytesIO(docx_bytes(SHEETS, PRINTED))).read("word/styles.xml").decode()
    fonts = re.findall(r"<w:rFonts[^>]*>", raw)

    used = [font for font in fonts if "微软雅黑" in font]
    assert len(used) >= 9
    assert not any("eastAsiaTheme" in font for font in used)
    assert 'w:eastAsia="zh-CN"' in raw


def test_the_boxes_of_a_word_file_can_be_clicked_and_show_the_run() -> None:
    raw = zipfile.ZipFile(io.BytesIO(docx_bytes([RUN], PRINTED))).read("word/document.xml").decode()

    # Ticked: extent, its answer, and room.
    assert raw.count('w14:checked w14:val="1"') == 3
    assert raw.count('w14:checked w14:val="0"') > 2
    assert "跳过" in raw


@pytest.mark.parametrize("form", Form)
def test_columns_of_word_tables_are_as_wide_in_every_program(form: Form) -> None:
    document: Any = Document(io.BytesIO(docx_bytes([*SHEETS, RUN, _TABLE], PRINTED, form)))
    section = document.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) / 12700
    assert len(document.tables) > 3
    for table in document.tables:
        grid = [column.width for column in table.columns]
        assert [[cell.width for cell in row.cells] for row in table.rows] == [grid] * len(table.rows)
        assert sum(width.pt for width in grid) == pytest.approx(room, abs=1)
    steps = document.tables[0].columns
    assert steps[0].width.pt == pytest.approx(42, abs=0.1), "box and number"
    assert steps[1].width > steps[2].width
    figures = document.tables[-1].columns
    assert figures[1].width < figures[0].width < figures[2].width


def test_a_head_that_names_its_table_spans_it() -> None:
    (table,) = _docx([_GUIDE]).tables
    named, beside = table.rows[0].cells
    assert named.text == "办事指南"
    assert named._tc is beside._tc

    page = html_bytes([_GUIDE], SAMPLE, PRINTED).decode()
    assert "<thead><tr><th colspan=2>办事指南<tbody>" in page
    assert "<th><" not in page


def test_the_pages_of_a_word_file_are_numbered_and_bear_the_code() -> None:
    document = _docx(SHEETS[:2])
    feet = [section.footer.paragraphs[0] for section in document.sections]

    assert len(feet) == 2
    for sheet, foot in zip(SHEETS, feet, strict=False):
        assert sheet.code in foot.text
        assert "打印件为非受控版本" in foot.text
        assert 'w:instr="PAGE"' in foot._p.xml and 'w:instr="NUMPAGES"' in foot._p.xml


# -- HTML --------------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """Words, links, ids and anything that would be loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.loaded: list[str] = []
        self.open: list[str] = []
        self.scripts: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag not in (
            "meta",
            "input",
            "br",
            "path",
            "rect",
            "line",
            "circle",
            "polyline",
            "polygon",
            "ellipse",
        ):
            self.open.append(tag)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a":
            self.links.append(str(found.get("href")))
        self.loaded += [
            f"{tag} {key}" for key in found if key in ("src", "xlink:href", "action", "poster", "background")
        ]
        self.loaded += ["link"] if tag == "link" else []

    @override
    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    @override
    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)
        else:
            self.words.append(data)


def _read(raw: bytes) -> Reader:
    reader = Reader()
    reader.feed(raw.decode())
    return reader


def _script(reader: Reader, words: str) -> str:
    """The one script that has these words."""
    (found,) = [script for script in reader.scripts if words in script]
    return found


def test_the_page_holds_every_step_and_loads_nothing() -> None:
    raw = html_bytes(SHEETS, SAMPLE, PRINTED)
    reader = _read(raw)
    words = folded("".join(reader.words))

    assert reader.loaded == []
    assert b"default-src 'none'" in raw
    assert b"http://" not in raw.replace(b"http://www.w3.org/2000/svg", b"") and b"https://" not in raw
    for sheet in SHEETS:
        assert sheet.entry_id in reader.ids
        for block in sheet.blocks:
            if isinstance(block, StepRow):
                assert folded(block.text) in words


def test_every_link_of_the_page_leads_somewhere_in_it(book: Handbook) -> None:
    reader = _read(html_bytes([compose_entry(e, book, TODAY) for e in book], book, PRINTED))

    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids)
    assert len(reader.ids) == len(set(reader.ids))


def test_texts_are_escaped() -> None:
    evil = replace(PROCEDURE, title='<script>alert(1)</script>"&', asks=('" onload="x',))
    book = replace(SAMPLE, procedures=(evil,))
    raw = html_bytes([compose_entry(evil, book, TODAY)], book, PRINTED).decode()

    assert "<script>alert" not in raw
    assert 'onload="x' not in raw


def test_the_tables_of_the_search_hold_what_its_texts_need() -> None:
    assert sound_table(["上热", "啊热"]) == "a啊 re热 shang上"
    forms = form_table(["上热下凉"])
    assert "熱热" in [forms[at : at + 2] for at in range(0, len(forms), 2)]
    assert "費费" not in forms
    assert as_compared("“跑风”滴水，ＡＢ!") == "跑风 滴水 ab"


NODE = shutil.which("node")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.mark.skipif(NODE is None, reason="no node to run the script with")
def test_the_search_of_the_page_finds_words_sounds_and_traditional_signs(tmp_path: Path) -> None:
    reader = _read(html_bytes(SHEETS, SAMPLE, PRINTED))
    cards = [
        {"id": "other", "kind": "排查", "name": "别的", "asks": "上面不热"},
        {"id": "title", "kind": "排查", "name": "散热器上热下凉", "asks": ""},
        {"id": "asks", "kind": "排查", "name": "放气", "asks": "上热下凉|要放气"},
        {"id": "none", "kind": "排查", "name": "缴费", "asks": "交钱"},
    ]
    texts = [card["name"] + card["asks"] for card in cards]
    tables = {"sounds": sound_table(texts), "forms": form_table(texts)}
    queries = [
        "上热下凉",
        "srxl",
        "shangrexialiang",
        "上热 下凉",
        "上熱下涼",
        "上惹下良",
        "查无此事",
        " ",
        "ＳＲＸＬ",
    ]
    (tmp_path / "try.js").write_text(
        _script(reader, "handbookSearch=")
        + f"\nconst book = handbookSearch.makeBook({json.dumps(cards)}, {json.dumps(tables)});\n"
        f"console.log(JSON.stringify({json.dumps(queries)}.map((q) => handbookSearch.rank(q, book).map((c) => c.id))));"
    )
    done = subprocess.run([str(NODE), str(tmp_path / "try.js")], capture_output=True, text=True, check=True)
    found = dict(zip(queries, json.loads(done.stdout), strict=True))

    for query in ("上热下凉", "上热 下凉", "上熱下涼", "上惹下良", "shangrexialiang"):
        assert set(found[query][:2]) == {"title", "asks"}, query
        assert "none" not in found[query]
    assert found["srxl"][0] == found["ＳＲＸＬ"][0] == "asks"
    assert found["查无此事"] == found[" "] == []


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no browser")
def test_a_real_browser_searches_and_opens_a_card(tmp_path: Path, book: Handbook) -> None:
    raw = html_bytes([compose_entry(e, book, TODAY) for e in book], book, PRINTED).decode()
    # The policy admits only the page's own script, so the test speaks through the address alone.
    (tmp_path / "page.html").write_text(raw)
    entry = book.emergency[0]
    done = subprocess.run(
        [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--dump-dom",
            f"file://{tmp_path}/page.html#{entry.id}",
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )

    assert re.search(r'<html lang="zh-CN" class="js reading"', done.stdout)
    assert re.search(rf'<article id="{entry.id}"[^>]*class="open"', done.stdout)
    assert done.stdout.count('class="open"') == 1


# -- Markdown and CSV --------------------------------------------------------------------------------------


def test_markdown_of_a_run_has_ticks_answers_times_and_reasons() -> None:
    text = to_markdown([RUN], PRINTED)

    assert "- [x] 1 " in text
    assert "**一组** · **10:04**" in text
    assert "跳过:=用户挂断" in text
    assert "- [x] 〔若第 1 步为“一组”〕4 " in text
    assert "-3\u00a0℃" in text
    assert RUN.code in text


def test_markdown_of_all_kinds_is_read_by_a_parser() -> None:
    html = MarkdownIt("commonmark").enable("table").render(to_markdown(SHEETS, PRINTED))

    assert html.count("<h1>") == len(SHEETS)
    assert "<table>" in html


def test_csv_has_a_row_a_step_and_starts_no_formula() -> None:
    raw = to_csv([RUN])
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))

    assert raw.startswith(b"\xef\xbb\xbf")
    assert tuple(rows[0]) == CSV_HEAD
    assert len(rows) == 1 + 6
    by_name = {row[3]: row for row in rows[1:]}
    assert by_name["extent"][8] == "一组"
    assert by_name["extent"][10] == "10:04"
    assert by_name["step-3"][11] == "'=用户挂断"
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹣", "−"])
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\u3000", "\u00a0", "\u200b", "\ufeff", " \t "])
def test_no_reason_or_answer_becomes_a_formula(sign: str, before: str) -> None:
    formula = f"{before}{sign}1+cmd|' /C calc'!A1"
    steps = {
        "step-3": StepRecord(state=TickState.SKIPPED, reason=formula),
        "room": StepRecord(state=TickState.VERIFIED, value=formula),
    }
    made = compose_run(RunToPrint(entry=PROCEDURE, record=RunRecord(steps=steps)), SAMPLE, TODAY)
    rows = list(csv.reader(io.StringIO(to_csv([made]).decode("utf-8-sig"), newline="")))
    cells = [cell for row in rows for cell in row if "calc" in cell]
    assert len(cells) >= 2
    assert all(cell.startswith("'") for cell in cells)


@pytest.mark.parametrize("text", ["-3", "+5.5", "18", "18-20", "(=)", "甲=乙", "", " ", "：-"])
def test_numbers_and_words_are_left_as_they_are(text: str) -> None:
    assert harmless(text, keeps_numbers=True) == text
