"""Sheets -> the bytes of a Word document with Chinese fonts set, headings, boxes to click and numbered pages."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.shared import Mm, Pt, RGBColor

from handbook.document.blocks import Sheet
from handbook.document.wording import UNCONTROLLED, code_words
from handbook.export.errors import CancelledError
from handbook.export.files.docx_blocks import DocxBlocks
from handbook.export.files.docx_parts import LATIN, add_field, set_fonts, set_language
from handbook.export.paper.document import Progress
from handbook.export.paper.scale import Form, paper

_STYLES = (
    "Normal",
    "Title",
    "Heading 1",
    "Heading 2",
    "Heading 3",
    "List Bullet",
    "List Number",
    "Header",
    "Footer",
)


def docx_bytes(
    sheets: Sequence[Sheet], printed: str, form: Form = Form.A4, progress: Progress | None = None
) -> bytes:
    """The whole file; each sheet begins a page. Raises `CancelledError` when `progress` says stop."""
    document = Document()
    _styles(document)
    for index, sheet in enumerate(sheets):
        if progress and not progress(index, len(sheets)):
            raise CancelledError
        section = document.sections[0] if index == 0 else document.add_section()
        _page(section, form)
        _foot(section, sheet, printed)
        _sheet(document, sheet)
    document.core_properties.title = sheets[0].title if len(sheets) == 1 else "供热速查"
    document.core_properties.author = "供热速查"
    document.core_properties.language = "zh-CN"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _styles(document: Any) -> None:
    sizes = {
        "Normal": 12,
        "Title": 22,
        "Heading 1": 14,
        "Heading 2": 13,
        "Heading 3": 12,
        "Header": 10,
        "Footer": 10,
    }
    for name in _STYLES:
        style = document.styles[name]
        set_fonts(style.element.get_or_add_rPr())
        style.font.name = LATIN
        if name in sizes:
            style.font.size = Pt(sizes[name])
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.italic = False
        style.font.bold = name.startswith(("Title", "Heading"))
        if name == "Normal":
            style.paragraph_format.space_after = Pt(4)
            style.paragraph_format.line_spacing = 1.3
        if name.startswith("Heading"):
            style.paragraph_format.space_before = Pt(14)
            style.paragraph_format.space_after = Pt(4)
            style.paragraph_format.keep_with_next = True
    set_language(document.styles.element)


def _page(section: Any, form: Form) -> None:
    page = paper(form)
    section.page_width = Pt(page.width)
    section.page_height = Pt(page.height)
    section.left_margin = Mm(22)
    section.right_margin = Pt(page.right)
    section.top_margin = Mm(15)
    section.bottom_margin = Mm(15)


def _foot(section: Any, sheet: Sheet, printed: str) -> None:
    section.footer.is_linked_to_previous = False
    line = section.footer.paragraphs[0]
    line.text = (
        f"{sheet.entry_id} · 内容 {sheet.content_version} · 复核 {sheet.reviewed} · 导出 {printed} · "
        f"{code_words(sheet.code)} · {UNCONTROLLED} · 第 "
    )
    add_field(line, "PAGE")
    line.add_run(" / ")
    add_field(line, "NUMPAGES")
    line.add_run(" 页")
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = f"{sheet.title}" + (f" · {sheet.severity}" if sheet.severity else "")


def _sheet(document: Any, sheet: Sheet) -> None:
    document.add_paragraph(
        f"{sheet.title}" + (f"〔{sheet.severity}〕" if sheet.severity else ""), style="Title"
    )
    document.add_paragraph(sheet.subtitle)
    blocks = DocxBlocks(document)
    for block in sheet.blocks:
        blocks.add(block)
