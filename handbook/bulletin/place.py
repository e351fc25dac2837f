"""A typed address and the place of a notice -> whether the one lies in the other, and how surely.

Nothing is asserted on doubt: a name that sounds alike, a range that cannot be read, a building that nobody named and
a neighbour's “对面” all come to PERHAPS or NONE. Estates are known by their names alone; there is no list of places.
"""

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from handbook.bulletin.buildings import (
    GROUPS,
    NOT_NUMBERED,
    STRONG,
    Building,
    Buildings,
    building_of,
    plain_place,
    plain_signs,
    read_buildings,
    same_section,
    section_of,
)
from handbook.bulletin.house_kinds import KIND, SHOPS, kind_of
from handbook.bulletin.near_names import Name, may_be_meant
from handbook.bulletin.said_last import said_last


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
    "花园小区|家属小区|家属院|家属楼|住宅楼|宿舍|公寓|花园|嘉园|家园|佳园|新村|新城|新区|小区|社区|大厦|广场|名苑|雅苑|花苑|名都|公馆|"
    "御府|华府|学府|华庭|名邸|国际|城|苑|园|府|里|湾|庭|居|阁|轩|邸|村|屯|院|楼|郡|墅|坊|寓"
)
_STREETS = "大街|大道|胡同|街(?!口)|(?<![铁公])路(?!口)|(?<![铁轨])道(?!口)|巷(?!口)|弄"
_TYPE = re.compile(rf"(?:{_TYPES})$")
_OTHER_NAME = re.compile(
    r"[^\d,\-A-Z]{1,3}?(?:花园|嘉园|家园|佳园|名苑|雅苑|花苑|小区|新村|新城|华庭|名邸|华府)(?=\d|[A-Z][\d座栋区]|$)"
)
"""What makes a longer name of one that stands before it: 锦华嘉园 and 锦华嘉园春晓花园."""
_CUT_AT = re.compile("|".join(word for word in _TYPES.split("|") if len(word) > 1 or word in "村屯苑"))
_ENDS_APART = re.compile(rf"(?:[\dA-Z村屯镇乡厂局校院所站社库矿队段东西南北中]|{_STREETS})$")
"""What a name without 小区 would be another place: 解放路, 药厂, 李家村."""
_AREA_WORD = re.compile(r"[^\d]{2}(?:回迁|安置|棚改|生活|家属|住宅|宿舍|居民)区$")
_ANOTHER_KIND = re.compile(
    r"(?:大街|街道?|路(?!口)|[镇乡村屯]|大厦|大楼|广场|市场|学校|小学|中学|医院|山庄|商城|(?!小区|社区)(?:"
    + "|".join(word for word in _TYPES.split("|") if len(word) > 1 or word in "苑园郡坊")
    + "))"
)
_WORKS = re.compile(r"(?<=[^\d]{2})厂(?=家属|宿舍|公寓|住宅|小区|大院)|(?<=\d)厂(?=家属|宿舍|公寓|住宅|大院)")
"""厂 before the word for its houses is left out: 毛纺家属院 for 毛纺厂家属院."""
_VILLAGE = re.compile(r"[村屯庄堡营寨沟窝铺店岗洼子]$")
_TOWER = re.compile(r"(?:大厦|大楼|写字楼|商务楼|宾馆|酒店|商场)$")
_STREET = re.compile(rf"(?:{_STREETS})$")
_ABOVE = (
    r"自治区|开发区|高新区|经开区|示范区|(?<![小园家属社校厂矿景院东西南北中新\dA-Z])区|省|(?<![都城超])市|县|(?<![红彩国军战])旗|(?<!小)镇|"
    r"(?<![新水])乡|(?<!新)村|街道|(?<=[^\d]{2})办(?!公)|办事处|社区"
)
_BEFORE = re.compile(
    rf"(?:.*[省市州])?[^\d][东西南北中]区|.*(?:{_ABOVE}|(?:{_STREETS})(?:\d+(?:-\d+)*号?院?)?|交口|交叉口|[街路道巷]口|交汇处)"
)
"""What an address may say before the name of the estate: districts, the street with its number."""
_SPOKEN = re.compile(
    r"(?:你好|您好|用户|业主|住户|客户|地址|位于|住址|小区|来电|报修|联系|用热|反映|反应|说|称|租户|老人|老?[爸妈]|父母|父亲|母亲|儿子|女儿|[我你您他她]们?|这边|这里|家住|家在|家(?!属)|住|在|是|到|来自|的|:)+"
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
_BESIDE = re.compile(r"(?:旁边?|边上|后身|[前后][面边]|隔壁|[前后][楼栋])$")
"""What may yet belong to the estate itself, where no other place is named behind it."""
_NAMELESS = re.compile(r"(?:[的那个一小有几]|栋|楼|平房|房子?|院子?|门市|底商|超市|门卫|胡同|商店)*")
_ONWARD = re.compile(
    r"(?:的|小区)*(?:[东西南北正大小侧后前]{0,2}门口?)?(?:出来|出去|出门)?再?[往向朝][东西南北前后里]边?走?(?:\d+米|一点)?(?P<on>.*)"
)
"""锦华嘉园东门往北, 春晓里3号楼: the way to another place."""
_OWN_PART = re.compile(
    r"的?(?:[前后左右东西南北]{1,2}(?:楼|栋|排|趟)|(?:靠|临|把|最|中间|[东西南北][边侧头])[^\d]{0,4}?(?:那|第)?\d?[栋排趟座幢楼](?!上|下|外|房))"
    r"(?!以?外|对面|旁)"
)
"""后楼, 把头那栋: a house of the estate itself."""
_GATE_AHEAD = re.compile(r"的?[东西南北正前后]{1,2}门口?(?:进去|里面?)?的?(?=[A-Z]?\d)")
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
_NEAR_ANYWHERE = re.compile(rf"{_NEAR}|(?:[往以][东西南北]|[东西南北][侧边面])")
_UNSURE = re.compile(
    r"不是|不在|不住|好像|可能|大概|也许|应该|估计|似乎|忘了|忘记|不知道|不清楚|不确定|不记得|没说|几号|几栋|几幢|几单元|哪|原来|以前|原先|曾|那边|"
    r"(?<![度热])不对(?!劲|外)|说错|记错|一带|那片|这片|中间|之间|左右|除了|[?*]"
)
_WITHIN = re.compile(r"(?:里面|里头|院内|院里|内)?的?")
_UNIT = re.compile(r"\d{1,2}(?:单元|门(?![市口外前]))")
_FLAT = re.compile(r"\d{1,4}(?:室|户|层|房|号房)|\d{3,4}$")
_TRIPLE = re.compile(r"([A-Z]?)-?(\d{1,3})[-,](\d{1,2})(?:单元|门)?[-,](\d{2,4})(?![-\d])(?!号|栋|幢|座|#)")
_PAIR = re.compile(r"([A-Z]?)(\d{1,3})(?:-(\d{1,2})(?:单元|门|$)|[-,](\d{3,4})(?:室|户|房|$))")
_GROUP = re.compile(rf"第?(\d{{1,3}})({GROUPS})")
_KIND_AHEAD = re.compile(rf"({KIND})区?的?第?")
_ZONE_AHEAD = re.compile(r"([高低])压?区的?")
_KIND_DOOR = re.compile(r"(\d{1,4})号")
_ANY_PART = re.compile(
    rf"{_GROUP.pattern}|\d{{1,3}}(?:社(?!区)|委(?!员))|\d{{1,4}}号?(?:{SHOPS})|(?!公寓)(?:{KIND})区?"
)
"""What is surely a part of a place that is meant as a whole."""
_JOINED_NAME = re.compile(rf"(\d{{1,3}})(-\d{{1,2}})({STRONG})")
_HOUSE_YARD = re.compile(r"([甲乙丙丁]?)(\d{1,3})院")
_GLUED = re.compile(rf"\d{{1,2}}(?:{STRONG})")
_WRITTEN_NAME = re.compile(
    rf"(?:\d+(?!\d|{STRONG}|号|楼|单元|门|室|户|层|期|区|院|{GROUPS}))?[^\d,\-A-Z]+"
    r"(?:\d+(?:分?公司|公寓|宿舍|家属|医院|院(?=家属|宿舍)|棚|[村屯庄]|建筑|纺|轻|商|粮|厂|中|小(?!区)|里|处|局|建|冶|棉|矿|马路|街|路|道)[^\d,\-A-Z]*)?"
)
"""A name to the first number that is none of its own: 电建3公司家属院; 万 and 百 at its head were made digits."""
_LETTER_FLAT = re.compile(r"([A-Z])-(\d{3,4})(?:室|户|房|$)")
_LIST = re.compile(rf"(\d{{1,4}}(?:[,和及与]\d{{1,4}})+)({STRONG})")
_DOOR = r"号(?=$|[-,\d#]|单元|室|户|住|家|附|之)"
"""Nothing else may follow: 5号换热站 is no building."""
_RUN = re.compile(rf"(\d{{1,4}})-(\d{{1,4}})({STRONG}|{_DOOR})")
_BUILT = re.compile(rf"第?([A-Z]|[甲乙丙丁戊])?(\d{{1,4}})?([A-Z]|[甲乙])?({STRONG}|{_DOOR})")
_FLAT_AHEAD = re.compile(r"[-,]?(?:\d{1,2}(?:单元|门)|-\d{1,2}-)[-,]?(\d{1,2})\d\d(?!\d)(?:室|户|号)?")
_LANDMARK = re.compile(
    rf"[,的]?(?:(?:也?就?是|就?在|靠近)(?:第?[A-Z]?\d+(?:{STRONG}|号))的?(?:{_NEAR}|[东西南北][侧边面])"
    r"|(?:紧?挨着?|紧?靠着|邻着|紧邻|毗邻|靠近|临近)(?!着|的|那|$)).*"
)
"""What else is said to find a building that was named: the building beside it is not the caller's."""
_FROM_TO = re.compile(rf"(?<=\d)(?:{STRONG}|号)?[到至](?=\d{{1,4}}(?:{STRONG}))")
_STREET_HOUSE = re.compile(r"(?<=\d号)的?(?:平房|楼房|小楼)")
_COUNT = re.compile(r"(?:都|全|一共|总共|同时|多|以上|一起|楼|桥|塔|山|房|庙|岗)")
"""Behind 栋, 幢 and 座: so many of them, not the one of that number."""
_JOINED = re.compile(rf"(?:[,和及与跟或]|或者|还是|还有)?(?={_BUILT.pattern})")
_FLOORED = re.compile(r"(\d{1,3})楼(?!房|道|上|下|层|里|顶)(.*)")
_BUILT_BEFORE = re.compile(
    rf"(?<![A-Z\d])([A-Z]|[甲乙丙丁戊])?(\d{{1,4}})?([A-Z]|[甲乙])?({STRONG})(\d{{1,2}}单元)?(?:\d{{1,4}}[室户]?)?的?$"
)
_HOUSES = re.compile(rf"(.+(?:{_STREETS}))([\d,-]+号(?:[单双]号)?)")
"""A street with its houses, all in one field."""
_HOUSE = re.compile(r"[甲乙丙丁]?\d[\d-]*号?[院楼]?")
_MORE_BUILDINGS = re.compile(rf"[A-Z\d](?:{STRONG})")
_DISTRICTS = re.compile(rf"[^,]+?(?:{_ABOVE}|{_STREETS})")
_DISTRICT = re.compile(r"(?:^|(?<=[省市州县旗区]))([^,省市州县旗区]{2,6}?)(?<![小园社家院厂校矿景])[区县旗]")
_TOWNSHIP = re.compile(r"(?:^|(?<=[省市州县旗区]))([^,省市州县旗区]{2,5}?)(?<!小)[镇乡]")
_DISTRICT_BEHIND = re.compile(
    r"^([^\d()（）,，]{2,12})[(（](?![东西南北中]{1,2}区)([^\d()（）]{1,5}(?<![小园社新])[区县市镇乡])[)）]"
)
_BRACKETED = re.compile(r"(.{2,}?)[(]([^()]{2,20})[)]")
"""An estate with a word in brackets that tells where it is: 康乐里（铁东）."""
_ONCE_CALLED = re.compile("原|曾|又[名叫]|也叫|俗称|老|旧|含(?!.*除)|包[括含]")
_BUILDINGS_WITHIN = re.compile(rf"^(?:除|不含|不包|[单双奇偶])|\d(?:{STRONG}|号(?!院))|^(?:{KIND})$")
_NOT_AREA = re.compile(
    r"^(?:原|含|除|包|不|全|单|双|奇|偶|共)|[楼栋期院]$|[东西南北中A-Z][区院]$|^[东西南北中]$"
)
_OVERLAID = re.compile(r"高新|开发|经开|示范|新$")
"""Districts that lie over others."""
_DISTRICT_WORD = re.compile(r"(?:自治|开发|高新|经开|示范)?(?:区|市|县|旗|镇|乡|街道|省)$")


@dataclass(frozen=True, slots=True)
class _Area:
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
    buildings: Buildings

    @property
    def is_street(self) -> bool:
        """Whether its houses are counted."""
        return self.called.is_street


@dataclass(frozen=True, slots=True)
class _Read:
    """What an address says around the name of an estate."""

    buildings: tuple[Building, ...] = ()
    part: Building = NOT_NUMBERED
    """What is named where no building is: a unit, a floor, a kind of houses."""
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
    is_parted = not areas[0].buildings.is_whole  # nobody knows which of them the buildings belong to
    return replace(best, outcome=Outcome.PERHAPS) if is_parted and best.outcome in _ASSERTED else best


_RANK = {Outcome.INSIDE: 0, Outcome.PERHAPS: 1, Outcome.OUTSIDE: 2, Outcome.NONE: 3}
_ASSERTED = (Outcome.INSIDE, Outcome.OUTSIDE)


@lru_cache(maxsize=64)
def _typed(address: str) -> str:
    return said_last(_district_first(address))


def _district_first(text: str) -> str:
    """康乐里（铁西区）3号楼 is 铁西区康乐里3号楼."""
    return _DISTRICT_BEHIND.sub(r"\2\1", text)


@lru_cache(maxsize=1024)
def _areas(estate: str, buildings: str) -> tuple[_Area, ...]:
    parts = [part for part in re.split("[、,，;；/]", plain_signs(estate)) if part.strip()]
    names = [name for part in parts for name in _names_in(part)]
    return tuple(_area(name, buildings) for name in names)


def _names_in(part: str) -> list[str]:
    """锦绣里和彩虹里 are two, 泰和家园 is one."""
    for joint in (r"(?:以及|及|与|\s)", "[和跟]"):
        names = re.split(rf"(?<=[^\d]{{2}}){joint}(?=[^\d]{{3}})", part.strip())
        is_each_named = all(len(_named(name).core) > 1 and _TYPE.search(name) for name in names)
        if len(names) > 1 and is_each_named and not any(name.endswith("社区") for name in names):
            return names
    return [part]


def _area(estate: str, buildings: str) -> _Area:
    estate, where, inside = _apart_from_brackets(estate)
    if not buildings.strip() or re.fullmatch(KIND, inside) or _UNIT.match(plain_place(buildings)):
        buildings = inside + buildings
    name, section = plain_place(estate), ""
    if not buildings.strip() and (built := _BUILT_BEFORE.search(name)) and built.start():
        buildings, name = built[0], name[: built.start()]  # who writes 锦华嘉园3号楼 in one field
    elif not buildings.strip() and (housed := _HOUSES.fullmatch(name)) is not None:
        name, buildings = housed[1], housed[2]
    name, section = section_of(name)
    above: tuple[str, ...] = ()
    before = _BEFORE.match(name[: -2 if _VILLAGE.search(name) else -_LEAST_NAME])
    if (
        before is not None
        and not _STREET.search(name)
        and _named(name[before.end() :]).core
        and not name.startswith("口", before.end())
        and not _HOUSE.fullmatch(name, before.end())
    ):
        above, name = _above_in(name[: before.end()]), name[before.end() :]
    if where:
        above = (*above, where)
    called = _named(name)
    name, ending = _without_kind(name)
    called = called if ending else _named(name)
    is_tower = _TOWER.search(name) is not None
    is_one_house = is_tower or re.search(rf"\d(?:号|{STRONG})$", name) is not None
    typed = re.sub(r"(?<=\d)楼", "层", buildings) if is_tower else buildings
    return _Area(
        name,
        ending,
        short if (short := _WORKS.sub("", name)) != name else "",
        above,
        section,
        called,
        _districts_of("".join(above)),
        is_tower,
        read_buildings(typed, is_one_house=is_one_house),
    )


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
    has_word = re.search(rf"(?:{_ABOVE}|{_STREETS})$", name + words) is not None
    return name, words if has_word else f"{words}区", ""


def _without_kind(name: str) -> tuple[str, str]:
    """The name as it is looked for, and its ending, which people leave out: 柳条边小区 is 柳条边, 锦华小区 is not 锦华."""
    if name.endswith("小区") and len(name) - 2 >= _LEAST_NAME:
        core = name[:-2]
        if _TYPE.search(core) is not None:
            return core, ""
        return (core, "小区") if _ENDS_APART.search(core) is None else (name, "")
    found = _AREA_WORD.search(name)
    return (name[:-1], "区") if found is not None else (name, "")


def _above_in(words: str) -> tuple[str, ...]:
    """Districts and streets, each for itself."""
    found = list(_DISTRICTS.finditer(words))
    left = words[found[-1].end() if found else 0 :]
    return (*(one[0] for one in found), *([left] if left.endswith("区") else []))


def _districts_of(words: str) -> tuple[str, str]:
    """The district and the township in `words`; empty where none is named."""
    district, township = _DISTRICT.search(words), _TOWNSHIP.search(words)
    return district[1] if district is not None else "", township[1] if township is not None else ""


def _is_apart(area: _Area, before: str) -> bool:
    """Whether the address names another district than dispatch did."""
    if not any(area.districts):
        return False
    for one, other in zip(area.districts, _districts_of(_past_greeting(before)), strict=True):
        if not one or not other or _OVERLAID.search(one) or _OVERLAID.search(other):
            continue
        if not one.endswith(other) and not other.endswith(one):
            return True
    return False


def _match(text: str, area: _Area) -> Match:
    if area.short and area.name not in text:
        text = text.replace(area.short, area.name)
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
    if not places:
        return NO_MATCH
    found = {_match_at(text, area, at) for at in places}
    return found.pop() if len(found) == 1 else _DOUBT


def _named_once(text: str, name: str) -> str:
    """锦华嘉园3号楼和锦华嘉园5号楼 as 锦华嘉园3号楼,5号楼."""
    return re.sub(rf"(?<=[楼栋幢座#号])[,和与及跟]*{re.escape(name)}(?=\d)", ",", text)


def _match_near(text: str, area: _Area) -> Match:
    """How an address stands to a place whose name it does not hold."""
    yard = area.section if area.is_street and area.section.endswith("院") else ""
    if yard and _past_greeting(text).startswith((yard, yard.replace("院", "号院"))):
        return _DOUBT  # 26号院3号楼, without the street
    for name in _names_to_try(text):
        if may_be_meant(name, area.called):
            return NO_MATCH if _is_apart(area, text[: text.find(name.whole)]) else _ALIKE
    return NO_MATCH


@lru_cache(maxsize=64)
def _names_to_try(text: str) -> tuple[Name, ...]:
    """The name in an address, and what it begins with up to a word for a kind of place: 下甸子屯 of 下甸子屯老周家."""
    name = _name_of(text)
    if not name.whole:
        return ()
    cuts = [found.end() for found in _CUT_AT.finditer(name.whole, 2)]
    return name, *(_named(name.whole[:end]) for end in cuts if end < len(name.whole))


def _match_at(text: str, area: _Area, at: int) -> Match:
    before, behind = text[:at], text[at + len(area.name) :]
    behind, is_in_area = _past_area(area, behind.removeprefix(area.ending))
    if (found := _beside(text, area, before, behind, is_in_area=is_in_area)) is not None:
        return found
    if _is_longer_name(area, behind) or _is_neighbours_name(area, before) or _is_apart(area, before):
        return NO_MATCH
    near = _NEAR_BEFORE.search(before)
    if near is not None and near[0].endswith("的") and _is_landmark(before[: near.start()]):
        before = ""  # 汽修厂旁边的锦华嘉园
    elif near is not None:
        told = before[: near.start()]
        is_elsewhere = "是" in near[0] or not _SPOKEN.sub("", told)
        is_elsewhere = is_elsewhere or (_CUT_AT.search(told, 2) is not None and not re.search(r"\d", behind))
        return NO_MATCH if is_elsewhere else _DOUBT
    before, built = _built_before(before)
    can_stand = _can_stand_in(area, before)
    if not can_stand and len(area.name) < _LEAST_NAME:
        return NO_MATCH
    if not area.is_street and len(area.name) > 2:
        behind = behind.removeprefix("小区") if _TYPE.search(area.name) else behind
    if area.buildings.is_whole:
        behind = _GUESSED.sub("", _UNKNOWN_PART.sub("", _GATE_AHEAD.sub("", behind, count=1)))
    behind, section = _section_ahead(behind)
    is_other_phase = False
    if area.section and section and area.section != section:
        if section[-1] != area.section[-1] or section[-1] not in "期区":
            return _DOUBT if same_section(section, area.section) is None else NO_MATCH
        is_other_phase = True
    read = _read_behind(behind, area, section="" if area.section == section else section)
    if built is not None:
        both = (*read.buildings, built)
        read = replace(read, buildings=both, is_sure=read.is_sure and not read.buildings)
    is_unsure = _UNSURE.search(f"{before}|{behind}") is not None
    is_named = can_stand and not is_unsure and (is_in_area or _names_all_above(area, before))
    is_named = is_named and (not area.section or bool(section))
    if is_other_phase:
        outcome = Outcome.OUTSIDE if read.is_sure and is_named else Outcome.PERHAPS
    else:
        outcome = _outcome(area, read, section if not area.section else "") if is_named else Outcome.PERHAPS
    shown = "、".join(building.shown for building in read.buildings) if read.is_sure else ""
    return Match(outcome, shown, is_near=not can_stand)


def _beside(text: str, area: _Area, before: str, behind: str, *, is_in_area: bool) -> Match | None:
    """What follows at once from the words behind the name: another kind of place, a way on, a part; None where nothing does."""
    kind = _ANOTHER_KIND.match(behind) if area.ending == "小区" and not is_in_area else None
    if kind is not None and not text[: -len(behind)].endswith("小区"):
        name = _named(area.name + kind[0])
        return _ALIKE if not name.is_street and may_be_meant(name, area.called) else NO_MATCH
    if _OWN_PART.match(behind) is not None and _can_stand_in(area, before):
        is_sure = area.buildings.is_whole and not area.section and not _UNSURE.search(text)
        is_sure = is_sure and (is_in_area or _names_all_above(area, before))
        return Match(Outcome.INSIDE) if is_sure else _DOUBT
    if (onward := _ONWARD.match(behind)) is not None:
        return NO_MATCH if re.match(r"[^\d]{2,}\d", onward["on"]) else _DOUBT
    if (near := _NEAR_BEHIND.match(behind)) is not None:
        is_open = _BESIDE.search(near[0]) and _NAMELESS.fullmatch(behind[near.end() :])
        return _DOUBT if is_open and not _NEAR_BEFORE.search(before) else NO_MATCH
    return None


def _past_area(area: _Area, behind: str) -> tuple[str, bool]:
    """`behind` without the district that dispatch named in brackets, and whether it stood there: 康乐里（铁东）3号楼."""
    for place in area.above:
        for word in (place, *_stems(area)):
            if behind.startswith(word):
                return behind[len(word) :], True
    return behind, False


def _is_landmark(words: str) -> bool:
    """Whether `words` name something by which a place is found, and not the caller's own home: 我家旁边的."""
    return len(_SPOKEN.sub("", words)) > 1


def _is_longer_name(area: _Area, behind: str) -> bool:
    """Whether the name goes on and is that of another place: 万恒城 and 万恒城市花园, 红旗街 and 红旗街道."""
    if area.is_street:
        return behind.startswith("道")
    if area.name.endswith("城") and behind.startswith("市"):
        return True
    found = _OTHER_NAME.match(behind) if _TYPE.search(area.name) else None
    return found is not None and not _NEAR_ANYWHERE.search(found[0]) and not re.match(KIND, behind)


def _is_neighbours_name(area: _Area, before: str) -> bool:
    """Whether 小 or 后 stands before the name; 东 and 新 do so only before a village: 解放路东, 新 may be the caller's words."""
    rest = _SPOKEN.sub("", before).strip(",-")
    above = _BEFORE.match(rest)
    rest = rest[above.end() :] if above is not None else rest
    return len(rest) == 1 and rest in (
        "前后东西南北上中下大小新老" if _VILLAGE.search(area.name) else "小大前后"
    )


def _can_stand_in(area: _Area, before: str) -> bool:
    """Whether the name can begin behind `before`; a district that dispatch named needs no word for it: 铁西阳光花园."""
    if _can_stand_before(before):
        return True
    return any(
        before.endswith(stem) and _can_stand_before(before.removesuffix(stem)) for stem in _stems(area)
    )


def _stems(area: _Area) -> list[str]:
    stems = (_DISTRICT_WORD.sub("", place) for place in area.above)
    return [stem for stem in stems if len(stem) > 1]


def _names_all_above(area: _Area, before: str) -> bool:
    return all(
        place in before or (len(stem := _DISTRICT_WORD.sub("", place)) > 1 and stem in before)
        for place in area.above
    )


def _outcome(area: _Area, read: _Read, section: str) -> Outcome:
    if not read.is_sure:
        return Outcome.PERHAPS
    if (
        section[:1].isascii()
        and section[:1].isalpha()
        and area.buildings.counts_by_letter(section[0]) is False
    ):
        return Outcome.OUTSIDE  # D区5号楼, where C3-C8 are meant
    if area.buildings.is_whole:
        is_house = area.is_street and _HOUSE_YARD.fullmatch(section) is not None
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
    return not rest or (whole is not None and len(rest) > 1 and not rest.endswith(("新村", "小区", "园区")))


def _section_ahead(behind: str) -> tuple[str, str]:
    """What follows the section that `behind` begins with, and the section; empty where there is none."""
    found = re.match(
        r"(?:的)?(\d{1,2}期|\d{1,2}区|[A-Z]区|[东西南北中]{1,2}[区院]|[甲乙丙丁]?\d{1,3}号院|\d{1,2}组团)",
        behind,
    )
    return (behind[found.end() :], found[1].replace("号院", "院")) if found is not None else (behind, "")


def _read_behind(behind: str, area: _Area, *, section: str) -> _Read:
    """The building that an address names behind the estate, or the part of it."""
    if area.is_street and (yard := _HOUSE_YARD.fullmatch(section)) and not area.buildings.has_sections:
        # 红旗街34号院1号楼 stands in house 34 of the street
        is_there = _NEAR_ANYWHERE.search(behind) is None or _FLAT_AHEAD.search(behind) is not None
        return _Read((building_of(yard[1], yard[2], "", "号"),), is_sure=is_there)
    inside = _WITHIN.match(behind)
    text = behind[inside.end() :] if inside is not None else behind
    text = text.lstrip(",-")
    text = _FROM_TO.sub("-", text)
    if area.is_street:
        text = _STREET_HOUSE.sub("", text)
    if not text:
        return _Read()
    if area.buildings.is_whole and (part := _ANY_PART.match(text)) is not None:
        rest = text[part.end() :]
        built = _BUILT.match(rest)
        return _Read(is_sure=not _is_beside(rest[built.end() :] if built is not None else rest))
    kind = ""
    if area.buildings.is_whole and text.startswith("公寓"):
        return _Read(is_sure=False)  # 锦华嘉园公寓 may be a house of its own
    if (named := _KIND_AHEAD.match(text)) is not None:
        kind, text = kind_of(named[1]), text[named.end() :]
        if not text:
            return _Read(part=replace(NOT_NUMBERED, kind=kind))
    zone = ""
    if (zoned := _ZONE_AHEAD.match(text)) is not None:
        zone, text = zoned[1], text[zoned.end() :]
        if not text:
            return _Read(part=replace(NOT_NUMBERED, kind=kind, zone=zone))
    read, rest = _read_number(text, area, kind)
    if not read.is_sure:
        return read
    if zone:
        rest = f"{zone}区{rest}"
    rest = _LANDMARK.sub("", rest)
    has_flat = any(one.floor for one in read.buildings)
    if _MORE_BUILDINGS.search(rest) or (not has_flat and _is_beside(rest)):
        return replace(read, is_sure=False)
    return _Read(
        tuple(_with_parts(one, rest, section=section, kind=kind) for one in read.buildings),
        _with_parts(read.part, rest, section="", kind=kind),
    )


def _read_number(text: str, area: _Area, kind: str) -> tuple[_Read, str]:
    """The buildings that `text` begins with, and what follows them."""
    is_street = area.is_street
    if (found := _JOINED_NAME.match(text)) and area.buildings.has_joined_names:
        return _one(building_of("", found[1], found[2], found[3])), text[found.end() :]
    if found := _GROUP.match(text):
        return _one(building_of("", found[1], "", found[2])), text[found.end() :]
    if kind and (found := _KIND_DOOR.fullmatch(text)):
        return _one(building_of("", found[1], "", "号")), ""
    if found := _TRIPLE.match(text):
        one = building_of(found[1], found[2], "", "", unit=int(found[3]))
        return _one(replace(one, floor=_floor_of(found[4]))), text[found.end() :]
    if found := _LIST.match(text):
        numbers = re.split("[,和及与]", found[1])
        return _Read(tuple(building_of("", number, "", found[2]) for number in numbers)), text[found.end() :]
    if found := _RUN.match(text):
        return _run(found, is_street=is_street), text[found.end() :]
    if (found := _BUILT.match(text)) and (found[1] or found[2]):
        return _buildings_ahead(text, is_street=is_street)
    if found := _FLOORED.match(text):
        return _floored(found, area), found[2]
    if found := _PAIR.match(text):
        one = building_of(found[1], found[2], "", "", unit=int(found[3] or 0))
        return _one(replace(one, floor=_floor_of(found[4] or ""))), text[found.end() :]
    if found := _LETTER_FLAT.match(text):
        one = building_of(found[1], None, "", "座")
        return _one(replace(one, floor=_floor_of(found[2]))), text[found.end() :]
    if found := _UNIT.match(text):
        unit = int(re.split("单元|门", found[0])[0])
        return _Read(part=replace(NOT_NUMBERED, unit=unit)), text[found.end() :]
    if found := _FLAT.match(text):
        return _Read(part=_flat(found[0], area)), text[found.end() :]
    return _Read(is_sure=False), text


def _flat(named: str, area: _Area) -> Building:
    """A floor or a flat without a building; in a tower the first digits of a flat are its floor."""
    if named.endswith("层"):
        return replace(NOT_NUMBERED, floor=int(named[:-1]))
    digits = named.rstrip("室户房号")
    return replace(NOT_NUMBERED, floor=_floor_of(digits)) if area.is_tower else NOT_NUMBERED


def _floored(found: re.Match[str], area: _Area) -> _Read:
    """5楼: the fifth floor of a tower; elsewhere the fifth building here, and the fifth floor there."""
    if area.is_tower:
        return _Read(part=replace(NOT_NUMBERED, floor=int(found[1])))
    rest = found[2]
    if not re.match(r"-?\d{1,2}(?:单元|门|-\d)", rest) and not _is_other_floor(found[1], rest):
        return _Read(is_sure=area.buildings.is_whole)
    return _one(building_of("", found[1], "", "楼", unit=_unit_ahead(rest)))


def _floor_of(flat: str) -> int:
    """301 -> 3, 1204 -> 12; 0 where the digits do not tell it."""
    return int(flat[:-2]) if len(flat) in (3, 4) else 0


def _is_beside(rest: str) -> bool:
    """Whether what follows a building makes it another one; who names a flat lives there, whatever is beside it."""
    if _MORE_BUILDINGS.search(rest):
        return True
    return _FLAT_AHEAD.match(rest) is None and _NEAR_ANYWHERE.search(rest) is not None


def _with_parts(one: Building, rest: str, *, section: str, kind: str) -> Building:
    """`one` with what is said of it: the part of the estate, its kind, the zone, the floor."""
    zone = re.search(r"([高低])压?区", rest)
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


def _past_greeting(text: str) -> str:
    """`text` without what is said before an address; 家 stays in 颐和家园."""
    found = _SPOKEN.match(text)
    return text[found.end() :] if found is not None else text


def _name_of(text: str) -> Name:
    """The name that an address begins with, past the districts and before the first number."""
    above = re.match(
        rf"(?:[^\d]*?(?:(?:{_ABOVE})(?=[^\d,\-]{{2}})|[^\d][东西南北中]区(?=[^\d,\-]{{3}})))*", text
    )
    rest = _past_greeting(text[above.end() :] if above is not None else text)
    street = re.match(rf"[^\d]{{1,6}}?(?:{_STREETS})(?:\d+号)?(?=[^\d]{{3}})", rest)
    rest = rest[street.end() :] if street is not None else rest
    found = _WRITTEN_NAME.match(rest)
    if found is None:
        return _named("")
    name, section = section_of(found[0])
    return replace(_named(name), is_ended=bool(section) or found.end() < len(rest))


def _named(name: str) -> Name:
    is_street = _STREET.search(name) is not None
    kind = (_STREET if is_street else _TYPE).search(name)
    core = name[: kind.start()] if kind is not None else name
    return Name(name, core, kind[0] if kind is not None else "", is_street)


def reads_buildings(buildings: str) -> bool:
    """Whether every desk will know which buildings are meant."""
    return read_buildings(buildings).is_readable


def is_street(estate: str) -> bool:
    """Whether what dispatch called the place is a street, whose houses are counted, not an estate."""
    return _STREET.search(plain_place(estate)) is not None
