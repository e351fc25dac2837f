"""The days of a record: which bare number is one, and of which year it is."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from handbook.model.record_words import MOST_BACKWARDS, SURE_FROM
from handbook.model.value_figure import MonthDay
from handbook.reckon.ground import SeasonDays
from handbook.reckon.record_tokens import Sign, Token


class Unsure(Exception):
    """A piece cannot be read surely; the text says what to do, and stands behind the piece."""


@dataclass(frozen=True, slots=True)
class Written:
    """A day as it was understood."""

    day: date
    is_backwards: bool | None = None
    """Whether the days go down, as far as the one before tells."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month that stands over days."""

    month: int
    year: int | None = None


def dated(token: Token, before: Written | None, season: SeasonDays, over: Month | None = None) -> Written:
    """The date that `token` names, after the day `before` it and under the month `over` it.

    Raises Unsure where there is none, or its month or year cannot be known.
    """
    day = _dated(token, before, season, over)
    if before is None or day == before.day:
        return Written(day, before.is_backwards if before is not None else None)
    return Written(day, day < before.day)


def _dated(token: Token, before: Written | None, season: SeasonDays, over: Month | None) -> date:
    if token.day is None:
        raise Unsure("的日期读不出来，请写成 1 月 10 日这样")
    month = token.month if token.month is not None else _month_of(token.day, before, over)
    said_year = token.year
    if said_year is None and token.month is None and over is not None:
        said_year = over.year
    if said_year is not None:
        century = season.first.year // 100 * 100
        written = _day(said_year if said_year >= 100 else century + said_year, month, token.day)
        _check_year(written, season)
        return written
    years = dict.fromkeys((season.first.year, season.last.year))
    days = [_day_or_none(year, month, token.day) for year in years]
    found = [day for day in days if day is not None and day in season]
    if len(found) == 1:
        return found[0]
    if not any(days):
        raise Unsure(f"没有 {month} 月 {token.day} 日，请看一眼")
    raise Unsure(f"没写哪一年，{month} 月 {token.day} 日又不在供热期里（{season.words}），请写上年份")


def _check_year(written: date, season: SeasonDays) -> None:
    """A day of another winter is a slip of the year, or another sum's; one of the summer is a reading that does not count."""
    same = (_day_or_none(year, written.month, written.day) for year in (season.first.year, season.last.year))
    if written not in season and any(day in season for day in same if day is not None):
        raise Unsure(f"写的是 {written.year} 年，不在这个供热季里（{season.words}），请看一眼年份")


def _month_of(day: int, before: Written | None, over: Month | None) -> int:
    """Days that go up or down keep their month; where they turn, or step far back, another month may have begun."""
    if before is None:
        if over is None:
            raise Unsure("没写几月，请补上")
        return over.month
    back = before.day.day - day
    is_turned = back and before.is_backwards is not None and before.is_backwards != (back > 0)
    if is_turned or back > MOST_BACKWARDS:
        raise Unsure("没写几月，请补上")
    return before.day.month


def _day(year: int, month: int, day: int) -> date:
    found = _day_or_none(year, month, day)
    if found is None:
        raise Unsure(f"{year} 年没有 {month} 月 {day} 日，请看一眼")
    return found


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def with_days(tokens: list[Token], *, is_waiting: bool, has_day: bool) -> list[Token]:
    """`tokens` with each bare number as the day or the degrees that it must be; one that may be either stays bare."""
    written = [token for token in tokens if token.sign is Sign.DAY]
    if any(not token.could_be_range for token in written):
        return [_as_degrees(token) for token in tokens]
    numbers = [token for token in tokens if token.is_figure or token.is_value]
    if not numbers:
        return tokens
    if len(numbers) == 1 and not written:
        return _alone(tokens, numbers[0], is_waiting=is_waiting, has_day=has_day)
    first = numbers[0]
    if not _may_be_day(first):
        is_each_labelled = has_day and all(_is_labelled(tokens, number) for number in numbers)
        return (
            [_as_degrees(token) for token in tokens] if is_waiting or written or is_each_labelled else tokens
        )
    named = _days_in_turn(tokens, numbers)
    if named:
        return [_as_day(token) if id(token) in named else _as_degrees(token) for token in tokens]
    labelled = sum(token.is_label for token in tokens[tokens.index(first) :])
    in_turn = [token for at, token in enumerate(numbers) if not at & 1]
    is_in_turn = not labelled and not len(numbers) & 1 and all(map(_may_be_day, in_turn))
    days = set(map(id, in_turn if is_in_turn else [first]))
    return [_as_day(token) if id(token) in days else _as_degrees(token) for token in tokens]


