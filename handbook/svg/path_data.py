"""The `d` of a path, and the plain shapes, as moves, lines and curves (SVG 1.1, 8.3 and 9; arcs by its F.6)."""

import math
import re
from collections.abc import Iterator

from handbook.svg.drawing import MisreadError, Segment
from handbook.svg.values import LARGEST, NUMBER

_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_FLAGS = (3, 4)
"""Which arguments of an arc are one digit, with nothing needed behind it."""
_BLANK = re.compile(r"[\s,]*")
_QUARTER = 0.5522847498
"""Length of the handles of a quarter of a circle, as a share of its radius."""

Point = tuple[float, float]


def segments(d: str) -> tuple[Segment, ...]:
    """Raises `MisreadError`."""
    pen = _Pen()
    for command, arguments in _commands(d):
        pen.do(command, arguments)
    return tuple(pen.made)


def polygon(points: list[Point], *, is_closed: bool) -> tuple[Segment, ...]:
    """Straight lines from point to point."""
    if not points:
        return ()
    lines: list[Segment] = [("m", points[0]), *(("l", point) for point in points[1:])]
    return (*lines, ("h", ())) if is_closed else tuple(lines)


def ellipse(x: float, y: float, rx: float, ry: float) -> tuple[Segment, ...]:
    """About the centre (x, y); nothing where a radius is 0."""
    return rectangle(x - rx, y - ry, 2 * rx, 2 * ry, rx, ry)


def rectangle(x: float, y: float, width: float, height: float, rx: float, ry: float) -> tuple[Segment, ...]:
    """With corners of these radii, at most half a side; nothing where a side is 0."""
    if not width or not height:
        return ()
    right = x + width
    bottom = y + height
    rx = min(rx, width / 2)
    ry = min(ry, height / 2)
    if not rx or not ry:
        return polygon([(x, y), (right, y), (right, bottom), (x, bottom)], is_closed=True)
    hx = rx * (1 - _QUARTER)
    hy = ry * (1 - _QUARTER)
    return (
        ("m", (x + rx, y)),
        ("l", (right - rx, y)),
        ("c", (right - hx, y, right, y + hy, right, y + ry)),
        ("l", (right, bottom - ry)),
        ("c", (right, bottom - hy, right - hx, bottom, right - rx, bottom)),
        ("l", (x + rx, bottom)),
        ("c", (x + hx, bottom, x, bottom - hy, x, bottom - ry)),
        ("l", (x, y + ry)),
        ("c", (x, y + hy, x + hx, y, x + rx, y)),
        ("h", ()),
    )


