"""A PDF by QPdfWriter -> the same PDF with bookmarks, internal links, a language and marked font subsets.

QPdfWriter of Qt 6.11 has neither outline nor links, but it writes plain objects with a classic cross-reference
table, and one array of annotations for each page. The PDF standard's incremental update (ISO 32000-1, 7.5.6) lets
changed and new objects be appended with a new table, so nothing that Qt wrote is parsed deeper or moved.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from handbook.errors import HandbookError

_CHARACTER_MAP = re.compile(rb"/CIDInit /ProcSet findresource begin.*?endcmap", re.DOTALL)


class OutlineEntry(Protocol):
    """A bookmark."""

    @property
    def title(self) -> str:
        """Its words."""
        ...

    @property
    def page(self) -> int:
        """Page from 0."""
        ...

    @property
    def level(self) -> int:
        """0 = top, 1 = under the top one before."""
        ...


class PdfLink(NamedTuple):
    """An area of a page (left, bottom, right, top in points) that leads to a place on another."""

    page: int
    area: tuple[float, float, float, float]
    target: int
    x: float
    y: float


class NotByQtError(HandbookError):
    """The file is not built as QPdfWriter builds it."""


def add_extras(pdf: bytes, bookmarks: Sequence[OutlineEntry], links: Sequence[PdfLink]) -> bytes:
    """The PDF with its additions appended."""
    update = _Update(pdf)
    pages = update.pages()
    outline = update.add_outline(bookmarks, pages) if bookmarks else None
    update.extend_catalog(outline)
    update.add_links(links, pages)
    update.mark_subsets()
    return update.bytes()


class _Update:
    """Objects to be appended, by number."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf = _with_spaces(pdf)
        self._offsets = _offsets(pdf)
        trailer = pdf[pdf.rindex(b"trailer") :]
        self._root = _number(rb"/Root (\d+) 0 R", trailer)
        self._info = _number(rb"/Info (\d+) 0 R", trailer)
        found = re.search(rb"/ID \[[^\]]*\]", trailer)
        self._id = found.group(0) if found else b""
        self._next = _number(rb"/Size (\d+)", trailer)
        self._objects: dict[int, bytes] = {}

    def object(self, number: int) -> bytes:
        """Text of an object, without its frame; streams are not wanted here."""
        start = self._offsets[number]
        body = self._pdf[start : self._pdf.index(b"endobj", start)]
        return body[body.index(b"obj") + 3 :].strip()

    def pages(self) -> list[int]:
        """Object numbers of the pages, in order."""
        return self._kids(_number(rb"/Pages (\d+) 0 R", self.object(self._root)))

    def _kids(self, number: int) -> list[int]:
        body = self.object(number)
        if not re.search(rb"/Type\s*/Pages\b", body):
            return [number]
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", body)
        if not kids:
            raise NotByQtError("PDF 的页目录读不懂。")
        return [page for kid in re.findall(rb"(\d+) 0 R", kids.group(1)) for page in self._kids(int(kid))]

    def add(self, body: bytes) -> int:
        """A new object; returns its number."""
        number, self._next = self._next, self._next + 1
        self._objects[number] = body
        return number

    def add_outline(self, bookmarks: Sequence[OutlineEntry], pages: list[int]) -> int:
        """The outline as two levels; returns the number of its root."""
        root = self.add(b"")
        numbers = [self.add(b"") for _ in bookmarks]
        parents: list[int] = []
        for number, mark in zip(numbers, bookmarks, strict=True):
            top = number if mark.level == 0 or not parents else parents[-1]
            parents.append(top)
        tops = [n for n, parent in zip(numbers, parents, strict=True) if n == parent]
        for number, parent, mark in zip(numbers, parents, bookmarks, strict=True):
            is_top = number == parent
            siblings = (
                tops if is_top else [n for n, p in zip(numbers, parents, strict=True) if p == parent != n]
            )
            children = [n for n, p in zip(numbers, parents, strict=True) if p == number != n]
            at = siblings.index(number)
            parts = [
                f"/Parent {root if is_top else parent} 0 R",
                f"/Dest [{pages[mark.page]} 0 R /Fit]",
                f"/Prev {siblings[at - 1]} 0 R" if at else "",
                f"/Next {siblings[at + 1]} 0 R" if at + 1 < len(siblings) else "",
                f"/First {children[0]} 0 R /Last {children[-1]} 0 R /Count -{len(children)}"
                if children
                else "",
            ]
            words = " ".join(part for part in parts if part).encode()
            self._objects[number] = b"<< /Title " + text_string(mark.title) + b" " + words + b" >>"
        self._objects[root] = (
            f"<< /Type /Outlines /First {tops[0]} 0 R /Last {tops[-1]} 0 R /Count {len(tops)} >>".encode()
        )
        return root

    def extend_catalog(self, outline: int | None) -> None:
        """Language, title bar, and the outline shown on opening."""
        extra = "/Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >>"
        if outline is not None:
            extra += f" /Outlines {outline} 0 R /PageMode /UseOutlines"
        body = self.object(self._root)
        self._objects[self._root] = body[: body.rindex(b">>")] + extra.encode() + b"\n>>"

    def add_links(self, links: Sequence[PdfLink], pages: list[int]) -> None:
        """Each page's array of annotations is written anew."""
        by_page: dict[int, list[int]] = {}
        for link in links:
            area = " ".join(f"{value:.2f}" for value in link.area)
            body = (
                f"<< /Type /Annot /Subtype /Link /Rect [{area}] /Border [0 0 0] /F 4"
                f" /Dest [{pages[link.target]} 0 R /XYZ {link.x:.2f} {link.y:.2f} null] >>"
            )
            by_page.setdefault(link.page, []).append(self.add(body.encode()))
        for page, annotations in by_page.items():
            array = _number(rb"/Annots (\d+) 0 R", self.object(pages[page]))
            old = re.findall(rb"\d+ 0 R", self.object(array))
            new = [f"{number} 0 R".encode() for number in annotations]
            self._objects[array] = b"[ " + b" ".join([*old, *new]) + b" ]"

    def mark_subsets(self) -> None:
        """Qt embeds subsets and tags their descriptors, but not the fonts: give them the same name.

        Viewers and checkers tell a subset by the tag before the name (ISO 32000-1, 9.6.4).
        """
        for number in list(self._offsets):
            head = self._pdf[self._offsets[number] : self._offsets[number] + 400].partition(b"endobj")[0]
            if b"/Subtype /CIDFontType2" not in head or b"/FontDescriptor" not in head:
                continue
            body = self.object(number)
            described = self.object(_number(rb"/FontDescriptor (\d+) 0 R", body))
            tagged = re.search(rb"/FontName /([A-Z]{6}\+\S+)", described)
            plain = re.search(rb"/BaseFont /(\S+)", body)
            if not tagged or not plain or plain.group(1) == tagged.group(1):
                continue
            self._objects[number] = body.replace(plain.group(0), b"/BaseFont /" + tagged.group(1), 1)
            self._rename_parent(number, plain.group(0), tagged.group(1))

    def _rename_parent(self, child: int, old: bytes, name: bytes) -> None:
        wanted = f"/DescendantFonts [{child} 0 R]".encode()
        at = self._pdf.find(wanted)
        if at < 0:
            return
        number = max((n for n in self._offsets if self._offsets[n] <= at), key=lambda n: self._offsets[n])
        self._objects[number] = self.object(number).replace(old, b"/BaseFont /" + name, 1)

    def bytes(self) -> bytes:
        """The old file, the objects, a new table and trailer."""
        out = bytearray(self._pdf)
        if not out.endswith(b"\n"):
            out += b"\n"
        places: dict[int, int] = {}
        for number in sorted(self._objects):
            places[number] = len(out)
            out += f"{number} 0 obj\n".encode() + self._objects[number] + b"\nendobj\n"
        table = len(out)
        out += b"xref\n"
        for first, run in _runs(sorted(places)):
            out += f"{first} {len(run)}\n".encode()
            for number in run:
                out += f"{places[number]:010d} 00000 n \n".encode()
        out += f"trailer\n<< /Size {self._next} /Root {self._root} 0 R /Info {self._info} 0 R ".encode()
        out += self._id + f" /Prev {_start_of_table(self._pdf)} >>\nstartxref\n{table}\n%%EOF\n".encode()
        return bytes(out)


