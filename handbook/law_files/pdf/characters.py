"""A page of a PDF -> its characters with their places, turned so that the text runs from left to right.

Speed is of calls: a law has 100,000 characters, and each call into PDFium costs as much as its whole work on one. So
there is one call for each character, its loose box; all signs of a page come by one. The loose box is as high as the
line that its font sets and as wide as it moves on; the font size that PDFium gives may be before scaling. Where a font
says neither how high nor how deep it is (LibreOffice writes 0 for both), the box is that of the ink: a full stop is low
and 一 is flat. The line that each character stands on is asked for then.
"""

import ctypes
import math
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress, repeat
from operator import sub
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_MEANT = {0x02: "-", 0xFFFE: "-", 0: "\ufffd"}
"""What PDFium gives for a hyphen at the end of a line, and for what no table names."""
# The same function of PDFium, called with plain addresses: a third of the time.
_LOOSE_BOX = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
_LEAST_SIZE = 0.5
_COMMON = 0.1
_BLANKS = frozenset(chr(code) for code in range(0x3001) if chr(code).isspace())
_SAMPLE = 12
_EVERY = 7
"""One character of so many tells which heights are common."""
_FLAT = frozenset("，。、；一")
_SOME = 3
"""One character of so many is asked whether it is flat."""
_LOW = 0.75
"""Lower than so much of the usual height, the box of such a character is that of its ink."""
_DEPTH = 0.12
"""How much of its size a Chinese character reaches below the line that it stands on."""


class Glyph(NamedTuple):
    """One character; lengths in points."""

    x: float
    right: float
    low: float
    """Lower edge of its box; lengths grow upwards."""
    size: float
    """Height of its box."""
    sign: str

    @property
    def y(self) -> float:
        """Middle of its box."""
        return self.low + self.size / 2


_MADE = partial(tuple.__new__, Glyph)
"""A glyph out of a tuple of its fields, without a call of Python for each."""


@dataclass(slots=True)
class PageText:
    """The characters of one page."""

    glyphs: list[Glyph]
    width: float
    height: float
    skewed: int = 0
    """Characters that run in another direction than most, such as a watermark; not among `glyphs`."""
    has_picture: bool = False
    """Whether a picture covers most of the page, as in a scan."""


def page_text(page: Any) -> PageText:
    """The characters of a page of pypdfium2. Raises nothing for a page without text."""
    text_page = page.get_textpage()
    try:
        handle = text_page.raw
        count = pdfium.FPDFText_CountChars(handle)
        turned = _direction(handle, count)
        width, height = page.get_width(), page.get_height()
        glyphs, skewed = _glyphs(handle, count, turned)
    finally:
        text_page.close()
    if turned in (90, 270) and (page.get_rotation() % 180) == 0:
        width, height = height, width
    return PageText(glyphs, width, height, skewed)


