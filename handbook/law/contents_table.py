"""Rows -> those of the table of contents: from 目录 up to where the body begins."""

import re
from collections.abc import Sequence

from handbook.law.headings import numbered_heading
from handbook.law.law_rows import Row
from handbook.law.numbering import ARTICLE, LEVELS, number_in

_NAMES = frozenset(("目录", "目次", "目錄", "章节目录", "内容目录"))
_LEADERS = re.compile(r"[.．…·‥\-—_]*\d*$")
_CHAPTERS = re.compile(r"第[一二三四五六七八九十]{1,3}章\s*(?=[\u4e00-\u9fff])")
_NONE = range(0)


def contents_rows(rows: Sequence[Row], title: str) -> range:
    """Places of the table of contents, its name included; empty where there is none."""
    for at, row in enumerate(rows):
        if row.tight.strip("【】[]") in _NAMES:
            end = _end(rows, at + 1, title)
            return range(at, end) if end > at + 1 else _NONE
        if ARTICLE.match(row.words) and not row.is_short:
            break
    return _unnamed(rows)


def _entry(row: Row) -> str:
    """A row as it is compared: without blanks, dots and page numbers."""
    return _LEADERS.sub("", row.tight)


def _key(row: Row) -> str:
    """What tells one entry from the others: level and number, or its words."""
    match = numbered_heading(Row(row.text, _LEADERS.sub("", row.words).strip() or row.words))
    return f"{match['level']}{number_in(match['number'])}" if match else _entry(row)


def _end(rows: Sequence[Row], begin: int, title: str) -> int:
    """The first row that is no entry."""
    places = [n for n in range(begin, len(rows)) if rows[n].words]
    if not places:
        return begin
    first = _key(rows[places[0]])
    last_number: dict[str, int] = {}
    last_place = {_entry(row): at for at, row in enumerate(rows) if row.is_short}
    for at in places:
        row = rows[at]
        if at > places[0] and _key(row) == first:
            return at
        if row.tight == title or not _may_be_entry(row, comes_again=last_place.get(_entry(row), -1) > at):
            return _before_headings(rows, begin, at) if ARTICLE.match(row.words) else at
        match = numbered_heading(row)
        if match and LEVELS[match["level"]] <= LEVELS["章"]:
            number = number_in(match["number"]) or 0
            if number <= last_number.get(match["level"], 0) and match["level"] == "编":
                return at
            last_number[match["level"]] = number
    return begin


def _may_be_entry(row: Row, *, comes_again: bool) -> bool:
    if ARTICLE.match(row.words):
        return row.is_short and comes_again
    return (
        len(row.tight) <= 60
        and not row.words.endswith(("。", "；"))
        and not row.words.startswith(("（", "("))
    )


def _before_headings(rows: Sequence[Row], begin: int, article: int) -> int:
    """An article was reached and no entry came twice: headings whose number falls belong to the body."""
    last = 0
    for at in range(begin, article):
        match = numbered_heading(rows[at])
        if match and match["level"] == "章":
            number = number_in(match["number"]) or 0
            if number < last:
                return at
            last = number
    return article


def _unnamed(rows: Sequence[Row]) -> range:
    """A list of chapters in front of the body that bears no name: on one line, or with nothing between three or more."""
    headings: list[int] = []
    for at, row in enumerate(rows):
        if not row.words:
            continue
        if len(_CHAPTERS.findall(row.words)) > 1 and not row.words.endswith("。"):
            return range(at, at + 1)
        if numbered_heading(row) and headings and _key(row) == _key(rows[headings[0]]):
            return range(headings[0], at) if len(headings) > 1 else _NONE
        if numbered_heading(row):
            headings.append(at)
        elif headings and (ARTICLE.match(row.words) or not row.is_short):
            return range(headings[0], at) if _are_chapters(rows, headings) else _NONE
    return _NONE


def _are_chapters(rows: Sequence[Row], headings: Sequence[int]) -> bool:
    matches = [numbered_heading(rows[at]) for at in headings]
    return len(headings) > 2 and all(match and match["level"] == "章" for match in matches)
