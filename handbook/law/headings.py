"""Rows -> headings of parts, chapters and sections, numbered or not, over one line or two."""

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from handbook.law.law_rows import SENTENCE_END, Row, following, without_blanks
from handbook.law.numbering import HEADING, ITEM, LEVELS, SUB_ITEM, number_in

_MOST = 45
_GOES_ON = re.compile(
    r"规定|的|所|第\s*[一二三四五六七八九十百零〇\d]+\s*[章节条款项]|和|至|到|、|及|或|，|,|以及|中的|之"
)
_BARE = frozenset(("总则", "分则", "附则", "罚则"))
_LISTED = re.compile(r"[一二三四五六七八九十]{1,3}、")
_CHAPTER = LEVELS["章"] * 10
_HAN = re.compile(r"[\u3400-\u9fff]")
_SECTION = _CHAPTER + 5
_PART = LEVELS["编"] * 10
_FULL_STOP = re.compile(r"[。！？!?][”’》」）)]*$")
_ANNEX = re.compile(
    r"附(?:件|表|录|图|文|样)?\s*(?P<number>[一二三四五六七八九十\d]{0,3})\s*(?P<mark>[:：．.、]|(?=[\s（(《])|$)"
)


@dataclass(slots=True)
class Heading:
    """A heading that stands over what follows."""

    depth: int
    """The smaller the higher; those of one depth end each other."""
    text: str
    """第四章 供热与用热"""
    rows: tuple[int, ...]
    is_used: bool = False
    """Whether an article stands under it."""


@dataclass(frozen=True, slots=True)
class Headings:
    """What is known of the whole text when a row is asked whether it is a heading."""

    rows: Sequence[Row]
    starts: Collection[int]
    """Places of rows that begin an article."""
    depth_of_mark: dict[int, int]
    has_parts: bool
    chapters: Sequence[int]
    """Places of numbered chapters, in order."""
    numbers: Mapping[int, int]
    """Place of each of them → its number."""
    first_start: int
    """Place of the first article."""

    def at(self, place: int, *, is_body: bool) -> Heading | None:
        """The heading that begins at `place`; `is_body`: an article stood before it."""
        row = self.rows[place]
        if numbered := self._numbered(place):
            return numbered
        if row.mark > 1 or (row.mark == 1 and len(row.tight) <= _MOST):
            depth = self.depth_of_mark.get(
                row.mark, {1: 1, 2: _CHAPTER, 3: _SECTION}.get(row.mark, _SECTION + 1)
            )
            return Heading(depth, without_blanks(row.words), (place,))
        if row.tight in _BARE:
            return Heading(_PART if self.has_parts else _CHAPTER, row.tight, (place,))
        if len(_HAN.findall(row.words)) < 2 or not self._is_over_article(place):
            return None
        if is_body or _LISTED.match(row.words):
            return Heading(self._depth_between(place), without_blanks(row.words), (place,))
        return None

    def _numbered(self, place: int) -> Heading | None:
        row = self.rows[place]
        match = numbered_heading(row)
        if match is None:
            return None
        name = without_blanks(row.words[match.end() :])
        places = [place]
        more = next(following(self.rows, place), None)
        if more is not None and self._continues(more, has_name=bool(name)):
            name += without_blanks(self.rows[more].words)
            places.append(more)
        number = "".join(match["number"].split())
        text = f"第{number}{match['level']} {name}".strip()
        return Heading(LEVELS[match["level"]] * 10, text, tuple(places))

    def _continues(self, place: int, *, has_name: bool) -> bool:
        """Whether the row belongs to the heading above it."""
        row = self.rows[place]
        if row.mark or place in self.starts or numbered_heading(row) or _is_numbered_otherwise(row):
            return False
        if row.is_table or len(row.tight) > _MOST or SENTENCE_END.search(row.words):
            return False
        if not has_name:
            return row.is_short
        if row.tight in _BARE:
            return False
        after = next(following(self.rows, place), None)
        return after is not None and (
            after in self.starts or self._is_over_article(after, is_under_heading=True)
        )

    def _is_over_article(self, place: int, *, is_under_heading: bool = False) -> bool:
        """Whether an article or another heading follows at once, and no sentence breaks off before."""
        row = self.rows[place]
        after = next(following(self.rows, place), None)
        if after is None or not row.is_short:
            return False
        if not (after in self.starts or numbered_heading(self.rows[after])):
            below = self.rows[after]  # 一、质押 over （一）动产质押
            if not (_LISTED.match(row.words) and ITEM.match(below.words) and below.is_short):
                return False
            if next(following(self.rows, after), None) not in self.starts:
                return False
        above = next((n for n in range(place - 1, -1, -1) if self.rows[n].words), None)
        if above is None or is_under_heading or (_LISTED.match(row.words) and above < self.first_start):
            return True
        before = self.rows[above]
        if before.mark or numbered_heading(before) or (before.is_short and _LISTED.match(before.words)):
            return True
        if above > 0 and before.is_short and numbered_heading(self.rows[above - 1]):
            return True  # the second line of a heading
        is_last_item = ITEM.match(row.words) and (ITEM.match(before.words) or SUB_ITEM.match(before.words))
        return _FULL_STOP.search(before.words) is not None and not is_last_item

    def _depth_between(self, place: int) -> int:
        """How high a heading without a number stands: one between 第三章 and 第四章 parts 第三章."""
        at = bisect_left(self.chapters, place)
        if 0 < at < len(self.chapters):
            before, after = (self.numbers[self.chapters[n]] for n in (at - 1, at))
            return _SECTION if after == before + 1 else _CHAPTER
        return _SECTION if ITEM.match(self.rows[place].words) else _CHAPTER


def know_headings(rows: Sequence[Row], starts: Collection[int]) -> Headings:
    """What the rows tell about headings as a whole."""
    depths: dict[int, int] = {}
    chapters: dict[int, int] = {}
    has_parts = False
    for at, row in enumerate(rows):
        if match := numbered_heading(row):
            depths.setdefault(row.mark, LEVELS[match["level"]] * 10)
            has_parts = has_parts or match["level"] == "编"
            if match["level"] == "章":
                chapters[at] = number_in(match["number"]) or 0
    depths.pop(0, None)
    return Headings(rows, starts, depths, has_parts, list(chapters), chapters, min(starts, default=0))


def _is_numbered_otherwise(row: Row) -> bool:
    return any(pattern.match(row.words) for pattern in (ITEM, SUB_ITEM, _LISTED))


def numbered_heading(row: Row) -> re.Match[str] | None:
    """Its match of `HEADING` where the row is a numbered heading, and no sentence that begins with one's number."""
    match = HEADING.match(row.words)
    if match is None or len(row.tight) > _MOST or SENTENCE_END.search(row.words) or "。" in row.words:
        return None
    rest = row.words[match.end() :]
    if rest and not rest[0].isspace() and _GOES_ON.match(rest):
        return None
    return match


def begins_annex(row: Row) -> bool:
    """Whether the row is the heading of an annex: 附件, 附表二 收费标准, 附: 表."""
    match = _ANNEX.match(row.words)
    if match is None or len(row.tight) > 60 or row.words.endswith("。"):
        return False
    return bool(match["mark"].strip()) or match.end() == len(row.words) or row.words[1] in "件表录图文样"
