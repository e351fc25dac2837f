"""An element of an ordered list goes in; the number that a browser writes before it comes out."""

import re

from selectolax.lexbor import LexborNode

from handbook.chinese_numbers import write_number

_CHINESE = re.compile(r"(?:simp-chinese-(?:in)?formal|cjk-ideographic|trad-chinese-informal)", re.I)
_NONE = re.compile(r"list-style(?:-type)?\s*:\s*none", re.I)


def list_label(item: LexborNode) -> str:
    """Such as ``1.``, ``a.`` or ``一、``; empty for what stands in no ordered list."""
    home = item.parent
    if home is None or home.tag != "ol":
        return ""
    style = f"{home.attributes.get('style') or ''};{item.attributes.get('style') or ''}"
    if _NONE.search(style):
        return ""
    number = _number(item, home)
    if _CHINESE.search(style):
        return f"{write_number(number)}、" if number > 0 else ""
    kind = home.attributes.get("type") or "1"
    if kind in "aA" and 0 < number <= 26:
        return f"{chr(ord(kind) + number - 1)}."
    return f"{number}."


def _number(item: LexborNode, home: LexborNode) -> int:
    number = _whole(home.attributes.get("start"), 1) - 1
    for other in home.iter():
        if other.tag == "li":
            number = _whole(other.attributes.get("value"), number + 1)
        if other.mem_id == item.mem_id:
            break
    return number


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text.strip()) else otherwise
