"""Spans of text and a width -> lines of runs; greedy, left-aligned, without orphan characters at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from handbook.document.blocks import Rich
from handbook.document.wide_marks import wide
from handbook.export.paper.boxes import LinkMark, Mark, TextMark
from handbook.export.paper.pieces import Key, Measuring, Metrics, Piece
from handbook.export.paper.typography import SQUEEZE, MarkShape, chinese, gap, mark_shape, squeeze, unsqueezed

ASCENT = 0.88
"""Em above the baseline that a Chinese character fills; 0.12 below."""
_ORPHAN = 1.6
"""A last line narrower than this many em takes a piece from the line above."""
_ROUNDING = 1e-6
_OPENING = MarkShape.INK_RIGHT


class Run(NamedTuple):
    """Text of one look on a line; `x` in em from the line's start."""

    x: float
    text: str
    bold: bool
    link: str
    width: float


@dataclass(frozen=True, slots=True)
class TypesetLine:
    """One line; lengths in em."""

    runs: tuple[Run, ...]
    width: float
    hang: float = 0.0
    """Blank half at its end, which may stand beyond the column."""
    has_blank_end: bool = False
    """Begins or ends with a space, which is left out where a line begins or ends."""


class Typesetter:
    """Breaks text into lines; remembers what it set, for the same words come at several sizes and on every page."""

    def __init__(self, metrics: Metrics) -> None:
        self._measuring = Measuring(metrics)
        self._one_line = lru_cache(maxsize=8192)(self._set_on_one_line)
        self._lines = lru_cache(maxsize=16384)(self._set_in_lines)

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """Width of `text` on one line, in points, as `line` would set it."""
        return self._one_line(((text, bold, ""),)).width * size

    def line(self, text: str, bold: bool = False) -> TypesetLine:
        """`text` on one line, however long."""
        return self._one_line(((text, bold, ""),))

    def lines(self, rich: Rich, size: float, width: float, bold: bool = False) -> tuple[TypesetLine, ...]:
        """`rich` in lines of at most `width` points; a piece wider than a line is cut."""
        key = tuple([(span.text, span.bold or bold, span.link) for span in wide(rich)])
        return self._lines(key, max(width / size, 1.0))

    def _set_in_lines(self, key: Key, limit: float) -> tuple[TypesetLine, ...]:
        whole = self._one_line(key)
        if whole.width - whole.hang <= limit + _ROUNDING and not whole.has_blank_end:
            return (whole,)
        lines = _fill(self._measuring.pieces(key), limit, self._measuring)
        return tuple([_set(line) for line in _without_orphan(lines)])

    def _set_on_one_line(self, key: Key) -> TypesetLine:
        """The same as `_set` makes of all pieces, without cutting them: most words of a form stand on one line."""
        runs: list[Run] = []
        x = 0.0
        before = ""
        for span, bold, link in key:
            for text in unsqueezed(chinese(span)):
                if not text:
                    continue
                space = squeeze(before, text[0]) if before else SQUEEZE * (mark_shape(text[0]) is _OPENING)
                x -= space
                width = self._measuring.width(text, bold)
                last = runs[-1] if runs else None
                if last and not space and last.bold == bold and last.link == link:
                    runs[-1] = Run(last.x, last.text + text, bold, link, last.width + width)
                else:
                    runs.append(Run(x, text, bold, link, width))
                x += width
                before = text[-1]
        hang = SQUEEZE if before and mark_shape(before) is MarkShape.INK_LEFT else 0.0
        blank_end = bool(runs) and " " in (runs[0].text[0], before)
        return TypesetLine(tuple(runs), x, hang, blank_end)


def _fill(pieces: Sequence[Piece], limit: float, measuring: Measuring) -> list[list[Piece]]:
    lines = _Lines(limit)
    for piece in pieces:
        if lines.add(piece):
            continue
        if piece.is_soft:
            lines.add_soft(piece)
        else:
            for part in _parts(piece, limit, measuring):
                lines.begin(part)
    return lines.finished()


