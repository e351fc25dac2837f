"""The SVG subset: what is drawn comes out as it is meant, whatever else is told at its place."""

import math

import pytest

from handbook.svg.drawing import DrawingError, Fault, Outline, Words
from handbook.svg.reader import read_drawing
from handbook.svg.subset import ELEMENTS

SVG = '<svg viewBox="0 0 640 360">\n  {}\n</svg>'
SAMPLES = {
    "svg": "",
    "title": "<title>管道</title>",
    "desc": "<desc>管道</desc>",
    "g": '<g transform="translate(1 2)"><rect width="4" height="4"/></g>',
    "path": '<path d="M0 0L4 4"/>',
    "line": '<line x1="1" y1="2" x2="3" y2="4" stroke="#000"/>',
    "polyline": '<polyline points="1,2 3 4"/>',
    "polygon": '<polygon points="1,2 3,4 5,6"/>',
    "rect": '<rect x="1" y="2" width="3" height="4" rx="1"/>',
    "circle": '<circle cx="1" cy="2" r="3"/>',
    "ellipse": '<ellipse cx="1" cy="2" rx="3" ry="4"/>',
    "text": '<text x="1" y="2">水</text>',
    "tspan": "<text>热<tspan>水</tspan></text>",
}
REFUSED = {
    "script": ("<script>x</script>", "<script>"),
    "image": ('<image href="x.png"/>', "<image>"),
    "foreign object": ("<foreignObject><b>x</b></foreignObject>", "<foreignObject>"),
    "style sheet": ("<style>@import url(x)</style>", "<style>"),
    "use": ('<use href="#a"/>', "<use>"),
    "link element": ("<a><text>x</text></a>", "<a>"),
    "gradient": ("<linearGradient/>", "<linearGradient>"),
    "clip": ("<clipPath/>", "<clipPath>"),
    "animation": ("<animate/>", "<animate>"),
    "drawing in a drawing": ('<svg viewBox="0 0 1 1"/>', "<svg>"),
    "capitals": ("<RECT/>", "<RECT>"),
    "link": ('<rect xlink:href="file:///x"/>', "xlink:href"),
    "event": ('<rect onload="x()"/>', "onload"),
    "filter": ('<rect filter="none"/>', "filter"),
    "group opacity": ('<g opacity="0.5"/>', "opacity"),
    "place of a tspan": ('<text><tspan x="3">水</tspan></text>', "<tspan> 不能有 x"),
    "url": ('<rect fill="url(http://x)"/>', "url(http://x)"),
    "inner url": ('<rect fill="url(#a)"/>', "url(#a)"),
    "url in style": ('<rect style="fill: url(#a)"/>', "url(#a)"),
    "property in style": ('<rect style="filter: none"/>', "filter"),
    "long colour": ('<rect fill="#11223344"/>', "#11223344"),
    "unknown colour": ('<rect fill="rebeccapurple"/>', "rebeccapurple"),
    "percent": ('<rect width="50%"/>', "50%"),
    "negative size": ('<rect width="-5"/>', "-5"),
    "no number": ('<circle r="big"/>', "big"),
    "endless number": ('<circle r="1e999"/>', "1e999"),
    "half a point": ('<polygon points="1,2 3"/>', "points"),
    "path without start": ('<path d="L1 1"/>', "M"),
    "path that breaks off": ('<path d="M1 1 C2 2"/>', "末尾"),
    "path letter": ('<path d="M1 1 K2"/>', "K2"),
    "path with a large number": ('<path d="M1 1 L9999999 1"/>', "9999999"),
    "numbers after a close": ('<path d="M1 1 L2 2 Z 3 3"/>', "3 3"),
    "arc flag": ('<path d="M1 1 A5 5 0 2 0 9 9"/>', "2 0"),
    "transform": ('<rect transform="flip(1)"/>', "flip"),
    "count of a transform": ('<rect transform="rotate(1 2)"/>', "rotate"),
    "line cap": ('<rect stroke-linecap="flat"/>', "flat"),
    "shape in words": ("<text>水<rect/></text>", "<rect>"),
    "stray words": ("管道", "<text>"),
    "instruction": ("<?php x?>", "php"),
}


def _marks(inside: str) -> tuple[Outline | Words, ...]:
    return read_drawing(SVG.format(inside)).marks


