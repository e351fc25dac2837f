"""A page of a PDF -> its characters with their places, turned so that the text runs from left to right.

Speed is of calls: a law has 100,000 characters, and each call into PDFium costs as much as its whole work on one. So
there is one call for each character, its loose box; all signs of a page come by one. The loose box is as high as the
line that its font sets and as wide as it moves on; the font size that PDFium gives may be before scaling.
"""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_HYPHENS = frozenset((0x02, 0xFFFE))
"""What PDFium gives for a hyphen at the end of a line."""
# The same function of PDFium, called with plain addresses: a third of the time.
_LOOSE_BOX = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
    ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0
)
_LEAST_SIZE = 0.5
_SAMPLE = 40
_EVERY = 7
"""One character of so many tells which heights are common."""


class Glyph(NamedTuple):
    """One character; lengths in points."""

    x: float
    right: float
    y: float
    """Middle of its box, growing upwards."""
    size: float
    """Height of its box."""
    sign: str


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
    """In which direction most characters run: 0, 90, 180 or 270 degrees."""
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
    glyphs: list[Glyph] = []
    places: list[int] = []
    for at, (sign, left, top, right, bottom) in enumerate(
        zip(signs, boxes[::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True)
    ):
        if not sign or sign.isspace():
            continue
        x, end, high, low = left, right, top, bottom
        if turned:
            x, end, high, low = _upright(left, top, right, bottom, turned)
        size = high - low
        if size < _LEAST_SIZE:
            continue
        glyphs.append(Glyph(x, end, (high + low) / 2, size, sign))
        places.append(at)
    return _of_one_direction(handle, glyphs, places, turned)


def _signs(handle: Any, count: int) -> list[str]:
    """The character at each place; empty where there is none."""
    buffer = (ctypes.c_uint16 * (count + 1))()
    written = pdfium.FPDFText_GetText(handle, 0, count, buffer)
    if written == count + 1:  # with its closing zero: one unit for each place
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
            signs.append("")
            continue
        if 0xDC00 <= unit < 0xE000:
            unit = 0x10000 + ((high - 0xD800) << 10) + unit - 0xDC00 if high else 0xFFFD
        high = 0
        signs.append("-" if unit in _HYPHENS else chr(unit) if unit else "\ufffd")
    return signs


def _boxes(handle: Any, count: int) -> list[float]:
    """Left, top, right and bottom of each character, one after the other."""
    boxes = (pdfium.FS_RECTF * count)()
    get_box, size = _LOOSE_BOX, ctypes.sizeof(pdfium.FS_RECTF)
    text_page, place = ctypes.cast(handle, ctypes.c_void_p).value, ctypes.addressof(boxes)
    for at in range(count):
        get_box(text_page, at, place)
        place += size
    return memoryview(boxes).cast("B").cast("f").tolist()


def _upright(
    left: float, top: float, right: float, bottom: float, turned: int
) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a box as they are when the page is turned so that its text is level."""
    if turned == 90:
        return bottom, top, -left, -right
    if turned == 180:
        return -right, -left, -bottom, -top
    return -top, -bottom, right, left


def _of_one_direction(
    handle: Any, glyphs: list[Glyph], places: list[int], turned: int
) -> tuple[list[Glyph], int]:
    """Those that run as most do; only what is of another height than most is asked for its angle."""
    usual = Counter(round(glyph.size, 1) for glyph in glyphs[::_EVERY]).most_common(3)
    sizes = [size for size, _ in usual]
    kept = []
    for glyph, at in zip(glyphs, places, strict=True):
        is_usual = any(abs(glyph.size - size) < 0.15 for size in sizes)
        if is_usual or _quarter(pdfium.FPDFText_GetCharAngle(handle, at)) == turned:
            kept.append(glyph)
    return kept, len(glyphs) - len(kept)


def covers_page(page: Any, width: float, height: float) -> bool:
    """Whether a picture takes more than half of the page."""
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        if abs(right - left) * abs(top - bottom) > 0.5 * width * height:
            return True
    return False
