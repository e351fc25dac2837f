"""A piece of a record goes in; what stands in it comes out, one after another: days, degrees, hours, rooms, who measured, bare numbers."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import time
from decimal import Decimal
from enum import Enum

from handbook.chinese_numbers import DIGITS, HAN_NUMERALS, below_wan
from handbook.model.record_words import (
    ABOUT,
    BOTH_MEASURED,
    BOUND,
    COLDEST,
    COMPARED,
    COUNTED,
    DASHES,
    DAY_PARTS,
    DITTO_WHY,
    DITTOS,
    HALF,
    HAN_YEAR,
    MINUTES_PAST,
    MISREAD_MONTH,
    MONTHS,
    NOON,
    NOT_MEASURED,
    PHONE_CLOCKS,
    ROOMS,
    SELF_MEASURED,
    SHORT_DAYS,
    STRANGERS_MEASURED,
    SUPPLIER_MEASURED,
    SURE_FROM,
    SURE_TO,
    THIRD_PARTY_MEASURED,
    UNKNOWN_ROOM,
    UNSURE,
    VAGUE_DAYS,
    VAGUE_DAYS_WHY,
    VISIT_MEASURED,
)
from handbook.reckon.facts import Measured


class Sign(Enum):
    """What a token is."""

    DAY = "day"
    DEGREES = "degrees"
    HOUR = "hour"
    ROOM = "room"
    MEASURED = "measured"
    BARE = "bare"
    """A number that only its place tells: 1.5 is a day, or degrees."""
    MONTH = "month"
    """One without a day: 1 月份."""
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One thing that a piece says."""

    sign: Sign
    words: str
    """As written; of what is unsure, why."""
    start: int
    end: int
    number: Decimal | None = None
    """℃, or a bare number."""
    year: int | None = None
    month: int | None = None
    """Of a day; None where only the day of the month is written."""
    day: int | None = None
    hour: time | None = None
    by: Measured | None = None
    is_grave: bool = False
    """Whether it blocks a piece that holds no figure."""
    is_due: bool = False
    """Whether it stands where a reading is due, and only its figure is unsure: 16 度多, 15-16."""
    part: str = ""
    """Of an hour: the part of the day that was written before it."""
    could_be_range: bool = False
    """1-5: a day at the beginning of a piece or where a day is due, else from one to five."""

    @property
    def is_label(self) -> bool:
        """Whether it tells readings of one day apart."""
        return self.sign in (Sign.HOUR, Sign.ROOM)

    @property
    def in_the_evening(self) -> time | None:
        """Of an hour without a part of the day: what it is after noon; None where it is counted through the day."""
        return (
            self.hour.replace(hour=self.hour.hour + NOON)
            if self.hour is not None and self.hour.hour < NOON
            else None
        )

    @property
    def is_late(self) -> bool:
        """Whether words said that an hour is one after noon."""
        return bool(self.part) and self.hour is not None and self.hour.hour > NOON

    @property
    def is_figure(self) -> bool:
        """Whether a reading may hang on it."""
        return self.sign in (Sign.DAY, Sign.DEGREES, Sign.BARE)

    @property
    def is_value(self) -> bool:
        """Whether it is a reading, or stands where one is due and cannot be read."""
        return self.sign is Sign.DEGREES or (self.sign is Sign.UNSURE and self.is_grave)


