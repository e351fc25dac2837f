"""One change of a draft -> why its author alone must not let it through: whoever reads it to a caller may be hurt by a slip."""

import re
from collections.abc import Iterator

from handbook.content.writing.changes import Change
from handbook.content.yaml_reader import Path, Value
from handbook.model.kinds import Kind, StepKind
from handbook.model.text import value_keys
from handbook.upkeep.field_words import SOURCES, TITLE, class_at, words_of

EMERGENCY_KEYS = frozenset({"fire", "ambulance", "police", "gas", "gas_emergency"})
"""Site values that hold numbers of rescue."""
STANDING = "standing.yaml"
_NUMBERS = re.compile(r"(?<![\d-])1(?:19|20|10)(?![\d-])")
_FORBIDS = re.compile(r"(?<![特区级类分个判识性告差])别(?![的人处家墅扭离致名称])|不要|千万|切勿|禁止|严禁")
_NOT_LINES = ("asks", "tags")
"""Words of callers and for the search, which nobody is told."""


def grave_reason(kind: Kind | None, file: str, root: Value, change: Change) -> str:
    """In a few words; empty where the change is not grave. `root`: the plain values that hold the path of the change."""
    is_upkeep = _group(kind, change.path) == SOURCES
    if file == STANDING:
        return "许多条目共用"
    if kind is Kind.EMERGENCY and not is_upkeep:
        return "应急卡"
    if _is_switch(change):
        return "漏了会伤人的一步"
    for step in _steps_around(root, change.path):
        if step.get("killer") == "true":
            return "漏了会伤人的一步"
        if step.get("kind") == StepKind.WARN:
            return "提醒的一步"
    if file == "values.yaml" and (holder := _holder(root, change)) and holder & EMERGENCY_KEYS:
        return "急救、报警的号码"
    if change.path[:1] in {(name,) for name in _NOT_LINES} or is_upkeep:
        return ""
    for text in (*_texts(change.old), *_texts(change.new)):
        if _NUMBERS.search(text) or any(key in EMERGENCY_KEYS for key in value_keys(text)):
            return "急救、报警的号码"
        if _FORBIDS.search(text):
            return "叫人别做的话"
    return _of_items(change)


def _is_switch(change: Change) -> bool:
    """Whether a mark of danger itself was set, taken away, or made another."""
    last = change.path[-1] if change.path else ""
    if last in ("killer", "use"):
        return True
    if last == "severity":
        return "危险" in (change.old, change.new)
    return last == "kind" and StepKind.WARN in (change.old, change.new)


def _of_items(change: Change) -> str:
    """Whether a step that comes, goes or moves with its list is one of danger."""
    for item in (*_mappings(change.old), *_mappings(change.new)):
        if item.get("killer") == "true":
            return "漏了会伤人的一步"
        if item.get("kind") == StepKind.WARN:
            return "提醒的一步"
        if "use" in item:
            return "共用的一步"
        if item.get("severity") == "危险":
            return "危险的事"
    return ""


def _group(kind: Kind | None, path: Path) -> str:
    top = class_at(kind, ())
    name = path[0] if path else ""
    if top is None or not isinstance(name, str):
        return TITLE
    try:
        return words_of(top, name).group
    except KeyError:
        return TITLE


def _holder(root: Value, change: Change) -> set[str]:
    """Keys of the site values that are changed."""
    found = {str(item.get("key", "")) for item in (*_mappings(change.old), *_mappings(change.new))}
    value = root
    for part in change.path:
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and part < len(value) else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
        if isinstance(value, dict) and "key" in value:
            found.add(str(value["key"]))
    return found


def _steps_around(root: Value, path: Path) -> Iterator[dict[str, Value]]:
    """Mappings that the path leads through, without the whole file."""
    value = root
    for number, part in enumerate(path):
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and part < len(value) else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
        if isinstance(value, dict) and number:
            yield value


def _mappings(value: Value) -> Iterator[dict[str, Value]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _mappings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _mappings(inner)


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NOT_LINES:
                yield from _texts(inner)
