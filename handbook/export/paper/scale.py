"""Papers and type sizes: what a form is called -> its page, margins, cells and the sizes to try, largest first."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from handbook.export.paper.boxes import MM

SMALLEST_TEXT = 10.0
SMALLEST_HEADING = 12.0
TICK = 4.4 * MM
"""Side of a tick box; at least 4 mm."""


class Form(StrEnum):
    """What the paper is; the value is its name on the command line."""

    A4 = "A4"
    A5 = "A5"
    A6 = "A6"
    A3 = "A3"
    TWO_UP = "2up"
    FOUR_UP = "4up"

    @property
    def label(self) -> str:
        """Name for the dialog."""
        return {
            "A4": "A4 卡",
            "A5": "A5 桌面卡",
            "A6": "A6 口袋卡",
            "A3": "A3 墙贴",
            "2up": "A4 一拼二(A5,裁切)",
            "4up": "A4 一拼四(A6,裁切)",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScale:
    """Sizes in points."""

    body: float
    small: float
    heading: float
    title: float
    immediate: float
    leading: float = 1.45
    """Line height as a multiple of the size."""
    air: float = 1.0
    """Space between rows and groups, as a share of what looks best."""
    tick: float = TICK


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A page that a card is set on; lengths in points."""

    name: str
    width: float
    height: float
    left: float = 22 * MM
    """Binding margin; 20 mm and a half-em for marks that hang out."""
    right: float = 13 * MM
    top: float = 13 * MM
    bottom: float = 11 * MM
    columns: int = 1
    """Columns below what stands across the head of a card."""
    glance_columns: int = 1
    """Columns of a card that is to fit on one page, where one column does not do at full size."""
    gutter: float = 9 * MM
    scales: tuple[TypeScale, ...]
    """Tried in order until a card fits on one page."""
    fallback: TypeScale
    """Used where it fits on none."""

    @property
    def text_width(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheeting:
    """A physical sheet and where cards lie on it."""

    width: float
    height: float
    card: Paper
    cells: tuple[tuple[float, float], ...] = field(default=((0.0, 0.0),))


def _scale(body: float, **over: float) -> TypeScale:
    sizes = {
        "body": body,
        "small": max(SMALLEST_TEXT, body - 2),
        "heading": max(SMALLEST_HEADING, body + 2),
        "title": body + 9,
        "immediate": body + 3,
    }
    return TypeScale(**{**sizes, **over})


def _tight(title: float) -> tuple[TypeScale, TypeScale]:
    """The smallest type with less and less air: a card that still needs a second page may as well breathe."""
    return (
        _scale(10, title=title, immediate=12, leading=1.34, air=0.75),
        _scale(10, title=title - 2, immediate=11.5, leading=1.25, air=0.5),
    )


@cache
def paper(form: Form) -> Paper:
    """The page of one card in this form."""
    match form:
        case Form.A4:
            sizes = tuple(_scale(body) for body in (12, 11.5, 11, 10.5, 10)) + _tight(title=19)
            return Paper(
                name="A4", width=210 * MM, height=297 * MM, scales=sizes, fallback=sizes[0], glance_columns=2
            )
        case Form.A5 | Form.TWO_UP:
            sizes = tuple(
                _scale(body, title=body + 6, immediate=body + 2) for body in (12, 11.5, 11, 10.5, 10)
            )
            sizes += _tight(title=16)
            return Paper(
                name="A5",
                width=148.5 * MM,
                height=210 * MM,
                right=11 * MM,
                top=10 * MM,
                bottom=9 * MM,
                scales=sizes,
                fallback=sizes[2],
            )
        case Form.A6 | Form.FOUR_UP:
            size = _scale(10, title=14, immediate=12, leading=1.38, air=0.75)
            tighter = _scale(10, title=13, immediate=12, leading=1.28, air=0.55)
            return Paper(
                name="A6",
                width=105 * MM,
                height=148.5 * MM,
                left=21.8 * MM,
                right=10.5 * MM,
                top=8 * MM,
                bottom=7 * MM,
                scales=(size, tighter),
                fallback=size,
            )
        case Form.A3:
            sizes = tuple(
                _scale(
                    body,
                    small=max(12, body * 0.7),
                    heading=body * 1.2,
                    title=body * 2.2,
                    immediate=body * 1.45,
                    tick=max(TICK, body * 1.1),
                )
                for body in (26, 24, 22, 20, 18, 17, 16, 15, 14, 13, 12)
            )
            return Paper(
                name="A3",
                width=297 * MM,
                height=420 * MM,
                left=24 * MM,
                right=20 * MM,
                top=20 * MM,
                bottom=16 * MM,
                columns=2,
                scales=sizes,
                fallback=sizes[5],
            )


@cache
def sheeting(form: Form) -> Sheeting:
    """The sheet of paper of this form, and its cells in the order of reading."""
    card = paper(form)
    if form is Form.TWO_UP:
        return Sheeting(width=297 * MM, height=210 * MM, card=card, cells=((0, 0), (148.5 * MM, 0)))
    if form is Form.FOUR_UP:
        across = 105 * MM
        down = 148.5 * MM
        cells = ((0.0, 0.0), (across, 0.0), (0.0, down), (across, down))
        return Sheeting(width=210 * MM, height=297 * MM, card=card, cells=cells)
    return Sheeting(width=card.width, height=card.height, card=card)
