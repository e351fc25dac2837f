"""Two names of estates, villages or streets -> whether one may be meant by the other; only what is worth a question.

A name that sounds alike may be typed for it, as may a short form of it. One that differs in a sign with another sound is
another place: 金域蓝湾 is not 金域蓝山.
"""

import re
from dataclasses import dataclass

from handbook.bulletin.sounds import heard

_LEAST_NAME = 3
"""Signs of a name that is looked for inside another one; shorter ones are in too many."""
_BODIES = "厂局校所站社库"
"""Words for a body at the end of its name, which people leave out: 城建家属院 for 城建局家属院."""
_A_BODY = re.compile(rf"(?:\d中|[{_BODIES}])$")
_COMPANY = re.compile("(?:总|分)?公司|集团|总厂")
_FAMILIES = (
    {"园", "苑", "花园", "花苑"},
    {"园", "苑", "嘉园", "家园", "佳园", "嘉苑", "佳苑"},
    {"小区", "花园小区", "家属小区", "社区"},
    {"家属院", "家属楼", "家属区", "生活区", "家属房", "家属小区", "住宅楼", "宿舍", "院", "楼", "小区"},
    {"村", "屯"},
)
"""Words for a kind that people take for each other; 名苑, 大厦 and 华府 belong to a name of their own."""
_ESTATES = "园|嘉园|家园|佳园|嘉苑|佳苑|花园|苑|花苑|里|新村|新城|新居"
"""What 小区 may be said for; nobody says 花园 for a 小区, or for a 家园."""
_SIDES = "东西南北前后上下大小"


_SCHOOL = re.compile("学院|学校|大学")
_BODY_LEFT_OUT = re.compile("学院|学校|大学|[中小]学|医院|保健院|银行")
_ENDS_OF_BODIES = "院学校厂局司所站社队行处厅委中小大"
_TELLS_APART = re.compile("中医|妇|幼|儿|口腔|肿瘤|传染|精神|附属|分|[东西南北](?!方)")
"""What makes another body of one: 市中医院 is not 市医院."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a place is called."""

    whole: str
    core: str
    """Without the word for its kind."""
    kind: str
    is_street: bool
    is_ended: bool = True
    """Whether it is written to its end: a number follows it."""


def may_be_meant(typed: Name, meant: Name) -> bool:
    """Whether `typed`, which is not `meant`, may yet stand for it."""
    if typed.is_street or meant.is_street:
        return typed.is_street and meant.is_street and _is_same_street(typed, meant)
    if len(typed.whole) < 2 or not typed.core:
        return False
    if typed.core == typed.whole and not typed.is_ended:
        # it is still being typed, unless it is a body by itself: 17中 of 17中家属楼
        return meant.whole.startswith(typed.whole) and _A_BODY.search(typed.whole) is not None
    if len(typed.whole) == len(meant.whole):
        return (
            _sounds_alike(typed, meant)
            or (len(typed.core) > 1 and _is_core_alike(typed, meant))
            or (_is_kind_alike(typed.kind, meant.kind) and _is_body_alike(typed.core, meant.core))
        )
    if ("中医" in typed.core) != ("中医" in meant.core):
        return False
    return (
        _is_short_for(typed.whole, meant.whole)
        or (_is_kind_alike(typed.kind, meant.kind) and _is_body_alike(typed.core, meant.core))
        or (len(typed.core) > 1 and _is_core_alike(typed, meant))
        or _is_sign_missing(typed, meant)
        or _is_number_missing(typed, meant)
    )


def _is_same_street(typed: Name, meant: Name) -> bool:
    if len(meant.core) < 2:
        return False
    if typed.core == meant.core or (meant.core[0] in "东西南北" and typed.core == meant.core[1:]):
        return True  # 光华路 for 光华街, 三道街 for 北三道街
    if len(meant.whole) - len(typed.whole) > 1 and meant.whole.endswith(typed.whole) and len(typed.core) > 1:
        return _is_short_for(typed.whole, meant.whole)  # 三道街 for 铁南三道街
    return typed.kind == meant.kind and heard(typed.core) == heard(meant.core)