_HAN = f"[{HAN_NUMERALS}]+"
_HAN_DIGIT = f"[{''.join(DIGITS)}]"
_WHOLE = rf"(?:\d\d?|{_HAN})"
_UNIT = r"(?:摄氏度|°C|°c|°|度|C(?![a-z])|c(?![a-z]))"
_NOT_A_HOUSE = r"(?!楼|院|门|线|单元|栋|幢|店)"
_TO = f"(?:{'|'.join(DASHES)})"
_NUMBER = rf"(?:\d+(?:\.\d+)?|{_HAN})"
_SAID_NUMBER = rf"(?:\d+(?:\.\d+)?|{_HAN}{_UNIT}|[{HAN_NUMERALS}]{_HAN})"
"""Not the one of 一天比一天冷."""
_SIDE = r"(?:(?:零上|零下|负)\s*)?"
_RULES: tuple[tuple[str, str], ...] = (
    ("weekday", rf"\(?(?:星期|周|礼拜)[{HAN_NUMERALS}日天末]\)?"),
    ("full", r"(?<!\d)(?P<y>\d\d\d\d|\d\d)[-/.年](?P<m>\d\d?)[-/.月](?P<d>\d\d?)(?!\d|\.\d)[日号]?"),
    ("misread", MISREAD_MONTH),
    ("digits", r"(?<!\d)(?P<yrun>\d\d\d\d)(?P<mrun>\d\d)(?P<drun>\d\d)(?!\d)"),
    ("short", SHORT_DAYS),
    (
        "month",
        rf"(?<![\d.])(?:(?P<yc>\d\d\d\d|\d\d|{HAN_YEAR})年)?(?P<mc>{_WHOLE})月份?(?P<dc>{_WHOLE})(?!\d|\.\d|[{HAN_NUMERALS}])[日号]?",
    ),
    ("dotted", rf"(?<![\d.])(?P<md>\d\d?)\.(?P<dd>\d\d?)[日号]{_NOT_A_HOUSE}"),
    ("slash", r"(?<![\d./])(?P<ms>\d\d?)/(?P<ds>\d\d?)(?![\d/.])[日号]?"),
    (
        "month_alone",
        rf"(?<![\d.])(?:(?P<yh>\d\d\d\d|\d\d)年)?(?P<mh>{_WHOLE})月份?(?![\d{HAN_NUMERALS}上中下底初以])",
    ),
    ("of_month", rf"(?<![\d.])(?P<dm>{_WHOLE})[日号]{_NOT_A_HOUSE}"),
    ("clock", r"(?<!\d)(?P<h>\d\d?):(?P<min>\d\d)(?::\d\d)?(?!\d)"),
    ("spoken_degrees", rf"(?P<whole>\d+|{_HAN})点(?P<part>\d|{_HAN_DIGIT}+)(?={_UNIT}){_UNIT}"),
    ("spoken_bare", rf"(?P<whole_han>{_HAN})点(?P<part_han>{_HAN_DIGIT})(?![\d{HAN_NUMERALS}分刻钟多左半])"),
    (
        "hour",
        rf"(?<![\d.])(?P<ho>{_WHOLE})(?P<word>点钟?|时)(?P<past>半|一刻|三刻|(?:\d\d?|{_HAN})分)?(?P<more>多|左右)?",
    ),
    ("bound", rf"{_SIDE}{_NUMBER}\s*{_UNIT}?\s*(?:{'|'.join(BOUND)})"),
    ("not_measured", rf"(?:{NOT_MEASURED})(?:在|有|是|着|了)?\s*{_SAID_NUMBER}(?![\d月号日/:点-])"),
    ("compared", rf"(?:{'|'.join((*COMPARED, *ABOUT))})\s*{_NUMBER}"),
    ("range", rf"{_SIDE}{_NUMBER}\s*{_UNIT}?\s*{_TO}+\s*{_SIDE}(?=\d|{_HAN}){_NUMBER}\s*{_UNIT}?"),
    (
        "degrees",
        rf"(?:(?P<side>零上|零下|负)\s*)?(?P<n>{_NUMBER})\s*{_UNIT}"
        rf"(?P<half>半|(?:\d|{_HAN_DIGIT})(?![\d.:/月号日点时分天楼度°{HAN_NUMERALS}]))?",
    ),
    ("counted", rf"(?:\d+(?:\.\d+)?|(?<![{HAN_NUMERALS}])[{HAN_NUMERALS}][{HAN_NUMERALS}]+)\s*{COUNTED}"),
    ("bare", rf"\d+(?:\.\d+)?|(?<![{HAN_NUMERALS}])[{HAN_NUMERALS}][{HAN_NUMERALS}]+"),
)
_FIGURES = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in _RULES))
_MEASURED_BY: tuple[tuple[re.Pattern[str], Measured], ...] = tuple(
    (re.compile("|".join(patterns)), by)
    for patterns, by in (
        (THIRD_PARTY_MEASURED, Measured.THIRD_PARTY),
        (BOTH_MEASURED, Measured.BOTH),
        (SELF_MEASURED, Measured.SELF),
        (SUPPLIER_MEASURED, Measured.SUPPLIER),
    )
)
_VISIT = re.compile("|".join(VISIT_MEASURED))
_LONGEST_FIRST = sorted(ROOMS, key=len, reverse=True)
_UNKNOWN_ROOM = re.compile(UNKNOWN_ROOM)
_STRANGERS = re.compile("|".join(STRANGERS_MEASURED))
_VAGUE_DAYS = re.compile(VAGUE_DAYS)
_NOBODY_KNOWN = "没认出是谁测的，请写“自测”或“师傅测的”这样"


