"""Arabic and Chinese digits (18, 十八, 两百, 廿一, 一百二) -> numbers, and back as articles write them; read here alone."""

_PLAIN = "零一二三四五六七八九"
DIGITS = {char: digit for digit, char in enumerate(_PLAIN)} | {"〇": 0, "两": 2}
"""Chinese digit → its value."""
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_SCORES = {"廿": 20, "卅": 30, "卌": 40}
TENS = "".join((*_UNITS, *_SCORES))
HAN_NUMERALS = "".join((*DIGITS, *_UNITS, *_SCORES))


def number_of(text: str) -> float | None:
    """The value of Arabic or Chinese digits, such as 18, 十八, 廿一, 一百零五, 半 or 一点五; None if it is no number."""
    if text and text[0].isascii():
        return float(text) if text.replace(".", "", 1).isdecimal() else None
    whole, _, fraction = text.partition("点")
    value = _whole(whole)
    if value is None or not fraction:
        return value
    if not all(char in DIGITS for char in fraction):
        return None
    return value + float("0." + "".join(str(DIGITS[char]) for char in fraction))


def _whole(text: str) -> float | None:
    if text == "半":
        return 0.5
    if not text or not all(c in HAN_NUMERALS for c in text):
        return None
    if all(c in DIGITS for c in text):
        if len(text) == 2 and DIGITS[text[1]] - DIGITS[text[0]] == 1:
            return None  # 一二, 七八: one and two, some seven or eight
        return float("".join(str(DIGITS[c]) for c in text))
    high, wan, low = text.rpartition("万")
    if not wan:
        return below_wan(low)
    tens = below_wan(high) if high else 1
    if len(low) == 1 and DIGITS.get(low):
        low += "千"  # 一万二
    ones = below_wan(low) if low else 0
    return None if tens is None or ones is None else tens * 10000 + ones


def below_wan(text: str) -> int | None:
    """A Chinese number below 10,000 as it is said: 七, 十六, 两百, 一百零五, 一百二 (120).

    None for anything else, also where units do not descend or more than one digit stands before one: 九十九九, 十百.
    """
    total = 0
    digit = 0
    last = 10000
    has_zero = False
    for char in text:
        value = DIGITS.get(char)
        if value is not None:
            if digit:
                return None
            digit = value
            has_zero = has_zero or not value
            continue
        unit = 10 if char in _SCORES else _UNITS.get(char, last)
        if unit >= last or (digit and char in _SCORES):
            return None
        total += _SCORES.get(char, (digit or 1) * unit)
        digit = 0
        last = unit
        has_zero = False
    is_short = digit and last in (100, 1000) and not has_zero
    return total + (digit * last // 10 if is_short else digit) if text else None


def whole_number(text: str) -> int | None:
    """Arabic digits, or a Chinese number below 10,000; None for anything else."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    return below_wan(text)


def write_number(number: int) -> str:
    """`number` (1–9,999) as it is written in an article: 三十六, 一百零四, 一千一百六十五."""
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += _PLAIN[digit] + name
        elif text and not text.endswith("零") and number:
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def plain(number: float) -> str:
    """Shortest way to write `number`: 18, 0.5."""
    return str(int(number)) if number == int(number) else repr(number)
