"""A Word file -> one section for each heading, with the paragraphs that stand below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from handbook.foreign_files.office_package import OfficePackage
from handbook.table_files.limits import TableLimits
from handbook.table_files.outline.drawing_text import child, clean, local
from handbook.table_files.refusal import Refusal, UnreadableTable
from handbook.table_files.table_file import Outline, Section, TableKind

_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "body"))
_GONE = frozenset(("del", "moveFrom"))
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.I)
_TITLE_NAMES = ("title", "标题")
_NUMBERED = re.compile(r"(?:第[一二三四五六七八九十百\d]+[章节]|[一二三四五六七八九十]+、)\s*\S")
"""What begins a heading where the document knows no styles."""
_LONGEST_HEADING = 40
_DEEPEST = 40


@dataclass(slots=True)
class _Begun:
    """A section whose lines are still coming."""

    title: str
    level: int
    lines: list[str] = field(default_factory=list[str])


def read(data: bytes, limits: TableLimits) -> Outline:
    """Headings in order; raises UnreadableTable or ReadingFailed where it is not read."""
    package = OfficePackage(data, limits)
    body = child(package.tree(package.main), "body")
    if body is None:
        raise UnreadableTable(Refusal.DAMAGED, "里面没有正文")
    levels = dict(_levels(package.beside("styles.xml")))
    lines = [(level, words) for level, words in _lines(body, levels) if words]
    notes = []
    if not any(level for level, _ in lines):
        lines = [(1 if _looks_like_heading(words) else 0, words) for _, words in lines]
        notes.append("文档没有用标题样式，按“一、”“第一章”这样的开头分节，请看看分得对不对。")
    begun: list[_Begun] = []
    for level, words in lines:
        if level:
            begun.append(_Begun(words, level))
        elif begun:
            begun[-1].lines.append(words)
        else:
            begun.append(_Begun("开头", 1, [words]))
    sections = tuple(
        Section(title=one.title, level=one.level, lines=tuple(one.lines), place=f"第 {number} 节")
        for number, one in enumerate(begun, 1)
    )
    return Outline(kind=TableKind.DOCX, sections=sections, notes=tuple(notes))


def _looks_like_heading(words: str) -> bool:
    return len(words) <= _LONGEST_HEADING and bool(_NUMBERED.match(words)) and not words.endswith("。")


def _levels(styles: etree._Element | None) -> Iterator[tuple[str, int]]:
    """Id of a style of headings and its level, 1 for the outermost."""
    for style in styles if styles is not None else ():
        if local(style) != "style":
            continue
        id_ = _attribute(style, "styleId")
        name = _attribute(child(style, "name"), "val").lower()
        outline = _attribute(child(style, "pPr", "outlineLvl"), "val")
        match = _HEADING.fullmatch(name)
        if match or name in _TITLE_NAMES:
            yield id_, int(match[1]) if match else 1
        elif outline.isdigit() and int(outline) < 9:
            yield id_, int(outline) + 1


def _attribute(element: etree._Element | None, name: str) -> str:
    if element is None:
        return ""
    return next((str(v) for k, v in element.attrib.items() if etree.QName(str(k)).localname == name), "")


def _lines(container: etree._Element, levels: dict[str, int], depth: int = 0) -> Iterator[tuple[int, str]]:
    """Level (0 = no heading) and words of each paragraph; a row of a table is a line."""
    if depth > _DEEPEST:
        return
    for block in container:
        name = local(block)
        if name == "p":
            yield _level(block, levels), _text(block)
        elif name == "tbl":
            for row in (e for e in block if local(e) == "tr"):
                cells = [
                    " ".join(_text(p) for p in cell.iter() if local(p) == "p")
                    for cell in row
                    if local(cell) == "tc"
                ]
                yield 0, " | ".join(cells) if any(cells) else ""
        elif name in _WRAPPERS:
            yield from _lines(block, levels, depth + 1)


def _level(paragraph: etree._Element, levels: dict[str, int]) -> int:
    own = _attribute(child(paragraph, "pPr", "outlineLvl"), "val")
    if own.isdigit():
        return int(own) + 1 if int(own) < 9 else 0
    return levels.get(_attribute(child(paragraph, "pPr", "pStyle"), "val"), 0)


def _text(paragraph: etree._Element) -> str:
    """Words as they stand when all changes are accepted."""
    pieces: list[str] = []
    waiting = [paragraph]
    while waiting:
        element = waiting.pop()
        name = local(element)
        if name in _GONE or name in ("pPr", "rPr", "Fallback"):
            continue
        if name == "t":
            pieces.append(element.text or "")
        elif name in ("tab", "br", "cr"):
            pieces.append(" ")
        else:
            waiting += reversed(list(element))
    return clean("".join(pieces))