_CIRCLED = re.compile("[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]")
"""Numbers of a list, which the plain form would glue to the day behind them."""


def plain(text: str) -> str:
    """In the widths of plain digits."""
    return unicodedata.normalize("NFKC", _CIRCLED.sub(";", text)).replace("元月", "1月")


def warm_enough(celsius: Decimal) -> bool:
    """Whether it can be the temperature of a room at all."""
    return COLDEST <= celsius <= SURE_TO


def tokens_of(piece: str, rooms: Sequence[str] = (), *, counts_to_24: bool = False) -> list[Token]:
    """In the order of writing; where hours are counted to 24, 8 点 is in the morning."""
    found = [*_of_words(piece, rooms), *_of_figures(piece)]
    return sorted(_clear(piece, found, counts_to_24=counts_to_24), key=lambda token: token.start)


def _clear(piece: str, tokens: list[Token], *, counts_to_24: bool) -> Iterator[Token]:
    """A part of the day belongs to the hour behind it; a bound to its number."""
    parts = {token.end: token for token in tokens if token.sign is Sign.HOUR and token.words in DAY_PARTS}
    taken: set[int] = set()
    for token in tokens:
        if token.sign is Sign.HOUR and token.words not in DAY_PARTS:
            gap = len(piece[: token.start]) - len(piece[: token.start].rstrip())
            part = parts.get(token.start - gap)
            if part is not None:
                taken.add(part.start)
            is_plain = part is None and counts_to_24
            yield token if is_plain else _of_part(token, part.words if part is not None else "")
    for token in tokens:
        part = parts.get(token.start)
        if part is not None and token.sign is Sign.DEGREES and _could_be_hour(token):
            words = f"{part.words}{token.words}"
            yield _unsure(f"的“{words}”分不清是钟点还是度数，请改清楚", token.start, token.end, is_grave=True)
            continue
        is_hour = token.sign is Sign.HOUR and token.words not in DAY_PARTS
        if not is_hour and token.start not in taken:
            yield token


def _could_be_hour(token: Token) -> bool:
    """晚上 8 点 9 度: eight o'clock, or 8.9 degrees."""
    return "点" in token.words and token.number is not None and token.number <= NOON + 1


def _of_part(token: Token, part: str) -> Token:
    """晚上 8 点 is twenty; 8 点 alone may be either."""
    hour = token.hour
    if hour is None or (not part and (":" in token.words or "时" in token.words or hour.hour > NOON)):
        return token
    spans = {**DAY_PARTS, **PHONE_CLOCKS} if ":" in token.words else DAY_PARTS
    least, most = spans[part] if part else (0, time.max.hour)
    fitting = [one for one in {hour.hour, hour.hour + NOON} if least <= one <= most]
    if len(fitting) != 1:
        why = (
            f"的“{part}{token.words}”不知道是几点，请写成 10:00 这样"
            if part
            else f"的“{token.words}”没写上午还是下午"
        )
        return replace(_unsure(why, token.start, token.end), hour=hour, part=part)
    return replace(token, hour=hour.replace(hour=fitting[0]), part=part)


