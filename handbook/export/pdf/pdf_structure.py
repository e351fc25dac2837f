"""Elements that the pages were set with -> the structure tree of a PDF (ISO 32000-1, 14.7 and 14.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from handbook.export.paper.boxes import Box, CrossMark, LinkMark, RingMark, TickMark
from handbook.export.paper.structure import Element, Role
from handbook.export.pdf.pdf_objects import PdfObjects, reference_array, text_string

Area = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
Sign = TickMark | RingMark | CrossMark


class _Words(NamedTuple):
    """A stretch of the content of a page."""

    page: int
    number: int


class _LinkKid(NamedTuple):
    """A link on a page, by its place in the list of links."""

    page: int
    link: int


_Kid = Element | _Words | _LinkKid


@dataclass(slots=True)
class LinkArea:
    """An area of a page that leads to an entry of the file."""

    page: int
    area: Area
    entry_id: str
    element: Element
    words: list[str] = field(default_factory=list[str])
    """What stands in it."""


class PdfStructure:
    """Gathers the elements while pages are written, in the order in which they are met, and writes them at the end."""

    def __init__(self) -> None:
        self._kids: dict[Element, list[_Kid]] = {}
        self._top: list[Element] = []
        self._areas: dict[Element, Area] = {}
        self._pages: list[list[Element]] = []
        self._set: set[int] = set()
        self.links: list[LinkArea] = []
        self.is_whole = True
        """Whether all content was set as an element; what was not is taken for paragraphs."""

    def begin_page(self) -> None:
        """What is met from here on stands on the next page."""
        self._pages.append([])

    def is_set_again(self, box: Box) -> bool:
        """Whether the box stood on the pages before: the head of a table is read once, however often it is seen."""
        if id(box) in self._set:
            return True
        self._set.add(id(box))
        return False

    def meet(self, element: Element) -> None:
        """It comes here in the order of reading, if it was not met before."""
        if element in self._kids:
            return
        if element.parent is None:
            self._top.append(element)
        else:
            self.meet(element.parent)
            self._kids[element.parent].append(element)
        # After its parent: what is written in the order of reading packs best.
        self._kids[element] = []

    def mark(self, element: Element) -> int:
        """A new stretch of the page's content belongs to `element`; returns its number on the page."""
        self.meet(element)
        marked = self._pages[-1]
        self._kids[element].append(_Words(len(self._pages) - 1, len(marked)))
        marked.append(element)
        return len(marked) - 1

    def place(self, element: Element, area: Area) -> None:
        """Where a figure stands."""
        self._areas[element] = area

    def link(self, mark: LinkMark, area: Area, parent: Element) -> LinkArea:
        """A link within `parent`; the second line of one link is a part of the same."""
        page = len(self._pages) - 1
        entry_id = mark.target.removeprefix("entry:")
        before = self.links[-1] if self.links else None
        if before and before.element.parent is parent and before.entry_id == entry_id:
            element = before.element
        else:
            element = Element(Role.LINK, parent)
        self.meet(element)
        self._kids[element].append(_LinkKid(page, len(self.links)))
        link = LinkArea(page, area, entry_id, element)
        self.links.append(link)
        return link

    def write(self, objects: PdfObjects, pages: Sequence[int], links: Sequence[int]) -> int:
        """All elements and the way back to them; returns the number of the root.

        Numbers of the pages and of the links. Page n has the key n, link n the key that follows the pages'.
        """
        root = objects.reserve()
        whole = objects.reserve()
        numbers = {element: objects.reserve() for element in self._kids}
        for element, number in numbers.items():
            kids = self._kids[element]
            parent = numbers[element.parent] if element.parent else whole
            objects.fill(number, self._body(element, kids, parent, numbers, pages, links))
        top = reference_array([numbers[element] for element in self._top])
        objects.fill(whole, f"<< /S /Document /P {root} 0 R /K {top} >>")
        rows = [
            f"{page} {reference_array([numbers[element] for element in marked])}"
            for page, marked in enumerate(self._pages)
        ]
        rows += [
            f"{key} {numbers[link.element]} 0 R" for key, link in enumerate(self.links, len(self._pages))
        ]
        ways = objects.add(f"<< /Nums [{' '.join(rows)}] >>")
        last = len(self._pages) + len(self.links)
        objects.fill(
            root,
            f"<< /Type /StructTreeRoot /K {whole} 0 R /ParentTree {ways} 0 R /ParentTreeNextKey {last} >>",
        )
        return root

    def _body(
        self,
        element: Element,
        kids: Sequence[_Kid],
        parent: int,
        numbers: Mapping[Element, int],
        pages: Sequence[int],
        links: Sequence[int],
    ) -> str:
        home: int | None = None
        parts: list[str] = []
        for kid in kids:
            if isinstance(kid, Element):
                parts.append(f"{numbers[kid]} 0 R")
                continue
            home = kid.page if home is None else home
            if isinstance(kid, _LinkKid):
                parts.append(f"<< /Type /OBJR /Obj {links[kid.link]} 0 R /Pg {pages[kid.page]} 0 R >>")
            elif kid.page == home:
                parts.append(f"{kid.number}")
            else:
                parts.append(f"<< /Type /MCR /Pg {pages[kid.page]} 0 R /MCID {kid.number} >>")
        body = f"<< /S /{element.role} /P {parent} 0 R"
        if home is not None:
            body += f" /Pg {pages[home]} 0 R"
        if parts:
            body += f" /K {parts[0]}" if len(parts) == 1 else f" /K [{' '.join(parts)}]"
        return f"{body}{self._said(element)}{self._attributes(element)} >>"

    def _said(self, element: Element) -> str:
        said = f" /Alt {text_string(element.alternative)}" if element.alternative else ""
        return said + (f" /ActualText {text_string(element.actual)}" if element.actual else "")

    def _attributes(self, element: Element) -> str:
        if element.scope:
            return f" /A << /O /Table /Scope /{element.scope} >>"
        if element.numbering:
            return f" /A << /O /List /ListNumbering /{element.numbering} >>"
        if element in self._areas:
            box = " ".join(f"{side:.2f}" for side in self._areas[element])
            return f" /A << /O /Layout /Placement /Block /BBox [{box}] >>"
        return ""


def sign_element(mark: Sign, parent: Element) -> Element:
    """A drawn sign with the words that it stands for."""
    return Element(Role.SPAN, parent, actual=_said_by(mark))


def _said_by(mark: Sign) -> str:
    match mark:
        case TickMark():
            return str(mark.state)
        case RingMark():
            return "已选" if mark.is_chosen else "未选"
        case CrossMark():
            return "×"
