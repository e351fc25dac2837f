"""The structure of a PDF as another program finds it: elements with their words, in the order in which they are read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

from tests.unit.export.paper_fakes import read_pdf

_PAINTING = {b"Tj", b"S", b"f", b"f*", b"B", b"B*", b"Do"}


@dataclass
class ReadElement:
    """One element of the tree."""

    role: str
    words: str = ""
    """Its own and those of all within, as they are read aloud."""
    kids: list["ReadElement"] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    entries: dict[str, Any] = field(default_factory=dict)

    def walk(self) -> Iterator["ReadElement"]:
        """It and all within, in order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, *roles: str) -> list["ReadElement"]:
        """Those within of these roles, in order."""
        return [element for element in self.walk() if element.role in roles]

    def attribute(self, name: str) -> str:
        """Of its attributes; empty where it has none of this name."""
        return str(self.entries.get("/A", {}).get(name, ""))


@dataclass
class ReadPage:
    """What is painted on a page, by number of its content; what belongs to none must be no content."""

    words: dict[int, str] = field(default_factory=dict)
    no_content: str = ""
    stray: list[str] = field(default_factory=list)
    """Operators that paint outside of both."""


def read_structure(pdf: bytes) -> ReadElement:
    """The element of the whole document."""
    reader: PdfReader = read_pdf(pdf)
    pages = [read_content(reader, page) for page in reader.pages]
    places = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    root: Any = reader.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    return _element(root["/K"], pages, places)


def _element(found: Any, pages: list[ReadPage], places: dict[int, int]) -> ReadElement:
    element = ReadElement(found["/S"][1:], entries=dict(found))
    home = places[found.raw_get("/Pg").idnum] if "/Pg" in found else None
    kids = found.get("/K", [])
    for each in kids if isinstance(kids, list) else [kids]:
        kid = each.get_object()
        if isinstance(kid, int):
            assert home is not None
            element.pages.add(home)
            element.words += pages[home].words[kid]
        elif kid.get("/Type") == "/MCR":
            page = places[kid.raw_get("/Pg").idnum]
            element.pages.add(page)
            element.words += pages[page].words[kid["/MCID"]]
        elif kid.get("/Type") != "/OBJR":
            assert kid["/P"] == found, "a child of another parent"
            inner = _element(kid, pages, places)
            element.kids.append(inner)
            element.words += inner.words
            element.pages |= inner.pages
    if "/ActualText" in found:
        element.words = str(found["/ActualText"])
    return element


def read_content(reader: PdfReader, page: Any) -> ReadPage:
    """What the operators of one page say."""
    fonts: dict[str, dict[str, str]] = {}
    for name, font in page["/Resources"]["/Font"].items():
        rows = font["/ToUnicode"].get_data().decode("ascii")
        fonts[name] = {
            code: bytes.fromhex(text).decode("utf-16-be")
            for code, text in re.findall(r"<(\w{4})> <(\w+)>\n", rows)
            if code != "0000" or text != "FFFF"
        }
    read = ReadPage()
    face: dict[str, str] = {}
    open_: list[int | None] = []
    for operands, operator in ContentStream(page["/Contents"], reader).operations:
        if operator == b"BDC":
            number = operands[1].get("/MCID")
            open_.append(number)
            if number is not None:
                assert number not in read.words
                read.words[number] = ""
        elif operator == b"BMC":
            open_.append(None)
        elif operator == b"EMC":
            open_.pop()
        elif operator == b"Tf":
            face = fonts[operands[0]]
        elif operator in _PAINTING:
            words = _words(operands[0], face) if operator == b"Tj" else ""
            if not open_:
                read.stray.append(f"{operator!r} {words}")
            elif open_[-1] is None:
                read.no_content += words
            else:
                read.words[open_[-1]] += words
    assert not open_
    return read


def _words(string: Any, face: dict[str, str]) -> str:
    codes = string.original_bytes.hex().upper()
    return "".join(face[codes[at : at + 4]] for at in range(0, len(codes), 4))
