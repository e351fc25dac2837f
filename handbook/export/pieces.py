"""Spans of text -> measured pieces between which a line may end; widths in em, the same at every size."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from handbook.export.typography import (
    SQUEEZE,
    MarkShape,
    chinese,
    clusters,
    is_soft,
    is_wide,
    mark_shape,
    squeeze,
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


@dataclass(frozen=True, slots=True)
class Piece:
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
        text = self.text[start:end]
        width = float(len(text))
        shape = MarkShape.PLAIN
        return Piece(text, self.bold, self.link, width, (Part(0.0, text, width),), shape, shape, True)


class Measuring:
    """Cuts and measures; every piece is made once, for ideographs and words come again on every page."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self.piece = lru_cache(maxsize=32768)(self._piece)
        self.pieces = lru_cache(maxsize=8192)(self._pieces)

    def _pieces(self, key: Key) -> tuple[Piece, ...]:
        return tuple(
            self.piece(text, bold, link)
            for span, bold, link in key
            for text in clusters(chinese(span.replace("\n", " ")))
        )

    def _piece(self, text: str, bold: bool, link: str) -> Piece:
        if is_soft(text):
            width = float(len(text))
            return Piece(
                text, bold, link, width, (Part(0.0, text, width),), MarkShape.PLAIN, MarkShape.PLAIN, True
            )
        cuts = [at for at in range(1, len(text)) if squeeze(text[at - 1], text[at])]
        parts: list[Part] = []
        x = 0.0
        for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
            width = self._width(text[start:end], bold)
            parts.append(Part(x, text[start:end], width))
            x += width - SQUEEZE
        return Piece(text, bold, link, x + SQUEEZE, tuple(parts), mark_shape(text[0]), mark_shape(text[-1]))

    def _width(self, text: str, bold: bool) -> float:
        if all(map(is_wide, text)):
            return float(len(text))
        return self._metrics.advance(text, bold)
