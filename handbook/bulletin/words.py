"""A notice in words: the sentence that every desk says alike, the line in a ticket, and what dispatch may not have typed.

The sentence promises nothing: it names a time only where dispatch gave one that has not passed yet, and only as expected.
"""

import re
from datetime import date, datetime, timedelta

from handbook.bulletin.notice import Notice, Situation
from handbook.model.typesetting import full_width

ALL = "全部"
"""What stands for the buildings where it is the whole estate."""
_CLOSING = ' \t。，；、！？!?,;.:：…·「」『』“”"'
_SPOKEN_TO = ("您", "你", "咱")
_PROMISE = re.compile(
    r"(?<![不未没])一定(?!程度|范围|区域|距离|压力|温度|时间)|(?<![不没能敢法])保证(?!不了|金|书|供热|安全|温度|压力)"
    r"|(?<![不没能敢法])肯定|(?<!不)绝对|必定|准保|保准|包准|打包票|百分之?百|(?<!\d)100 ?%|(?<![不没能敢法])承诺|准时|准点"
)
_TIME = re.compile(
    r"\d{1,2}\s*[:：]\s*\d{2}|(?:\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:点(?!多?次)|小时)|今晚|明早|明天|后天"
)
_NUMBER_WITH_UNIT = re.compile(r"(?<=\d)\s*(?=号楼|号院|号|栋|幢|座|单元|楼)")
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s*[-~～—–－‐‑−]+\s*(?=\d)")


def said_of(notice: Notice, now: datetime) -> str:
    """What an agent says to a caller there, without quotation marks.

    Dispatch's own words go before those put together from the fields, as long as the time that they may name has not passed.
    """
    passed = is_overdue(notice, now)
    if notice.said and not passed:
        return notice.said
    match notice.situation:
        case Situation.RESTORED:
            since = f"{spoken_time(notice.until, now)} " if notice.until is not None else ""
            return f"{since}已经恢复，热过去还要一两个小时，您再摸摸。"
        case Situation.PLANNED:
            lead = _planned(notice, now)
        case Situation.REPAIR:
            lead = _lead(_trimmed(notice.reason) or "停热了，师傅正在抢修")
    if notice.until is None or passed:
        return f"{lead}，几点恢复现场还没给准话，我不能编一个哄您。"
    until = _end_of(notice, notice.until, now)
    return f"{lead}，预计{_spaced(until)}恢复。到点还凉，您再打来。"


def ticket_line_of(notice: Notice) -> str:
    """The line of a ticket: which notice the call belongs to; it is read on other days too, so it names the day where that
    is not the one on which the notice was sent.
    """
    return f"关联停热 {notice.label}：{place_of(notice)}，{_time_in_ticket(notice)}"


def place_of(notice: Notice) -> str:
    """Estate and buildings as they are shown: 锦华嘉园 3–8 号楼, 春晓里 全部."""
    return f"{notice.estate} {buildings_shown(notice.buildings) or ALL}"


def buildings_shown(typed: str) -> str:
    """Buildings as typed, set as print sets them: 3-8号楼 → 3–8 号楼; nothing is added, nothing understood."""
    return _NUMBER_WITH_UNIT.sub(" ", _BETWEEN_NUMBERS.sub("–", full_width(typed.strip())))


def spoken_time(moment: datetime, now: datetime) -> str:
    """A moment as it is said on the day of `now`, by the clock of this computer: 18:00, 明天 9:00, 昨天 23:40, 11-30 9:00."""
    local, today = moment.astimezone(), now.astimezone().date()
    words = f"{_day(local.date(), today)} " if local.date() != today else ""
    return f"{words}{local.hour}:{local:%M}"


def is_overdue(notice: Notice, now: datetime) -> bool:
    """Whether the time at which the heat was expected back has passed, and nobody has said that it is."""
    return notice.situation is not Situation.RESTORED and notice.until is not None and notice.until <= now


def promise_in(text: str) -> str:
    """The first word of `text` that promises something (一定, 保证, 肯定 …); empty = none."""
    found = _PROMISE.search(text)
    return found.group() if found else ""


def time_in(text: str) -> str:
    """The first time that `text` names; where a reason names one, nobody takes it back when it has passed. Empty = none."""
    found = _TIME.search(text)
    return found.group() if found else ""


def _planned(notice: Notice, now: datetime) -> str:
    reason = _trimmed(notice.reason)
    more = f"，{reason}" if reason else ""
    if notice.starts is None:
        return f"您家那片计划停热检修{more}"
    if notice.starts <= now:
        return f"您家那片正在停热检修{more}"
    return f"您家那片计划{_spaced(spoken_time(notice.starts, now))}停热检修{more}"


def _end_of(notice: Notice, until: datetime, now: datetime) -> str:
    """The end of one that begins and ends on one later day is said with the day once."""
    start = notice.starts.astimezone().date() if notice.starts is not None and notice.starts > now else None
    local = until.astimezone()
    if notice.situation is Situation.PLANNED and start == local.date() != now.astimezone().date():
        return f"当天 {local.hour}:{local:%M}"
    return spoken_time(until, now)


def _lead(reason: str) -> str:
    return reason if reason.startswith(_SPOKEN_TO) else f"您家那片{reason}"


def _trimmed(reason: str) -> str:
    return full_width(reason.strip(_CLOSING))


def _spaced(words: str) -> str:
    """Between words: a blank where a digit meets them."""
    return f"{' ' if words[:1].isdigit() else ''}{words} "


def _day(day: date, today: date) -> str:
    if day == today + timedelta(days=1):
        return "明天"
    return "昨天" if day == today - timedelta(days=1) else f"{day:%m-%d}"


def _time_in_ticket(notice: Notice) -> str:
    until = _on_paper(notice.until, notice.sent) if notice.until is not None else ""
    match notice.situation:
        case Situation.RESTORED:
            return f"{until} 已恢复" if until else "已恢复"
        case Situation.PLANNED:
            starts = (
                f"计划 {_on_paper(notice.starts, notice.sent)} 起"
                if notice.starts is not None
                else "计划停热"
            )
            return f"{starts}，{f'预计 {until}' if until else '几点恢复没说'}"
        case Situation.REPAIR:
            return f"预计 {until}" if until else "几点恢复没说"


def _on_paper(moment: datetime, sent: datetime) -> str:
    local = moment.astimezone()
    day = "" if local.date() == sent.astimezone().date() else f"{local:%m-%d} "
    return f"{day}{local.hour}:{local:%M}"
