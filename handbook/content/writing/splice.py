"""Bytes of a YAML file and edits go in; the same bytes with only these changes come out, or the reason why not.

The file is never loaded and dumped: the parser's marks say where a value stands, and only that stretch is written
anew. Comments, blank lines, wraps, quotes, line ends and the mark of UTF-8 at the front stay as somebody wrote them.

What goes with an item (or a key with its value) that is removed or moved:

- the comment behind it on its own line;
- the comment lines directly above it, without a blank line between, that begin in its column; comments at the very
  top of a file belong to the file and stay;
- the comment lines directly below it that are indented deeper than it is.

Inside ``[…]`` and ``{…}`` items change places and comments stay; only an item that has its lines to itself takes its
comments with it when it is removed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import pairwise
from typing import Any, Literal

import yaml

from handbook.content.writing.edits import Edit, Insert, Move, Put, Remove
from handbook.content.yaml_reader import MAX_DEPTH, Path, Value, YamlDocument, YamlRefused, read_yaml
from handbook.errors import HandbookError
from handbook.han_forms import fold_han

WIDTH = 110
"""Columns, in characters, within which new flow collections stay on a line."""
_BOM = b"\xef\xbb\xbf"
_BREAK = re.compile(r"\r\n|\r|\n")
_COMMENT = re.compile(r"#[^\r\n]*")
_COLON = re.compile(r"[ \t]*:")
_COMMA = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*,")
_LEADING = re.compile(r"[ \t-]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURELY_PLAIN = re.compile(r"\w(?:[\w。、；，！？“”（）℃/. ]*[\w。、；，！？“”（）℃/.])?")
_UNPRINTED = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff"
"""What `read_yaml` takes in double quotes only, as an escape."""
_NEEDS_ESCAPES = re.compile(f"[\r{_UNPRINTED}]")
_ESCAPED = re.compile(f'[\\\\"\t\r\n{_UNPRINTED}]')
_NULLS = ("", "~", "null")
_NOT_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LONGEST_KEY = 1000
"""The parser takes no longer one before a colon."""
_MOST_KEYS_IN_A_ROW = 4
_MOST_PARTS = 8
"""Where more than these differ in a collection, it is written anew as a whole."""

_Change = tuple[int, int, str]
"""Start and end of a stretch of the text, and what is to stand there."""
_Span = tuple[int, int]


class SpliceRefused(HandbookError):
    """The edit cannot be made in this file; nothing was changed."""


class _Unwritable(Exception):
    """The notation is too odd to be changed in place; something plainer is tried."""


def spliced(raw: bytes, edits: Sequence[Edit]) -> bytes:
    """`raw` after `edits`, each made on the result of the one before; everything else stays byte for byte.

    A null where an edit needs a mapping or a list counts as an empty one. Radicals in new texts are written as the
    characters that they stand for, as `read_yaml` would read them. A `Put` of what stands there already changes nothing,
    and one of a collection that differs in few places changes only these.

    Raises:
        SpliceRefused: `raw` is not YAML that `read_yaml` takes, a path is not there, or no notation was found that
            reads back as exactly what the edits say and keeps the comments.

    """
    return YamlSource.read(raw).spliced(edits).raw


# What an edit means for the plain value


def _folded(edit: Edit) -> Edit:
    path = tuple(_folded_text(part, ()) if isinstance(part, str) else part for part in edit.path)
    match edit:
        case Put():
            return Put(path, _folded_value(edit.value, path), edit.order)
        case Insert():
            return Insert(path, edit.index, _folded_value(edit.value, path), edit.order)
        case Remove():
            return Remove(path)
        case Move():
            return Move(path, edit.index, edit.to)


def _folded_value(value: Value, path: Path, depth: int = 0) -> Value:
    if depth > MAX_DEPTH:
        raise SpliceRefused(f"{_spoken(path)}嵌套超过 {MAX_DEPTH} 层,没有改动。请简化结构后再改。")
    if isinstance(value, str):
        return _folded_text(value, path)
    if isinstance(value, list):
        return [_folded_value(item, path, depth + 1) for item in value]
    if isinstance(value, dict):
        folded: dict[str, Value] = {}
        for key, item in value.items():
            plain = _folded_text(key, path)
            if plain in folded:
                raise SpliceRefused(f"{_spoken(path)}里键“{plain}”有两个,没有改动。请合并或删去一个。")
            folded[plain] = _folded_value(item, path, depth + 1)
        return folded
    if value is None:
        return None
    raise TypeError(f"no value of content: {type(value).__name__}")


def _folded_text(text: str, path: Path) -> str:
    if _SURROGATE.search(text):
        raise SpliceRefused(f"{_spoken(path)}的新文字里有残缺的字符,没有改动。请把这些文字重新输入一遍。")
    return fold_han(text)


def _applied(value: Value, edit: Edit, path: Path) -> Value:
    """`value` after `edit`, whose path from here on is `path`; what does not change is shared with `value`."""
    if _reached(edit, path):
        return _applied_here(value, edit, path)
    part = path[0]
    if isinstance(edit, Insert) and len(path) == 1 and isinstance(part, str) and edit.index == 0:
        mapping: Value = {} if value is None else value
        if isinstance(mapping, dict) and part not in mapping:
            return _put(mapping, Put(edit.path, [edit.value], edit.order), path)
    if isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
        items = list(value)
        items[part] = _applied(items[part], edit, path[1:])
        return items
    if isinstance(value, dict) and isinstance(part, str) and part in value:
        return {k: _applied(v, edit, path[1:]) if k == part else v for k, v in value.items()}
    raise _missing(edit.path)


def _reached(edit: Edit, path: Path) -> bool:
    """Whether the collection that changes, or the whole document, stands at the beginning of `path`."""
    return len(path) <= (0 if isinstance(edit, Insert | Move) else 1)


def _applied_here(value: Value, edit: Edit, path: Path) -> Value:
    match edit:
        case Put():
            return _put(value, edit, path)
        case Insert():
            items = _list(value, edit)
            if not 0 <= edit.index <= len(items):
                raise _missing((*edit.path, edit.index))
            return [*items[: edit.index], edit.value, *items[edit.index :]]
        case Move():
            items = list(_list(value, edit))
            for index in (edit.index, edit.to):
                if not 0 <= index < len(items):
                    raise _missing((*edit.path, index))
            items.insert(edit.to, items.pop(edit.index))
            return items
        case Remove():
            return _removed(value, edit, path)


def _put(value: Value, edit: Put, path: Path) -> Value:
    if not path:
        return edit.value
    part = path[0]
    if isinstance(part, int):
        if isinstance(value, list) and 0 <= part < len(value):
            return [*value[:part], edit.value, *value[part + 1 :]]
        raise _missing(edit.path)
    mapping: Value = {} if value is None else value
    if not isinstance(mapping, dict):
        raise _missing(edit.path)
    if part in mapping:
        return {**mapping, part: edit.value}
    pairs = list(mapping.items())
    pairs.insert(_position(list(mapping), part, edit.order), (part, edit.value))
    return dict(pairs)


def _removed(value: Value, edit: Remove, path: Path) -> Value:
    if not path:
        raise SpliceRefused("不能删去整个文件的内容,没有改动。请删去其中的一项。")
    part = path[0]
    if isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
        return [*value[:part], *value[part + 1 :]]
    if isinstance(value, dict) and isinstance(part, str) and part in value:
        return {k: v for k, v in value.items() if k != part}
    raise _missing(edit.path)


def _list(value: Value, edit: Insert | Move) -> list[Value]:
    if isinstance(value, list):
        return value
    if value is None and isinstance(edit, Insert):
        return []
    raise _missing(edit.path)


def _position(keys: list[str], key: str, order: tuple[str, ...]) -> int:
    """Where a new key goes: behind the last of those that stand before it in `order`, else at the end."""
    if key not in order:
        return len(keys)
    before = set(order[: order.index(key)])
    return max((place + 1 for place, there in enumerate(keys) if there in before), default=0)


def _missing(path: Path) -> SpliceRefused:
    return SpliceRefused(
        f"文件里没有{_spoken(path)},没有改动。请重新打开这个文件,看看它现在的样子,再改一次。"
    )


def _spoken(path: Path) -> str:
    """`path` in words: “steps”第 3 项“text”."""
    return "".join(f"“{p}”" if isinstance(p, str) else f"第 {p + 1} 项" for p in path) or "整个文件"


def _same(one: Value, other: Value) -> bool:
    """Equal, keys in the same order too."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(v, other[k]) for k, v in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return one == other


