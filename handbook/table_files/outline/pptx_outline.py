"""A PowerPoint file -> one section for each slide: its title, its lines, its speaker's notes.

Read with lxml and the package reader that Word files are read by: python-pptx would bring an imaging library and a
writer of workbooks along, for a few elements of text.
"""

from lxml import etree

from handbook.foreign_files.office_package import OfficePackage
from handbook.table_files.limits import TableLimits
from handbook.table_files.outline.drawing_text import child, local, paragraphs, shapes, table_rows
from handbook.table_files.refusal import Refusal, UnreadableTable
from handbook.table_files.table_file import Outline, Section, TableKind

_TITLES = ("title", "ctrTitle")
_FURNITURE = ("sldNum", "dt", "ftr", "hdr")
_MOST = 600
_LONGEST_TITLE = 60


def read(data: bytes, limits: TableLimits) -> Outline:
    """Slides in their order; raises UnreadableTable or ReadingFailed where it is not read."""
    package = OfficePackage(data, limits)
    deck = package.tree(package.main)
    if deck is None:
        raise UnreadableTable(Refusal.DAMAGED, "里面没有幻灯片")
    parts = {relation.id: relation.part for relation in package.related(package.main)}
    named = [e for e in deck.iter() if local(e) == "sldId"]
    sections, silent, hidden = [], [], []
    for number, element in enumerate(named[:_MOST], 1):
        part = parts.get(next((str(v) for k, v in element.attrib.items() if str(k).endswith("}id")), ""), "")
        root = package.tree(part) if part else None
        if root is None:
            continue
        if root.get("show") in ("0", "false"):
            hidden.append(number)
        section = _slide(root, _spoken(package, part), f"第 {number} 张")
        if section is None:
            silent.append(number)
        else:
            sections.append(section)
    return Outline(
        kind=TableKind.PPTX, sections=tuple(sections), notes=tuple(_notes(len(named), silent, hidden))
    )


def _notes(count: int, silent: list[int], hidden: list[int]) -> list[str]:
    told = []
    if silent:
        told.append(f"{_numbers(silent)}没有能读的字（可能只有图片），没有读进来。")
    if hidden:
        told.append(f"{_numbers(hidden)}是隐藏的，也读进来了。")
    if count > _MOST:
        told.append(f"只读了前 {_MOST} 张，其余请另存成一个文件。")
    return told


def _numbers(numbers: list[int]) -> str:
    return f"第 {'、'.join(map(str, numbers[:8]))}{' 等' if len(numbers) > 8 else ''} 张"


def _slide(root: etree._Element, spoken: list[str], place: str) -> Section | None:
    title: list[str] = []
    lines: list[str] = []
    for shape in _shapes_of(root):
        kind = _placeholder(shape)
        if kind in _FURNITURE:
            continue
        if local(shape) == "graphicFrame":
            lines += table_rows(shape)
            continue
        body = child(shape, "txBody")
        if body is not None:
            (title if kind in _TITLES else lines).extend(paragraphs(body))
    if not title and lines and len(lines[0]) <= _LONGEST_TITLE:
        title = [lines.pop(0)]
    if not title and not lines and not spoken:
        return None
    return Section(title=" ".join(title), lines=tuple(lines), spoken=tuple(spoken), place=place)


def _spoken(package: OfficePackage, part: str) -> list[str]:
    """The speaker's notes of a slide."""
    for relation in package.related(part):
        root = package.tree(relation.part) if relation.kind.endswith("/notesSlide") else None
        if root is not None:
            bodies = (child(s, "txBody") for s in _shapes_of(root) if _placeholder(s) == "body")
            return [line for body in bodies if body is not None for line in paragraphs(body)]
    return []


def _shapes_of(root: etree._Element) -> list[etree._Element]:
    tree = child(root, "cSld", "spTree")
    return list(shapes(tree)) if tree is not None else []


def _placeholder(shape: etree._Element) -> str:
    """What a shape is a place for; empty = for nothing that is named."""
    for place in ("nvSpPr", "nvGraphicFramePr"):
        found = child(shape, place, "nvPr", "ph")
        if found is not None:
            return str(found.get("type") or "")
    return ""
