"""Drawings in a PDF: every shipped one, its words as they were written, and the same picture that Qt draws of the SVG."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from handbook.export.errors import ExportError
from handbook.export.paper.boxes import Box, Placed, SvgMark
from handbook.export.paper.pictures import aspect
from handbook.export.pdf.pdf_file import pdf_bytes
from handbook.model.handbook import Handbook
from handbook.svg.drawing import Outline
from handbook.svg.reader import read_drawing
from tests.helpers.sample import EMERGENCY, SAMPLE
from tests.unit.export.conftest import MakeDocument
from tests.unit.export.paper_fakes import read_pdf

WORDS = re.compile(r"<text[^>]*>([^<]*)</text>")
SHAPES = {
    "ellipse": '<ellipse cx="50" cy="40" rx="40" ry="20" fill="#0f6b8f"/>',
    "rounded": '<rect x="10" y="10" width="80" height="60" rx="30" ry="12" fill="#b3261e"/>',
    "curves": '<path d="M5 40q15-30 30 0t30 0 20 20v20H5zM90 10c5 0 5 20 0 20s-5 20 0 20" fill="#1b2330"/>',
    "arcs": '<path d="M20 20a30 15 30 11.5.5ZM60 60A25 10 -20 0 1 90 70A5 5 0 1 0 95 75z" fill="#1b2330"/>',
    "hole": '<path d="M10 10h60v60h-60zM25 25h30v30h-30z" fill-rule="evenodd"/>',
    "no hole": '<path d="M10 10h60v60h-60zM25 25h30v30h-30z"/>',
    "turned": '<g transform="translate(50 40) rotate(25) scale(2 .5)"><rect x="-15" y="-15" width="30" height="30"/></g>',
    "slanted": '<g transform="matrix(1 .2 -.3 1 30 10) skewX(10) skewY(-5)"><circle cx="20" cy="20" r="20"/></g>',
    "line": '<polyline points="10,70 40,10 70,70" fill="none" stroke="#1b2330" stroke-width="8" stroke-linejoin="round"/>',
    "clear": '<rect width="60" height="60"/><rect x="30" y="30" width="60" height="40" fill="#fff" fill-opacity="0.4"/>',
    "closed and on": '<path d="M50 40L80 60Z L20 60" fill="none" stroke="#b3261e" stroke-width="6"/>',
}


@pytest.fixture
def drawn(document: MakeDocument) -> Callable[[str], bytes]:
    """A PDF with nothing but this drawing on its page, 320 points wide."""

    def make(svg: str) -> bytes:
        made = document(SAMPLE, EMERGENCY)
        height = 320 / aspect(svg)
        made.pages[0].placed[:] = [
            Placed(100, 100, Box(height=height, marks=[SvgMark(0, 0, 320, height, svg)]))
        ]
        return pdf_bytes(made)

    return make


def _operators(pdf: bytes) -> str:
    [form] = read_pdf(pdf).pages[0]["/Resources"]["/XObject"].values()
    return str(form.get_data().decode("ascii"))


def test_every_shipped_diagram_is_drawn_with_its_words(drawn: Callable[[str], bytes], book: Handbook) -> None:
    assert book.diagrams
    for name, svg in book.diagrams.items():
        reader = read_pdf(drawn(svg))
        words = "".join(reader.pages[0].extract_text().split())
        for line in WORDS.findall(svg):
            assert "".join(unescape(line).split()) in words, (name, line)
        # No font but ours, and those of the page: the same subset.
        [form] = reader.pages[0]["/Resources"]["/XObject"].values()
        named = {font["/BaseFont"].partition("+")[2] for font in form["/Resources"]["/Font"].values()}
        assert named == {"NotoSansSC-Regular"}, name


def test_each_mark_of_a_shipped_diagram_is_painted(drawn: Callable[[str], bytes], book: Handbook) -> None:
    for name, svg in book.diagrams.items():
        operators = _operators(drawn(svg))
        shapes = len(re.findall(r"<(?:rect|path|polyline|polygon|circle)\b", svg))

        assert len(re.findall(r"(?m) (?:f|f\*|S|B|B\*)$", operators)) == shapes, name
        assert operators.count(" Tj ") == svg.count("<text"), name
        assert operators.count("q\n") == operators.count("\nQ"), name


def test_words_of_a_drawing_are_copied_as_written(drawn: Callable[[str], bytes]) -> None:
    # 用 must not come back as the radical ⽤, nor a space as a tab.
    svg = '<svg viewBox="0 0 640 200"><text x="9" y="90">用户 一楼 &lt;16℃<tspan font-weight="bold">不热</tspan></text></svg>'

    assert read_pdf(drawn(svg)).pages[0].extract_text().strip() == "用户 一楼 <16℃不热"


def test_words_stand_left_of_in_the_middle_of_or_right_of_their_place(drawn: Callable[[str], bytes]) -> None:
    svg = '<svg viewBox="0 0 640 200"><g font-size="20">{}</g></svg>'.format(
        "".join(
            f'<text x="300" y="90" text-anchor="{anchor}">供热</text>'
            for anchor in ("start", "middle", "end")
        )
    )

    assert re.findall(r"([\d.]+) 90 Tm", _operators(drawn(svg))) == ["300", "280", "260"]


def test_opacity_is_a_state_of_the_form(drawn: Callable[[str], bytes]) -> None:
    svg = '<svg viewBox="0 0 640 200"><rect width="9" height="9" fill-opacity=".25"/><rect width="9" height="9"/></svg>'
    pdf = drawn(svg)
    [form] = read_pdf(pdf).pages[0]["/Resources"]["/XObject"].values()
    [(name, state)] = form["/Resources"]["/ExtGState"].items()

    assert (state["/ca"], state["/CA"]) == (0.25, 1)
    assert _operators(pdf).count(f"{name} gs") == 1


def test_a_line_without_width_and_what_has_no_paint_are_not_drawn(drawn: Callable[[str], bytes]) -> None:
    svg = (
        '<svg viewBox="0 0 640 200"><line x2="9" y2="9" stroke="#000" stroke-width="0" fill="none"/>'
        '<rect width="9" height="9" fill="none"/></svg>'
    )

    assert _operators(drawn(svg)).count("\n") == 0


def test_a_drawing_that_holds_more_is_told_and_nothing_is_written(drawn: Callable[[str], bytes]) -> None:
    with pytest.raises(ExportError, match=r"第 2 行.*<image>"):
        drawn('<svg viewBox="0 0 640 200">\n<image href="x.png"/></svg>')


@pytest.mark.parametrize("name", SHAPES)
def test_outlines_are_what_qt_draws_of_the_svg(qapp: QApplication, name: str) -> None:
    svg = f'<svg viewBox="0 0 100 80">{SHAPES[name]}</svg>'
    theirs = _canvas()
    with QPainter(theirs) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(QByteArray(svg.encode())).render(painter)
    ours = _canvas()
    with QPainter(ours) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in read_drawing(svg).marks:
            assert isinstance(mark, Outline)
            _paint(painter, mark)
    pairs = zip(bytes(theirs.constBits()), bytes(ours.constBits()), strict=True)
    # Edges may differ by a shade; a part that is missing or elsewhere does not.
    assert sum(abs(one - other) > 64 for one, other in pairs) <= 0.001 * theirs.sizeInBytes()


def _canvas() -> QImage:
    image = QImage(400, 320, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    return image


def _paint(painter: QPainter, mark: Outline) -> None:
    path = QPainterPath()
    style = mark.style
    path.setFillRule(Qt.FillRule.OddEvenFill if style.is_even_odd else Qt.FillRule.WindingFill)
    for operator, numbers in mark.segments:
        match operator:
            case "m":
                path.moveTo(*numbers)
            case "l":
                path.lineTo(*numbers)
            case "c":
                path.cubicTo(*numbers)
            case "h":
                path.closeSubpath()
    painter.setTransform(QTransform(*mark.matrix) * QTransform.fromScale(4, 4))
    if style.fill:
        colour = QColor(*style.fill)
        colour.setAlphaF(style.fill_opacity)
        painter.fillPath(path, colour)
    if style.stroke:
        pen = QPen(QColor(*style.stroke), style.width)
        pen.setCapStyle(
            [Qt.PenCapStyle.FlatCap, Qt.PenCapStyle.RoundCap, Qt.PenCapStyle.SquareCap][style.cap]
        )
        pen.setJoinStyle(
            [Qt.PenJoinStyle.SvgMiterJoin, Qt.PenJoinStyle.RoundJoin, Qt.PenJoinStyle.BevelJoin][style.join]
        )
        pen.setMiterLimit(style.miter_limit)
        painter.strokePath(path, pen)
