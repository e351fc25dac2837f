"""Text of an address as people type it -> one writing for all: digits, strokes, capital letters, known slips put right."""

import re
import unicodedata

from handbook.bulletin.traditional import simplified
from handbook.chinese_numbers import HAN_NUMERALS, number_of
from handbook.han_forms import fold_han

_NO_NUMBER = ("两", "百", "千", "万")
"""两 only counts; 百, 千 and 万 alone are signs of a name: 万泉, 百合."""
_ONE_OF_A_WORD = re.compile("[直样下会些般旦律]|点[不都也没儿]")
"""Behind 一: 一直, 一点不热."""
_HAN = re.compile(f"[{HAN_NUMERALS}]+")
_ROMAN_NUMBERS = ("I", "II", "III", "IV", "V")
_ROMAN = re.compile(r"(?<![A-Z])(?:I{1,3}|IV|V)(?=[期区])")
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰幺", "一二三四五六七八九十百一")
_PLAIN_CAPITALS = str.maketrans("壹贰叁", "一二三")
"""Those that are nothing but numerals: 壹品, 贰号院."""
_CAPITAL = re.compile(
    r"(?:[零〇壹贰叁肆伍陆柒捌玖拾佰]+(?=号|[栋幢座#]|楼|单元|门|[层室期区组排-])|"
    r"(?<=[零〇一二三四五六七八九十百\d杠-])[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]+|幺(?=[零〇一二三四五六七八九十\d杠-]))"
)
"""Numerals as on a cheque, and 幺 for 一; 陆 and 伍 are names elsewhere: 陆家屯."""
_SPOKEN_NUMBER = rf"[{HAN_NUMERALS}\d]"
PAIRED = re.compile(
    rf"(?<!{_SPOKEN_NUMBER})([一二三四五六七八九])([一二三四五六七八九]+)(?=号楼|[栋幢座](?!楼))"
)
"""六八号楼 are 6 and 8, or one 68."""
_SPOKEN_STROKE = re.compile(rf"(?<={_SPOKEN_NUMBER})[短中横斜]?[杠横](?=[{HAN_NUMERALS}\dA-Z])")
_SPOKEN_POINTS = re.compile(
    rf"({_SPOKEN_NUMBER}{{1,3}})点({_SPOKEN_NUMBER}{{1,2}})点({_SPOKEN_NUMBER}{{3,4}})"
)
"""六点一点四零二; with one 点 it is a time."""
_ORDINAL = re.compile(r"(?<![门及])第(?=\d)")
_BRACKETS_BETWEEN = re.compile(rf"(?<={_SPOKEN_NUMBER})[()\[\]]+(?={_SPOKEN_NUMBER})")
"""（1）（2）号楼 are two."""
_ORDINAL_HOUSE = re.compile(r"第(\d{1,3})[栋幢座]楼")
_FIELDS = re.compile(
    r"(?:楼栋?号|[栋幢]号|楼栋)[是为:]?,?(\d{1,3})(?:号楼?|[栋幢座])?(?!\d)(?:,?单元号?[是为:]?,?(\d{1,2}),?(?:室|房|门|户)号?[是为:]?,?(\d{3,4}))?"
)
"""An address as fields of a form: 楼号5 单元2 室301."""
STROKES = re.compile(r"[\u2010-\u2015\u2212\u2500~\u301c\u223c—－-]+")
BREAKS = re.compile(r"[\s,、;。.:·・•‧∙|/\\]+")
BRACKETS = re.compile(r"[★☆●○■□◆◇▲△※()\[\]【】〔〕“”\"'《》「」]")


def plain_place(text: str) -> str:
    """One writing for all: half width, capital letters, Arabic digits, no brackets; breaks stay between numbers alone.

    A break is a comma, a stroke a hyphen.
    """
    folded = plain_signs(text)
    folded = STROKES.sub("-", BRACKETS.sub("", folded).strip())
    folded = _numbered(_HAN.sub(_arabic, BREAKS.sub(",", folded)))
    folded = re.sub(r"[,-]*-[,-]*", "-", folded)
    folded = re.sub(r"(?<![\dA-Z])[,-]|[,-](?![\dA-Z])", "", _ORDINAL.sub("", folded))
    return re.sub(r"(?<=\d)号楼座|(?<=\d)#号楼", "号楼", _without_slips(folded))


