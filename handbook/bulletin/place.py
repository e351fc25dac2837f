"""A typed address and the place of a notice -> whether the one lies in the other, and how surely.

The model has three steps, and each says how sure it is of what it found:

1. Writing (`plain_writing.py`, `plain_buildings.py`, `said_last.py`): what is typed becomes one writing for all, and what
   is put right in mid-sentence is put right. Nothing is decided here; what may be one number or two keeps a sign of it.
2. Parts. A notice (`area.py`, `buildings.py`) is an estate or a street with what stands above it, and a set of buildings:
   runs, with section, units, floors and kind, what is taken out, and whether all of it could be read
   (`buildings_meant.py`). An address (`name_in_address.py`, `house_in_address.py`) is what stands before the name, the
   name, and behind it buildings or a part of the place, or nothing; with whether that is all that it can mean.
3. Comparison (this file, `near_names.py`). Is the name the notice's own, a like one, a longer one, or a landmark of
   another place? Does the set hold the building: yes, no, or nobody can say?

INSIDE and OUTSIDE need certainty in every step. Words are left out only by lists of what can mean but one thing; any
other word that is left over is doubt. Where an address can be read in several ways (六八号楼, 2 1 601, 12-14号 of a street),
all readings are compared, and only what they agree on is asserted. A sub-number (56-1号) names another house than 56号, of
which the notice says nothing. A sign left out may be meant (3号 for 甲3号), a number not: 7号 is none of 5号 and 甲3号.
So a name that sounds alike, a range that cannot be read, a building that nobody named and a neighbour's “对面” all come
to PERHAPS or NONE. Estates are known by their names alone; there is no list of places.

What lies about a place: 附近, 那边 and 一带 mean the place too, so PERHAPS, unless something is named there (附近的早市:
NONE). 对面 and 门外 mean what lies there: NONE. 旁边 and 后身 may yet belong to the estate: PERHAPS where nothing else is named.
Where nobody understood the name (小区名没听清), and no other one is said, it may be any place: PERHAPS.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from handbook.bulletin.area import Area, areas_of, districts_of, former_name
from handbook.bulletin.building import STRONG, same_section
from handbook.bulletin.buildings import read_buildings
from handbook.bulletin.house_in_address import Read, built_before, read_behind, section_ahead
from handbook.bulletin.house_kinds import KIND
from handbook.bulletin.name_in_address import TypedPlace, names_to_try, typed_place
from handbook.bulletin.near_names import may_be_meant
from handbook.bulletin.place_words import (
    AREA_AROUND,
    BEFORE,
    COMPLAINT,
    CUT_AT,
    ENDS_APART,
    HOUSE_YARD,
    HOUSEHOLD,
    LEAST_NAME,
    MIDDLE_UNIT,
    NEAR,
    NEAR_ANYWHERE,
    SPOKEN,
    STREETS,
    TYPE,
    TYPES,
    UNSURE,
    VILLAGE,
    as_name,
    past_greeting,
    without_people,
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
_OTHER_NAME = re.compile(
    r"[^\d,\-A-Z]{1,3}?(?:花园|嘉园|家园|佳园|名苑|雅苑|花苑|小区|新村|新城|华庭|名邸|华府)(?=\d|[A-Z][\d座栋区]|$)"
)
"""What makes a longer name of one that stands before it: 锦华嘉园 and 锦华嘉园春晓花园."""
_ANOTHER_KIND = re.compile(
    r"(?:大街|街道?|路(?!口)|[镇乡村屯]|大厦|大楼|广场|市场|学校|小学|中学|大学|学院|医院|大?酒店|宾馆|饭店|商厦|超市|浴池|洗浴|银行|公司|山庄|商城|(?!小区|社区)(?:"
    + "|".join(word for word in TYPES.split("|") if len(word) > 1 or word in "苑园郡坊")
    + "))"
)
_NEAR_BEFORE = re.compile(rf"(?:{NEAR})(?:就是|是|有|的|叫)*$")
_UNHEARD = re.compile(
    r"(?:(?:哪个|什么|啥)?(?:小区|院子|村子?|地方)(?:的?名字?|名称|叫啥|叫什么)?|名[字称])(?:也|都|,)*(?:没听清楚?|听不清楚?|没说清?楚?|没报|没讲|没问|不清楚|不知道|不详|不明|没记[住下])"
    r"|(?:没听清楚?|听不清楚?|没说清?楚?|没报|没讲|没问|不知道|不清楚)(?:是|在)*(?:哪个?|什么|啥)?(?:小区|院子|村子?|地方)(?:名字?|名称)?"
)
"""That nobody understood the name of the place."""
_NEAR_BEHIND = re.compile(
    rf"(?:的|小区)*(?:[东西南北正大小侧后前]{{0,2}}门)?(?:的)?(?:马路|道|街)?(?:{NEAR}|不远)"
)
_BESIDE = re.compile(r"(?:旁边?|边上|后身|[前后][面边]|隔壁|[前后][楼栋])$")
"""What may yet belong to the estate itself, where no other place is named behind it."""
_NAMELESS = re.compile(
    r"(?:[的那这个一1小有几片]|\d层|高层|栋|楼|平房|房子?|院子?|门市|底商|超市|门卫|胡同|商店)*"
)
_ANOTHER_HOUSE = re.compile(
    rf"(?:{TYPES})[^\d]{{0,2}}\d|(?:{'|'.join(word for word in TYPES.split('|') if len(word) > 1)})$"
)
"""A house of an estate: that is where somebody lives, whatever it lies beside."""
_OFFICE = re.compile("社区|街道|居委会")
"""What is called by an estate and stands above it: 橄榄城社区橄榄城3栋."""
_HOUSE_OF_STREET = re.compile(rf"(.+(?:{STREETS}))(\d+)号院?")
_NOW_CALLED = re.compile(r"(?:现在?(?:叫|名|称|是|为)|改(?:叫|名|称|为)|更名)(?:成|为|叫|是)*$")
_ONCE_BEHIND = re.compile(
    rf"^,?(?:原名?叫?|以前[叫是的]*|曾用名|老名|旧称)[^\d,]{{2,12}}?(?:{TYPES})(?=,?\d|$)"
)
"""锦华嘉园（原轴承厂家属院）: what a place was called before."""
_BEYOND = re.compile(
    rf"[^\d]*?(?:{NEAR}|[东西南北][侧边面]|[往向朝][东西南北].{{0,3}}?)的?[^\d,]{{2,}}?(?:{'|'.join(word for word in TYPES.split('|') if word not in ('楼', '院', '里'))})[^\d]{{0,2}}\d"
)
"""锦华嘉园小学东侧春晓花园3号楼: a house of another estate, found by this one."""
_ONWARD = re.compile(
    r"(?:的|小区)*(?:[东西南北正大小侧后前]{0,2}门口?)?(?:出来|出去|出门)?再?[往向朝][东西南北前后里]边?走?(?:\d+米|一点)?(?P<on>.*)"
)
"""锦华嘉园东门往北, 春晓里3号楼: the way to another place."""
_OWN_PART = re.compile(
    r"的?(?:[前后左右东西南北]{1,2}(?:楼|栋|排|趟)|(?:靠|临|把|最|中间|[东西南北][边侧头])[^\d]{0,4}?(?:那|第)?\d?[栋排趟座幢楼](?!上|下|外|房))"
    r"(?!以?外|对面|旁)"
)
"""后楼, 把头那栋: a house of the estate itself."""
_ROW = r"(?:(?:第|倒数|那|这)*\d{0,2}个?)(?:[趟排栋座家户]|条街|个?院子?|楼)(?:房子?|人家|平房|楼)?"
_ENDS_THERE = rf"(?=$|[,\d]|的?(?:{COMPLAINT.pattern}|{HOUSEHOLD.pattern}))"
_BY_INNER_MARK = re.compile(
    r"的?(?:院里|小区里|里面)?的?(?:物业|门卫室?|门岗|锅炉房|换热站|凉亭|车棚|花坛|喷泉|活动室|水池|假山|健身器材?)的?"
    rf"(?:旁边?|边上|对[面过]|[东西南北前后左右]{{1,2}}[边面侧头]?)的?{_ROW}{_ENDS_THERE}"
)
"""锅炉房旁边的楼: a house found by what stands inside an estate."""
_IN_VILLAGE = re.compile(
    r"(?:村?委会|村?委|村部|大队部?|村口|村里|村中|小学校?|学校|卫生[所室]|诊所|水塔|水?井|[小大]?庙|碾子|小卖[部店]|商店|超市|广场|戏台|老?槐树|大树|河套?|桥|大?[道路])的?"
    rf"(?:旁边?|边上|对[面过]|[东西南北前后左右里]{{1,2}}[边面侧头]?)的?{_ROW}{_ENDS_THERE}|"
    rf"[村屯]?(?:最?[东西南北]{{1,2}}[头街]|最[里外前后东西南北]{{1,2}}[边面头]?|最后|[前后]街|里面|中间|把头|[道路][东西南北])?的?{_ROW}{_ENDS_THERE}|"
    r"[村屯]?[东西南北]{1,2}头$"
)
"""村委会东边第二趟房, 东头第三家: a house of the village itself."""
_GATE_AHEAD = re.compile(r"的?[东西南北正前后]{1,2}门口?(?:进去|里面?)?的?(?=[A-Z]?\d)")
_YARD_AHEAD = re.compile(rf"^([甲乙丙丁]?\d{{1,3}})号(?=-?[A-Z]?\d{{1,3}}(?:{STRONG}|单元|门|-\d{{1,2}}-\d))")
"""18号2栋 of a street, where dispatch wrote 18号院."""
_NUMBERED = re.compile(rf"[A-Z]?\d+(?:{STRONG}|号|单元|门|层|楼|[室户房])?|[,\-就只光名]")
_UNKNOWN_PART = re.compile(
    r"(?:但是?|就是|具体|可是|的|我|他|她|用户|业主|客户|住户|对方|老人家?|老太太|也|都|又|还|,)*(?:(?:没听清|听不清|没说清?|没报|没记住|没讲|没问|不知道|不清楚|不确定|不记得|记不[清准得住]|说不[清准]|"
    r"忘了|忘记|不详)(?:是|住|在|了|哪|的|具体)*(?:[几哪](?:号楼?|[栋幢座]|个?单元|层|楼|户|室|门|个楼|栋楼)*|楼号|栋号|房号|门牌号?|单元号?|楼栋号?)*"
    r"|(?:楼号|栋号|房号|门牌号?|几号楼?|几栋|几单元|哪栋楼?|哪个楼)(?:也|都|是|我|他|她|用户)*(?:没听清|听不清|没说清?|没报|没问|没讲|没记住?|不知道|不清楚|不清|不确定|不详|"
    r"忘了|忘记了?|不记得了?|记不[清准得住]了?|说不[清准]))(?:了|的|啊|呢)*(?:[几哪]?(?:号楼?|栋|单元|楼)?)"
)
"""Which building it is nobody knows: that does not matter where all of the estate is meant."""
_GUESSED = re.compile(
    r"(?:又|也|还|,)*(?:好像|可能|大概|也许|应该|估计|似乎|也可能|或者?|还是)(?:是|在|就是)?(?=[A-Z]?\d)"
)
_GLUED = re.compile(rf"\d{{1,2}}(?:{STRONG})")
_OVERLAID = re.compile(r"高新|开发|经开|示范|新$")
"""Districts that lie over others."""
_DISTRICT_WORD = re.compile(r"(?:自治|开发|高新|经开|示范)?(?:区|市|县|旗|镇|乡|街道|省)$")


def match(address: str, estate: str, buildings: str) -> Match:
    """How the typed `address` stands to `buildings` (as dispatch typed them; empty = all) of `estate`."""
    typed = typed_place(address)
    if not typed.text:
        return NO_MATCH
    found = _match_all(typed, areas_of(estate, buildings), buildings)
    if found.outcome is Outcome.NONE and (former := former_name(estate)):
        return _match_all(typed, areas_of(former, buildings), buildings)
    return found


def _match_all(typed: TypedPlace, areas: tuple[Area, ...], buildings: str) -> Match:
    """How the address stands to all the estates of one notice."""
    if len(areas) == 1:
        return _match(typed, areas[0])
    found = [_match(typed, area) for area in areas]
    best = min(found, key=lambda one: _RANK[one.outcome], default=NO_MATCH)
    is_parted = (
        bool(buildings.strip()) and not areas[0].buildings.is_whole
    )  # nobody knows which of them the buildings belong to
    return replace(best, outcome=Outcome.PERHAPS) if is_parted and best.outcome in _ASSERTED else best


_RANK = {Outcome.INSIDE: 0, Outcome.PERHAPS: 1, Outcome.OUTSIDE: 2, Outcome.NONE: 3}
_ASSERTED = (Outcome.INSIDE, Outcome.OUTSIDE)


def _is_apart(area: Area, before: str) -> bool:
    """Whether the address names another district than dispatch did."""
    if not any(area.districts):
        return False
    for one, other in zip(area.districts, districts_of(past_greeting(before)), strict=True):
        if not one or not other or _OVERLAID.search(one) or _OVERLAID.search(other):
            continue
        if not one.endswith(other) and not other.endswith(one):
            return True
    return False


def _match(typed: TypedPlace, area: Area) -> Match:
    text = typed.text
    if area.short and area.name not in text:
        text = text.replace(area.short, area.name)
    if area.section[-1:] in ("期", "区") and area.name not in text and area.name.endswith("小区"):
        text = text.replace(area.name[:-2] + area.section, area.name + area.section)  # 安居2期
    if area.numbered_kind:
        kind = area.numbered_kind
        text = re.sub(rf"{area.name.removesuffix(kind)}第?(\d{{1,2}}){kind}", rf"{area.name}\1号楼", text)
    if area.name not in text:
        return _match_near(text, area)
    if text.count(area.name) > 1:
        text = _named_once(text, area.name)
    places = [found.start() for found in re.finditer(re.escape(area.name), text)]
    if area.name[0].isdigit():
        places = [at for at in places if not (at and text[at - 1].isdigit())]
    if area.name[-1].isdigit():
        ends = {at: text[at + len(area.name) :] for at in places}
        if any(_GLUED.match(behind) for behind in ends.values()):
            return _DOUBT  # 阳光1003号楼 may be building 3 of 阳光100
        places = [at for at, behind in ends.items() if not behind[:1].isdigit()]
    if len(places) > 1:
        places = [at for at in places if not _OFFICE.match(text, at + len(area.name))] or places
    if not places:
        return NO_MATCH
    found = {_match_at(text, area, at, typed.beside) for at in places}
    return found.pop() if len(found) == 1 else _DOUBT


def _named_once(text: str, name: str) -> str:
    """锦华嘉园3号楼和锦华嘉园5号楼 as 锦华嘉园3号楼,5号楼."""
    return re.sub(rf"(?<=[楼栋幢座#号])[,和与及跟]*{re.escape(name)}(?=\d)", ",", text)


def _match_near(text: str, area: Area) -> Match:
    """How an address stands to a place whose name it does not hold."""
    yard = area.section if area.is_street and area.section.endswith("院") else ""
    if yard and past_greeting(text).startswith((yard, yard.replace("院", "号院"))):
        return _DOUBT  # 26号院3号楼, without the street
    if (unheard := _UNHEARD.search(text)) is not None:
        told = SPOKEN.sub("", text[: unheard.start()] + text[unheard.end() :])
        if re.search(r"[\u4e00-\u9fff]", _NUMBERED.sub("", told)) is None:
            return _DOUBT
    if _is_other_number(text, area.called.whole):
        return NO_MATCH
    if (house := _house_of_street(area.name)) is not None:
        return _match_near_house(text, house)
    for name in names_to_try(text):
        if may_be_meant(name, area.called):
            return NO_MATCH if _is_apart(area, text[: text.find(name.whole)]) else _ALIKE
    return NO_MATCH


def _match_near_house(text: str, house: re.Match[str]) -> Match:
    """How an address stands to a house of a street that it does not name: it may name one beside it, or the street otherwise."""
    street, number = as_name(house[1]), house[2]
    if re.search(rf"{re.escape(house[1])}[甲乙丙丁]?{number}(?:-|号?[附之]|[甲乙丙丁])", text) is not None:
        return _DOUBT
    is_alike = any(name.is_street and may_be_meant(name, street) for name in names_to_try(text))
    return _ALIKE if is_alike and re.search(rf"(?<!\d){number}号", text) is not None else NO_MATCH


def _is_other_number(text: str, name: str) -> bool:
    """Whether `text` holds `name` with another number in it: 五马路小区 for 六马路小区."""
    pattern = _with_any_number(name)
    return pattern is not None and pattern.search(text) is not None


@lru_cache(maxsize=1024)
def _with_any_number(name: str) -> re.Pattern[str] | None:
    """`name` whatever its numbers are; None where it has none."""
    if re.search(r"\d", name) is None:
        return None
    parts = (part if not part.isdigit() else r"\d+" for part in re.split(r"(\d+)", re.escape(name)))
    ends = (r"(?<!\d)" if name[0].isdigit() else "", r"(?!\d)" if name[-1].isdigit() else "")
    return re.compile("".join((ends[0], *parts, ends[1])))


@lru_cache(maxsize=1024)
def _house_of_street(name: str) -> re.Match[str] | None:
    return _HOUSE_OF_STREET.fullmatch(name)


def _match_at(text: str, area: Area, at: int, beside: tuple[str, ...]) -> Match:
    before, behind = text[:at], text[at + len(area.name) :]
    before = _past_other_names(before, beside)
    behind = _ONCE_BEHIND.sub("", behind)
    behind, is_in_area = _past_area(area, behind.removeprefix(area.ending))
    if (found := _beside(text, area, before, behind, is_in_area=is_in_area)) is not None:
        return found
    if _is_longer_name(area, behind) or _is_neighbours_name(area, before) or _is_apart(area, before):
        return NO_MATCH
    before, found = _past_landmark(before, behind)
    if found is not None:
        return found
    before, built = built_before(before)
    can_stand = _can_stand_in(area, before)
    if not can_stand and len(area.name) < LEAST_NAME:
        return NO_MATCH
    if not area.is_street and len(area.name) > 2:
        is_estate = TYPE.search(area.name) is not None or ENDS_APART.search(area.name) is None
        is_estate = is_estate and not area.is_tower
        behind = behind.removeprefix("小区") if is_estate else behind
    if area.buildings.is_whole:
        behind = _GUESSED.sub("", _UNKNOWN_PART.sub("", _GATE_AHEAD.sub("", behind, count=1)))
    if area.is_street and HOUSE_YARD.fullmatch(area.section) is not None:
        behind = _YARD_AHEAD.sub(r"\1号院", behind)
    behind, section = section_ahead(behind)
    is_other_phase = False
    if area.section and section and area.section != section:
        is_estate = bool(area.ending) or TYPE.search(area.name) is not None
        is_phase = section[-1] in "期区" or (is_estate and not section[:-1].rstrip("东西南北中"))
        if section[-1] != area.section[-1] or not is_phase:
            return _DOUBT if same_section(section, area.section) is None else NO_MATCH
        is_other_phase = True
    read = read_behind(behind, area, section="" if area.section == section else section)
    if built is not None:
        both = (*read.buildings, built)
        read = replace(read, buildings=both, is_sure=read.is_sure and not read.buildings)
    is_unsure = UNSURE.search(f"{before}|{MIDDLE_UNIT.sub('', behind)}") is not None
    is_named = can_stand and not is_unsure and (is_in_area or _names_all_above(area, before))
    is_named = is_named and (not area.section or bool(section))
    if is_other_phase:
        outcome = Outcome.OUTSIDE if read.is_sure and is_named else Outcome.PERHAPS
    else:
        outcome = _outcome(area, read, section if not area.section else "") if is_named else Outcome.PERHAPS
    shown = "、".join(building.shown for building in read.buildings) if read.is_sure else ""
    return Match(outcome, shown, is_near=not can_stand)


def _past_other_names(before: str, beside: tuple[str, ...]) -> str:
    """`before` without developers, persons and the name that a place once had: 原轴承厂家属院现在叫金色家园."""
    if _NOW_CALLED.search(before) is not None:
        return ""
    for words in beside:
        before = before.removeprefix(words).removesuffix(words)
    return before


def _past_landmark(before: str, behind: str) -> tuple[str, Match | None]:
    """`before` without 汽修厂旁边的, by which the place is found; and what is found where somebody lives beside the place."""
    near = _NEAR_BEFORE.search(before)
    if near is None:
        return before, None
    told = before[: near.start()]
    if near[0].endswith("的") and _is_landmark(told):
        return "", None
    is_elsewhere = "是" in near[0] or not SPOKEN.sub("", told)
    is_elsewhere = is_elsewhere or (CUT_AT.search(told, 2) is not None and not re.search(r"\d", behind))
    return before, NO_MATCH if is_elsewhere else _DOUBT


def _beside(text: str, area: Area, before: str, behind: str, *, is_in_area: bool) -> Match | None:
    """What follows at once from the words behind the name: another kind of place, a way on, a part; None where nothing does."""
    kind = _ANOTHER_KIND.match(behind) if area.ending == "小区" and not is_in_area else None
    if kind is not None and not text[: -len(behind)].endswith("小区"):
        name = as_name(area.name + kind[0])
        return _ALIKE if not name.is_street and may_be_meant(name, area.called) else NO_MATCH
    if _is_own_part(area, behind) and _can_stand_in(area, before):
        is_sure = area.buildings.is_whole and not area.section and not UNSURE.search(text)
        is_sure = is_sure and (is_in_area or _names_all_above(area, before))
        return Match(Outcome.INSIDE) if is_sure else _DOUBT
    if _BEYOND.match(behind) is not None:
        return NO_MATCH
    if (onward := _ONWARD.match(behind)) is not None:
        return NO_MATCH if re.match(rf"[^\d]{{2,}}(?:\d|(?:{TYPES})$)", onward["on"]) else _DOUBT
    if NEAR_ANYWHERE.match(behind) is not None and _ANOTHER_HOUSE.search(before) is not None:
        return NO_MATCH  # 煤机厂小区5号楼, 矿务局小区后身
    if (around := AREA_AROUND.match(behind)) is not None:
        rest = behind[around.end() :]
        is_same = (
            not rest or re.match(r"的?[A-Z]?\d", rest) or _NAMELESS.fullmatch(rest) or COMPLAINT.match(rest)
        )
        is_same = is_same or UNSURE.match(around[0].removeprefix("的"))
        return _DOUBT if is_same and not _NEAR_BEFORE.search(before) else NO_MATCH
    if (near := _NEAR_BEHIND.match(behind)) is not None:
        is_open = _BESIDE.search(near[0]) and _NAMELESS.fullmatch(behind[near.end() :])
        return _DOUBT if is_open and not _NEAR_BEFORE.search(before) else NO_MATCH
    return None


def _is_own_part(area: Area, behind: str) -> bool:
    """Whether `behind` tells a house of the place by where it stands there."""
    if _OWN_PART.match(behind) is not None or _BY_INNER_MARK.match(behind) is not None:
        return True
    is_village = area.buildings.is_whole and VILLAGE.search(area.called.whole) is not None
    return is_village and _IN_VILLAGE.match(behind) is not None


def _past_area(area: Area, behind: str) -> tuple[str, bool]:
    """`behind` without the district that dispatch named in brackets, and whether it stood there: 康乐里（铁东）3号楼."""
    for place in area.above:
        for word in (place, *_stems(area)):
            if behind.startswith(word):
                return behind[len(word) :], True
    return behind, False


def _is_landmark(words: str) -> bool:
    """Whether `words` name something by which a place is found, and not the caller's own home: 我家旁边的."""
    return len(SPOKEN.sub("", words)) > 1


