"""Folded query -> the room temperature that it states; numbers of anything else are none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.chinese_numbers import HAN_NUMERALS, number_of

_DIGIT = "零一二三四五六七八九两"
_NUMBER = rf"(?:\d+(?:\.\d+)?|[{HAN_NUMERALS}]+(?:点[{_DIGIT}]+)?)"
_ABOUT = rf"(?:[{_DIGIT}]?十(?:来|几|多)|[{_DIGIT}]?十?[{_DIGIT}]{{2}})"
"""十来, 二十多, 十五六, 七八: some."""
_STATED = re.compile(
    rf"(?P<below>零下)?(?P<about>{_ABOUT})(?:个)?度|(?P<minus>零下|-)?(?P<value>{_NUMBER})(?:\s|个|摄氏)?度(?![假表日月])(?:(?P<half>半))?"
    rf"|摄氏(?P<celsius>{_NUMBER})度"
)
_BARE_VALUE = r"(?P<value>\d{1,2}(?:\.\d+)?|[一二两三四]?十[一二三四五六七八九]?)"
_NO_UNIT = (
    rf"(?![\d.\-{HAN_NUMERALS}])(?!\s*(?:度|号|楼|层|组|片|天|次|块|元|平|小时|点|%|个|月|年|日|岁|户|家|条|单元|米|公斤|兆|分|栋"
    r"|门|趟|遍|回|口|来|多|几|期|周|块钱|万|千|百|k|kg|mpa))"
)
_NOT_INSIDE = rf"(?<![\d.\-{HAN_NUMERALS}第差交])"
_BARE = re.compile(_NOT_INSIDE + _BARE_VALUE + _NO_UNIT)
_AT_HOME = re.compile(
    r"(?:屋里?|室|卧|客厅|厅|家|厨房?|厕所?|房|我这儿?|这儿|对门|那间|白天|夜里|半夜|晚上|早上|早起|晌午)[^\d,。]{0,3}?"
    + _NOT_INSIDE
    + _BARE_VALUE
    + _NO_UNIT
)
_BETWEEN = re.compile(
    r"(?P<value>\d{1,2}|[一二]?十[一二三四五六七八九]?)(?:到|至|-)(?:\d{1,2}|[一二]?十[一二三四五六七八九]?)(?:度)?之间"
)
_METER = re.compile(r"温度计|室温|温度|度数|(?:表|仪)(?:上|显示|指|量|一|都|才|是|打)|显示|量(?:了|着|出|过)")
_ROOM = re.compile(
    r"屋|室(?!外)|卧|客厅|厅|家|厨|厕|卫生间|里头|书房|孩子房|房间|炕|住|我这|我们这|这儿|对门"
)
_ELSEWHERE = re.compile(
    r"回水|供水|进水|出水|来水|水温|热水|开水|凉水|管|阀|暖气片|片子|地面|外头|外边|外面|室外|户外|气温|天气|天儿|发烧|高烧|低烧|烧到|体温"
    r"|孩子烧|烧了|电热|空调|热水器|开到|调到|定到|设(?:定|成|到)?|面板定|面板上?设|温控器?(?:定|设|拧|调)|拧到|油温|锅|角|摸着|摸上去|供回|站|二网|一网"
)
_AFTER = re.compile(r"^(?:的)?(?:天|热水|水|回水|供水|进水|发烧|高烧|烧|的高烧|温差)")
_CLAUSE = re.compile(r"[,。;!?、:\s\uff0c\uff1b\uff01\uff1f\uff1a]+")
_PLAUSIBLE = (-15.0, 40.0)
_PLAUSIBLE_BARE = (0.0, 40.0)


@dataclass(frozen=True, slots=True)
class _Stated:
    degrees: float
    is_in_room: bool
    """A room stands beside it, not only nothing else."""


def room_temperature(folded: str) -> float | None:
    """℃ of the room that is spoken of; of several that of the coldest, or of the hottest where all are warm. None = none."""
    found = list(_stated(folded))
    if any(one.is_in_room for one in found):
        found = [one for one in found if one.is_in_room]
    degrees = [one.degrees for one in found]
    if not degrees:
        return None
    return max(degrees) if min(degrees) >= 20 else min(degrees)


def _stated(folded: str) -> Iterator[_Stated]:
    bare = _BARE if _METER.search(folded) else _AT_HOME
    is_elsewhere = False
    for clause in filter(None, _CLAUSE.split(folded)):
        if _ROOM.search(clause) or _METER.search(clause):
            is_elsewhere = False
        spans = [match.span() for match in _STATED.finditer(clause)]
        matches = [*_STATED.finditer(clause), *_BETWEEN.finditer(clause)] if not is_elsewhere else []
        if not (spans or is_elsewhere):
            matches += bare.finditer(clause)
        for match in matches:
            value = _value(match)
            lowest, highest = _PLAUSIBLE if spans else _PLAUSIBLE_BARE
            if value is not None and lowest <= value <= highest:
                yield from _unless_elsewhere(clause, match, value)
        is_elsewhere = is_elsewhere or (_ELSEWHERE.search(clause) is not None and not _ROOM.search(clause))


def _unless_elsewhere(clause: str, match: re.Match[str], value: float) -> Iterator[_Stated]:
    before, after = clause[: match.start("value") if match["value"] else match.start()], clause[match.end() :]
    elsewhere = [found.end() for found in _ELSEWHERE.finditer(before)]
    rooms = [found.end() for found in _ROOM.finditer(before)]
    if elsewhere and (not rooms or max(rooms) < max(elsewhere)):
        return  # the nearest word before it says where
    if _AFTER.match(after) or before.endswith(("差", "低", "高", "降", "降了", "升", "升了", "低了", "高了")):
        return
    yield _Stated(value, bool(rooms) or _ROOM.match(after.lstrip("的")) is not None)


def _value(match: re.Match[str]) -> float | None:
    if match.re is not _STATED:
        return number_of(match["value"])
    if match["about"]:
        value = _about(match["about"])
        return -value if match["below"] and value is not None else value
    value = number_of(match["value"] or match["celsius"])
    if value is None:
        return None
    if match["half"]:
        value += 0.5
    return -value if match["minus"] else value


def _about(words: str) -> float | None:
    """十来 11, 二十多 22, 十五六 15.5, 七八 7.5."""
    if words[-1] in "来几多":
        tens = number_of(words[:-1])
        return None if tens is None else tens + (1 if words[-1] == "来" else 3)
    low, high = number_of(words[:-1]), number_of(words[-1])
    if low is None or high is None:
        return None
    return low + 0.5 if high == low % 10 + 1 else number_of(words)