def _commands(d: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its own arguments; a repeated letter that may be left out is put in."""
    at = _skip(d, 0)
    command = ""
    while at < len(d):
        if d[at].upper() in _ARGUMENTS:
            command = d[at]
            at = _skip(d, at + 1)
        elif not command or command in "Zz":
            raise MisreadError(f"path 的 d 读不懂:{d[at : at + 20]}")
        arguments: list[float] = []
        for place in range(_ARGUMENTS[command.upper()]):
            value, at = _argument(d, at, is_flag=command in "Aa" and place in _FLAGS)
            arguments.append(value)
        yield command, arguments
        command = {"M": "L", "m": "l"}.get(command, command)


def _argument(d: str, at: int, *, is_flag: bool) -> tuple[float, int]:
    if is_flag and d[at : at + 1] in ("0", "1"):
        return float(d[at]), _skip(d, at + 1)
    found = NUMBER.match(d, at)
    if not found or is_flag or abs(float(found.group())) > LARGEST:
        raise MisreadError(f"path 的 d 在这里要一个数:{d[at : at + 20] or '(末尾)'}")
    return float(found.group()), _skip(d, found.end())


def _skip(d: str, at: int) -> int:
    found = _BLANK.match(d, at)
    return found.end() if found else at


class _Pen:
    """Where the pen stands, and what it drew."""

    def __init__(self) -> None:
        self.made: list[Segment] = []
        self._at: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._handle: tuple[str, Point] = ("", (0.0, 0.0))
        """Of the last curve, cubic or quadratic: command and last handle."""
        self._is_closed = False

    def do(self, command: str, arguments: list[float]) -> None:
        """One command with its own arguments."""
        kind = command.upper()
        if not self.made and kind != "M":
            raise MisreadError("path 的 d 要以 M 开头")
        if self._is_closed and kind not in "MZ":
            self.made.append(("m", self._at))  # SVG goes on from where the closed part began
        self._is_closed = kind == "Z"
        x, y = self._at if command.islower() else (0.0, 0.0)
        handle = self._handle
        self._handle = ("", self._at)
        match kind:
            case "M":
                self._at = self._start = (x + arguments[0], y + arguments[1])
                self.made.append(("m", self._at))
            case "L":
                self._line((x + arguments[0], y + arguments[1]))
            case "H":
                self._line((x + arguments[0], self._at[1]))
            case "V":
                self._line((self._at[0], y + arguments[0]))
            case "Z":
                self.made.append(("h", ()))
                self._at = self._start
            case "A":
                self._arc(arguments, (x + arguments[5], y + arguments[6]))
            case _:
                places = [(x + px, y + py) for px, py in zip(arguments[::2], arguments[1::2], strict=True)]
                self._curve(kind, places, handle)

    def _line(self, end: Point) -> None:
        self.made.append(("l", end))
        self._at = end

    def _curve(self, kind: str, places: list[Point], before: tuple[str, Point]) -> None:
        is_cubic = kind in "CS"
        if kind in "ST":
            last = before[1] if before[0] == ("C" if is_cubic else "Q") else self._at
            places.insert(0, (2 * self._at[0] - last[0], 2 * self._at[1] - last[1]))
        self._handle = ("C" if is_cubic else "Q", places[-2])
        end = places[-1]
        if not is_cubic:
            bend = places[0]
            places = [_between(self._at, bend), _between(end, bend), end]
        self.made.append(("c", tuple(value for place in places for value in place)))
        self._at = end

    def _arc(self, arguments: list[float], end: Point) -> None:
        rx, ry = abs(arguments[0]), abs(arguments[1])
        if end == self._at:
            return
        if not rx or not ry:
            self._line(end)
            return
        is_large, is_clockwise = arguments[3] == 1, arguments[4] == 1
        for curve in _curves_of_arc(
            self._at, end, (rx, ry), math.radians(arguments[2]), is_large, is_clockwise
        ):
            self.made.append(("c", curve))
        self._at = end


def _between(start: Point, bend: Point) -> Point:
    """The cubic handle of a quadratic curve: two thirds of the way to its bend."""
    return start[0] + (bend[0] - start[0]) * 2 / 3, start[1] + (bend[1] - start[1]) * 2 / 3


def _curves_of_arc(
    start: Point, end: Point, radii: Point, turn: float, is_large: bool, is_clockwise: bool
) -> Iterator[tuple[float, ...]]:
    """Quarters or less, as curves; radii too small for the way are made just large enough (F.6.6)."""
    cos, sin = math.cos(turn), math.sin(turn)
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos * half_x + sin * half_y, cos * half_y - sin * half_x
    rx, ry = radii
    grown = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grown, ry * grown
    spread = (x / rx) ** 2 + (y / ry) ** 2
    far = math.sqrt(max(0.0, 1 / spread - 1)) * (-1 if is_large == is_clockwise else 1)
    cx, cy = far * rx * y / ry, -far * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    sweep = math.atan2((-y - cy) / ry, (-x - cx) / rx) - first
    if is_clockwise and sweep < 0:
        sweep += math.tau
    elif not is_clockwise and sweep > 0:
        sweep -= math.tau
    middle_x = cos * cx - sin * cy + (start[0] + end[0]) / 2
    middle_y = sin * cx + cos * cy + (start[1] + end[1]) / 2
    count = max(1, math.ceil(abs(sweep) / (math.pi / 2) - 1e-9))
    step = sweep / count
    reach = 4 / 3 * math.tan(step / 4)
    for number in range(count):
        one, two = first + number * step, first + (number + 1) * step
        places = (
            (math.cos(one) - reach * math.sin(one), math.sin(one) + reach * math.cos(one)),
            (math.cos(two) + reach * math.sin(two), math.sin(two) - reach * math.cos(two)),
            (math.cos(two), math.sin(two)),
        )
        turned = (
            (middle_x + cos * rx * px - sin * ry * py, middle_y + sin * rx * px + cos * ry * py)
            for px, py in places
        )
        yield tuple(value for place in turned for value in place)
