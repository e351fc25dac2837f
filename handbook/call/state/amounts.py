"""What was typed or said for a number (half or full width, Chinese numerals, a range) -> that number, or nothing."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from handbook.chinese_numbers import DIGITS, below_wan

_DEGREE = "℃"
_DEGREE_WORDS = ("摄氏度", "°C", "°c", "度", "°", "C", "c")
_BELOW = re.compile(r"^(?:零下|负|[-\u2212])")
_ABOVE = re.compile(r"^(?:零上|正|\+)")
_PLAIN = re.compile(r"\d{1,9}(?:\.\d{1,4})?")
_AND_TENTHS = re.compile(r"(.+?)(?:度|点)(半|[零〇一二三四五六七八九\d])")
_BETWEEN = re.compile(r"(?<=[^-~\u2013\u2014\u2212至到])(?:~|\u2013|\u2014+|-|\u2212|至|到)")
_LOOSE = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
"""Blanks that part a number from its unit; between two digits they part two numbers."""
_SAID = "零〇一二三四五六七八九十百两"
_ONE = rf"(?:零下|零上|负|-)?(?:\d+(?:\.\d+)?|[{_SAID}]+(?:点[{_SAID}]+)?)"
_CANDIDATE = re.compile(rf"(?<![\d.]){_ONE}(?:\s*(?:度|℃)?\s*(?:~|-|\u2013|\u2014+|至|到)\s*{_ONE})?")
_COUNTERS = "楼层号室单栋幢门间户片天点月日次人岁个组年时分元块米"
"""What counts something else than is measured."""
_TENTHS_BEHIND = re.compile(rf"(半|[{_SAID}\d])(?![\d{_SAID}])")
_FILL = r"(?:[\s,;:、。\uff0c\uff1b\uff1a()\uff08\uff09]|显示|量的|测的|量着|量了|量|测|是|有|在|的|吧|呢|啊)"
_FILLERS_FIRST = re.compile(rf"^{_FILL}+")
_FILLERS_LAST = re.compile(rf"{_FILL}+$")
_FULL_STOP_BETWEEN = re.compile(r"(?<=\d)。(?=\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """One number, or the two ends of a range."""

    text: str
    """In half width, without the unit; a range as 16~18."""
    numbers: tuple[Decimal, ...]


def read_amount(text: str, unit: str = "") -> Amount | None:
    """The number or range in `text`, with or without `unit`; None where it is anything else."""
    words = _LOOSE.sub("", unicodedata.normalize("NFKC", text).strip())
    words = _FULL_STOP_BETWEEN.sub(".", words)
    if (one := _number(words, unit)) is not None:
        return Amount(_shown(one), (one,))
    for sign in _BETWEEN.finditer(words):
        low = _number(words[: sign.start()], unit)
        high = _number(words[sign.end() :], unit)
        if low is not None and high is not None:
            return Amount(
                f"{_shown(min(low, high))}~{_shown(max(low, high))}", (min(low, high), max(low, high))
            )
    return None


def find_amount(text: str, unit: str) -> tuple[Amount, str] | None:
    """The one number in `text` and the words beside it (“16 度北卧室量的” -> 16, 北卧室); None where it is not clear.

    Of several numbers the one with the unit is meant; a number with another counter behind it (3 楼) never is.
    """
    if (whole := read_amount(text, unit)) is not None:
        return whole, ""
    words = unicodedata.normalize("NFKC", text).strip()
    found = [candidate for match in _CANDIDATE.finditer(words) for candidate in _candidates(match, unit)]
    found = [candidate for candidate in found if candidate.has_unit] or found
    if len(found) != 1:
        return None
    [one] = found
    return one.amount, _beside(words[: one.begin], words[one.end :])


@dataclass(frozen=True, slots=True)
class _Candidate:
    amount: Amount
    begin: int
    end: int
    has_unit: bool


def _candidates(match: re.Match[str], unit: str) -> Iterator[_Candidate]:
    """The number that was matched, with the unit where it follows; nothing where something else is counted."""
    words, end = match.string, match.end()
    follows = words[end:].lstrip()
    names = (*_DEGREE_WORDS, _DEGREE) if unit == _DEGREE else (unicodedata.normalize("NFKC", unit),)
    name = next((name for name in names if name and follows.startswith(name)), "")
    number = match.group()
    if name:
        end = len(words) - len(follows) + len(name)
        tail = _TENTHS_BEHIND.match(words, end) if unit == _DEGREE else None
        if tail:
            number, end = f"{number}度{tail[1]}", tail.end()
    elif not number[-1].isascii() or (follows and follows[0] in _COUNTERS):
        return
    if (amount := read_amount(number, unit)) is not None:
        yield _Candidate(amount, match.start(), end, bool(name))


def _beside(before: str, after: str) -> str:
    parts = [_FILLERS_FIRST.sub("", _FILLERS_LAST.sub("", part)) for part in (before, after)]
    return ",".join(part for part in parts if part)


def _number(words: str, unit: str) -> Decimal | None:
    """零下五度, 16.5℃, 十六度五, 十六点五, 18."""
    is_below = bool(_BELOW.match(words))
    words = _ABOVE.sub("", _BELOW.sub("", words))
    found = _unsigned(_without_unit(words, unit))
    if found is None and (parts := _AND_TENTHS.fullmatch(words)) and ("度" not in words or unit == _DEGREE):
        whole = _unsigned(parts[1])
        tenths = parts[2]
        if whole is not None and whole == whole.to_integral_value():
            found = whole + Decimal(5 if tenths == "半" else DIGITS.get(tenths) or int(tenths)) / 10
    return -found if found is not None and is_below else found


def _without_unit(words: str, unit: str) -> str:
    names = _DEGREE_WORDS if unit == _DEGREE else (unicodedata.normalize("NFKC", unit),)
    return next((words.removesuffix(name) for name in names if name and words.endswith(name)), words)


def _unsigned(words: str) -> Decimal | None:
    if words.isascii():
        return Decimal(words) if _PLAIN.fullmatch(words) else None
    whole, point, tenths = words.partition("点")
    number = below_wan(whole)
    if number is None or (point and not (tenths and all(c in DIGITS for c in tenths))):
        return None
    return Decimal(f"{number}.{''.join(str(DIGITS[c]) for c in tenths)}" if point else number)


def _shown(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
