"""A frozen value -> the same value with each of its texts written anew, however deep it stands."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_not
from typing import Any, TypeVar, cast

T = TypeVar("T")


def rewritten(value: T, write: Callable[[str], str]) -> T:
    """`value` with each of its texts as `write` writes it, names in a mapping and members of enums left alone.

    Dataclasses, tuples and dicts are walked; `value` itself comes back where nothing changed.
    """
    return cast("T", _rewritten(value, write))


def _rewritten(value: Any, write: Callable[[str], str]) -> Any:
    kind: Any = type(value)
    if kind is str:
        return write(value)
    if kind is tuple:
        changed = [_rewritten(part, write) for part in value]
        return tuple(changed) if any(map(is_not, changed, value)) else value
    if kind is dict:
        held = {name: _rewritten(part, write) for name, part in value.items()}
        return held if any(map(is_not, held.values(), value.values())) else value
    parts: dict[str, Any] = {}
    for name in _names(kind):
        before = getattr(value, name)
        if (after := _rewritten(before, write)) is not before:
            parts[name] = after
    return replace(value, **parts) if parts else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Fields of a dataclass; of anything else none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
