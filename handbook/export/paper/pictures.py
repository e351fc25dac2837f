"""SVG text -> its shape, the size its words would have on paper, and the same SVG in the font of the paper."""

import re
from html import unescape

_VIEW_BOX = re.compile(
    r'<svg\b[^>]*\bviewBox\s*=\s*["\']\s*([-\d.]+)[ ,]+([-\d.]+)[ ,]+([\d.]+)[ ,]+([\d.]+)'
)
_FONT_SIZE = re.compile(r'font-size\s*[=:]\s*["\']?\s*([\d.]+)')
_DEFAULT_TYPE = 16.0
_TAG = re.compile(r"<[^>]*>")
_ACCENT_LINE = re.compile(
    r'(<(?:path|line|polyline)\b(?![^>]*stroke-dasharray)(?=[^>]*stroke\s*=\s*["\']#0f6b8f)[^>]*?)(?=\s*/?>)',
    re.IGNORECASE,
)


def view_box(svg: str) -> tuple[float, float]:
    """Width and height in the drawing's own units; 640 × 360 where it says nothing."""
    found = _VIEW_BOX.search(svg)
    if not found or float(found.group(3)) <= 0 or float(found.group(4)) <= 0:
        return 640.0, 360.0
    return float(found.group(3)), float(found.group(4))


def aspect(svg: str) -> float:
    """Width divided by height."""
    width, height = view_box(svg)
    return width / height


def smallest_type(svg: str, width: float) -> float:
    """Size in points of its smallest words when it is `width` points wide; large where it has no words."""
    if "<text" not in svg:
        return 1000.0
    sizes = [float(size) for size in _FONT_SIZE.findall(svg)] or [_DEFAULT_TYPE]
    return min(sizes) * width / view_box(svg)[0]


def words_of(svg: str) -> str:
    """The words of a drawing."""
    return unescape(" ".join(_TAG.split(svg)))


def with_dashed_accents(svg: str) -> str:
    """The drawing with its accent lines dashed.

    Accent and hot lines (return and supply) have the same grey, so a black-and-white printer would make them one.
    """
    return _ACCENT_LINE.sub(r'\1 stroke-dasharray="9 4"', svg)


def for_paper(svg: str, family: str) -> str:
    """The drawing with every word in `family`, as drawings name no font and none is to be guessed; accents dashed."""
    return re.sub(r"<svg\b", f'<svg font-family="{family}"', with_dashed_accents(svg), count=1)
