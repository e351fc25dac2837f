"""A piece of a record goes in; what stands in it comes out, one after another: days, degrees, hours, rooms, who measured, bare numbers."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from enum import Enum

from handbook.chinese_numbers import DIGITS, HAN_NUMERALS, below_wan
from handbook.model.record_words import (
    BOTH_MEASURED,
    BOUND,
    COLDEST,
    COMPARED,
    DASHES,
    DAY_PARTS,
    HALF,
    MINUTES_PAST,
    NOON,
    ROOMS,
    SELF_MEASURED,
    SUPPLIER_MEASURED,
    SURE_FROM,
    SURE_TO,
    THIRD_PARTY_MEASURED,
    UNSURE,
)
from handbook.reckon.facts import Measured
from handbook.unseen_signs import visible


class Sign(Enum):
    """What a token is."""

    DAY = "day"
    DEGREES = "degrees"
    HOUR = "hour"
    ROOM = "room"
    MEASURED = "measured"
    BARE = "bare"
    """A number that only its place tells: 1.5 is a day, or degrees."""
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
    could_be_range: bool = False
    """1-5: a day at the beginning of a piece, else from one to five."""

    @property
    def is_label(self) -> bool:
        """Whether it tells readings of one day apart."""
        return self.sign in (Sign.HOUR, Sign.ROOM)

    @property
    def is_figure(self) -> bool:
        """Whether a reading may hang on it."""
        return self.sign in (Sign.DAY, Sign.DEGREES, Sign.BARE)


_HAN = f"[{HAN_NUMERALS}]+"
_HAN_DIGIT = f"[{''.join(DIGITS)}]"
_WHOLE = rf"(?:\d\d?|{_HAN})"
_UNIT = r"(?:摄氏度|°C|°c|°|度|C(?![a-z])|c(?![a-z]))"
_NOT_A_HOUSE = r"(?!楼|院|门|线|单元|栋|幢|店)"
_TO = f"(?:{'|'.join(DASHES)})"
_NUMBER = rf"(?:\d+(?:\.\d+)?|{_HAN})"
_RULES: tuple[tuple[str, str], ...] = (
    ("weekday", rf"\(?(?:星期|周|礼拜)[{HAN_NUMERALS}日天末]\)?"),
    ("full", r"(?<!\d)(?P<y>\d\d\d\d|\d\d)[-/.年](?P<m>\d\d?)[-/.月](?P<d>\d\d?)(?!\d|\.\d)[日号]?"),
    ("digits", r"(?<!\d)(?P<yrun>\d\d\d\d)(?P<mrun>\d\d)(?P<drun>\d\d)(?!\d)"),
    (
        "month",
        rf"(?<![\d.])(?:(?P<yc>\d\d\d\d|\d\d)年)?(?P<mc>{_WHOLE})月份?(?P<dc>{_WHOLE})(?!\d|\.\d|[{HAN_NUMERALS}])[日号]?",
    ),
    ("dotted", rf"(?<![\d.])(?P<md>\d\d?)\.(?P<dd>\d\d?)[日号]{_NOT_A_HOUSE}"),
    ("slash", r"(?<![\d./])(?P<ms>\d\d?)/(?P<ds>\d\d?)(?![\d/.])[日号]?"),
    ("of_month", rf"(?<![\d.])(?P<dm>{_WHOLE})[日号]{_NOT_A_HOUSE}"),
    ("clock", r"(?<!\d)(?P<h>\d\d?):(?P<min>\d\d)(?::\d\d)?(?!\d)"),
    ("spoken_degrees", rf"(?P<whole>\d+|{_HAN})点(?P<part>\d|{_HAN_DIGIT}+)(?={_UNIT}){_UNIT}"),
    (
        "hour",
        rf"(?<![\d.])(?P<ho>{_WHOLE})(?P<word>点钟?|时)(?P<past>半|一刻|三刻|(?:\d\d?|{_HAN})分)?(?P<more>多|左右)?",
    ),
    ("bound", rf"{_NUMBER}\s*{_UNIT}?\s*(?:{'|'.join(BOUND)})"),
    ("compared", rf"(?:{'|'.join(COMPARED)})\s*{_NUMBER}"),
    ("range", rf"{_NUMBER}\s*{_UNIT}?\s*{_TO}+\s*(?=\d|{_HAN}){_NUMBER}\s*{_UNIT}?"),
    (
        "degrees",
        rf"(?P<side>零上|零下|负)?\s*(?P<n>{_NUMBER})\s*{_UNIT}"
        rf"(?P<half>半|(?:\d|{_HAN_DIGIT})(?![\d.:/月号日点时分天楼度°{HAN_NUMERALS}]))?",
    ),
    ("bare", rf"\d+(?:\.\d+)?|(?<![{HAN_NUMERALS}])[{HAN_NUMERALS}][{HAN_NUMERALS}]+"),
)
_FIGURES = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in _RULES))
_BREAKS = re.compile(r"[\n,;|\t]|(?<=[测量的下]):|。(?!\d(?![\d.月号日]))|、(?!\d+(?:\.\d+)?\s*(?:度|°))")
_NUMBERED = re.compile(r"\s*\(?\d+[)、]\s*(?=\d+[年月/\-.])")
_TABLE_ROW = re.compile(r"\s*(\d\d?\.\d\d?)\s*[,;|\t]\s*(\d\d(?:\.\d+)?)\s*")
_POINT = re.compile(r"(?<=\d)。(?=\d(?![\d.月号日]))")


def cut_into_pieces(text: str) -> Iterator[str]:
    """What stands between commas, semicolons and line ends, in the widths of plain digits; none is empty."""
    plain = "\n".join(_line(line) for line in _plain(visible(text)).split("\n"))
    for piece in _BREAKS.split(plain):
        words = _POINT.sub(".", piece).strip()
        if words:
            yield words


def _line(line: str) -> str:
    """Without its number in a list; a table's row of day and degrees as one piece."""
    row = _TABLE_ROW.fullmatch(line)
    return " ".join(row.groups()) if row is not None else _NUMBERED.sub("", line, count=1)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("元月", "1月")


