"""Folded text -> the numbers, durations, dates and article references in it, in one normal form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_NUMBER = r"\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万半]+(?:点[零一二三四五六七八九]+)?"
_UNITS = {
    "度c": "度", "度": "度", "摄氏度": "度", "c": "度",
    "个小时": "小时", "小时": "小时", "钟头": "小时", "h": "小时",
    "分钟": "分钟", "天": "日", "日": "日", "号": "日", "个月": "个月", "月": "月", "年": "年",
    "元": "元", "块钱": "元", "块": "元", "毛": "角", "%": "%", "成": "成",
    "平方米": "平", "平米": "平", "平": "平", "米": "米", "组": "组", "片": "片", "层": "楼", "楼": "楼",
    "兆帕": "mpa", "mpa": "mpa", "公斤": "公斤", "倍": "倍", "次": "次",
}  # fmt: skip
_UNIT = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_QUANTITY = re.compile(rf"({_NUMBER})\s*({_UNIT})(?![a-z]|(?<=次)[网侧管泵供回])", re.ASCII)
_PERCENT = re.compile(rf"百分之({_NUMBER})", re.ASCII)
_DATE = re.compile(r"(?<!\d)(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})(?:日|号)?(?!\d)", re.ASCII)
_ARTICLE = re.compile(rf"第?({_NUMBER})条(?:之({_NUMBER}))?", re.ASCII)
_AFTER_LAW = re.compile(rf"(?<=[例法典定则])第?({_NUMBER})$", re.ASCII)
"""供热条例三十六: the number after the name of a law."""
_BARE = re.compile(
    r"(?<![\d.\-])(\d{1,4})(?:-(\d{1,2})|之([一二三四五六七八九十]+))?(?![\d.\-a-z])", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit at ``text[start:end]``; `term` is the same for every way of writing it."""

    term: str
    start: int
    end: int


def number_of(text: str) -> float | None:
    """The value of Arabic or Chinese digits, such as 18, 十八, 一百零五, 半 or 一点五; None if it is no number."""
    if text and text[0].isascii():
        return float(text)
    whole, _, fraction = text.partition("点")
    value = _whole(whole)
    if value is None or not fraction:
        return value
    return value + float("0." + "".join(str(_DIGITS[c]) for c in fraction))


def _whole(text: str) -> float | None:
    if text == "半":
        return 0.5
    if "半" in text:
        return None
    if not any(c in _TENS for c in text):
        if len(text) == 2 and _DIGITS[text[1]] - _DIGITS[text[0]] == 1:
            return None  # 一二, 七八: one and two, some seven or eight
        return float("".join(str(_DIGITS[c]) for c in text)) if text else None
    total, part = 0, 0
    for char in text:
        if char in _DIGITS:
            part = _DIGITS[char]
        elif char == "万":
            total, part = (total + part or 1) * 10000, 0
        else:
            total, part = total + (part or 1) * _TENS[char], 0
    return float(total + part)


def plain(number: float) -> str:
    """Shortest way to write `number`: 18, 0.5."""
    return str(int(number)) if number == int(number) else repr(number)


def quantities(text: str) -> Iterator[Quantity]:
    """Every number with a unit, percentage and date in folded `text`, in normal form."""
    for match in _QUANTITY.finditer(text):
        value = number_of(match[1])
        if value is not None:
            yield Quantity(_term(value, _UNITS[match[2]]), match.start(), match.end())
    for match in _PERCENT.finditer(text):
        value = number_of(match[1])
        if value is not None:
            yield Quantity(f"={plain(value)}%", match.start(), match.end())
    for match in _DATE.finditer(text):
        month, day = int(match[2]), int(match[3])
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Quantity(f"={month}月{day}日", match.start(), match.end())


def _term(value: float, unit: str) -> str:
    if unit == "成":
        return f"={plain(value * 10)}%"
    return f"={plain(value)}{unit}"


@dataclass(frozen=True, slots=True)
class ArticleReference:
    """A reference to an article at ``text[start:end]``: number in digits, such as 36 or 36-1."""

    number: str
    start: int
    end: int
    is_marked: bool
    """Written with 条; a bare number may mean something else."""


def article_references(text: str) -> list[ArticleReference]:
    """Article numbers in folded `text`: 第三十六条, 36条, 第36条之一, 36-1, and bare numbers."""
    marked = [_reference(m, m[2], marked=True) for m in _ARTICLE.finditer(text)]
    bare = [
        _reference(m, m[2] or m[3], marked=False)
        for m in _BARE.finditer(text)
        if text[m.end() : m.end() + 1] not in ("条", *_UNITS)
    ]
    named = [
        _reference(m, None, marked=True) for m in _AFTER_LAW.finditer(text.rstrip()) if not m[1].isdecimal()
    ]
    return [r for r in (*marked, *named, *bare) if r]


def _reference(match: re.Match[str], sub: str | None, *, marked: bool) -> ArticleReference | None:
    number = article_number(match[1], sub)
    return ArticleReference(number, match.start(), match.end(), marked) if number else None


def article_number(number: str, sub: str | None = None) -> str:
    """Digits of an article: 三十六 → 36, (三十六, 一) → 36-1; empty where it is no whole number."""
    values = [number_of(n) for n in (number, sub) if n]
    if any(v is None or v != int(v) for v in values):
        return ""
    return "-".join(plain(v) for v in values if v is not None)


@lru_cache(maxsize=4096)
def article_of(text: str) -> str:
    """Normal form of a number as stored in an entry: 36, 36-1, 第三十六条, 第三十六条之一."""
    found = article_references(text)
    return found[0].number if found else text.strip()
