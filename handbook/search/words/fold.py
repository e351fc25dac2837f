"""Text -> folded text of the same length: half width, lower case, simplified; so offsets never move."""

import re
import unicodedata
from collections.abc import Mapping

from handbook.han_forms import fold_han

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Character class of Chinese characters, without brackets."""
_HAN = re.compile(f"[{HAN}]")
_SPECIAL = {
    ord("℃"): ord("度"),
    ord("℉"): ord("f"),
    ord("°"): ord("度"),
    ord("㎡"): ord("平"),
    ord("’"): ord("'"),
}


def is_han(char: str) -> bool:
    """Whether `char` is one Chinese character."""
    return bool(_HAN.match(char))


class Folding(dict[int, int]):
    """Code point → folded code point, made on demand; fit for ``str.translate``.

    `simplified` maps traditional to simplified code points (it travels in the index).
    """

    def __init__(self, simplified: Mapping[int, int]) -> None:
        super().__init__(_SPECIAL)
        self._simplified = simplified

    def __missing__(self, code: int) -> int:
        char = _one(fold_han(chr(code))).lower()[:1] or " "
        folded = self._simplified.get(ord(char), ord(char))
        if 0xD800 <= folded < 0xE000 or (folded < 32 and folded != 10):
            folded = 32
        self[code] = folded
        return folded

    def fold(self, text: str) -> str:
        """`text` folded, character by character; lone surrogates and control characters become spaces."""
        return text.translate(self)


def _one(char: str) -> str:
    """The one character that stands for `char`; ⑫ and Ⅻ stay, since the first of several digits is another number."""
    plain = unicodedata.normalize("NFKC", char)
    value = None if is_han(char) or len(plain) == 1 else unicodedata.numeric(char, None)
    if value is None:
        return plain[:1]
    return str(int(value)) if value in range(10) else char
