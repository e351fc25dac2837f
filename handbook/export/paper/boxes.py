"""What layout makes: marks at places in points, gathered in boxes that are never cut. Plain values, no Qt.

Lengths are points (1/72 inch), y grows downwards, greys run from 0 (black) to 1 (white).
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from handbook.document.run_record import TickState
from handbook.export.paper.structure import Element

MM = 72 / 25.4


class TextMark(NamedTuple):
    """Words on a baseline."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    grey: float = 0.0


class LineMark(NamedTuple):
    """A rule."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    grey: float = 0.0
    is_dashed: bool = False


class RectMark(NamedTuple):
    """A frame (stroke > 0), a ground (fill), or both."""

    x: float
    y: float
    width: float
    height: float
    stroke: float = 0.0
    fill: float | None = None
    grey: float = 0.0


class TickMark(NamedTuple):
    """A tick box as drawn lines; `size` is its side."""

    x: float
    y: float
    size: float
    state: TickState


class RingMark(NamedTuple):
    """A round box for one of several answers; `size` is its diameter."""

    x: float
    y: float
    size: float
    is_chosen: bool


class CrossMark(NamedTuple):
    """× before what must not be said or done."""

    x: float
    y: float
    size: float


class QrMark(NamedTuple):
    """A QR code of `text`, quiet zone outside."""

    x: float
    y: float
    size: float
    text: str


class SvgMark(NamedTuple):
    """A drawing, fitted into the rectangle."""

    x: float
    y: float
    width: float
    height: float
    svg: str


class LinkMark(NamedTuple):
    """A rectangle that leads to ``entry:ID`` within the same file; stands before the words within it."""

    x: float
    y: float
    width: float
    height: float
    target: str


class TagMark(NamedTuple):
    """Nothing that is seen: words and signs after it, up to the next one, belong to this element of the structure.

    None = they are no content, such as a running head. Rules and grounds never are.
    """

    element: Element | None


Mark = (
    TextMark | LineMark | RectMark | TickMark | RingMark | CrossMark | QrMark | SvgMark | LinkMark | TagMark
)


@dataclass(slots=True, kw_only=True)
class Box:
    """Something that is never cut; its marks are relative to its upper left corner."""

    height: float
    marks: list[Mark]
    space_before: float = 0.0
    """Left out at the top of a page."""
    keep_next: bool = False
    """Stays with the box after it."""
    group: int = 0
    """Boxes of one group stay together where they fit on a page."""
    opens_group: str = ""
    """Title of the group that this box begins; repeated with (续) where the group is cut."""
    is_text: bool = False
    """Running text: its group may be cut anywhere between boxes."""
    is_sliceable: bool = False
    """May be cut between lines where it is taller than a page; never a step or a warning."""
    name: str = ""
    """Names the step or outcome, for messages and checks."""
    repeat: "Box | None" = None
    """What is set again at the top of the next page when a cut falls before this box (the head of a table)."""


@dataclass(slots=True)
class Placed:
    """A box on a page, at its upper left corner."""

    x: float
    y: float
    box: Box


@dataclass(slots=True, kw_only=True)
class Page:
    """One page of a card, or one sheet with several cards."""

    width: float
    height: float
    placed: list[Placed] = field(default_factory=list[Placed])
    entry_id: str = ""
    title: str = ""
    """For bookmarks; set on the first page of an entry."""
    tab: str = ""
    number: int = 1
    """Page of its card, from 1."""
    count: int = 1
