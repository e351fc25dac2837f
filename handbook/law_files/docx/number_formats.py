"""A count goes in; it comes out as Word writes it in one of its formats (ECMA-376 Part 1, §17.18.59)."""

from collections.abc import Callable

from handbook.chinese_numbers import write_number

_DIGITS = "〇一二三四五六七八九"
_TRADITIONAL = "甲乙丙丁戊己庚辛壬癸"
_ZODIAC = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def _chinese(count: int) -> str:
    return write_number(count)


def _digit_by_digit(count: int) -> str:
    return "".join(_DIGITS[int(c)] for c in str(count))


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        while count >= worth:
            written += sign
            count -= worth
    return written


def _wide(count: int) -> str:
    return "".join(chr(ord("０") + int(c)) for c in str(count))


def _circled(count: int) -> str:
    return chr(0x2460 + count - 1) if count <= 20 else str(count)


def _of(signs: str) -> Callable[[int], str]:
    return lambda count: signs[(count - 1) % len(signs)]


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02d}",
    "decimalHalfWidth": str,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda count: f"({count})",
    "decimalEnclosedFullstop": lambda count: f"{count}.",
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "ideographTraditional": _of(_TRADITIONAL),
    "ideographZodiac": _of(_ZODIAC),
    "ideographEnclosedCircle": lambda count: chr(0x3220 + count - 1) if count <= 10 else str(count),
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "bullet": lambda _count: "",
    "none": lambda _count: "",
}


def written_count(count: int, kind: str) -> str | None:
    """`count` (from 0 on) in the format `kind`; None for one that is not known here."""
    if kind not in _FORMATS:
        return None
    return _FORMATS[kind](count) if count > 0 or kind.startswith("decimal") else str(count)
