"""YAML text goes in; plain values and the place of each value come out, or the first reason why not.

Built on the event stream of PyYAML's C parser and not on its loader: composing crashes the process on deep
nesting, resolves ``0571`` to 377 and ``12:30`` to 750, and keeps the last of two equal keys without a word.
Every scalar stays text except ``null``, ``~`` and nothing, which are None.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from handbook.content.foreign_marks import forbidden_mark, foreign_mark
from handbook.han_forms import fold_han

MAX_BYTES = 512 * 1024
MAX_DEPTH = 32
_BLANKS = "\u00a0\u3000"
_MAY_BE_A_SLIP = ("yaml-syntax", "odd-key", "duplicate-key")
_STUMBLES = {
    "could not find expected ':'": "上面这一行缺少冒号,或冒号后缺空格",
    "mapping values are not allowed in this context": "这里不能再写“键: 值”;句子里有“: ”时整句加引号",
    "did not find expected key": "缩进不齐,或多了符号",
    "did not find expected '-' indicator": "缩进不齐,或缺少“- ”",
    "did not find expected ',' or ']'": "方括号没有配对,或缺逗号",
    "did not find expected ',' or '}'": "花括号没有配对,或缺逗号",
    "found character that cannot start any token": "这个符号不能开头,整句加引号",
    "found unexpected end of stream": "引号没有配对",
}
"""What the parser says, in words for authors."""
_LINES_BEFORE = 40
"""Lines before the place of an error that are looked through for a character that is to blame."""

Path = tuple[str | int, ...]
Value = str | None | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, counted from 1."""

    line: int
    column: int


class YamlRefused(Exception):
    """The text is not the small, plain YAML that content is written in."""

    def __init__(self, rule: str, message: str, place: Place, began: int = 0) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.place = place
        self.began = began
        """Line on which the parser began with what it did not come to the end of; 0 = it does not say."""


@dataclass(slots=True)
class YamlDocument:
    """Values of a document and where each stands."""

    value: Value
    places: dict[Path, Place]
    tight: tuple[Path, ...] = ()
    """Items of ``[…]`` lists that follow a comma without a space: most likely a sentence cut in two."""
    text: str = ""
    """All of it as it was written."""

    def place_of(self, path: Path) -> Place:
        """Place of `path`, or of its nearest parent that is there."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, Place(1, 1))


def read_yaml(raw: bytes, *, explain: bool = True) -> YamlDocument:
    """The single document in `raw` (UTF-8); `explain`: look for the character that is to blame for broken YAML.

    Raises:
        YamlRefused: too large, not UTF-8, broken, too deep, or with aliases, tags, duplicate or odd keys.

    """
    if len(raw) > MAX_BYTES:
        raise YamlRefused("too-large", f"文件超过 {MAX_BYTES // 1024} KB,请拆成几个文件", Place(1, 1))
    text = _decode(raw)
    forbidden = forbidden_mark(text)
    if forbidden:
        raise YamlRefused("yaml-syntax", forbidden.message, Place(forbidden.line, forbidden.column))
    try:
        return _document(text)
    except YamlRefused as refused:
        if not explain or refused.rule not in _MAY_BE_A_SLIP:
            raise
        found = refused
    # The parser often stumbles only on a later line.
    line = found.place.line
    near = [found.began or line, line, *range(line - 1, max(line - _LINES_BEFORE, 0), -1)]
    mark = foreign_mark(text, near, _left_unread)
    if mark is None:
        raise found
    raise YamlRefused("yaml-syntax", mark.message, Place(mark.line, mark.column))


def _document(text: str) -> YamlDocument:
    builder = _Builder(text)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        began = _place(error.context_mark).line if error.context_mark else 0
        raise YamlRefused("yaml-syntax", _syntax_message(error), _place(error.problem_mark), began) from None
    return YamlDocument(builder.root, builder.places, tuple(builder.tight), text)


def _left_unread(text: str) -> float:
    """How much of `text` stands behind the first mistake; 0 where there is none."""
    try:
        _document(text)
    except YamlRefused as refused:
        place = refused.place
        lines = text.splitlines(keepends=True)[place.line - 1 :]
        return sum(map(len, lines)) - place.column + 2
    return 0


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise YamlRefused("not-utf8", "文件不是 UTF-8 编码,请用 UTF-8 另存", Place(line, 1)) from None


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark is not None else Place(1, 1)


def _syntax_message(error: yaml.MarkedYAMLError) -> str:
    found = _STUMBLES.get(error.problem or "", error.problem or "无法解析")
    return f"YAML 写法有误({found}),请检查缩进、冒号后的空格和引号"


@dataclass(slots=True)
class _Frame:
    container: list[Value] | dict[str, Value]
    path: Path
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    text: str
    root: Value = None
    places: dict[Path, Place] = field(default_factory=dict)
    tight: list[Path] = field(default_factory=list)
    _stack: list[_Frame] = field(default_factory=list)
    _documents: int = 0

    def take(self, event: Any) -> None:
        place = _place(event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise YamlRefused("several-documents", "一个文件只写一个文档,请去掉多余的 ---", place)
        elif isinstance(event, yaml.AliasEvent):
            raise YamlRefused("alias", "不允许使用 * 引用,请把内容写全", place)
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event, place)
            self._scalar(event, place)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            self._refuse_marks(event, place)
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], place)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._stack.pop()

    def _refuse_marks(self, event: Any, place: Place) -> None:
        if event.anchor is not None:
            raise YamlRefused("anchor", "不允许使用 & 锚点,请把内容写全", place)
        if event.tag is not None:
            raise YamlRefused("tag", f"不允许使用标签 {event.tag},请去掉", place)

    def _open(self, container: list[Value] | dict[str, Value], place: Place) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise YamlRefused("too-deep", f"嵌套超过 {MAX_DEPTH} 层,请简化结构", place)
        path = self._add(container, place)
        self._stack.append(_Frame(container, path))

    def _scalar(self, event: Any, place: Place) -> None:
        text = fold_han(event.value)  # copied from a PDF, 门 may be the radical ⻔
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.container, dict) and frame.key is None:
            self._take_key(frame, text, place)
            return
        if not event.style:
            text = text.strip(_BLANKS)  # as the parser does with plain blanks
        is_null = event.implicit[0] and text in ("", "~", "null")
        path = self._add(None if is_null else text, place)
        start = event.start_mark.index
        if frame is not None and isinstance(frame.container, list) and self.text[start - 1 : start] == ",":
            self.tight.append(path)

    def _take_key(self, frame: _Frame, key: str, place: Place) -> None:
        if key in frame.container:
            raise YamlRefused("duplicate-key", f"键“{key}”在同一处写了两次,请合并或删去一个", place)
        frame.key = key
        self.places[(*frame.path, key)] = place

    def _add(self, value: Value, place: Place) -> Path:
        if not self._stack:
            self.root = value
            self.places[()] = place
            return ()
        frame = self._stack[-1]
        if isinstance(frame.container, list):
            path: Path = (*frame.path, len(frame.container))
            frame.container.append(value)
            self.places[path] = place
            return path
        if frame.key is None:
            raise YamlRefused("odd-key", "键必须是一个词,不能是列表或映射", place)
        path = (*frame.path, frame.key)
        frame.container[frame.key] = value
        frame.key = None
        return path


def iter_texts(value: Value, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in `value` with its path, depth first, keys left out."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from iter_texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from iter_texts(item, (*path, key))
