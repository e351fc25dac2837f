"""A number in digits or Chinese (36, 三十六, 一百零四) goes in; its value comes out, and the other way round."""

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def read_number(text: str) -> int | None:
    """The value of `text` (Arabic or Chinese, below 10,000), or None."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    total, digit = 0, 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            return None
    return total + digit


def write_number(number: int) -> str:
    """`number` (1–9,999) as it is written in an article: 三十六, 一百零四, 一千一百六十五."""
    digits = "零一二三四五六七八九"
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += digits[digit] + name
        elif text and not text.endswith("零") and number:
            text += "零"
    return text.removeprefix("一") if text.startswith("一十") else text
