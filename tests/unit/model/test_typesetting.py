"""Chinese typesetting: what touches Chinese becomes full width, numbers keep their units, all else stays as it was typed."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handbook.model.typesetting import (
    NO_BREAK,
    WORD_JOINER,
    full_width,
    full_width_in_place,
    held_together,
    plain,
    typeset,
)

JOINED = {"^": WORD_JOINER, "~": NO_BREAK}
TEXTS = st.text(alphabet="供热第三条小时内元月,:;?!()。 12aP“”’「」%℃/.-+\u00a0\uff0c", max_size=40)


def signs(text: str) -> str:
    """`text` with its joiners seen."""
    for seen, sign in JOINED.items():
        text = text.replace(sign, seen)
    return text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("人先离开,别用手堵。", "人先离开，别用手堵。"),
        ("室温多少?低;高!", "室温多少？低；高！"),
        ("条例(2021 年修正)", "条例（2021 年修正）"),
        ("甲(乙(丙))丁", "甲（乙（丙））丁"),
        ("等等,, 再说", "等等，，再说"),
        ("说:“先断电”,再走", "说：“先断电”，再走"),
        ("对象 :: 状态", "对象 :: 状态"),
        ("时间:10:00,罚 1,000 元", "时间：10:00，罚 1,000 元"),
        ("〔待填:热线〕", "〔待填：热线〕"),
        ("按 Ctrl+, 打开", "按 Ctrl+, 打开"),
        ("先按 Ctrl+,,再按 Esc", "先按 Ctrl+,，再按 Esc"),
    ],
)
def test_marks_that_touch_chinese_become_full_width(typed: str, printed: str) -> None:
    assert full_width(typed) == printed


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10:00–14:00",
        "16.5",
        "f(x), g(x)",
        "K7QM-3F2Q",
        "https://example.org/?q=1;b:2",
        "C:\\data\\a,b",
        "reg-36, em-scald",
        "Ctrl+N: new (call)!",
        "查 f(x), g(x) 和 a:b;c",
    ],
)
def test_times_codes_paths_and_latin_stay(text: str) -> None:
    assert plain(typeset(text)) == text


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("24 小时内到", "24~小^时^内到"),
        ("24小时", "24^小^时"),
        ("24\u00a0小时内", "24~小^时^内"),
        ("18 ℃", "18~℃"),
        ("占 50%", "占 50^%"),
        ("压力 0.6 MPa", "压力 0.6~MPa"),
        ("二十 小时", "二十~小^时"),
        ("第 36 条", "第~36~条"),
        ("第三十六条", "第^三^十^六^条"),
        ("第36条", "第^36^条"),
        ("室温 很低", "室温 很低"),
        ("P2 级", "P2 级"),
    ],
)
def test_a_number_keeps_its_unit(typed: str, held: str) -> None:
    assert signs(held_together(typed)) == held


@given(TEXTS)
@example("(,供)")
@example("供,,:1")
@example(": :℃")
@example("(”,)供")
@example("第 1 条 5 款")
def test_twice_is_once(text: str) -> None:
    once = typeset(text)
    assert typeset(once) == once


@given(TEXTS)
def test_the_words_stay_the_same(text: str) -> None:
    def folded(words: str) -> str:
        return re.sub(r"\s", "", unicodedata.normalize("NFKC", plain(words)))

    assert folded(typeset(text)) == folded(text)


@given(st.text(alphabet=st.characters(max_codepoint=126), max_size=60))
def test_ascii_stays(text: str) -> None:
    assert typeset(text) == text


def test_long_texts_take_no_longer_than_they_are() -> None:
    for typed in ("(", "供,", ", ", "供(", "第"):
        assert len(full_width(typed * 50_000)) > 0
        held_together(typed * 50_000)


@pytest.mark.parametrize("text", ["不用, 谢谢 (您)", "第 36 条: 一", "10:00, 甲", "abc, d", "甲,, 乙?!"])
def test_places_in_a_text_that_is_searched_stay_where_they_are(text: str) -> None:
    shown = full_width_in_place(text)
    assert len(shown) == len(text)
    assert unicodedata.normalize("NFKC", shown) == text
