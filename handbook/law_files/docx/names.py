"""Names of WordprocessingML that the reader knows (ECMA-376 Part 1, §17)."""

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
"""Of files kept as “Strict Open XML”."""
_WORD = (W, STRICT)


def word_name(element: etree._Element) -> str:
    """The name of an element of Word, such as ``p``; of others with their prefix, such as ``mc:Choice``."""
    if not isinstance(element.tag, str):
        return ""
    space, _, name = element.tag.removeprefix("{").rpartition("}")
    if space in _WORD:
        return name
    return f"mc:{name}" if space.endswith("markup-compatibility/2006") else f"other:{name}"


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element along `path`."""
    for name in path:
        if element is None:
            return None
        element = next((e for e in element if word_name(e) == name), None)
    return element


def value(element: etree._Element | None, *path: str, of: str = "val") -> str | None:
    """The attribute `of` at the end of `path`; None where something is missing."""
    found = child(element, *path)
    if found is None:
        return None
    return next(
        (str(found.get(f"{{{space}}}{of}")) for space in _WORD if found.get(f"{{{space}}}{of}")), None
    )


def is_on(element: etree._Element | None, *path: str) -> bool:
    """Whether a switch stands at the end of `path` and is not turned off."""
    found = child(element, *path)
    return found is not None and value(element, *path) not in ("0", "false", "off")
