"""The lines of a decision that amends a law -> those that order something, each with the words quoted beneath it."""

import re
from collections.abc import Iterator, Sequence

from handbook.law.law_text import LawText
from handbook.law.numbering import number_in

MARK = re.compile(
    r"^\s*(?:(?P<han>[一二三四五六七八九十百]{1,4})、|[（(](?P<bracket>[一二三四五六七八九十百]{1,4})[）)]、?"
    r"|(?P<digit>\d{1,3})(?:[.．、]|\s(?=[将删第增在]))|[（(](?P<bracket_digit>\d{1,3})[）)])\s*"
)
_ORDERS = re.compile(r"修改|删去|删除|改为|改成|增加|合并|移至|移到|调整为|替换")
_PLAIN_START = re.compile(
    r"^\s*(?:将|删去|删除|增加|在第|第[^，。:：]{1,12}条[^，。]{0,16}(?:修改为|改为|增加))"
)
OF_LAW = re.compile(
    r"^(?:对|修改|将)?《(?P<law>[^《》]+(?:〈[^〈〉]+〉[^《》]*)?)》(?:[（(][^（）()]*[）)])?(?:作(?:出)?如下修改|作出?修改)?[:：]?$"
)
_ENDS_QUOTE = re.compile(r"[”」][。；;，,、]?\s*$")
QUOTED = re.compile(r"[“「]((?:[^“”「」]|[“「][^“”「」]*[”」])*)[”」]")


def lines_of(decision: LawText) -> Iterator[str]:
    """All lines of a text that has no articles, and of one that has, in order."""
    yield from decision.preamble
    for article in decision.articles:
        yield from article.paragraphs
    for annex in decision.annexes:
        yield annex.title
        yield from annex.lines
    yield from decision.notes


def orders(lines: Sequence[str]) -> Iterator[tuple[int, str, list[str]]]:
    """Each line that orders something: its place, its words, and the quoted lines that follow it."""
    at = 0
    while at < len(lines):
        line = lines[at].strip()
        if not _is_order(line):
            at += 1
            continue
        start = at
        at += 1
        is_open = _opened(line)
        following: list[str] = []
        expects = not QUOTED.search(line) and line.endswith((":", "："))
        while at < len(lines) and (is_open or expects):
            nearer = lines[at].strip()
            if _follows(line, nearer) or (not is_open and _is_order(nearer)):
                break
            following.append(nearer)
            at += 1
            if nearer:
                is_quoted = is_open or nearer[:1] in "“「"
                is_open, expects = is_quoted and not _ENDS_QUOTE.search(nearer), expects and not is_quoted
        yield start, line, following


def _is_order(line: str) -> bool:
    outside = re.split("[“「]", line)[0]
    if MARK.match(line):
        return bool(
            _ORDERS.search(outside)
            or _ORDERS.search(QUOTED.sub("", line))
            or OF_LAW.match(MARK.sub("", line))
        )
    return bool(_PLAIN_START.match(line) and _ORDERS.search(QUOTED.sub("", line)))


def _opened(line: str) -> bool:
    return sum(line.count(sign) for sign in "“「") > sum(line.count(sign) for sign in "”」")


def _follows(line: str, nearer: str) -> bool:
    """Whether `nearer` bears the number after that of `line`, and orders something: a closing mark was left out."""
    one, other = MARK.match(line), MARK.match(nearer)
    if one is None or other is None or one.lastgroup != other.lastgroup or not _is_order(nearer):
        return False
    before, after = number_in(one[one.lastgroup or 0]), number_in(other[other.lastgroup or 0])
    return before is not None and after == before + 1
