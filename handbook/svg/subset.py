"""The SVG that a drawing may be written in: which elements, and what each may bear. The one list for content and paper.

It is what all surfaces draw alike: Qt's SVG reader on the screen and at the printer, our own writer in the PDF. Nothing
in it can name a file, run, or move; whatever is not named here is refused.
"""

from collections.abc import Mapping

NAMESPACE = "http://www.w3.org/2000/svg"
PAINT = frozenset(
    {
        "fill",
        "fill-opacity",
        "fill-rule",
        "stroke",
        "stroke-width",
        "stroke-opacity",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-dasharray",
        "stroke-dashoffset",
    }
)
LETTERS = frozenset({"font-size", "font-weight", "font-family", "text-anchor"})
PROPERTIES = PAINT | LETTERS
"""What goes down to the elements inside; as an attribute of its own or in `style`."""
_DRAWN = PROPERTIES | {"id", "style", "transform"}
ELEMENTS: Mapping[str, frozenset[str]] = {
    "svg": PROPERTIES | {"id", "style", "xmlns", "version", "viewBox", "width", "height"},
    "title": frozenset({"id"}),
    "desc": frozenset({"id"}),
    "g": _DRAWN,
    "path": _DRAWN | {"d"},
    "line": _DRAWN | {"x1", "y1", "x2", "y2"},
    "polyline": _DRAWN | {"points"},
    "polygon": _DRAWN | {"points"},
    "rect": _DRAWN | {"x", "y", "width", "height", "rx", "ry"},
    "circle": _DRAWN | {"cx", "cy", "r"},
    "ellipse": _DRAWN | {"cx", "cy", "rx", "ry"},
    "text": _DRAWN | {"x", "y"},
    "tspan": PROPERTIES | {"id", "style"},
}
"""Element → its attributes. A `tspan` has no place of its own: Qt's reader would not put it there."""
_GROUPS = frozenset({"svg", "g"})
_WORDS = frozenset({"text", "tspan"})
PARENTS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(ELEMENTS, _GROUPS),
    "svg": frozenset(),
    "title": frozenset(ELEMENTS) - {"title", "desc"},
    "desc": frozenset(ELEMENTS) - {"title", "desc"},
    "tspan": _WORDS,
}
"""Element → the elements it may stand in; `svg` stands alone."""
