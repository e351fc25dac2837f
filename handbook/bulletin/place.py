"""A typed address and the place of a notice -> whether the one lies in the other, and how surely.

Nothing is asserted on doubt: a name that differs in one sign, a range that cannot be read, a building that nobody named and
a neighbour's “对面” all come to PERHAPS or NONE. Estates are known by their names alone; there is no list of places.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from handbook.bulletin.buildings import (
    STRONG,
    Building,
    Buildings,
    building_of,
    plain_place,
    read_buildings,
    section_of,
)


class Outcome(Enum):
    """How an address stands to the place of a notice."""

    INSIDE = "inside"
    """The building is one of those named, or all of the estate is meant."""
    OUTSIDE = "outside"
    """The same estate, and the building is none of those named."""
    PERHAPS = "perhaps"
    """It may be; somebody has to ask."""
    NONE = "none"
    """Another place."""


@dataclass(frozen=True, slots=True)
class Match:
    """What was found."""

    outcome: Outcome
    building: str = ""
    """The building that the address names, as it is shown: 5 号楼; empty where it names none."""
    is_near: bool = False
    """Whether the names are only alike: 锦华家园 for 锦华嘉园."""


NO_MATCH = Match(Outcome.NONE)
_DOUBT = Match(Outcome.PERHAPS)
_ALIKE = Match(Outcome.PERHAPS, is_near=True)
_LEAST_NAME = 3
"""Signs of a name that is looked for inside another one; shorter ones are in too many."""
_TYPES = (
    "花园小区|家属小区|家属院|家属楼|住宅楼|公寓|花园|嘉园|家园|佳园|新村|新城|新区|小区|社区|大厦|广场|名苑|雅苑|花苑|名都|公馆|"
    "御府|华府|学府|华庭|名邸|国际|城|苑|园|府|里|湾|庭|居|阁|轩|邸|村|屯|院|楼|郡|墅|坊|寓"
)
_TYPE = re.compile(rf"(?:{_TYPES})$")
_TYPE_AHEAD = re.compile(rf"(?:{_TYPES})")
_STREETS = "大街|大道|胡同|街|路|道|巷|弄"
_STREET = re.compile(rf"(?:{_STREETS})$")
_ABOVE = (
    r"自治区|开发区|高新区|经开区|示范区|(?<![小园家属社校厂矿景院东西南北中新\dA-Z])区|省|(?<![都城超])市|县|(?<![红彩国军战])旗|(?<!小)镇|"
    r"(?<![新水])乡|(?<!新)村|街道|办事处|社区"
)
_BEFORE = re.compile(
    rf"(?:.*[省市州])?[^\d][东西南北中]区|.*(?:{_ABOVE}|(?:{_STREETS})(?:\d+(?:-\d+)*号?院?)?|交口|交叉口|路口|交汇处)"
)
"""What an address may say before the name of the estate: districts, the street with its number."""
_SPOKEN = re.compile(
    r"(?:你好|您好|用户|业主|住户|客户|地址|位于|住址|小区|来电|[我你您他她]们?|这边|这里|家住|家在|家|住|在|是|到|来自|的|:)+"
)
"""What is said around an address and names nothing."""
_NEAR = (
    r"(?:斜|正)?(?:对面|对过|对门|旁边|边上|附近|隔壁|周边|邻近|毗邻|紧邻|挨着|靠近|临近|距离|后身|后面|后边|前面|前边|外面|门外|墙外|以外|[前后][楼栋])|"
    r"斜对|旁(?=$|[是的有])|(?<!大)离(?=$)"
)
_NEAR_BEFORE = re.compile(rf"(?:{_NEAR})(?:就是|是|有|的|叫)*$")
_NEAR_BEHIND = re.compile(
    rf"(?:的|小区)*(?:[东西南北正大小侧后前]{{0,2}}门)?(?:的)?(?:马路|道|街)?(?:{_NEAR}|不远)"
)
_NEAR_ANYWHERE = re.compile(rf"{_NEAR}|(?:[往以][东西南北]|[东西南北][侧边面])")
_UNSURE = re.compile(
    r"不是|不在|不住|好像|可能|大概|也许|应该|估计|似乎|忘了|忘记|不知道|不清楚|不确定|不记得|没说|几号|几栋|几幢|几单元|哪|原来|以前|原先|曾|那边|"
    r"一带|那片|这片|中间|之间|左右|除了|[?*]"
)
_WITHIN = re.compile(r"(?:里面|里头|院内|院里|内)?的?")
_UNIT = re.compile(r"\d{1,2}(?:单元|门(?![市口外前]))")
_FLAT = re.compile(r"\d{1,4}(?:室|户|层|房|号房)|\d{3,4}$")
_TRIPLE = re.compile(r"([A-Z]?)-?(\d{1,3})[-,](\d{1,2})(?:单元|门)?[-,](\d{2,4})(?![-\d])(?!号|栋|幢|座|#)")
_PAIR = re.compile(r"([A-Z]?)(\d{1,3})(?:-(\d{1,2})(?:单元|门|$)|[-,](\d{3,4})(?:室|户|房|$))")
_LETTER_FLAT = re.compile(r"([A-Z])-(\d{3,4})(?:室|户|房|$)")
_LIST = re.compile(rf"(\d{{1,4}}(?:[,和及与]\d{{1,4}})+)({STRONG})")
_DOOR = r"号(?=$|[-,\d#]|单元|室|户|住|家|附|之)"
"""Nothing else may follow: 5号换热站 is no building."""
_RUN = re.compile(rf"(\d{{1,4}})-(\d{{1,4}})({STRONG}|{_DOOR})")
_BUILT = re.compile(rf"第?([A-Z]|[甲乙丙丁戊])?(\d{{1,4}})?([A-Z]|[甲乙])?({STRONG}|{_DOOR})")
_COUNT = re.compile(r"(?:都|全|一共|总共|同时|多|以上|一起|楼|桥|塔|山|房|庙|岗)")
"""Behind 栋, 幢 and 座: so many of them, not the one of that number."""
_JOINED = re.compile(rf"(?:[,和及与跟或]|或者|还是|还有)?(?={_BUILT.pattern})")
_FLOORED = re.compile(r"(\d{1,3})楼(?!房|道|上|下|层|里|顶)(.*)")
_BUILT_BEFORE = re.compile(
    rf"(?<![A-Z\d])([A-Z]|[甲乙丙丁戊])?(\d{{1,4}})?([A-Z]|[甲乙])?({STRONG})(\d{{1,2}}单元)?(?:\d{{1,4}}[室户]?)?的?$"
)
_HOUSES = re.compile(rf"(.+(?:{_STREETS}))([\d,-]+号)")
"""A street with its houses, all in one field."""
_MORE_BUILDINGS = re.compile(rf"[A-Z\d](?:{STRONG})")
_DISTRICTS = re.compile(rf"[^\d,]+?(?:{_ABOVE}|{_STREETS})")


@dataclass(frozen=True, slots=True)
class _Area:
    """The place of a notice, read once."""

    name: str
    """Of the estate, without section and what stands above it."""
    above: tuple[str, ...]
    """Districts and streets that dispatch named with it: there may be two estates of that name."""
    section: str
    """The part of the estate that its own name holds: 2期."""
    core: str
    """The name without the word for its kind."""
    is_street: bool
    buildings: Buildings


@dataclass(frozen=True, slots=True)
class _Read:
    """What an address says around the name of an estate."""

    buildings: tuple[Building, ...] = ()
    is_sure: bool = True
    """Whether that is all it can mean."""


def match(address: str, estate: str, buildings: str) -> Match:
    """How the typed `address` stands to `buildings` (as dispatch typed them; empty = all) of `estate`."""
    text = _typed(address)
    if not text:
        return NO_MATCH
    areas = _areas(estate, buildings)
    if len(areas) == 1:
        return _match(text, areas[0])
    found = [_match(text, area) for area in areas]
    best = min(found, key=lambda one: _RANK[one.outcome], default=NO_MATCH)
    is_parted = len(areas) > 1 and bool(
        buildings.strip()
    )  # nobody knows which of them the buildings belong to
    return replace(best, outcome=Outcome.PERHAPS) if is_parted and best.outcome in _ASSERTED else best


_RANK = {Outcome.INSIDE: 0, Outcome.PERHAPS: 1, Outcome.OUTSIDE: 2, Outcome.NONE: 3}
_ASSERTED = (Outcome.INSIDE, Outcome.OUTSIDE)


@lru_cache(maxsize=64)
def _typed(address: str) -> str:
    return plain_place(address)


@lru_cache(maxsize=1024)
def _areas(estate: str, buildings: str) -> tuple[_Area, ...]:
    parts = [part for part in re.split("[、,，;；/]", unicodedata.normalize("NFKC", estate)) if part.strip()]
    return tuple(_area(part, buildings) for part in parts)


def _area(estate: str, buildings: str) -> _Area:
    name, section = plain_place(estate), ""
    if not buildings.strip() and (built := _BUILT_BEFORE.search(name)) and built.start():
        buildings, name = built[0], name[: built.start()]  # who writes 锦华嘉园3号楼 in one field
    elif not buildings.strip() and (housed := _HOUSES.fullmatch(name)) is not None:
        name, buildings = housed[1], housed[2]
    name, section = section_of(name)
    if len(name) - 2 >= _LEAST_NAME and name.endswith("小区") and _TYPE.search(name[:-2]):
        name = name[:-2]  # 锦华嘉园小区 is 锦华嘉园; 锦华小区 is not 锦华
    above: tuple[str, ...] = ()
    before = _BEFORE.match(name)
    if before is not None and len(name) - before.end() >= _LEAST_NAME and not _STREET.search(name):
        above, name = tuple(_DISTRICTS.findall(name[: before.end()])), name[before.end() :]
    named = _named(name)
    return _Area(name, above, section, named.core, named.is_street, read_buildings(buildings))


def _match(text: str, area: _Area) -> Match:
    if area.name not in text:
        return _ALIKE if _is_alike(_name_of(text), area) else NO_MATCH
    places = [found.start() for found in re.finditer(re.escape(area.name), text)]
    if area.name[0].isdigit():
        places = [at for at in places if not (at and text[at - 1].isdigit())]
    if area.name[-1].isdigit():
        places = [at for at in places if not text[at + len(area.name) :][:1].isdigit()]
    if not places:
        return NO_MATCH
    found = {_match_at(text, area, at) for at in places}
    return found.pop() if len(found) == 1 else _DOUBT


def _match_at(text: str, area: _Area, at: int) -> Match:
    before, behind = text[:at], text[at + len(area.name) :]
    if _NEAR_BEHIND.match(behind) or (area.is_street and behind.startswith("道")):
        return NO_MATCH
    near = _NEAR_BEFORE.search(before)
    if near is not None:
        is_elsewhere = "是" in near[0] or not _SPOKEN.sub("", before[: near.start()])
        return NO_MATCH if is_elsewhere else _DOUBT
    before, built = _built_before(before)
    is_named = _can_stand_before(before)
    if not is_named and len(area.name) < _LEAST_NAME:
        return NO_MATCH
    if not area.is_street and len(area.name) > 2:
        behind = behind.removeprefix("小区") if _TYPE.search(area.name) else behind
    behind, section = _section_ahead(behind)
    if area.section and section and area.section != section:
        return NO_MATCH
    read = _read_behind(behind, section="" if area.section else section, is_street=area.is_street)
    if built is not None:
        both = (*read.buildings, built)
        read = _Read(both, read.is_sure and not read.buildings)
    is_named = is_named and not _UNSURE.search(text) and all(place in text for place in area.above)
    is_named = is_named and (not area.section or area.section == section)
    outcome = _outcome(area, read, section if not area.section else "") if is_named else Outcome.PERHAPS
    shown = "、".join(building.shown for building in read.buildings) if read.is_sure else ""
    return Match(outcome, shown, is_near=not _can_stand_before(before))


def _outcome(area: _Area, read: _Read, section: str) -> Outcome:
    if not read.is_sure:
        return Outcome.PERHAPS
    if area.buildings.is_whole:
        return Outcome.PERHAPS if section else Outcome.INSIDE  # 锦华嘉园二期 may be an estate of its own
    if not read.buildings:
        is_held = area.buildings.holds_section(section) if section else None
    else:
        held = {area.buildings.holds(building, is_street=area.is_street) for building in read.buildings}
        is_held = held.pop() if len(held) == 1 else None
    return {True: Outcome.INSIDE, False: Outcome.OUTSIDE, None: Outcome.PERHAPS}[is_held]


def _built_before(before: str) -> tuple[str, Building | None]:
    """What stands before 锦华嘉园 in 5号楼锦华嘉园: the rest of it, and the building; a number of the street is none."""
    found = _BUILT_BEFORE.search(before)
    if found is None or not (found[1] or found[2]):
        return before, None
    unit = int(found[5].removesuffix("单元")) if found[5] else 0
    return before[: found.start()], building_of(found[1], found[2], found[3], found[4], unit=unit)


def _can_stand_before(before: str) -> bool:
    """Whether the name of the estate can begin behind it."""
    rest = _SPOKEN.sub("", before).strip(",-")
    whole = _BEFORE.fullmatch(rest)
    return not rest or (whole is not None and not rest.endswith(("新村", "小区", "园区")))


def _section_ahead(behind: str) -> tuple[str, str]:
    """What follows the section that `behind` begins with, and the section; empty where there is none."""
    found = re.match(
        r"(?:的)?(\d{1,2}期|\d{1,2}区|[A-Z]区|[东西南北中]{1,2}[区院]|\d{1,3}号院|\d{1,2}组团)", behind
    )
    return (behind[found.end() :], found[1].replace("号院", "院")) if found is not None else (behind, "")


def _read_behind(behind: str, *, section: str, is_street: bool) -> _Read:
    """The building that an address names behind the estate."""
    inside = _WITHIN.match(behind)
    text = behind[inside.end() :] if inside is not None else behind
    text = text.lstrip(",-")
    if not text:
        return _Read()
    if found := _TRIPLE.match(text):
        read = _one(building_of(found[1], found[2], "", "", unit=int(found[3])))
        rest = text[found.end() :]
    elif found := _LIST.match(text):
        numbers = re.split("[,和及与]", found[1])
        read = _Read(tuple(building_of("", number, "", found[2]) for number in numbers))
        rest = text[found.end() :]
    elif found := _RUN.match(text):
        read, rest = _run(found, is_street=is_street), text[found.end() :]
    elif (found := _BUILT.match(text)) and (found[1] or found[2]):
        read, rest = _buildings_ahead(text, is_street=is_street)
    elif found := _FLOORED.match(text):
        read, rest = _one(building_of("", found[1], "", "楼", unit=_unit_ahead(found[2]))), found[2]
        if not re.match(r"-?\d{1,2}(?:单元|门|-\d)", rest) and not _is_other_floor(found[1], rest):
            return _Read(is_sure=False)  # 5楼 is the fifth building here, and the fifth floor there
    elif found := _PAIR.match(text):
        read = _one(building_of(found[1], found[2], "", "", unit=int(found[3] or 0)))
        rest = text[found.end() :]
    elif found := _LETTER_FLAT.match(text):
        read, rest = _one(building_of(found[1], None, "", "座")), text[found.end() :]
    elif found := _UNIT.match(text) or _FLAT.match(text):
        read, rest = _Read(), text[found.end() :]
    else:
        return _Read(is_sure=False)
    if _NEAR_ANYWHERE.search(rest) or _MORE_BUILDINGS.search(rest):
        return _Read(read.buildings, is_sure=False)
    return replace(read, buildings=tuple(replace(one, section=section) for one in read.buildings))


def _one(building: Building) -> _Read:
    return _Read((building,))


def _run(found: re.Match[str], *, is_street: bool) -> _Read:
    """5-6号楼 names both; 12-40号 of a street may be one house with a number below it."""
    first, last = int(found[1]), int(found[2])
    ends = (building_of("", found[1], "", found[3]), building_of("", found[2], "", found[3]))
    if first >= last:
        return _Read(ends[:1], is_sure=is_street)  # 12-3号 of a street is house 12
    if is_street or found[3] == "号":
        return _Read(ends)
    return _Read(
        tuple(
            building_of("", str(number), "", found[3]) for number in range(first, min(last, first + 50) + 1)
        )
    )


def _buildings_ahead(text: str, *, is_street: bool) -> tuple[_Read, str]:
    """The buildings that `text` begins with, and what follows them; 5号楼A座 is one, and so is 16号3号楼 of a street."""
    found: list[Building] = []
    while built := _BUILT.match(text):
        if not (built[1] or built[2]):
            break
        text = text[built.end() :]
        one = building_of(built[1], built[2], built[3], built[4], unit=_unit_ahead(text))
        if built[4] in ("栋", "幢", "座") and _COUNT.match(text):
            return _Read(is_sure=False), text
        is_part = bool(found) and is_street and found[0].word == "号" != one.word
        if not found or (one.series == found[0].series and not is_part):
            found.append(one)
        joint = _JOINED.match(text)
        text = text[joint.end() :] if joint is not None else text
    return _Read(tuple(found)), text


def _unit_ahead(text: str) -> int:
    found = re.match(r"[-,]?(\d{1,2})(?:单元|门(?![市口外前])|-\d)", text)
    return int(found[1]) if found is not None else 0


def _is_other_floor(number: str, rest: str) -> bool:
    """Whether the flat behind 5楼 lies on another floor than the fifth: then 5楼 is the building."""
    found = re.match(r"-?(\d{1,2})(\d\d)(?!\d)", rest)
    return found is not None and found[1] != number


@dataclass(frozen=True, slots=True)
class _Name:
    """What an address calls the estate or street."""

    whole: str
    core: str
    """Without the word for its kind."""
    is_street: bool
    is_ended: bool = False
    """Whether it is written to its end: a number follows it."""


def _is_alike(name: _Name, area: _Area) -> bool:
    """Whether the address may mean the estate though it does not write its name: only what is worth a question."""
    if name.is_street or area.is_street:
        return name.is_street and area.is_street and len(area.core) > 1 and name.core == area.core
    if len(name.whole) < 2:
        return False
    if name.core == name.whole and not name.is_ended:
        return False  # it is still being typed
    if _LEAST_NAME <= len(name.whole) < len(area.name) and name.whole in area.name:
        return True
    if len(area.core) > 1 and name.core == area.core:
        return True
    return min(len(area.core), len(name.core)) >= _LEAST_NAME and _is_one_apart(area.name, name.whole)


@lru_cache(maxsize=64)
def _name_of(text: str) -> _Name:
    """The name that an address begins with, past the districts and before the first number."""
    above = re.match(rf"(?:[^\d]*?(?:{_ABOVE}))*", text)
    rest = _SPOKEN.sub("", text[above.end() :] if above is not None else text)
    street = re.match(rf"[^\d]{{1,6}}?(?:{_STREETS})(?:\d+号)?(?=[^\d]{{3}})", rest)
    rest = rest[street.end() :] if street is not None else rest
    found = re.match(r"[^\d,\-A-Z]+", rest)
    return replace(_named(found[0]), is_ended=found.end() < len(rest)) if found is not None else _named("")


def _named(name: str) -> _Name:
    is_street = _STREET.search(name) is not None
    kind = (_STREET if is_street else _TYPE).search(name)
    return _Name(name, name[: kind.start()] if kind is not None else name, is_street)


def _is_one_apart(one: str, other: str) -> bool:
    """Whether one sign was changed, left out or put in."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((n for n, sign in enumerate(short) if sign != long[n]), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def reads_buildings(buildings: str) -> bool:
    """Whether every desk will know which buildings are meant."""
    return read_buildings(buildings).is_readable


def is_street(estate: str) -> bool:
    """Whether what dispatch called the place is a street, whose houses are counted, not an estate."""
    return _STREET.search(plain_place(estate)) is not None
