"""Chinese numbers are read alike wherever they are typed or written, and written back as articles write them."""

import pytest

from handbook.call.state.amounts import read_amount
from handbook.chinese_numbers import below_wan, number_of, whole_number, write_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("七", 7),
        ("十六", 16),
        ("两百", 200),
        ("廿一", 21),
        ("一百零五", 105),
        ("一百二", 120),
        ("一千五", 1500),
        ("两千零三", 2003),
        ("九千九百九十九", 9999),
    ],
)
def test_each_caller_reads_the_same(text: str, value: int) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert [below_wan(text), whole_number(text), number_of(text), *amount.numbers] == [value] * 4


@pytest.mark.parametrize("text", ["", "十百", "九十九九", "二廿", "三x", "点五"])
def test_what_is_no_number_is_none_to_each(text: str) -> None:
    assert (below_wan(text), whole_number(text), number_of(text), read_amount(text)) == (
        None,
        None,
        None,
        None,
    )


def test_a_tenth_that_is_no_digit_is_no_number() -> None:
    assert number_of("一点十") is None


def test_every_number_of_an_article_is_read_as_it_is_written() -> None:
    assert [whole_number(write_number(number)) for number in range(1, 10000)] == list(range(1, 10000))
