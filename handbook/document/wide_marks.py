"""Running text in pieces -> the same with full-width marks also where a mark, or a bracket, touches Chinese in another piece."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import accumulate
from operator import is_not
from typing import Any, TypeVar, cast

from handbook.document.blocks import Rich, Span
from handbook.model.typesetting import full_width_in_place

T = TypeVar("T")


def wide(rich: Rich) -> Rich:
    """`rich` set as one text; the pieces keep their lengths."""
    if len(rich) < 2:
        return rich
    text = full_width_in_place("".join(span.text for span in rich))
    ends = list(accumulate(len(span.text) for span in rich))
    return tuple(
        replace(span, text=text[end - len(span.text) : end]) for span, end in zip(rich, ends, strict=True)
    )


def wide_throughout(value: T) -> T:
    """`value`, a sheet or a part of one, with each running text in it set by `wide`; itself where nothing changed."""
    return cast("T", _wide_throughout(value))


def _wide_throughout(value: Any) -> Any:
    if isinstance(value, tuple):
        parts = cast("Sequence[Any]", value)
        if parts and all(isinstance(part, Span) for part in parts):
            return wide(cast("Rich", value))
        changed = [_wide_throughout(part) for part in parts]
        return tuple(changed) if any(map(is_not, changed, parts)) else value
    kind: Any = type(value)
    if not is_dataclass(kind):
        return value
    held = {field.name: getattr(value, field.name) for field in fields(kind)}
    new = {name: after for name, part in held.items() if (after := _wide_throughout(part)) is not part}
    return replace(value, **new) if new else value
