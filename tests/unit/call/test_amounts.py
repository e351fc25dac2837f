"""Numbers as they are typed and said; whatever else is typed is no number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.call.state.amounts import read_amount

FULL_WIDTH = "".join(chr(ord(c) + 0xFEE0) for c in "17.5")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("18", "18"),
        (FULL_WIDTH, "17.5"),
        ("17。5", "17.5"),
        ("18.0", "18"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        ("零下5度", "-5"),
        ("零下五度", "-5"),
        ("负三", "-3"),
        ("+3", "3"),
        ("十六度五", "16.5"),
        ("16度半", "16.5"),
        ("十六点五", "16.5"),
        ("二十", "20"),
        ("两", "2"),
        ("一百零五", "105"),
        ("16 ℃", "16"),
        ("16 °C", "16"),
        ("十六摄氏度", "16"),
        ("16-18", "16~18"),
        ("18到16度", "16~18"),
        ("-5--3", "-5~-3"),
        ("零下五到三度", "-5~3"),
        ("21121", "21121"),
    ],
)
def test_a_temperature_as_it_is_said(text: str, kept: str) -> None:
    amount = read_amount(text, "℃")
    assert amount is not None
    assert amount.text == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "18左右",
        "十几",
        "不到16",
        "一八",
        "1e5",
        "nan",
        "inf",
        "16 18 20",
        "16-",
        "到",
        "-",
        "16度北卧室",
        "2130056138",
        "1.2.3",
    ],
)
def test_what_is_no_temperature(text: str) -> None:
    assert read_amount(text, "℃") is None


@pytest.mark.parametrize(
    ("text", "unit", "kept"), [("3天", "天", "3"), ("十天", "天", "10"), ("8分", "分", "8")]
)
def test_other_units(text: str, unit: str, kept: str) -> None:
    amount = read_amount(text, unit)
    assert amount is not None
    assert amount.text == kept
    assert read_amount("3度", unit) is None


@given(st.text(max_size=20), st.sampled_from(["℃", "天", ""]))
def test_what_is_kept_reads_the_same_again(text: str, unit: str) -> None:
    amount = read_amount(text, unit)
    assert amount is None or read_amount(amount.text, unit) == amount


@given(st.integers(0, 9999))
def test_every_whole_number_in_words(number: int) -> None:
    digits = "零一二三四五六七八九"
    words, has_gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if has_gap and words else "") + digits[digit] + name
            has_gap = False
        else:
            has_gap = True
    amount = read_amount(words or "零", "天")
    assert amount is not None
    assert [int(found) for found in amount.numbers] == [number]
