"""What an address says behind the name of an estate: the buildings, or a part of the place, and how surely."""

import re
from dataclasses import dataclass, replace

from handbook.bulletin.area import Area
from handbook.bulletin.building import GROUPS, NOT_NUMBERED, SECTION_WITHIN, STRONG, Building, building_of
from handbook.bulletin.house_kinds import KIND, SHOPS, kind_of
from handbook.bulletin.place_words import (
    APART,
    BUILT_BEFORE,
    COMPLAINT,
    HOUSE_YARD,
    HOUSEHOLD,
    NEAR,
    NEAR_ANYWHERE,
    PERSON,
    UNIT,
)

_WITHIN = re.compile(r"(?:里面|里头|院内|院里|内)?的?")
_MY_HOME = re.compile(r"^(?:我们?|用户|业主|自己)(?:家|自己)?(?:的|是|在|住)*(?=[A-Z]?\d)")
_FLAT = re.compile(r"\d{1,4}(?:室|户|层|房|号房)|\d{3,4}$")
_TRIPLE = re.compile(
    r"([A-Z甲乙丙丁戊]?)-?(\d{1,3})[-,](\d{1,2})(?:单元|门)?[-,](\d{1,4})(?![-\d])(?!号|栋|幢|座|#)"
)
_PAIR = re.compile(r"([A-Z甲乙丙丁戊]?)(\d{1,3})(?:-(\d{1,2})(?:单元|门|$)|[-,](\d{3,4})(?:室|户|房|$))")
_GROUP = re.compile(rf"第?(\d{{1,3}})({GROUPS})")
_KIND_AHEAD = re.compile(rf"({KIND})区?的?第?")
_ZONE_AHEAD = re.compile(r"([高低])压?区的?")
_KIND_DOOR = re.compile(r"(\d{1,4})号")
_ANY_PART = re.compile(
    rf"{_GROUP.pattern}|\d{{1,3}}(?:社(?!区)|委(?!员))|\d{{1,4}}号?(?:{SHOPS})|(?!公寓)(?:{KIND})区?"
)
"""What is surely a part of a place that is meant as a whole."""
_JOINED_NAME = re.compile(rf"(\d{{1,3}})(-\d{{1,2}})({STRONG})")
_LETTER_FLAT = re.compile(r"([A-Z])(-?)(\d{3,4})(?:室|户|房|$)")
_LETTER_NUMBER = re.compile(r"([A-Z])(\d{1,2})(?=$|-\d{1,2}-|-\d{3,4}|\d单元)")
"""A9, where A1-A8 are meant."""
_MOST_UNITS = 8
"""Of a house of flats without a lift."""
_BESIDE_NUMBER = re.compile(
    r"([A-Z甲乙丙丁]?)(\d{1,4})(?:号?[附之副付](\d{1,3})号?|号([甲乙丙丁A-Z])(?![\dA-Z座栋幢区单门]|号楼))"
)
"""56号附1号, 56之1号, 56号甲: a house beside that of the number, whose heat may come from elsewhere."""
_PAIRED = re.compile(rf"(\d){APART}(\d+)({STRONG})")
"""六八号楼: 6 and 8, or 68."""
_BARE = re.compile(rf"(\d{{1,3}}){APART}(\d{{1,2}}){APART}(\d{{3,4}})(?!\d)")
_LIST = re.compile(rf"(\d{{1,4}}(?:[,和及与]\d{{1,4}})+)({STRONG})")
_DOOR = r"号(?=$|[-,\d#]|(?:[和及与跟或]|或者|还是)\d|单元|室|户|住|家|附|之|来着|[吧吗啊呢呀])"
"""Nothing else may follow: 5号换热站 is no building."""
_DOOR_LIST = re.compile(rf"(\d{{1,4}}(?:[,和及与]\d{{1,4}})+)({_DOOR})")
_RUN = re.compile(rf"(\d{{1,4}})-(\d{{1,4}})({STRONG}|{_DOOR})")
_BUILT = re.compile(rf"第?([A-Z]|[甲乙丙丁戊])?(\d{{1,4}})?([A-Z]|[甲乙])?({STRONG}|{_DOOR})")
_FLAT_AHEAD = re.compile(r"[-,]?(?:\d{1,2}(?:单元|门|-)|-\d{1,2}-)[-,]?(\d{1,2})\d\d(?!\d)(?:室|户|号)?")
_LANDMARK = re.compile(
    rf"[,的]?(?:(?:也?就?是|就?在|靠近)(?:第?[A-Z]?\d+(?:{STRONG}|号))的?(?:{NEAR}|[东西南北][侧边面])"
    r"|(?:紧?挨着?|紧?靠着|邻着|紧邻|毗邻|靠近|临近)(?!着|的|那|$)).*"
)
"""What else is said to find a building that was named: the building beside it is not the caller's."""
_FROM_TO = re.compile(rf"(?<=\d)(?:{STRONG}|号)?[到至](?=\d{{1,4}}(?:{STRONG}))")
_STREET_HOUSE = re.compile(r"(?<=\d号)的?(?:平房|楼房|小楼)")
_HOUSE_ALONE = re.compile(
    rf"(?<=\d)号(?!停|开|报|早|晚|上午|下午|就|才|来|发|交|缴|那|换热)(?=(?:{SHOPS})|{HOUSEHOLD.pattern}|{PERSON.pattern}"
    r"|(?:地下|院内|院里|里面|内)|[^\d,]{1,8}?(?:家属|宿舍|住宅|公寓|小区|大厦|商店|超市|饭店|药店|店|馆))"
)
"""The house of a street, with words behind it that tell who or what is in it: 33号底商, 33号老张家."""
_OWN_POSITION = re.compile(
    r"的?(?:最|顶|靠|把|紧)*(?:[东西南北中里外左右]{1,2}[边面侧头手数]?|中间|把?头|把边|边上|路边|顶头)的?(?:那|这|第|\d|个)*"
    r"(?:单元|门洞?(?![口市面外])|楼?洞|楼道|楼梯|户|家|间|套|屋)(?:顶[楼层])?"
    rf"(?=$|[,\-\d]|的?(?:{COMPLAINT.pattern}|{HOUSEHOLD.pattern}))"
)
"""最东边那个单元, 靠里那家: a part of the building that was named, and no building beside it."""
_COUNT = re.compile(r"(?:都|全(?![楼栋]|单元)|半(?!地)|一共|总共|同时|多|以上|一起|楼|桥|塔|山|房|庙|岗)")
"""Behind 栋, 幢 and 座: so many of them, not the one of that number."""
_JOINED = re.compile(rf"(?:[,和及与跟或]|或者|还是|还有)?(?={_BUILT.pattern})")
_FLAT_BEFORE_NEXT = re.compile(
    rf"[-,]?(?:\d{{1,2}}(?:单元|门|-))?\d{{3,4}}[室户]?(?=[,和及与]{{0,2}}[A-Z]?\d{{1,3}}(?:{STRONG}))"
)
"""502 of 3栋502、4栋502."""
_FLOORED = re.compile(r"(\d{1,3})楼(?!房|道|上|下|层|里|顶)(.*)")
_MORE_NUMBERS = re.compile(r",?(?:或者?|还是|还有|[和及与跟到至])[A-Z]?\d")
_MORE_BUILDINGS = re.compile(rf"[A-Z\d](?:{STRONG})")