def _unsure(why: str, start: int, end: int, *, is_grave: bool = False) -> Token:
    return Token(sign=Sign.UNSURE, words=why, start=start, end=end, is_grave=is_grave)


def _due(why: str, start: int, end: int) -> Token:
    return replace(_unsure(why, start, end, is_grave=True), is_due=True)


def _of_words(piece: str, rooms: Sequence[str]) -> Iterator[Token]:
    done: list[tuple[int, int]] = []
    named: list[Token] = []
    for token in _named(piece, rooms):
        if not _is_taken(token, done):
            done.append((token.start, token.end))
            named.append(token)
    # 师傅 1 月 5 号上午 10 点来测 holds a part of the day; a room does not.
    taken = [(token.start, token.end) for token in named if token.sign is Sign.ROOM]
    for token in _parts(piece):
        if not _is_taken(token, taken):
            taken.append((token.start, token.end))
            named.append(token)
    done += taken
    yield from named
    for match in _UNKNOWN_ROOM.finditer(piece):
        if not any(start < match.end() <= end for start, end in done):
            why = f"里的“{match.group()}”没认出是哪间，请写成客厅、主卧这样"
            yield _unsure(why, match.start(), match.end())
    if not any(token.sign is Sign.MEASURED for token in _named(piece, rooms)):
        for match in _STRANGERS.finditer(piece):
            yield _unsure(_NOBODY_KNOWN, match.start(), match.end(), is_grave=True)
    yield from _of_unsure_words(piece)


def _of_unsure_words(piece: str) -> Iterator[Token]:
    for match in _VAGUE_DAYS.finditer(piece):
        yield _unsure(VAGUE_DAYS_WHY, match.start(), match.end(), is_grave=True)
    for word, why in UNSURE.items():
        for match in _found(word, piece):
            yield _unsure(why, match.start(), match.end())
    for word in DITTOS:
        for match in _found(word, piece):
            yield _unsure(DITTO_WHY, match.start(), match.end(), is_grave=True)


def _is_taken(token: Token, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < token.end and token.start < end for start, end in spans)


def _found(word: str, piece: str) -> Iterator[re.Match[str]]:
    return re.finditer(re.escape(word), piece) if word in piece else iter(())


def _named(piece: str, rooms: Sequence[str]) -> Iterator[Token]:
    """Rooms, the longest name first; and who measured."""
    known = sorted({*ROOMS, *filter(None, rooms)}, key=len, reverse=True) if rooms else _LONGEST_FIRST
    for room in known:
        for match in _found(plain(room) if room in rooms else room, piece):
            yield Token(sign=Sign.ROOM, words=room, start=match.start(), end=match.end())
    by_name = [(match, by) for pattern, by in _MEASURED_BY for match in pattern.finditer(piece)]
    visits = [(match, Measured.BOTH) for match in _VISIT.finditer(piece)]
    for match, by in by_name or visits:
        yield Token(sign=Sign.MEASURED, words=match.group(), start=match.start(), end=match.end(), by=by)


def _parts(piece: str) -> Iterator[Token]:
    for part in sorted(DAY_PARTS, key=len, reverse=True):
        for match in _found(part, piece):
            yield Token(sign=Sign.HOUR, words=part, start=match.start(), end=match.end())


def _of_figures(piece: str) -> Iterator[Token]:
    for match in _FIGURES.finditer(piece):
        name = next(rule for rule, _ in _RULES if match[rule] is not None)
        if name != "weekday":
            yield _figure(name, match)


_AFTER_DASH = re.compile("(?:(?<![\\d-])|月\\d\\d?)[-\u2212]\\s?$")
"""-15: below nought, or a stroke between the day and the degrees."""
_GLUED_BEFORE = re.compile("[A-Za-z+\u00b1~]$")
_GLUED_BEHIND = re.compile("[A-Za-z+\u00b1?]")
"""l6.5, 16.2+: a letter for a digit, or a number that is not meant exactly."""