def _days_in_turn(tokens: list[Token], numbers: list[Token]) -> set[int]:
    """Which numbers are the days of 1.5 早 15.2 晚 16.1 1.6 早 15.3 晚 16; none where that is not certain.

    A number that is too small for a room is a day; another only where each day is followed by the same labels.
    """
    days = [number for number in numbers if _may_be_day(number) and not _is_labelled(tokens, number)]
    if not days or days[0] is not numbers[0] or not any(token.is_label for token in tokens):
        return set()
    at = [tokens.index(day) for day in days]
    groups = [tokens[start + 1 : end] for start, end in zip(at, [*at[1:], len(tokens)], strict=True)]
    are_small = all(_is_small(day) for day in days)
    said = [[token.words for token in group if token.is_label] for group in groups]
    are_read = all(any(token.is_value or token.sign is Sign.BARE for token in group) for group in groups)
    is_regular = are_small or (said[0] and all(labels == said[0] for labels in said))
    return set(map(id, days)) if len(days) > 1 and are_read and is_regular else set()


def _is_small(token: Token) -> bool:
    return token.number is not None and token.number < SURE_FROM


def _is_labelled(tokens: list[Token], number: Token) -> bool:
    at = tokens.index(number)
    return at > 0 and tokens[at - 1].is_label and not _is_small(number)


def _alone(tokens: list[Token], number: Token, *, is_waiting: bool, has_day: bool) -> list[Token]:
    has_label = any(token.is_label or token.sign is Sign.MEASURED for token in tokens)
    may_be_day = _may_be_day(number) and not _is_labelled(tokens, number)
    is_told = has_day and has_label and not may_be_day
    if number.sign is Sign.DEGREES or is_waiting or is_told:
        return [_as_degrees(token) for token in tokens]
    return [_as_day(token) for token in tokens] if may_be_day and _is_small(number) else tokens


def _may_be_day(token: Token) -> bool:
    """1.5 and 12.31, but not 18.5, 1.50 and 3; and 1-5."""
    if token.could_be_range and token.month is not None and token.day is not None:
        return token.sign is Sign.DAY or _is_day_of_some_year(token.month, token.day)
    if token.sign is not Sign.BARE:
        return False
    month, point, day = token.words.partition(".")
    return bool(point) and _is_day_of_some_year(int(month), int(day))


def _is_day_of_some_year(month: int, day: int) -> bool:
    try:
        MonthDay(month=month, day=day)
    except ValueError:
        return False
    return True


def _as_day(token: Token) -> Token:
    if token.could_be_range:
        return replace(token, sign=Sign.DAY, is_grave=False)
    if token.sign is not Sign.BARE:
        return token
    month, _, day = token.words.partition(".")
    return replace(token, sign=Sign.DAY, number=None, month=int(month), day=int(day))


def _as_degrees(token: Token) -> Token:
    if token.sign is not Sign.BARE or token.number is None:
        return token
    is_count = "." not in token.words and token.number < 10
    if token.number < SURE_FROM or is_count or (token.number * 100) % 1:
        return token
    return replace(token, sign=Sign.DEGREES, number=Decimal(token.number))
