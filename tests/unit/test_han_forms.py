"""Radicals and compatibility forms become the characters they stand for."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.han_forms import fold_han


@pytest.mark.parametrize(
    ("copied", "meant"),
    [
        ("阀⻔井", "阀门井"),
        ("⻓期", "长期"),
        ("⽤⼾", "用户"),
        ("⾃⼰", "自己"),
        ("⻋库⻚⾯", "车库页面"),
        ("⻘岛⾭⿈⻩", "青岛青黄黄"),
        ("\uf9e4\uf90a", "理金"),
        ("\U0002f804", "你"),
        ("供热 20 ℃,①Ａ", "供热 20 ℃,①Ａ"),
        ("", ""),
    ],
)
def test_what_was_copied_out_of_a_pdf_is_what_was_meant(copied: str, meant: str) -> None:
    assert fold_han(copied) == meant


def test_no_radical_that_stands_for_a_character_is_left() -> None:
    kangxi = "".join(map(chr, range(0x2F00, 0x2FD6)))
    assert all(unicodedata.name(c).startswith("CJK UNIFIED") for c in fold_han(kangxi))
    supplement = [chr(c) for c in range(0x2E80, 0x2EF4) if c != 0x2E9A]
    left = [c for c in supplement if fold_han(c) == c]
    assert left == list("⺀⺇⺑⺕⺪⺮⺵⺷⺸⺽⻇⻊⻕⻞⻡")


@given(st.text())
def test_nothing_moves_and_twice_is_once(text: str) -> None:
    once = fold_han(text)
    assert len(once) == len(text)
    assert fold_han(once) == once
    assert [b for a, b in zip(text, once, strict=True) if not _is_form(a)] == [
        a for a in text if not _is_form(a)
    ]


def _is_form(char: str) -> bool:
    return any(a <= char <= b for a, b in ("\u2e80\u2fd5", "\uf900\ufaff", "\U0002f800\U0002fa1f"))