def _figure(name: str, match: re.Match[str]) -> Token:
    start, end = match.span()
    words = match.group()
    if name in ("degrees", "spoken_degrees", "bare") and _AFTER_DASH.search(match.string[:start]):
        return _unsure(f"的“-{words}”分不清是零下还是连着写的，请改清楚", start, end, is_grave=True)
    if name in ("degrees", "bare") and (glued := _glued(match)):
        return _due(f"的“{glued}”看不准是几度，请改清楚", start, end)
    match name:
        case "month_alone":
            return _month(match)
        case "full" | "digits" | "short" | "month" | "dotted" | "slash" | "of_month":
            return _day(name, match)
        case "clock" | "hour":
            return _hour(name, match)
        case "misread":
            return _unsure("写得分不清是日子、钟点还是度数，请改清楚", start, end, is_grave=True)
        case "counted":
            return _unsure(f"里的“{words}”不是度数，请删去", start, end, is_grave=True)
        case "range":
            return _range(words.strip(), start, end)
        case "bound" | "compared" | "not_measured":
            usual = f"的“{words}”不是量出来的数，请填量出来的"
            return _due(next((why for word, why in UNSURE.items() if word in words), usual), start, end)
        case "bare":
            number = _number(words)
            if number is None:
                return _unsure("里有个数读不出来，请写成数字", start, end, is_grave=True)
            return Token(sign=Sign.BARE, words=words, start=start, end=end, number=number)
        case _:
            return _degrees(name, match)


def _glued(match: re.Match[str]) -> str:
    """The number with the sign that stands right before or behind it and makes it unsure; empty where there is none."""
    start, end = match.span()
    before = _GLUED_BEFORE.search(match.string[:start])
    behind = _GLUED_BEHIND.match(match.string, end)
    if before is None and behind is None:
        return ""
    return f"{before.group() if before else ''}{match.group()}{behind.group() if behind else ''}"


_DAY_GROUPS = {
    "full": ("y", "m", "d"),
    "digits": ("yrun", "mrun", "drun"),
    "short": ("", "mshort", "dshort"),
    "month": ("yc", "mc", "dc"),
    "dotted": ("", "md", "dd"),
    "slash": ("", "ms", "ds"),
    "of_month": ("", "", "dm"),
}


def _day(name: str, match: re.Match[str]) -> Token:
    year, month, day = (match[group] if group else None for group in _DAY_GROUPS[name])
    numbers = [_whole(part) if part else None for part in (_digits(year), month, day)]
    if (month and numbers[1] is None) or numbers[-1] is None:
        return _unsure("的日期读不出来，请写成 1 月 10 日这样", *match.span(), is_grave=True)
    return Token(
        sign=Sign.DAY,
        words=match.group(),
        start=match.start(),
        end=match.end(),
        year=numbers[0],
        month=numbers[1],
        day=numbers[-1],
    )


def _month(match: re.Match[str]) -> Token:
    month = _whole(match["mh"])
    if month is None or not 0 < month <= MONTHS:
        return _unsure("里有个数不知道是什么，请改清楚", *match.span(), is_grave=True)
    year = int(match["yh"]) if match["yh"] else None
    return Token(
        sign=Sign.MONTH, words=match.group(), start=match.start(), end=match.end(), year=year, month=month
    )


def _digits(year: str | None) -> str | None:
    """二〇二六 is said digit by digit."""
    if year is None or year.isascii():
        return year
    return "".join(str(DIGITS[sign]) for sign in year)


