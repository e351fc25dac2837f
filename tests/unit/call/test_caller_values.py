"""What is typed into a field of the caller: a phone behind an address goes to its own field, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.call.state.call import CallerField
from handbook.call.state.caller_values import can_be_rung, entered_parts
from tests.unit.call.samples import seat

ADDRESS, PHONE = CallerField.ADDRESS, CallerField.PHONE
FULL_WIDTH = "".join(chr(0xFF10 + int(digit)) for digit in "13900002222")


@pytest.mark.parametrize(
    ("text", "address", "phone"),
    [
        ("香坊健康路5号401 13900002222", "香坊健康路5号401", "13900002222"),
        ("13900002222,香坊健康路5号401", "香坊健康路5号401", "13900002222"),
        ("健康路5号 电话:139-0000-2222", "健康路5号", "139-0000-2222"),
        ("健康路5号联系电话13900002222", "健康路5号", "13900002222"),
        ("健康路5号、0451-84650000 转 8123", "健康路5号", "0451-84650000 转 8123"),
        ("健康路5号 84650000", "健康路5号", "84650000"),
        (f"健康路5号 {FULL_WIDTH}", "健康路5号", "13900002222"),
        ("健康路5号 13900002222 13900003333", "健康路5号", "13900002222、13900003333"),
        ("健康路5号401", "健康路5号401", None),
        ("13900002222", "", "13900002222"),
        ("健康路5号40113900002222", "健康路5号40113900002222", None),
    ],
)
def test_address_and_phone_are_told_apart(text: str, address: str, phone: str | None) -> None:
    found = entered_parts(ADDRESS, text, {})
    assert found[ADDRESS] == address
    assert found.get(PHONE) == phone


def test_a_phone_that_was_given_is_not_replaced() -> None:
    text = "健康路5号401 13900002222"
    assert entered_parts(ADDRESS, text, {PHONE: "13911110000"}) == {ADDRESS: text}


@given(st.text(max_size=60))
def test_nothing_is_lost(text: str) -> None:
    """Every digit of what was typed stands in one of the fields."""
    kept = "".join(entered_parts(ADDRESS, text, {}).values())
    assert all(c in kept for c in text if c.isascii() and c.isdigit())


def test_what_was_typed_after_the_address_is_entered_as_the_phone() -> None:
    made = seat()
    made.desk.new_call()
    made.desk.enter_caller(ADDRESS, "健康路5号401 13900002222")
    assert made.call.caller == {ADDRESS: "健康路5号401", PHONE: "13900002222"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("138 0013 8000", True),
        ("+86 138-0013-8000", True),
        ("13800138000 13900001111", True),
        ("0451 8465 0000", True),
        ("84650000", True),
        ("400 123 4567", True),
        ("96000", True),
        ("110", False),
        ("1380013800", False),
        ("138001380001", False),
        ("12号3单元502", False),
        ("", False),
    ],
)
def test_which_numbers_can_be_rung(text: str, expected: bool) -> None:
    assert can_be_rung(text) is expected
