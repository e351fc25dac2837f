"""Buildings of an estate as people write them: “3–8号楼”, “1、3、5-7”, “东区3号楼2单元”, “除5号楼外” -> which are meant.

A range that cannot be read to its end is kept as far as it goes: what it surely names is in it, nothing is surely outside.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from handbook.bulletin.house_kinds import KIND, SHOP, SHOPS, kind_of, same_kind
from handbook.bulletin.traditional import simplified
from handbook.chinese_numbers import HAN_NUMERALS, number_of
from handbook.han_forms import fold_han

STRONG = "号楼|[栋幢座](?!楼)|#楼|#"
"""Words behind a number that make it that of a building and of nothing else; 三栋楼 counts them."""
_LATIN, _STEMS = "A-Z", "甲乙丙丁戊己庚辛"
GROUPS = "组(?!团)|排|队|社(?!区)"
"""Words behind a number that count groups of a village or rows of houses, and no buildings."""
_COUNTED_APART = ("组", "排", "队", "社")
_WORD = rf"(?:{STRONG}|号|楼|{GROUPS})"
_HAN = re.compile(f"[{HAN_NUMERALS}]+")
_ROMAN_NUMBERS = ("I", "II", "III", "IV", "V")
_ROMAN = re.compile(r"(?<![A-Z])(?:I{1,3}|IV|V)(?=[期区])")
_CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰幺", "一二三四五六七八九十百一")
_CAPITAL = re.compile(
    r"(?:[零〇壹贰叁肆伍陆柒捌玖拾佰]+(?=号|[栋幢座#]|楼|单元|门|[层室期区组排-])|"
    r"(?<=[零〇一二三四五六七八九十百\d杠-])[零〇一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]+|幺(?=[零〇一二三四五六七八九十\d杠-]))"
)
"""Numerals as on a cheque, and 幺 for 一; 陆 and 伍 are names elsewhere: 陆家屯."""
_SPOKEN_NUMBER = rf"[{HAN_NUMERALS}\d]"
_SPOKEN_STROKE = re.compile(rf"(?<={_SPOKEN_NUMBER})[短中横斜]?[杠横](?=[{HAN_NUMERALS}\dA-Z])")
_SPOKEN_POINTS = re.compile(
    rf"({_SPOKEN_NUMBER}{{1,3}})点({_SPOKEN_NUMBER}{{1,2}})点({_SPOKEN_NUMBER}{{3,4}})"
)
"""六点一点四零二; with one 点 it is a time."""
_ORDINAL = re.compile(r"(?<![门及])第(?=\d)")
_STROKES = re.compile(r"[\u2010-\u2015\u2212\u2500~\u301c\u223c—－-]+")
_BREAKS = re.compile(r"[\s,、;。.:·|/\\]+")
_BRACKETS = re.compile(r"[()\[\]【】〔〕“”\"'《》「」]")
_SECTION = r"(?:\d{1,2}期|\d{1,2}区|[A-Z]区|[东西南北中]{1,2}[区院]|[甲乙丙丁]?\d{1,3}号?院|\d{1,2}组团)"
_SECTION_END = re.compile(rf"(?<=[^\d]){_SECTION}$")
_SECTION_AT = re.compile(_SECTION)
_YARD = re.compile(r"([甲乙丙丁]?)(\d{1,3})院")
_WHOLE = re.compile(
    r"(?:全部|全小区|[全整]个?小区|小区全部|所有楼?栋?|[全整]个?[区村屯院街楼栋庄]|整个?|全体|全)(?:楼|栋|号楼|楼栋|住户|用户)?"
)
_WHOLE_TOLD = re.compile(r"(?:全部|全小区|[全整]个?小区)[(:|,、\s]*(?P<what>[^()]*\d[^()]*)[)]?")
_EXCEPT = re.compile(
    r"(?:除(?!外)[了去]?|刨除|扣除|去掉|不含|不包[括含])(?P<what>[^()]+?)(?:以外|之外|除外|外|(?=\))|$)"
)
"""除5号楼外, 不含6号楼: what is named behind the word."""
_EXCEPTED = re.compile(
    r"(?P<what>[^()|]+?)(?:除外|不在内|不包括在内|不停热?|不含|照常|正常|不受影响)(?=[()|]|$)"
)
"""3号楼除外: what is named before the word."""
_OTHERS = re.compile(r"^[|,]*(?:其[余他它]|剩下|别的)?|(?:其[余他它]|剩下|别的|的|都|均|停[热供暖]?)+$")
_OPEN_ENDS = re.compile(
    r"(?<=[\d栋幢座楼#号组排层])(?P<with>以?及|\(含[^()]*\)|含)?(?P<where>以[后上前下内]|之[后前]|[往向][后上前下]|起|开始)"
    r"(?P<too>\(含[^()]*\))?的?(?:全部|所有)?(?:各?楼栋?|各栋)?"
)
_CHAIN = re.compile(rf"(?<![\d-])\d{{1,3}}(?:-\d{{1,3}}){{2,}}(?={STRONG}|号)")
_PAIR = re.compile(rf"(\d{{1,3}})-(\d{{1,2}})({STRONG})?")
_ZONE = re.compile(r"([高低])[压]?区")
_FLOORS = re.compile(r"(\d{1,2})(?:层?-(\d{1,2}))?层([<>≤≥])?")
_COUNTED = re.compile(r"[(（]?共\d+(?:栋|幢|座|个楼|号楼|个)楼?[)）]?")
_DOTS = re.compile(r"…+|\.{2,}|。{2,}|→")
"""6…10号楼 may be a run or two."""
_WITH_SHOPS = re.compile(rf"(?<!不)(?<!不包)[(（]?(?:含|包[括含])(?:楼下|所有|全部)?的?(?:{SHOPS})[)）]?")
"""Who says so means the flats as well."""
_ITEM = re.compile(
    rf"第?(?P<letter>[{_LATIN}]|[{_STEMS}])?(?P<first>\d{{1,4}})?(?P<tail>[{_LATIN}甲乙]|_\d{{1,2}})?(?P<word>{_WORD})?"
    rf"(?P<open>[<>≤≥])?(?:-第?(?P<letter2>[{_LATIN}]|[{_STEMS}])?(?P<last>\d{{1,4}})?(?P<word2>{_WORD})?)?"
)
_UNITS = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?((?:,\d{1,2})*)(?:单元|门(?![市口面]))")
_PARITY = re.compile(rf"(?:的)?([单双奇偶])数?(楼栋|{_WORD})?")
_KIND_AT = re.compile(rf"({KIND})区?")
_MORE = re.compile(r"等(?:楼|栋|幢|\d+(?:栋|幢)楼?)?$")


@dataclass(frozen=True, slots=True)
class Building:
    """One building that an address names."""

    series: str
    """What is counted: empty = 1, 2, 3; A = A1, A2; LATIN = A, B, C; STEM = 甲, 乙."""
    number: int
    tail: str = ""
    """What stands behind a number: A of 5A号楼, -1 of 5-1号楼."""
    word: str = ""
    """号楼, 座, 号 as typed; empty where none was."""
    section: str = ""
    """The part of the estate: 东区, 2期."""
    unit: int = 0
    """0 = not said."""
    kind: str = ""
    """What stands before the number and has numbers of its own: 高层, 别墅, 商铺."""
    use: str = ""
    """What stands behind it: 商铺 of 5号楼门市."""
    zone: str = ""
    """高 or 低: the part of a high building that is heated apart."""
    floor: int = 0
    """0 = not said."""

    @property
    def shown(self) -> str:
        """As it is written on the screen."""
        word = self.word if self.word in ("座", "号", "栋", "幢", *_COUNTED_APART) else "号楼"
        where = "".join(f"{part} " for part in (self.section, self.kind) if part)
        if self.series == "LATIN":
            return f"{where}{chr(64 + self.number)} {word}"
        if self.series == "STEM":
            return f"{where}{_STEMS[self.number - 1]} {word}"
        return f"{where}{self.series}{self.number}{self.tail} {word}"


NOT_NUMBERED = Building("", -1)
"""What an address names where it names no building: a unit, a floor, a kind of houses."""


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
    is_any: bool = False
    """Any building, of the kind, zone, floors and units that are named."""
    edge: int = 0
    """The number at which it begins or ends, where nobody knows whether that one is meant: 10号楼以后."""
    kind: str = ""
    use: str = ""
    zone: str = ""
    floors: tuple[int, int, int] | None = None
    """First, last, and the one that may be meant or not (0 = none)."""
    is_taken_out: bool = False
    """Whether it is an exception: who lives above the shops is not taken out with them."""
    is_part_doubted: bool = False
    """Whether zone, floors and units were said of another run behind it, and perhaps of that one alone: 3、5号楼1单元."""

    def holds(self, one: Building, *, is_street: bool) -> bool | None:
        """Whether `one` is among them; None where that cannot be said."""
        if one.section and not self.section:
            return None  # another part of the estate may count its buildings anew
        if self.section and one.section and (is_same := same_section(self.section, one.section)) is not True:
            return is_same
        if self.is_all:
            return True if one.section else None
        if one.kind == SHOP and (self.kind != SHOP or self.use):
            return None  # the shops of an estate have numbers of their own
        is_held = self._counts(one)
        if is_held is False:
            return False
        if self.section and not one.section:
            return None
        if is_street and self._is_door() != self._is_door(one.word) and self.word and one.word:
            return None  # 12号 is a house of the street, 12号楼 a building of some yard in it
        if is_held is None or (is_held and is_street and self._is_other_side(one)):
            return None
        parts = (self._holds_unit(one), self._holds_kind(one), self._holds_zone(one), self._holds_floor(one))
        if False in parts:
            return None if self.is_part_doubted else False
        return None if None in parts else True

    def _is_other_side(self, one: Building) -> bool:
        """Whether both ends of a run lie on one side of a street, and `one` on the other: 13号 and 12-40号."""
        is_run = self.first < self.last < 9999 and self.parity is None and not self.series
        is_run = is_run and self.word in ("", "号") and not self.section
        return is_run and self.first % 2 == self.last % 2 != one.number % 2

    def _holds_unit(self, one: Building) -> bool | None:
        if not self.units:
            return True
        return one.unit in self.units if one.unit else None

    def _holds_kind(self, one: Building) -> bool | None:
        mine, its = self.kind or self.use, one.kind or one.use
        if not mine:
            return None if one.kind else True
        if not its:
            return False if self.is_taken_out and mine == SHOP and one.unit else None
        return same_kind(mine, its)

    def _holds_zone(self, one: Building) -> bool | None:
        if not self.zone:
            return True
        return self.zone == one.zone if one.zone else None

    def _holds_floor(self, one: Building) -> bool | None:
        if self.floors is None:
            return True
        first, last, edge = self.floors
        if not one.floor or one.floor == edge:
            return None
        return first <= one.floor <= last

    def _counts(self, one: Building) -> bool | None:
        if self.is_any:
            return True
        if one.number < 0 or (
            self.word != one.word and (self.word in _COUNTED_APART or one.word in _COUNTED_APART)
        ):
            return None
        if self.series != one.series:
            letters = [len(series) == 1 and series.isascii() for series in (self.series, one.series)]
            stems = [series in _STEMS and bool(series) for series in (self.series, one.series)]
            return False if all(letters) or all(stems) else None
        is_within = self.first <= one.number <= self.last
        if is_within and self.parity is not None:
            is_within = one.number % 2 == self.parity
        if is_within and one.number == self.edge:
            return None
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
    is_rest: bool = False
    """All of the estate but what is taken out."""
    without: tuple[_Stretch, ...] = ()
    """What is taken out."""

    @property
    def has_sections(self) -> bool:
        """Whether parts of the place are named: 16号院."""
        return any(stretch.section for stretch in self.stretches)

    @property
    def has_joined_names(self) -> bool:
        """Whether buildings are called 5-1, 5-2."""
        return any(stretch.tail.startswith("-") for stretch in self.stretches)

    def counts_by_letter(self, letter: str) -> bool | None:
        """Whether some of the buildings have this letter before their number; None where some have none."""
        series = {stretch.series for stretch in self.stretches}
        has_letters = all(len(one) == 1 and one.isascii() for one in series)
        if not series or not has_letters or self.without or self.is_open or not self.is_readable:
            return None
        return letter in series

    def holds(self, one: Building, *, is_street: bool = False) -> bool | None:
        """Whether `one` is meant; None where nobody can say."""
        if self.is_whole:
            return True
        if not self.is_readable:
            return None
        taken_out = {stretch.holds(one, is_street=is_street) for stretch in self.without}
        if True in taken_out:
            return False
        is_held = self._holds_before(one, is_street=is_street)
        return None if is_held and None in taken_out else is_held

    def _holds_before(self, one: Building, *, is_street: bool) -> bool | None:
        """Whether `one` is meant before anything is taken out."""
        if self.is_rest:
            names_sections = any(stretch.section for stretch in self.without)
            return None if one.section and not names_sections else True
        found = [stretch.holds(one, is_street=is_street) for stretch in self.stretches]
        if any(found):
            return True
        return None if None in found or self.is_open or not found else False

    def holds_section(self, section: str) -> bool | None:
        """Whether a whole part of the estate is meant; None where some of its buildings may be."""
        if not self.is_readable or self.is_open or self.without:
            return None
        if not self.stretches or not all(stretch.section for stretch in self.stretches):
            return None
        if any(same_section(stretch.section, section) is None for stretch in self.stretches):
            return None
        own = [stretch for stretch in self.stretches if stretch.section == section]
        return True if any(stretch.is_all for stretch in own) else None if own else False


def plain_place(text: str) -> str:
    """One writing for all: half width, capital letters, Arabic digits, no brackets; breaks stay between numbers alone.

    A break is a comma, a stroke a hyphen.
    """
    folded = plain_signs(text)
    folded = _STROKES.sub("-", _BRACKETS.sub("", folded).strip())
    folded = _HAN.sub(_arabic, _BREAKS.sub(",", folded))
    folded = re.sub(r"[,-]*-[,-]*", "-", folded)
    folded = re.sub(r"(?<![\dA-Z])[,-]|[,-](?![\dA-Z])", "", _ORDINAL.sub("", folded))
    return re.sub(r"(?<=\d)号楼座|(?<=\d)#号楼", "号楼", _without_slips(folded))


def plain_signs(text: str) -> str:
    """`text` in half width, capital letters, simplified characters and plain numerals; ①② are two numbers, not 12."""
    folded = simplified(fold_han(unicodedata.normalize("NFKC", _numerals_apart(text)))).upper()
    folded = _ROMAN.sub(_in_digits, folded)
    folded = _CAPITAL.sub(_in_plain_numerals, folded)
    folded = _SPOKEN_STROKE.sub("-", folded)
    return _SPOKEN_POINTS.sub(r"\1-\2-\3", folded)


def _in_plain_numerals(found: re.Match[str]) -> str:
    return found[0].translate(_CAPITALS)


def _numerals_apart(text: str) -> str:
    """`text` with each sign that is a whole number by itself (②, ⑵, ⒉, ㈡, ㊁, ❷, Ⅱ) in digits, apart from its neighbour."""
    if text.isascii():
        return text
    written = ""
    for sign, behind in zip(text, f"{text[1:]} ", strict=True):
        number = _number_sign(sign)
        if number is None:
            written += sign
            continue
        is_first = not written[-1:].isdigit()
        written += f"{'' if is_first else '、'}{number}"
        written += "、" if behind.isdigit() and _number_sign(behind) is None else ""
    return written


def _number_sign(sign: str) -> int | None:
    if sign == "〇" or unicodedata.category(sign) not in ("No", "Nl"):
        return None
    value = unicodedata.numeric(sign, 0.5)
    is_raised = unicodedata.decomposition(sign).startswith(("<super>", "<sub>"))
    return None if is_raised or value != int(value) else int(value)


def _in_digits(found: re.Match[str]) -> str:
    return str(_ROMAN_NUMBERS.index(found[0]) + 1)


def _without_slips(text: str) -> str:
    """With the words that the keyboard offers for 号 and 栋 set right: 5好楼, 5冻2单元."""
    text = re.sub(r"(?<=\d)[好耗浩毫豪](?=[楼院]|\d|$)", "号", text)
    text = re.sub(r"(?<=\d号)[娄搂漏](?!水)", "楼", text)
    return re.sub(r"(?<=\d)[冻洞动](?=\d{1,2}(?:单元|门|-))", "栋", text)


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


def same_section(one: str, other: str) -> bool | None:
    """Whether two sections are one; None where one of two yards lacks but the sign before its number: 3院, 甲3院."""
    if one == other:
        return True
    yards = (_YARD.fullmatch(one), _YARD.fullmatch(other))
    stems = [yard[1] for yard in yards if yard is not None]
    numbers = {yard[2] for yard in yards if yard is not None}
    return None if len(stems) == 2 and len(numbers) == 1 and not all(stems) else False


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
def read_buildings(typed: str, *, is_one_house: bool = False) -> Buildings:
    """The buildings that dispatch typed; empty = all of the estate.

    `is_one_house`: the place is a single house, so that a unit or a floor needs no number before it.
    """
    clauses = re.sub("[，；]", "|", _WITH_SHOPS.sub("", _COUNTED.sub("", typed)))
    text = _without_slips(_HAN.sub(_arabic, plain_signs(_DOTS.sub("?", clauses)).strip()))
    if not text or _WHOLE.fullmatch(text):
        return Buildings(is_whole=True)
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
    rest = _OTHERS.sub("", _BRACKETS.sub("", rest).strip("|, "))
    return rest.strip("|, "), _OTHERS.sub("", what)


def _last_named(what: str, *, is_first: bool) -> tuple[str, str]:
    """What stays and what is taken out of “1-8号楼、4号楼除外”; of single buildings all are taken out."""
    parts = [part for part in re.split(r"[、,]|(?<=[楼栋幢座#号])\s+(?=\d)", what) if part.strip()]
    has_range = any(re.search(r"[-~\u2010-\u2015—至到]", part) for part in parts)
    if not is_first or not has_range:
        return "", what
    if len(parts) == 2 and not re.search(r"[-~\u2010-\u2015—至到]", parts[1]):
        return parts[0], parts[1]
    return "", "?"  # nobody knows where what is taken out begins


def _read_plain(text: str, *, is_one_house: bool) -> Buildings:
    """The buildings of a text that takes out nothing."""
    text = re.sub(r"(?<=[\d楼栋幢座号#院期区A-Z])\s*(?:至|到)\s*(?=[第\dA-Z甲乙丙丁])", "-", text)
    text = re.sub(r"\s*-\s*", "-", _STROKES.sub("-", text.replace("|", ",")))
    text = _OPEN_ENDS.sub(_open_end, text)
    text = re.sub(r"(?<=[楼栋幢座#])\s+(?=\d{1,2}(?:-\d{1,2})?(?:单元|门|层))", "", text)
    text = re.sub(r"以?及|[和与跟]", ",", text)
    text = re.sub(r"(?<=[^\d\s])\s+(?=[^\d\s])|(?<=\d)\s+(?=[号栋幢座#楼期区院层组排])", "", text)
    text = _BRACKETS.sub("", _BREAKS.sub(",", text).strip(","))
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
    """1-2-3号楼 and 1-3-5号楼 are lists; what goes up otherwise stays, and nobody can read it."""
    numbers = [int(number) for number in found[0].split("-")]
    steps = {later - earlier for earlier, later in pairwise(numbers)}
    return found[0].replace("-", ",") if steps in ({1}, {2}) else found[0]


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
        self.found: list[_Stretch] = []
        self.ahead = _Stretch()
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

    def _add(self, stretch: _Stretch, end: int) -> bool:
        self.found.append(stretch)
        self.ahead = replace(self.ahead, parity=None)
        self.at, self.is_ahead_used = end, True
        return True

    def _change_last(self, changed: _Stretch, end: int) -> bool:
        self.found[-1] = changed
        self.at = end
        return True

    def _read_section(self) -> bool:
        part = _SECTION_AT.match(self.text, self.at)
        if part is None:
            return False
        self.close()
        self.ahead, self.is_ahead_used = _Stretch(section=part[0].replace("号院", "院")), False
        self.at = part.end() + 2 if self.text.startswith("全部", part.end()) else part.end()
        return True

    def _read_kind(self) -> bool:
        named = _KIND_AT.match(self.text, self.at)
        if named is None:
            return False
        kind, is_numbered = kind_of(named[1]), re.match(r"第?[\dA-Z]", self.text[named.end() :])
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
        self.ahead, self.is_ahead_used, self.at = replace(self.ahead, zone=zone[1]), False, zone.end()
        return True

    def _read_parity(self) -> bool:
        odd = _PARITY.match(self.text, self.at)
        if odd is None:
            return False
        parity = int(odd[1] in "单奇")
        is_numbered = re.match(r"第?[\dA-Z]", self.text[odd.end() :]) is not None
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

    def _read_item(self) -> bool:
        item = _ITEM.match(self.text, self.at)
        stretch = _stretch(item, self.ahead) if item is not None else None
        if item is None or stretch is None or self.text[item.end() : item.end() + 1] == "-":
            return False
        if self._is_behind() and not stretch.word and len(item["first"] or "") >= 3:
            return False  # the flats of 5号楼201-501
        return self._add(stretch, item.end())


def _stretches(text: str, *, is_one_house: bool) -> Iterator[_Stretch | None]:
    """The runs in order; None where something cannot be read."""
    reading = _Reading(text, is_one_house=is_one_house)
    while reading.at < len(text):
        if not reading.read_next():
            yield None
            break
    reading.close()
    behind = _Stretch()
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
                is_part_doubted=bool(behind.zone or behind.floors or behind.units),
            )


def _stretch(item: re.Match[str], ahead: _Stretch) -> _Stretch | None:
    letter, number = item["letter"] or "", item["first"] or ""
    if not (letter or number) or (not number and item["tail"]):
        return None
    series, first = _counted(letter, number)
    last, edge = first, 0
    if _is_glued(number) and item["word"] != "号":
        return None  # 12345号楼 are five, or none
    if "-" in item[0]:
        letter2, number2 = item["letter2"] or "", item["last"] or ""
        if not (letter2 or number2) or item["tail"] or (letter2 and number2 and letter2 != letter):
            return None
        if letter in _STEMS and letter and number and not letter2:
            return None  # 甲1-5号: nobody knows whether 2号 is one of them
        if bool(number) != bool(number2) or item["open"]:
            return None
        last = _counted(letter2 or (letter if number else ""), number2)[1]
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
    return replace(ahead, series=series, first=first, last=last, tail=tail, word=word, edge=edge)


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
    return "号楼" if word and word not in ("号", *_COUNTED_APART) else word or ""


def _with_units(stretch: _Stretch, units: re.Match[str]) -> _Stretch:
    first = int(units[1])
    numbers = {*range(first, int(units[2] or first) + 1), *(int(n) for n in units[3].split(",") if n)}
    return replace(stretch, units=frozenset(numbers))
