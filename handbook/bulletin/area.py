"""The place of a notice as dispatch typed it -> its estates: name, districts, part, and which buildings."""

import re
from dataclasses import dataclass
from functools import lru_cache

from handbook.bulletin.building import SECTION, STRONG, section_of
from handbook.bulletin.buildings import read_buildings
from handbook.bulletin.buildings_meant import Buildings
from handbook.bulletin.house_kinds import KIND
from handbook.bulletin.near_names import Name
from handbook.bulletin.place_words import (
    ABOVE,
    BEFORE,
    BUILT_BEFORE,
    ENDS_APART,
    LEAST_NAME,
    STREET,
    STREETS,
    TYPE,
    TYPES,
    UNIT,
    VILLAGE,
    as_name,
    in_full,
)
from handbook.bulletin.plain_writing import in_numbers, plain_place, plain_signs
from handbook.chinese_numbers import HAN_NUMERALS

_AREA_WORD = re.compile(r"[^\d]{2}(?:回迁|安置|棚改|生活|家属|住宅|宿舍|居民)区$")
_WORKS = re.compile(r"(?<=[^\d]{2})厂(?=家属|宿舍|公寓|住宅)|(?<=\d)厂(?=家属|宿舍|公寓|住宅|大院)")
"""厂 before the word for its houses is left out: 毛纺家属院 for 毛纺厂家属院."""
_TOWER = re.compile(r"(?:大厦|大楼|写字楼|商务楼|宾馆|酒店|商场)$")
_HOUSES = re.compile(rf"(.+(?:{STREETS}))([\d,-]+号(?:[单双]号)?)")
"""A street with its houses, all in one field."""
_HOUSE = re.compile(r"[甲乙丙丁]?\d[\d-]*号?[院楼]?")
_DISTRICTS = re.compile(rf"[^,]+?(?:{ABOVE}|{STREETS})")
_WITHIN = r"(?:^|(?<=[省市州县区])|(?<=(?<![红彩国军战])旗))((?:[^,省市州县旗区]|(?<=[红彩国军战])旗)"
_DISTRICT = re.compile(rf"{_WITHIN}{{2,6}}?)(?<![小园社家院厂校矿景])[区县旗]")
_TOWNSHIP = re.compile(rf"{_WITHIN}{{2,5}}?)(?<!小)[镇乡]")
_BRACKETED = re.compile(r"(.{2,}?)[(]([^()]{2,20})[)]")
"""An estate with a word in brackets that tells where it is: 康乐里（铁东）."""
_ONCE_CALLED = re.compile("原|曾|又[名叫]|也叫|俗称|老|旧|含(?!.*除)|包[括含]")
_FORMER = re.compile(
    rf"[(](?:原先|原来|原|以前|曾用?|又|也|俗|旧|老)(?:叫做?|名|称|是)*:?(?P<name>[^()、,]{{2,}}(?:{TYPES}))[)]"
)
"""锦绣江南（原三中家属院）: another name of the same place, which people go on saying."""
_BUILDINGS_WITHIN = re.compile(rf"^(?:除|不含|不包|[单双奇偶])|\d(?:{STRONG}|号(?!院))|^(?:{KIND})$")
_DOORS_ALONE = re.compile(r"第?\d{1,3}(?:(?:门?[-至到,和及与]|门)第?\d{1,3})*门")
"""11-17门: the doors of the estate are counted, not those of a building."""
_SECTION_ALONE = re.compile(SECTION)
_LISTED = re.compile(
    rf"(?<![A-Z\d甲乙丙丁\-,])(?:[A-Z甲乙丙丁]?\d{{1,3}}(?:{STRONG}|号)?[-,至到和及与]*)*[A-Z甲乙丙丁]?\d{{1,3}}(?:{STRONG})$"
)
"""Buildings in the field of the estate: 锦华嘉园3、5号楼."""
_BESIDE_NUMBER = re.compile(r"(\d{1,4})(?:[-~—－](\d{1,2})号(?!楼)|号?[附之](\d{1,2})号?(?!楼))")
"""16-1号, 16号附1号: a house beside that of the number."""
_HOUSE_KINDS = ("宿舍", "公寓", "家属楼", "住宅楼")
_NOT_AREA = re.compile(
    r"^(?:原|含|除|包|不|全|单|双|奇|偶|共)|[楼栋期院]$|[东西南北中A-Z][区院]$|^[东西南北中]$"
)

