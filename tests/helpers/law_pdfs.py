"""Lines of a statute go in; PDFs of them by two programs that share nothing come out."""

from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align, WrapMode
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from handbook.law.numbering import HEADING

FONT = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "NotoSansSC-Regular.ttf"
_HEAD = "北江省供热法规汇编"


def write_qt_pdf(
    path: Path, lines: tuple[str, ...], *, point_size: float = 12, has_head: bool = True
) -> None:
    """By Qt: text laid out by QTextDocument, painted page by page with a running head and a page number."""
    family = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(FONT)))[0]
    writer = QPdfWriter(str(path))
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(25, 25, 25, 25),
            QPageLayout.Unit.Millimeter,
        )
    )
    writer.setResolution(300)
    font = QFont(family)
    font.setPointSizeF(point_size)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(font)
    option = QTextOption(Qt.AlignmentFlag.AlignJustify)
    document.setDefaultTextOption(option)
    document.setDocumentMargin(0)
    cursor = QTextCursor(document)
    pixel = point_size * 300 / 72
    for number, line in enumerate(lines):
        form = QTextBlockFormat()
        if number < 2 or HEADING.match(line):
            form.setAlignment(Qt.AlignmentFlag.AlignCenter)
        else:
            form.setAlignment(Qt.AlignmentFlag.AlignJustify)
            form.setTextIndent(2 * pixel)
        form.setLineHeight(150, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if number:
            cursor.insertBlock()
        cursor.setBlockFormat(form)
        cursor.insertText(line)
    _paint(document, writer, font, has_head=has_head)


def _paint(document: QTextDocument, writer: QPdfWriter, font: QFont, *, has_head: bool) -> None:
    """Whole rows alone on each page, as word processors break pages."""
    width, height = writer.width(), writer.height()
    document.setTextWidth(width)
    rows = []
    block = document.begin()
    while block.isValid():
        layout = block.layout()
        at = document.documentLayout().blockBoundingRect(block).topLeft()
        rows += [(layout.lineAt(n), at) for n in range(layout.lineCount())]
        block = block.next()
    painter = QPainter(writer)
    painter.setFont(font)
    page, top = 1, rows[0][1].y()
    _mark(painter, page, width, height, has_head=has_head)
    for row, at in rows:
        y = at.y() + row.y()
        if y + row.height() - top > height:
            writer.newPage()
            page, top = page + 1, y
            _mark(painter, page, width, height, has_head=has_head)
        place = at.__class__(at.x(), at.y() - top)
        row.draw(painter, place)
    painter.end()


def _mark(painter: QPainter, page: int, width: int, height: int, *, has_head: bool) -> None:
    if has_head:
        painter.drawText(0, -120, _HEAD)
    painter.drawText(width // 2 - 60, height + 150, f"— {page} —")


class _Sheet(FPDF):
    def header(self) -> None:
        self.set_font("song", size=9)
        self.cell(text=_HEAD)
        self.ln(12)

    def footer(self) -> None:
        self.set_y(-18)
        self.set_font("song", size=9)
        self.cell(w=0, text=f"第 {self.page_no()} 页", align=Align.C)


def write_fpdf(path: Path, lines: tuple[str, ...], *, point_size: float = 12) -> None:
    """By fpdf2: left-aligned, two full blanks as indent, paragraphs broken at any character."""
    sheet = _Sheet(format="A4")
    sheet.set_margins(28, 25, 28)
    sheet.set_auto_page_break(auto=True, margin=25)
    sheet.add_font("song", fname=str(FONT))
    sheet.add_page()
    for number, line in enumerate(lines):
        is_head = number < 2 or HEADING.match(line)
        sheet.set_font("song", size=point_size)
        sheet.multi_cell(
            w=0,
            h=point_size * 0.6,
            text=line if is_head else f"　　{line}",
            align=Align.C if is_head else Align.L,
            wrapmode=WrapMode.CHAR,
            new_x="LMARGIN",
            new_y="NEXT",
        )
    sheet.output(str(path))
