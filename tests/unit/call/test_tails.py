"""The digits by which two callers are told apart."""

import pytest

from handbook.call.words.tails import tail_of


@pytest.mark.parametrize(
    ("phone", "tail"),
    [
        ("138 0013 8000", "8000"),
        ("0451-8765 4321 转 12", "4321"),
        ("\uff11\uff13\uff18\uff10\uff10\uff11\uff13\uff18\uff10\uff10\uff12", "8002"),
        ("96", "96"),
        ("没有", ""),
        ("", ""),
    ],
)
def test_the_last_four_digits_of_the_number_itself(phone: str, tail: str) -> None:
    assert tail_of(phone) == tail
