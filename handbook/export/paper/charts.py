"""Figures -> marks of a chart on paper: upright bars over a row of days or hours, and ranked rows with a bar each.

Each bar has its number in words beside it or can be read off a line, so that nothing rests on a shade of grey.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import NamedTuple

from handbook.export.paper.boxes import LineMark, Mark, RectMark, TextMark

Width = Callable[[str, float, bool], float]
"""(text, size, is bold) -> points."""

SMALL = 7.5
TEXT = 9.0
_DARK, _PALE = 0.32, 0.68
_FAINT = 0.82
_WORDS = 0.3
_MOST_NUMBERED = 16
"""Bars that have room for a number over each."""
_SHORTEN = "…"


class Area(NamedTuple):
    """A rectangle on the page, in points."""

    x: float
    y: float
    width: float
    height: float


class Bar(NamedTuple):
    """One upright bar."""

    label: str
    value: int
    is_pale: bool = False
    """A weekend, for one."""


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One row of a ranking."""

    label: str
    value: int
    words: str
    """What stands behind the bar."""


class Charts:
    """Draws within an area; text is measured with the font of the paper."""

    def __init__(self, width: Width) -> None:
        self._width = width

    def bars(self, area: Area, bars: Sequence[Bar]) -> Iterator[Mark]:
        """Upright bars over labels; the lines behind them say how much."""
        most = max((bar.value for bar in bars), default=0)
        is_numbered = len(bars) <= _MOST_NUMBERED
        # A line behind numbers would strike them through.
        top, steps = (max(1, most), []) if is_numbered else _scale(most)
        left = self._width(_number(top), SMALL, False) + 5 if steps else 0.0
        base = area.y + area.height - SMALL * 1.6
        height = base - area.y - SMALL * 1.4
        yield LineMark(area.x + left, base, area.x + area.width, base, 0.4)
        for step in steps:
            y = base - height * step / top
            yield LineMark(area.x + left, y, area.x + area.width, y, 0.4, 0.0 if not step else _FAINT)
            words = _number(step)
            x = area.x + left - 4 - self._width(words, SMALL, False)
            yield TextMark(x, y + SMALL * 0.36, words, SMALL, grey=_WORDS)
        slot = (area.width - left) / max(1, len(bars))
        every = self._every(bars, slot)
        for at, bar in enumerate(bars):
            middle = area.x + left + slot * (at + 0.5)
            size = height * bar.value / top
            thick = min(slot * 0.72, 26.0)
            if bar.value:
                fill = _PALE if bar.is_pale else _DARK
                yield RectMark(middle - thick / 2, base - size, thick, size, fill=fill)
            if is_numbered:
                yield self._centred(middle, base - size - 2.5, _number(bar.value))
            if at % every == 0:
                yield self._centred(middle, base + SMALL * 1.3, bar.label)

    def ranked(self, area: Area, rows: Sequence[RankedRow], label_share: float = 0.46) -> Iterator[Mark]:
        """Rows with a label, a bar and what it says, as many as fit."""
        most = max((row.value for row in rows), default=0) or 1
        said = max((self._width(row.words, SMALL, False) for row in rows), default=0.0)
        label = area.width * label_share
        room = area.width - label - said - 8
        for at, row in enumerate(rows[: int(area.height // self.row_height)]):
            y = area.y + at * self.row_height
            middle = y + self.row_height / 2
            yield TextMark(area.x, middle + TEXT * 0.36, self.fitted(row.label, TEXT, label - 6), TEXT)
            size = room * row.value / most
            if row.value:
                yield RectMark(area.x + label, middle - 4, max(size, 0.8), 8, fill=_DARK)
            yield TextMark(area.x + label + size + 4, middle + SMALL * 0.36, row.words, SMALL, grey=_WORDS)

    row_height = 15.5

    def fitted(self, text: str, size: float, width: float, *, is_bold: bool = False) -> str:
        """`text`, cut short with … where it is wider than `width`."""
        if self._width(text, size, is_bold) <= width:
            return text
        while text and self._width(text + _SHORTEN, size, is_bold) > width:
            text = text[:-1]
        return text + _SHORTEN

    def _centred(self, middle: float, y: float, words: str) -> TextMark:
        return TextMark(middle - self._width(words, SMALL, False) / 2, y, words, SMALL, grey=_WORDS)

    def _every(self, bars: Sequence[Bar], slot: float) -> int:
        """Every how manieth label has room."""
        widest = max((self._width(bar.label, SMALL, False) for bar in bars), default=0.0) + 5
        return max(1, ceil(widest / slot))


def _scale(most: int) -> tuple[int, list[int]]:
    """The top of the axis and the lines on it: 1, 2 or 5 times a power of ten, two to five of them."""
    if most <= 1:
        return 1, [0, 1]
    rough = most / 4
    power = 10 ** max(0, floor(log10(rough)))
    step = next((unit * power for unit in (1, 2, 5, 10) if unit * power >= rough), power)
    top = ceil(most / step) * step
    return top, list(range(0, top + 1, step))


def _number(value: int) -> str:
    return f"{value:,}"
