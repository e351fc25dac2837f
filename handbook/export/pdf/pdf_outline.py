"""Bookmarks and links of a document -> objects of a PDF (ISO 32000-1, 12.3 and 12.5)."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from handbook.export.pdf.pdf_objects import PdfObjects, text_string


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
    words: str = ""
    """What stands in it, for a screen reader."""
    key: int | None = None
    """By which its element of the structure is found."""


def add_outline(objects: PdfObjects, bookmarks: Sequence[OutlineEntry], pages: Sequence[int]) -> int:
    """The outline as two levels, the second folded; returns the number of its root."""
    root = objects.reserve()
    families: list[list[tuple[int, OutlineEntry]]] = []
    for mark in bookmarks:
        if mark.level == 0 or not families:
            families.append([])
        families[-1].append((objects.reserve(), mark))
    tops = [family[0] for family in families]
    for at, (top, *children) in enumerate(families):
        ends = f"/First {children[0][0]} 0 R /Last {children[-1][0]} 0 R" if children else ""
        inside = f"{ends} /Count -{len(children)}" if children else ""
        _fill(objects, siblings=tops, at=at, parent=root, pages=pages, inside=inside)
        for place in range(len(children)):
            _fill(objects, children, place, top[0], pages)
    objects.fill(
        root, f"<< /Type /Outlines /First {tops[0][0]} 0 R /Last {tops[-1][0]} 0 R /Count {len(tops)} >>"
    )
    return root


def _fill(
    objects: PdfObjects,
    siblings: Sequence[tuple[int, OutlineEntry]],
    at: int,
    parent: int,
    pages: Sequence[int],
    inside: str = "",
) -> None:
    number, mark = siblings[at]
    before = f"/Prev {siblings[at - 1][0]} 0 R" if at else ""
    after = f"/Next {siblings[at + 1][0]} 0 R" if at + 1 < len(siblings) else ""
    place = f"/Parent {parent} 0 R /Dest [{pages[mark.page]} 0 R /Fit]"
    objects.fill(number, f"<< /Title {text_string(mark.title)} {place} {before} {after} {inside} >>")


def add_links(objects: PdfObjects, links: Sequence[PdfLink], pages: Sequence[int]) -> list[int]:
    """The number of each link, in order; its page has to name it among its annotations."""
    numbers: list[int] = []
    for link in links:
        area = " ".join(f"{value:.2f}" for value in link.area)
        said = f" /Contents {text_string(link.words)}" if link.words else ""
        found = f" /StructParent {link.key}" if link.key is not None else ""
        number = objects.add(
            f"<< /Type /Annot /Subtype /Link /Rect [{area}] /Border [0 0 0] /F 4"
            f" /Dest [{pages[link.target]} 0 R /XYZ {link.x:.2f} {link.y:.2f} null]{said}{found} >>"
        )
        numbers.append(number)
    return numbers
