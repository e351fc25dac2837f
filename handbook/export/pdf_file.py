"""A document -> the bytes of a PDF: painted by Qt, then given bookmarks, links and a language by `pdf_extras`."""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from handbook.export.boxes import LinkMark
from handbook.export.collecting import collector_paused
from handbook.export.document import Document, Progress
from handbook.export.errors import CancelledError, ExportError
from handbook.export.paint import paint_page
from handbook.export.pdf_extras import PdfLink, add_extras

_RESOLUTION = 1440
CREATOR = "供热速查"


def pdf_bytes(document: Document, progress: Progress | None = None) -> bytes:
    """The whole file. Raises `CancelledError` when `progress` says stop."""
    with collector_paused():
        return add_extras(painted_pdf(document, progress), document.bookmarks, list(_links(document)))


def painted_pdf(document: Document, progress: Progress | None = None) -> bytes:
    """The file as Qt writes it, without bookmarks and links."""
    if not document.pages:
        raise ExportError("没有可以导出的条目。")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _writer(buffer, document)
    painter = QPainter()
    if not painter.begin(writer):
        raise ExportError("不能开始生成 PDF,可能内存不足。请少选几条再试。")
    try:
        for index, page in enumerate(document.pages):
            if progress and not progress(index, len(document.pages)):
                raise CancelledError
            if index:
                writer.newPage()
            paint_page(painter, page, _RESOLUTION / 72)
    finally:
        painter.end()
    del painter, writer  # before the buffer they write to
    return bytes(buffer.data().data())


def _writer(buffer: QBuffer, document: Document) -> QPdfWriter:
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    size = QPageSize(
        QSizeF(document.width, document.height),
        QPageSize.Unit.Point,
        "",
        QPageSize.SizeMatchPolicy.ExactMatch,
    )
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    writer.setTitle(document.title)
    writer.setCreator(CREATOR)
    return writer


def _links(document: Document) -> list[PdfLink]:
    """Links whose entry is in the same file; the rest stays words."""
    links = []
    for index, page in enumerate(document.pages):
        for placed in page.placed:
            for mark in placed.box.marks:
                if not isinstance(mark, LinkMark):
                    continue
                place = document.first_page.get(mark.target.removeprefix("entry:"))
                if place:
                    left, top = placed.x + mark.x, placed.y + mark.y
                    area = (
                        left,
                        document.height - top - mark.height,
                        left + mark.width,
                        document.height - top,
                    )
                    target, x, y = place
                    links.append(PdfLink(index, area, target, x, document.height - y))
    return links