# Where everything stands


@dataclass(slots=True)
class _Node:
    """A value (or a key) and its stretch of the text."""

    kind: Literal["scalar", "list", "map"]
    start: int
    end: int
    column: int
    style: str
    """Of a scalar: its quote, ``|``, ``>`` or nothing; of a collection: ``flow`` or ``block``."""
    text: str = ""
    """Of a scalar: as it is read."""
    items: list["_Node"] = field(default_factory=list)
    """Items of a list, values of a mapping."""
    keys: list["_Node"] = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        """A collection of lines that begin with dashes or keys."""
        return self.style == "block"

    @property
    def is_flow(self) -> bool:
        return self.style == "flow"

    @property
    def is_literal(self) -> bool:
        """A scalar whose text stands in lines of its own."""
        return self.style in ("|", ">")

    def child(self, part: str | int) -> "_Node":
        return self.items[part] if isinstance(part, int) else self.items[self.index_of(part)]

    def index_of(self, part: str | int) -> int:
        return part if isinstance(part, int) else [key.text for key in self.keys].index(part)


def _tree(text: str) -> _Node | None:
    """The nodes of `text`, which `read_yaml` has taken; None where it holds comments at most."""
    root: _Node | None = None
    stack: list[_Node] = []
    event: Any
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        mark, end = event.start_mark, event.end_mark
        node: _Node
        if isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            node = _Node("scalar", mark.index, end.index, mark.column, style, fold_han(event.value))
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            style = "flow" if event.flow_style else "block"
            kind: Literal["list", "map"] = "list" if isinstance(event, yaml.SequenceStartEvent) else "map"
            node = _Node(kind, mark.index, mark.index, mark.column, style)
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            stack.pop().end = end.index
            continue
        else:
            continue
        if stack:
            top = stack[-1]
            is_key = top.kind == "map" and len(top.keys) == len(top.items)
            (top.keys if is_key else top.items).append(node)
        else:
            root = node
        if node.kind != "scalar":
            stack.append(node)
    return root


