"""A time as dispatch types it → the moment that is meant: 18:30, 1830, 晚上8点半, 明早9点, 11-30 9:00, 两小时.

Where no day is named the next such time is meant, or the last one where it must have been (since when the heat is back).
"""

import re
import unicodedata
from datetime import datetime, timedelta

from handbook.chinese_numbers import HAN_NUMERALS, number_of

ROUND_HOURS = (8, 12, 18, 20, 22)
"""Hours at which works are usually said to end."""
_LEAST_AHEAD = timedelta(hours=2, minutes=30)
"""A round hour that is nearer is offered as so many hours from now."""
_STEP_MIN = 5
_FARTHEST = timedelta(days=60)

_NUMBER = rf"\d+(?:\.\d+)?|[{HAN_NUMERALS}半]+"
_SPAN = re.compile(
    rf"(?:再有?|还要|过)?(?:(?P<hours>{_NUMBER})个?(?P<half>半)?(?:小时|钟头)(?P<more>半)?)?(?:(?P<minutes>{_NUMBER})分钟?)?(?P<past>以?前|之前|以?后|之后)?"
)
_DAYS = {"今": 0, "明": 1, "后": 2, "昨": -1}
_PART = "凌晨|清晨|早上|早晨|上午|早|中午|下午|傍晚|晚上|夜里|半夜|晚"
_CLOCK = re.compile(
    rf"(?:(?P<day>[今明后昨])(?:天|日)?|(?:(?P<year>\d{{4}})[-/.年])?(?P<month>\d{{1,2}})[-/.月](?P<date>\d{{1,2}})[日号]?)?"
    rf"(?P<part>{_PART})?"
    rf"(?:(?P<h>\d{{1,2}}):(?P<m>\d{{2}})|(?P<hm>\d{{4}})|(?P<hh>\d{{1,2}}|[{HAN_NUMERALS}]{{1,3}})(?:点|时)(?:钟|整)?(?P<rest>半|一刻|三刻|\d{{1,2}}分?|[{HAN_NUMERALS}]{{1,3}}分)?|(?P<bare>\d{{1,2}}))"
)
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}


def moment_of(typed: str, now: datetime, *, is_past: bool = False) -> datetime | None:
    """The moment that `typed` means, by the clock of this computer; None where it cannot be read or lies too far away."""
    text = unicodedata.normalize("NFKC", typed).replace("：", ":")
    text = re.sub(r"\s+", "", text)
    local = now.astimezone().replace(second=0, microsecond=0)
    moment = _after(text, local, is_past=is_past) or _at(text, local, is_past=is_past)
    if moment is None or abs(moment - local) > _FARTHEST:
        return None
    return moment


def ahead(minutes: int, now: datetime) -> datetime:
    """So many minutes from now, up to the next five: nobody says 15:12."""
    local = now.astimezone().replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    return local + timedelta(minutes=-local.minute % _STEP_MIN)


def next_round(now: datetime) -> datetime:
    """The next round hour that is some while away: at 14:12 that is 18:00, at 21:00 it is 8:00 of the next day."""
    local = now.astimezone().replace(minute=0, second=0, microsecond=0)
    days = (local.replace(hour=0) + timedelta(days=n) for n in range(3))
    hours = (day.replace(hour=hour) for day in days for hour in ROUND_HOURS)
    return next(moment for moment in hours if moment - now >= _LEAST_AHEAD)


def _after(text: str, now: datetime, *, is_past: bool) -> datetime | None:
    found = _SPAN.fullmatch(text)
    if found is None or not (found["hours"] or found["minutes"]):
        return None
    hours = number_of(found["hours"]) if found["hours"] else 0.0
    minutes = number_of(found["minutes"]) if found["minutes"] else 0.0
    if hours is None or minutes is None:
        return None
    span = timedelta(hours=hours + (0.5 if found["half"] or found["more"] else 0.0), minutes=minutes)
    return now - span if is_past or (found["past"] or "").endswith("前") else now + span


def _at(text: str, now: datetime, *, is_past: bool) -> datetime | None:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return None
    time = _time(found)
    if time is None:
        return None
    hour, minute, is_twelve = time
    try:
        day = _day(found, now)
    except ValueError:
        return None
    if day is not None:
        moment = (day + timedelta(days=hour // 24)).replace(hour=hour % 24, minute=minute)
        return moment.replace(tzinfo=None).astimezone()
    return _nearest(now, hour, minute, is_twelve=is_twelve, is_past=is_past)


def _time(found: "re.Match[str]") -> tuple[int, int, bool] | None:
    """Hour, minute, and whether morning and evening are both meant by it."""
    if found["hm"]:
        hour, minute = int(found["hm"][:2]), int(found["hm"][2:])
    elif found["h"]:
        hour, minute = int(found["h"]), int(found["m"])
    elif found["bare"]:
        hour, minute = int(found["bare"]), 0
    else:
        spoken = number_of(found["hh"])
        rest = found["rest"] or ""
        late = _QUARTERS.get(rest, number_of(rest.removesuffix("分")) if rest else 0)
        if spoken is None or late is None:
            return None
        hour, minute = int(spoken), int(late)
    if not (0 <= hour <= 24 and 0 <= minute < 60) or (hour == 24 and minute):
        return None
    part = found["part"] or ""
    if hour < 12 and (part in ("下午", "傍晚", "晚上", "晚") or (part in ("夜里", "半夜") and hour > 5)):
        return hour + 12, minute, False
    if part == "中午" and hour < 4:
        return hour + 12, minute, False
    if part in ("晚上", "夜里", "半夜", "晚") and hour == 12:
        return 24, minute, False
    return hour, minute, not part and not found["hm"] and not found["h"] and 0 < hour < 12


def _day(found: "re.Match[str]", now: datetime) -> datetime | None:
    start = now.replace(hour=0, minute=0)
    if found["day"]:
        return start + timedelta(days=_DAYS[found["day"]])
    if not found["month"]:
        return None
    named = start.replace(
        year=int(found["year"] or now.year), month=int(found["month"]), day=int(found["date"])
    )
    if not found["year"] and named < start - _FARTHEST:
        named = named.replace(year=now.year + 1)  # 1-3, said in December
    return named


def _nearest(now: datetime, hour: int, minute: int, *, is_twelve: bool, is_past: bool) -> datetime:
    """The next one, or the last one; 6 点 at noon is six in the evening."""
    start = now.replace(hour=0, minute=0)
    hours = (hour, hour + 12) if is_twelve else (hour,)
    moments = [start + timedelta(days=day, hours=h, minutes=minute) for day in (-1, 0, 1) for h in hours]
    if is_past:
        return max(moment for moment in moments if moment <= now)
    return min(moment for moment in moments if moment > now)
