"""Units as laws and people write them -> one word for each, with what a number before it is multiplied by."""

import re
from decimal import Decimal

_ONE = Decimal(1)
UNITS: dict[str, tuple[str, Decimal]] = {
    **dict.fromkeys(("℃", "°c", "ºc", "˚c", "摄氏度", "度"), ("℃", _ONE)),
    **dict.fromkeys(("%", "％"), ("占比", Decimal("0.01"))),
    "‰": ("占比", Decimal("0.001")),
    "成": ("占比", Decimal("0.1")),
    **dict.fromkeys(("元", "圆", "块钱", "块"), ("元", _ONE)),
    **dict.fromkeys(("个工作日", "工作日"), ("工作日", _ONE)),
    **dict.fromkeys(("日", "天", "个自然日", "自然日", "个日历日"), ("日", _ONE)),
    **dict.fromkeys(("周", "个星期", "星期", "个礼拜"), ("日", Decimal(7))),
    "个月": ("个月", _ONE),
    **dict.fromkeys(("年", "周年"), ("年", _ONE)),
    **dict.fromkeys(("小时", "个小时", "个钟头", "钟头", "h"), ("小时", _ONE)),
    "分钟": ("分钟", _ONE),
    "倍": ("倍", _ONE),
    "次": ("次", _ONE),
    "户": ("户", _ONE),
    **dict.fromkeys(("人", "名"), ("人", _ONE)),
    **dict.fromkeys(("岁", "周岁"), ("岁", _ONE)),
    **dict.fromkeys(
        [g + n for n in ("采暖期", "供热期", "供暖期", "采暖供热期", "供热采暖期") for g in ("", "个")],
        ("采暖期", _ONE),
    ),
    **dict.fromkeys(("平方米", "平米", "㎡", "m²", "m2"), ("平方米", _ONE)),
    **dict.fromkeys(("立方米", "m³", "m3"), ("立方米", _ONE)),
    **dict.fromkeys(("公里", "千米", "km"), ("米", Decimal(1000))),
    **dict.fromkeys(("米", "m"), ("米", _ONE)),
    **dict.fromkeys(("厘米", "cm"), ("米", Decimal("0.01"))),
    **dict.fromkeys(("毫米", "mm"), ("米", Decimal("0.001"))),
    "吨": ("吨", _ONE),
    **dict.fromkeys(("公斤", "千克", "kg"), ("公斤", _ONE)),
    **dict.fromkeys(("千瓦", "kw"), ("千瓦", _ONE)),
    **dict.fromkeys(("兆瓦", "mw"), ("千瓦", Decimal(1000))),
    **dict.fromkeys(("兆帕", "mpa"), ("兆帕", _ONE)),
}
"""Way to write a unit, in small letters and without blanks → its word, and the factor to it."""
MANY_ONLY = frozenset({"次", "户", "人", "块"})
"""Units of which one alone is no figure: 一次, 一户, 那一块."""
_AFTER = {
    "成": "(?![立员为本果功品熟效绩长交])",
    "度": "(?![假过量数])",
    "日": "(?![常程报期益])",
    "天": "(?!然)",
    "元": "(?![旦素件])",
    "人": "(?![民员身工])",
    "名": "(?![称义单])",
    "户": "(?!籍)",
    "年": "(?![龄级])",
    "米": "(?!饭)",
    "块": "(?![状煤])",
    "次": "(?![日年月要])",
    "周": "(?![围边岁年转期])",
    "倍": "",
}
"""What must not follow, as the two are another word together."""


def _pattern(unit: str) -> str:
    sign, letter = unit[:1], unit[1:]
    spaced = rf"{sign}\s*{letter}" if letter == "c" and not sign.isascii() else re.escape(unit)
    is_latin = unit[-1].isascii() and unit[-1].isalpha()
    return spaced + ("(?![a-z0-9²³])" if is_latin else _AFTER.get(unit, ""))


UNIT = "|".join(map(_pattern, sorted(UNITS, key=len, reverse=True)))
"""A pattern of all of them, the longest first; to be read without regard to case."""
