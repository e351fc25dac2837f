"""Words of an article -> what of them counts when two copies are compared."""

import re
import unicodedata
from functools import lru_cache

from handbook.han_forms import fold_han
from handbook.unseen_signs import visible

_KEPT = frozenset("LN")
_HAN_DIGIT = "〇零一二三四五六七八九"
_ROUND_ZERO = re.compile(rf"(?<=[{_HAN_DIGIT}])[○◯]|[○◯](?=[{_HAN_DIGIT}])")
# What would fall with the punctuation though it is part of a number: 1.5 is not 15, 5% is not 5‰, 2/3 is not 23.
# Dates and section numbers (2.3.1) have more than one point and are no decimal; what begins a line is the number of a 目.
_DECIMAL = re.compile(r"(?<![\d.])(?<!^)(\d+)[ \t]*\.[ \t]*(\d+)(?![\d.])", re.ASCII | re.MULTILINE)
_FRACTION = re.compile(r"(?<![\d/])(\d+)[ \t]*/[ \t]*(\d+)(?![\d/])", re.ASCII)
_PER_MILLE = "千分号"


def spelled(words: str) -> str:
    """`words` of one width, with the signs that belong to numbers as words, so that no folding drops them."""
    text = _ROUND_ZERO.sub("〇", unicodedata.normalize("NFKC", fold_han(visible(words))))
    if not any(sign in text for sign in "./‰"):
        return text
    text = _DECIMAL.sub(r"\1点\2", text)
    text = _FRACTION.sub(r"\1分\2", text)
    return text.replace("‰", _PER_MILLE)


@lru_cache(maxsize=8192)
def bare(words: str) -> str:
    """`words` without what copies of one text differ in: punctuation, blanks, line ends, typesetting marks, widths.

    Signs that belong to a number stay, as words: 1.5 元 is not 15 元.
    """
    return "".join(sign for sign in spelled(words) if is_kept(sign))


@lru_cache(maxsize=16384)
def is_kept(sign: str) -> bool:
    """Whether a single character counts: letters, Chinese characters, digits."""
    return unicodedata.category(sign)[0] in _KEPT
