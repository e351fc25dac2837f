"""The buildings that a notice means, and whether a given one is among them: yes, no, or nobody can say."""

from dataclasses import dataclass

from handbook.bulletin.building import COUNTED_APART, STEMS, Building, same_section
from handbook.bulletin.house_kinds import SHOP, same_kind

HIGHEST_OF_SHOPS = 3
"""A flat with a unit above this floor is no shop."""
SURELY_LOW = 3
"""No floor up to this one is in the high zone of a building."""


@dataclass(frozen=True, slots=True)
class Stretch:
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
    is_zone_ahead: bool = False
    """Whether the zone stands before the number: 低区3-8号楼 may be the lower part of the estate."""
    floors: tuple[int, int, int] | None = None
    """First, last, and the one that may be meant or not (0 = none)."""
    parts: frozenset[str] = frozenset()
    """The only parts of one building that are meant, by their letters: A and B of 3号楼A、B座; empty = all."""
    is_doubted: bool = False
    """Whether it may be no run at all: 1 to 5 of 1-3-5号楼."""
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
        if is_held and self.is_doubted:
            is_held = None
        if is_held is False or (self.is_any and self._holds_floor(one) is False):
            return False
        if self.section and not one.section:
            return None
        if is_street and self._is_door() != self._is_door(one.word) and self.word and one.word:
            return None  # 12号 is a house of the street, 12号楼 a building of some yard in it
        if is_held is None or (is_held and is_street and self._is_other_side(one)):
            return None
        parts = (
            self._holds_unit(one),
            self._holds_part(one),
            self._holds_kind(one),
            self._holds_zone(one),
            self._holds_floor(one),
        )
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

    def _holds_part(self, one: Building) -> bool | None:
        if not self.parts:
            return True
        return one.part in self.parts if one.part else None

    def _holds_kind(self, one: Building) -> bool | None:
        mine, its = self.kind or self.use, one.kind or one.use
        if not mine:
            return None if one.kind else True
        if not its:
            is_flat = bool(one.unit) and (self.is_taken_out or one.floor > HIGHEST_OF_SHOPS)
            return False if mine == SHOP and is_flat else None
        return same_kind(mine, its)

    def _holds_zone(self, one: Building) -> bool | None:
        if not self.zone:
            return True
        if one.zone:
            return self.zone == one.zone
        if not 0 < one.floor <= SURELY_LOW:
            return None
        return False if self.zone in "高中" else None if self.is_any or self.is_zone_ahead else True

    def _holds_floor(self, one: Building) -> bool | None:
        if self.floors is None:
            return True
        first, last, edge = self.floors
        if not one.floor or one.floor == edge:
            return None
        return first <= one.floor <= last

    def _counts(self, one: Building) -> bool | None:
        if self.is_any:
            is_of_one_house = bool(self.units or self.floors) and not (self.kind or self.section or self.zone)
            return None if is_of_one_house and one.number >= 0 and not self.is_taken_out else True
        if one.number < 0 or (
            self.word != one.word and (self.word in COUNTED_APART or one.word in COUNTED_APART)
        ):
            return None
        if self.series != one.series:
            letters = [len(series) == 1 and series.isascii() for series in (self.series, one.series)]
            stems = [series in STEMS and bool(series) for series in (self.series, one.series)]
            if all(letters) or all(stems):
                return False
            if {"LATIN", "STEM"} & {self.series, one.series}:
                return None
            # the sign before a number may have been left out, the number itself was said: 3号 for 甲3号, never 7号
            return None if self.first <= one.number <= self.last else False
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

    stretches: tuple[Stretch, ...] = ()
    is_whole: bool = False
    """All of the estate."""
    is_readable: bool = True
    """False where words were left over that nobody here understands."""
    is_open: bool = False
    """“等”: there are more."""
    is_rest: bool = False
    """All of the estate but what is taken out."""
    without: tuple[Stretch, ...] = ()
    """What is taken out."""

    @property
    def has_sections(self) -> bool:
        """Whether parts of the place are named: 16号院."""
        return any(stretch.section for stretch in self.stretches)

    @property
    def highest(self) -> int:
        """The highest number that is named; 0 where none is, or all from some number on."""
        numbers = [stretch.last for stretch in (*self.stretches, *self.without) if not stretch.is_any]
        return max((number for number in numbers if number < 9999), default=0)

    @property
    def has_letters_alone(self) -> bool:
        """Whether buildings are called by a letter alone, and none by a letter and a number: A座, B座."""
        series = {stretch.series for stretch in self.stretches}
        return "LATIN" in series and not any(len(one) == 1 and one.isascii() for one in series)

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
