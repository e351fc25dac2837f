"""What is typed into a field of the form -> a number, a day or a moment; what cannot be read is told, never guessed."""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal

from handbook.reckon.ground import SeasonDays
from handbook.reckon.refund import Room

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(?:元|㎡|m2|平米|平方米|平方|平|块)?")
_DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?")
_MOMENT = re.compile(rf"{_DAY.pattern}[T,，]?(\d{{1,2}})(?:[:点时](\d{{1,2}})?分?)")
_ROOM = re.compile(r"([^\d,、;]+?)[:：]?(\d+(?:\.\d+)?)(?:㎡|m2|平米|平方米|平方|平)?")
_PARTS = re.compile(r"[,、;\n]+")
HOW_NUMBER = "写成 3065.60 这样"
HOW_DAY = "写成 2026-01-05 这样"
HOW_MOMENT = "写成 2026-01-05 20:00 这样"
HOW_ROOMS = "写成 客厅 25、卧室 15 这样"


class Unread(Exception):
    """What was typed could not be read; the text says how to write it."""


def number(text: str) -> Decimal | None:
    """3065.60, 3,065.6 元, full width too; None where nothing stands there. Raises Unread."""
    words = _tight(text).replace(",", "")
    if not words:
        return None
    found = _NUMBER.fullmatch(words)
    if found is None:
        raise Unread(HOW_NUMBER)
    return Decimal(found[1])


def day(text: str, season: SeasonDays | None) -> date | None:
    """2026-01-05, 2026年1月5日; without a year, of the season. None where nothing stands there. Raises Unread."""
    words = _tight(text)
    if not words:
        return None
    found = _DAY.fullmatch(words)
    if found is None:
        raise Unread(HOW_DAY)
    return _dated(found, season)


def moment(text: str, season: SeasonDays | None) -> datetime | None:
    """2026-01-05 20:00, 1月5日20点; None where nothing stands there. Raises Unread."""
    words = _tight(text)
    if not words:
        return None
    found = _MOMENT.fullmatch(words)
    if found is None:
        raise Unread(HOW_MOMENT)
    try:
        return datetime.combine(_dated(found, season), time(int(found[4]), int(found[5] or 0)))
    except ValueError as error:
        raise Unread(HOW_MOMENT) from error


def rooms(text: str) -> tuple[Room, ...]:
    """客厅 25、卧室 15: the name and the area of each. Raises Unread."""
    words = unicodedata.normalize("NFKC", text)
    found: list[Room] = []
    for part in filter(None, (_tight(part) for part in _PARTS.split(words))):
        room = _ROOM.fullmatch(part)
        if room is None:
            raise Unread(HOW_ROOMS)
        found.append(Room(name=room[1], area=Decimal(room[2])))
    return tuple(found)


def _dated(found: re.Match[str], season: SeasonDays | None) -> date:
    month, number_of_day = int(found[2]), int(found[3])
    try:
        if found[1]:
            return date(int(found[1]), month, number_of_day)
        if season is None:
            raise Unread(f"{HOW_DAY}，带上年份")
        years = range(season.first.year, season.last.year + 1)
        days = [date(year, month, number_of_day) for year in years]
    except ValueError as error:
        raise Unread(HOW_DAY) from error
    within = [one for one in days if one in season]
    if not within:
        raise Unread(f"{HOW_DAY}，带上年份")
    return within[0]


def _tight(text: str) -> str:
    """In plain letters, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())
