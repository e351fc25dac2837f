"""Blocks -> paragraphs and tables of a Word document."""

from collections.abc import Sequence
from typing import Any

from docx.shared import Pt

from handbook.document.blocks import (
    Banner,
    Block,
    Bullet,
    Caution,
    EndMark,
    Heading,
    Immediate,
    Labelled,
    Note,
    OutcomeBlock,
    Paragraph,
    Picture,
    Rich,
    Say,
    ScriptBlock,
    SignOff,
    StepRow,
    TableBlock,
    text_of,
)
from handbook.document.run_record import TickState
from handbook.document.sheet_text import block_lines
from handbook.document.words import KILLER, REACHED, quoted, with_state
from handbook.export.files.docx_parts import add_check_box, frame_paragraph, keep_row_whole

_BLANK = "____________"
_NUMBER = 42.0
"""Points for the box and number of a step."""
_STEP_SHARES = (330, 120)
"""What is asked or done, and what was found."""
_LEAST_SHARE = 4
_MOST_SHARE = 24


class DocxBlocks:
    """Adds blocks to a document, steps gathered in one table a group."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._steps: Any = None

    def add(self, block: Block) -> None:  # noqa: PLR0912  (one case a kind of block)
        """One block."""
        if isinstance(block, StepRow):
            self._step(block)
            return
        self._steps = None
        match block:
            case Heading():
                self._document.add_heading(_words(block), level=min(block.level, 3))
            case Immediate():
                self._immediate(block)
            case Caution():
                self._framed(_words(block), "left", 36, bold=block.level == "警告")
            case Say():
                length = f"(约 {block.seconds} 秒)" if block.seconds else ""
                self._framed(_words(block) + length, "left", 12)
            case Note():
                self._paragraph(_words(block))
            case Banner():
                self._framed(block.text, "top left bottom right", 8, bold=True)
            case EndMark():
                self._paragraph(block.text, bold=True)
            case Bullet():
                self._bullet(block)
            case Paragraph():
                self._rich(self._document.add_paragraph(), block.rich)
            case Labelled():
                self._labelled(block)
            case TableBlock():
                self._table(block)
            case OutcomeBlock() | ScriptBlock():
                self._lines(block)
            case SignOff():
                self._paragraph("  ".join(f"{label} {_BLANK}" for label in block.fields))
            case Picture():
                # Word shows no SVG without a bitmap beside it; the caption says where the drawing is.
                self._paragraph(f"图(见系统或 PDF):{block.caption}")

    def _paragraph(self, text: str, *, bold: bool = False) -> Any:
        paragraph = self._document.add_paragraph()
        paragraph.add_run(text).bold = bold
        return paragraph

    def _framed(self, text: str, sides: str, size: int, *, bold: bool = False) -> None:
        paragraph = self._paragraph(text, bold=bold)
        frame_paragraph(paragraph, sides=sides, size=size)
        paragraph.paragraph_format.keep_with_next = sides == "left" and size > 20
        paragraph.paragraph_format.keep_together = True

    def _rich(self, paragraph: Any, rich: Rich) -> None:
        for span in rich:
            paragraph.add_run(span.text).bold = span.bold

    def _immediate(self, block: Immediate) -> None:
        lines = list(block_lines(block))
        for line in lines:
            paragraph = self._paragraph(line, bold=True)
            paragraph.runs[0].font.size = Pt(15)
            paragraph.paragraph_format.keep_with_next = line != lines[-1]
            frame_paragraph(paragraph, size=24)

    def _bullet(self, block: Bullet) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.left_indent = _points(18 * (block.indent + 1))
        paragraph.paragraph_format.first_line_indent = _points(-18)
        paragraph.add_run(f"{block.mark}\t" if block.mark else "").bold = block.mark.isdigit()
        self._rich(paragraph, block.rich)

    def _labelled(self, block: Labelled) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.add_run(f"{block.label} ").bold = True
        self._rich(paragraph, block.rich)
        if block.small:
            for run in paragraph.runs:
                run.font.size = _points(10)

    def _lines(self, block: OutcomeBlock | ScriptBlock) -> None:
        first, *rest = block_lines(block)
        reached = f"({REACHED})" if isinstance(block, OutcomeBlock) and block.reached else ""
        paragraph = self._paragraph(first + reached, bold=True)
        paragraph.paragraph_format.keep_with_next = bool(rest)
        for line in rest:
            paragraph = self._paragraph(line)
            paragraph.paragraph_format.left_indent = _points(18)
            paragraph.paragraph_format.keep_with_next = line is not rest[-1]

    def _table(self, block: TableBlock) -> None:
        table = self._new_table(_shares(block))
        head = table.add_row().cells
        if block.is_named_by_head:
            head = (head[0].merge(head[-1]),)
        for cell, words in zip(head, block.head, strict=False):
            cell.paragraphs[0].add_run(words).bold = True
        for row in block.rows:
            added = table.add_row()
            keep_row_whole(added)
            for cell, rich in zip(added.cells, row, strict=False):
                self._rich(cell.paragraphs[0], rich)

    def _new_table(self, shares: Sequence[float], narrow: float = 0.0) -> Any:
        """A table without rows as wide as the text; `narrow` points for a first column, `shares` of the rest for others.

        Word goes by the widths of cells, LibreOffice and WPS by those of the grid; rows take theirs from the grid.
        """
        section = self._document.sections[-1]
        room = (section.page_width - section.left_margin - section.right_margin) / _points(1)
        widths = [narrow] if narrow else []
        widths += [(room - narrow) * share / sum(shares) for share in shares]
        table = self._document.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = _points(width)
        return table

    # -- steps ---------------------------------------------------------------------------------------------

    def _step(self, row: StepRow) -> None:
        if self._steps is None:
            self._steps = self._new_table(_STEP_SHARES, narrow=_NUMBER)
        added = self._steps.add_row()
        keep_row_whole(added)
        done = row.tick in (TickState.TICKED, TickState.VERIFIED)
        box = added.cells[0].paragraphs[0]
        add_check_box(box, is_checked=done)
        box.add_run(f" {row.number}").bold = True
        self._step_words(added.cells[1], row)
        self._step_answer(added.cells[2].paragraphs[0], row)

    def _step_words(self, cell: Any, row: StepRow) -> None:
        paragraph = cell.paragraphs[0]
        if row.condition:
            paragraph.add_run(f"〔{row.condition}〕").font.size = _points(10)
        words = with_state(quoted(row.text) if row.is_said else row.text, row.state)
        paragraph.add_run(words.removesuffix(row.state)).bold = row.killer
        if row.state:
            paragraph.add_run(row.state).bold = True
        if row.wanted_for_dispatch:
            paragraph.add_run(" *").bold = True
        for choice in row.choices:
            line = cell.add_paragraph()
            add_check_box(line, is_checked=choice.chosen)
            note = f"({choice.note})" if choice.note else ""
            leads = f" → {choice.leads_to}" if choice.leads_to else ""
            line.add_run(f" {choice.label}{note}{leads}").bold = choice.chosen
        small = " · ".join([*([KILLER] if row.killer else []), *row.notes])
        if small:
            cell.add_paragraph().add_run(small).font.size = _points(10)

    def _step_answer(self, paragraph: Any, row: StepRow) -> None:
        if not row.is_blank:
            left = str(row.tick) if row.tick is not TickState.TICKED else ""
            words = [row.written, left + (f":{row.reason}" if row.reason else ""), row.time]
            paragraph.add_run(" ".join(word for word in words if word)).bold = True
        elif row.value_name:
            paragraph.add_run(f"{row.value_name} {_BLANK} {row.value_unit}")
        if row.is_blank and row.killer:
            paragraph.add_run(("\n" if row.value_name else "") + "时间 ______ 姓名 ______")


def _shares(block: TableBlock) -> list[float]:
    """Of each column: the characters of its longest cell, so that a column of long texts gets more room than numbers."""
    if block.shares:
        return list(block.shares)
    columns = zip(block.head, *([text_of(rich) for rich in row] for row in block.rows), strict=False)
    longest = (max(map(len, cells)) for cells in columns)
    return [float(min(max(length, _LEAST_SHARE), _MOST_SHARE)) for length in longest]


def _words(block: Block) -> str:
    return " ".join(block_lines(block))


def _points(value: float) -> Any:
    return Pt(value)
