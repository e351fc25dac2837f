"""Folded text -> the numbers with units, durations and dates in it, in one normal form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.chinese_numbers import number_of, plain

_NUMBER = r"\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万廿卅卌半]+(?:点[零一二三四五六七八九]+)?"
UNITS = {
    "度c": "度",
    "度": "度",
    "摄氏度": "度",
    "c": "度",
    "个小时": "小时",
    "小时": "小时",
    "钟头": "小时",
    "h": "小时",
    "分钟": "分钟",
    "天": "日",
    "日": "日",
    "号": "日",
    "个月": "个月",
    "月": "月",
    "年": "年",
    "元": "元",
    "块钱": "元",
    "块": "元",
    "毛": "角",
    "%": "%",
    "‰": "‰",
    "成": "成",
    "平方米": "平",
    "平米": "平",
    "平": "平",
    "米": "米",
    "组": "组",
    "片": "片",
    "层": "楼",
    "楼": "楼",
    "兆帕": "mpa",
    "mpa": "mpa",
    "公斤": "公斤",
    "倍": "倍",
    "次": "次",
}
"""Way to write a unit → its normal form."""
_UNIT = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_QUANTITY = re.compile(rf"({_NUMBER})\s*({_UNIT})(?![a-z]|(?<=次)[网侧管泵供回])", re.ASCII)
_SHARE = re.compile(rf"([百千])分之({_NUMBER})", re.ASCII)
_DATE = re.compile(r"(?<!\d)(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})(?:日|号)?(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its unit at ``text[start:end]``; `term` is the same for every way of writing it."""

    term: str
    start: int
    end: int


def quantities(text: str) -> Iterator[Quantity]:
    """Every number with a unit, percentage and date in folded `text`, in normal form."""
    for match in _QUANTITY.finditer(text):
        value = number_of(match[1])
        if value is not None:
            yield Quantity(_term(value, UNITS[match[2]]), match.start(), match.end())
    for match in _SHARE.finditer(text):
        value = number_of(match[2])
        if value is not None:
            unit = "%" if match[1] == "百" else "‰"
            yield Quantity(f"={plain(value)}{unit}", match.start(), match.end())
    for match in _DATE.finditer(text):
        month, day = int(match[2]), int(match[3])
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Quantity(f"={month}月{day}日", match.start(), match.end())


def _term(value: float, unit: str) -> str:
    if unit == "成":
        return f"={plain(value * 10)}%"
    return f"={plain(value)}{unit}"
