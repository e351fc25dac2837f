"""A print knows the same words again however they are set, and tells every other word."""

import pytest

from handbook.model.article_print import PRINT, print_of

WORDS = "甲方应当在 10 日内答复乙方,并说明理由:\n(一)书面的;\n(二)口头的。"


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(
            "甲方应当在10日内答复乙方\uff0c并说明理由\uff1a\uff08一\uff09书面的\uff1b\uff08二\uff09口头的。",
            id="full-width marks, one line",
        ),
        pytest.param(
            "甲方应当在\uff11\uff10日内答复乙方 并说明理由 一 书面的 二 口头的",
            id="full-width digits, no marks",
        ),
        pytest.param("\u3000\u3000" + WORDS.replace("\n", "\r\n\r\n"), id="indent and line ends"),
        pytest.param("**" + WORDS.replace("答复", "答\u200b复") + "**", id="typesetting and invisible marks"),
    ],
)
def test_the_same_words_have_the_same_print(same: str) -> None:
    assert print_of(same) == print_of(WORDS)


@pytest.mark.parametrize(
    "other", [WORDS.replace("10", "15"), WORDS.replace("应当", "可以"), WORDS.replace("乙方", ""), WORDS[:-4]]
)
def test_other_words_have_another_print(other: str) -> None:
    assert print_of(other) != print_of(WORDS)


@pytest.mark.parametrize(
    ("one", "another"),
    [
        pytest.param("加收 1.5 倍", "加收 15 倍", id="a point"),
        pytest.param("加收 5%", "加收 5‰", id="per cent and per mille"),
        pytest.param("不少于 2/3", "不少于 23", id="a fraction"),
    ],
)
def test_the_signs_of_a_number_count(one: str, another: str) -> None:
    assert print_of(one) != print_of(another)


def test_a_print_is_short_and_tells_no_word() -> None:
    assert PRINT.fullmatch(print_of(WORDS))


@pytest.mark.parametrize("empty", ["", " \n", "。;——"])
def test_nothing_has_no_print(empty: str) -> None:
    with pytest.raises(ValueError, match="no words"):
        print_of(empty)
