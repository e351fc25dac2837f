"""Characters of a page -> rows of text from the top down, in two columns where the page has two."""

from dataclasses import dataclass

from handbook.law_files.pdf.characters import Glyph, PageText

_GAP = 0.18
"""A gap of so much of a pitch between two characters is a blank."""
_COLUMN_GAP = 1.0
"""Width of the empty strip between columns in pitches, at least."""


@dataclass(slots=True)
class Row:
    """One row of characters; lengths in points."""

    y: float
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
        return [_row(line, number) for line in lines], False
    left = _lines([g for g in page.glyphs if g.x < gutter])
    right = _lines([g for g in page.glyphs if g.x >= gutter])
    rows = [_row(line, number, column) for column, part in enumerate((left, right)) for line in part]
    return rows, True


def _lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Characters that stand on one line, the highest line first; small raised and lowered ones belong to their line."""
    lines: list[list[Glyph]] = []
    for piece in sorted(_pieces(glyphs), key=lambda some: -some[0].y):
        if lines and _is_beside(lines[-1][0], piece[0]):
            lines[-1] += piece
        else:
            lines.append(piece)
    return [_without_doubles(sorted(line, key=lambda g: g.x)) for line in _with_raised(lines)]


def _pieces(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Characters that follow each other in the file at one height: nearly whole lines, so that little is to be sorted."""
    pieces: list[list[Glyph]] = []
    last = None
    for glyph in glyphs:
        if last is not None and abs(glyph.y - last) < 0.01:
            pieces[-1].append(glyph)
        else:
            pieces.append([glyph])
            last = glyph.y
    return pieces


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


def _without_doubles(line: list[Glyph]) -> list[Glyph]:
    """Bold is sometimes drawn as the same character twice, a hair apart."""
    kept: list[Glyph] = []
    for glyph in line:
        if kept and glyph.sign == kept[-1].sign and glyph.x - kept[-1].x < 0.15 * (glyph.right - glyph.x):
            continue
        kept.append(glyph)
    return kept


def _row(line: list[Glyph], page: int, column: int = 0) -> Row:
    pitch = _pitch(line)
    gaps = [glyph.x - before.right for before, glyph in zip(line, line[1:], strict=False)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0  # justified rows are stretched everywhere
    least = max(usual, 0.0) + _GAP * pitch
    parts = [line[0].sign]
    for gap, glyph in zip(gaps, line[1:], strict=True):
        if gap > least:
            parts.append(" ")
        parts.append(glyph.sign)
    text = "".join(parts)
    y = sorted(g.y for g in line)[len(line) // 2]
    return Row(y, line[0].x, max(line[-1].right, line[-1].x), pitch, text, page, column)


def _pitch(line: list[Glyph]) -> float:
    """The usual width of a character that is not narrow."""
    widths = sorted(g.right - g.x for g in line if not g.sign.isascii())
    if not widths:
        widths = sorted(2 * (g.right - g.x) for g in line)
    return max(widths[len(widths) // 2], 1.0)


def _gutter(lines: list[list[Glyph]], width: float) -> float | None:
    """Where the right one of two columns of running text begins to be; None where there is one column.

    A strip in the middle of the page that (nearly) no row crosses, with full rows at both sides of it. A table has
    such a strip too, but its cells do not fill their columns.
    """
    wide = [line for line in lines if len(line) >= 12]
    if len(wide) < 6:
        return None
    pitch = sorted(_pitch(line) for line in wide)[len(wide) // 2]
    gaps = [_middle_gaps(line, pitch, width) for line in wide]
    if sum(map(bool, gaps)) < 0.5 * len(wide):
        return None
    starts = [start for some in gaps for start, _ in some]
    at, best = 0.0, 0
    for start in starts:  # the strip lies where most gaps have room for it
        place = start + 0.4 * pitch
        count = sum(any(a < place < b for a, b in some) for some in gaps)
        at, best = (place, count) if count > best else (at, best)
    if best < 0.5 * len(wide):
        return None
    sides = [(_side(line, at, is_left=True), _side(line, at, is_left=False)) for line in wide]
    full = [(a, b) for a, b in sides if len(a) >= 8 and len(b) >= 8]
    if len(full) < 0.5 * len(wide):
        return None
    edge = max(a[-1].right for a, _ in full)
    flush = sum(a[-1].right > edge - 1.2 * pitch for a, _ in full)
    begins = min(b[0].x for _, b in full)
    if flush < 0.6 * len(full) or begins - edge < _COLUMN_GAP * pitch * 0.5:
        return None
    return (edge + begins) / 2


def _side(line: list[Glyph], at: float, *, is_left: bool) -> list[Glyph]:
    return [g for g in line if (g.x < at) == is_left]


def _middle_gaps(line: list[Glyph], pitch: float, width: float) -> list[tuple[float, float]]:
    """Gaps of the line that are wide enough for a strip between columns and lie in the middle of the page."""
    return [
        (before.right, glyph.x)
        for before, glyph in zip(line, line[1:], strict=False)
        if glyph.x - before.right > 0.8 * pitch and 0.3 * width < before.right < 0.7 * width
    ]
