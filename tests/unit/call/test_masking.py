"""Numbers that name a person become unreadable; numbers that an agent needs stay."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.call.masking import holds_caller_data, mask, mask_strictly


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("13800138000", id="mobile"),
        pytest.param("电话138-0013-8000转告", id="hyphens"),
        pytest.param("138 0013 8000", id="blanks"),
        pytest.param("1380 013 8000", id="other groups"),
        pytest.param("+8613800138000", id="country"),
        pytest.param("13800138000", id="full width"),
        pytest.param("0451-84650000", id="landline"),
        pytest.param("0451 8465 0000", id="landline in groups"),
        pytest.param("8465-0000", id="local number"),
        pytest.param("84650000", id="local number in one"),
        pytest.param("230103198001011234", id="identity card"),
        pytest.param("23010319800101123X", id="identity card with X"),
        pytest.param("230103 19800101 123x", id="identity card in groups"),
        pytest.param("230103800101123", id="old identity card"),
        pytest.param("6222021234567890123", id="bank card"),
        pytest.param("6222 0212 3456 7890 123", id="bank card in groups"),
        pytest.param("6222-0212-3456-7890", id="credit card"),
        pytest.param("户号230100567", id="account"),
        pytest.param("幺三八零零幺三八零零零", id="spoken"),
        pytest.param("一三八〇〇一三八〇〇〇", id="spoken with round zero"),
    ],
)
def test_masked(text: str) -> None:
    masked = mask(text)
    assert "*" in masked
    digits = re.sub(r"\D", "", masked)
    assert len(digits) <= 2
    assert not re.search("[零〇一二三四五六七八九幺两]{3}", masked)
    assert holds_caller_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "室温 17.5 ℃,低于 18 ℃",
        "第36条 《条例》第三十六条",
        "2026-11-22 09:15:30",
        "2021-10-29 起施行,2021—2026 年",
        "12345 热线、96000、110",
        "退费 50% 或 100%",
        "上热下凉 srxl 暖气片",
        "10:00-14:00 不测温",
        "24 小时内到场,0.6 MPa",
        "供热面积 100-150 平方米",
        "",
    ],
)
def test_left_alone(text: str) -> None:
    assert mask(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("红旗街5号楼3单元501室漏水", "红旗街#号楼#单元#室漏水"),
        ("3-2-501 不热", "# 不热"),
        ("12栋2门漏", "#栋#门漏"),
        ("5号楼3单元501", "#号楼#单元#"),
        ("室温18度", "室温18度"),
        ("第36条", "第36条"),
    ],
)
def test_places_are_masked_for_the_editor(text: str, expected: str) -> None:
    assert mask_strictly(text) == expected
    assert holds_caller_data(text) is (text != expected)


@given(st.text(), st.from_regex(r"\A1[3-9][0-9]{9}\Z"), st.text())
def test_a_mobile_number_never_survives(before: str, number: str, after: str) -> None:
    assert number not in mask(before + number + after)
    assert number not in mask_strictly(before + number + after)


@given(st.text())
def test_masking_twice_changes_nothing(text: str) -> None:
    assert mask(mask(text)) == mask(text)