def in_numbers(text: str) -> str:
    """`text` (see `plain_signs`) with its numbers in Arabic digits, and known slips put right."""
    return _without_slips(_numbered(_HAN.sub(_arabic, text)))


def _numbered(text: str) -> str:
    """第5幢楼 and 楼号5单元2室301 in the order in which all others write them."""
    return _FIELDS.sub(_in_order, _ORDINAL_HOUSE.sub(r"\1号楼", text))


def _in_order(found: re.Match[str]) -> str:
    flat = f"{found[2]}单元{found[3]}" if found[2] else ""
    return f"{found[1]}号楼{flat}"


def plain_signs(text: str) -> str:
    """`text` in half width, capital letters, simplified characters and plain numerals; ①② are two numbers, not 12."""
    folded = simplified(fold_han(unicodedata.normalize("NFKC", _numerals_apart(text)))).upper()
    folded = _BRACKETS_BETWEEN.sub("、", folded.translate(_PLAIN_CAPITALS))
    folded = _ROMAN.sub(_in_digits, folded)
    folded = _CAPITAL.sub(_in_plain_numerals, folded)
    folded = _SPOKEN_STROKE.sub("-", folded)
    return _SPOKEN_POINTS.sub(r"\1-\2-\3", folded)


def _in_plain_numerals(found: re.Match[str]) -> str:
    return found[0].translate(_CAPITALS)


def _numerals_apart(text: str) -> str:
    """`text` with each sign that is a whole number by itself (②, ⑵, ⒉, ㈡, ㊁, ❷, Ⅱ) in digits, apart from its neighbour."""
    if text.isascii():
        return text
    written = ""
    for sign, behind in zip(text, f"{text[1:]} ", strict=True):
        number = _number_sign(sign)
        if number is None:
            written += sign
            continue
        is_first = not written[-1:].isdigit()
        written += f"{'' if is_first else '、'}{number}"
        written += "、" if behind.isdigit() and _number_sign(behind) is None else ""
    return written


def _number_sign(sign: str) -> int | None:
    if sign == "〇" or unicodedata.category(sign) not in ("No", "Nl"):
        return None
    value = unicodedata.numeric(sign, 0.5)
    is_raised = unicodedata.decomposition(sign).startswith(("<super>", "<sub>"))
    return None if is_raised or value != int(value) else int(value)


def _in_digits(found: re.Match[str]) -> str:
    return str(_ROMAN_NUMBERS.index(found[0]) + 1)


def _without_slips(text: str) -> str:
    """With the words that the keyboard offers for 号 and 栋 set right: 5好楼, 5冻2单元."""
    text = re.sub(r"(?<=\d)[好耗浩毫豪](?=[楼院]|\d|$)", "号", text)
    text = re.sub(r"(?<=\d号)[娄搂漏](?!水)", "楼", text)
    return re.sub(r"(?<=\d)[冻洞动](?=\d{1,2}(?:单元|门|-))", "栋", text)


def _arabic(found: re.Match[str]) -> str:
    """A number in Arabic digits, apart from one that stands beside it; 七八 (some seven or eight) stays, and what is none by itself."""
    is_word = found[0] == "一" and _ONE_OF_A_WORD.match(found.string, found.end()) is not None
    value = number_of(found[0]) if found[0] not in _NO_NUMBER and not is_word else None
    if value is None:
        return found[0]
    text, (begin, end) = found.string, found.span()
    before = "," if begin and text[begin - 1].isdigit() else ""
    behind = "," if text[end : end + 1].isdigit() else ""
    return f"{before}{int(value)}{behind}" if value == int(value) else found[0]