class YamlSource:
    """A file: its text, the document that it reads as, and where everything stands.

    Whoever makes one edit after another keeps it: what an edit read back need not be read again by the next.
    """

    def __init__(self, document: YamlDocument, *, has_bom: bool) -> None:
        self.document = document
        self._has_bom = has_bom

    @classmethod
    def read(cls, raw: bytes) -> "YamlSource":
        """The source in `raw`. Raises SpliceRefused where `read_yaml` does not take it."""
        try:
            document = read_yaml(raw)
        except YamlRefused as refused:
            place = f"第 {refused.place.line} 行第 {refused.place.column} 列"
            raise SpliceRefused(
                f"这个文件读不了,没有改动:{place},{refused.message}。请先把这一处改好,再来改内容。"
            ) from refused
        return cls(document, has_bom=raw.startswith(_BOM))

    @property
    def text(self) -> str:
        """The file without the mark at its front."""
        return self.document.text

    @property
    def value(self) -> Value:
        """Plain values of the file."""
        return self.document.value

    @property
    def raw(self) -> bytes:
        """The file."""
        return (_BOM if self._has_bom else b"") + self.text.encode("utf-8")

    def spliced(self, edits: Sequence[Edit]) -> "YamlSource":
        """The source after `edits`; like the function of that name, but what is known of both is kept."""
        source = self
        for edit in edits:
            source = _after_all_parts(source, _folded(edit))
        return source

    def with_text(self, text: str) -> "YamlSource":
        """The file with another text; YamlRefused where that cannot be read."""
        raw = (_BOM if self._has_bom else b"") + text.encode("utf-8")
        return YamlSource(read_yaml(raw, explain=False), has_bom=self._has_bom)

    @cached_property
    def root(self) -> _Node | None:
        """The nodes; found out at the first edit, or before where somebody asks in a pause."""
        return _tree(self.text)

    @cached_property
    def eol(self) -> str:
        """The line end that most lines have."""
        found = Counter(_BREAK.findall(self.text)).most_common(1)
        return found[0][0] if found else "\n"

    @cached_property
    def comments(self) -> list[_Span]:
        """Stretches of all comments."""
        if "#" not in self.text:
            return []
        found: list[_Span] = []
        at = 0
        for start, end in [*self._scalar_spans(self.root), (len(self.text), len(self.text))]:
            found += [match.span() for match in _COMMENT.finditer(self.text, at, start)]
            at = end
        return found

    def _scalar_spans(self, node: _Node | None) -> Iterator[_Span]:
        """Stretches in which ``#`` is no comment."""
        if node is None:
            return
        if node.kind == "scalar":
            # Behind the | or > a comment may stand on the same line.
            yield (self.line_end(node.start) if node.is_literal else node.start), node.end
        for index, item in enumerate(node.items):
            if node.keys:
                yield from self._scalar_spans(node.keys[index])
            yield from self._scalar_spans(item)

    def comment_texts(self, spans: Sequence[_Span] | None = None) -> Counter[str]:
        """The comments that begin within `spans`, else all."""
        return Counter(
            self.text[a:b].rstrip()
            for a, b in self.comments
            if spans is None or any(start <= a < end for start, end in spans)
        )

    # Lines

    def line_start(self, at: int) -> int:
        """Where the line of `at` begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Where the line of `at` ends, before its line end."""
        found = _BREAK.search(self.text, at)
        return found.start() if found else len(self.text)

    def next_line(self, at: int) -> int:
        """Where the line after that of `at` begins."""
        found = _BREAK.search(self.text, at)
        return found.end() if found else len(self.text)

    def line_before(self, start: int) -> int:
        """Where the line above the one that begins at `start` begins."""
        return self.line_start(start - (2 if self.text.endswith("\r\n", 0, start) else 1))

    def begins_line(self, at: int) -> bool:
        """Whether only blanks stand before `at`."""
        return not self.text[self.line_start(at) : at].strip(" ")

    def comment_column(self, start: int) -> int:
        """Column of the comment that the line from `start` consists of; -1 = it is none."""
        line = self.text[start : self.line_end(start)]
        rest = line.lstrip(" ")
        return len(line) - len(rest) if rest.startswith("#") else -1

    # Elements of block collections

    def stop(self, node: _Node) -> int:
        """A place on the last line of `node`, at or behind its last character."""
        while node.is_block and node.items:
            node = node.items[-1]
        if not node.is_literal:
            return node.end
        body = self.text[node.start : node.end]
        if "+" in body[:3]:  # the blank lines behind it are its own
            ending = _BREAK.search(body[-1:] if not body.endswith("\r\n") else body[-2:])
            return node.end - (len(ending.group()) if ending else 0)
        return node.start + len(body.rstrip())

    def heads(self, node: _Node) -> list[int]:
        """Where the dashes or keys of a block collection stand."""
        if node.kind == "map":
            return [key.start for key in node.keys]
        heads = [node.start]
        for before in node.items[:-1]:
            at = self.next_line(self.stop(before))
            while at < len(self.text) and self.text[at + node.column : at + node.column + 1] != "-":
                at = self.next_line(at)
            heads.append(at + node.column)
        if any(self.text[head : head + 1] != "-" for head in heads):
            raise _Unwritable
        return heads

    def lead(self, parent: _Node, index: int) -> int:
        """Behind the colon or dash that stands before the value number `index`."""
        if parent.kind == "list":
            return self.heads(parent)[index] + 1
        colon = _COLON.match(self.text, parent.keys[index].end)
        if colon is None:
            raise _Unwritable
        return colon.end()

    def chunk(self, node: _Node, index: int, heads: list[int]) -> _Span:
        """All that goes with an element of a block collection; the first may begin in the middle of a line."""
        begin = head = heads[index]
        column = head - self.line_start(head)
        if self.begins_line(head):
            begin = self.line_start(head)
            floor = self.next_line(self.stop(node.items[index - 1])) if index else 0
            if index == 0 and node is self.root:
                floor = begin  # what stands at the top of a file is said of the file
            while begin > floor:
                above = self.line_before(begin)
                if above < floor or self.comment_column(above) != column:
                    break
                begin = above
        end = self.next_line(max(self.stop(node.items[index]), head))
        following = heads[index + 1] if index + 1 < len(heads) else len(self.text)
        while end < following and self.comment_column(end) > column:
            end = self.next_line(end)
        return begin, end

    def spans(self, node: _Node) -> list[_Span]:
        """Stretches of the elements of a flow collection."""
        if self.text[node.start : node.start + 1] not in ("[", "{"):
            raise _Unwritable  # [a: 1] has a mapping without braces
        if node.kind == "list":
            return [(item.start, item.end) for item in node.items]
        spans = []
        for key, item in zip(node.keys, node.items, strict=True):
            colon = _COLON.match(self.text, key.end)
            end = item.end if item.end > item.start else colon.end() if colon else key.end
            spans.append((key.start, end))
        return spans

    def closed(self) -> "YamlSource | None":
        """The same where the last text stands in lines without a last line end: so marked that one can follow."""
        node = self.root
        while node is not None and node.items:
            node = node.items[-1]
        if (
            node is None
            or not node.is_literal
            or node.end != len(self.text)
            or self.text[-1:] in ("\n", "\r")
        ):
            return None
        header = self.text[node.start : self.line_end(node.start)]
        if "-" in header.split("#", 1)[0]:
            return None
        marked = header[0] + "-" + header[1:].replace("+", "", 1)
        text = self.text[: node.start] + marked + self.text[node.start + len(header) :]
        return YamlSource(replace(self.document, text=text), has_bom=self._has_bom)


