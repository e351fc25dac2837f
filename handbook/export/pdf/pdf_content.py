"""A page of marks -> the operators of a PDF content stream (ISO 32000-1, 8 and 9), origin at the lower left.

Every stretch says to which element of the structure it belongs, or that it is no content (14.6 and 14.8.2.2).
"""

from collections.abc import Callable, Container, Mapping
from functools import lru_cache

from handbook.document.run_record import TickState
from handbook.export.drawing.qr import qr_stretches
from handbook.export.drawing.strokes import FAINT, RING_STROKE, TICK_SHAPES, tick_frames
from handbook.export.paper.boxes import (
    CrossMark,
    LineMark,
    LinkMark,
    Mark,
    Page,
    Placed,
    QrMark,
    RectMark,
    RingMark,
    SvgMark,
    TagMark,
    TextMark,
    TickMark,
)
from handbook.export.paper.structure import Element, Role
from handbook.export.pdf.pdf_font import PdfFace
from handbook.export.pdf.pdf_structure import LinkArea, PdfStructure, sign_element

_ROUND = 0.5523
"""Length of the handles of a quarter of a circle, as a share of its radius."""
_ROUNDING = 0.01


class PageContent:
    """Writes the marks of one page; remembers the colours and widths in use."""

    def __init__(
        self,
        faces: Mapping[bool, PdfFace],
        name_drawing: Callable[[SvgMark], str],
        height: float,
        structure: PdfStructure,
        entries: Container[str] = (),
    ) -> None:
        """`entries`: ids of the entries in the file, to which links lead; the rest stays words."""
        self._faces = faces
        self._name_drawing = name_drawing
        self._height = height
        self._structure = structure
        self._entries = entries
        self._rules: list[tuple[LineMark | RectMark, float, float]] = []
        self._open: Element | bool | None = None
        """What is being written: an element, or no content and whether it is drawn; None = nothing yet."""
        self._out: list[str] = []
        self._fill = self._stroke = 0.0
        self._width = 1.0
        self._write: dict[type, Callable[..., None]] = {
            TextMark: self._text,
            LineMark: self._line,
            RectMark: self._rect,
            TickMark: self._tick,
            RingMark: self._ring,
            CrossMark: self._cross,
            QrMark: self._qr,
            SvgMark: self._svg,
        }

    def write(self, page: Page) -> bytes:
        """All marks of the page, in order; links are no marks on paper."""
        self._structure.begin_page()
        for placed in page.placed:
            self._box(placed)
        if self._rules:
            # All at once, for words would have to be parted at each; a rule covers nothing, so it may come last.
            self._belongs(None, is_drawn=True)
            for rule, x, top in self._rules:
                self._write[type(rule)](rule, x, top)
        if self._open is not None:
            self._out.append("EMC")
        return "\n".join(self._out).encode("ascii")

    def _box(self, placed: Placed) -> None:
        structure = self._structure
        x = placed.x
        top = self._height - placed.y
        is_again = structure.is_set_again(placed.box)
        untagged = Element(Role.PARAGRAPH)
        element: Element | None = None if is_again else untagged
        links: list[tuple[LinkMark, LinkArea]] = []
        for mark in placed.box.marks:
            kind = type(mark)
            if isinstance(mark, TagMark):
                if not is_again:
                    element = mark.element
                if element:
                    structure.meet(element)
            elif isinstance(mark, LinkMark):
                if element and mark.target.removeprefix("entry:") in self._entries:
                    links.append((mark, structure.link(mark, _area(mark, x, top), element)))
            elif isinstance(mark, LineMark) or (isinstance(mark, RectMark) and mark.fill is None):
                self._rules.append((mark, x, top))
            elif element is None or kind is RectMark:
                self._belongs(None, is_drawn=kind is RectMark)
                self._write[kind](mark, x, top)
            else:
                structure.is_whole &= element is not untagged
                self._belongs(self._element_of(mark, element, links, x, top))
                self._write[kind](mark, x, top)

    def _element_of(
        self, mark: Mark, element: Element, links: list[tuple[LinkMark, LinkArea]], x: float, top: float
    ) -> Element:
        """That of a sign, or of the link in which words stand; else `element` itself."""
        if isinstance(mark, TextMark):
            for area, link in links:
                if _is_within(mark, area):
                    link.words.append(mark.text)
                    return link.element
        elif isinstance(mark, TickMark | RingMark | CrossMark):
            return sign_element(mark, element)
        elif isinstance(mark, SvgMark):
            self._structure.place(element, _area(mark, x, top))
        return element

    def _belongs(self, element: Element | None, *, is_drawn: bool = False) -> None:
        """What comes is a part of `element`; None = no content: a rule or ground where `is_drawn`, else a running head."""
        belongs = element or is_drawn
        if belongs is self._open:
            return
        if self._open is not None:
            self._out.append("EMC")
        self._open = belongs
        if element is None:
            self._out.append("/Artifact BMC" if is_drawn else "/Artifact <</Type /Pagination>> BDC")
        else:
            self._out.append(f"/{element.role} <</MCID {self._structure.mark(element)}>> BDC")

    # -- marks, at (x, top) with top measured from the lower edge

    def _text(self, mark: TextMark, x: float, top: float) -> None:
        self._set_fill(mark.grey)
        codes = "".join(map(self._faces[mark.bold].__getitem__, mark.text))
        self._out.append(
            f"BT /F{mark.bold:d} {mark.size:g} Tf {x + mark.x:.2f} {top - mark.y:.2f} Td <{codes}> Tj ET"
        )

    def _line(self, mark: LineMark, x: float, top: float) -> None:
        self._set_pen(mark.width, mark.grey)
        dash = f"[{4 * mark.width:g}] 0 d " if mark.is_dashed else ""
        end = " [] 0 d" if mark.is_dashed else ""
        start = f"{x + mark.x1:.2f} {top - mark.y1:.2f} m"
        self._out.append(f"{dash}{start} {x + mark.x2:.2f} {top - mark.y2:.2f} l S{end}")

    def _rect(self, mark: RectMark, x: float, top: float) -> None:
        area = f"{x + mark.x:.2f} {top - mark.y - mark.height:.2f} {mark.width:.2f} {mark.height:.2f} re"
        if mark.fill is not None:
            self._set_fill(mark.fill)
            self._out.append(f"{area} f")
        if mark.stroke:
            self._set_pen(mark.stroke, mark.grey)
            self._out.append(f"{area} S")

    def _tick(self, mark: TickMark, x: float, top: float) -> None:
        for frame in tick_frames(mark):
            self._rect(frame, x, top)
        shape = TICK_SHAPES.get(mark.state)
        if shape:
            inner = tick_frames(mark)[0]
            left = x + inner.x
            upper = top - inner.y
            self._set_pen(0.14 * mark.size, FAINT if mark.state is TickState.NOT_APPLICABLE else 0.0)
            points = [f"{left + px * inner.width:.2f} {upper - py * inner.height:.2f}" for px, py in shape]
            self._out.append(f"1 J 1 j {points[0]} m {' l '.join(points[1:])} l S 0 J 0 j")

    def _ring(self, mark: RingMark, x: float, top: float) -> None:
        self._set_pen(RING_STROKE, 0.0)
        radius = (mark.size - RING_STROKE) / 2
        centre = f"q 1 0 0 1 {x + mark.x + mark.size / 2:.2f} {top - mark.y - mark.size / 2:.2f} cm"
        self._out.append(f"{centre} {_circle(radius)} S Q")
        if mark.is_chosen:
            self._set_fill(0.0)
            self._out.append(f"{centre} {_circle(radius * 0.55)} f Q")

    def _cross(self, mark: CrossMark, x: float, top: float) -> None:
        self._set_pen(0.16 * mark.size, 0.0)
        left = x + mark.x
        right = x + mark.x + mark.size
        upper = top - mark.y
        lower = top - mark.y - mark.size
        self._out.append(
            f"{left:.2f} {upper:.2f} m {right:.2f} {lower:.2f} l {left:.2f} {lower:.2f} m {right:.2f} {upper:.2f} l S"
        )

    def _qr(self, mark: QrMark, x: float, top: float) -> None:
        self._set_fill(0.0)
        area, modules = _qr_path(mark.text)
        module = mark.size / modules
        self._out.append(
            f"q {module:.4f} 0 0 {-module:.4f} {x + mark.x:.2f} {top - mark.y:.2f} cm {area} f Q"
        )

    def _svg(self, mark: SvgMark, x: float, top: float) -> None:
        name = self._name_drawing(mark)
        self._out.append(f"q 1 0 0 1 {x + mark.x:.2f} {top - mark.y - mark.height:.2f} cm /{name} Do Q")

    # -- state

    def _set_fill(self, grey: float) -> None:
        if grey != self._fill:
            self._out.append(f"{grey:g} g")
            self._fill = grey

    def _set_pen(self, width: float, grey: float) -> None:
        if grey != self._stroke:
            self._out.append(f"{grey:g} G")
            self._stroke = grey
        if width != self._width:
            self._out.append(f"{width:.3g} w")
            self._width = width


def _area(mark: LinkMark | SvgMark, x: float, top: float) -> tuple[float, float, float, float]:
    left = x + mark.x
    upper = top - mark.y
    return left, upper - mark.height, left + mark.width, upper


def _is_within(words: TextMark, link: LinkMark) -> bool:
    return link.x - _ROUNDING <= words.x < link.x + link.width and link.y <= words.y <= link.y + link.height


@lru_cache(maxsize=64)
def _circle(radius: float) -> str:
    """A circle about the origin as four curves."""
    r = f"{radius:.2f}"
    h = f"{radius * _ROUND:.2f}"
    return (
        f"{r} 0 m {r} {h} {h} {r} 0 {r} c -{h} {r} -{r} {h} -{r} 0 c"
        f" -{r} -{h} -{h} -{r} 0 -{r} c {h} -{r} {r} -{h} {r} 0 c h"
    )


@lru_cache(maxsize=1024)
def _qr_path(text: str) -> tuple[str, int]:
    """Rectangles in modules, y downwards: one path, so that no seams show between rows."""
    stretches, modules = qr_stretches(text)
    return " ".join([f"{start} {row} {end - start} 1 re" for start, end, row in stretches]), modules
