"""A document -> the bytes of a PDF: pages, embedded subsets of the two faces, bookmarks, links and the language."""

import hashlib
from collections.abc import Iterator

from handbook.export.drawing.fonts import FACES, face_file
from handbook.export.errors import CancelledError, ExportError
from handbook.export.paper.boxes import LinkMark, SvgMark
from handbook.export.paper.collecting import collector_paused
from handbook.export.paper.document import Document, Progress
from handbook.export.pdf.pdf_content import PageContent
from handbook.export.pdf.pdf_drawing import add_drawing
from handbook.export.pdf.pdf_font import PdfFace
from handbook.export.pdf.pdf_objects import PdfObjects, text_string
from handbook.export.pdf.pdf_outline import PdfLink, add_links, add_outline

CREATOR = "供热速查"


def pdf_bytes(document: Document, progress: Progress | None = None) -> bytes:
    """The whole file. Raises `CancelledError` when `progress` says stop."""
    if not document.pages:
        raise ExportError("没有可以导出的条目。")
    with collector_paused():
        return _Writer(document).file(progress)


class _Writer:
    """One document being written."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._objects = PdfObjects()
        self._faces = {
            bold: PdfFace(face_file(bold), FACES[bold].removesuffix(".ttf"), is_bold=bold)
            for bold in (False, True)
        }
        self._fonts = {bold: self._objects.reserve() for bold in self._faces}
        self._drawings: dict[SvgMark, int] = {}

    def file(self, progress: Progress | None) -> bytes:
        """All pages, then what they share."""
        objects = self._objects
        count = len(self._document.pages)
        tree = objects.reserve()
        resources = objects.reserve()
        pages = [objects.reserve() for _ in range(count)]
        notes = add_links(objects, list(_links(self._document)), pages)
        for index in range(count):
            if progress and not progress(index, count):
                raise CancelledError
            self._add_page(index, pages[index], tree, resources, notes.get(index, "[]"))
        kids = " ".join([f"{page} 0 R" for page in pages])
        objects.fill(tree, f"<< /Type /Pages /Count {count} /Kids [{kids}] >>")
        for bold, face in self._faces.items():
            face.write(objects, self._fonts[bold])
        objects.fill(resources, self._resources())
        return objects.file(self._catalog(tree, pages), self._info(), self._identity())

    def _add_page(self, index: int, number: int, tree: int, resources: int, notes: str) -> None:
        document = self._document
        content = PageContent(self._faces, self._drawing, document.height).write(document.pages[index])
        stream = self._objects.add_stream(content)
        self._objects.fill(
            number,
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {document.width:.2f} {document.height:.2f}]"
            f" /Resources {resources} 0 R /Contents {stream} 0 R /Annots {notes} >>",
        )

    def _drawing(self, mark: SvgMark) -> str:
        """Name of the form of this drawing, made when it is first asked for."""
        key = mark._replace(x=0.0, y=0.0)
        if key not in self._drawings:
            self._drawings[key] = add_drawing(
                self._objects, self._faces, self._fonts, mark.svg, mark.width, mark.height
            )
        return f"D{self._drawings[key]}"

    def _resources(self) -> str:
        # A face without a word on the pages is not embedded.
        fonts = " ".join(f"/F{bold:d} {self._fonts[bold]} 0 R" for bold, face in self._faces.items() if face)
        drawings = " ".join(f"/D{number} {number} 0 R" for number in self._drawings.values())
        return f"<< /Font << {fonts} >>" + (f" /XObject << {drawings} >>" if drawings else "") + " >>"

    def _catalog(self, tree: int, pages: list[int]) -> int:
        entries = (
            f"/Type /Catalog /Pages {tree} 0 R /Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >>"
        )
        if self._document.bookmarks:
            outline = add_outline(self._objects, self._document.bookmarks, pages)
            entries += f" /Outlines {outline} 0 R /PageMode /UseOutlines"
        return self._objects.add(f"<< {entries} >>")

    def _info(self) -> int:
        made = self._document.printed.strftime("D:%Y%m%d%H%M%S")
        title = text_string(self._document.title)
        creator = text_string(CREATOR)
        return self._objects.add(
            f"<< /Title {title} /Creator {creator} /Producer {creator} /CreationDate ({made}) >>"
        )

    def _identity(self) -> bytes:
        named = f"{self._document.title}\0{self._document.printed}\0{self._document.text()}"
        return hashlib.sha256(named.encode()).digest()[:16]


def _links(document: Document) -> Iterator[PdfLink]:
    """Links whose entry is in the same file; the rest stays words."""
    for index, page in enumerate(document.pages):
        for placed in page.placed:
            for mark in placed.box.marks:
                if not isinstance(mark, LinkMark):
                    continue
                place = document.first_page.get(mark.target.removeprefix("entry:"))
                if place:
                    left = placed.x + mark.x
                    bottom = document.height - placed.y - mark.y - mark.height
                    target, x, y = place
                    area = (left, bottom, left + mark.width, bottom + mark.height)
                    yield PdfLink(index, area, target, x, document.height - y)
