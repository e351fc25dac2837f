"""SVG text -> the drawing, or every place where it says what the subset does not hold."""

import re
from typing import NamedTuple
from xml.parsers import expat

from handbook.svg import path_data, values
from handbook.svg.drawing import (
    IDENTITY,
    Drawing,
    DrawingError,
    Fault,
    Matrix,
    MisreadError,
    Outline,
    Segment,
    Style,
    Words,
)
from handbook.svg.styles import with_properties
from handbook.svg.subset import ELEMENTS, NAMESPACE, PARENTS

_SPACES = re.compile(r"\s+")
_ENOUGH = 20
"""Faults told of one drawing; a file out of another program would tell hundreds."""


def read_drawing(svg: str) -> Drawing:
    """What `svg` draws. Raises `DrawingError` with its faults in the order of the text."""
    reader = _Reader()
    reader.read(svg)
    if reader.faults:
        raise DrawingError(tuple(reader.faults[:_ENOUGH]))
    left, top, width, height = reader.view_box
    return Drawing(left, top, width, height, tuple(reader.marks))


class _Open(NamedTuple):
    """An element that is not closed yet."""

    name: str
    style: Style
    matrix: Matrix


class _Line(NamedTuple):
    """A `text` that is not closed yet."""

    x: float
    y: float
    runs: list[tuple[str, Style]]


class _Reader:
    """Handlers of the XML parser."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.marks: list[Outline | Words] = []
        self.view_box = (0.0, 0.0, 0.0, 0.0)
        self._open: list[_Open] = []
        self._refused = 0
        """How deep inside an element that was refused."""
        self._line: _Line | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self, svg: str) -> None:
        """All of it, or up to where it is no XML."""
        try:
            self._parser.Parse(svg, True)
        except expat.ExpatError as error:
            message = "示意图从这里起读不懂:标签没有配对、引号没有成对,或文件不完整"
            self.faults.append(Fault(error.lineno, error.offset + 1, message))
        except DrawingError as error:
            self.faults.extend(error.faults)

    # -- handlers

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._refused or not self._may_stand(name):
            self._refused += 1
            return
        for attribute in attributes:
            if attribute not in ELEMENTS[name]:
                self._refuse(f"<{name}> 不能有 {attribute[:30]},请去掉")
        outer = self._open[-1] if self._open else _Open("", Style(), IDENTITY)
        style, matrix = outer.style, outer.matrix
        try:
            style = with_properties(style, attributes)
            if "transform" in attributes and "transform" in ELEMENTS[name]:
                matrix = values.product(matrix, values.transform(attributes["transform"]))
            self._draw(name, attributes, style, matrix)
        except MisreadError as error:
            self._refuse(f"<{name}>:{error}")
        self._open.append(_Open(name, style, matrix))

    def _end(self, _name: str) -> None:
        if self._refused:
            self._refused -= 1
            return
        closed = self._open.pop()
        if closed.name == "text" and self._line:
            runs = _tidy(self._line.runs)
            if runs:
                self.marks.append(Words(self._line.x, self._line.y, closed.style.anchor, runs, closed.matrix))
            self._line = None

    def _characters(self, text: str) -> None:
        if self._refused or not self._open:
            return
        name, style, _ = self._open[-1]
        if name in ("text", "tspan"):
            if self._line:
                self._line.runs.append((text, style))
        elif name not in ("title", "desc") and text.strip():
            self._refuse(f"字要写在 <text> 里才会画:{text.strip()[:20]}", len(text) - len(text.lstrip()))

    def _doctype(self, *_declared: object) -> None:
        # Nothing behind it is read: entities could make a small file endless.
        raise DrawingError((self._fault("示意图里不能有文档类型或实体声明,请去掉"),))

    def _instruction(self, target: str, _data: str) -> None:
        self._refuse(f"示意图里不能有处理指令 {target[:30]},请去掉")

    # -- elements

    def _may_stand(self, name: str) -> bool:
        if name not in ELEMENTS:
            self._refuse(f"示意图里不能有 <{name[:30]}>,请改用基本图形和文字({'、'.join(ELEMENTS)})")
            return False
        if self._open and self._open[-1].name not in PARENTS[name]:
            self._refuse(f"<{name}> 不能写在 <{self._open[-1].name}> 里")
            return False
        if not self._open and name != "svg":
            self._refuse("示意图要以带 viewBox 的 <svg> 开头")
            return False
        return True

    def _draw(self, name: str, attributes: dict[str, str], style: Style, matrix: Matrix) -> None:
        if name == "svg":
            self._take_area(attributes)
        elif name == "text":
            x, y = (values.number(attributes.get(key, "0")) for key in ("x", "y"))
            self._line = _Line(x, y, [])
        else:
            segments = _segments(name, attributes)
            if segments:
                self.marks.append(Outline(segments, style, matrix))

    def _take_area(self, attributes: dict[str, str]) -> None:
        area = values.numbers(attributes.get("viewBox", ""))
        if len(area) != 4 or area[2] <= 0 or area[3] <= 0:
            raise MisreadError("示意图要以带 viewBox 的 <svg> 开头,viewBox 里是四个数,后两个大于 0")
        if attributes.get("xmlns", NAMESPACE) != NAMESPACE:
            raise MisreadError(f"xmlns 要写 {NAMESPACE}")
        for key in ("width", "height"):
            values.length(attributes.get(key, "0"))
        left, top, width, height = area
        self.view_box = (left, top, width, height)

    # -- faults

    def _refuse(self, message: str, further: int = 0) -> None:
        """At what the parser just read, or that many characters further on its line."""
        self.faults.append(self._fault(message, further))

    def _fault(self, message: str, further: int = 0) -> Fault:
        return Fault(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1 + further, message)


def _segments(name: str, attributes: dict[str, str]) -> tuple[Segment, ...]:
    """What a plain shape draws; nothing for what is none."""

    def number(key: str) -> float:
        return values.number(attributes.get(key, "0"))

    def length(key: str) -> float:
        return values.length(attributes.get(key, "0"))

    match name:
        case "path":
            return path_data.segments(attributes.get("d", ""))
        case "line":
            ends = [(number("x1"), number("y1")), (number("x2"), number("y2"))]
            return path_data.polygon(ends, is_closed=False)
        case "polyline" | "polygon":
            points = values.points(attributes.get("points", ""))
            return path_data.polygon(points, is_closed=name == "polygon")
        case "rect":
            # One radius alone means both.
            rx, ry = (
                length(key if key in attributes else other) for key, other in (("rx", "ry"), ("ry", "rx"))
            )
            return path_data.rectangle(number("x"), number("y"), length("width"), length("height"), rx, ry)
        case "circle":
            return path_data.ellipse(number("cx"), number("cy"), length("r"), length("r"))
        case "ellipse":
            return path_data.ellipse(number("cx"), number("cy"), length("rx"), length("ry"))
    return ()


def _tidy(runs: list[tuple[str, Style]]) -> tuple[tuple[str, Style], ...]:
    """One space for many, none at the ends of the line, as SVG reads words."""
    made: list[tuple[str, Style]] = []
    ends_in_space = True
    for text, style in runs:
        words = _SPACES.sub(" ", text)
        if ends_in_space:
            words = words.removeprefix(" ")
        if words:
            # The parser hands words over in pieces, at every entity and end of a line.
            before = made.pop()[0] if made and made[-1][1] == style else ""
            made.append((before + words, style))
            ends_in_space = words.endswith(" ")
    if made and ends_in_space:
        words, style = made.pop()
        if len(words) > 1:
            made.append((words[:-1], style))
    return tuple(made)
