"""Blocks -> the entries that they lead to."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from handbook.document.blocks import Choice, Span

ENTRY = "entry:"
"""Scheme of links to entries, the only ones there are."""


def linked_entries(value: Any) -> Iterator[str]:
    """Ids of entries that `value`, a block or a tuple of blocks, leads to."""
    if isinstance(value, Span | Choice):
        if value.link:
            yield value.link.removeprefix(ENTRY)
    elif isinstance(value, tuple):
        for item in value:
            yield from linked_entries(item)
    else:
        kind: Any = type(value)
        for name in _names(kind):
            yield from linked_entries(getattr(value, name))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """Fields that may hold links: texts and numbers cannot."""
    known = fields(kind) if is_dataclass(kind) else ()
    return tuple(f.name for f in known if "tuple" in str(f.type) or "Rich" in str(f.type))
