"""Folded query -> the same in the spelling that the index knows: ⑫ 12, 廿一 二十一, 第叁拾陆条 第三十六条, guòlǜ guolv, lu:3 lv."""

import re
import unicodedata
from collections.abc import Container

from handbook.search.words.fold import HAN
from handbook.search.words.sounds import split

_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_FORMAL_ARTICLE = re.compile(r"(?<=第)[壹贰叁肆伍陆柒捌玖拾佰仟零]+(?=条)")
_NUMERAL = "零〇一二三四五六七八九十百千"
_CIRCLE = re.compile(rf"(?<=[{_NUMERAL}])[○◯](?=[{_NUMERAL}年条])")
_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]+|[\u00c0-\u024f\u1e00-\u1eff]|[ɑɡ]")
_LETTERS = str.maketrans("ɑɡ", "ag")
_DOTS = "\u0308"
_COLON = re.compile(r"(?<=[ln])u:")
_TONED = re.compile(r"(?<![a-z0-9._\-])(?:[a-z]{1,6}[0-5])+[a-z]*(?![a-z0-9._\-])")
_SYLLABLE = re.compile(r"([a-z]+)[0-5]?")


def respelled(folded: str, spoken: Container[str]) -> str:
    """`folded` with numbers and sounds as the index knows them; `spoken` are the syllables that can be typed."""
    if not folded.isascii():
        folded = _in_digits(_CIRCLE.sub("〇", folded))
        folded = "".join(_TENS.get(c, c) for c in folded)
        folded = _FORMAL_ARTICLE.sub(lambda m: m[0].translate(_FORMAL), folded)
        folded = _ACCENTED.sub(_without_accent, folded)
    folded = _COLON.sub("v", folded)
    return _TONED.sub(lambda m: _without_tones(m[0], spoken), folded)


def _in_digits(text: str) -> str:
    """Circled, bracketed and Roman numbers above 9 in digits, apart from digits beside them."""
    found = ""
    for char in text:
        value = None if char.isascii() or re.match(f"[{HAN}]", char) else unicodedata.numeric(char, None)
        if value is None or value != int(value):
            found += char
        else:
            found += (" " if found[-1:].isdecimal() else "") + str(int(value))
    return found


def _without_accent(match: re.Match[str]) -> str:
    """One Latin letter without its tone; v for ü."""
    parts = unicodedata.normalize("NFKD", match[0].translate(_LETTERS))
    letter = parts[0]
    if not letter.isascii():
        return match[0]
    return "v" if letter == "u" and _DOTS in parts else letter


def _without_tones(word: str, spoken: Container[str]) -> str:
    """guo4lv4 → guolv; what is no row of syllables stays: p1, e3, co2, a4."""
    syllables = _SYLLABLE.findall(word)
    if not all(s in spoken for s in syllables):
        return word
    if len(syllables) == 1 and not split(syllables[0])[0]:
        return word
    return "".join(syllables)