LEAST_OF_FORMER = 2
"""Signs of a former name without the word for its kind; 原小区 names nothing."""


@dataclass(frozen=True, slots=True)
class Area:
    """The place of a notice, read once."""

    name: str
    """Of the estate, without section and what stands above it."""
    ending: str
    """What its name ends with and may be left out: 小区, 区; empty where nothing may, or the name is one without it."""
    short: str
    """The name without 厂; empty where it has none that is left out."""
    above: tuple[str, ...]
    """Districts and streets that dispatch named with it: there may be two estates of that name."""
    section: str
    """The part of the estate that its own name holds: 2期."""
    called: Name
    districts: tuple[str, str]
    """The district and the township that dispatch named, without the word for it; empty = not named."""
    is_tower: bool
    """Whether it is one building, whose floors are counted."""
    numbered_kind: str
    """The word of its name by which dispatch counts its buildings: 1、3宿舍 of 化工厂宿舍; empty where it does not."""
    buildings: Buildings

    @property
    def is_street(self) -> bool:
        """Whether its houses are counted."""
        return self.called.is_street


@lru_cache(maxsize=1024)
def areas_of(estate: str, buildings: str) -> tuple[Area, ...]:
    """The estates that dispatch named in one field, each with the `buildings`; empty where it named none."""
    names: list[str] = []
    for part in re.split("[、,，;；/]", plain_signs(estate)):
        if not part.strip():
            continue
        if names and _SECTION_ALONE.fullmatch(plain_place(part)) is not None:
            names.append(section_of(plain_place(names[-1]))[0] + part)  # 云锦苑一期、二期
        elif names and _LISTED.fullmatch(plain_place(part)) is not None:
            names[-1] += f"、{part}"  # 云锦苑3号楼、5号楼
        else:
            names += _names_in(part)
    return tuple(_area(name, buildings) for name in names)


@lru_cache(maxsize=1024)
def former_name(estate: str) -> str:
    """What the place of a notice was called before, or is called besides; empty where dispatch tells no such name."""
    found = _FORMER.search(plain_signs(estate))
    if found is None or re.search(rf"\d(?:{STRONG})", plain_place(found["name"])) is not None:
        return ""
    if len(as_name(plain_place(found["name"])).core) < LEAST_OF_FORMER:
        return ""
    return found["name"]


def _names_in(part: str) -> list[str]:
    """锦绣里和彩虹里 are two, 泰和家园 is one."""
    for joint in (r"(?:以及|及|与|\s)", "[和跟]"):
        names = re.split(rf"(?<=[^\d]{{2}}){joint}(?=[^\d]{{3}})", part.strip())
        is_each_named = all(len(as_name(name).core) > 1 and TYPE.search(name) for name in names)
        if len(names) > 1 and is_each_named and not any(name.endswith("社区") for name in names):
            return names
    return [part]


