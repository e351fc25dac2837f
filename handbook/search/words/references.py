"""Folded text -> the article references in it, in one normal form: 第三十六条, 36条, 第36条之一, 36-1, 第十至十二条, bare numbers."""

import re
from dataclasses import dataclass
from functools import lru_cache

from handbook.chinese_numbers import HAN_NUMERALS, TENS, number_of, plain
from handbook.search.words.fold import is_han
from handbook.search.words.quantities import UNITS

_HYPHENS = "\\-‐‑‒–—―−"
_ONE = rf"[\d{HAN_NUMERALS}](?:\d|\s*[{HAN_NUMERALS}])*|[ivxlc]+"
_JOINTS = rf"\s*[{_HYPHENS}~之.·_、,和与及至到]+\s*(?:第\s*)?"
_NUMBERS = rf"(?:{_ONE})(?:{_JOINTS}(?:{_ONE}))*"
_MARKED = re.compile(
    rf"(?<![\da-z])(?P<sign>第?)\s*(?P<numbers>{_NUMBERS})\s*条"
    rf"(?:(?P<more>[{_HYPHENS}~、,和与及至到]+)第?(?P<last>{_ONE})条)?"
    rf"(?:\s*[之{_HYPHENS}]\s*(?P<sub>\d+|[{HAN_NUMERALS}]+))?",
    re.ASCII,
)
_AFTER_LAW = re.compile(
    rf"(?:[例典定则律]|(?<![方做说没无想看])法)\s*第?(?P<numbers>[{HAN_NUMERALS}]+(?:\s*[之{_HYPHENS}]\s*[\d{HAN_NUMERALS}]+)?)$",
    re.ASCII,
)
"""供热条例三十六: the number after the name of a law."""
_BARE = re.compile(
    rf"(?<![\d.{_HYPHENS}_·之])(?P<numbers>\d{{1,4}}(?:\s*[{_HYPHENS}]\s*\d{{1,3}}|之[\d{HAN_NUMERALS}]+)?"
    rf"|(?<![分{HAN_NUMERALS}])[{HAN_NUMERALS}]*[{TENS}][{HAN_NUMERALS}]*之[\d{HAN_NUMERALS}]+)(?![\d.{_HYPHENS}_·a-z])",
    re.ASCII,
)
_SPLIT = re.compile(rf"\s*([{_HYPHENS}~之.·_、,和与及至到]+)\s*第?\s*")
_SUB = frozenset("-‐‑‒–—―−之")
_RANGE = frozenset("-‐‑‒–—―−~至到")
_LIST = frozenset("、,和与及")
_LONGEST_RANGE = 40
_SMALL = 10
"""Up to here a number before 条 more often counts pipes and streets than articles."""
_TORN = re.compile(rf"第?[\s\d{_HYPHENS}._·之]*$", re.ASCII)
_PART = re.compile(rf"\s*第?[\d{HAN_NUMERALS}]+[款项目]", re.ASCII)
_COUNTED = re.compile(
    r"管[子道线路]|[水立支暖]管|暖气|[供回]水|[街路缝裂线沟河腿龙船]|胡同|马路|大[街道]|小[街路]"
)
_BEFORE_SMALL = "例法典定则律旧原老新现"
_AFTER_SMALL = "款项之的和与至到"
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class ArticleReference:
    """A reference to an article at ``text[start:end]``: number in digits, such as 36 or 36-1."""

    number: str
    """"" where an article was asked for by something that is no number."""
    start: int
    end: int
    is_marked: bool
    """Written with 条; a bare number may mean something else."""

    @property
    def shown(self) -> str:
        """第36条之1; "" without a number."""
        article, _, sub = self.number.partition("-")
        return f"第{article}条" + (f"之{sub}" if sub else "") if article else ""


def article_references(text: str) -> list[ArticleReference]:
    """Article numbers in folded `text`, those with 条 first; no place is read twice."""
    found = [r for m in _MARKED.finditer(text) for r in _marked(m, text)] if "条" in text else []
    taken = [(r.start, r.end) for r in found]
    if not taken:
        last = _AFTER_LAW.search(text.rstrip())
        found += _read(last, last["numbers"], marked=True) if last else []
        taken = [(r.start, r.end) for r in found]
    for match in _BARE.finditer(text) if all(r.number for r in found) else ():
        is_free = all(match.end() <= start or match.start() >= end for start, end in taken)
        if is_free and text[match.end() : match.end() + 1] not in ("条", "款", "项", *UNITS):
            found += _bare(match, text)
    return found


