"""One building, as an address or a notice names it."""

import re
from dataclasses import dataclass

STRONG = "号楼|[栋幢座](?!楼)|#楼|#"
"""Words behind a number that make it that of a building and of nothing else; 三栋楼 counts them."""
LATIN, STEMS = "A-Z", "甲乙丙丁戊己庚辛"
GROUPS = "组(?!团)|排|趟|队|社(?!区)"
"""Words behind a number that count groups of a village or rows of houses, and no buildings."""
COUNTED_APART = ("组", "排", "趟", "队", "社")
SECTION = r"(?:\d{1,2}期|\d{1,2}区|[A-Z甲乙丙丁]区|[东西南北中]{1,2}[区院]|[东西南北中]塔|[甲乙丙丁]?\d{1,3}号?院|(?:\d{1,2}|[A-Z])(?:组团|地块))"
PART_OF_VILLAGE = "[前后东西南北上下]屯"
"""A part of a village where that is named before it; by itself it ends a name: 王家后屯."""
SECTION_WITHIN = rf"{SECTION.replace('号?院', '号院')}|{PART_OF_VILLAGE}|\d{{1,2}}[里街](?!\d{{3}})"
"""A part of an estate where the estate is named before it: 1里; by itself that is a name: 幸福3里."""
_SECTION_END = re.compile(rf"(?<=[^\d]){SECTION}$")
_YARD = re.compile(r"([甲乙丙丁]?)(\d{1,3})院")


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
    part: str = ""
    """The letter of a part of it: B of 3号楼B座."""

    @property
    def shown(self) -> str:
        """As it is written on the screen."""
        word = self.word if self.word in ("座", "号", "栋", "幢", *COUNTED_APART) else "号楼"
        where = "".join(f"{part} " for part in (self.section, self.kind) if part)
        if self.series == "LATIN":
            return f"{where}{chr(64 + self.number)} {word}"
        if self.series == "STEM":
            return f"{where}{STEMS[self.number - 1]} {word}"
        return f"{where}{self.series}{self.number}{self.tail} {word}"


NOT_NUMBERED = Building("", -1)
"""What an address names where it names no building: a unit, a floor, a kind of houses."""


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
    series, at = counted(letter or "", number or "")
    return Building(
        series, at, tail or "", "号楼" if word.endswith("楼") and word != "楼" else word, unit=unit
    )


def counted(letter: str, number: str) -> tuple[str, int]:
    """The series of a letter, a number or both, and the number in it."""
    if number:
        return letter, int(number)
    if letter in STEMS:
        return "STEM", STEMS.index(letter) + 1
    return "LATIN", ord(letter) - 64
