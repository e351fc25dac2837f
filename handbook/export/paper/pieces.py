"""Spans of text -> measured pieces between which a line may end; widths in em, the same at every size."""

from functools import lru_cache
from typing import NamedTuple, Protocol

from handbook.export.paper.typography import (
    SQUEEZE,
    MarkShape,
    chinese,
    clusters,
    is_soft,
    is_wide,
    mark_shape,
    unsqueezed,
)

Key = tuple[tuple[str, bool, str], ...]
"""Text, boldness and link of each span."""


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
    """Text of one look that stays on one line, or, if soft, a stretch of ideographs that may end anywhere."""

    text: str
    bold: bool
    link: str
    width: float
    parts: tuple[Part, ...]
    head: MarkShape
    """Shape of the first character."""
    tail: MarkShape
    """Shape of the last."""
    is_soft: bool = False

    @property
    def is_blank(self) -> bool:
        """A space, left out where a line begins or ends."""
        return self.text == " "

    def part(self, start: int, end: int | None = None) -> "Piece":
        """Some characters of a soft piece."""
        return _soft(self.text[start:end], self.bold, self.link)


def _soft(text: str, bold: bool, link: str) -> Piece:
    width = float(len(text))
    part = (Part(0.0, text, width),)
    return Piece(
        text=text,
        bold=bold,
        link=link,
        width=width,
        parts=part,
        head=MarkShape.PLAIN,
        tail=MarkShape.PLAIN,
        is_soft=True,
    )


class Measuring:
    """Cuts and measures; every piece is made once, for ideographs and words come again on every page."""

    def __init__(self, metrics: Metrics) -> None:
        self._widths = {bold: _Widths(metrics, bold=bold) for bold in (False, True)}
        self.piece = lru_cache(maxsize=32768)(self._piece)
        self.pieces = lru_cache(maxsize=8192)(self._pieces)

    def _pieces(self, key: Key) -> tuple[Piece, ...]:
        piece = self.piece
        return tuple(
            [piece(text, bold, link) for span, bold, link in key for text in clusters(chinese(span))]
        )

    def _piece(self, text: str, bold: bool, link: str) -> Piece:
        if is_soft(text):
            return _soft(text, bold, link)
        parts: list[Part] = []
        x = 0.0
        for stretch in unsqueezed(text):
            width = self.width(stretch, bold)
            parts.append(Part(x, stretch, width))
            x += width - SQUEEZE
        return Piece(
            text=text,
            bold=bold,
            link=link,
            width=x + SQUEEZE,
            parts=tuple(parts),
            head=mark_shape(text[0]),
            tail=mark_shape(text[-1]),
        )

    def width(self, text: str, bold: bool) -> float:
        """Em, the sum of its characters: paper is set without kerning."""
        return sum(map(self._widths[bold].__getitem__, text))


class _Widths(dict[str, float]):
    """Character -> em, measured once."""

    def __init__(self, metrics: Metrics, *, bold: bool) -> None:
        super().__init__()
        self._metrics = metrics
        self._bold = bold

    def __missing__(self, char: str) -> float:
        width = self[char] = 1.0 if is_wide(char) else self._metrics.advance(char, self._bold)
        return width