class _Lines:
    """Lines being filled; widths in em."""

    def __init__(self, limit: float) -> None:
        self._limit = limit + _ROUNDING
        self._lines: list[list[Piece]] = [[]]
        self._used = 0.0

    def add(self, piece: Piece) -> bool:
        """Put the piece on this line if it fits; a blank always does, and begins no line."""
        line = self._lines[-1]
        if piece.is_blank:
            if line:
                line.append(piece)
                self._used += piece.width
            return True
        used = self._used - self._gap(piece) + piece.width
        # A blank right half may stand beyond the end of the line.
        if used - (SQUEEZE if piece.tail is MarkShape.INK_LEFT else 0.0) > self._limit:
            return False
        line.append(piece)
        self._used = used
        return True

    def _gap(self, piece: Piece) -> float:
        line = self._lines[-1]
        if line:
            return gap(line[-1].tail, piece.head)
        return SQUEEZE if piece.head is MarkShape.INK_RIGHT else 0.0

    def begin(self, piece: Piece) -> None:
        """Put the piece on a line of its own beginning."""
        if self._lines[-1]:
            self._lines.append([])
            self._used = 0.0
        self._used = piece.width - self._gap(piece)
        self._lines[-1].append(piece)

    def add_soft(self, piece: Piece) -> None:
        """As many ideographs as fit here, the others on lines of their own."""
        start = max(0, int(self._limit - self._used))
        if start:
            self._lines[-1].append(piece.part(0, start))
        per_line = max(1, int(self._limit))
        while start < len(piece.text):
            self.begin(piece.part(start, start + per_line))
            start += per_line

    def finished(self) -> list[list[Piece]]:
        """Lines without blanks at their ends; one empty line where there is nothing."""
        return [_stripped(line) for line in self._lines if line] or [[]]


def _stripped(line: list[Piece]) -> list[Piece]:
    while line and line[-1].is_blank:
        line.pop()
    return line


def _parts(piece: Piece, limit: float, measuring: Measuring) -> list[Piece]:
    """The piece itself, or its characters gathered to the width of a line where it is wider."""
    if piece.width <= limit or len(piece.text) == 1:
        return [piece]
    parts = []
    text = ""
    for char in piece.text:
        if text and measuring.piece(text + char, piece.bold, piece.link).width > limit:
            parts.append(measuring.piece(text, piece.bold, piece.link))
            text = ""
        text += char
    parts.append(measuring.piece(text, piece.bold, piece.link))
    return parts


def _without_orphan(lines: list[list[Piece]]) -> list[list[Piece]]:
    """A lone last character draws what stands before it down."""
    if len(lines) < 2:
        return lines
    last = lines[-1]
    above = lines[-2]
    while sum(p.width for p in last) < _ORPHAN and sum(p.width for p in above) > 4:
        moved = above.pop()
        if moved.is_blank:
            continue
        if moved.is_soft and len(moved.text) > 1:
            above.append(moved.part(0, len(moved.text) - 1))
            moved = moved.part(len(moved.text) - 1)
        elif not above:
            above.append(moved)
            break
        last.insert(0, moved)
    _stripped(above)
    return lines


def _set(pieces: Sequence[Piece]) -> TypesetLine:
    """Runs of equal look; a new run begins wherever a blank half is squeezed out."""
    runs: list[Run] = []
    texts: list[str] = []
    start = x = 0.0
    look: tuple[bool, str] | None = None
    before: Piece | None = None
    for piece in pieces:
        if before is None:
            space = SQUEEZE if piece.head is MarkShape.INK_RIGHT else 0.0
        else:
            space = gap(before.tail, piece.head)
        x -= space
        for part in piece.parts:
            if look is None or space or part.x or look != (piece.bold, piece.link):
                if look is not None:
                    runs.append(Run(start, "".join(texts), *look, x + part.x - start))
                start = x + part.x
                look = (piece.bold, piece.link)
                texts = []
            texts.append(part.text)
            space = 0.0
        x += piece.width
        before = piece
    if look is not None:
        runs.append(Run(start, "".join(texts), *look, x - start))
    return TypesetLine(tuple(runs), x)


def text_marks(
    line: TypesetLine, x: float, baseline: float, size: float, *, grey: float = 0.0, leading: float = 1.5
) -> list[Mark]:
    """Marks of one line whose left edge is `x`, with a link over each linked run."""
    marks: list[Mark] = []
    for run in line.runs:
        left = x + run.x * size
        if run.link:
            top = baseline - ASCENT * size - (leading - 1) * size / 2
            marks.append(LinkMark(left, top, run.width * size, leading * size, run.link))
        if run.text != " ":
            marks.append(TextMark(x=left, y=baseline, text=run.text, size=size, bold=run.bold, grey=grey))
    return marks
