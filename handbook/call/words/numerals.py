"""Text -> the same text with one sign for each kind of sign: digits of all scripts as 0–9, numerals as 零–九, all strokes as -.

Sign by sign, so that a place in the one is the same place in the other.
"""

import re
import unicodedata

PLAIN = "零一二三四五六七八九"
SPOKEN = "洞拐勾"
"""Digits as they are read over a radio; elsewhere they are common words."""
MANY = "⑩"
"""A single sign for a number of two digits or more: ⑩, ⑪, Ⅻ."""
DIGITS = rf"0-9{MANY}{PLAIN}两"
LOOK_ALIKES = "OolI"

_VALUES = {sign: str(value) for value, sign in enumerate(PLAIN)} | dict(zip("两洞拐勾", "2079", strict=True))
_VALUES |= {MANY: "0"} | dict(zip(LOOK_ALIKES, "0011", strict=True))
_SHAPES = str.maketrans(_VALUES)
_NUMERALS = str.maketrans(dict.fromkeys(f"{PLAIN}两{SPOKEN}", "〇"))
_ALSO = {
    "○": "零",
    "◯": "零",
    "兩": "两",
    "О": "O",
    "о": "o",
    "Ο": "O",
    "ο": "o",
    "І": "I",
    "З": "3",
    "з": "3",
}
# Strokes that count as letters or as signs of a script, and stand where a line was meant; the Latin X of a numeral.
_STROKES = dict.fromkeys("丨丶丿亅ㅡㅣ−﹣－─", "-") | {"Ⅹ": "X", "ⅹ": "x"}
_ORDINALS = re.compile(r"(?<=[前头后末尾中间])面?[二三四五六七八2-8](?=位)")


class _Signs(dict[int, str]):
    """Finds what a sign stands for when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _plain(chr(code))
        return found


_signs = _Signs()


def fold(text: str) -> str:
    """The text with plain digits, numerals, marks and strokes."""
    # Of 后四位 the numeral is no digit of the number.
    return _ORDINALS.sub(lambda match: "几" * len(match.group()), text.translate(_signs))


def shape_of(folded: str) -> str:
    """Folded signs of a number as ASCII digits and marks."""
    return folded.translate(_SHAPES)


def without_numerals(folded: str) -> str:
    """Folded signs of a number as ASCII digits and marks, all Chinese numerals as 〇."""
    return shape_of(folded.translate(_NUMERALS))


def _plain(sign: str) -> str:
    if sign.isascii():
        return sign
    if sign in _ALSO or sign in _STROKES:
        return _ALSO.get(sign) or _STROKES[sign]
    value = float(unicodedata.numeric(sign, -1))
    if value < 0 and len(folded := unicodedata.normalize("NFKC", sign)) == 1 and folded != sign:
        return _plain(folded)
    kind = unicodedata.category(sign)
    if value >= 0 and value.is_integer():
        if value < len(PLAIN):
            return PLAIN[int(value)] if kind == "Lo" or sign == "〇" else str(int(value))
        return sign if kind == "Lo" else MANY
    return "-" if kind in ("Pd", "Lm") else sign
