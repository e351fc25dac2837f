"""Running text -> the articles that it refers to: 第三十六条, 第 36 条之一, 第十至十二条, 《某法》第三条、第五条."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.law.numbering import number_in

_DIGIT = "〇○零一二三四五六七八九十百千两\\d"
_GAP = r"[ \t\u00a0\u2000-\u200a\u3000]*"
_NUMBER = rf"[{_DIGIT}](?:{_GAP}[{_DIGIT}]){{0,8}}"
_RANGE = "至到~～—–－"
_LIST = "、,，和与及或"
_SUB = rf"{_GAP}之{_GAP}(?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}})(?![{_DIGIT}倍])"
_MORE = rf"(?:{_GAP}[-{_RANGE}{_LIST}]{_GAP}(?:第{_GAP})?{_NUMBER}){{0,60}}"
_MARKED = re.compile(rf"第{_GAP}(?P<numbers>{_NUMBER}{_MORE}){_GAP}条(?P<sub>{_SUB})?")
_UNMARKED = re.compile(rf"(?:第{_GAP})?(?P<numbers>{_NUMBER}{_MORE}){_GAP}条(?P<sub>{_SUB})?")
"""36条, where the name of a law stands right before it."""
_PARTS = re.compile(rf"({_NUMBER})|([-{_RANGE}{_LIST}])")
_LONGEST_RANGE = 60
_HIGHEST = 9999
"""No law has more articles; 第12345条 is a slip."""
_BETWEEN = re.compile(
    rf"(?:第{_GAP}{_NUMBER}{_GAP}[款项目]|第{_GAP}[（(]{_NUMBER}[）)]{_GAP}项|[、,，和与及或者以至到\s])*"
)
"""What stands between two articles of one list: joints, and paragraphs of the one before."""
_NAMED = re.compile(r"《(?P<name>[^《》]{2,80})》(?:[（(][^（）()]{1,40}[）)])?(?:的)?\s*$")
_POINTING = re.compile(r"(?:该|同|上述|前述|原)(?:法|条例|规定|办法|细则|决定|解释)\s*$")


@dataclass(frozen=True, slots=True)
class Reference:
    """Articles named at ``text[start:end]``."""

    numbers: tuple[str, ...]
    """In digits, in the order of the text, a range with all that lie in it."""
    start: int
    end: int
    law: str = ""
    """Name between book-title marks that it stands behind, also through a list; empty where none is named."""
    is_elsewhere: bool = False
    """Whether it belongs to another law by a word (该法) that names none."""


def references(text: str) -> tuple[Reference, ...]:
    """What `text` refers to by 第…条, in order."""
    found: list[Reference] = []
    for match in _MARKED.finditer(text):
        numbers = _numbers(match)
        if not numbers:
            continue
        law, elsewhere = _owner(text, match.start(), found[-1] if found else None)
        if found and (middle := numbers_between(found[-1], numbers, text[found[-1].end : match.start()])):
            numbers = (*middle, *numbers)
        found.append(Reference(numbers, match.start(), match.end(), law, elsewhere))
    return tuple(found)


def reference_at(text: str, start: int) -> Reference | None:
    """What stands right at `start`, the name of its law before it: there 36条 without 第 is one too."""
    match = _UNMARKED.match(text, start)
    numbers = _numbers(match) if match else ()
    return Reference(numbers, match.start(), match.end()) if match and numbers else None


def is_joint(words: str) -> bool:
    """Whether `words`, standing between two references, join them to one list."""
    return _BETWEEN.fullmatch(words) is not None


def _numbers(match: re.Match[str]) -> tuple[str, ...]:
    found: list[str] = []
    joint = ""
    for part in _PARTS.finditer(match["numbers"]):
        if part[2]:
            joint = part[2]
            continue
        value = number_in(part[1])
        if not value or value > _HIGHEST:
            return ()
        if joint and joint in f"-{_RANGE}" and found:
            first = int(found[-1].partition("-")[0])
            if value < first:  # 36-1 is 第三十六条之一, 10-12 are three
                found[-1] = f"{first}-{value}"
                joint = ""
                continue
            found += _range(found[-1], value)
        found.append(str(value))
        joint = ""
    if match["sub"] and found:
        sub_value = number_in(match["sub"].replace("之", ""))
        if sub_value:
            found[-1] = f"{found[-1]}-{sub_value}"
    return tuple(found)


def _range(first: str, last: int) -> Iterator[str]:
    start = int(first.partition("-")[0])
    return map(str, range(start + 1, last)) if start < last <= start + _LONGEST_RANGE else iter(())


def numbers_between(before: Reference, numbers: tuple[str, ...], words: str) -> tuple[str, ...]:
    """第十条至第十五条: the numbers between both, `words` being what stands between them."""
    bare = words.strip()
    if not bare or len(bare) > 1 or bare not in f"-{_RANGE}":
        return ()
    return tuple(_range(before.numbers[-1], int(numbers[0].partition("-")[0])))


def _owner(text: str, start: int, before: Reference | None) -> tuple[str, bool]:
    head = text[max(0, start - 140) : start]
    if named := _NAMED.search(head):
        return named["name"], False
    if _POINTING.search(head):
        return "", True
    if before is not None and is_joint(text[before.end : start]):
        return before.law, before.is_elsewhere
    return "", False
