"""The column that blocks are set in: its width and type sizes, and running text set into marks."""

from dataclasses import dataclass, replace

from handbook.document.blocks import Rich, plain
from handbook.export.paper.boxes import Mark, TagMark
from handbook.export.paper.scale import TypeScale
from handbook.export.paper.structure import Element, Role
from handbook.export.paper.typeset import ASCENT, Typesetter, text_marks

SECOND = 0.27
"""Grey of small words; about 9:1 on white."""
HAIRLINE = 0.72
"""Grey of the rules between rows."""
FAINT = 0.4
"""Grey of what does not apply; 5.7:1 on white."""


_NARROW = 25
"""Em."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Width in points and everything that setting text in it needs."""

    width: float
    scale: TypeScale
    setter: Typesetter
    parent: Element | None = None
    """What all that is set here belongs to; None = the document."""

    def within(self, parent: Element | None) -> "Frame":
        """The same column, for what belongs to `parent`."""
        return replace(self, parent=parent)

    def tag(self, marks: list[Mark], role: Role = Role.PARAGRAPH) -> None:
        """What is set into `marks` from here on is a new element of this role."""
        marks.append(TagMark(Element(role, self.parent)))

    @property
    def is_narrow(self) -> bool:
        """Too few characters on a line for a column of answer lines at the right."""
        return self.width < _NARROW * self.scale.body

    @property
    def em(self) -> float:
        """The body size."""
        return self.scale.body

    def baseline(self, size: float) -> float:
        """From the top of a line to its baseline."""
        return (self.scale.leading - 1) * size / 2 + ASCENT * size

    def line_height(self, size: float) -> float:
        """From baseline to baseline."""
        return self.scale.leading * size

    def text(
        self,
        marks: list[Mark],
        words: Rich | str,
        x: float,
        y: float,
        width: float,
        *,
        size: float = 0.0,
        bold: bool = False,
        grey: float = 0.0,
    ) -> float:
        """Set `words` at (x, y) in lines of `width`; returns the y below them."""
        size = size or self.scale.body
        rich = plain(words) if isinstance(words, str) else words
        leading = self.scale.leading
        base = self.baseline(size)
        for line in self.setter.lines(rich, size, width, bold):
            marks += text_marks(line, x, y + base, size, grey=grey, leading=leading)
            y += leading * size
        return y

    def right_text(
        self,
        marks: list[Mark],
        words: str,
        right: float,
        y: float,
        *,
        size: float,
        bold: bool = False,
        grey: float = 0.0,
    ) -> float:
        """Set `words` on one line ending at `right`; returns its left edge."""
        line = self.setter.line(words, bold)
        left = right - line.width * size
        marks += text_marks(line, left, y + self.baseline(size), size, grey=grey, leading=self.scale.leading)
        return left