def _direction(handle: Any, count: int) -> int:
    """In which direction most characters run: 0, 90, 180 or 270 degrees, clockwise as PDFium counts."""
    found: Counter[int] = Counter()
    for at in range(0, count, max(1, count // _SAMPLE)):
        found[_quarter(pdfium.FPDFText_GetCharAngle(handle, at))] += 1
    found.pop(-1, None)
    return found.most_common(1)[0][0] if found else 0


def _quarter(angle: float) -> int:
    """Degrees of an angle in radians where it is a quarter turn, else -1."""
    degrees = math.degrees(angle) % 360
    near = round(degrees / 90) * 90
    return near % 360 if abs(degrees - near) < 3 else -1


def _glyphs(handle: Any, count: int, turned: int) -> tuple[list[Glyph], int]:
    signs = _signs(handle, count)
    boxes = _boxes(handle, count)
    left, top, right, bottom = boxes[::4], boxes[1::4], boxes[2::4], boxes[3::4]
    if turned == 270:
        left, right, top, bottom = bottom, top, _negative(left), _negative(right)
    elif turned == 180:
        left, right, top, bottom = _negative(right), _negative(left), _negative(bottom), _negative(top)
    elif turned == 90:
        left, right, top, bottom = _negative(top), _negative(bottom), right, left
    sizes = list(map(sub, top, bottom))
    gone = _without_height(sizes)
    seen = [sign not in _BLANKS for sign in signs]
    skewed = _skewed(handle, sizes, seen, turned)
    for at in (*gone, *skewed):
        seen[at] = False
    if _are_of_ink(sizes, signs):
        bottom, sizes = _on_lines(handle, turned, left, right, sizes, signs)
    rows = compress(zip(left, right, bottom, sizes, signs, strict=True), seen)
    return list(map(_MADE, rows)), len(skewed)


def _are_of_ink(sizes: Sequence[float], signs: Sequence[str]) -> bool:
    """Whether most characters whose ink is low or flat have a box that is as low as that."""
    flat = [size for size, sign in zip(sizes[::_SOME], signs[::_SOME], strict=True) if sign in _FLAT]
    if not flat:
        return False
    usual = sorted(sizes[::_EVERY])[len(sizes[::_EVERY]) // 2]
    return 2 * sum(size < _LOW * usual for size in flat) > len(flat)


def _on_lines(
    handle: Any,
    turned: int,
    left: Sequence[float],
    right: Sequence[float],
    sizes: Sequence[float],
    signs: Sequence[str],
) -> tuple[list[float], list[float]]:
    """Lower edges and heights of boxes that stand on the line of each character and are as high as a Chinese one is wide."""
    x, y = ctypes.c_double(), ctypes.c_double()
    size = max(sizes)
    lows, heights = [], []
    for at, sign in enumerate(signs):
        pdfium.FPDFText_GetCharOrigin(handle, at, x, y)
        line = {0: y.value, 90: x.value, 180: -y.value, 270: -x.value}.get(turned, y.value)
        if sign > "\u2e7f" and right[at] > left[at]:
            size = right[at] - left[at]
        lows.append(line - _DEPTH * size)
        heights.append(size)
    return lows, heights


def _without_height(sizes: list[float]) -> list[int]:
    """Places of what stands nowhere: PDFium gives blanks that it thought of a box without height."""
    if min(sizes, default=1.0) > _LEAST_SIZE:
        return []
    return [at for at, size in enumerate(sizes) if size <= _LEAST_SIZE]


def _negative(lengths: list[float]) -> list[float]:
    return [-length for length in lengths]


def _signs(handle: Any, count: int) -> Sequence[str]:
    """The character at each place; a blank where there is none."""
    buffer = (ctypes.c_uint16 * (count + 1))()
    written = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    if written == count + 1:  # with its closing zero: one unit for each place
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
        if len(text) == count:
            return text.translate(_MEANT)
        units = list(buffer)[:count]
    else:
        units = [pdfium.FPDFText_GetUnicode(handle, at) for at in range(count)]
    return _joined(units)


def _joined(units: list[int]) -> list[str]:
    """Units as characters; the two halves of one are one, at the place of the second."""
    signs = []
    high = 0
    for unit in units:
        if 0xD800 <= unit < 0xDC00:
            high = unit
            signs.append(" ")
            continue
        code = unit
        if 0xDC00 <= unit < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + unit - 0xDC00 if high else 0xFFFD
        high = 0
        signs.append(chr(code).translate(_MEANT))
    return signs


def _boxes(handle: Any, count: int) -> list[float]:
    """Left, top, right and bottom of each character, one after the other."""
    boxes = (pdfium.FS_RECTF * count)()
    size = ctypes.sizeof(pdfium.FS_RECTF)
    text_page, first = ctypes.cast(handle, ctypes.c_void_p).value, ctypes.addressof(boxes)
    deque(
        map(_LOOSE_BOX, repeat(text_page), range(count), range(first, first + count * size, size)), maxlen=0
    )
    lengths: list[float] = memoryview(boxes).cast("B").cast("f").tolist()  # type: ignore[assignment]
    return lengths


def _skewed(handle: Any, sizes: list[float], seen: list[bool], turned: int) -> list[int]:
    """Places of what runs in another direction than most; only what is of another height is asked for its angle."""
    heights = {size: round(size, 1) for size in set(sizes)}
    counts = Counter(heights[size] for size in sizes[::_EVERY])
    common = {size for size, count in counts.items() if count > _COMMON * counts.total()}
    rare = {size for size, rounded in heights.items() if rounded not in common and size > _LEAST_SIZE}
    if not rare:
        return []
    return [
        at
        for at, size in enumerate(sizes)
        if size in rare and seen[at] and _quarter(pdfium.FPDFText_GetCharAngle(handle, at)) != turned
    ]


def covers_page(page: Any, width: float, height: float) -> bool:
    """Whether a picture takes more than half of the page."""
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        if abs(right - left) * abs(top - bottom) > 0.5 * width * height:
            return True
    return False
