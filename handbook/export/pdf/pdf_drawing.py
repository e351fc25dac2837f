"""A drawing in SVG -> a form in a PDF: its outlines and words in operators (ISO 32000-1, 8 and 9), our own fonts in them.

Whatever content may hold is drawn; the subset stands in `handbook/svg/subset.py`.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from handbook.export.errors import ExportError
from handbook.export.paper.pictures import with_dashed_accents
from handbook.export.pdf.pdf_font import PdfFace
from handbook.export.pdf.pdf_objects import PdfObjects
from handbook.svg.drawing import (
    IDENTITY,
    Colour,
    Drawing,
    DrawingError,
    Matrix,
    Outline,
    Segment,
    Style,
    Words,
)
from handbook.svg.reader import read_drawing


def add_drawing(
    objects: PdfObjects,
    faces: Mapping[bool, PdfFace],
    fonts: Mapping[bool, int],
    svg: str,
    width: float,
    height: float,
) -> int:
    """The drawing as a form of `width` × `height` points, origin at its lower left; returns its number.

    Is it bold → the face and the number of its font, which may be filled later. Raises `ExportError` where the
    drawing holds what is not drawn.
    """
    try:
        sketch = _sketch(with_dashed_accents(svg))
    except DrawingError as error:
        raise ExportError(f"图不能写进 PDF。{error}") from error
    drawing = sketch.drawing
    x_scale = width / drawing.width
    y_scale = height / drawing.height
    area = (x_scale, 0.0, 0.0, -y_scale, -drawing.left * x_scale, height + drawing.top * y_scale)
    steps = (step if isinstance(step, str) else _words(step, faces) for step in sketch.steps)
    content = "\n".join([f"{_numbers(area)} cm", *steps])
    named = " ".join([f"/F{bold:d} {fonts[bold]} 0 R" for bold in sorted(sketch.weights)])
    resources = f"<< /Font << {named} >> /ExtGState << {sketch.opacities} >> >>"
    return objects.add_stream(
        content.encode("ascii"),
        f"/Type /XObject /Subtype /Form /BBox [0 0 {width:.2f} {height:.2f}] /Resources {resources}",
    )


class _Sketch(NamedTuple):
    """A drawing with all in operators that is the same in every file; codes of words are each file's own."""

    drawing: Drawing
    steps: tuple[str | Words, ...]
    weights: frozenset[bool]
    """Faces that its words are in: is it bold."""
    opacities: str


@lru_cache(maxsize=32)
def _sketch(svg: str) -> _Sketch:
    drawing = read_drawing(svg)
    outlines = [mark.style for mark in drawing.marks if isinstance(mark, Outline)]
    runs = [style for mark in drawing.marks if isinstance(mark, Words) for _, style in mark.runs]
    opacities = dict.fromkeys(filter(None, map(_opacity, [*outlines, *runs])))
    steps = [_outline(mark) if isinstance(mark, Outline) else mark for mark in drawing.marks]
    return _Sketch(
        drawing=drawing,
        steps=tuple(step for step in steps if step),
        weights=frozenset(style.is_bold for style in runs),
        opacities=" ".join(
            f"/{_opacity_name(each)} << /Type /ExtGState /ca {_number(each[0])} /CA {_number(each[1])} >>"
            for each in opacities
        ),
    )


def _outline(mark: Outline) -> str:
    """Empty where it paints nothing."""
    style = mark.style
    path = " ".join(map(_operator, mark.segments))
    fill = "f*" if style.is_even_odd else "f"
    is_filled, is_stroked = _painted(style)
    if not (is_filled or is_stroked):
        return ""
    if is_filled and is_stroked and style.stroke_opacity < 1:
        # In one go a half-clear line would hide the area below its inner half (11.7.4.4).
        painting = [f"{path} {fill}", f"{path} S"]
    elif is_filled and is_stroked:
        painting = [f"{path} {'B*' if style.is_even_odd else 'B'}"]
    else:
        painting = [f"{path} {fill if is_filled else 'S'}"]
    return "\n".join(["q", *_place(mark.matrix), *_state(style), *painting, "Q"])


def _words(mark: Words, faces: Mapping[bool, PdfFace]) -> str:
    widths = [faces[style.is_bold].width(text) * style.font_size for text, style in mark.runs]
    x = mark.x - mark.anchor * sum(widths)
    lines = ["q", *_place(mark.matrix)]
    for (text, style), width in zip(mark.runs, widths, strict=True):
        is_filled, is_stroked = _painted(style)
        mode = 2 if is_filled and is_stroked else 1 if is_stroked else 0 if is_filled else 3
        codes = "".join(map(faces[style.is_bold].__getitem__, text))
        # The y of the drawing points downwards, that of letters upwards.
        place = f"1 0 0 -1 {_number(x)} {_number(mark.y)} Tm"
        font = f"/F{style.is_bold:d} {_number(style.font_size)} Tf {mode} Tr"
        lines += ["q", *_state(style), f"BT {font} {place} <{codes}> Tj ET", "Q"]
        x += width
    return "\n".join([*lines, "Q"])


def _place(matrix: Matrix) -> list[str]:
    return [] if matrix == IDENTITY else [f"{_numbers(matrix)} cm"]


def _state(style: Style) -> list[str]:
    """Colours, line and opacity; between q and Q, so what is not said is as at the start of the form."""
    lines = [f"{_numbers(_shares(style.fill))} rg"] if style.fill else []
    if style.stroke and style.width:
        dashes = f" [{_numbers(style.dashes)}] {_number(style.dash_start)} d" if style.dashes else ""
        lines += [
            f"{_numbers(_shares(style.stroke))} RG {_number(style.width)} w",
            f"{style.cap} J {style.join} j {_number(max(1.0, style.miter_limit))} M{dashes}",
        ]
    opacity = _opacity(style)
    return [*lines, f"/{_opacity_name(opacity)} gs"] if opacity else lines


def _opacity(style: Style) -> tuple[float, float] | None:
    """Of areas and of lines; None where both cover."""
    opacity = (style.fill_opacity, style.stroke_opacity)
    return None if opacity == (1.0, 1.0) else opacity


def _opacity_name(opacity: tuple[float, float]) -> str:
    return "G" + "-".join(map(_number, opacity))


def _painted(style: Style) -> tuple[bool, bool]:
    """Whether there is an area, and whether there is a line: one of no width is none (in PDF it would be the thinnest)."""
    return style.fill is not None, style.stroke is not None and style.width > 0


def _shares(colour: Colour) -> tuple[float, ...]:
    return tuple(part / 255 for part in colour)


def _operator(segment: Segment) -> str:
    operator, arguments = segment
    return f"{_numbers(arguments)} {operator}".lstrip()


def _numbers(numbers: tuple[float, ...]) -> str:
    return " ".join(map(_number, numbers))


def _number(number: float) -> str:
    """With four places, as few as say it; PDF knows no exponents."""
    return f"{number:.4f}".rstrip("0").rstrip(".") if number else "0"
