"""Numbers that Word counts by itself: a paragraph goes in, 第三条 or （二） comes out, as the page shows it.

Statutes are often typed with 第N条 as a list. The number then stands nowhere in the text, and a reader that takes the
text alone loses every article.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from handbook.law_files.docx.names import child, is_on, value, word_name
from handbook.law_files.docx.number_formats import written_count
from handbook.law_files.refusal import Refusal, UnreadableLaw

_PLACE = re.compile(r"%([1-9])")
_PART_OF_LAW = re.compile("[条章节编款项目]")
_HAN_END = re.compile("[\u4e00-\u9fff]$")
_LEVELS = 9
_STYLES_DEEP = 30


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""
    style: str | None = None
    is_plain: bool = False
    """Whether all numbers in it are written 1, 2, 3."""
    restarts_after: int | None = None


@dataclass(slots=True)
class _List:
    """One abstract list: its levels and how far each has counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Use:
    """A ``w:num``: a list, with levels of its own."""

    home: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counts through one document; each paragraph is to be asked once, in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = {
            value_id: style
            for style in (styles if styles is not None else ())
            if word_name(style) == "style" and (value_id := _attribute(style, "styleId"))
        }
        self._default_style = next(
            (
                name
                for name, style in self._styles.items()
                if _attribute(style, "type") == "paragraph" and _attribute(style, "default") in ("1", "true")
            ),
            None,
        )
        self._lists: dict[str, _List] = {}
        self._uses: dict[str, _Use] = {}
        self._links: dict[str, str] = {}
        self._started: set[tuple[str, int]] = set()
        for element in numbering if numbering is not None else ():
            if word_name(element) == "abstractNum":
                self._take_list(element)
            elif word_name(element) == "num":
                self._take_use(element)

    def _take_list(self, element: etree._Element) -> None:
        name = _attribute(element, "abstractNumId")
        if name is None:
            return
        self._lists[name] = _List(dict(_level(e) for e in element if word_name(e) == "lvl"))
        if link := value(element, "numStyleLink"):
            self._links[name] = link

    def _take_use(self, element: etree._Element) -> None:
        name, home = _attribute(element, "numId"), value(element, "abstractNumId")
        if name is None or home is None:
            return
        levels: dict[int, _Level] = {}
        starts: dict[int, int] = {}
        for override in (e for e in element if word_name(e) == "lvlOverride"):
            at = _whole(_attribute(override, "ilvl"), 0)
            if (own := child(override, "lvl")) is not None:
                levels[at] = _level(own)[1]
            if (start := value(override, "startOverride")) is not None:
                starts[at] = _whole(start, 1)
        self._uses[name] = _Use(home, levels, starts)

    def label(self, properties: etree._Element | None) -> str:
        """What Word writes before the paragraph with these ``w:pPr``, with a blank where it ends in a word.

        Raises:
            UnreadableLaw: the number is of an article or another part of the law, in a format not known here.
        """
        use, at = self._place(properties)
        if use is None:
            return ""
        home = self._home(use)
        levels = home.levels | use.levels
        if at not in levels:
            return ""
        self._count(use, home, levels, at)
        return self._written(home, levels, at)

    def _place(self, properties: etree._Element | None) -> tuple[_Use | None, int]:
        """List and level of a paragraph, from itself or its style."""
        own = child(properties, "numPr")
        style = value(properties, "pStyle") or self._default_style
        name = value(own, "numId")
        at = value(own, "ilvl")
        if name is None:
            name, styled_at, style = self._of_style(style)
            at = at or styled_at
        use = self._uses.get(name or "")
        if use is None or name == "0":
            return None, 0
        if at is None:
            levels = self._home(use).levels | use.levels
            at = next((str(n) for n, level in levels.items() if level.style and level.style == style), "0")
        return use, min(_whole(at, 0), _LEVELS - 1)

    def _of_style(self, style: str | None) -> tuple[str | None, str | None, str | None]:
        """List, level, and the style that says so."""
        for _ in range(_STYLES_DEEP):  # a hostile file bases styles on each other in a circle
            element = self._styles.get(style or "")
            if element is None:
                break
            if (found := value(element, "pPr", "numPr", "numId")) is not None:
                return found, value(element, "pPr", "numPr", "ilvl"), style
            style = value(element, "basedOn")
        return None, None, None

    def _home(self, use: _Use) -> _List:
        name = use.home
        for _ in range(_STYLES_DEEP):
            link = self._styles.get(self._links.get(name, ""))
            other = self._uses.get(value(link, "pPr", "numPr", "numId") or "")
            if other is None or other.home == name:
                break
            name = other.home
        return self._lists.setdefault(name, _List({}))

    def _count(self, use: _Use, home: _List, levels: dict[int, _Level], at: int) -> None:
        key = (f"{id(use)}", at)
        if at in use.starts and key not in self._started:
            home.counts[at] = use.starts[at]
        elif at in home.counts:
            home.counts[at] += 1
        else:
            home.counts[at] = use.starts.get(at, levels[at].start)
        self._started.add(key)
        for higher in range(at):
            if higher in levels:
                home.counts.setdefault(higher, levels[higher].start)
        for lower in [n for n in home.counts if n > at]:
            after = levels[lower].restarts_after if lower in levels else None
            if after is None or (after and at < after):
                del home.counts[lower]

    @staticmethod
    def _written(home: _List, levels: dict[int, _Level], at: int) -> str:
        level = levels[at]
        if level.kind == "bullet":
            return ""
        unknown: list[str] = []

        def number(match: re.Match[str]) -> str:
            n = int(match[1]) - 1
            kind = "decimal" if level.is_plain else levels[n].kind if n in levels else "decimal"
            written = written_count(home.counts.get(n, 1), kind)
            if written is None:
                unknown.append(kind)
                return str(home.counts.get(n, 1))
            return written

        label = _PLACE.sub(number, level.text).strip()
        if unknown and _PART_OF_LAW.search(level.text):
            raise UnreadableLaw(Refusal.NUMBERING, f"“{level.text}”,格式 {unknown[0]}")
        return f"{label} " if _HAN_END.search(label) else label


def _level(element: etree._Element) -> tuple[int, _Level]:
    restart = value(element, "lvlRestart")
    return _whole(_attribute(element, "ilvl"), 0), _Level(
        start=_whole(value(element, "start"), 0),
        kind=_kind(element),
        text=value(element, "lvlText") or "",
        style=value(element, "pStyle"),
        is_plain=is_on(element, "isLgl"),
        restarts_after=None if restart is None else _whole(restart, 0),
    )


def _kind(element: etree._Element) -> str:
    """The format; newer ones stand in a branch for programs that know them, with an older one for the others."""
    direct = value(element, "numFmt")
    if direct is not None:
        return direct
    for inner in element.iter():
        if word_name(inner) == "numFmt" and (found := _attribute(inner, "val")):
            return found
    return "decimal"


def _attribute(element: etree._Element, name: str) -> str | None:
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), None)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else otherwise
