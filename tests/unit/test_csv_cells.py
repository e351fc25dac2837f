"""No cell of a CSV file is a formula to a spreadsheet, whatever stands before its sign."""

import pytest

from handbook.csv_cells import harmless


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\u2212", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe63"]
)
@pytest.mark.parametrize(
    "before", ["", " ", "\u00a0", "\u3000", "\t", "\r", "\n", "\u200b", "\u2060", "\ufeff"]
)
def test_a_sign_of_a_formula_is_made_text(before: str, sign: str) -> None:
    cell = f"{before}{sign}1+1"
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["\tA1", "\rA1", "\nA1"])
def test_a_cell_that_begins_with_a_control_is_made_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", " ", "18", "16.5 ℃", "片内存气", "一=二", "a@b", "10:00-14:00", "'=1"])
def test_the_rest_stays(cell: str) -> None:
    assert harmless(cell) == cell


@pytest.mark.parametrize(
    ("cell", "is_kept"), [("-5", True), ("+16.5", True), ("-5\u00a0", True), ("-5+1", False), ("-A1", False)]
)
def test_a_number_keeps_its_sign_where_it_is_asked_for(cell: str, is_kept: bool) -> None:
    assert harmless(cell, keeps_numbers=True) == (cell if is_kept else f"'{cell}")
    assert harmless(cell) == f"'{cell}"
