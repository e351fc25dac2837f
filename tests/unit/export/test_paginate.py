"""Boxes on pages: nothing cut, warnings with their steps, groups whole where a page can hold them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.export.errors import StepTooTallError
from handbook.export.paper.boxes import Box, TextMark
from handbook.export.paper.paginate import PlacedBox, paginate, total_height


def _box(height: float, name: str = "", **more: object) -> Box:
    return Box(height=height, marks=[], name=name, **more)  # type: ignore[arg-type]


def _continued(title: str) -> Box:
    return _box(10, f"{title}(续)")


def _names(columns: list[list[PlacedBox]]) -> list[list[str]]:
    return [[box.name for _, box in column] for column in columns]


def test_a_group_moves_whole_to_the_next_page() -> None:
    boxes = [_box(60, "a", group=1), _box(30, "b", group=2), _box(30, "c", group=2)]

    assert _names(paginate(boxes, [100], _continued)) == [["a"], ["b", "c"]]


def test_a_group_taller_than_a_page_goes_on_under_its_heading() -> None:
    head = _box(10, "head", group=1, keep_next=True, opens_group="先问")
    boxes = [head, *(_box(40, str(n), group=1) for n in range(4))]

    assert _names(paginate(boxes, [100], _continued)) == [["head", "0", "1"], ["先问(续)", "2", "3"]]


def test_a_warning_stays_with_its_step() -> None:
    boxes = [_box(60, "1"), _box(20, "警告", keep_next=True), _box(40, "2")]
    columns = _names(paginate([*boxes, _box(90, "3")], [100], _continued))

    assert ["警告", "2"] in columns


def test_a_step_taller_than_a_page_is_refused_by_name() -> None:
    with pytest.raises(StepTooTallError, match="7"):
        paginate([_box(101, "7")], [100], _continued)


def test_a_warning_and_its_step_taller_than_a_page_are_refused() -> None:
    with pytest.raises(StepTooTallError):
        paginate([_box(60, "警告", keep_next=True), _box(60, "7")], [100], _continued)


def test_words_taller_than_a_page_are_cut_between_lines() -> None:
    marks = [TextMark(0, 10 + 12 * n, f"line {n}", 10) for n in range(20)]
    tall = Box(height=245, marks=list(marks), is_sliceable=True)
    columns = paginate([tall], [100], _continued)
    lines = [
        mark.text
        for column in columns
        for _, box in column
        for mark in box.marks
        if isinstance(mark, TextMark)
    ]

    assert lines == [f"line {n}" for n in range(20)]
    assert len(columns) == 3


def test_the_head_of_a_table_is_set_again() -> None:
    head = _box(10, "head", group=1, keep_next=True, is_text=True)
    rows = [_box(30, f"row {n}", group=1, is_text=True, repeat=head) for n in range(5)]

    assert all(column[0] == "head" for column in _names(paginate([head, *rows], [100], _continued)))


_boxes = st.lists(
    st.builds(
        Box,
        height=st.floats(1, 60),
        marks=st.just([]),
        space_before=st.floats(0, 8),
        keep_next=st.booleans(),
        group=st.integers(0, 3),
        is_text=st.booleans(),
        is_sliceable=st.just(True),
        name=st.integers(1, 10**6).map(str),
    ),
    max_size=40,
)


@given(_boxes, st.floats(70, 300), st.floats(10, 300))
def test_every_box_is_placed_once_in_order_within_its_page(
    boxes: list[Box], height: float, first: float
) -> None:
    boxes.sort(key=lambda box: box.group)
    heights = [min(first, height), height]
    columns = paginate(boxes, heights, _continued)
    placed = [box for column in columns for _, box in column]

    assert [id(box) for box in placed] == [id(box) for box in boxes]
    for number, column in enumerate(columns):
        limit = heights[min(number, 1)]
        bottom = 0.0
        for y, box in column:
            assert y >= bottom - 1e-6
            bottom = y + box.height
        assert bottom <= limit + 0.02


@given(_boxes)
def test_what_fits_on_one_page_stays_on_it(boxes: list[Box]) -> None:
    boxes.sort(key=lambda box: box.group)

    assert len(paginate(boxes, [total_height(boxes) + 1], _continued)) == 1
