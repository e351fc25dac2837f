"""The words of a site value -> what kind of thing they are, and what of them has to be mended; a wrong one is told, never refused."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handbook.content.value_words import figure_in
from handbook.model.text import holds_demo
from handbook.model.value_figure import Measure, MonthDay, Quantity
from handbook.upkeep.area_codes import code_of, lengths_of, split_code
from handbook.upkeep.company_rows import ValueKind, Wanted

_PARTS = re.compile(r"[、/;,\n]|(?<=\d) +(?=1[3-9]\d{9}\b)")
"""Between two numbers of one row."""
_BRACKETED = re.compile(r"\([^()]*[^\d()\s-][^()]*\)")
"""What is said of a number beside it: (24 小时)."""
_ENDS = re.compile(r"(?:转|分机|ext\.?)\s*(\d+)$", re.IGNORECASE)
_FILLING = re.compile(r"[\s\-()\u2010-\u2015.]+")
_MOBILE = re.compile(r"1[3-9]\d{9}$")
_SHORT = re.compile(r"(?:1[12]\d|12\d{3}|95\d{3,6}|96\d{3,4})$")
_FREE = ("400", "800")
_RANGES: dict[Measure, tuple[Decimal, Decimal]] = {
    Measure.SHARE: (Decimal(0), Decimal(1)),
    Measure.SHARE_PER_DAY: (Decimal(0), Decimal("0.01")),
    Measure.CELSIUS: (Decimal(0), Decimal(100)),
    Measure.METRE: (Decimal("0.1"), Decimal(10)),
    Measure.MINUTE: (Decimal(1), Decimal(240)),
    Measure.HOUR: (Decimal("0.5"), Decimal(168)),
    Measure.DAY: (Decimal(1), Decimal(365)),
    Measure.WORKDAY: (Decimal(1), Decimal(90)),
    Measure.MONTH: (Decimal(1), Decimal(24)),
    Measure.YEAR: (Decimal(1), Decimal(20)),
    Measure.SEASON: (Decimal(1), Decimal(10)),
    Measure.YUAN_PER_SQUARE_METRE: (Decimal(5), Decimal(200)),
}
"""What is sane; outside of it a point or a unit was most likely mistyped."""
_DAYS = re.compile(r"(\d{4})(?:\D{0,2}(\d{1,2})(?:\D{0,2}(\d{1,2})\D?)?)?\D?$")
_MONTHS = 12
_EARLIEST = 1949


@dataclass(frozen=True, slots=True)
class Judged:
    """What a value is."""

    kind: ValueKind
    message: str = ""
    """What has to be mended; of a fine one what to know of it."""
    is_fine: bool = True


def judged(words: str, wanted: Wanted, unit: str = "", city: str = "") -> Judged:
    """What `words`, which are not empty, are where `wanted` is asked for; `city`: where local numbers are at home."""
    if holds_demo(words):
        return Judged(kind_of_nothing(wanted), "这是示例公司的,写本单位自己的", is_fine=False)
    match wanted:
        case Wanted.PHONE | Wanted.EXTENSION:
            return _numbers(words, city, may_be_extension=wanted is Wanted.EXTENSION)
        case Wanted.NUMBER:
            return _figure(words, unit)
        case Wanted.DATE:
            figure = figure_in(words)
            if figure is None or figure.day is None:
                return Judged(ValueKind.DATE, "看不出是哪一天,写成 10 月 20 日 这样", is_fine=False)
            return Judged(ValueKind.DATE)
        case Wanted.CLOCK:
            figure = figure_in(words)
            if figure is None or figure.clock is None:
                return Judged(ValueKind.TIME, "看不出是几点到几点,写成 6:00–8:00 这样", is_fine=False)
            return Judged(ValueKind.TIME)
        case _:
            return Judged(ValueKind.TEXT)


def kind_of_nothing(wanted: Wanted) -> ValueKind:
    """What an empty row is going to be."""
    return {
        Wanted.PHONE: ValueKind.LANDLINE,
        Wanted.EXTENSION: ValueKind.EXTENSION,
        Wanted.NUMBER: ValueKind.NUMBER,
        Wanted.DATE: ValueKind.DATE,
        Wanted.CLOCK: ValueKind.TIME,
        Wanted.REGION: ValueKind.REGION,
    }.get(wanted, ValueKind.TEXT)


def season_fault(start: str, end: str) -> str:
    """What is wrong with the two days of a heating season; empty where nothing is, or where one of them is no day."""
    first, last = _day_in(start), _day_in(end)
    if first is None or last is None:
        return ""
    is_earlier = (last.month, last.day) <= (first.month, first.day)
    if is_earlier and not last.is_next_year:
        return "比开始那天还早;隔年的要写“次年”"
    if last.is_next_year and not is_earlier:
        return "从开始算起超过一年了"
    return ""


def source_day(words: str) -> str:
    """The day of a source as it is kept: 2026-11-28, 2026-11 or 2026; empty where `words` are none."""
    match = _DAYS.match(unicodedata.normalize("NFKC", words).strip())
    if match is None or int(match[1]) < _EARLIEST:
        return ""
    year, month, day = match.groups()
    if month is None:
        return year
    try:
        found = date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return found.isoformat() if day else found.isoformat()[:7]


def _day_in(words: str) -> MonthDay | None:
    figure = figure_in(words)
    return figure.day if figure is not None else None


def _numbers(words: str, city: str, *, may_be_extension: bool) -> Judged:
    plain = _BRACKETED.sub("", unicodedata.normalize("NFKC", words))
    found = [_number(part, city, may_be_extension) for part in _PARTS.split(plain) if part.strip()]
    if not found:
        return Judged(ValueKind.LANDLINE, "看不出是什么号码", is_fine=False)
    wrong = next((one for one in found if not one.is_fine), None)
    told = next((one for one in found if one.message), found[0])
    return wrong or Judged(found[0].kind, told.message)


def _number(part: str, city: str, may_be_extension: bool) -> Judged:
    behind = _ENDS.search(part.strip())
    extension = behind[1] if behind is not None else ""
    digits = _FILLING.sub("", part[: part.rindex(behind[0])] if behind is not None else part)
    if digits.startswith("+86"):
        digits = digits[3:]
    if extension and not 3 <= len(extension) <= 6:
        return _extension(extension)
    if not digits and extension:
        return Judged(ValueKind.EXTENSION)
    if not (digits.isascii() and digits.isdecimal()):
        return Judged(ValueKind.LANDLINE, f"“{part.strip()}”里有不是号码的字", is_fine=False)
    if _SHORT.match(digits):
        return Judged(ValueKind.SHORT)
    if may_be_extension and len(digits) <= 6:
        return _extension(digits)
    if digits.startswith(_FREE) and not 7 <= len(digits) <= 8:
        if len(digits) == 10:
            return Judged(ValueKind.SHORT)
        return Judged(ValueKind.SHORT, f"{digits[:3]} 号码是 10 位,这里 {len(digits)} 位", is_fine=False)
    if _MOBILE.match(digits):
        return Judged(ValueKind.MOBILE, "手机,人换了就不通")
    if digits.startswith("1"):
        return Judged(ValueKind.MOBILE, f"手机号是 11 位,这里 {len(digits)} 位", is_fine=False)
    return _landline(digits, code_of(city))


def _extension(digits: str) -> Judged:
    is_fine = 3 <= len(digits) <= 6
    words = "" if is_fine else f"分机是 3 到 6 位,这里 {len(digits)} 位"
    return Judged(ValueKind.EXTENSION, words, is_fine=is_fine)


def _landline(digits: str, home: str) -> Judged:
    kind = ValueKind.LANDLINE
    code, local = split_code(digits) if digits.startswith("0") else ("", digits)
    whose = "本市" if not code or code == home else f"{code} 的"
    lengths = lengths_of(code or home)
    if len(local) not in lengths:
        wanted = " 或 ".join(map(str, lengths))
        few = "只有" if len(local) < min(lengths) else "有"
        return Judged(kind, f"{few} {len(local)} 位,{whose}座机是 {wanted} 位", is_fine=False)
    if local.startswith(("0", "1")):
        return Judged(kind, f"区号后面的 {local[0]} 不会是座机的开头", is_fine=False)
    if code and home and code != home:
        return Judged(kind, f"区号 {code} 不是本市的 {home},看一眼")
    return Judged(kind) if code else Judged(kind, f"没写区号{f' {home}' if home else ''},外地打不通")


def _figure(words: str, unit: str) -> Judged:
    kind = ValueKind.NUMBER
    figure = figure_in(words, unit)
    if figure is None:
        plain = unicodedata.normalize("NFKC", words).rstrip()
        if unit and re.search(r"\d", plain) and not plain[-1:].isdecimal():
            return Judged(kind, f"看不出是多少;单位“{unit}”已经在后面,这里只写数", is_fine=False)
        return Judged(kind, "看不出是多少", is_fine=False)
    number = figure.number
    if number is None:
        return Judged(kind, is_fine=True) if figure.surcharge or figure.tiers else _not_counted()
    least, most = _RANGES[number.unit]
    if number.amount < least or (number.most or number.amount) > most:
        usual = f"{_amount(least, number.unit)}–{_amount(most, number.unit)}"
        return Judged(kind, f"{_shown(number)} 不像,常见的是 {usual}", is_fine=False)
    return Judged(kind)


def _not_counted() -> Judged:
    return Judged(ValueKind.NUMBER, "看不出是多少,读着像日期或时段", is_fine=False)


def _shown(number: Quantity) -> str:
    most = f"–{_amount(number.most, number.unit)}" if number.most is not None else ""
    words = f"{_amount(number.amount, number.unit)}{most}"
    if number.unit is Measure.SHARE_PER_DAY:
        return f"每天 {words}"
    return words if number.unit is Measure.SHARE else f"{words} {number.unit}"


def _amount(number: Decimal, unit: Measure) -> str:
    if unit in (Measure.SHARE, Measure.SHARE_PER_DAY):
        return f"{(number * 100).normalize():f}%"
    return f"{number.normalize():f}"
