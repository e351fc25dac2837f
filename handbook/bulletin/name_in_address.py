"""A typed address in plain writing -> the names of places that it may mean."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from handbook.bulletin.building import GROUPS, STRONG, section_of
from handbook.bulletin.near_names import Name
from handbook.bulletin.others_homes import without_others
from handbook.bulletin.place_words import (
    ABOVE,
    APART,
    AREA_AROUND,
    CUT_AT,
    PERSON_ALONE,
    STREETS,
    TYPE,
    VILLAGE,
    as_name,
    in_full,
    past_greeting,
)
from handbook.bulletin.plain_writing import PAIRED, plain_place
from handbook.bulletin.said_last import said_last
from handbook.chinese_numbers import HAN_NUMERALS

_WRITTEN_NAME = re.compile(
    rf"(?:\d+(?!\d|{STRONG}|号|楼|单元|门|室|户|层|期|区|院|{GROUPS}))?[^\d,\-A-Z]+"
    r"(?:\d+(?:分?公司|公寓|宿舍|家属|医院|院(?=家属|宿舍)|棚|[村屯庄]|建筑|纺|轻|商|粮|厂|中|小(?!区)|里|处|局|建|冶|棉|矿|马路|街|路|道)[^\d,\-A-Z]*)?"
)
"""A name to the first number that is none of its own: 电建3公司家属院; 万 and 百 at its head were made digits."""
_A_PLACE = re.compile(rf"{TYPE.pattern}|{VILLAGE.pattern}|.家|(?:{STREETS})$")
_DEVELOPER = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4})[·•・‧∙](?=[\u4e00-\u9fff])")
"""恒信·御景天成: who built it stands before the dot."""
_BEFORE_HOUSE = re.compile(r"(?<=[街路道巷])[甲乙丙丁]$")
"""光华路甲3号: the sign belongs to the number."""
_NUMERAL = f"[{HAN_NUMERALS}\\d]"
_BARE_NUMBERS = re.compile(
    rf"(?<!{_NUMERAL})({_NUMERAL}{{1,3}})[ \u3000]+({_NUMERAL}{{1,2}})[ \u3000]+({_NUMERAL}{{3,4}})(?!{_NUMERAL}|\s*[号栋幢座#])"
)
_DISTRICT_BEHIND = re.compile(
    r"^([^\d()（）,，]{2,12})[(（](?![东西南北中]{1,2}区)([^\d()（）]{1,5}(?<![小园社新])[区县市镇乡])[)）]"
)


@dataclass(frozen=True, slots=True)
class TypedPlace:
    """A typed address, read once."""

    text: str
    """The place that it holds at its end, in plain writing; empty where it says nothing."""
    beside: tuple[str, ...] = ()
    """Words of it that stand apart and are no part of a name: a developer before a dot, the name of who calls."""


@lru_cache(maxsize=64)
def typed_place(address: str) -> TypedPlace:
    """The place that `address` holds."""
    beside = [plain_place(found[1]) for found in _DEVELOPER.finditer(address)]
    if (person := PERSON_ALONE.match(address)) is not None and _A_PLACE.search(person[1]) is None:
        beside.append(plain_place(person[1]))
    own = _district_first(without_others(address))
    apart = _BARE_NUMBERS.sub(rf"\1{APART}\2{APART}\3", own)
    apart = PAIRED.sub(rf"\1{APART}\2", apart)
    return TypedPlace(in_full(said_last(apart)), tuple(beside))


def _district_first(text: str) -> str:
    """康乐里（铁西区）3号楼 is 铁西区康乐里3号楼."""
    return _DISTRICT_BEHIND.sub(r"\2\1", text)


@lru_cache(maxsize=64)
def names_to_try(text: str) -> tuple[Name, ...]:
    """The name in an address, and what it begins with up to a word for a kind of place: 下甸子屯 of 下甸子屯老周家."""
    name = _name_of(text)
    if not name.whole:
        return ()
    before_number = re.split(r"\d", name.whole, maxsplit=1)[0]
    if before_number != name.whole and len(before_number) > 1 and as_name(before_number).kind:
        return name, as_name(before_number)  # 凤凰城 of 凤凰城2街
    cuts = [found.end() for found in CUT_AT.finditer(name.whole, 2)]
    if (vague := AREA_AROUND.search(name.whole, 2)) is not None:
        cuts.append(vague.start())  # 36中 of 36中那边
    return name, *(as_name(name.whole[:end]) for end in cuts if end < len(name.whole))


def _name_of(text: str) -> Name:
    """The name that an address begins with, past the districts and before the first number."""
    above = re.match(
        rf"(?:[^\d]*?(?:(?:{ABOVE})(?=[^\d,\-]{{2}})|[^\d][东西南北中]区(?=[^\d,\-]{{3}})))*", text
    )
    rest = past_greeting(text[above.end() :] if above is not None else text)
    street = re.match(rf"[^\d]{{1,6}}?(?:{STREETS})(?:\d+号)?(?=[^\d]{{3}})", rest)
    rest = rest[street.end() :] if street is not None else rest
    found = _WRITTEN_NAME.match(rest)
    if found is None:
        return as_name("")
    name, section = section_of(_BEFORE_HOUSE.sub("", found[0]))
    return replace(as_name(name), is_ended=bool(section) or found.end() < len(rest))
