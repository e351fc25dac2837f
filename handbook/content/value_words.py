"""The words of a site value and its unit -> what they say as a figure; None where they say none.

Read are the ways in which values are written: 24 and 小时内, 15–30, 三十, 30%, 千分之一 a day, 次年 4 月 20 日, 10:00–14:00,
6–8 时与 16–20 时, steps of refund, what is added for each step, the closed words of a rule (按整户算), 11 月 12%、12 月 22%,
2026 年放假：1 月 1 日至 3 日；上班：1 月 4 日, and 可以说，王立 2026-11-01.
"""

import re
import unicodedata
from datetime import date, time
from decimal import Decimal, InvalidOperation

from handbook.chinese_numbers import HAN_NUMERALS, number_of
from handbook.chinese_numbers import plain as written
from handbook.model.reckoning import Choice
from handbook.model.value_figure import (
    Approval,
    ClockSpan,
    DaySpan,
    Measure,
    MonthDay,
    MonthShare,
    Quantity,
    Surcharge,
    Tier,
    ValueFigure,
    YearOff,
)

_NUMBER = rf"(?:\d+(?:\.\d+)?|[{HAN_NUMERALS}半]+(?:点[{HAN_NUMERALS}]+)?)"
_TO = r"(?:[-~\u2013\u2014\u2212]|至|到)"
_SIDE = re.compile(r"(?:之内|以内|内|以上|以后|之后|以前|之前|前|后)$")
_UNITS = {
    "℃": Measure.CELSIUS,
    "°C": Measure.CELSIUS,
    "度": Measure.CELSIUS,
    "米": Measure.METRE,
    "m": Measure.METRE,
    "分钟": Measure.MINUTE,
    "分": Measure.MINUTE,
    "小时": Measure.HOUR,
    "个小时": Measure.HOUR,
    "钟头": Measure.HOUR,
    "个钟头": Measure.HOUR,
    "天": Measure.DAY,
    "日": Measure.DAY,
    "工作日": Measure.WORKDAY,
    "个工作日": Measure.WORKDAY,
    "月": Measure.MONTH,
    "个月": Measure.MONTH,
    "年": Measure.YEAR,
    "采暖期": Measure.SEASON,
    "个采暖期": Measure.SEASON,
    "元/㎡": Measure.YUAN_PER_SQUARE_METRE,
    "元/m2": Measure.YUAN_PER_SQUARE_METRE,
    "元/平方米": Measure.YUAN_PER_SQUARE_METRE,
}
_AMOUNT = re.compile(rf"(?<![\d.{HAN_NUMERALS}])({_NUMBER})(?:{_TO}({_NUMBER}))?$")
_SHARE = re.compile(
    rf"(?P<percent>\d+(?:\.\d+)?)%|(?P<of>[百千万])分之(?P<part>{_NUMBER})|(?P<tenths>{_NUMBER})成"
)
_PER_DAY = re.compile(r"(?:每|按)[日天]|/[日天]|[一每][日天]$")
_WHOLE = {"百": 100, "千": 1000, "万": 10000}
_DAY = re.compile(rf"(次年|第二年|翌年|来年)?({_NUMBER})月({_NUMBER})[日号]")
_HOUR = r"(\d{1,2})(?::(\d{2}))?(?:时|点)?"
_SPAN = re.compile(rf"{_HOUR}{_TO}{_HOUR}")
_IS_CLOCK = re.compile(r"\d(?:时|点)|\d:\d{2}")
_DEGREES = rf"({_NUMBER})(?:°C|℃|度)"
_TIER = re.compile(
    rf"(?:{_DEGREES}(?:及|或)?以上、?(?:不到|不足|低于){_DEGREES}|(?:低于|不到|不足){_DEGREES})(?:的?按[日天])?(?:退({_NUMBER}%|百分之{_NUMBER})|(全退|退全))"
)
_SURCHARGE = re.compile(
    rf"超(?:过)?({_NUMBER})米,?每超(?:过)?({_NUMBER})米加(?:收|价)?({_NUMBER}%|百分之{_NUMBER})"
)
_MONTH = re.compile(r"(\d{1,2})月占?(\d+(?:\.\d+)?%)")
_MONTHS = re.compile(rf"{_MONTH.pattern}(?:[、,;]{_MONTH.pattern})+。?")
_YEAR = re.compile(r"(\d{4})年放假:([^;。年]+)(?:;上班:([^;。年]+))?")
_YEARS = re.compile(rf"{_YEAR.pattern}(?:[;。]{_YEAR.pattern})*。?")
_OFF = re.compile(r"(\d{1,2})月(\d{1,2})日(?:至(?:(\d{1,2})月)?(\d{1,2})日)?")
_APPROVED = re.compile(r"可以说,(.+?),?(\d{4}-\d{2}-\d{2})")


