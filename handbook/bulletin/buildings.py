"""Buildings of an estate as people write them: “3–8号楼”, “1、3、5-7”, “东区3号楼2单元”, “除5号楼外” -> which are meant.

A range that cannot be read to its end is kept as far as it goes: what it surely names is in it, nothing is surely outside.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from handbook.bulletin.building import (
    COUNTED_APART,
    GROUPS,
    LATIN,
    PART_OF_VILLAGE,
    SECTION,
    STEMS,
    STRONG,
    counted,
)
from handbook.bulletin.buildings_meant import Buildings, Stretch
from handbook.bulletin.house_kinds import KIND, kind_of
from handbook.bulletin.plain_buildings import plain_buildings
from handbook.bulletin.plain_writing import BRACKETS, BREAKS, STROKES

_WORD = rf"(?:{STRONG}|号|楼|{GROUPS})"
_SECTION_AT = re.compile(rf"{SECTION}|{PART_OF_VILLAGE}|\d{{1,2}}[里街]")
_WHOLE = re.compile(
    r"(?:全部|全小区|[全整]个?小区|小区全部|所有|各|[全整]个?[区村屯院街楼栋庄]|整个?|全体|全)+的?(?:楼[栋座宇房]?|栋楼?|号楼|单元)?"
    r"(?:住户|居民|用户|业主|村民)?(?:均|都|全部|全)?(?:停[热供暖]*)?"
)
_UNIT_TO_UNIT = re.compile(r"(?<=\d)(单元|门|层)-(?=\d{1,2}\1)")
_WHOLE_TOLD = re.compile(r"(?:全部|全小区|[全整]个?小区)[(:|,、\s]*(?P<what>[^()]*\d[^()]*)[)]?")
_REST = r"(?:其[余他它]|剩下|剩余|余下|别的)(?:的)?(?:各|所有|全部)?(?:楼[栋座宇房]?|栋|单元)?(?!\d)"
_EXCEPT = re.compile(
    r"(?:除(?!外)[了去]?|刨除|扣除|去掉|不含|不包[括含]|缺(?=\d)|(?:没有|无)(?=\d))(?P<what>[^()]+?)(?:以外|之外|除外|外|(?=\))|"
    rf"(?=[|,、]+{_REST})|$)"
)
"""除5号楼外, 不含6号楼: what is named behind the word."""
_EXCEPTED = re.compile(
    r"(?P<what>[^()|]+?)(?:除外|不在内|不包括在内|不停热?|不含|照常|正常|不受影响)(?=[()|全都其]|$)"
)
"""3号楼除外: what is named before the word."""
_OTHERS = re.compile(
    rf"^[|,]*的?(?:{_REST}|(?:各|所有|全部)?楼[栋座宇房]?$)?|(?:{_REST}|的|都|均|全|停[热供暖]?)+$"
)
_BUT_FOR = re.compile(
    r"(?P<what>[^()|除]*\d[^()|除]*?)(?:以外|之外)[|,]*的?(?:其[余他它]|别的)?的?(?:各|所有|全部)?(?:楼[栋座宇房]?|栋|地方|用户|住户)?(?:都|均|全部?|停[热供暖]*)*"
)
"""3号楼以外的楼: all but what is named before the word."""
_OPEN_ENDS = re.compile(
    r"(?<=[\d栋幢座楼#号组排层])(?P<with>以?及|\(含[^()]*\)|含)?(?P<where>以[后上前下内]|之[后前]|[往向][后上前下]|起|开始)"
    r"(?P<too>\(含[^()]*\))?的?(?:全部|所有)?(?:各?楼栋?|各栋)?"
)
_BUILT = rf"(?:{STRONG}|号)"
_CHAIN = re.compile(
    rf"(?<![A-Z\d甲乙丙丁-])\d{{1,3}}{_BUILT}?(?:-\d{{1,3}}{_BUILT}?)+-\d{{1,3}}(?=(?:,\d{{1,3}}(?:-\d{{1,3}})*)*{_BUILT})"
)
"""1-3-5号楼: 1, 3 and 5, or 1 to 5."""
_PAIR = re.compile(rf"(\d{{1,3}})-(\d{{1,2}})({STRONG})?")
_ZONE = re.compile(r"([高中低])[压]?区")
_FLOORS = re.compile(r"(\d{1,2})(?:层?-(\d{1,2}))?层([<>≤≥])?")
_ITEM = re.compile(
    rf"第?(?P<letter>[{LATIN}]|[{STEMS}])?(?P<first>\d{{1,4}})?(?P<tail>[{LATIN}甲乙]|_\d{{1,2}})?(?P<word>{_WORD})?"
    rf"(?P<open>[<>≤≥])?(?:[-≈]第?(?P<letter2>[{LATIN}]|[{STEMS}])?(?P<last>\d{{1,4}})?(?P<word2>{_WORD})?)?"
)
_PARTS = re.compile(rf"的?([A-Z](?:[,-]?[A-Z])*)座(?!\d{{1,3}}(?:{STRONG}))")
_UNITS = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?((?:,\d{1,2})*)(?:单元|门(?![市口面]))")
_PARITY = re.compile(rf"(?:的)?([单双奇偶])数?(楼栋|{_WORD})?")
_KIND_AT = re.compile(rf"({KIND})区?")
_FLOORS_BEHIND = re.compile(r"(?:(?<=单元|号楼)|(?<=[栋幢座#门]))(\d{1,2}(?:层?-\d{1,2})?)楼")
"""3栋2单元1-6楼: floors, and no buildings."""
_NUMBER_AHEAD = re.compile(r"第?[\dA-Z]\d*(?!\d|单元|门|层)")
"""A number of a building, and not that of a unit or a floor."""
_MORE = re.compile(r"等(?:楼|栋|幢|\d+(?:栋|幢)楼?)?$")


@lru_cache(maxsize=1024)
def read_buildings(typed: str, *, is_one_house: bool = False) -> Buildings:
    """The buildings that dispatch typed; empty = all of the estate.

    `is_one_house`: the place is a single house, so that a unit or a floor needs no number before it.
    """
    text = plain_buildings(typed)
    if not typed.strip() or _WHOLE.fullmatch(text):
        return Buildings(is_whole=True)
    if not text:
        return Buildings(is_readable=False)  # 共6栋: which, nobody says
    rest, taken_out = _without_exceptions(text.removeprefix("从"))
    if taken_out is None and (told := _WHOLE_TOLD.fullmatch(text)) is not None:
        # 全小区（1-20号楼）: a house past the last one may have been forgotten
        return replace(_read_plain(told["what"], is_one_house=is_one_house), is_open=True)
    if taken_out is None:
        return _read_plain(rest, is_one_house=is_one_house)
    out = _read_plain(taken_out, is_one_house=True)
    if not out.is_readable or out.is_open:
        return Buildings(is_readable=False)
    out = replace(out, stretches=tuple(replace(one, is_taken_out=True) for one in out.stretches))
    if not rest or _WHOLE.fullmatch(rest):
        return Buildings(is_rest=True, without=out.stretches)
    left = _read_plain(rest, is_one_house=is_one_house)
    sections = {stretch.section for stretch in left.stretches}
    section = sections.pop() if len(sections) == 1 else ""
    without = tuple(replace(one, section=one.section or section) for one in out.stretches)
    return replace(left, without=without)


def _without_exceptions(text: str) -> tuple[str, str | None]:
    """What is left of `text`, and what it takes out; None where it takes out nothing."""
    if (found := _BUT_FOR.fullmatch(text)) is not None:
        return "", found["what"]
    if (found := _EXCEPT.search(text)) is not None:
        what = found["what"]
        if "|" in what and not found[0].endswith("外"):
            what = "?"  # nobody knows whether the last of them is taken out, or meant
        rest = f"{text[: found.start()]}|{text[found.end() :]}"
    elif (found := _EXCEPTED.search(text)) is not None:
        before, what = _last_named(found["what"], is_first=not found.start())
        rest = f"{text[: found.start()]}{before}|{text[found.end() :]}"
    else:
        return text, None
    rest = _OTHERS.sub("", BRACKETS.sub("", rest).strip("|, "))
    return rest.strip("|, "), _OTHERS.sub("", what)


def _last_named(what: str, *, is_first: bool) -> tuple[str, str]:
    """What stays and what is taken out of “1-8号楼、4号楼除外”; of single buildings all are taken out."""
    parts = [part for part in re.split(r"[、,]|(?<=[楼栋幢座#号])\s+(?=\d)", what) if part.strip()]
    has_range = any(re.search(r"[-~\u2010-\u2015—至到]", part) for part in parts)
    if not is_first or not has_range or len(parts) == 1:
        return "", what
    if len(parts) == 2 and not re.search(r"[-~\u2010-\u2015—至到]", parts[1]):
        return parts[0], parts[1]
    return "", "?"  # nobody knows where what is taken out begins


def _read_plain(text: str, *, is_one_house: bool) -> Buildings:
    """The buildings of a text that takes out nothing."""
    text = re.sub(r"(?<=[\d楼栋幢座号#院期区元门层A-Z])\s*(?:至|到)\s*(?=[第\dA-Z甲乙丙丁])", "-", text)
    text = _UNIT_TO_UNIT.sub("-", re.sub(r"\s*-\s*", "-", STROKES.sub("-", text.replace("|", ","))))
    text = _OPEN_ENDS.sub(_open_end, _FLOORS_BEHIND.sub(r"\1层", text))
    text = re.sub(r"(?<=[楼栋幢座#])\s+(?=\d{1,2}(?:-\d{1,2})?(?:单元|门|层))", "", text)
    text = re.sub(r"以?及|[和与跟]", ",", text)
    text = re.sub(r"(?<=号楼)\s+(?=[A-Z](?:[,、][A-Z])*座(?!\d))", "", text)
    text = re.sub(r"(?<=[^\d\s])\s+(?=[^\d\s])|(?<=\d)\s+(?=[号栋幢座#楼期区院层组排])", "", text)
    text = BRACKETS.sub("", BREAKS.sub(",", text).strip(","))
    is_open = bool(_MORE.search(text))
    text = _with_joined_names(_CHAIN.sub(_chain, _MORE.sub("", text)))
    stretches = list(_stretches(text, is_one_house=is_one_house))
    found = tuple(stretch for stretch in stretches if stretch is not None)
    return Buildings(found, is_readable=None not in stretches and bool(found), is_open=is_open)


def _open_end(found: re.Match[str]) -> str:
    """One sign for 以后 and its like; ≥ and ≤ where the building itself is surely meant."""
    where = found["where"]
    is_with = bool(found["with"] or found["too"]) or where in ("起", "开始")
    if where in ("起", "开始") or where[-1] in "后上":
        return "≥" if is_with else ">"
    return "≤" if is_with else "<"


def _chain(found: re.Match[str]) -> str:
    """1-3-5号楼 as its numbers and a run that is doubted (≈): what lies between may be meant; what does not go up stays."""
    numbers = [int(number) for number in re.findall(r"\d+", found[0])]
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        return found[0]
    return ",".join([f"{numbers[0]}≈{numbers[-1]}", *map(str, numbers)])


def _with_joined_names(text: str) -> str:
    """“5-1,5-2号楼” with the names of buildings marked as such: no run is written so."""
    pairs = [found for part in text.split(",") if (found := _PAIR.fullmatch(part)) is not None]
    firsts = [pair[1] for pair in pairs]
    is_named = len(set(firsts)) < len(firsts) or (
        len(pairs) > 1 and all(int(pair[2]) <= 2 < int(pair[1]) for pair in pairs)
    )
    if not is_named:
        return text
    named = {pair[0] for pair in pairs if firsts.count(pair[1]) > 1 or int(pair[2]) <= int(pair[1])}
    return ",".join(part.replace("-", "_") if part in named else part for part in text.split(","))


class _Reading:
    """The runs of a text as they are read, from left to right."""

    def __init__(self, text: str, *, is_one_house: bool) -> None:
        self.text = text
        self.at = 0
        self.is_one_house = is_one_house
        self.found: list[Stretch] = []
        self.ahead = Stretch()
        """Section, kind and zone that stand before the numbers."""
        self.is_ahead_used = True

    def read_next(self) -> bool:
        """Go past what stands here; whether it could be read."""
        if self.text[self.at] == ",":
            self.at += 1
            return True
        return (
            self._read_section()
            or self._read_kind()
            or self._read_zone()
            or self._read_parity()
            or self._read_floors()
            or self._read_units()
            or self._read_parts()
            or self._read_item()
        )

    def close(self) -> None:
        """Keep what stands before the numbers though no number came: 东区, 平房."""
        if not self.is_ahead_used:
            is_section = bool(self.ahead.section) and not (self.ahead.kind or self.ahead.zone)
            self.found.append(replace(self.ahead, is_all=is_section, is_any=not is_section))
            self.is_ahead_used = True

    def _is_behind(self) -> bool:
        """Whether what stands here says something of the run before it."""
        return bool(self.found) and self.is_ahead_used and self.text[self.at - 1] != ","

    def _is_after_range(self) -> bool:
        """Whether a run stands before: 12-40号，双号."""
        return bool(self.found) and self.is_ahead_used and self.found[-1].first < self.found[-1].last

    def _add(self, stretch: Stretch, end: int) -> bool:
        self.found.append(stretch)
        self.ahead = replace(self.ahead, parity=None)
        self.at, self.is_ahead_used = end, True
        return True

    def _change_last(self, changed: Stretch, end: int) -> bool:
        self.found[-1] = changed
        self.at = end
        return True

    def _read_section(self) -> bool:
        part = _SECTION_AT.match(self.text, self.at)
        if part is None or (self._is_behind() and (part[0] == "中区" or part[0].endswith("塔"))):
            return False  # 3号楼中区: the middle floors; 5号楼南塔: a part of it
        self.close()
        self.ahead, self.is_ahead_used = Stretch(section=part[0].replace("号院", "院")), False
        whole = re.match(",?全部", self.text[part.end() :])
        self.at = part.end() + (whole.end() if whole is not None else 0)
        return True

    def _read_kind(self) -> bool:
        named = _KIND_AT.match(self.text, self.at)
        if named is None:
            return False
        kind, is_numbered = kind_of(named[1]), _NUMBER_AHEAD.match(self.text[named.end() :])
        if self._is_behind() and not is_numbered:
            return self._change_last(replace(self.found[-1], use=kind), named.end())
        if self.is_ahead_used or self.ahead.kind:
            self.close()
            self.ahead = replace(self.ahead, zone="")
        self.ahead, self.is_ahead_used, self.at = replace(self.ahead, kind=kind), False, named.end()
        return True

    def _read_zone(self) -> bool:
        zone = _ZONE.match(self.text, self.at)
        if zone is None:
            return False
        if self._is_behind():
            return self._change_last(replace(self.found[-1], zone=zone[1]), zone.end())
        self.ahead = replace(self.ahead, zone=zone[1], is_zone_ahead=True)
        self.is_ahead_used, self.at = False, zone.end()
        return True

    def _read_parity(self) -> bool:
        odd = _PARITY.match(self.text, self.at)
        if odd is None:
            return False
        parity = int(odd[1] in "单奇")
        is_numbered = _NUMBER_AHEAD.match(self.text[odd.end() :]) is not None
        if self._is_behind() or (self._is_after_range() and not is_numbered):
            return self._change_last(replace(self.found[-1], parity=parity), odd.end())
        if is_numbered:
            self.ahead, self.at = replace(self.ahead, parity=parity), odd.end()
            return True
        return self._add(replace(self.ahead, parity=parity, word=_plain_word(odd[2])), odd.end())

    def _read_floors(self) -> bool:
        named = _FLOORS.match(self.text, self.at)
        if named is None:
            return False
        first = int(named[1])
        last = int(named[2] or first)
        if last < first:
            return False
        edge = first if named[3] in (">", "<") else 0
        if named[3]:
            first, last = (first, 999) if named[3] in ">≥" else (1, last)
        floors = (first, last, edge)
        if self._is_behind():
            return self._change_last(replace(self.found[-1], floors=floors), named.end())
        return self._add(replace(self.ahead, floors=floors, is_any=True), named.end())

    def _read_units(self) -> bool:
        units = _UNITS.match(self.text, self.at)
        if units is None:
            return False
        if self._is_behind() and self.found[-1].word:
            return self._change_last(_with_units(self.found[-1], units), units.end())
        if self.found and self.is_ahead_used and self.found[-1].units and self.found[-1].word:
            more = _with_units(self.found[-1], units)  # 6号楼1单元、2单元
            return self._change_last(replace(more, units=more.units | self.found[-1].units), units.end())
        if not self.is_one_house:
            return False
        return self._add(_with_units(replace(self.ahead, is_any=True), units), units.end())

    def _read_parts(self) -> bool:
        """3号楼A、B座: parts of one building."""
        last = self.found[-1] if self.found and self.is_ahead_used else Stretch()
        is_further = bool(last.parts) and not self._is_behind()  # 3号楼A座、B座
        is_one = bool(last.word) and not last.series and last.first == last.last
        named = _PARTS.match(self.text, self.at)
        if named is None or not is_one or not (self._is_behind() or is_further):
            return False
        parts: set[str] = set()
        for run in named[1].split(","):
            letters = run.replace("-", "")
            parts |= {*map(chr, range(ord(letters[0]), ord(letters[-1]) + 1))} if "-" in run else {*letters}
        return self._change_last(replace(last, parts=last.parts | parts), named.end())

    def _read_item(self) -> bool:
        item = _ITEM.match(self.text, self.at)
        stretch = _stretch(item, self.ahead) if item is not None else None
        if item is None or stretch is None or self.text[item.end() : item.end() + 1] == "-":
            return False
        if self._is_behind() and bool(self.found[-1].series) != bool(stretch.series):
            return False  # 3号楼A座 is a part of building 3, A座3号楼 perhaps one of A
        is_run = stretch.first < stretch.last < 9999
        if self._is_behind() and not stretch.word and (is_run or len(item["first"] or "") >= 3):
            return False  # the flats of 5号楼201-501, the units of 3号楼1-3
        return self._add(stretch, item.end())


def _stretches(text: str, *, is_one_house: bool) -> Iterator[Stretch | None]:
    """The runs in order; None where something cannot be read."""
    reading = _Reading(text, is_one_house=is_one_house)
    while reading.at < len(text):
        if not reading.read_next():
            yield None
            break
    reading.close()
    behind = Stretch()
    for stretch in reversed(reading.found):  # 1、3、5号高区: what stands behind the last belongs to all
        if stretch.word or stretch.is_all or stretch.is_any:
            behind = stretch if stretch.word else behind
            yield stretch
        else:
            yield replace(
                stretch,
                word=behind.word,
                use=stretch.use or behind.use,
                zone=stretch.zone or behind.zone,
                floors=stretch.floors or behind.floors,
                units=stretch.units or behind.units,
                parts=stretch.parts or behind.parts,
                is_part_doubted=bool(behind.zone or behind.floors or behind.units or behind.parts),
            )


def _stretch(item: re.Match[str], ahead: Stretch) -> Stretch | None:
    letter, number = item["letter"] or "", item["first"] or ""
    if not (letter or number) or (not number and item["tail"]):
        return None
    series, first = counted(letter, number)
    last, edge = first, 0
    if _is_glued(number) and item["word"] != "号":
        return None  # 12345号楼 are five, or none
    if "-" in item[0] or "≈" in item[0]:
        letter2, number2 = item["letter2"] or "", item["last"] or ""
        if not (letter2 or number2) or item["tail"] or (letter2 and number2 and letter2 != letter):
            return None
        if letter in STEMS and letter and number and not letter2:
            return None  # 甲1-5号: nobody knows whether 2号 is one of them
        if bool(number) != bool(number2) or item["open"]:
            return None
        last = counted(letter2 or (letter if number else ""), number2)[1]
        if last < first and _is_turned_about(item, last):
            first, last = last, first
        if last <= first:
            return None  # 5-2 is no run: perhaps building 5, unit 2
    elif item["open"]:
        if not number or item["word"] == "楼":
            return None  # 5楼以上 are floors, or buildings
        first, last = (first, 9999) if item["open"] in ">≥" else (0, first)
        edge = int(number) if item["open"] in "<>" else 0
    word = _plain_word(item["word2"] or item["word"])
    tail = (item["tail"] or "").replace("_", "-")
    is_doubted = "≈" in item[0]
    return replace(
        ahead, series=series, first=first, last=last, tail=tail, word=word, edge=edge, is_doubted=is_doubted
    )


def _is_glued(number: str) -> bool:
    """Whether the digits go up one by one: 123."""
    return len(number) >= 3 and all(int(later) - int(one) == 1 for one, later in pairwise(number))


def _is_turned_about(item: re.Match[str], last: int) -> bool:
    """Whether 8-3号楼 means 3 to 8; 11-1号楼 and 5-2号楼 may be names."""
    if item["letter"] or item["letter2"]:
        return False
    return bool(item["word2"]) and (bool(item["word"]) or last >= 3)


def _plain_word(word: str | None) -> str:
    """Whether a house of a street, a group or a building is counted."""
    return "号楼" if word and word not in ("号", *COUNTED_APART) else word or ""


def _with_units(stretch: Stretch, units: re.Match[str]) -> Stretch:
    first = int(units[1])
    numbers = {*range(first, int(units[2] or first) + 1), *(int(n) for n in units[3].split(",") if n)}
    return replace(stretch, units=frozenset(numbers))
