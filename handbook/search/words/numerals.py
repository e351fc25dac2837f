"""Arabic and Chinese digits -> numbers."""

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_SCORES = {"廿": 20, "卅": 30, "卌": 40}
TENS = "".join((*_UNITS, *_SCORES))
HAN_NUMERALS = "".join((*_DIGITS, *_UNITS, *_SCORES))


def number_of(text: str) -> float | None:
    """The value of Arabic or Chinese digits, such as 18, 十八, 廿一, 一百零五, 半 or 一点五; None if it is no number."""
    if text and text[0].isascii():
        return float(text) if text.replace(".", "", 1).isdecimal() else None
    whole, _, fraction = text.partition("点")
    value = _whole(whole)
    if value is None or not fraction:
        return value
    return value + float("0." + "".join(str(_DIGITS[c]) for c in fraction))


def _whole(text: str) -> float | None:
    if text == "半":
        return 0.5
    if not text or not all(c in HAN_NUMERALS for c in text):
        return None
    if all(c in _DIGITS for c in text):
        if len(text) == 2 and _DIGITS[text[1]] - _DIGITS[text[0]] == 1:
            return None  # 一二, 七八: one and two, some seven or eight
        return float("".join(str(_DIGITS[c]) for c in text))
    high, wan, low = text.rpartition("万")
    if not wan:
        return _below_wan(low)
    tens = _below_wan(high) if high else 1
    if len(low) == 1 and _DIGITS.get(low):
        low += "千"  # 一万二
    ones = _below_wan(low) if low else 0
    return None if tens is None or ones is None else tens * 10000 + ones


def _below_wan(text: str) -> float | None:
    """A number below 10,000; None unless its units descend with at most one digit before each: 九十九九, 十百."""
    total = 0
    digit = 0
    last = 10000
    has_zero = False
    for char in text:
        value = _DIGITS.get(char)
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
    return float(total + (digit * last // 10 if is_short else digit))  # 一百二 is 120


def plain(number: float) -> str:
    """Shortest way to write `number`: 18, 0.5."""
    return str(int(number)) if number == int(number) else repr(number)
