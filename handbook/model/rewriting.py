"""A frozen value -> the same value with each of its texts written anew, however deep it stands."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

T = TypeVar("T")


def rewritten(value: T, write: Callable[[str], str]) -> T:
    """`value` with each of its texts as `write` writes it, names in a mapping and members of enums left alone.

    Dataclasses, tuples and dicts are walked; `value` itself comes back where nothing changed.
    """
    return cast("T", _rewritten(value, write))


def _rewritten(value: Any, write: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return write(value) if type(value) is str else value
    if isinstance(value, tuple):
        changed = tuple(_rewritten(part, write) for part in value)
        return value if all(a is b for a, b in zip(changed, value, strict=True)) else changed
    if isinstance(value, dict):
        held = {name: _rewritten(part, write) for name, part in value.items()}
        return value if all(held[name] is part for name, part in value.items()) else held
    if is_dataclass(value) and not isinstance(value, type):
        parts: dict[str, Any] = {}
        for name in _names(type(value)):
            before = getattr(value, name)
            if (after := _rewritten(before, write)) is not before:
                parts[name] = after
        return replace(value, **parts) if parts else value
    return value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