@dataclass(frozen=True, slots=True)
class Read:
    """What an address says around the name of an estate."""

    buildings: tuple[Building, ...] = ()
    part: Building = NOT_NUMBERED
    """What is named where no building is: a unit, a floor, a kind of houses."""
    is_sure: bool = True
    """Whether that is all it can mean."""


def built_before(before: str) -> tuple[str, Building | None]:
    """What stands before 锦华嘉园 in 5号楼锦华嘉园: the rest of it, and the building; a number of the street is none."""
    found = BUILT_BEFORE.search(before)
    if found is None or not (found[1] or found[2]):
        return before, None
    unit = int(found[5]) if found[5] else 0
    return before[: found.start()], building_of(found[1], found[2], found[3], found[4], unit=unit)


def section_ahead(behind: str) -> tuple[str, str]:
    """What follows the section that `behind` begins with, and the section; empty where there is none."""
    found = re.match(
        rf"的?({SECTION_WITHIN})",
        behind,
    )
    return (behind[found.end() :], found[1].replace("号院", "院")) if found is not None else (behind, "")


def read_behind(behind: str, area: Area, *, section: str) -> Read:
    """The building that an address names behind the estate, or the part of it."""
    if area.is_street and (yard := HOUSE_YARD.fullmatch(section)) and not area.buildings.has_sections:
        # 红旗街34号院1号楼 stands in house 34 of the street
        is_there = NEAR_ANYWHERE.search(behind) is None or _FLAT_AHEAD.search(behind) is not None
        return Read((building_of(yard[1], yard[2], "", "号"),), is_sure=is_there)
    text = _past_within(behind)
    if (read_both_ways := _two_ways(text, area)) is not None:
        return read_both_ways
    text = _FROM_TO.sub("-", text.replace(APART, ","))
    if area.is_street:
        text = _HOUSE_ALONE.sub("号,", _STREET_HOUSE.sub("", text), count=1)
    if not text:
        return Read()
    if (told := _without_number(text, area)) is not None:
        return told
    kind = ""
    if (named := _KIND_AHEAD.match(text)) is not None:
        kind, text = kind_of(named[1]), text[named.end() :]
        if not re.search(r"\d", text) and not _is_beside(text) and (not text or kind == kind_of("商铺")):
            return Read(part=replace(NOT_NUMBERED, kind=kind))  # 门市, 美甲店
    zone = ""
    if (zoned := _ZONE_AHEAD.match(text)) is not None:
        zone, text = zoned[1], text[zoned.end() :]
        if not text:
            return Read(part=replace(NOT_NUMBERED, kind=kind, zone=zone))
    read, rest = _read_number(text, area, kind)
    if not read.is_sure:
        return read
    if zone:
        rest = f"{zone}区{rest}"
    rest = _OWN_POSITION.sub("", _LANDMARK.sub("", rest), count=1)
    has_flat = any(one.floor for one in read.buildings)
    if _MORE_BUILDINGS.search(rest) or _MORE_NUMBERS.match(rest) or (not has_flat and _is_beside(rest)):
        return replace(read, is_sure=False)
    return Read(
        tuple(_with_parts(one, rest, section=section, kind=kind) for one in read.buildings),
        _with_parts(read.part, rest, section="", kind=kind),
    )