def _area(estate: str, buildings: str) -> Area:
    estate, where, inside = _apart_from_brackets(estate)
    if not buildings.strip() or re.fullmatch(KIND, inside) or UNIT.match(plain_place(buildings)):
        buildings = inside + buildings
    name, section = in_full(plain_place(estate)), ""
    if not buildings.strip() and (listed := _LISTED.search(name, 2)) is not None:
        buildings, name = listed[0], name[: listed.start()]  # who writes 锦华嘉园3号楼 in one field
    elif not buildings.strip() and (built := BUILT_BEFORE.search(name)) and built.start():
        buildings, name = built[0], name[: built.start()]
    elif not buildings.strip() and (housed := _HOUSES.fullmatch(name)) is not None:
        name, buildings = housed[1], housed[2]
    name, section = section_of(name)
    above: tuple[str, ...] = ()
    before = BEFORE.match(name[: -2 if VILLAGE.search(name) else -LEAST_NAME])
    if (
        before is not None
        and len(before[0]) > 1  # 市政府家属院 is not 区政府家属院
        and not STREET.search(name)
        and len(as_name(name[before.end() :]).core)
        > (1 if STREET.search(before[0]) else 0)  # 八道湾 is one name
        and not name.startswith("口", before.end())
        and not _HOUSE.fullmatch(name, before.end())
    ):
        above, name = _above_in(name[: before.end()]), name[before.end() :]
    if where:
        above = (*above, where)
    called = as_name(name)
    name, ending = _without_kind(name)
    called = called if ending else as_name(name)
    is_tower = _TOWER.search(name) is not None
    is_one_house = (
        is_tower
        or re.search(rf"(?:\d(?:号|{STRONG})|公寓|楼|宿舍)$", name) is not None
        or _DOORS_ALONE.fullmatch(plain_place(buildings)) is not None
    )
    typed = re.sub(r"(?<=\d)楼", "层", buildings) if is_tower else buildings
    if called.is_street:
        typed = _BESIDE_NUMBER.sub(_as_name, in_numbers(plain_signs(typed)))
    own_kind = called.kind if called.kind in _HOUSE_KINDS else ""
    typed, numbered = (
        re.subn(rf"(?<=[{HAN_NUMERALS}\d]){own_kind}", "号楼", typed) if own_kind else (typed, 0)
    )
    return Area(
        name,
        ending,
        short if (short := _WORKS.sub("", name)) != name else "",
        above,
        section,
        called,
        districts_of("".join(above)),
        is_tower,
        own_kind if numbered else "",
        read_buildings(typed, is_one_house=is_one_house),
    )


def _as_name(found: re.Match[str]) -> str:
    """16-1号 and 16号附1号 of a street as 16_1号, which is one house; 12-40号 stays."""
    is_run = found[2] is not None and int(found[2]) > int(found[1])
    return found[0] if is_run else f"{found[1]}_{found[2] or found[3]}号"


def _apart_from_brackets(estate: str) -> tuple[str, str, str]:
    """The estate without its brackets, the district or street that they hold, and the buildings."""
    found = _BRACKETED.fullmatch(plain_signs(estate).strip())
    if found is None:
        return estate, "", ""
    name, words = found[1], found[2]
    if _ONCE_CALLED.match(words) is not None:
        return name, "", ""
    if _BUILDINGS_WITHIN.search(words) is not None and section_of(name + words)[1] == "":
        return name, "", words
    if _NOT_AREA.search(words) is not None or re.search(r"\d", words) is not None:
        return estate, "", ""
    has_word = re.search(rf"(?:{ABOVE}|{STREETS})$", name + words) is not None
    return name, plain_place(words if has_word else f"{words}区"), ""


def _without_kind(name: str) -> tuple[str, str]:
    """The name as it is looked for, and its ending, which people leave out: 柳条边小区 is 柳条边, 锦华小区 is not 锦华."""
    if name.endswith("小区") and len(name) - 2 >= LEAST_NAME:
        core = name[:-2]
        if TYPE.search(core) is not None:
            return core, ""
        return (core, "小区") if ENDS_APART.search(core) is None else (name, "")
    found = _AREA_WORD.search(name)
    return (name[:-1], "区") if found is not None else (name, "")


def _above_in(words: str) -> tuple[str, ...]:
    """Districts and streets, each for itself."""
    found = list(_DISTRICTS.finditer(words))
    left = words[found[-1].end() if found else 0 :]
    return (*(one[0] for one in found), *([left] if left.endswith("区") else []))


def districts_of(words: str) -> tuple[str, str]:
    """The district and the township in `words`; empty where none is named."""
    district, township = _DISTRICT.search(words), _TOWNSHIP.search(words)
    return district[1] if district is not None else "", township[1] if township is not None else ""
