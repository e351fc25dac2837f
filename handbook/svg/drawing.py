"""What an SVG draws, as values: outlines and words, each with its paint and its place in the drawing."""

from dataclasses import dataclass
from typing import Literal

from handbook.errors import HandbookError

Colour = tuple[int, int, int]
"""Red, green, blue, each 0 to 255."""
Matrix = tuple[float, float, float, float, float, float]
"""a b c d e f, as SVG and PDF write it: x' = ax + cy + e, y' = bx + dy + f."""
Segment = tuple[Literal["m", "l", "c", "h"], tuple[float, ...]]
"""Move, line, curve with two handles, close: the operators of PDF; all numbers absolute, y downwards."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Style:
    """How something is painted; lengths in units of the drawing. What it starts as is what SVG says."""

    fill: Colour | None = (0, 0, 0)
    fill_opacity: float = 1.0
    is_even_odd: bool = False
    stroke: Colour | None = None
    stroke_opacity: float = 1.0
    width: float = 1.0
    cap: int = 0
    """Butt, round, square: 0, 1, 2."""
    join: int = 0
    """Miter, round, bevel: 0, 1, 2."""
    miter_limit: float = 4.0
    dashes: tuple[float, ...] = ()
    dash_start: float = 0.0
    font_size: float = 16.0
    is_bold: bool = False
    anchor: float = 0.0
    """Share of the words that stands left of their place: 0, 0.5 or 1."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A path."""

    segments: tuple[Segment, ...]
    style: Style
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words that stands at (x, y); the anchor of the whole is its own, of its runs none."""

    x: float
    y: float
    anchor: float
    runs: tuple[tuple[str, Style], ...]
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class Drawing:
    """The area that is shown, in its own units, and what stands on it from the lowest up."""

    left: float
    top: float
    width: float
    height: float
    marks: tuple[Outline | Words, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not drawn; line and column from 1."""

    line: int
    column: int
    message: str


class MisreadError(HandbookError):
    """A value that cannot be read; the message says which and what is wanted."""


class DrawingError(HandbookError):
    """A drawing with faults, at least one."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        first = faults[0]
        super().__init__(f"第 {first.line} 行第 {first.column} 列:{first.message}")
        self.faults = faults
