"""A document -> the bytes of a PDF: pages, embedded subsets of the two faces, bookmarks, links, structure and language."""

import hashlib

from handbook.export.drawing.fonts import FACES, face_file
from handbook.export.errors import CancelledError, ExportError
from handbook.export.paper.boxes import SvgMark
from handbook.export.paper.collecting import collector_paused
from handbook.export.paper.document import Document, Progress
from handbook.export.pdf.pdf_content import PageContent
from handbook.export.pdf.pdf_drawing import add_drawing
from handbook.export.pdf.pdf_font import PdfFace
from handbook.export.pdf.pdf_metadata import xmp_packet
from handbook.export.pdf.pdf_objects import PdfObjects, reference_array, text_string
from handbook.export.pdf.pdf_outline import PdfLink, add_links, add_outline
from handbook.export.pdf.pdf_structure import PdfStructure

CREATOR = "供热速查"
LANGUAGE = "zh-CN"


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
        self._structure = PdfStructure()

    def file(self, progress: Progress | None) -> bytes:
        """All pages, then what they share."""
        objects = self._objects
        count = len(self._document.pages)
        tree = objects.reserve()
        resources = objects.reserve()
        pages = [objects.reserve() for _ in range(count)]
        contents: list[int] = []
        for index in range(count):
            if progress and not progress(index, count):
                raise CancelledError
            contents.append(self._content(index))
        links = add_links(objects, self._links(), pages)
        notes: list[list[int]] = [[] for _ in range(count)]
        for link, number in zip(self._structure.links, links, strict=True):
            notes[link.page].append(number)
        for index, page in enumerate(pages):
            objects.fill(page, self._page(index, tree, resources, contents[index], notes[index]))
        kids = " ".join([f"{page} 0 R" for page in pages])
        objects.fill(tree, f"<< /Type /Pages /Count {count} /Kids [{kids}] >>")
        for bold, face in self._faces.items():
            face.write(objects, self._fonts[bold])
        objects.fill(resources, self._resources())
        root = self._structure.write(objects, pages, links)
        return objects.file(self._catalog(tree, pages, root), self._info(), self._identity())

    def _content(self, index: int) -> int:
        document = self._document
        content = PageContent(
            self._faces, self._drawing, document.height, self._structure, document.first_page
        )
        return self._objects.add_stream(content.write(document.pages[index]))

    def _page(self, index: int, tree: int, resources: int, content: int, notes: list[int]) -> str:
        document = self._document
        named = f" /Annots {reference_array(notes)}" if notes else ""
        return (
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {document.width:.2f} {document.height:.2f}]"
            f" /Resources {resources} 0 R /Contents {content} 0 R /StructParents {index} /Tabs /S{named} >>"
        )

    def _links(self) -> list[PdfLink]:
        document = self._document
        links: list[PdfLink] = []
        for key, link in enumerate(self._structure.links, len(document.pages)):
            target, x, y = document.first_page[link.entry_id]
            words = "".join(link.words)
            links.append(PdfLink(link.page, link.area, target, x, document.height - y, words, key))
        return links

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

    def _catalog(self, tree: int, pages: list[int], structure: int) -> int:
        document = self._document
        # A checker takes feet of several cards for lines of a text: only what fails no rule is claimed.
        is_accessible = self._structure.is_whole and document.is_one_card
        packet = xmp_packet(document.title, CREATOR, document.printed, LANGUAGE, is_accessible=is_accessible)
        metadata = self._objects.add_stream(packet, "/Type /Metadata /Subtype /XML", is_packed=False)
        entries = (
            f"/Type /Catalog /Pages {tree} 0 R /Lang ({LANGUAGE}) /ViewerPreferences << /DisplayDocTitle true >>"
            f" /MarkInfo << /Marked true >> /StructTreeRoot {structure} 0 R /Metadata {metadata} 0 R"
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
