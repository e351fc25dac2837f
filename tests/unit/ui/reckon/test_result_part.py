"""Why the caller hears no number is one short sentence, and leaves none of the reasons out."""

import pytest

from handbook.reckon.speaking import NO_REGION, NO_WORD, OPEN
from handbook.ui.reckon.result_part import why_not

UNSURE = ("“退费档次”还没核实（中）", "“供热期开始”还没核实（据通识）")
ONE_LINE = 40
"""Characters that one line of the box holds at 100 %."""


@pytest.mark.parametrize(
    ("reasons", "words"),
    [
        ((), ""),
        ((NO_WORD,), "不说数：公司没定过可以说。"),
        ((NO_REGION, *UNSURE), "不说数：地区没确认，2 个数没核实。"),
        (UNSURE[:1], "不说数：1 个数没核实。"),
        (
            (NO_WORD, NO_REGION, *UNSURE, OPEN),
            "不说数：公司没定过可以说，地区没确认，2 个数没核实，还有事没定。",
        ),
    ],
)
def test_it_is_one_sentence(reasons: tuple[str, ...], words: str) -> None:
    assert why_not(reasons) == words
    assert len(words) <= ONE_LINE


def test_of_a_period_it_is_the_day_that_is_not_said() -> None:
    assert why_not(UNSURE, is_day=True) == "不说日子：2 个数没核实。"