def _marked(match: re.Match[str], text: str) -> list[ArticleReference]:
    numbers = match["numbers"]
    before = text[: match.start()].rstrip()[-1:]
    after = text[match.end() :]
    if not match["sign"] and before in tuple("几数多某"):
        return []
    if _COUNTED.match(after) or (not match["sign"] and _is_count(numbers, before, after)):
        return []
    if before.isdecimal() or before in tuple(f"{_HYPHENS}._·之"):
        torn = _TORN.search(text, 0, match.start())
        return [ArticleReference("", torn.start() if torn else match.start(), match.end(), True)]
    if match["more"]:
        numbers = f"{numbers}{match['more']}{match['last']}"
    return _read(match, numbers, sub=match["sub"], marked=True)


def _is_count(numbers: str, before: str, after: str) -> bool:
    """Whether a number before 条, without 第, counts things: 有一条管, 两条街, 就一条, 三五条."""
    last = "".join(_SPLIT.split(numbers)[-1].split())
    if last.isalpha() and last.isascii():
        return True
    value = number_of(last)
    is_vague = len(last) == 2 and not last.isascii() and not set(last) & set(TENS)
    if value is None or value > _SMALL or is_vague:
        return is_vague
    if _PART.match(after):
        return False
    is_apart = not before or not is_han(before) or before in _BEFORE_SMALL
    return not is_apart or bool(after and is_han(after[0]) and after[0] not in _AFTER_SMALL)


def _bare(match: re.Match[str], text: str) -> list[ArticleReference]:
    found = _read(match, match["numbers"], marked="之" in match["numbers"])
    if len(found) > 1 and match[0] == text.strip():
        return []  # 10-12 alone is a day
    return [r for r in found if r.number]


def _read(
    match: re.Match[str], numbers: str, *, sub: str | None = None, marked: bool
) -> list[ArticleReference]:
    """One reference for each article meant, or one without a number."""
    found = _articles(numbers, sub) or [""]
    return [ArticleReference(number, match.start(), match.end(), marked) for number in found]


def _articles(numbers: str, sub: str | None) -> list[str]:
    """Numbers in digits: 三十四、36 → 34, 36; 10-12 → 10, 11, 12; 10-1 → 10-1. [] where one of them is no number."""
    first, *others = _SPLIT.split(numbers)
    values = [_value(first)]
    found = [plain(values[0] or 0)]
    for joint, text in zip(others[::2], others[1::2], strict=True):
        value = _value(text)
        last = values[-1]
        values.append(value)
        if value is None or last is None:
            break
        if set(joint) <= _RANGE and last < value <= last + _LONGEST_RANGE:
            found += [plain(n) for n in range(int(last) + 1, int(value) + 1)]
        elif set(joint) <= _LIST:
            found.append(plain(value))
        elif set(joint) <= _SUB and "-" not in found[-1]:
            found[-1] += f"-{plain(value)}"
        else:
            return []
    if sub:
        values.append(_value(sub))
        found[-1] += f"-{plain(values[-1] or 0)}"
    return found if all(values) and all(n.count("-") < 2 for n in found) else []


def _value(text: str) -> int | None:
    """A whole number above 0, or None."""
    text = "".join(text.split())
    if text.isascii() and text.isalpha():
        return _roman(text)
    value = number_of(text)
    return int(value) if value and value == int(value) else None


def _roman(text: str) -> int | None:
    """As xii → 12; x and xx stand for a number that is not known."""
    if not set(text) - {"x"} or len(text) < 2 or not set(text) <= set(_ROMAN):
        return None
    values = [_ROMAN[c] for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


@lru_cache(maxsize=4096)
def article_of(text: str) -> str:
    """Normal form of a number as stored in an entry: 36, 36-1, 第三十六条, 第三十六条之一."""
    found = article_references(text)
    return (found[0].number if found else "") or text.strip()
