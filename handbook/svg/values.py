"""Values of attributes, as written, to numbers, colours and matrices. Each raises `MisreadError`."""

import math
import re
from collections.abc import Callable, Mapping

from handbook.svg.drawing import IDENTITY, Colour, Matrix, MisreadError

LARGEST = 100_000.0
"""No number of a drawing is larger; paper writes them out in full."""
NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_SEPARATOR = re.compile(r"\s*,\s*|\s+")
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_STEP = re.compile(r"[\s,]*(\w+)\s*\(([^()]*)\)[\s,]*")
_NAMED: Mapping[str, Colour | None] = {
    # The sixteen names of CSS 1. Others are refused: a drawing is to use the list in content/README.md.
    "black": (0, 0, 0),
    "silver": (192, 192, 192),
    "gray": (128, 128, 128),
    "white": (255, 255, 255),
    "maroon": (128, 0, 0),
    "red": (255, 0, 0),
    "purple": (128, 0, 128),
    "fuchsia": (255, 0, 255),
    "green": (0, 128, 0),
    "lime": (0, 255, 0),
    "olive": (128, 128, 0),
    "yellow": (255, 255, 0),
    "navy": (0, 0, 128),
    "blue": (0, 0, 255),
    "teal": (0, 128, 128),
    "aqua": (0, 255, 255),
    "currentcolor": (0, 0, 0),
    "transparent": None,
    "none": None,
}


def number(text: str) -> float:
    """A finite number, perhaps with the unit px."""
    written = text.strip().removesuffix("px")
    if not NUMBER.fullmatch(written):
        raise MisreadError(f"要写一个数,不能写 {text[:30]}")
    value = float(written)
    if abs(value) > LARGEST:
        raise MisreadError(f"数字 {text[:30]} 太大")
    return value


def length(text: str) -> float:
    """A number that is not negative."""
    value = number(text)
    if value < 0:
        raise MisreadError(f"不能是负数 {text[:30]}")
    return value


def share(text: str) -> float:
    """A number from 0 to 1; what is beyond is taken for the end that it passed."""
    return min(1.0, max(0.0, number(text)))


def numbers(text: str) -> tuple[float, ...]:
    """Numbers with commas or spaces between."""
    words = _SEPARATOR.split(text.strip())
    return tuple(number(word) for word in words) if words != [""] else ()


def points(text: str) -> list[tuple[float, float]]:
    """Pairs of numbers."""
    values = numbers(text)
    if len(values) % 2:
        raise MisreadError("points 里的数要成对")
    return list(zip(values[::2], values[1::2], strict=True))


def colour(text: str) -> Colour | None:
    """`#rgb`, `#rrggbb` or one of the sixteen names; None where nothing is painted."""
    name = text.strip().lower()
    if name in _NAMED:
        return _NAMED[name]
    if not _HEX.fullmatch(name):
        raise MisreadError(f"颜色要写成 #rrggbb 或 none,不能写 {text[:30]}")
    digits = name[1:] if len(name) == 7 else "".join(2 * digit for digit in name[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def dashes(text: str) -> tuple[float, ...]:
    """Lengths of strokes and gaps; empty for a line without gaps."""
    if text.strip().lower() == "none":
        return ()
    values = numbers(text)
    if any(value < 0 for value in values):
        raise MisreadError(f"虚线的长度不能是负数:{text[:30]}")
    return values if sum(values) > 0 else ()


def transform(text: str) -> Matrix:
    """`translate`, `scale`, `rotate`, `skewX`, `skewY`, `matrix`, one after the other."""
    matrix = IDENTITY
    at = 0
    while at < len(text.rstrip()):
        found = _STEP.match(text, at)
        if not found or found.group(1) not in _STEPS:
            raise MisreadError(f"transform 读不懂:{text[at : at + 30]}")
        arguments = numbers(found.group(2))
        counts, make = _STEPS[found.group(1)]
        if len(arguments) not in counts:
            raise MisreadError(f"transform 的 {found.group(1)} 里数的个数不对")
        matrix = product(matrix, make(arguments))
        at = found.end()
    return matrix


def product(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix that does `inner` first."""
    a, b, c, d, e, f = outer
    ia, ib, ic, id_, ie, if_ = inner
    return (
        a * ia + c * ib,
        b * ia + d * ib,
        a * ic + c * id_,
        b * ic + d * id_,
        a * ie + c * if_ + e,
        b * ie + d * if_ + f,
    )


def _translated(arguments: tuple[float, ...]) -> Matrix:
    return (1, 0, 0, 1, arguments[0], arguments[1] if len(arguments) == 2 else 0)


def _scaled(arguments: tuple[float, ...]) -> Matrix:
    return (arguments[0], 0, 0, arguments[-1], 0, 0)


def _rotated(arguments: tuple[float, ...]) -> Matrix:
    angle = math.radians(arguments[0])
    turn = (math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0.0, 0.0)
    if len(arguments) == 1:
        return turn
    x, y = arguments[1:]
    return product(product((1, 0, 0, 1, x, y), turn), (1, 0, 0, 1, -x, -y))


def _skewed_x(arguments: tuple[float, ...]) -> Matrix:
    return (1, 0, math.tan(math.radians(arguments[0])), 1, 0, 0)


def _skewed_y(arguments: tuple[float, ...]) -> Matrix:
    return (1, math.tan(math.radians(arguments[0])), 0, 1, 0, 0)


def _whole(arguments: tuple[float, ...]) -> Matrix:
    a, b, c, d, e, f = arguments
    return (a, b, c, d, e, f)


_STEPS: Mapping[str, tuple[tuple[int, ...], Callable[[tuple[float, ...]], Matrix]]] = {
    "translate": ((1, 2), _translated),
    "scale": ((1, 2), _scaled),
    "rotate": ((1, 3), _rotated),
    "skewX": ((1,), _skewed_x),
    "skewY": ((1,), _skewed_y),
    "matrix": ((6,), _whole),
}
