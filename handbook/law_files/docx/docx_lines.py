"""A Word file -> lines: the text as it stands when all changes are accepted, tables where they stand."""

from collections.abc import Iterator

from lxml import etree

from handbook.foreign_files.office_package import OfficePackage
from handbook.law.numbering import ARTICLE
from handbook.law_files.docx.names import child, value, word_name
from handbook.law_files.docx.numbering import Numbering
from handbook.law_files.docx.paragraph import ParagraphText, TextBox
from handbook.law_files.limits import Limits
from handbook.law_files.reader_result import Found
from handbook.law_files.refusal import Refusal, UnreadableLaw
from handbook.law_files.tables import row_line

_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "body"))
_NOTES = (
    ("footnotes.xml", "footnote", "脚注"),
    ("endnotes.xml", "endnote", "尾注"),
    ("comments.xml", "comment", "批注"),
)


def read(data: bytes, limits: Limits) -> Found:
    """Lines of the document; headers, footers, notes and comments are left out, and told where they have words."""
    package = OfficePackage(data, limits)
    root = package.tree(package.main)
    body = child(root, "body")
    if body is None:
        raise UnreadableLaw(Refusal.DAMAGED, "里面没有正文")
    reader = _Document(Numbering(package.beside("numbering.xml"), package.beside("styles.xml")))
    lines = reader.lines_of(body)
    return Found(lines=lines, remarks=[*reader.remarks(), *_notes(package)])


def _notes(package: OfficePackage) -> Iterator[str]:
    for name, element, words in _NOTES:
        root = package.beside(name)
        kept = [
            e
            for e in (root if root is not None else ())
            if word_name(e) == element and value_of_type(e) is None and _has_words(e)
        ]
        if kept:
            yield f"{len(kept)} 条{words}没有读进来。"


def value_of_type(element: etree._Element) -> str | None:
    """``w:type`` of a note: the line between text and notes is one of a kind."""
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith("}type")), None)


def _has_words(element: etree._Element) -> bool:
    return any((e.text or "").strip() for e in element.iter() if word_name(e) == "t")


class _Document:
    """Goes through blocks in order and counts numbers on the way."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._hidden = 0
        self._symbols = 0

    def remarks(self) -> list[str]:
        told = []
        if self._hidden:
            told.append(f"Word 里设为隐藏的 {self._hidden} 个字没有读进来。")
        if self._symbols:
            told.append(f"有 {self._symbols} 个符号来自符号字体,读不出是什么,请对照原件。")
        return told

    def lines_of(self, container: etree._Element) -> list[str]:
        """Lines of all blocks below `container`."""
        lines: list[str] = []
        held: list[ParagraphText] = []
        for block in _blocks(container):
            if word_name(block) == "tbl":
                lines += self._flushed(held)
                held = []
                lines += self._table(block)
                continue
            held.append(self._paragraph(block))
            if not _goes_on(block):
                lines += self._flushed(held)
                held = []
        return lines + self._flushed(held)

    def _paragraph(self, element: etree._Element) -> ParagraphText:
        read_one = ParagraphText(element)
        self._hidden += read_one.hidden
        self._symbols += read_one.symbols
        return read_one

    def _flushed(self, held: list[ParagraphText]) -> list[str]:
        """Paragraphs whose ends were deleted are one with what follows; its properties are the last one's."""
        if not held:
            return []
        text = "".join(part.text for part in held)
        gone = all(part.is_deleted for part in held)
        label = "" if gone else self._numbering.label(child(held[-1].element, "pPr"))
        lines = (label + text).split("\n")
        for part in held:
            lines += self._boxes(part.boxes)
        return lines

    def _boxes(self, boxes: list[TextBox]) -> list[str]:
        return [line for box in boxes for line in self.lines_of(box)]

    def _table(self, table: etree._Element) -> list[str]:
        rows = [self._row(row) for row in _rows(table)]
        width = max(map(len, rows), default=0)
        flat = [lines for row in rows for lines in row]
        if width < 2 or any(ARTICLE.match(line) for lines in flat for line in lines):
            return [line for lines in flat for line in lines]  # it only lays the page out
        return [row_line([" ".join(lines) for lines in row]) for row in rows if any(any(c) for c in row)]

    def _row(self, row: etree._Element) -> list[list[str]]:
        cells: list[list[str]] = []
        for cell in _cells(row):
            merged = child(cell, "tcPr", "vMerge")
            is_continued = merged is not None and value(cell, "tcPr", "vMerge") in (None, "continue")
            lines = [line for line in self.lines_of(cell) if line.strip()]
            cells.append([] if is_continued and not lines else lines)
            wide = value(cell, "tcPr", "gridSpan") or "1"
            cells += [[] for _ in range(min(int(wide), 64) - 1 if wide.isdigit() else 0)]
        return cells


def _blocks(container: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, through what only wraps them."""
    for element in container:
        name = word_name(element)
        if name in ("p", "tbl"):
            yield element
        elif name in _WRAPPERS:
            yield from _blocks(element)
        elif name == "mc:AlternateContent":
            yield from _blocks(next((e for e in element if word_name(e) == "mc:Choice"), element))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for element in table:
        name = word_name(element)
        if name == "tr" and child(element, "trPr", "del") is None:
            yield element
        elif name in _WRAPPERS:
            yield from _rows(element)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for element in row:
        name = word_name(element)
        if name == "tc" and child(element, "tcPr", "cellDel") is None:
            yield element
        elif name in _WRAPPERS:
            yield from _cells(element)


def _goes_on(paragraph: etree._Element) -> bool:
    """Whether the end of the paragraph is deleted, so that the next one is one with it."""
    mark = child(paragraph, "pPr", "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None
