"""What a check file says of words goes in; a pattern that takes bounded time comes out.

A check file may come from a site, so it holds no regular expression: only words, which are escaped, gaps of a bounded
length, and classes of a closed list.
"""

import re
from collections.abc import Callable

from handbook.content.messages import did_you_mean
from handbook.content.yaml_reader import Path, Value

_CLASSES = {"digit": r"\d", "space": r"\s*+"}
_GAP = "[^。;]"
_REST = "[^。]*"
_LONGEST_TERM = 40
_WIDEST_GAP = 40
_DEEPEST = 3
_MOST_WAYS = 5000
"""Ways in which one pattern may fit at one place: what it costs grows with them."""
_REST_WAYS = 200


class BadPattern(Exception):
    """A part of a check file that cannot be read: where it stands, and how to mend it."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(message)
        self.path = path
        self.message = message


def compiled(value: Value, path: Path) -> re.Pattern[str]:
    """The list of patterns in `value`, any of which may fit, the first first. Raises `BadPattern`."""
    if not isinstance(value, list) or not value:
        raise BadPattern(path, "这里要写列表,至少一项")
    found = [_sequence(item, (*path, index), 0) for index, item in enumerate(value)]
    for index, (_, ways) in enumerate(found):
        if ways > _MOST_WAYS:
            raise BadPattern((*path, index), "这一项的空隙和选项太多,查起来太慢;请缩短 within,或拆成几项")
    return re.compile("|".join(source for source, _ in found))


def _sequence(value: Value, path: Path, depth: int) -> tuple[str, int]:
    if depth > _DEEPEST:
        raise BadPattern(path, f"套得太深,最多 {_DEEPEST} 层")
    if isinstance(value, str):
        return _term(value, path), 1
    if not isinstance(value, list) or not value:
        raise BadPattern(path, "这里要写一个词,或几个部分的列表")
    sources: list[str] = []
    ways = 1
    for index, part in enumerate(value):
        source, more = _part(part, (*path, index), depth)
        sources.append(source)
        ways *= more
    return "".join(sources), ways


def _term(value: Value, path: Path) -> str:
    if not isinstance(value, str) or not value:
        raise BadPattern(path, "这里要写一个词")
    if len(value) > _LONGEST_TERM:
        raise BadPattern(path, f"词太长,最多 {_LONGEST_TERM} 字")
    return re.escape(value)


def _part(value: Value, path: Path, depth: int) -> tuple[str, int]:
    if isinstance(value, str):
        return _term(value, path), 1
    if not isinstance(value, dict) or len(value) != 1:
        raise BadPattern(path, f"一个部分写一个词,或只写 {'、'.join(_PARTS)} 中的一个键")
    ((key, below),) = value.items()
    if key not in _PARTS:
        message = f"没有“{key}”这种部分{did_you_mean(key, list(_PARTS))};可用:{'、'.join(_PARTS)}"
        raise BadPattern((*path, key), message)
    return _PARTS[key](below, (*path, key), depth)


def _alternatives(value: Value, path: Path, depth: int) -> tuple[str, int]:
    if not isinstance(value, list) or not value:
        raise BadPattern(path, "这里要写列表,至少一项")
    found = [_sequence(item, (*path, index), depth + 1) for index, item in enumerate(value)]
    return "|".join(source for source, _ in found), sum(ways for _, ways in found)


def _any(value: Value, path: Path, depth: int) -> tuple[str, int]:
    source, ways = _alternatives(value, path, depth)
    return f"(?:{source})", ways


def _maybe(value: Value, path: Path, depth: int) -> tuple[str, int]:
    source, ways = _alternatives(value, path, depth)
    return f"(?:{source})?", ways + 1


def _not_before(value: Value, path: Path, depth: int) -> tuple[str, int]:
    source, ways = _alternatives(value, path, depth)
    return f"(?!{source})", ways


def _not_after(value: Value, path: Path, _: int) -> tuple[str, int]:
    if not isinstance(value, list) or not value:
        raise BadPattern(path, "这里要写列表,至少一项")
    sources: list[str] = []
    for index, item in enumerate(value):
        is_digit = item == {"class": "digit"}  # the only class of a fixed width
        sources.append(f"(?<!{_CLASSES['digit'] if is_digit else _term(item, (*path, index))})")
    return "".join(sources), 1


def _within(value: Value, path: Path, _: int) -> tuple[str, int]:
    if value == "sentence":
        return _REST, _REST_WAYS
    is_number = isinstance(value, str) and re.fullmatch("[0-9]{1,2}", value)
    width = int(str(value)) if is_number else 0
    if not 1 <= width <= _WIDEST_GAP:
        raise BadPattern(path, f"within 要写 1 到 {_WIDEST_GAP} 的字数,或 sentence(到句末)")
    return f"{_GAP}{{0,{width}}}", width + 1


def _class(value: Value, path: Path, _: int) -> tuple[str, int]:
    if not isinstance(value, str) or value not in _CLASSES:
        raise BadPattern(path, f"class 只能写 {'、'.join(_CLASSES)}")
    return _CLASSES[value], 1


_PARTS: dict[str, Callable[[Value, Path, int], tuple[str, int]]] = {
    "any": _any,
    "maybe": _maybe,
    "not_before": _not_before,
    "not_after": _not_after,
    "within": _within,
    "class": _class,
}
