"""What belongs together is held together, and comes apart again for copying."""

import pytest

from handbook.model.typesetting import NO_BREAK, WORD_JOINER, held_together, plain


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("18℃", f"18{WORD_JOINER}℃"),
        ("18 ℃", f"18{NO_BREAK}℃"),
        ("24小时", f"24{WORD_JOINER}小{WORD_JOINER}时"),
        ("二十 小时", f"二十{NO_BREAK}小{WORD_JOINER}时"),
        ("第36条", f"第{WORD_JOINER}36{WORD_JOINER}条"),
        ("室温 很低", "室温 很低"),
    ],
)
def test_numbers_stay_with_their_units(text: str, held: str) -> None:
    assert held_together(text) == held


@pytest.mark.parametrize("text", ["不低于 18 ℃,24小时内,第 36 条,5 个月", "没有数字"])
def test_plain_takes_the_marks_out(text: str) -> None:
    marks = (WORD_JOINER, NO_BREAK)
    assert not any(m in plain(held_together(text)) for m in marks)
    assert plain(held_together(text)).replace(" ", "") == text.replace(" ", "")
