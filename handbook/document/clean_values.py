"""A frozen value that will stand on paper -> the same value without signs that nobody sees, in all its texts.

Records of older programs and content with escapes may hold control characters, of which a Word file dies and paper
shows a box, and half characters, which no file can hold.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from handbook.unseen_signs import visible

T = TypeVar("T")


def clean(value: T) -> T:
    """`value` itself where nothing had to be taken out."""
    return rewritten(value, visible)


def rewritten(value: T, write: Callable[[str], str]) -> T:
    """`value` with each of its texts as `write` writes it, members of enums left alone; itself where nothing changed."""
    return cast("T", _rewritten(value, write))


def _rewritten(value: Any, write: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return write(value) if type(value) is str else value
    if isinstance(value, tuple):
        changed = tuple(_rewritten(part, write) for part in value)
        return value if all(a is b for a, b in zip(changed, value, strict=True)) else changed
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