def _past_within(behind: str) -> str:
    """`behind` without 院内的 and without who calls, where a number follows: 陈姐, 6-2-401."""
    inside = _WITHIN.match(behind)
    text = (behind[inside.end() :] if inside is not None else behind).lstrip(",-")
    text = _MY_HOME.sub("", text)
    person = PERSON.match(text)
    is_ahead = person is not None and re.match(r",?[A-Z\d]", text[person.end() :]) is not None
    return text[person.end() :].lstrip(",") if person is not None and is_ahead else text


def _without_number(text: str, area: Area) -> Read | None:
    """What `text` says where it names no building: who lives there, what is wrong, a part of what is meant as a whole."""
    if (told := HOUSEHOLD.match(text) or COMPLAINT.match(text)) is not None:
        return Read(is_sure=not _is_beside(text[told.end() :]))
    if not area.buildings.is_whole:
        return None
    if (part := _ANY_PART.match(text)) is not None:
        rest = text[part.end() :]
        built = _BUILT.match(rest)
        return Read(is_sure=not _is_beside(rest[built.end() :] if built is not None else rest))
    return Read(is_sure=False) if text.startswith("公寓") else None  # 锦华嘉园公寓 may be a house of its own


def _read_number(text: str, area: Area, kind: str) -> tuple[Read, str]:
    """The buildings that `text` begins with, and what follows them."""
    if (own := _by_own_word(text, area, kind)) is not None:
        return own
    if found := _TRIPLE.match(text):
        one = building_of(found[1], found[2], "", "", unit=int(found[3]))
        return _one(replace(one, floor=_floor_of(found[4]))), text[found.end() :]
    if found := _LIST.match(text) or (_DOOR_LIST.match(text) if area.is_street else None):
        numbers = re.split("[,和及与]", found[1])
        return Read(tuple(building_of("", number, "", found[2]) for number in numbers)), text[found.end() :]
    if found := _RUN.match(text):
        return _run(found, is_street=area.is_street), text[found.end() :]
    if (found := _BUILT.match(text)) and (found[1] or found[2]):
        return _buildings_ahead(text, is_street=area.is_street)
    if found := _FLOORED.match(text):
        return _floored(found, area), found[2]
    return _without_word(text, area)


