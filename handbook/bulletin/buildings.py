"""Buildings of an estate as people write them: “3–8号楼”, “1、3、5-7”, “A座”, “东区3号楼2单元”, “单号楼” -> which are meant.

A range that cannot be read to its end is kept as far as it goes: what it surely names is in it, nothing is surely outside.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from handbook.chinese_numbers import HAN_NUMERALS, number_of
from handbook.han_forms import fold_han

STRONG = "号楼|[栋幢座](?!楼)|#楼|#"
"""Words behind a number that make it that of a building and of nothing else; 三栋楼 counts them."""
_LATIN, _STEMS = "A-Z", "甲乙丙丁戊己庚辛"
_WORD = rf"(?:{STRONG}|号|楼)"
_HAN = re.compile(f"[{HAN_NUMERALS}]+")
_STROKES = re.compile(r"[\u2010-\u2015\u2212\u2500~\u301c\u223c—－-]+")
_BREAKS = re.compile(r"[\s,、;。.:·|/\\]+")
_BRACKETS = re.compile(r"[()\[\]【】〔〕“”\"'《》「」]")
_SECTION = r"(?:\d{1,2}期|\d{1,2}区|[A-Z]区|[东西南北中]{1,2}[区院]|\d{1,3}号?院|\d{1,2}组团)"
_SECTION_END = re.compile(rf"(?<=[^\d]){_SECTION}$")
_SECTION_AT = re.compile(_SECTION)
_WHOLE = re.compile(
    r"(?:全部|全小区|整个小区|小区全部|所有楼?栋?|全区|整个?|全体|全)(?:楼|栋|号楼|楼栋|住户|用户)?"
)
_COUNTED = re.compile(r"[(（]?共\d+(?:栋|幢|座|个楼|号楼|个)楼?[)）]?")
_ITEM = re.compile(
    rf"第?(?P<letter>[{_LATIN}]|[{_STEMS}])?(?P<first>\d{{1,4}})?(?P<tail>[{_LATIN}甲乙])?(?P<word>{_WORD})?"
    rf"(?:-第?(?P<letter2>[{_LATIN}]|[{_STEMS}])?(?P<last>\d{{1,4}})?(?P<word2>{_WORD})?)?"
)
_UNITS = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?((?:,\d{1,2})*)单元")
_PARITY = re.compile(rf"(?:的)?([单双奇偶])数?({_WORD})?")
_MORE = re.compile(r"等(?:楼|栋|幢|\d+(?:栋|幢)楼?)?$")


@dataclass(frozen=True, slots=True)
class Building:
    """One building that an address names."""

    series: str
    """What is counted: empty = 1, 2, 3; A = A1, A2; LATIN = A, B, C; STEM = 甲, 乙."""
    number: int
    tail: str = ""
    """The letter behind a number: 5A号楼."""
    word: str = ""
    """号楼, 座, 号 as typed; empty where none was."""
    section: str = ""
    """The part of the estate: 东区, 2期."""
    unit: int = 0
    """0 = not said."""

    @property
    def shown(self) -> str:
        """As it is written on the screen."""
        word = {"座": "座", "号": "号", "栋": "栋", "幢": "幢"}.get(self.word, "号楼")
        where = f"{self.section} " if self.section else ""
        if self.series == "LATIN":
            return f"{where}{chr(64 + self.number)} {word}"
        if self.series == "STEM":
            return f"{where}{_STEMS[self.number - 1]} {word}"
        return f"{where}{self.series}{self.number}{self.tail} {word}"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A run of buildings of a notice."""

    series: str = ""
    first: int = 0
    last: int = 9999
    tail: str = ""
    word: str = ""
    section: str = ""
    parity: int | None = None
    """1 = odd ones, 0 = even ones; None = all."""
    units: frozenset[int] = frozenset()
    """The only units of it that are meant; empty = all."""
    is_all: bool = False
    """The whole section."""

    def holds(self, one: Building, *, is_street: bool) -> bool | None:
        """Whether `one` is among them; None where that cannot be said."""
        if one.section and not self.section:
            return None  # another part of the estate may count its buildings anew
        if self.section and one.section and self.section != one.section:
            return False
        if self.is_all:
            return True if one.section else None
        is_held = self._counts(one)
        if is_held is False:
            return False
        if self.section and not one.section:
            return None
        if is_street and self._is_door() != self._is_door(one.word) and self.word and one.word:
            return None  # 12号 is a house of the street, 12号楼 a building of some yard in it
        if is_held and self.units:
            return one.unit in self.units if one.unit else None
        return is_held

    def _counts(self, one: Building) -> bool | None:
        if self.series != one.series:
            letters = [len(series) == 1 and series.isascii() for series in (self.series, one.series)]
            stems = [series in _STEMS and bool(series) for series in (self.series, one.series)]
            return False if all(letters) or all(stems) else None
        is_within = self.first <= one.number <= self.last
        if is_within and self.parity is not None:
            is_within = one.number % 2 == self.parity
        if not is_within or self.tail == one.tail:
            return is_within
        return False if self.tail and one.tail else None

    def _is_door(self, word: str | None = None) -> bool:
        return (self.word if word is None else word) == "号"