def _with_spaces(pdf: bytes) -> bytes:
    """Qt says that the glyph of a space means a tab, the first character that has it: copied words would show it.

    The map is plain text and a space is as long as a tab, so nothing moves.
    """
    return _CHARACTER_MAP.sub(lambda found: found.group(0).replace(b"<0009>", b"<0020>"), pdf)


def text_string(text: str) -> bytes:
    """A PDF text string in UTF-16 with its byte order mark."""
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper().encode() + b">"


def _start_of_table(pdf: bytes) -> int:
    return _number(rb"startxref\s+(\d+)", pdf[pdf.rindex(b"startxref") :])


def _offsets(pdf: bytes) -> dict[int, int]:
    """Object number -> where it stands, from the one table that Qt writes."""
    table = pdf[_start_of_table(pdf) :]
    head = re.match(rb"xref\s+0 (\d+)\s+", table)
    if not head:
        raise NotByQtError("PDF 的对象表读不懂。")
    rows = re.findall(rb"(\d{10}) \d{5} ([nf])", table[head.end() : head.end() + 20 * int(head.group(1))])
    return {number: int(offset) for number, (offset, kind) in enumerate(rows) if kind == b"n"}


def _number(pattern: bytes, text: bytes) -> int:
    found = re.search(pattern, text)
    if not found:
        raise NotByQtError("PDF 里缺少应有的部分。")
    return int(found.group(1))


def _runs(numbers: Sequence[int]) -> list[tuple[int, list[int]]]:
    """Consecutive numbers gathered, with the first of each run."""
    runs: list[tuple[int, list[int]]] = []
    for number in numbers:
        if runs and number == runs[-1][0] + len(runs[-1][1]):
            runs[-1][1].append(number)
        else:
            runs.append((number, [number]))
    return runs