def _by_own_word(text: str, area: Area, kind: str) -> tuple[Read, str] | None:
    """What `text` begins with and only a word or a sign of its own tells: 5-1号楼, 56号附1号, 3组; None where it has none."""
    if (found := _JOINED_NAME.match(text)) and area.buildings.has_joined_names:
        return _one(building_of("", found[1], found[2], found[3])), text[found.end() :]
    if found := _BESIDE_NUMBER.match(text):
        return _one(building_of(found[1], found[2], f"-{found[3] or found[4]}", "号")), text[found.end() :]
    if found := _GROUP.match(text):
        return _one(building_of("", found[1], "", found[2])), text[found.end() :]
    if kind and (found := _KIND_DOOR.fullmatch(text)):
        return _one(building_of("", found[1], "", "号")), ""
    return None


def _without_word(text: str, area: Area) -> tuple[Read, str]:
    """What `text` begins with where no word says building: 5-2单元, A1203, 2单元, 301."""
    if found := _PAIR.match(text):
        is_beside = area.is_street and found[0].endswith(f"-{found[3]}")  # 11-1 of a street, as 11-1号
        tail, unit = (f"-{found[3]}", 0) if is_beside else ("", int(found[3] or 0))
        one = building_of(found[1], found[2], tail, "", unit=unit)
        read = _one(replace(one, floor=_floor_of(found[4] or "")))
        is_sure = area.buildings.is_whole or not _may_be_unit(found)
        return replace(read, is_sure=is_sure), text[found.end() :]
    if (found := _LETTER_NUMBER.match(text)) and area.buildings.counts_by_letter(found[1]):
        return _one(building_of(found[1], found[2], "", "")), text[found.end() :]
    found = _LETTER_FLAT.match(text)
    if found is not None and (found[2] or area.buildings.has_letters_alone):
        one = building_of(found[1], None, "", "座")
        return _one(replace(one, floor=_floor_of(found[3]))), text[found.end() :]
    if found := UNIT.match(text):
        unit = int(re.split("单元|门", found[0])[0])
        return Read(part=replace(NOT_NUMBERED, unit=unit)), text[found.end() :]
    if found := _FLAT.match(text):
        return Read(part=_flat(found[0], area)), text[found.end() :]
    return Read(is_sure=False), text


def _may_be_unit(pair: re.Match[str]) -> bool:
    """Whether 5-301 may be unit 5 of a house that was not said; a flat of four digits stands in a tower, of few units."""
    return not pair[1] and len(pair[4] or "") == 3 and int(pair[2]) <= _MOST_UNITS


def _flat(named: str, area: Area) -> Building:
    """A floor or a flat without a building; in a tower the first digits of a flat are its floor."""
    if named.endswith("层"):
        return replace(NOT_NUMBERED, floor=int(named[:-1]))
    digits = named.rstrip("室户房号")
    return replace(NOT_NUMBERED, floor=_floor_of(digits)) if area.is_tower else NOT_NUMBERED


def _two_ways(text: str, area: Area) -> Read | None:
    """What `text` says where its numbers may be one or several; None where they are not, or it comes to the same."""
    if (bare := _BARE.match(text)) is not None and not _is_read_one_way(bare, area):
        return Read(is_sure=False)
    if (paired := _PAIRED.match(text)) is not None and len(paired[2]) > 1:
        return Read(is_sure=area.buildings.is_whole)
    if paired is not None:
        numbers = (paired[1], paired[2], paired[1] + paired[2])
        return Read(tuple(building_of("", number, "", paired[3]) for number in numbers))
    return None


def _is_read_one_way(bare: re.Match[str], area: Area) -> bool:
    """Whether 2 1 601 comes to the same as 2-1-601 and as 21-601, if there is a building 21."""
    glued = building_of("", bare[1] + bare[2], "", "")
    if area.buildings.is_whole or glued.number > area.buildings.highest:
        return True
    first = building_of("", bare[1], "", "", unit=int(bare[2]))
    held = (area.buildings.holds(first), area.buildings.holds(glued))
    return held[0] == held[1]