@dataclass(frozen=True, slots=True)
class Buildings:
    """Which buildings a notice means."""

    stretches: tuple[_Stretch, ...] = ()
    is_whole: bool = False
    """All of the estate."""
    is_readable: bool = True
    """False where words were left over that nobody here understands."""
    is_open: bool = False
    """“等”: there are more."""

    def holds(self, one: Building, *, is_street: bool = False) -> bool | None:
        """Whether `one` is meant; None where nobody can say."""
        if self.is_whole:
            return True
        if not self.is_readable:
            return None
        found = [stretch.holds(one, is_street=is_street) for stretch in self.stretches]
        if any(found):
            return True
        return None if None in found or self.is_open or not found else False

    def holds_section(self, section: str) -> bool | None:
        """Whether a whole part of the estate is meant; None where some of its buildings may be."""
        if not self.is_readable or self.is_open or not all(stretch.section for stretch in self.stretches):
            return None
        own = [stretch for stretch in self.stretches if stretch.section == section]
        return True if any(stretch.is_all for stretch in own) else None if own else False


def plain_place(text: str) -> str:
    """One writing for all: half width, capital letters, Arabic digits, no brackets; breaks stay between numbers alone.

    A break is a comma, a stroke a hyphen.
    """
    folded = fold_han(unicodedata.normalize("NFKC", text)).upper()
    folded = _STROKES.sub("-", _BRACKETS.sub("", folded).strip())
    folded = _HAN.sub(_arabic, _BREAKS.sub(",", folded))
    folded = re.sub(r"[,-]*-[,-]*", "-", folded)
    folded = re.sub(r"(?<![\dA-Z])[,-]|[,-](?![\dA-Z])", "", folded)
    return re.sub(r"(?<=\d)号楼座|(?<=\d)#号楼", "号楼", folded)


def _arabic(found: re.Match[str]) -> str:
    """A number in Arabic digits, apart from one that stands beside it; 七八 (some seven or eight) stays, and 两, which only counts."""
    value = number_of(found[0]) if found[0] != "两" else None
    if value is None:
        return found[0]
    text, (begin, end) = found.string, found.span()
    before = "," if begin and text[begin - 1].isdigit() else ""
    behind = "," if text[end : end + 1].isdigit() else ""
    return f"{before}{int(value)}{behind}" if value == int(value) else found[0]


def section_of(name: str) -> tuple[str, str]:
    """The name of an estate without the section at its end, and that section; empty where there is none."""
    found = _SECTION_END.search(name)
    if found is None or found.start() < 2:
        return name, ""
    return name[: found.start()], found[0].replace("号院", "院")


def building_of(
    letter: str | None, number: str | None, tail: str | None, word: str, *, unit: int = 0
) -> Building:
    """The building of a letter, a number or both."""
    series, counted = _counted(letter or "", number or "")
    return Building(
        series, counted, tail or "", "号楼" if word.endswith("楼") and word != "楼" else word, unit=unit
    )


def _counted(letter: str, number: str) -> tuple[str, int]:
    if number:
        return letter, int(number)
    if letter in _STEMS:
        return "STEM", _STEMS.index(letter) + 1
    return "LATIN", ord(letter) - 64


