"""A plain value of a content file -> the words by which a person reads it, a whole item with what each part of it is called."""

from collections.abc import Callable, Iterator
from typing import Any

from handbook.content.yaml_reader import Path, Value
from handbook.model.kinds import Kind
from handbook.model.site_value import SiteValue
from handbook.upkeep.field_words import OTHER, choices_of, class_at, field_at, inner_class, words_of

_NAMES = frozenset(
    {
        "outcome",
        "default_outcome",
        "entry",
        "related",
        "citations",
        "promise",
        "promises",
        "when",
        "dispatch_minimum",
        "diagram",
        "use",
    }
)
"""Fields that hold names of something else, not words."""

Fill = Callable[[str], str]
"""Text as it is written -> as it is shown."""
Named = Callable[[str, str], str]
"""Field and name -> what bears that name, in words."""


def is_written(kind: Kind | None, path: Path) -> bool:
    """Whether words that somebody wrote stand at `path`, and not a name or one of several choices."""
    field = field_at(kind, path)
    return field not in _NAMES and not choices_of(class_at(kind, path), field)


def value_words(kind: Kind | None, path: Path, value: Value, fill: Fill, named: Named) -> str:
    """What stands at `path`, a line for each part of an item; empty where nothing does."""
    cls, field = class_at(kind, path), field_at(kind, path)
    inner = inner_class(cls, field) if field else cls
    if cls is SiteValue and not field and isinstance(value, dict):
        return _site_value(value, fill)
    return "\n".join(_lines(inner if isinstance(value, dict) and inner else cls, field, value, fill, named))


def _site_value(row: dict[str, Value], fill: Fill) -> str:
    """What agents will say, and where it is from: who may set it and how sure it is are the same for all of a company's."""
    said = {name: fill(str(row[name])) for name in ("value", "unit", "source", "date") if row.get(name)}
    unit = said.get("unit", "")
    figure = f"{said.get('value', '')}{' ' if unit else ''}{unit}"
    origin = "，".join(said[name] for name in ("source", "date") if name in said)
    return f"{figure}（{origin}）" if origin else figure


def _lines(cls: Any, field: str, value: Value, fill: Fill, named: Named) -> Iterator[str]:
    if isinstance(value, dict) and (not field or inner_class(cls, field) is not None or _is_item(cls, value)):
        holder = cls if not field else (inner_class(cls, field) or cls)
        for name, part in value.items():
            words = _label(holder, name)
            said = _compact(holder, name, part, fill, named)
            if words and said:
                yield f"{words}：{said}"
    elif isinstance(value, list) and field and inner_class(cls, field) is not None:
        for item in value:
            yield _compact(inner_class(cls, field), "", item, fill, named)
    else:
        said = _compact(cls, field, value, fill, named)
        if said:
            yield said


def _is_item(cls: Any, value: dict[str, Value]) -> bool:
    return all(_label(cls, name) for name in value)


def _label(cls: Any, name: str) -> str:
    """Empty for what nobody edits."""
    try:
        words = words_of(cls, name)
    except (KeyError, AttributeError):
        return ""
    return "" if words.group == OTHER and name != "related" else words.label


def _compact(cls: Any, field: str, value: Value, fill: Fill, named: Named) -> str:
    """In one line."""
    if value is None:
        return ""
    if isinstance(value, str):
        known = choices_of(cls, field) if field and cls is not None else {}
        if value in known:
            return known[value]
        return named(field, value) if field in _NAMES else fill(value)
    inner = inner_class(cls, field) if field else cls
    if isinstance(value, list):
        is_items = any(isinstance(item, dict) for item in value)
        words = [
            _compact(
                inner if isinstance(item, dict) else cls,
                "" if isinstance(item, dict) else field,
                item,
                fill,
                named,
            )
            for item in value
        ]
        return (" / " if is_items else "、").join(filter(None, words))
    if field and inner is None:  # tones, or the answers under which something holds
        conditions = (
            f"{named(field, key) if field in _NAMES else key}：{_compact(cls, '', part, fill, named)}"
            for key, part in value.items()
        )
        return "；".join(conditions)
    parts = ((_compact(inner, name, part, fill, named), _label(inner, name)) for name, part in value.items())
    said = [(words, label) for words, label in parts if words and label]
    if not said:
        return ""
    first, *others = said
    more = "，".join(f"{label}：{words}" for words, label in others)
    return f"{first[0]}（{more}）" if more else first[0]
