"""Characters of a page -> rows of text from the top down, in two columns where the page has two."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from handbook.law_files.pdf.characters import Glyph, PageText

_BLANK = 0.18
"""A gap of so much of a pitch between two characters, beyond what all have in this row, is a blank."""
_COLUMN_GAP = 0.8
"""Width of the empty strip between columns in pitches, at least."""
_LONG = 12
"""A row of fewer characters says nothing of columns."""
_SAMPLE = 32
"""So many characters of a row tell how wide they are."""
_DOUBLE = 0.5
"""Two equal characters that overlap by more than so much of a pitch are one, drawn twice to look bold."""


@dataclass(slots=True)
class Row:
    """One row of characters; lengths in points."""

    y: float
    """Middle of its characters, growing upwards."""
    left: float
    right: float
    pitch: float
    """From one character to the next, mostly; the width of a Chinese character."""
    text: str
    page: int = 0
    column: int = 0


def rows_of(page: PageText, number: int) -> tuple[list[Row], bool]:
    """Rows of the page in reading order, and whether it has two columns."""
    lines = _lines(page.glyphs)
    gutter = _gutter(lines, page.width)
    if gutter is None:
        return [line.row(number) for line in lines], False
    sides = [g for g in page.glyphs if g.x < gutter], [g for g in page.glyphs if g.x >= gutter]
    return [line.row(number, column) for column, part in enumerate(sides) for line in _lines(part)], True


class _Line:
    """Characters that stand on one line, from left to right."""

    def __init__(self, glyphs: list[Glyph]) -> None:
        self.glyphs = glyphs
        self.gaps = [after.x - before.right for before, after in pairwise(glyphs)]
        if min(self.gaps, default=0.0) < -_DOUBLE * self.pitch:
            self.glyphs = self._without_doubles()
            self.gaps = [after.x - before.right for before, after in pairwise(self.glyphs)]

    @cached_property
    def pitch(self) -> float:
        """The usual width of a character that is not narrow."""
        some = self.glyphs[:_SAMPLE]
        widths = sorted([right - x for x, right, _, _, sign in some if sign > "\u2000"])
        if not widths:
            widths = sorted([2 * (right - x) for x, right, _, _, _ in some])
        return max(widths[len(widths) // 2], 1.0)

    def _without_doubles(self) -> list[Glyph]:
        kept: list[Glyph] = []
        for glyph in self.glyphs:
            if kept and glyph.sign == kept[-1].sign and kept[-1].right - glyph.x > _DOUBLE * self.pitch:
                continue
            kept.append(glyph)
        return kept

    def row(self, page: int, column: int = 0) -> Row:
        """The line as text, with blanks where there is room for one."""
        signs = [glyph.sign for glyph in self.glyphs]
        least = _BLANK * self.pitch
        if max(self.gaps, default=0.0) > least:
            least += max(
                0.0, sorted(self.gaps)[len(self.gaps) // 2]
            )  # justified rows are stretched everywhere
            signs[1:] = [f" {s}" if gap > least else s for s, gap in zip(signs[1:], self.gaps, strict=True)]
        first, last = self.glyphs[0], self.glyphs[-1]
        return Row(first.y, first.x, max(last.right, last.x), self.pitch, "".join(signs), page, column)

    def middle_gaps(self, width: float) -> list[tuple[float, float]]:
        """Gaps that are wide enough for a strip between columns and begin in the middle of the page."""
        least = _COLUMN_GAP * self.pitch
        if max(self.gaps, default=0.0) <= least:
            return []
        return [
            (before.right, after.x)
            for before, after in pairwise(self.glyphs)
            if after.x - before.right > least and 0.3 * width < before.right < 0.7 * width
        ]


def _lines(glyphs: list[Glyph]) -> list[_Line]:
    """The highest line first; small raised and lowered characters belong to their line."""
    lines: list[list[Glyph]] = []
    for piece in sorted(_pieces(glyphs), key=lambda some: -some[0].y):
        if lines and _is_beside(lines[-1][0], piece[0]):
            lines[-1] += piece
        else:
            lines.append(piece)
    return [_Line(sorted(line)) for line in _with_raised(lines)]  # by x first


def _pieces(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Characters that follow each other in the file at one height: nearly whole lines, so that little is to be sorted."""
    if not glyphs:
        return []
    lows = [glyph.low for glyph in glyphs]
    starts = [at for at, (low, after) in enumerate(pairwise(lows), 1) if low != after]
    return [glyphs[a:b] for a, b in pairwise((0, *starts, len(glyphs)))]


def _is_beside(first: Glyph, other: Glyph) -> bool:
    return abs(first.y - other.y) < max(1.0, 0.22 * min(first.size, other.size))


def _with_raised(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """A line of a few small characters right above or below a larger one is a part of it: m², 注1."""
    joined: list[list[Glyph]] = []
    for line in lines:
        above = joined[-1] if joined else None
        if above is not None and _is_part(line, above):
            above += line
        elif above is not None and _is_part(above, line):
            joined[-1] = line + above
        else:
            joined.append(line)
    return joined


def _is_part(small: list[Glyph], large: list[Glyph]) -> bool:
    is_small = len(small) <= 6 and max(g.size for g in small) < 0.8 * large[0].size
    return is_small and abs(small[0].y - large[0].y) < 0.5 * large[0].size


def _gutter(lines: list[_Line], width: float) -> float | None:
    """Where the right one of two columns of running text begins to be; None where there is one column.

    A strip in the middle of the page that hardly a row crosses, with full rows at both sides of it. A table has such a
    strip too, but its cells do not fill their columns.
    """
    long = [line for line in lines if len(line.glyphs) >= _LONG]
    gaps = [line.middle_gaps(width) for line in long]
    if len(long) < 6 or sum(map(bool, gaps)) < 0.5 * len(long):
        return None
    pitch = sorted(line.pitch for line in long)[len(long) // 2]
    places = [start + 0.4 * pitch for some in gaps for start, _ in some]
    counts = {place: sum(any(a < place < b for a, b in some) for some in gaps) for place in places}
    at = max(counts, key=lambda place: counts[place])  # where most gaps have room for the strip
    if counts[at] < 0.5 * len(long):
        return None
    return _between(long, at, pitch)


def _between(long: list[_Line], at: float, pitch: float) -> float | None:
    """The middle of the strip at `at`; None where the rows left of it do not fill a column."""
    sides = [([g for g in line.glyphs if g.x < at], [g for g in line.glyphs if g.x >= at]) for line in long]
    full = [(a, b) for a, b in sides if len(a) >= 8 and len(b) >= 8]
    if len(full) < 0.5 * len(long):
        return None
    edge = max(a[-1].right for a, _ in full)
    begins = min(b[0].x for _, b in full)
    flush = sum(a[-1].right > edge - 1.2 * pitch for a, _ in full)
    is_column = flush >= 0.6 * len(full) and begins - edge >= 0.5 * _COLUMN_GAP * pitch
    return (edge + begins) / 2 if is_column else None