@lru_cache(maxsize=1024)
def read_buildings(typed: str) -> Buildings:
    """The buildings that dispatch typed; empty = all of the estate."""
    text = fold_han(unicodedata.normalize("NFKC", _COUNTED.sub("", typed))).upper().strip()
    text = _HAN.sub(_arabic, text)
    if not text or _WHOLE.fullmatch(text):
        return Buildings(is_whole=True)
    text = re.sub(r"(?<=[\d楼栋幢座号#院期区A-Z])\s*(?:至|到)\s*(?=[第\dA-Z甲乙丙丁])", "-", text)
    text = re.sub(r"\s*-\s*", "-", _STROKES.sub("-", text))
    text = re.sub(r"以?及|[和与跟]", ",", text)
    text = re.sub(r"(?<=[^\d\s])\s+(?=[^\d\s])|(?<=\d)\s+(?=[号栋幢座#楼期区院])", "", text)
    text = _BREAKS.sub(",", text).strip(",")
    if not re.search("除|不含|不包括", text):
        text = _BRACKETS.sub("", text)
    is_open = bool(_MORE.search(text))
    stretches = list(_stretches(_MORE.sub("", text)))
    found = tuple(stretch for stretch in stretches if stretch is not None)
    return Buildings(found, is_readable=None not in stretches and bool(found), is_open=is_open)


def _stretches(text: str) -> Iterator[_Stretch | None]:
    """The runs in order; None at the first word that cannot be read."""
    at, section, is_section_used = 0, "", True
    found: list[_Stretch] = []
    while at < len(text):
        if text[at] == ",":
            at += 1
            continue
        if (part := _SECTION_AT.match(text, at)) is not None:
            if not is_section_used:
                yield _Stretch(section=section, is_all=True)
            section, is_section_used, at = part[0].replace("号院", "院"), False, part.end()
            at = at + 2 if text.startswith("全部", at) else at
            continue
        if (odd := _PARITY.match(text, at)) is not None:
            parity = int(odd[1] in "单奇")
            at, is_section_used = odd.end(), True
            if text[odd.start() - 1 : odd.start()] not in ("", ",") and found:
                found[-1] = replace(found[-1], parity=parity)
            else:
                found.append(_Stretch(section=section, parity=parity, word=_plain_word(odd[2])))
            continue
        item = _ITEM.match(text, at)
        stretch = _stretch(item, section) if item is not None else None
        if item is None or stretch is None or text[item.end() : item.end() + 1] == "-":
            yield None
            return
        at, is_section_used = item.end(), True
        units = _UNITS.match(text, at)
        if units is not None and item["word"]:
            stretch, at = _with_units(stretch, units), units.end()
        found.append(stretch)
    if not is_section_used:
        found.append(_Stretch(section=section, is_all=True))
    word = ""
    for stretch in reversed(found):  # 1、3、5号: the word behind the last belongs to all
        word = stretch.word or word
        yield stretch if stretch.word or stretch.is_all else replace(stretch, word=word)


def _stretch(item: re.Match[str], section: str) -> _Stretch | None:
    letter, number = item["letter"] or "", item["first"] or ""
    if not (letter or number) or (not number and item["tail"]):
        return None
    series, first = _counted(letter, number)
    last = first
    if "-" in item[0]:
        letter2, number2 = item["letter2"] or "", item["last"] or ""
        if not (letter2 or number2) or item["tail"] or (letter2 and number2 and letter2 != letter):
            return None
        if letter in _STEMS and letter and number and not letter2:
            return None  # 甲1-5号: nobody knows whether 2号 is one of them
        if bool(number) != bool(number2):
            return None
        last = _counted(letter2 or (letter if number else ""), number2)[1]
        if last <= first:
            return None  # 5-2 is no run: perhaps building 5, unit 2
    word = _plain_word(item["word2"] or item["word"])
    return _Stretch(series, first, last, item["tail"] or "", word, section)


def _plain_word(word: str | None) -> str:
    """Whether a house of a street or a building is counted."""
    return "号楼" if word and word != "号" else word or ""


def _with_units(stretch: _Stretch, units: re.Match[str]) -> _Stretch:
    first = int(units[1])
    numbers = {*range(first, int(units[2] or first) + 1), *(int(n) for n in units[3].split(",") if n)}
    return replace(stretch, units=frozenset(numbers))