def _is_longer_name(area: Area, behind: str) -> bool:
    """Whether the name goes on and is that of another place: 万恒城 and 万恒城市花园, 红旗街 and 红旗街道."""
    if area.is_street:
        return behind.startswith("道")
    if area.name.endswith("城") and behind.startswith("市"):
        return True
    found = _OTHER_NAME.match(behind) if TYPE.search(area.name) else None
    return found is not None and not NEAR_ANYWHERE.search(found[0]) and not re.match(KIND, behind)


def _is_neighbours_name(area: Area, before: str) -> bool:
    """Whether 小 or 后 stands before the name; 东 and 新 do so only before a village: 解放路东, 新 may be the caller's words."""
    rest = SPOKEN.sub("", before).strip(",-")
    above = BEFORE.match(rest)
    rest = rest[above.end() :] if above is not None else rest
    return len(rest) == 1 and rest in (
        "前后东西南北上中下大小新老" if VILLAGE.search(area.name) else "小大前后"
    )


def _can_stand_in(area: Area, before: str) -> bool:
    """Whether the name can begin behind `before`; a district that dispatch named needs no word for it: 铁西阳光花园."""
    if _can_stand_before(before):
        return True
    return any(
        before.endswith(stem) and _can_stand_before(before.removesuffix(stem)) for stem in _stems(area)
    )


