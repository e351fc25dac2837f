"""Numbers of callers in every script, grouped in every way, parted by anything: at most two digits can be read."""

import random
import unicodedata
from collections.abc import Iterator

import pytest

from handbook.call.words.masking import holds_caller_data, mask, mask_strictly

SEPARATORS = (
    "",
    "-",
    "－",
    "–",
    "—",
    "‐",
    "‑",
    "−",
    " ",
    "  ",
    "\u3000",
    "\u00a0",
    "\u2009",
    "\t",
    ",",
    "，",
    "、",
    ".",
    "．",
    "。",
    "·",
    "・",
    "/",
    "／",
    "\\",
    "|",
    "_",
    "~",
    "～",
    "*",
    "#",
    ":",
    "：",
    ";",
    "；",
    "\u200b",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u202d",
    "\u200e",
    "\n",
    "\r\n",
    "\u2028",
    "\x0b",
    "\x07",
    "(",
    ")",
    "（",
    "）",
    "[",
    "】",
    " - ",
    " － ",
    "--",
    "——",
    "…",
    "'",
    "”",
    "+",
    "=",
    ">",
    "转",
    "杠",
    " 转 ",
    "空格",
)
NUMERALS = ("零一二三四五六七八九", "〇幺两三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "⓪①②③④⑤⑥⑦⑧⑨")
PLACES = (
    ("", ""),
    ("电话", ""),
    ("回拨", "谢谢"),
    ("联系电话:", ",家里有老人"),
    ("打", "找人"),
    ("(", ")"),
    ("2026-11-22 ", "来电"),
    ("5号楼501,", " 不热"),
    ("+86", ""),
    ("户号", "户主"),
    ("他说是", "\n09:15:30 +00:12 打钩"),
)


def number(dice: random.Random) -> str:
    def digits(count: int) -> str:
        return "".join(dice.choice("0123456789") for _ in range(count))

    kinds = (
        f"1{dice.choice('3456789')}{digits(9)}",
        f"{dice.choice('2345678')}{digits(dice.choice((6, 7)))}",
        f"0451{dice.choice('2345678')}{digits(7)}",
        f"230103{dice.choice(('1980', '1975', '2001'))}0{dice.randint(1, 9)}1{digits(5)}",
        f"62{digits(dice.choice((14, 17)))}",
    )
    return dice.choice(kinds)


def groups(dice: random.Random, digits: str) -> list[str]:
    size = dice.choice((1, 2, 3, 4, 0))
    if size:
        return [digits[at : at + size] for at in range(0, len(digits), size)]
    return [part for part in (digits[:3], digits[3:7], digits[7:]) if part]


def forms(count: int) -> Iterator[tuple[str, str, str]]:
    dice = random.Random(2026)
    for _ in range(count):
        before, after = dice.choice(PLACES)
        parts = groups(dice, number(dice))
        separator = dice.choice(SEPARATORS)
        form = separator.join(parts)
        if dice.random() < 0.4:
            numerals = dice.choice(NUMERALS)
            form = "".join(numerals[int(c)] if c.isascii() and c.isdigit() else c for c in form)
        yield before, form, after


def readable(text: str) -> int:
    return sum(unicodedata.numeric(sign, 99) < 10 for sign in text)


def test_no_form_of_a_number_can_be_read() -> None:
    leaks = []
    for before, form, after in forms(2000):
        for masker in (mask, mask_strictly):
            masked = masker(before + form + after)
            around = readable(masker(before) if masker is mask_strictly else before) + readable(after)
            if readable(masked) > around + 2 or not holds_caller_data(before + form + after):
                leaks.append((before, form, masked))
    assert leaks == []


@pytest.mark.parametrize("separator", SEPARATORS)
def test_stars_for_all_but_the_last_two_digits(separator: str) -> None:
    parts, stars = ("138", "0013", "8000"), ("***", "****", "**00")
    assert mask(separator.join(parts)) == separator.join(stars)
