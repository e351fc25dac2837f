"""A page of a PDF -> its characters with their places, turned so that the text runs from left to right."""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

_HYPHENS = frozenset((0x02, 0xFFFE))
"""What PDFium gives for a hyphen at the end of a line."""
_LEAST_SIZE = 0.5
_SAMPLE = 40


@dataclass(slots=True)
class Glyph:
    """One character; lengths in points, `y` of the baseline, growing upwards."""

    x: float
    y: float
    right: float
    size: float
    """Height of the line as its font sets it; the font size that PDFium gives may be before scaling, this is not."""
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
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    at_x, at_y, at_box = ctypes.byref(x), ctypes.byref(y), ctypes.byref(box)
    get_code, get_origin = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharOrigin
    get_box = pdfium.FPDFText_GetLooseCharBox
    glyphs: list[Glyph] = []
    skewed = 0
    high = 0
    for at in range(count):
        code = get_code(handle, at)
        if 0xD800 <= code < 0xDC00:  # half of a character
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        sign = "-" if code in _HYPHENS else chr(code) if 0 < code < 0x110000 else "\ufffd"
        if sign.isspace():
            continue
        get_origin(handle, at, at_x, at_y)
        get_box(handle, at, at_box)
        glyph = _turned_glyph(sign, x.value, y.value, box, turned)
        if glyph is None:
            continue
        # The box of an upright character begins at its origin; where it does not, the character may stand askew.
        if abs(glyph.x - (x.value if turned == 0 else _along(x.value, y.value, turned))) > glyph.size * 0.3:
            if _quarter(pdfium.FPDFText_GetCharAngle(handle, at)) != turned:
                skewed += 1
                continue
        glyphs.append(glyph)
    return glyphs, skewed


def _along(x: float, y: float, turned: int) -> float:
    """How far along its direction a point lies."""
    return {0: x, 90: y, 180: -x, 270: -y}[turned]


def _turned_glyph(sign: str, x: float, y: float, box: Any, turned: int) -> Glyph | None:
    left, right, top, bottom = box.left, box.right, box.top, box.bottom
    if turned == 90:
        left, right, top, bottom, y = bottom, top, right, left, -x
    elif turned == 180:
        left, right, y = -right, -left, -y
    elif turned == 270:
        left, right, top, bottom, y = -top, -bottom, right, left, x
    size = abs(top - bottom)
    if size < _LEAST_SIZE:
        return None
    return Glyph(left, y, right, size, sign)


def covers_page(page: Any, width: float, height: float) -> bool:
    """Whether a picture takes more than half of the page."""
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        if abs(right - left) * abs(top - bottom) > 0.5 * width * height:
            return True
    return False
