"""YAML text goes in; plain values and the place of each value come out, or the first reason why not.

Built on the event stream of PyYAML's C parser and not on its loader: composing crashes the process on deep
nesting, resolves ``0571`` to 377 and ``12:30`` to 750, and keeps the last of two equal keys without a word.
Every scalar stays text except ``null``, ``~`` and nothing, which are None.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from handbook.han_forms import fold_han

MAX_BYTES = 512 * 1024
MAX_DEPTH = 32

Path = tuple[str | int, ...]
Value = str | None | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Place:
    """Line and column, counted from 1."""

    line: int
    column: int


class YamlRefused(Exception):
    """The text is not the small, plain YAML that content is written in."""

    def __init__(self, rule: str, message: str, place: Place) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.place = place


@dataclass(slots=True)
class YamlDocument:
    """Values of a document and where each stands."""

    value: Value
    places: dict[Path, Place]
    tight: tuple[Path, ...] = ()
    """Items of ``[…]`` lists that follow a comma without a space: most likely a sentence cut in two."""

    def place_of(self, path: Path) -> Place:
        """Place of `path`, or of its nearest parent that is there."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, Place(1, 1))


def read_yaml(raw: bytes) -> YamlDocument:
    """The single document in `raw` (UTF-8).

    Raises:
        YamlRefused: too large, not UTF-8, broken, too deep, or with aliases, tags, duplicate or odd keys.

    """
    if len(raw) > MAX_BYTES:
        raise YamlRefused("too-large", f"文件超过 {MAX_BYTES // 1024} KB,请拆成几个文件", Place(1, 1))
    text = _decode(raw)
    builder = _Builder(text)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise YamlRefused("yaml-syntax", _syntax_message(error), _place(error.problem_mark)) from None
    except yaml.YAMLError as error:
        # The reader refuses control characters; it knows the offset in bytes alone.
        offset = getattr(error, "position", None) or 0
        message = "文件里有不允许的控制字符,请删去(多半是从别处粘贴来的)"
        raise YamlRefused("yaml-syntax", message, _place_at(text, offset)) from None
    return YamlDocument(builder.root, builder.places, tuple(builder.tight))


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise YamlRefused("not-utf8", "文件不是 UTF-8 编码,请用 UTF-8 另存", Place(line, 1)) from None


def _place_at(text: str, offset: int) -> Place:
    before = text.encode()[:offset].decode(errors="ignore")
    return Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark is not None else Place(1, 1)


def _syntax_message(error: yaml.MarkedYAMLError) -> str:
    return f"YAML 写法有误({error.problem or '无法解析'}),请检查缩进、冒号后的空格和引号"


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
