"""A web page -> lines: what a reader sees of it, block by block; nothing is loaded and no script runs."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from handbook.law.numbering import ARTICLE
from handbook.law_files.encodings import declared, decoded
from handbook.law_files.html.list_numbers import list_label
from handbook.law_files.html.seen import drop_unseen, refuse_endless
from handbook.law_files.limits import Limits
from handbook.law_files.reader_result import Found
from handbook.law_files.refusal import Refusal, UnreadableLaw
from handbook.law_files.tables import row_line

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_LONG_TAG = re.compile(rb"<[^<>]{20000,}")
_ATTRIBUTES = 2_000
_PICTURE_LINE = 60
"""A picture written into a page comes in lines longer than this."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_CLOSED_BY_OTHERS = (
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option "
    "optgroup colgroup rt rp"
)
_CLOSE_THEMSELVES = frozenset(_CLOSED_BY_OTHERS.split())
_DEEPEST = 5_000
# White space of the source; no-break and ideographic blanks are text.
_SPACE = re.compile(r"[ \t\r\n\f]+")
# A line of the source that ends between two Chinese characters is no blank (CSS Text 3, segment breaks).
_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d"
_SOURCE_BREAK = re.compile(rf"(?<=[{_HAN}])[ \t]*[\r\n\f][ \t\r\n\f]*(?=[{_HAN}])")


def read(data: bytes, limits: Limits) -> Found:
    """Lines of the page."""
    if len(data) > limits.text_bytes:
        raise UnreadableLaw(Refusal.TOO_BIG, f"{len(data) / 1e6:.0f} MB 的网页")
    if any(_is_crowded(match[0]) for match in _LONG_TAG.finditer(data)):
        raise UnreadableLaw(Refusal.DAMAGED, "网页里有一个标签带着几千个属性")
    text, encoding = decoded(data, declared(data))
    if _left_open(text) > _DEEPEST:
        raise UnreadableLaw(Refusal.DAMAGED, "网页的结构太深")
    page = LexborHTMLParser(text.replace("\0", ""))
    if page.root is None or page.body is None:
        raise UnreadableLaw(Refusal.NO_TEXT)
    refuse_endless(page.root)
    remarks = drop_unseen(page.root)
    writer = _Writer()
    writer.walk(page.body)
    return Found(lines=writer.lines(), encoding=encoding, remarks=remarks)


def _left_open(text: str) -> int:
    """How many elements may stand in each other at most; the parser itself takes minutes where it is 100,000."""
    deepest = depth = 0
    for match in _TAG.finditer(text):
        if match[2].lower() not in _CLOSE_THEMSELVES:
            depth = max(0, depth - 1) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _is_crowded(tag: bytes) -> bool:
    """Whether a long tag is long by its attributes, each compared with all others, and not by a picture inside it."""
    return max(tag.count(b"="), sum(len(word) < _PICTURE_LINE for word in tag.split())) > _ATTRIBUTES


class _Writer:
    """Text piece by piece, with marks where a line ends."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._open: list[str] = []

    def lines(self) -> list[str]:
        self._end_line()
        return self._done

    def walk(self, top: LexborNode) -> None:
        """All below `top`, without recursion: a hostile page is deeper than any stack."""
        waiting: list[tuple[LexborNode | None, str]] = [(top, "")]
        while waiting:
            node, ends = waiting.pop()
            if node is None:
                if ends in _BLOCKS:
                    self._end_line()
                continue
            tag = node.tag or ""
            if tag == "-text":
                self._add(node.text_content or "", is_kept=_stands_in_pre(node))
                continue
            if tag == "br":
                self._end_line()
                continue
            if tag == "table" and (rows := data_rows(node)):
                self._end_line()
                self._done += rows
                continue
            if tag in _BLOCKS:
                self._end_line()
            if tag == "li":
                self._open.append(list_label(node))
            waiting.append((None, tag))
            waiting += [(child, "") for child in reversed(_children(node))]

    def _add(self, text: str, *, is_kept: bool) -> None:
        if not is_kept:
            self._open.append(text)
            return
        first, *others = text.replace("\r\n", "\n").split("\n")
        self._open.append(first)
        for line in others:
            self._end_line()
            self._open.append(line)

    def _end_line(self) -> None:
        if self._open:
            self._done.append(flowed("".join(self._open)))
            self._open = []


def flowed(text: str) -> str:
    """`text` of the source as a browser shows it, in one line."""
    return _SPACE.sub(" ", _SOURCE_BREAK.sub("", text)).strip(" ")


def _children(node: LexborNode) -> list[LexborNode]:
    return list(node.iter(include_text=True))


def _stands_in_pre(node: LexborNode) -> bool:
    parent = node.parent
    while parent is not None and parent.tag not in _BLOCKS:
        parent = parent.parent
    return parent is not None and parent.tag == "pre"


def data_rows(table: LexborNode) -> list[str]:
    """Rows of a table that holds data; [] where it only lays the page out, so that its cells are read as blocks."""
    rows = table.css("tr")
    if not rows or any(inner.mem_id != table.mem_id for inner in table.css("table")):
        return []
    cells = [[_cell(cell) for cell in row.css("td,th")] for row in rows]
    if max(map(len, cells)) < 2:
        return []
    if any(len(lines) > 3 or any(ARTICLE.match(line) for line in lines) for row in cells for lines in row):
        return []
    return [row_line([" ".join(lines) for lines in row]) for row in cells if any(row)]


def _cell(cell: LexborNode) -> list[str]:
    writer = _Writer()
    for child in _children(cell):
        writer.walk(child)
    return [line for line in writer.lines() if line.strip()]