def figure_in(words: str, unit: str = "") -> ValueFigure | None:
    """What `words`, counted in `unit`, say; None where they are no figure or several that make no table."""
    text = _plain(words)
    try:
        if unit:
            return _counted(text, _plain(unit))
        for read in (_choice, _years, _months, _approval, _tiers, _surcharge, _clock, _day, _share):
            found = read(text)
            if found is not None:
                return found
    except (ValueError, InvalidOperation):  # 13 月, 25:00: written, and no figure
        return None
    return None


def _decimal(text: str) -> Decimal:
    number = number_of(text)
    if number is None:
        raise ValueError(text)
    return Decimal(text) if text[0].isascii() else Decimal(written(number))


def _counted(text: str, unit: str) -> ValueFigure | None:
    found = _AMOUNT.search(text)
    measure = _UNITS.get(unit) or _UNITS.get(_SIDE.sub("", unit))
    if found is None or measure is None:
        return None
    least, most = found.groups()
    upper = _decimal(most) if most else None
    return ValueFigure(number=Quantity(amount=_decimal(least), most=upper, unit=measure))


def _share(text: str) -> ValueFigure | None:
    shares = list(_SHARE.finditer(text))
    if len(shares) != 1:
        return None
    unit = Measure.SHARE_PER_DAY if _PER_DAY.search(text) else Measure.SHARE
    return ValueFigure(number=Quantity(amount=_part(shares[0].group()), unit=unit))


def _part(text: str) -> Decimal:
    found = _SHARE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    if found["percent"]:
        return Decimal(found["percent"]) / 100
    if found["of"]:
        return _decimal(found["part"]) / _WHOLE[found["of"]]
    return _decimal(found["tenths"]) / 10


def _day(text: str) -> ValueFigure | None:
    days = list(_DAY.finditer(text))
    if len(days) != 1:
        return None
    next_year, month, day = days[0].groups()
    return ValueFigure(
        day=MonthDay(month=int(_decimal(month)), day=int(_decimal(day)), is_next_year=bool(next_year))
    )


def _clock(text: str) -> ValueFigure | None:
    if not _IS_CLOCK.search(text):
        return None
    spans = tuple(
        ClockSpan(start=time(int(hour), int(minute or 0)), end=time(int(until), int(last or 0)))
        for hour, minute, until, last in _SPAN.findall(text)
    )
    return ValueFigure(clock=spans) if spans else None


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())


_CHOICES = {_plain(choice): choice for choice in Choice}


def _choice(text: str) -> ValueFigure | None:
    choice = _CHOICES.get(text.rstrip("。"))
    return ValueFigure(choice=choice) if choice else None


def _months(text: str) -> ValueFigure | None:
    if not _MONTHS.fullmatch(text):
        return None
    rows = tuple(MonthShare(month=int(month), share=_part(share)) for month, share in _MONTH.findall(text))
    return ValueFigure(months=rows)


def _years(text: str) -> ValueFigure | None:
    if not _YEARS.fullmatch(text):
        return None
    years = (_year_off(int(year), off, worked) for year, off, worked in _YEAR.findall(text))
    return ValueFigure(years=tuple(years))


def _year_off(year: int, off: str, worked: str) -> YearOff:
    worked_spans = (_days_off(year, words) for words in worked.split("、")) if worked else ()
    return YearOff(
        year=year,
        off=tuple(_days_off(year, words) for words in off.split("、")),
        worked=tuple(span.first for span in worked_spans),
    )


def _days_off(year: int, words: str) -> DaySpan:
    found = _OFF.fullmatch(words)
    if found is None:
        raise ValueError(words)
    month, day, until_month, until = found.groups()
    first = date(year, int(month), int(day))
    return DaySpan(first=first, last=date(year, int(until_month or month), int(until)) if until else first)


def _approval(text: str) -> ValueFigure | None:
    found = _APPROVED.fullmatch(text)
    return ValueFigure(approval=Approval(name=found[1], day=date.fromisoformat(found[2]))) if found else None


def _tiers(text: str) -> ValueFigure | None:
    rows = [
        Tier(
            at_least=_decimal(least) if least else None,
            below=_decimal(below or under),
            share=Decimal(1) if all_of_it else _part(share),
        )
        for least, below, under, share, all_of_it in _TIER.findall(text)
    ]
    return ValueFigure(tiers=tuple(rows)) if rows else None


def _surcharge(text: str) -> ValueFigure | None:
    found = _SURCHARGE.search(text)
    if found is None:
        return None
    above, each, share = found.groups()
    return ValueFigure(
        surcharge=Surcharge(
            above=_decimal(above), each=_decimal(each), share=_part(share), unit=Measure.METRE
        )
    )
