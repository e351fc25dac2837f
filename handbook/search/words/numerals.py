"""Folded text -> the numbers in it, however they are written: what a mended text must hold as it was typed."""

import re

from handbook.chinese_numbers import HAN_NUMERALS, number_of
from handbook.search.words.quantities import UNITS

_DIGITS = r"\d+(?:\.\d+)?"
_HAN = rf"[{HAN_NUMERALS}]+(?:点[{HAN_NUMERALS}]+)?"
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_ANY = re.compile(rf"{_DIGITS}|{_HAN}", re.ASCII)
_MEANT = re.compile(rf"{_DIGITS}|{_HAN}(?=\s*(?:{_UNIT}))|[{HAN_NUMERALS}]{{2,}}", re.ASCII)
"""One Chinese digit without a unit may be a slip itself: 上热下两, 一祖."""


def keeps_numbers(typed: str, instead: str) -> bool:
    """Whether every number of `typed` stands in `instead`, in whatever writing: 13 as 十三, never as 十. One that may be a slip
    itself may go where `instead` has none: 上热下两 is 上热下凉.
    """
    there = _values(_ANY, instead)
    said = _values(_ANY if there else _MEANT, typed)
    return all(number in there for number in said)


def _values(pattern: re.Pattern[str], folded: str) -> list[float | str]:
    """The value of each; what is no single number (七八, 十五六) as it was written."""
    found = (match[0] for match in pattern.finditer(folded))
    return [text if (value := number_of(text)) is None else value for text in found]
