"""Full-width marks, pieces that stay whole, and blanks that give way."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.export.paper.typography import chinese, clusters, squeeze


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("人先离开,别用手堵。", "人先离开，别用手堵。"),
        ("室温多少?18 ℃,还是 20 ℃", "室温多少？18 ℃，还是 20 ℃"),
        ("10:00–14:00 不测温", "10:00–14:00 不测温"),
        ("对象 :: 状态", "对象 :: 状态"),
        ("条例(2021 年修正)", "条例（2021 年修正）"),
        ("f(x), g(x)", "f(x), g(x)"),
        ("罚 1,000 元", "罚 1,000 元"),
        ("说:“先断电”", "说：“先断电”"),
    ],
)
def test_marks_beside_chinese_become_full_width(typed: str, printed: str) -> None:
    assert chinese(typed) == printed


@given(st.text(alphabet="供热,:;?!()。 1aP“”「」\u00a0", max_size=40))
def test_the_words_stay_the_same_after_nfkc(text: str) -> None:
    def folded(words: str) -> str:
        return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))

    assert folded(chinese(text)) == folded(text)


@pytest.mark.parametrize(
    "whole",
    [
        "18 ℃",
        "18\u00a0℃",
        "24 小时",
        "24小时",
        "10–20 分钟以上",
        "第三十六条",
        "第 36 条",
        "2021-10-29",
        "K7QM-3F2Q",
        "10:00–14:00",
        "{称呼}",
        "30 天内",
        "1 个月内",
        "50%",
        "0.6 MPa",
    ],
)
def test_a_number_and_its_unit_are_one_piece(whole: str) -> None:
    pieces = clusters(f"甲乙{whole}丙丁")

    assert any(whole in piece for piece in pieces), pieces


@given(st.text(alphabet="供热系统，。、；：？！）」”（「“18 ℃ab", max_size=60))
def test_no_piece_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str) -> None:
    pieces = clusters(text)

    assert "".join(pieces).replace(" ", "") == re.sub(r"\s", "", text)
    for before, after in pairwise(pieces):
        if " " not in (before, after):
            assert after[0] not in "，。、；：？！）」”"
            assert before[-1] not in "（「“"


def test_only_blank_halves_are_squeezed() -> None:
    assert squeeze("。", "」") > 0
    assert squeeze("：", "「") > 0
    assert squeeze("热", "。") == 0
    assert squeeze("？", "」") == 0
