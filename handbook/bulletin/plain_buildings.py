"""What dispatch typed for the buildings -> the same in one writing, without words that change nothing.

A word is left out where it can mean but one thing: 居民, 停热, 约400户. What may be a building or a number of them (3栋
behind a list, a time of day) becomes “?”, which nobody can read.
"""

import re

from handbook.bulletin.house_kinds import KIND, SHOP, SHOPS
from handbook.bulletin.plain_writing import PAIRED, in_numbers, plain_signs
from handbook.chinese_numbers import HAN_NUMERALS

_ALL_DWELLINGS = re.compile(r"(?:全部|所有|全体|全小区|各)的?(?:居民)?住宅楼?")
_COUNTED = re.compile(rf"[(（]?共[{HAN_NUMERALS}\d]+(?:栋|幢|座|个楼|号楼|个)楼?[)）]?")
_DOTS = re.compile(r"…+|\.{2,}|。{2,}|→")
"""6…10号楼 may be a run or two."""
_WITH_SHOPS = re.compile(
    rf"(?<!不)(?<!不包)[(（]?(?:(?:含|包[括含])(?:楼下|所有|全部)?|(?:以?及|和)楼下)的?(?:{SHOPS})[)）]?"
)
"""Who says so means the flats as well."""
_HEAD = re.compile(
    r"^(?:(?:仅|只|就)?(?:受?影响|停[热供暖]*|供热|涉及|包括|限于?)?的?(?:范围|区域|楼栋|楼号)?[为是:]?[,|\s]?(?=[\dA-Z甲乙丙丁])(?!\d{1,2}[栋幢座](?:$|[^\d、,\-至到和]))|[自由从](?=\d)"
    r"|(?:全部|所有)的?(?=[^\d\s楼栋户单住用居]))"
)
"""What says nothing of the buildings before them: 仅5号楼, 全部高层."""
_PEOPLE = re.compile(
    r"(?<=[楼栋幢座#号元组排层院期区])的?(?:(?:全部|所有|全体|各|整)?(?:个?单元|居民|住户|用户|业主|村民)|整[栋楼]|全[楼栋](?!除)|(?<=号楼)1栋(?![\d-])|全部(?=$|[|,、;)])"
    r"|[|,、(]?(?:(?:大?约|共计?|合计|总计|近)\d{2,}|\d{3,})[多余]?户(?:居民|用户|住户|左右)?[)]?)(?=$|[|,、;()\s])"
)
"""Who lives in them, and how many: all of them are meant."""
_AMONG = re.compile(r"(?:之间|范围内|当?中|里面?|内)?的?(?=[单双奇偶]数?(?:号|楼|栋|$))")
_BUT = re.compile(r"(?:其中|但是?|不过)(?=[^|;]*(?:不停|除外|正常|不受|照常|不含|不在))")
_SECTION_BEHIND = re.compile(r"^([^()]*\d[^()]*)\(((?:[东西南北中]{1,2}|[A-Z甲乙丙丁]|\d{1,2})[区期])\)$")
"""1-9栋（北区）."""
_ONLY_KIND = re.compile(rf"(?:仅|只|只停|限)(?=(?:{KIND})|\d{{1,2}}(?:[-、,]\d{{1,2}})*(?:单元|门|层))")
_DWELLINGS = re.compile(r"(?<=[楼栋幢座#])的?住宅(?:楼|部分)?(?=$|[|,、;)])")
"""住宅 of a building are its flats without the shops."""
_STOPPED = re.compile(
    r"(?<=[楼栋幢座#号元层期区])[(,|、\s]*(?:范围|区域)?内?(?:均|都|全部|全|将|已|暂)*(?:停[热供暖]*|暂?停止?供[热暖]|受影响|[不无没]热|范围|区域)[)]?(?=$|[|,、;)。])"
)
"""That the heat is off is what a notice is about."""
_HAN_COUNT = re.compile(
    r"(?<=[\d号楼#])\s*[(（]?共?[一二两三四五六七八九十]+[栋幢座](?:楼房?)?[)）]?(?=$|[，,；;。|)）])"
)
"""6、7、8三栋: how many they are, and none called so."""
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:：]\d{2}(?!\d)")
"""A time of day is no building."""
_COUNT_BEHIND = re.compile(r"(?<=号楼|\d号)(\d{1,2}[栋幢]楼?)(?=$|[|,;])")
_FROM_ON = re.compile(r"(?<=[楼栋幢座#号])[(]含[)](?=[至到-])|起(?=[至到-])|止(?=$|[|,、;)])")
_NAMED_SECTIONS = re.compile(
    r"(?<![A-Z\d])([A-Z])区?[-至到~]([A-Z])区|(?<![A-Z\d])([A-Z](?:[,、和及与]?[A-Z])+)[两二2]?区|((?:[东西南北中][,、和及与])+[东西南北中]|东西|西东|南北|北南)[两二2]?区"
)
"""A-C区, A、B区, 东西两区."""
_SECTIONS = re.compile(r"(?<![\d号楼栋-])(\d{1,2})(?:([期区])?[-至到~](\d{1,2})|((?:[,、]\d{1,2})+))([期区])")


def plain_buildings(typed: str) -> str:
    """`typed` in plain signs and Arabic digits; clauses are parted by “|”, and each part of an estate stands for itself."""
    clauses = re.sub("[，；]", "|", _WITH_SHOPS.sub("", _COUNTED.sub("", typed)))
    clauses = _CLOCK.sub("?", _HAN_COUNT.sub("", clauses))
    clauses = PAIRED.sub(r"\1?\2", clauses)
    text = in_numbers(plain_signs(_DOTS.sub("?", clauses)).strip())
    return _NAMED_SECTIONS.sub(_each_named, _SECTIONS.sub(_each_section, _without_fillers(text)))


def _without_fillers(text: str) -> str:
    """`text` without words that change nothing: 仅5号楼, 3-8号楼居民, 3号楼起至8号楼止, 1-10号楼中的双号."""
    if _ALL_DWELLINGS.fullmatch(text) is not None:
        return f"全部不含{SHOP}"
    text = _SECTION_BEHIND.sub(r"\2\1", text)
    text = _BUT.sub("", _DWELLINGS.sub(f"不含{SHOP}", _ONLY_KIND.sub("", text)))
    text = _COUNT_BEHIND.sub("?", _STOPPED.sub("", _HEAD.sub("", text)))
    text = _PEOPLE.sub("", _FROM_ON.sub("", text))
    return _AMONG.sub("", text) if re.match(r"[\d甲乙丙丁A-Z]", text) else text


def _each_named(found: re.Match[str]) -> str:
    """A-C区 as A区,B区,C区."""
    names = re.sub("[,、和及与]", "", found[3] or found[4] or "")
    if not names:
        names = "".join(map(chr, range(ord(found[1]), ord(found[2]) + 1)))
    return ",".join(f"{name}区" for name in names) or found[0]


def _each_section(found: re.Match[str]) -> str:
    """1-3区 and 1、2期 as 1区,2区,3区 and 1期,2期."""
    word = found[5]
    if found[4]:
        numbers = [found[1], *re.findall(r"\d+", found[4])]
    elif found[2] not in (None, word) or int(found[3]) <= int(found[1]):
        return found[0]
    else:
        numbers = [str(number) for number in range(int(found[1]), int(found[3]) + 1)]
    return ",".join(f"{number}{word}" for number in numbers)
