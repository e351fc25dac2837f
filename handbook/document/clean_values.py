"""A frozen value that will stand on paper -> the same value without signs that nobody sees, in all its texts.

Records of older programs and content with escapes may hold control characters, of which a Word file dies and paper
shows a box, and half characters, which no file can hold.
"""

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from handbook.unseen_signs import visible

T = TypeVar("T")


def clean(value: T) -> T:
    """`value` itself where nothing had to be taken out."""
    return cast("T", _clean(value))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value if type(value) is not str else visible(value)
    if isinstance(value, tuple):
        cleaned = tuple(map(_clean, value))
        return value if all(a is b for a, b in zip(cleaned, value, strict=True)) else cleaned
    if is_dataclass(value) and not isinstance(value, type):
        changed: dict[str, Any] = {}
        for name in _names(type(value)):
            before = getattr(value, name)
            if (after := _clean(before)) is not before:
                changed[name] = after
        return replace(value, **changed) if changed else value
    return value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