def _floored(found: re.Match[str], area: Area) -> Read:
    """5楼: the fifth floor of a tower; elsewhere the fifth building here, and the fifth floor there."""
    if area.is_tower:
        return Read(part=replace(NOT_NUMBERED, floor=int(found[1])))
    rest = found[2]
    if not re.match(r"-?\d{1,2}(?:单元|门|-\d)", rest) and not _is_other_floor(found[1], rest):
        return Read(is_sure=area.buildings.is_whole)
    return _one(building_of("", found[1], "", "楼", unit=_unit_ahead(rest)))


def _floor_of(flat: str) -> int:
    """301 -> 3, 1204 -> 12; 0 where the digits do not tell it."""
    return int(flat[:-2]) if len(flat) in (3, 4) else 0


def _is_beside(rest: str) -> bool:
    """Whether what follows a building makes it another one; who names a flat lives there, whatever is beside it."""
    if _MORE_BUILDINGS.search(rest):
        return True
    return _FLAT_AHEAD.match(rest) is None and NEAR_ANYWHERE.search(rest) is not None


def _with_parts(one: Building, rest: str, *, section: str, kind: str) -> Building:
    """`one` with what is said of it: the part of the estate, its kind, the zone, the floor."""
    zone = re.search(r"([高中低])压?区", rest)
    floor = re.search(r"(?<!\d)(\d{1,2})(?:层|楼(?!房|道|上|下|[栋号]))", rest)
    flat = _FLAT_AHEAD.match(rest) or re.match(
        rf"[-,]?(\d{{1,{2 if one.word == '座' else 1}}})\d\d(?!\d)(?:室|户|号)?", rest
    )
    shop = re.match(rf"[楼的,]*(?:\d层|\d楼|楼下)?的?(?:{SHOPS})", rest)
    counted = int((floor or flat or ["", "0"])[1])
    return replace(
        one,
        section=section,
        kind=kind or one.kind,
        use=kind_of("商铺") if shop is not None else one.use,
        zone=zone[1] if zone is not None else one.zone,
        floor=one.floor or counted,
    )


def _one(building: Building) -> Read:
    return Read((building,))


def _run(found: re.Match[str], *, is_street: bool) -> Read:
    """5-6号楼 names both; 12-40号 of a street may be both, or a house beside 12号."""
    first, last = int(found[1]), int(found[2])
    ends = (building_of("", found[1], "", found[3]), building_of("", found[2], "", found[3]))
    beside = building_of("", found[1], f"-{found[2]}", found[3])
    if first >= last:
        return _one(beside)
    if is_street:
        return Read((*ends, beside))
    if found[3] == "号":
        return Read(ends)
    return Read(
        tuple(
            building_of("", str(number), "", found[3]) for number in range(first, min(last, first + 50) + 1)
        )
    )


def _buildings_ahead(text: str, *, is_street: bool) -> tuple[Read, str]:
    """The buildings that `text` begins with, and what follows them; 5号楼A座 is one, and so is 16号3号楼 of a street."""
    found: list[Building] = []
    while built := _BUILT.match(text):
        if not (built[1] or built[2]):
            break
        if found and built[4] == "号" != found[0].word and len(built[2] or "") > 2:
            break  # 3栋502号
        text = text[built.end() :]
        one = building_of(built[1], built[2], built[3], built[4], unit=_unit_ahead(text))
        if built[4] in ("栋", "幢", "座") and not found and _COUNT.match(text):
            return Read(is_sure=False), text
        is_part = bool(found) and is_street and found[0].word == "号" != one.word
        if not found or (one.series == found[0].series and not is_part):
            found.append(one)
        elif one.series == "LATIN" and built[4] == "座" and len(found) == 1:
            found[0] = replace(found[0], part=built[1], unit=found[0].unit or one.unit)
        flat = _FLAT_BEFORE_NEXT.match(text)
        text = text[flat.end() :] if flat is not None else text
        joint = _JOINED.match(text)
        text = text[joint.end() :] if joint is not None else text
    return Read(tuple(found)), text


def _unit_ahead(text: str) -> int:
    found = re.match(r"[-,]?(\d{1,2})(?:单元|门(?![市口外前])|-\d)", text)
    return int(found[1]) if found is not None else 0


def _is_other_floor(number: str, rest: str) -> bool:
    """Whether the flat behind 5楼 lies on another floor than the fifth: then 5楼 is the building."""
    found = re.match(r"-?(\d{1,2})(\d\d)(?!\d)", rest)
    return found is not None and found[1] != number
