"""How the parts of a law are numbered: 第三十六条之一, 第四章, (一), 1. at the beginning of a line -> what they are."""

import re

from handbook.chinese_numbers import DIGITS, whole_number, write_number

_DIGIT = "〇○零一二三四五六七八九十百千两\\d"
_GAP = r"[ \t\u00a0\u2000-\u200a\u3000]*"
ARTICLE = re.compile(
    rf"第{_GAP}(?P<number>[{_DIGIT}](?:{_GAP}[{_DIGIT}]){{0,8}}){_GAP}条"
    rf"(?:{_GAP}之{_GAP}(?P<sub>[一二三四五六七八九十]{{1,3}}|\d{{1,2}}))?"
)
"""The number of an article, where it begins a line."""
HEADING = re.compile(rf"第{_GAP}(?P<number>[{_DIGIT}]{{1,6}}){_GAP}(?P<level>分编|编|章|节)")
"""The number of a part, chapter or section, where it begins a line."""
ITEM = re.compile(rf"[（(]{_GAP}(?P<number>[一二三四五六七八九十百]{{1,4}}){_GAP}[)）]")
"""The number of a 项, where it begins a line."""
SUB_ITEM = re.compile(r"(?P<number>\d{1,2})[.．、]")
"""The number of a 目, where it begins a line."""
LEVELS = {"编": 1, "分编": 2, "章": 3, "节": 4}
"""Word of a heading → its depth, 1 the highest."""


def number_in(written: str) -> int | None:
    """第三十六条 is numbered 三十六, 二〇, 百一十 or 36: its value, None where it is no number."""
    bare = "".join(written.split()).replace("○", "〇")
    if len(bare) > 1 and all(c in DIGITS for c in bare):
        return int("".join(str(DIGITS[c]) for c in bare))  # 二〇, 一二〇
    if bare.startswith("百"):
        bare = "一" + bare
    return whole_number(bare) if not bare.isdigit() else int(bare)


def article_number(match: re.Match[str]) -> str | None:
    """A match of `ARTICLE` -> the number as the handbook writes it: 36 or 36-1; None where it is no number."""
    number = number_in(match["number"])
    sub = number_in(match["sub"]) if match["sub"] else 0
    if not number or sub is None:
        return None
    return f"{number}-{sub}" if sub else str(number)


def written_article(number: str) -> str:
    """36-1 -> 第三十六条之一, as laws write it."""
    main, _, sub = number.partition("-")
    return f"第{write_number(int(main))}条" + (f"之{write_number(int(sub))}" if sub else "")


def order_of(number: str) -> tuple[int, int]:
    """The place of 36-1 among the articles of its law."""
    main, _, sub = number.partition("-")
    return int(main), int(sub or 0)
