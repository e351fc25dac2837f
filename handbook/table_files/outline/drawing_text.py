"""Text of DrawingML, in which slides keep theirs (ECMA-376 Part 1, §21.1.2)."""

from collections.abc import Iterator

from lxml import etree

from handbook.foreign_files.failure import Failure, ReadingFailed
from handbook.han_forms import fold_han
from handbook.unseen_signs import visible

_DEEPEST = 40


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; of comments nothing."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element along `path`."""
    for name in path:
        if element is None:
            return None
        element = next((e for e in element if local(e) == name), None)
    return element


def clean(text: str) -> str:
    """One line, as it is seen."""
    return " ".join(fold_han(visible(text)).split())


def paragraphs(body: etree._Element) -> Iterator[str]:
    """Lines of a text body; a line break inside a paragraph begins a line."""
    for paragraph in body:
        if local(paragraph) != "p":
            continue
        pieces = []
        for element in paragraph.iter():
            if local(element) == "t":
                pieces.append(element.text or "")
            elif local(element) == "br":
                pieces.append("\n")
        for line in "".join(pieces).replace("\x0b", "\n").split("\n"):
            if words := clean(line):
                yield words


def shapes(tree: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    """Shapes with text and frames with tables, in order, also those in groups.

    Raises:
        ReadingFailed: groups stand in each other deeper than any real slide has them.
    """
    if depth > _DEEPEST:
        raise ReadingFailed(Failure.DAMAGED, "图形一层套一层，太深")
    for element in tree:
        name = local(element)
        if name in ("sp", "graphicFrame"):
            yield element
        elif name in ("grpSp", "AlternateContent", "Choice"):
            yield from shapes(element, depth + 1)


def table_rows(frame: etree._Element) -> Iterator[str]:
    """Rows of the tables in a frame."""
    for row in frame.iter():
        if local(row) != "tr":
            continue
        cells = [
            " ".join(line for body in cell if local(body) == "txBody" for line in paragraphs(body))
            for cell in row
            if local(cell) == "tc"
        ]
        if any(cells):
            yield " | ".join(cells)