def _is_short_for(short: str, whole: str) -> bool:
    """李屯 for 前李屯, 绿洲 for 绿洲康城 and 恒大绿洲, 教师公寓 for 民主路教师公寓."""
    if len(short) >= len(whole):
        return False
    at = whole.find(short)
    if at < 0 or (short[0].isdigit() and whole[at - 1 : at].isdigit()):
        return False  # 6中 is not short for 36中
    return len(short) >= _LEAST_NAME or at == 0 or at + len(short) == len(whole)


def _sounds_alike(typed: Name, meant: Name) -> bool:
    return heard(typed.whole) == heard(meant.whole)


def _is_core_alike(typed: Name, meant: Name) -> bool:
    """锦华小区 for 锦华嘉园, 河滨小区 for 滨河小区, 丽锦 for 丽景花园."""
    if not _is_kind_alike(typed.kind, meant.kind):
        return False
    if typed.core == meant.core:
        return True
    short, long = sorted((typed.core, meant.core), key=len)
    if len(short) > 1 and _COMPANY.fullmatch(long.removeprefix(short)) is not None and long.startswith(short):
        return True  # 二建 for 二建公司
    if typed.kind and len(typed.core) > 1 and meant.core[0] in _SIDES and typed.core == meant.core[1:]:
        return True  # 三家子村 for 东三家子屯
    if len(typed.core) == 2 and typed.core == meant.core[::-1]:
        return True
    is_plain = not typed.kind or typed.kind == "小区"
    return is_plain and heard(typed.core) == heard(meant.core)


def _is_body_alike(one: str, other: str) -> bool:
    """师院 for 师范学院, 农机厂 for 农业机械厂, 市医院 for 市人民医院; and 师范学校 for 师范学院."""
    if _SCHOOL.search(one) and _SCHOOL.sub("", one) == _SCHOOL.sub("", other) != "":
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or len(short) == len(long) or short[0] != long[0]:
        return False
    if (
        long.startswith(short)
        and not short[-1].isdigit()
        and _BODY_LEFT_OUT.fullmatch(long, len(short)) is not None
    ):
        return True  # 师范家属院
    if re.findall(r"\d+", short) != re.findall(r"\d+", long):
        return False
    whole = long[:-1] if re.search("[中小大]学$", long) and long[-1] != short[-1] else long
    if whole[-1] != short[-1] or short[-1] not in _ENDS_OF_BODIES:
        return False
    left, rest = "", iter(short)
    awaited = next(rest, "")
    for sign in whole:
        if sign == awaited:
            awaited = next(rest, "")
        else:
            left += sign
    return not awaited and _TELLS_APART.search(left) is None


def _is_kind_alike(typed: str, meant: str) -> bool:
    if typed == meant or not typed or not meant:
        return True
    if typed in ("小区", "社区") and meant in _ESTATES.split("|"):
        return True
    if heard(typed) == heard(meant):
        return True
    return any({typed, meant} <= family for family in _FAMILIES)


def _is_sign_missing(typed: Name, meant: Name) -> bool:
    """Whether one sign was left out or put in; a long name bears that, a short one becomes another."""
    short, long = sorted((typed.whole, meant.whole), key=len)
    if len(long) - len(short) != 1:
        return False
    at = next((n for n, sign in enumerate(short) if sign != long[n]), len(short))
    if short[at:] != long[at + 1 :] or long[at].isdigit():
        return False
    return (
        long[at] in _BODIES
        or (at > 0 and long[at] in "东西南北中前后")
        or min(len(typed.core), len(meant.core)) >= _LEAST_NAME
    )


def _is_number_missing(typed: Name, meant: Name) -> bool:
    """国棉厂宿舍 for 国棉2厂宿舍: which of them is not said."""
    short, long = sorted((typed.whole, meant.whole), key=len)
    if short[0] != long[0]:
        return False
    found = re.search(r"\d+", long)
    if found is None or not found.start() or re.search(r"\d", short) is not None:
        return False
    return long[: found.start()] + long[found.end() :] == short
