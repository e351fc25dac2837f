"""What words are, beside where they stand: elements of the structure that a screen reader walks (ISO 32000-1, 14.8).

Layout puts a `TagMark` before the marks of each element; boxes and slices carry it, and the writer of the PDF gathers
the elements in the order in which it meets them. Nothing of it is seen on paper.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Optional


class Role(StrEnum):
    """What an element is; the value is its standard name in a PDF."""

    SECTION = "Sect"
    HEADING_1 = "H1"
    HEADING_2 = "H2"
    HEADING_3 = "H3"
    HEADING_4 = "H4"
    HEADING_5 = "H5"
    HEADING_6 = "H6"
    PARAGRAPH = "P"
    SPAN = "Span"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    BODY = "LBody"
    TABLE = "Table"
    ROW = "TR"
    HEAD_CELL = "TH"
    CELL = "TD"
    FIGURE = "Figure"
    CAPTION = "Caption"
    CONTENTS = "TOC"
    CONTENTS_ITEM = "TOCI"
    REFERENCE = "Reference"
    LINK = "Link"


class Scope(StrEnum):
    """The cells that a head cell names."""

    COLUMN = "Column"
    ROW = "Row"


class Numbering(StrEnum):
    """What stands before the items of a list."""

    SIGNS = "Disc"
    NUMBERS = "Decimal"
    LETTERS = "UpperAlpha"
    NOTHING = "None"


@dataclass(slots=True, eq=False)
class Element:
    """One element; it is itself alone, however many look like it, for boxes on several pages may be parts of one.

    Never changed. It is not frozen, as a handbook has a hundred thousand: being frozen makes them four times as slow.
    """

    role: Role
    parent: Optional["Element"] = None
    """None = stands at the top of the document."""
    alternative: str = ""
    """What a figure shows, in words."""
    actual: str = ""
    """The words that a drawn sign stands for."""
    scope: Scope | None = None
    """Of a head cell."""
    numbering: Numbering | None = None
    """Of a list."""


_DEEPEST = 6


def heading_role(depth: int) -> Role:
    """Depth from 1, the title of a card; PDF knows six."""
    return Role(f"H{min(max(depth, 1), _DEEPEST)}")


class HeadingDepths:
    """Levels of headings as they come -> depths that leave none out, as a screen reader counts them.

    A text may begin at any level; below the title of the card it is the second depth all the same.
    """

    def __init__(self) -> None:
        self._open: list[int] = []

    def depth(self, level: int) -> int:
        """Depth of the next heading, from 2."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return len(self._open) + 1