def _faults(svg: str) -> tuple[Fault, ...]:
    with pytest.raises(DrawingError) as told:
        read_drawing(svg)
    return told.value.faults


def _points(inside: str) -> list[tuple[float, ...]]:
    (mark,) = _marks(inside)
    assert isinstance(mark, Outline)
    return [tuple(round(value, 3) for value in numbers) for _, numbers in mark.segments]


@pytest.mark.parametrize("element", ELEMENTS)
def test_every_element_of_the_subset_is_read(element: str) -> None:
    marks = _marks(SAMPLES[element])

    assert len(marks) == (element not in ("svg", "title", "desc"))


@pytest.mark.parametrize("name", REFUSED)
def test_whatever_is_not_in_the_subset_is_told_at_its_place(name: str) -> None:
    inside, word = REFUSED[name]
    (fault,) = _faults(SVG.format(inside))

    assert word in fault.message
    assert (fault.line, fault.column > 2) == (2, True)


def test_all_faults_are_told_each_at_its_element() -> None:
    faults = _faults('<svg viewBox="0 0 9 9">\n<rect/><image/>\n  <g onclick="x"><circle r="?"/></g></svg>')

    assert [(fault.line, fault.column) for fault in faults] == [(2, 8), (3, 3), (3, 18)]


def test_a_foreign_file_is_not_told_without_end() -> None:
    assert len(_faults(SVG.format("<image/>" * 5000))) == 20


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "管道",
        "<rect/>",
        "<svg><rect/></svg>",
        '<svg viewBox="0 0 0 9"/>',
        '<svg viewBox="0 0 9"/>',
        '<svg viewBox="0 0 9 9"><rect></svg>',
        '<svg viewBox="0 0 9 9"><g>',
        '<svg xmlns="http://example.org" viewBox="0 0 9 9"/>',
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 9 9"><text>&a;</text></svg>',
        '<svg viewBox="0 0 9 9"><text>&nbsp;</text></svg>',
    ],
)
def test_what_is_no_drawing_is_told_once(svg: str) -> None:
    assert len(_faults(svg)) == 1


def test_a_declared_encoding_and_a_byte_order_mark_do_no_harm() -> None:
    svg = '\ufeff<?xml version="1.0" encoding="gb2312"?>' + SVG.format("<text>供水</text>")

    (mark,) = read_drawing(svg).marks
    assert isinstance(mark, Words)
    assert mark.runs[0][0] == "供水"


def test_paint_comes_down_and_style_outdoes_attributes() -> None:
    inside = '<g fill="#0f6b8f" stroke="#fff"><rect width="1" height="1" fill="red" style="fill: #123; stroke:inherit"/></g>'
    (mark,) = _marks(inside)

    assert isinstance(mark, Outline)
    assert (mark.style.fill, mark.style.stroke) == ((0x11, 0x22, 0x33), (255, 255, 255))


def test_transforms_work_from_the_inside_out() -> None:
    (mark,) = _marks(
        '<g transform="translate(10,20)"><rect width="1" height="1" transform="scale(2) rotate(90)"/></g>'
    )

    assert mark.matrix == pytest.approx((0, 2, -2, 0, 10, 20))


def test_words_keep_one_space_where_there_are_many() -> None:
    (mark,) = _marks("<text>\n  供水 \n <tspan font-weight='bold'>  温度 </tspan> </text>")

    assert isinstance(mark, Words)
    assert [(text, style.is_bold) for text, style in mark.runs] == [("供水 ", False), ("温度", True)]


def test_words_with_an_entity_are_one_run() -> None:
    (mark,) = _marks("<text>5 &lt; 7\n℃</text>")

    assert isinstance(mark, Words)
    assert [text for text, _ in mark.runs] == ["5 < 7 ℃"]


def test_small_letters_of_a_path_go_on_from_where_the_pen_is() -> None:
    assert _points('<path d="M10 10 20 10l5 5h-5v-5zm1 1t2 2"/>') == [
        (10, 10),
        (20, 10),
        (25, 15),
        (20, 15),
        (20, 10),
        (),
        (11, 11),
        (11, 11, 11.667, 11.667, 13, 13),
    ]


def test_after_a_close_the_pen_stands_at_the_start() -> None:
    assert _points('<path d="M1 2L5 5ZL9 9"/>') == [(1, 2), (5, 5), (), (1, 2), (9, 9)]


