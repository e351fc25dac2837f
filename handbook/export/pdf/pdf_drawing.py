"""A drawing in SVG -> a form in a PDF: Qt draws it as a page of its own, of which everything it needs is taken over."""

import re
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer

from handbook.export.drawing.fonts import FAMILY, UNITS
from handbook.export.errors import ExportError
from handbook.export.paper.pictures import for_paper
from handbook.export.pdf.pdf_objects import PdfObjects

_REFERENCE = re.compile(rb"(\d+) 0 R\b")


def add_drawing(objects: PdfObjects, svg: str, width: float, height: float) -> int:
    """The drawing as a form of `width` × `height` points, origin at its lower left; returns its number."""
    page = _QtPage(_painted(svg, width, height))
    resources = page.copy_to(objects, page.number_of(b"Resources"))
    content = page.copy_to(objects, page.number_of(b"Contents"))
    return objects.wrap_stream(
        content,
        f"/Type /XObject /Subtype /Form /BBox [0 0 {width:.2f} {height:.2f}] /Resources {resources} 0 R",
    )


@lru_cache(maxsize=32)
def _painted(svg: str, width: float, height: float) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(72 * UNITS)
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter(writer)
    renderer = QSvgRenderer(QByteArray(for_paper(svg, FAMILY).encode()))
    renderer.render(painter, QRectF(0, 0, width * UNITS, height * UNITS))
    painter.end()
    del painter, writer  # before the buffer they write to
    return bytes(buffer.data().data())


class _QtPage:
    """The one page of a file by QPdfWriter, which writes plain objects and a classic table (Qt 6.5 to 6.11)."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        table = re.search(rb"startxref\s+(\d+)", pdf[-64:])
        rows = re.findall(rb"(\d{10}) \d{5} ([nf])", pdf[int(table.group(1)) :] if table else b"")
        self._starts = {number: int(at) for number, (at, kind) in enumerate(rows) if kind == b"n"}
        bounds = [*sorted(self._starts.values()), int(table.group(1)) if table else 0]
        self._ends = dict(pairwise(bounds))
        self._page = next((b for b in map(self._body, self._starts) if b"/Type /Page\n" in b), b"")
        self._copied: dict[int, int] = {}

    def number_of(self, key: bytes) -> int:
        """The object that the page names by `key`."""
        found = re.search(rb"/" + key + rb" (\d+) 0 R", self._page)
        if not found:
            raise ExportError("图不能写进 PDF:这个版本的 Qt 写出的 PDF 读不懂。请报告程序维护者。")
        return int(found.group(1))

    def copy_to(self, objects: PdfObjects, number: int) -> int:
        """The object and all that it refers to; returns its new number."""
        if number not in self._copied:
            self._copied[number] = objects.reserve()
            head, stream, rest = self._body(number).partition(b"stream\n")
            head = _REFERENCE.sub(lambda found: b"%d 0 R" % self.copy_to(objects, int(found.group(1))), head)
            head = self._with_tag(head)
            # Qt says that the glyph of a space means a tab; who copies words from a drawing wants a space.
            rest = rest.replace(b"<0009>", b"<0020>") if b"begincmap" in rest else rest
            objects.fill(self._copied[number], head + stream + rest)
        return self._copied[number]

    def _with_tag(self, head: bytes) -> bytes:
        """Qt tags the name of a subset in its descriptor alone; fonts are to bear the same name (9.6.4)."""
        for tagged, name in re.findall(rb"/FontName /([A-Z]{6}\+(\S+))", self._pdf):
            head = head.replace(b"/BaseFont /" + name, b"/BaseFont /" + tagged)
        return head

    def _body(self, number: int) -> bytes:
        start = self._starts[number]
        whole = self._pdf[start : self._ends[start]]
        return whole[whole.index(b"obj") + 3 : whole.rindex(b"endobj")].strip()
