"""Spans of text and a width -> lines of runs; greedy, left-aligned, without orphan characters at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from handbook.export.blocks import Rich
from handbook.export.boxes import LinkMark, Mark, TextMark
from handbook.export.typography import (
    SQUEEZE,
    chinese,
    clusters,
    hangs_left,
    hangs_right,
    is_wide,
    squeeze,
)

ASCENT = 0.88
"""Em above the baseline that a Chinese character fills; 0.12 below."""
_ORPHAN = 1.6
"""A last line narrower than this many em takes a piece from the line above."""


class Metrics(Protocol):
    """Widths of a font."""

    def advance(self, text: str, bold: bool) -> float:
        """Width of `text` in em."""
        ...


class Part(NamedTuple):
    """A stretch of a piece within which no blank half is squeezed out; `x` from the start of the piece."""

    x: float
    text: str
    width: float


class Piece(NamedTuple):
    """Unbreakable text of one look; widths in em."""

    text: str
    bold: bool
    link: str
    width: float
    parts: tuple[Part, ...]


class Run(NamedTuple):
    """Text of one look on a line; `x` in em from the line's start."""

    x: float
    text: str
    bold: bool
    link: str
    width: float


@dataclass(slots=True)
class TypesetLine:
    """One line; lengths in em."""

    runs: list[Run]
    width: float


class Typesetter:
    """Breaks text into lines; remembers widths, which are the same at every size."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._width = lru_cache(maxsize=65536)(self._measure)
        self._pieces = lru_cache(maxsize=8192)(self._cut)

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """Width of `text` on one line, in points, as `line` would set it."""
        return self._one_line(((text, bold, ""),)).width * size

    def line(self, text: str, bold: bool = False) -> TypesetLine:
        """`text` on one line, however long."""
        return self._one_line(((text, bold, ""),))

    def lines(self, rich: Rich, size: float, width: float, bold: bool = False) -> list[TypesetLine]:
        """`rich` in lines of at most `width` points; a piece wider than a line is cut."""
        key = tuple((span.text, span.bold or bold, span.link) for span in rich)
        pieces = self._pieces(key)
        limit = max(width / size, 1.0)
        return [_set(line) for line in _without_orphan(_fill(pieces, limit, self))]

    def piece(self, text: str, bold: bool, link: str) -> Piece:
        """A measured piece."""
        cuts = [at for at in range(1, len(text)) if squeeze(text[at - 1], text[at])]
        parts: list[Part] = []
        x = 0.0
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
            width = self._width(text[start:end], bold)
            parts.append(Part(x, text[start:end], width))
            x += width - SQUEEZE
        return Piece(text, bold, link, x + SQUEEZE, tuple(parts))

    def _one_line(self, key: tuple[tuple[str, bool, str], ...]) -> TypesetLine:
        return _set(list(self._pieces(key)))

    def _cut(self, key: tuple[tuple[str, bool, str], ...]) -> tuple[Piece, ...]:
        return tuple(
            self.piece(text, bold, link)
            for span, bold, link in key
            for text in clusters(chinese(span.replace("\n", " ")))
        )

    def _measure(self, text: str, bold: bool) -> float:
        if len(text) == 1 and is_wide(text):
            return 1.0
        wide = sum(1 for char in text if is_wide(char))
        return self._metrics.advance(text, bold) if wide < len(text) else float(wide)


def _fill(pieces: Sequence[Piece], limit: float, setter: Typesetter) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    used = 0.0
    for piece in pieces:
        line = lines[-1]
        if not line:
            if piece.text == " ":
                continue
            used = -SQUEEZE if hangs_left(piece.text[0]) else 0.0
        else:
            used -= squeeze(line[-1].text[-1], piece.text[0])
        end = used + piece.width - (SQUEEZE if hangs_right(piece.text[-1]) else 0.0)
        if end <= limit + 1e-6 or (piece.text == " " and line):
            line.append(piece)
            used += piece.width
            continue
        for part in _parts(piece, limit, setter):
            if lines[-1]:
                lines.append([])
            lines[-1].append(part)
            used = part.width - (SQUEEZE if hangs_left(part.text[0]) else 0.0)
    return [_stripped(line) for line in lines if line] or [[]]


def _stripped(line: list[Piece]) -> list[Piece]:
    while line and line[-1].text == " ":
        line.pop()
    return line


def _parts(piece: Piece, limit: float, setter: Typesetter) -> list[Piece]:
    """The piece itself, or its characters gathered to the width of a line where it is wider."""
    if piece.width <= limit or len(piece.text) == 1:
        return [piece]
    parts, text = [], ""
    for char in piece.text:
        if text and setter.piece(text + char, piece.bold, piece.link).width > limit:
            parts.append(setter.piece(text, piece.bold, piece.link))
            text = ""
        text += char
    parts.append(setter.piece(text, piece.bold, piece.link))
    return parts


def _without_orphan(lines: list[list[Piece]]) -> list[list[Piece]]:
    """A lone last character draws the piece before it down."""
    if len(lines) < 2 or len(lines[-2]) < 4:
        return lines
    last, above = lines[-1], lines[-2]
    while sum(p.width for p in last) < _ORPHAN and len(above) > 3:
        moved = above.pop()
        if moved.text == " ":
            continue
        last.insert(0, moved)
    _stripped(above)
    return lines


def _set(pieces: Sequence[Piece]) -> TypesetLine:
    """Runs of equal look; a new run begins wherever a blank half is squeezed out."""
    runs: list[Run] = []
    x, before = 0.0, ""
    for piece in pieces:
        gap = squeeze(before, piece.text[0])
        x -= gap if before else SQUEEZE * hangs_left(piece.text[0])
        before = piece.text[-1]
        for part in piece.parts:
            last = runs[-1] if runs else None
            if last and not gap and not part.x and (last.bold, last.link) == (piece.bold, piece.link):
                runs[-1] = last._replace(text=last.text + part.text, width=last.width + part.width)
            else:
                runs.append(Run(x + part.x, part.text, piece.bold, piece.link, part.width))
        x += piece.width
    return TypesetLine(runs, x)


def text_marks(
    line: TypesetLine, x: float, baseline: float, size: float, *, grey: float = 0.0, leading: float = 1.5
) -> list[Mark]:
    """Marks of one line whose left edge is `x`, with a link over each linked run."""
    marks: list[Mark] = []
    for run in line.runs:
        left = x + run.x * size
        if run.text != " ":
            marks.append(TextMark(left, baseline, run.text, size, run.bold, grey))
        if run.link:
            top = baseline - ASCENT * size - (leading - 1) * size / 2
            marks.append(LinkMark(left, top, run.width * size, leading * size, run.link))
    return marks