def test_smooth_curves_mirror_the_last_handle() -> None:
    assert _points('<path d="M0 0C1 1 2 2 4 2S8 0 9 0"/>')[-1] == (6, 2, 8, 0, 9, 0)
    assert _points('<path d="M0 0Q3 3 6 0T12 0"/>')[-1] == (8, -2, 10, -2, 12, 0)


@pytest.mark.parametrize(
    ("arc", "top"),
    [("0 0 1", -10), ("0 0 0", 10), ("0 1 1", -10)],
)
def test_half_a_circle_bends_to_the_side_that_its_flag_says(arc: str, top: float) -> None:
    curves = _points(f'<path d="M0 0A10 10 {arc} 20 0"/>')[1:]

    assert curves[0][-2:] == pytest.approx((10, top))
    assert curves[-1][-2:] == pytest.approx((20, 0))


def test_an_arc_lies_on_its_ellipse() -> None:
    (mark,) = _marks('<path d="M100 50a40 20 30 1 0 10 10"/>')
    assert isinstance(mark, Outline)
    ends = [numbers[-2:] for _, numbers in mark.segments]
    # A circle again, when turned back and stretched: all ends are as far from the middle of three of them.
    turn = math.radians(-30)
    flat = [
        ((x * math.cos(turn) - y * math.sin(turn)) / 2, x * math.sin(turn) + y * math.cos(turn))
        for x, y in ends
    ]
    centre = _centre(*flat[:3])
    assert [math.dist(centre, point) for point in flat] == pytest.approx([20] * len(flat), rel=1e-6)


def _centre(
    one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]
) -> tuple[float, float]:
    (ax, ay), (bx, by), (cx, cy) = one, two, three
    d = 2 * (ax * (by - cy) + bx * (cy - ay) + cx * (ay - by))
    a, b, c = ax**2 + ay**2, bx**2 + by**2, cx**2 + cy**2
    return (a * (by - cy) + b * (cy - ay) + c * (ay - by)) / d, (
        a * (cx - bx) + b * (ax - cx) + c * (bx - ax)
    ) / d


def test_an_arc_to_where_it_is_draws_nothing_and_one_too_small_grows() -> None:
    assert _points('<path d="M1 1A5 5 0 0 0 1 1"/>') == [(1, 1)]
    assert _points('<path d="M0 0A1 1 0 0 1 20 0"/>')[1][-2:] == pytest.approx((10, -10))
    assert _points('<path d="M0 0A0 1 0 0 1 20 0"/>') == [(0, 0), (20, 0)]


def test_one_radius_of_a_rect_means_both_and_is_at_most_half_a_side() -> None:
    assert _points('<rect width="20" height="10" ry="99"/>')[0] == (10, 0)
    assert len(_points('<rect width="20" height="10"/>')) == 5
    assert _marks('<rect width="20"/>') == ()


@pytest.mark.parametrize(
    ("written", "matrix"),
    [
        ("translate(3)", (1, 0, 0, 1, 3, 0)),
        ("scale(2 3)", (2, 0, 0, 3, 0, 0)),
        ("rotate(90 10 20)", (0, 1, -1, 0, 30, 10)),
        ("skewX(45)", (1, 0, 1, 1, 0, 0)),
        ("skewY(45) , translate(1,1)", (1, 1, 0, 1, 1, 2)),
        ("matrix(1 2 3 4 5 6)", (1, 2, 3, 4, 5, 6)),
        ("", (1, 0, 0, 1, 0, 0)),
    ],
)
def test_each_transform_is_the_matrix_that_svg_says(written: str, matrix: tuple[float, ...]) -> None:
    (mark,) = _marks(f'<rect width="1" height="1" transform="{written}"/>')

    assert mark.matrix == pytest.approx(matrix)


@pytest.mark.parametrize(("written", "dashes"), [("none", ()), ("0 0", ()), ("4, 2.5 1", (4, 2.5, 1))])
def test_dashes_are_lengths_and_all_nought_is_a_whole_line(written: str, dashes: tuple[float, ...]) -> None:
    (mark,) = _marks(f'<line x2="9" stroke-dasharray="{written}"/>')

    assert isinstance(mark, Outline)
    assert mark.style.dashes == dashes


def test_a_dash_of_negative_length_is_told() -> None:
    (fault,) = _faults(SVG.format('<line stroke-dasharray="3 -1"/>'))

    assert "3 -1" in fault.message