def warm_enough(celsius: Decimal) -> bool:
    """Whether it can be the temperature of a room at all."""
    return COLDEST <= celsius <= SURE_TO


def tokens_of(piece: str, rooms: Sequence[str] = ()) -> list[Token]:
    """In the order of writing."""
    found = [*_of_words(piece, rooms), *_of_figures(piece)]
    return sorted(_clear(piece, found), key=lambda token: token.start)


def _clear(piece: str, tokens: list[Token]) -> Iterator[Token]:
    """A part of the day belongs to the hour behind it; a bound to its number."""
    parts = {token.end: token for token in tokens if token.sign is Sign.HOUR and token.words in DAY_PARTS}
    taken: set[int] = set()
    for token in tokens:
        if token.sign is Sign.HOUR and token.words not in DAY_PARTS:
            gap = len(piece[: token.start]) - len(piece[: token.start].rstrip())
            part = parts.get(token.start - gap)
            if part is not None:
                taken.add(part.start)
            yield _of_part(token, part.words if part is not None else "")
    for token in tokens:
        is_hour = token.sign is Sign.HOUR and token.words not in DAY_PARTS
        if not is_hour and token.start not in taken:
            yield token


def _of_part(token: Token, part: str) -> Token:
    """晚上 8 点 is twenty; 8 点 alone may be either."""
    hour = token.hour
    if hour is None or (not part and (":" in token.words or "时" in token.words or hour.hour > NOON)):
        return token
    least, most = DAY_PARTS[part] if part else (0, time.max.hour)
    fitting = [one for one in {hour.hour, hour.hour + NOON} if least <= one <= most]
    if len(fitting) != 1:
        why = (
            f"的“{part}{token.words}”不知道是几点，请写成 10:00 这样"
            if part
            else f"的“{token.words}”没写上午还是下午"
        )
        return _unsure(why, token.start, token.end)
    return Token(
        sign=Sign.HOUR,
        words=token.words,
        start=token.start,
        end=token.end,
        hour=hour.replace(hour=fitting[0]),
    )


def _unsure(why: str, start: int, end: int, *, is_grave: bool = False) -> Token:
    return Token(sign=Sign.UNSURE, words=why, start=start, end=end, is_grave=is_grave)


def _of_words(piece: str, rooms: Sequence[str]) -> Iterator[Token]:
    done: list[tuple[int, int]] = []
    for token in (*_named(piece, rooms), *_parts(piece)):
        if not any(start < token.end and token.start < end for start, end in done):
            done.append((token.start, token.end))
            yield token
    for word, why in UNSURE.items():
        for match in re.finditer(re.escape(word), piece):
            yield _unsure(why, match.start(), match.end())


