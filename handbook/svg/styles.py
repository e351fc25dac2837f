"""Properties of paint and letters, as attributes or in `style`, to a style with what comes down from outside."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from handbook.svg import values
from handbook.svg.drawing import MisreadError, Style
from handbook.svg.subset import PROPERTIES

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def with_properties(outer: Style, attributes: Mapping[str, str]) -> Style:
    """`outer` with what the attributes of an element say; `style` outdoes attributes. Raises `MisreadError`."""
    changes: dict[str, Any] = {}
    for name, written in (*attributes.items(), *_declarations(attributes.get("style", ""))):
        if name in PROPERTIES and name in _READERS and written.strip() != "inherit":
            field, read = _READERS[name]
            changes[field] = read(written)
    return replace(outer, **changes) if changes else outer


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for declaration in _COMMENT.sub("", style).split(";"):
        name, colon, written = (part.strip() for part in declaration.partition(":"))
        if not name and not colon:
            continue
        if name not in PROPERTIES:
            raise MisreadError(f"style 里不能写 {name[:30] or declaration[:30]},请去掉")
        yield name, written


def _chosen(options: Mapping[str, Any]) -> Callable[[str], Any]:
    def read(written: str) -> Any:
        if written.strip() not in options:
            raise MisreadError(f"要写 {'、'.join(options)} 之一,不能写 {written[:30]}")
        return options[written.strip()]

    return read


_READERS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "fill": ("fill", values.colour),
    "fill-opacity": ("fill_opacity", values.share),
    "fill-rule": ("is_even_odd", _chosen({"nonzero": False, "evenodd": True})),
    "stroke": ("stroke", values.colour),
    "stroke-width": ("width", values.length),
    "stroke-opacity": ("stroke_opacity", values.share),
    "stroke-linecap": ("cap", _chosen({"butt": 0, "round": 1, "square": 2})),
    "stroke-linejoin": ("join", _chosen({"miter": 0, "round": 1, "bevel": 2})),
    "stroke-miterlimit": ("miter_limit", values.length),
    "stroke-dasharray": ("dashes", values.dashes),
    "stroke-dashoffset": ("dash_start", values.number),
    "font-size": ("font_size", values.length),
    "font-weight": ("is_bold", _chosen({"normal": False, "bold": True, "400": False, "700": True})),
    "text-anchor": ("anchor", _chosen({"start": 0.0, "middle": 0.5, "end": 1.0})),
}
"""Property → field of the style and how it is read. `font-family` is read by nobody: every surface has its own font."""