def _stems(area: Area) -> list[str]:
    stems = (_DISTRICT_WORD.sub("", place) for place in area.above)
    return [stem for stem in stems if len(stem) > 1]


def _names_all_above(area: Area, before: str) -> bool:
    return all(
        place in before or (len(stem := _DISTRICT_WORD.sub("", place)) > 1 and stem in before)
        for place in area.above
    )


def _outcome(area: Area, read: Read, section: str) -> Outcome:
    if not read.is_sure:
        return Outcome.PERHAPS
    if (
        section[:1].isascii()
        and section[:1].isalpha()
        and area.buildings.counts_by_letter(section[0]) is False
    ):
        return Outcome.OUTSIDE  # D区5号楼, where C3-C8 are meant
    if area.buildings.is_whole:
        is_house = area.is_street and HOUSE_YARD.fullmatch(section) is not None
        is_house = is_house or section.endswith("塔")
        # 锦华嘉园二期 may be an estate of its own
        return Outcome.PERHAPS if section and not is_house else Outcome.INSIDE
    if not read.buildings:
        is_held = (
            area.buildings.holds_section(section)
            if section
            else area.buildings.holds(read.part, is_street=area.is_street)
        )
    else:
        held = {area.buildings.holds(building, is_street=area.is_street) for building in read.buildings}
        is_held = held.pop() if len(held) == 1 else None
    return {True: Outcome.INSIDE, False: Outcome.OUTSIDE, None: Outcome.PERHAPS}[is_held]


def _can_stand_before(before: str) -> bool:
    """Whether the name of the estate can begin behind it."""
    rest = without_people(before)
    whole = BEFORE.fullmatch(rest)
    return not rest or (whole is not None and len(rest) > 1 and not rest.endswith(("新村", "小区", "园区")))


def reads_buildings(buildings: str) -> bool:
    """Whether every desk will know which buildings are meant."""
    return read_buildings(buildings).is_readable
