"""Rows of all pages go in; those of the text, and apart from them page numbers, running heads and feet, come out."""

import re
from collections import Counter

from handbook.law_files.pdf.rows import Row

_NUMBER = re.compile(
    r"[\s\-—–－·•.~～|*]*(?:第\s*)?(?:\d{1,4}|[一二三四五六七八九十百]{1,6}|[ivxlIVXL]{1,6})(?:\s*页)?"
    r"(?:\s*[,，/／]?\s*(?:共\s*)?\d{1,4}\s*页?)?[\s\-—–－·•.~～|*]*"
)
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十百]+(?=\s*页)")
_SHARE = 0.4
_LEAST_PAGES = 3
_EDGE_ROWS = 3
"""A head has at most so many rows, a foot too."""


def parted(pages: list[list[Row]]) -> tuple[list[list[Row]], list[str]]:
    """Rows of the text page by page, and what was set aside, in order."""
    seen = Counter(key for rows in pages for key in {_key(row) for row in _edges(rows)})
    least = max(_LEAST_PAGES, _SHARE * len(pages))
    kept: list[list[Row]] = []
    aside: list[str] = []
    for rows in pages:
        edges = {id(row) for row in _edges(rows)}
        ends = {id(row) for row in _outermost(rows)}
        repeated = {id(row) for row in rows if id(row) in edges and seen[_key(row)] >= least}
        numbers = {id(row) for row in rows if id(row) in ends and _NUMBER.fullmatch(row.text)}
        # A number below a running foot, or above a running head, stands at the end of what is left.
        rest = [row for row in rows if id(row) not in repeated]
        numbers |= {id(row) for row in _outermost(rest) if _NUMBER.fullmatch(row.text)}
        gone = repeated | numbers
        kept.append([row for row in rows if id(row) not in gone])
        aside += [row.text for row in rows if id(row) in gone]
    if not any(kept):  # the same few words on every page: they are the text
        return pages, []
    return kept, aside


def _edges(rows: list[Row]) -> list[Row]:
    """The highest and the lowest rows of a page."""
    ordered = sorted(rows, key=lambda row: -row.y)
    return ordered[:_EDGE_ROWS] + ordered[-_EDGE_ROWS:]


def _outermost(rows: list[Row]) -> list[Row]:
    ordered = sorted(rows, key=lambda row: -row.y)
    return ordered[:1] + ordered[-1:]


def _key(row: Row) -> tuple[int, str]:
    """The same words at the same height; figures count up from page to page."""
    return round(row.y / 3), _DIGITS.sub("#", "".join(row.text.split()))