def _hour(name: str, match: re.Match[str]) -> Token:
    start, end = match.span()
    if name == "clock":
        hour, minute = int(match["h"]), int(match["min"])
    else:
        if match["more"]:
            return _unsure("的钟点写得含糊，请写准或删去", start, end)
        found = _whole(match["ho"])
        past = _past(match["past"] or "")
        if found is None or past is None:
            return _unsure("的钟点读不出来，请写成 10:00 这样", start, end, is_grave=True)
        hour, minute = found, past
    if hour > time.max.hour or minute > time.max.minute:
        return _unsure(f"的“{match.group()}”不是钟点，请写成 10:00 这样", start, end, is_grave=True)
    return Token(sign=Sign.HOUR, words=match.group(), start=start, end=end, hour=time(hour, minute))


def _past(words: str) -> int | None:
    """Minutes: 半 is half an hour."""
    if words in MINUTES_PAST:
        return MINUTES_PAST[words]
    return _whole(words.removesuffix("分")) if words else 0


def _range(words: str, start: int, end: int) -> Token:
    unsure = _due(f"的“{words}”写了两头，请只填一个数，日子一天一行", start, end)
    dash = re.fullmatch(r"(\d\d?)-(\d\d?)", words)
    if dash is None:
        return unsure
    month, day = (int(number) for number in dash.groups())
    sign = Sign.DAY if start == 0 else Sign.UNSURE
    told = words if start == 0 else unsure.words
    return replace(
        unsure,
        sign=sign,
        words=told,
        month=month,
        day=day,
        is_grave=start > 0,
        is_due=start > 0,
        could_be_range=True,
    )


def _degrees(name: str, match: re.Match[str]) -> Token:
    start, end = match.span()
    if name in ("spoken_degrees", "spoken_bare"):
        spoken = (match["whole"] or match["whole_han"], match["part"] or match["part_han"])
        whole, part = _number(spoken[0]), "".join(str(DIGITS.get(sign, sign)) for sign in spoken[1])
        number = Decimal(f"{whole}.{part}") if whole is not None else None
        if match.group()[0].isascii() and (match["part"] or "").isascii() and _could_be_clock(whole, part):
            return _due(f"的“{match.group()}”分不清是钟点还是度数，请改清楚", start, end)
        side = ""
    else:
        number, side = _number(match["n"]), match["side"] or ""
        half = match["half"]
        if number is not None and half:
            if number != int(number) or not _ends(match.string[end:], half):
                return _due(f"的“{match.group()}”读不准，请写成数字", start, end)
            tenths = "" if half == "半" else str(DIGITS.get(half, half))
            number += Decimal(tenths) / 10 if tenths else HALF
    if number is None:
        return _due(f"的“{match.group()}”读不准，请写成数字", start, end)
    if side in ("零下", "负"):
        number = -number
    elif not side and number < SURE_FROM:
        why = f"的“{match.group().strip()}”不像室温；真是这个数，请写“零上”或“零下”"
        return _due(why, start, end)
    return Token(sign=Sign.DEGREES, words=match.group(), start=start, end=end, number=number)


def _could_be_clock(hour: Decimal | None, degrees: str) -> bool:
    """15 点 9 度: three o'clock and nine degrees, where somebody does not speak the figure out."""
    return hour is not None and hour <= time.max.hour and Decimal(degrees) >= SURE_FROM


def _ends(rest: str, half: str) -> bool:
    """Whether the number is over behind 15 度 5: of 15 度 5 次 the five is no tenth."""
    is_over = not rest or not (rest[0].isalnum() or rest[0] in HAN_NUMERALS)
    return half == "半" or is_over or _LABEL_AHEAD.match(rest) is not None


_LABEL_AHEAD = re.compile(
    "|".join((*ROOMS, *DAY_PARTS, _VISIT.pattern, *(pattern.pattern for pattern, _ in _MEASURED_BY)))
)


def _number(words: str) -> Decimal | None:
    if words[0].isascii():
        return Decimal(words)
    whole = _whole(words)
    return Decimal(whole) if whole is not None else None


def _whole(words: str) -> int | None:
    """Digits, or Chinese numerals as they are said; 十八九 and 一五 are none."""
    if words.isascii():
        return int(words)
    if all(sign in DIGITS for sign in words) and len(words) > 1:
        return None
    return below_wan(words)