# How new values are written


def _is_plain(text: str, *, flow: bool, key: bool) -> bool:
    """Whether `text` without quotes is read as `text`."""
    if text in _NULLS and not key:
        return False
    if _SURELY_PLAIN.fullmatch(text):
        return not key or len(text) < _LONGEST_KEY
    if not text or text != text.strip() or text[0] in _NOT_FIRST or (key and len(text) > _LONGEST_KEY):
        return False
    if any(mark in text for mark in ("\n", "\r", "\t", ": ", " #")) or text.endswith(":"):
        return False
    if (flow and any(mark in text for mark in ",[]{}")) or _NEEDS_ESCAPES.search(text):
        return False
    probe = f"{text}: x" if key else f"k: {text}"
    expected: Value = {text: "x"} if key else {"k": text}
    if flow:
        probe, expected = (
            f"[{{{probe}, z: 1}}]",
            [{**expected, "z": "1"}] if isinstance(expected, dict) else None,
        )
    try:
        return read_yaml(probe.encode("utf-8"), explain=False).value == expected
    except YamlRefused:
        return False


def _double_quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    return _ESCAPES.get(char) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes values in the style of what stands there, else in the style of the house.

    `like` is everywhere a node whose style the new value takes where it can; `copies`: it is the very one that is
    replaced, so that its quotes stay even where none are needed.
    """

    plain: bool = True
    """False: every text is quoted."""

    def scalar(
        self,
        text: str,
        *,
        flow: bool,
        like: _Node | None = None,
        copies: bool = False,
        key: bool = False,
    ) -> str:
        """`text` on one line."""
        if self.plain:
            style = like.style if like is not None and like.kind == "scalar" else ""
            if style in ("'", '"') and not copies and like is not None:
                # A sibling in quotes that it needs says nothing of the others.
                style = style if _is_plain(like.text, flow=flow, key=False) else ""
            if style == "'" and "\n" not in text and not _NEEDS_ESCAPES.search(text):
                return "'" + text.replace("'", "''") + "'"
            if style != '"' and _is_plain(text, flow=flow, key=key):
                return text
        return _double_quoted(text)

    def key(self, text: str, *, flow: bool) -> str:
        return self.scalar(text, flow=flow, key=True)

    def flow(self, value: Value, like: _Node | None = None, *, copies: bool = False) -> str:
        """`value` within brackets or braces, on one line."""
        if value is None:
            return "null"
        if isinstance(value, str):
            return self.scalar(value, flow=True, like=like, copies=copies)
        if isinstance(value, list):
            return "[" + ", ".join(self.flow_items(value, like, copies=copies)) + "]"
        pairs = [self.flow_pair(k, v, _child(like, k), copies=copies) for k, v in value.items()]
        return "{" + ", ".join(pairs) + "}"

    def flow_items(self, value: list[Value], like: _Node | None, *, copies: bool = False) -> list[str]:
        return [self.flow(item, _row(like, i), copies=copies) for i, item in enumerate(value)]

    def flow_pair(self, key: str, value: Value, like: _Node | None = None, *, copies: bool = False) -> str:
        return f"{self.key(key, flow=True)}: {self.flow(value, like, copies=copies)}"

    def block(
        self,
        value: Value,
        column: int,
        used: int,
        like: _Node | None = None,
        *,
        copies: bool = False,
        base: int = -1,
    ) -> tuple[str, list[str]]:
        """What stands behind a colon or dash, and the lines after it, from `column` on.

        `used`: columns that are taken on the line of the colon or dash; `base`: column of the parent.
        """
        if not value and not isinstance(value, str):
            return self.flow(value), []
        if isinstance(value, str):
            lines = self._lines_of_text(value, column, like, copies=copies, base=base) if self.plain else None
            return lines or (self.scalar(value, flow=False, like=like, copies=copies), [])
        if self._goes_into_flow(value, column, used, like):
            inline = self.flow(value, like, copies=copies)
            if isinstance(value, list) and used + len(inline) > WIDTH:
                return self._wrapped(self.flow_items(value, like, copies=copies), column, used)
            return inline, []
        if isinstance(value, list):
            return "", [
                line
                for i, item in enumerate(value)
                for line in self.item_lines(item, column, _row(like, i), copies=copies)
            ]
        return "", [
            line
            for key, item in value.items()
            for line in self.pair_lines(
                key, item, column, _child(like, key), copies=copies, list_column=_list_column(like, column)
            )
        ]

    def item_lines(
        self, value: Value, column: int, like: _Node | None = None, *, offset: int = 2, copies: bool = False
    ) -> list[str]:
        """Lines of an item of a block list whose dashes stand in `column`."""
        inner = column + offset
        start = " " * column + "-" + " " * (offset - 1)
        inline, lines = self.block(value, inner, inner, like, copies=copies, base=column)
        return [start + inline, *lines] if inline else [start + lines[0][inner:], *lines[1:]]

    def pair_lines(
        self,
        key: str,
        value: Value,
        column: int,
        like: _Node | None = None,
        *,
        list_column: int,
        copies: bool = False,
    ) -> list[str]:
        """Lines of a key with its value in a block mapping."""
        start = " " * column + self.key(key, flow=False) + ":"
        inner = list_column if isinstance(value, list) else column + 2
        inline, lines = self.block(value, inner, len(start) + 1, like, copies=copies, base=column)
        return [f"{start} {inline}" if inline else start, *lines]

    def _goes_into_flow(self, value: Value, column: int, used: int, like: _Node | None) -> bool:
        if like is not None and like.kind == ("list" if isinstance(value, list) else "map") and like.items:
            return like.is_flow
        if isinstance(value, list):
            texts = [item for item in value if isinstance(item, str) and not set(item) & {",", "\n"}]
            return len(texts) == len(value) and used + len(self.flow(value)) <= WIDTH
        # What a key at the top of a file holds, and the many keys of a step, stand in lines of their own.
        return column > 2 and _is_small(value) and used + len(self.flow(value)) <= WIDTH

    def _wrapped(self, items: list[str], column: int, used: int) -> tuple[str, list[str]]:
        """A flow list over several lines, as many items on each as there is room for."""
        lines: list[str] = []
        line, room = "[", WIDTH - used
        for index, item in enumerate(items):
            piece = item + ("]" if index == len(items) - 1 else ",")
            if line.strip(" [") and len(line) + 1 + len(piece) > room:
                lines.append(line)
                line, room = " " * column + piece, WIDTH
            else:
                line += piece if line == "[" else " " + piece
        lines.append(line)
        return lines[0], lines[1:]

    def _lines_of_text(
        self, text: str, column: int, like: _Node | None, *, copies: bool, base: int
    ) -> tuple[str, list[str]] | None:
        """`text` under a | or >, where it has several lines and no blanks make trouble; else None."""
        style = like.style if copies and like is not None else ""
        body = text.rstrip("\n")
        ends = len(text) - len(body)
        lines = body.split("\n")
        if not body.strip() or _NEEDS_ESCAPES.search(text) or style == '"':
            return None
        padded = any(line != line.rstrip() for line in lines)
        any_indented = any(line.startswith((" ", "\t")) for line in lines)
        indented = next(line for line in lines if line.strip()).startswith((" ", "\t"))
        if style == ">" and lines[0] and ends < 2 and not padded and not any_indented:
            folded = re.sub("\n+", lambda breaks: breaks.group() + "\n", body).split("\n")
            return ">" + ("" if ends else "-"), [" " * column + line if line else "" for line in folded]
        if "\n" not in text or (style != "|" and (padded or indented or ends > 1)):
            return None
        header = "|" + (str(column - max(base, 0)) if indented else "") + ("-", "", "+")[min(ends, 2)]
        written = [" " * column + line if line else "" for line in lines] + [""] * (ends - 1)
        return header, written


def _is_small(value: Value) -> bool:
    """Whether a mapping may stand on one line, if it fits."""
    if isinstance(value, dict):
        return len(value) <= _MOST_KEYS_IN_A_ROW and all(map(_is_small, value.values()))
    if isinstance(value, list):
        return all(isinstance(item, str) and "\n" not in item for item in value)
    return value is None or "\n" not in value


def _child(like: _Node | None, key: str) -> _Node | None:
    if like is None or like.kind != "map":
        return None
    return next((item for k, item in zip(like.keys, like.items, strict=True) if k.text == key), None)


def _row(like: _Node | None, index: int) -> _Node | None:
    if like is None or like.kind != "list" or not like.items:
        return None
    return like.items[min(index, len(like.items) - 1)]


def _list_column(like: _Node | None, column: int) -> int:
    """Column of the dashes of a list in a block mapping whose keys stand in `column`: under the key, or indented."""
    lists = [item for item in like.items if item.kind == "list" and item.is_block] if like is not None else []
    return column if like is not None and any(item.column == like.column for item in lists) else column + 2


# One edit in the text


@dataclass(frozen=True, slots=True)
class _Found:
    """A node, and where it hangs."""

    node: _Node
    parent: _Node | None
    index: int
    in_flow: bool


_Changes = tuple[list[_Change], list[_Span]]
"""What changes, and the stretches whose comments may go with it."""


def _after_all_parts(source: YamlSource, edit: Edit) -> YamlSource:
    """`source` after `edit`: where it can be, only the parts of a collection that are new are written."""
    if isinstance(edit, Put):
        there: Value = source.value
        for part in edit.path:
            there = _part(there, part)
        parts = list(_narrowed(edit.path, there, edit.value))
        expected = _applied(source.value, edit, edit.path)
        if len(parts) <= _MOST_PARTS and parts != [Put(edit.path, edit.value)]:
            try:
                result = source
                for part_edit in parts:
                    result = _after(result, part_edit)
            except SpliceRefused:
                return _after(source, edit)
            if _same(result.value, expected):
                return result
    return _after(source, edit)


def _part(value: Value, part: str | int) -> Value:
    if isinstance(value, dict) and isinstance(part, str):
        return value.get(part)
    if isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
        return value[part]
    return None


def _narrowed(path: Path, old: Value, new: Value) -> Iterator[Edit]:
    """Edits that make `new` of `old`, as small as they come; one of the whole where the two have little in common."""
    if isinstance(old, dict) and isinstance(new, dict):
        common = [key for key in old if key in new]
        if common and common == [key for key in new if key in old]:
            yield from (Remove((*path, key)) for key in old if key not in new)
            for key, item in new.items():
                if key in old:
                    yield from _narrowed((*path, key), old[key], item)
                else:
                    yield Put((*path, key), item, tuple(new))
            return
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        most = min(len(old), len(new))
        head = next((i for i in range(most) if not _same(old[i], new[i])), most)
        tail = next((i for i in range(most - head) if not _same(old[-1 - i], new[-1 - i])), most - head)
        if head or tail or len(old) == len(new):
            changed = most - head - tail
            for index in range(head, head + changed):
                yield from _narrowed((*path, index), old[index], new[index])
            for index in reversed(range(head + changed, len(old) - tail)):
                yield Remove((*path, index))
            for index in range(head + changed, len(new) - tail):
                yield Insert(path, index, new[index])
            return
    if not _same(old, new):
        yield Put(path, new)


def _after(source: YamlSource, edit: Edit) -> YamlSource:
    """`source` after `edit`, by the first notation that reads back as it must."""
    expected = _applied(source.value, edit, edit.path)
    if _same(expected, source.value):
        return source
    told = ""
    for start in (source, source.closed()):
        if start is None:
            continue
        with_it: list[_Span] = []
        for attempt in _attempts(start, edit, expected):
            try:
                changes, goes = attempt()
            except _Unwritable:
                continue
            with_it = with_it or goes
            for text in _endings(_changed(start.text, changes), source.eol):
                try:
                    result = start.with_text(text)
                except YamlRefused as refused:
                    if refused.rule in ("too-large", "too-deep"):
                        told = refused.message
                    continue
                if _same(result.value, expected) and _keeps_comments(start, result, with_it):
                    return result
    raise SpliceRefused(
        f"{_spoken(edit.path)}改不了,没有改动:"
        + (told or "没有找到读回来一字不差、又不丢注释的写法")
        + "。请换一种写法,或者用文本编辑器在文件里改这一处。"
    )


def _attempts(source: YamlSource, edit: Edit, expected: Value) -> Iterator[Callable[[], _Changes]]:
    """Ways to write `edit`, from the one that changes least to the plainest."""
    for writer in (_Writer(), _Writer(plain=False)):
        yield partial(_Splice(source, writer).changes, edit)
    for writer in (_Writer(), _Writer(plain=False)):
        yield partial(_Splice(source, writer).rewritten, edit, expected)


def _endings(text: str, eol: str) -> Iterator[str]:
    yield text
    if not text.endswith(("\n", "\r")):
        yield text + eol  # the last text may need its line end


def _changed(text: str, changes: list[_Change]) -> str:
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _keeps_comments(before: YamlSource, after: YamlSource, with_it: list[_Span]) -> bool:
    """Whether all comments are still there but for those that go with what went, and none has come."""
    if not before.comments and "#" not in after.text:
        return True
    old, new = before.comment_texts(), after.comment_texts()
    return old - before.comment_texts(with_it) <= new <= old


@dataclass(frozen=True, slots=True)
class _Splice:
    """Finds the changes of the text that an edit asks for."""

    source: YamlSource
    writer: _Writer

    def changes(self, edit: Edit) -> _Changes:
        """Only what `edit` names is written."""
        found = self._find(edit.path)
        match edit:
            case Put():
                return self._put(edit, found)
            case Insert():
                if found is None:
                    return self._put(Put(edit.path, [edit.value], edit.order), None)
                if not self._holds_anything(found.node):
                    return self._replace(found, [edit.value])
                return self._insert_item(found.node, edit.index, edit.value), []
            case Remove():
                return self._remove(edit.path)
            case Move():
                if found is None:
                    raise _Unwritable
                return self._move(found.node, edit.index, edit.to)

    def rewritten(self, edit: Edit, expected: Value) -> _Changes:
        """The smallest collection around what changes is written anew, in the style of the house."""
        path = edit.path if isinstance(edit, Insert | Move) else edit.path[:-1]
        found = self._find(path)
        if found is None:
            path = path[:-1]
            found = self._find(path)
        if found is None:
            raise _Unwritable
        for part in path:
            expected = expected[part]  # type: ignore[index]
        return self._replace(found, expected, copies=False)[0], []

    def _find(self, path: Path) -> _Found | None:
        node = self.source.root
        if node is None:
            return None
        found = _Found(node, None, 0, in_flow=False)
        for part in path:
            node = found.node
            is_there = (
                part in [key.text for key in node.keys] if isinstance(part, str) else part < len(node.items)
            )
            if not is_there:
                return None
            index = node.index_of(part)
            found = _Found(node.items[index], node, index, found.in_flow or node.is_flow)
        return found

    def _holds_anything(self, node: _Node) -> bool:
        return bool(node.items) or (node.is_flow and "#" in self.source.text[node.start : node.end])

    # Values

    def _put(self, edit: Put, found: _Found | None) -> _Changes:
        if found is not None:
            return self._replace(found, edit.value)
        if self.source.root is None:
            value = edit.value
            for part in reversed(edit.path):
                value = {str(part): value}
            return self._first_value(value), []
        parent = self._find(edit.path[:-1])
        if parent is None:
            raise _Unwritable
        key = str(edit.path[-1])
        node = parent.node
        if not self._holds_anything(node):
            return self._replace(parent, {key: edit.value})
        index = _position([k.text for k in node.keys], key, edit.order)
        if node.is_flow:
            return self._insert_into_flow(node, index, self.writer.flow_pair(key, edit.value)), []
        lines = self.writer.pair_lines(
            key, edit.value, node.column, list_column=_list_column(node, node.column)
        )
        return self._insert_lines(node, index, lines), []

    def _first_value(self, value: Value) -> list[_Change]:
        """A value for a file that holds none yet."""
        text, eol = self.source.text, self.source.eol
        inline, lines = self.writer.block(value, 0, 0)
        written = eol.join([inline, *lines] if inline else lines) + eol
        return [(len(text), len(text), written if not text or text.endswith(("\n", "\r")) else eol + written)]

    def _replace(self, found: _Found, value: Value, *, copies: bool = True) -> _Changes:
        """`value` takes the place of a node, in the style of the node if it `copies` it."""
        node = found.node
        like = node if copies else None
        with_it = [(node.start, node.end)] if node.is_flow else []
        if found.in_flow:
            return [self._in_flow(found, self.writer.flow(value, like, copies=copies))], with_it
        base = found.parent.column if found.parent is not None else -1
        column = self._inner_column(found, value)
        used = node.column
        if found.parent is not None:
            lead = self.source.lead(found.parent, found.index)
            used = lead - self.source.line_start(lead) + 1
        inline, lines = self.writer.block(value, column, used, like, copies=copies, base=base)
        if node.is_block:
            return self._instead_of_lines(found, inline, lines)
        return self._instead_of_inline(found, inline, lines), with_it

    def _inner_column(self, found: _Found, value: Value) -> int:
        """Column of the lines of a new value."""
        node, parent, source = found.node, found.parent, self.source
        if node.is_block and not isinstance(value, str):
            is_under_key = parent is not None and parent.kind == "map" and node.column == parent.column
            return node.column + 2 if is_under_key and isinstance(value, dict) else node.column
        if node.is_literal and isinstance(value, str):
            body = source.text[source.next_line(node.start) : node.end]
            lines = [line for line in _BREAK.split(body) if line.strip()]
            if lines:
                return min(len(line) - len(line.lstrip(" ")) for line in lines)
        if parent is None:
            return 0
        if parent.kind == "map":
            return _list_column(parent, parent.column) if isinstance(value, list) else parent.column + 2
        beside = not source.begins_line(node.start) and node.column > parent.column + 1
        return node.column if beside else parent.column + 2

    def _in_flow(self, found: _Found, written: str) -> _Change:
        node, text = found.node, self.source.text
        is_nothing = node.start == node.end and node.kind == "scalar"
        if is_nothing and found.parent is not None and found.parent.kind == "map":
            has_colon = _COLON.match(text, found.parent.keys[found.index].end) is not None
            space = "" if text[node.start - 1] == " " else " "
            written = space + written if has_colon else f": {written}"
        return node.start, node.end, written

    def _instead_of_lines(self, found: _Found, inline: str, lines: list[str]) -> _Changes:
        """In the place of a block collection."""
        source, node = self.source, found.node
        heads = source.heads(node)
        begin = source.chunk(node, 0, heads)[0]
        end = source.chunk(node, len(heads) - 1, heads)[1]
        last = source.eol if source.text[begin:end].endswith(("\n", "\r")) else ""
        with_it = [(begin, end)]
        if not source.begins_line(heads[0]):
            all_lines = [inline, *lines] if inline else [lines[0].lstrip(" "), *lines[1:]]
            return [(begin, end, source.eol.join(all_lines) + last)], with_it
        if inline and found.parent is not None:
            lead = source.lead(found.parent, found.index)
            rest = source.eol.join(lines) + last if lines else ""
            return [(lead, lead, " " + inline), (begin, end, rest)], with_it
        return [(begin, end, source.eol.join([inline, *lines] if inline else lines) + last)], with_it

    def _instead_of_inline(self, found: _Found, inline: str, lines: list[str]) -> list[_Change]:
        """In the place of a scalar or a flow collection; the comment behind it stays on the first line."""
        source, node, parent = self.source, found.node, found.parent
        eol, text = source.eol, source.text
        end, comment = node.end, ""
        if node.is_literal:
            end = source.line_end(source.stop(node))
            header = re.search(r"[ \t]+#.*", text[node.start : source.line_end(node.start)])
            comment = header.group() if header else ""
        line_end = source.line_end(end)
        below = "".join(eol + line for line in lines)
        lead = source.lead(parent, found.index) if parent is not None else -1
        space = " " if node.start == lead else ""
        if lines and inline.startswith("["):  # a list that goes on has its comment behind its end
            return [(node.start, end, space + inline + below + comment)]
        if inline and node.is_literal:
            return [(node.start, end, inline + comment + below)]
        if inline:
            first = (node.start, end, space + inline)
            return [first, (line_end, line_end, below)] if below else [first]
        if parent is None:
            return [(node.start, end, eol.join(lines))]
        if source.line_start(lead) != source.line_start(node.start):
            return [(source.line_start(node.start), end, eol.join(lines))]
        if parent.kind == "list" and not comment and not text[end:line_end].strip():
            return [(node.start, end, space + eol.join(lines).lstrip(" "))]
        if node.is_literal:
            return [(lead, end, comment + below)]
        return [(lead, end, ""), (line_end, line_end, below)]

    # Elements of block collections

    def _insert_item(self, node: _Node, index: int, value: Value) -> list[_Change]:
        sibling = node.items[max(index - 1, 0)] if node.items else None
        if node.is_flow or sibling is None:
            return self._insert_into_flow(node, index, self.writer.flow(value, sibling))
        offset = sibling.column - node.column
        is_beside = not self.source.begins_line(sibling.start) and sibling.end > sibling.start
        if not is_beside or offset < 2:
            offset = 2
        lines = self.writer.item_lines(value, node.column, sibling, offset=offset)
        return self._insert_lines(node, index, lines)

    def _insert_lines(self, node: _Node, index: int, lines: list[str]) -> list[_Change]:
        """New lines become the element number `index`; a blank line parts them where one parts all others."""
        source, eol = self.source, self.source.eol
        heads = source.heads(node)
        chunks = [source.chunk(node, i, heads) for i in range(len(heads))]
        gaps = [source.text[one[1] : two[0]] for one, two in pairwise(chunks)]
        is_parted = bool(gaps) and all(any(not line.strip() for line in gap.splitlines()) for gap in gaps)
        written = eol.join(lines) + eol
        if index:
            at = chunks[index - 1][1]
            return [self._lines_at(at, eol + written if is_parted else written)]
        at = chunks[0][0]
        if not source.begins_line(heads[0]):
            return [(at, at, written.lstrip(" ") + " " * node.column)]
        return [(at, at, written + eol if is_parted else written)]

    def _lines_at(self, at: int, written: str) -> _Change:
        """Whole lines at the beginning of a line, or at the end of a file that lacks the last line end."""
        text, eol = self.source.text, self.source.eol
        if at == len(text) and not text.endswith(("\n", "\r")):
            return at, at, eol + written.removesuffix(eol)
        return at, at, written

    def _remove(self, path: Path) -> _Changes:
        found, above = self._find(path), self._find(path[:-1])
        if found is None or above is None or found.parent is None:
            raise _Unwritable
        node = found.parent
        has_comments = node.is_flow and "#" in self.source.text[node.start : node.end]
        if len(node.items) == 1 and not has_comments:
            empty: Value = [] if node.kind == "list" else {}
            return self._replace(above, empty)
        if node.is_flow:
            changes = self._removed_from_flow(node, found.index)
            return changes, [(start, end) for start, end, _ in changes]
        heads = self.source.heads(node)
        chunk = self.source.chunk(node, found.index, heads)
        return [self._without_chunk(node, found.index, heads)], [chunk]

    def _without_chunk(self, node: _Node, index: int, heads: list[int]) -> _Change:
        source = self.source
        begin, end = source.chunk(node, index, heads)
        if source.begins_line(heads[index]):
            return begin, end, ""
        # The first one stands behind the dash of the list around it: the next takes its place there.
        between = source.text[end : heads[index + 1]]
        if "#" not in between:
            return begin, heads[index + 1], ""
        dash = len(source.text[:begin].rstrip(" "))
        return dash, end, source.eol

    def _move(self, node: _Node, index: int, to: int) -> _Changes:
        source, eol = self.source, self.source.eol
        if node.is_flow:
            spans = source.spans(node)
            texts = [source.text[start:end] for start, end in spans]
            texts.insert(to, texts.pop(index))
            return [
                (*span, text)
                for span, text in zip(spans, texts, strict=True)
                if source.text[slice(*span)] != text
            ], []
        heads = source.heads(node)
        begin, end = source.chunk(node, index, heads)
        written = source.text[begin:end]
        if not written.endswith(("\n", "\r")):
            written += eol
        if not source.begins_line(heads[index]):
            written = " " * node.column + written
        without = self._without_chunk(node, index, heads)
        if to > index:
            return [without, self._lines_at(source.chunk(node, to, heads)[1], written)], []
        at = source.chunk(node, to, heads)[0]
        if not source.begins_line(heads[to]):
            written = written.lstrip(" ") + " " * node.column
        return [without, (at, at, written)], []

    # Elements of flow collections

    def _insert_into_flow(self, node: _Node, index: int, written: str) -> list[_Change]:
        source, text, eol = self.source, self.source.text, self.source.eol
        spans = source.spans(node)
        if not spans:
            return [(node.start + 1, node.start + 1, written)]
        starts = [start for start, _ in spans]
        in_lines = all(map(source.begins_line, starts))
        if index == 0:
            gap = "," + eol + " " * self._column(starts[0]) if in_lines else ", "
            return [(starts[0], starts[0], written + gap)]
        end = spans[index - 1][1]
        comma = _COMMA.match(text, end)
        behind = comma.end() if comma else end
        rest = text[behind : source.line_end(behind)].strip()
        if (in_lines and not rest) or rest.startswith("#"):
            at = source.line_end(behind)
            new = eol + " " * self._column_of_rest(node, starts) + written + ("," if comma else "")
            return [(at, at, new)] if comma else [(end, end, ","), (at, at, new)]
        is_long = node.end > min(source.line_end(node.start), node.start + len(written))
        if node.kind == "list" and is_long and self._column(end) + len(written) + 2 > WIDTH:
            return [(end, end, "," + eol + " " * self._column_of_rest(node, starts) + written)]
        return [(end, end, ", " + written)]

    def _column(self, at: int) -> int:
        return at - self.source.line_start(at)

    def _column_of_rest(self, node: _Node, starts: list[int]) -> int:
        """Column in which the lines of a flow collection begin, after its first."""
        source = self.source
        line = source.line_start(node.start)
        begun = next(
            (start for start in starts if start > source.line_end(node.start) and source.begins_line(start)),
            None,
        )
        if begun is not None:
            return self._column(begun)
        lead = _LEADING.match(source.text, line)
        return (lead.end() - line if lead else 0) + 2

    def _removed_from_flow(self, node: _Node, index: int) -> list[_Change]:
        """An element with its comma; what stands alone on its lines goes with them."""
        source, text = self.source, self.source.text
        spans = source.spans(node)
        start, end = spans[index]
        comma = _COMMA.match(text, end)
        behind = comma.end() if comma else end
        is_last = index == len(spans) - 1
        alone = source.begins_line(start) and re.match(r"[ \t]*(#|\r|\n)", text[behind:])
        before = spans[index - 1][1] if index else node.start + 1
        own_comma: list[_Change] = []
        if index and is_last and comma is None:
            previous = _COMMA.match(text, before)
            own_comma = [(previous.end() - 1, previous.end(), "")] if previous else []
        if alone:
            begin = source.line_start(start)
            column = start - begin
            while begin and source.comment_column(source.line_before(begin)) == column:
                begin = source.line_before(begin)
            return [*own_comma, (begin, source.next_line(behind), "")]
        if not is_last:
            following = spans[index + 1][0]
            if "#" not in text[behind:following]:
                return [(start, following, "")]
            return [(start, behind, "")]
        if "#" not in text[before:start]:
            return [(before, behind if index == 0 else end, "")]
        return [*own_comma, (start, behind if index == 0 else end, "")]