def _named(piece: str, rooms: Sequence[str]) -> Iterator[Token]:
    """Rooms, the longest name first; and who measured."""
    for room in sorted({*ROOMS, *filter(None, rooms)}, key=len, reverse=True):
        for match in re.finditer(re.escape(_plain(room)), piece):
            yield Token(sign=Sign.ROOM, words=room, start=match.start(), end=match.end())
    for words, by in (
        (THIRD_PARTY_MEASURED, Measured.THIRD_PARTY),
        (BOTH_MEASURED, Measured.BOTH),
        (SELF_MEASURED, Measured.SELF),
        (SUPPLIER_MEASURED, Measured.SUPPLIER),
    ):
        for word in words:
            for match in re.finditer(re.escape(word), piece):
                yield Token(sign=Sign.MEASURED, words=word, start=match.start(), end=match.end(), by=by)


def _parts(piece: str) -> Iterator[Token]:
    for part in sorted(DAY_PARTS, key=len, reverse=True):
        for match in re.finditer(part, piece):
            yield Token(sign=Sign.HOUR, words=part, start=match.start(), end=match.end())


def _of_figures(piece: str) -> Iterator[Token]:
    for match in _FIGURES.finditer(piece):
        name = next(rule for rule, _ in _RULES if match[rule] is not None)
        if name != "weekday":
            yield _figure(name, match)


def _figure(name: str, match: re.Match[str]) -> Token:
    start, end = match.span()
    words = match.group()
    match name:
        case "full" | "digits" | "month" | "dotted" | "slash" | "of_month":
            return _day(name, match)
        case "clock" | "hour":
            return _hour(name, match)
        case "range":
            return _range(words.strip(), start, end)
        case "bound" | "compared":
            return _unsure(f"的“{words}”不是量出来的数，请填量出来的", start, end, is_grave=True)
        case "bare":
            number = _number(words)
            if number is None:
                return _unsure("里有个数读不出来，请写成数字", start, end, is_grave=True)
            return Token(sign=Sign.BARE, words=words, start=start, end=end, number=number)
        case _:
            return _degrees(name, match)


_DAY_GROUPS = {
    "full": ("y", "m", "d"),
    "digits": ("yrun", "mrun", "drun"),
    "month": ("yc", "mc", "dc"),
    "dotted": ("", "md", "dd"),
    "slash": ("", "ms", "ds"),
    "of_month": ("", "", "dm"),
}


def _day(name: str, match: re.Match[str]) -> Token:
    year, month, day = (match[group] if group else None for group in _DAY_GROUPS[name])
    numbers = [_whole(part) if part else None for part in (year, month, day)]
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
    dash = re.fullmatch(r"(\d\d?)-(\d\d?)", words)
    if dash is not None and start == 0:
        return Token(
            sign=Sign.DAY,
            words=words,
            start=start,
            end=end,
            month=int(dash[1]),
            day=int(dash.group(len(dash.groups()))),
            could_be_range=True,
        )
    return _unsure(f"的“{words}”写了两头，请只填一个数，日子一天一行", start, end, is_grave=True)


def _degrees(name: str, match: re.Match[str]) -> Token:
    start, end = match.span()
    if name == "spoken_degrees":
        whole, part = _number(match["whole"]), "".join(str(DIGITS.get(sign, sign)) for sign in match["part"])
        number = Decimal(f"{whole}.{part}") if whole is not None else None
        side = ""
    else:
        number, side = _number(match["n"]), match["side"] or ""
        half = match["half"]
        if number is not None and half:
            if number != int(number) or not _ends(match.string[end:], half):
                return _unsure(f"的“{match.group()}”读不准，请写成数字", start, end, is_grave=True)
            tenths = "" if half == "半" else str(DIGITS.get(half, half))
            number += Decimal(tenths) / 10 if tenths else HALF
    if number is None:
        return _unsure(f"的“{match.group()}”读不准，请写成数字", start, end, is_grave=True)
    if side in ("零下", "负"):
        number = -number
    elif not side and number < SURE_FROM:
        why = f"的“{match.group().strip()}”不像室温；真是这个数，请写“零上”或“零下”"
        return _unsure(why, start, end, is_grave=True)
    return Token(sign=Sign.DEGREES, words=match.group(), start=start, end=end, number=number)


def _ends(rest: str, half: str) -> bool:
    """Whether the number is over behind 15 度 5: of 15 度 5 次 the five is no tenth."""
    is_over = not rest or not (rest[0].isalnum() or rest[0] in HAN_NUMERALS)
    return half == "半" or is_over or rest.startswith(_LABELS)


_LABELS = (*ROOMS, *DAY_PARTS, *SELF_MEASURED, *SUPPLIER_MEASURED, *THIRD_PARTY_MEASURED, *BOTH_MEASURED)


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
