"""Random edits of the handbook's own files, and of variants of them: what is read back is what the edits say.

A chain of edits is made on each file, every one on the result of the one before.
"""

import copy
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

import pytest
import yaml

from handbook.content.writing.edits import Edit, Insert, Move, Put, Remove
from handbook.content.writing.splice import SpliceRefused, spliced
from handbook.content.yaml_reader import Path, Place, Value, YamlDocument, YamlRefused, read_yaml

_CONTENT = FilePath(__file__).parents[4] / "content"
_FILES = sorted(_CONTENT.rglob("*.yaml"))
_EDITS_IN_A_CHAIN = 8
_NASTY = [
    "改成这一句。",
    "先关阀,再打电话",
    "时限: 24 小时",
    "12:30",
    "结尾是冒号:",
    "井号 # 后面",
    "#开头",
    'He said "好"',
    "it's 好",
    "“引号”",
    "[方括号]",
    "里面[有]和{有}",
    "- 横线开头",
    "-5",
    "---",
    "? 问",
    ": 冒号",
    "& 和",
    "*星",
    "!叹",
    "|竖",
    ">大于",
    "%百分",
    "@某",
    "`反`",
    "true",
    "no",
    "0571",
    "1e3",
    "~",
    "null",
    "",
    " ",
    "{{p3_arrival}}内到",
    "在{{p3_arrival}}内到",
    "{称呼},您好",
    "您好,{称呼}",
    "第一行\n第二行\n",
    "第一行\n\n- 第三行: x # y\n  缩进",
    "第一行  \n第二行\n\n\n",
    "\n前面空行\n",
    "  缩进开头\n然后\n",
    "\n",
    " 前空",
    "后空 ",
    "\u3000全角空格\u3000",
    "\u00a0硬空格\u00a0",
    "制\t表",
    "\t",
    "反斜\\杠\\n",
    "🔥👨‍👩‍👧 有火",
    "⻔口⽤水",
    "响\x07铃",
    "行\u2028分",
    "\ufeff头",
    "a\rb",
    "很长的一句话," * 200,
    "很长的一句话" * 300,
    "x" * 1100,
]
_NEW_KEYS = ["hint", "note", "新键", "a: b", "x,y", "{k}", "null", "it's", "#k", "- k"]


@dataclass
class _Figures:
    edits: int = 0
    exact: int = 0
    refused: list[str] = field(default_factory=list)
    lines_of_a_put: list[int] = field(default_factory=list)
    lines_of_others: list[int] = field(default_factory=list)
    seconds: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.edits} edits, {self.exact} exact, {len(self.refused)} refused, "
            f"{self.seconds / max(self.edits, 1) * 1000:.1f} ms each; changed lines, old and new ones: "
            f"one-line Put median {statistics.median(self.lines_of_a_put)}, max {max(self.lines_of_a_put)}; "
            f"others median {statistics.median(self.lines_of_others)}, max {max(self.lines_of_others)}"
        )


# Variants of a file


def _as_it_is(raw: bytes, _chance: random.Random) -> bytes:
    return raw


def _crlf(raw: bytes, _chance: random.Random) -> bytes:
    return raw.replace(b"\n", b"\r\n")


def _mixed_ends(raw: bytes, chance: random.Random) -> bytes:
    return b"".join(line + chance.choice([b"\n", b"\n", b"\r\n"]) for line in raw.split(b"\n")[:-1])


def _bom(raw: bytes, _chance: random.Random) -> bytes:
    return b"\xef\xbb\xbf" + raw


def _no_last_end(raw: bytes, _chance: random.Random) -> bytes:
    return raw.rstrip(b"\n")


def _trailing_blanks(raw: bytes, chance: random.Random) -> bytes:
    return b"".join(line + chance.choice([b"", b"", b"  "]) + b"\n" for line in raw.split(b"\n")[:-1])


def _requoted(raw: bytes, chance: random.Random) -> bytes:
    """Texts that stand plain get quotes, and quoted ones others."""
    text = raw.decode("utf-8")
    for event in reversed(_events(text)):
        start, end = _span(event)
        if (
            isinstance(event, yaml.ScalarEvent)
            and start < end
            and "\n" not in event.value
            and chance.random() < 0.3
        ):
            if chance.random() < 0.5:
                quoted = "'" + event.value.replace("'", "''") + "'"
            else:
                quoted = '"' + event.value.replace("\\", "\\\\").replace('"', '\\"') + '"'
            if event.style not in ("|", ">"):
                text = text[:start] + quoted + text[end:]
    return text.encode("utf-8")


def _commented(raw: bytes, chance: random.Random) -> bytes:
    """Comments above and behind things, and blank lines, wherever they change no value."""
    value = read_yaml(raw).value
    lines = raw.decode("utf-8").split("\n")
    for number in range(25):
        at = chance.randrange(len(lines))
        tried = list(lines)
        kind = chance.random()
        if kind < 0.5:
            indent = len(tried[at]) - len(tried[at].lstrip(" "))
            tried.insert(at, " " * indent + f"# 注释 {number}")
        elif kind < 0.6:
            tried.insert(at, "")
        else:
            tried[at] += f" # 注释 {number}"
        try:
            fits = read_yaml("\n".join(tried).encode("utf-8"), explain=False).value == value
        except YamlRefused:
            continue
        if fits:
            lines = tried
    return "\n".join(lines).encode("utf-8")


def _dumped(raw: bytes, chance: random.Random) -> bytes:
    """As another program writes the same: other wraps, indents and quotes."""
    written: str = yaml.safe_dump(
        read_yaml(raw).value,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=chance.choice([None, True, False]),
        width=chance.choice([40, 80, 200]),
        indent=chance.choice([2, 4]),
        default_style=chance.choice([None, None, "'", '"', "|", ">"]),
    )
    return written.encode("utf-8")


def _dumped_and_commented(raw: bytes, chance: random.Random) -> bytes:
    return _commented(_dumped(raw, chance), chance)


_VARIANTS: list[Callable[[bytes, random.Random], bytes]] = [
    _as_it_is,
    _crlf,
    _mixed_ends,
    _bom,
    _no_last_end,
    _trailing_blanks,
    _requoted,
    _commented,
    _dumped,
    _dumped_and_commented,
]


# Edits and what they mean


def _events(text: str) -> list[Any]:
    return list(yaml.parse(text, Loader=yaml.CSafeLoader))


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _height(event: Any) -> int:
    """Lines that a scalar goes over; one with a | or > has two at least."""
    return event.end_mark.line - event.start_mark.line + 1 + (event.style in ("|", ">"))  # type: ignore[no-any-return]


def _all_paths(value: Value, path: Path = ()) -> list[Path]:
    found = [path]
    if isinstance(value, list):
        for index, item in enumerate(value):
            found += _all_paths(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            found += _all_paths(item, (*path, key))
    return found


def _at(value: Value, path: Path) -> Any:
    found: Any = value
    for part in path:
        found = found[part]
    return found


def _new_value(chance: random.Random, like: Value = None) -> Value:
    if isinstance(like, dict) and like and chance.random() < 0.8:
        row: Value = copy.deepcopy(like)
        assert isinstance(row, dict)
        row[chance.choice(list(row))] = chance.choice(_NASTY)
        return row
    kind = chance.random()
    if kind < 0.7:
        return chance.choice(_NASTY)
    if kind < 0.75:
        return None
    if kind < 0.87:
        return [chance.choice(_NASTY) for _ in range(chance.randrange(4))]
    keys = chance.sample(_NEW_KEYS, chance.randrange(3))
    pair: Value = {"a": "1"}
    values: list[Value] = [chance.choice(_NASTY), ["甲", "乙"], pair]
    return {key: chance.choice(values) for key in keys}


def _random_edit(value: Value, chance: random.Random) -> Edit:
    """An edit that fits `value`: the kind first, so that the rare ones come often."""
    paths = _all_paths(value)
    lists = [path for path in paths if isinstance(_at(value, path), list)]
    mappings = [path for path in paths if isinstance(_at(value, path), dict)]
    long_lists = [path for path in lists if len(_at(value, path)) > 1]
    below = paths[1:] or [()]
    kind = chance.choice(["text", "text", "text", "value", "key", "insert", "remove", "move"])
    if kind == "key" and mappings:
        path = chance.choice(mappings)
        key = chance.choice(_NEW_KEYS)
        names = [*_at(value, path), key]
        chance.shuffle(names)
        return Put((*path, key), _new_value(chance), tuple(names) if chance.random() < 0.5 else ())
    if kind == "insert" and lists:
        path = chance.choice(lists)
        there = _at(value, path)
        like = there[0] if there else None
        return Insert(path, chance.randint(0, len(there)), _new_value(chance, like))
    if kind == "move" and long_lists:
        path = chance.choice(long_lists)
        count = len(_at(value, path))
        return Move(path, chance.randrange(count), chance.randrange(count))
    path = chance.choice(below)
    if kind == "remove" and path:
        return Remove(path)
    if kind == "value":
        return Put(path, _new_value(chance, _at(value, path)))
    texts = [path for path in below if isinstance(_at(value, path), str)]
    return Put(chance.choice(texts or below), chance.choice(_NASTY))


def _meant(value: Value, edit: Edit) -> Value:
    """`value` after `edit`, computed in another way than the program does it."""
    whole: Any = {"root": copy.deepcopy(value)}
    path: Path = ("root", *edit.path)
    if isinstance(edit, Insert):
        _at(whole, path).insert(edit.index, edit.value)
    elif isinstance(edit, Move):
        items = _at(whole, path)
        items.insert(edit.to, items.pop(edit.index))
    elif isinstance(edit, Remove):
        del _at(whole, path[:-1])[path[-1]]
    else:
        parent = _at(whole, path[:-1])
        is_new = isinstance(parent, dict) and path[-1] not in parent
        earlier = list(parent)
        parent[path[-1]] = edit.value
        if is_new and path[-1] in edit.order:
            before = edit.order[: edit.order.index(str(path[-1]))]
            last = max((i for i, key in enumerate(earlier) if key in before), default=-1)
            for key in earlier[last + 1 :]:
                parent[key] = parent.pop(key)
    meant: Value = whole["root"]
    return meant


def _read_form(value: Value) -> Any:
    """`value` with the order of its keys, and with radicals as they are read."""
    if isinstance(value, str):
        return value.replace("⻔", "门").replace("⽤", "用")
    if isinstance(value, list):
        return [_read_form(item) for item in value]
    if isinstance(value, dict):
        return ("mapping", [(_read_form(key), _read_form(item)) for key, item in value.items()])
    return value


# What must hold


def _comments(text: str) -> list[tuple[int, str]]:
    """Every comment with its line, from 1."""
    found: list[tuple[int, str]] = []
    at = 0
    for event in [e for e in _events(text) if isinstance(e, yaml.ScalarEvent | yaml.StreamEndEvent)]:
        start, end = _span(event)
        if isinstance(event, yaml.StreamEndEvent):
            start = end = len(text)
        elif event.style in ("|", ">"):
            start = text.find("\n", start) if "\n" in text[start:] else len(text)
        found += [
            (text.count("\n", 0, at + match.start()) + 1, match.group().strip())
            for match in re.finditer(r"#[^\r\n]*", text[at:start])
        ]
        at = end
    return found


def _texts(comments: list[tuple[int, str]]) -> Counter[str]:
    return Counter(text for _, text in comments)


def _may_go(document: YamlDocument, path: Path) -> Counter[str]:
    """Comments from those above what stands at `path` to the next thing that is not part of it."""
    comments = _comments(document.text)
    lines = document.text.splitlines()
    alone = {line for line, text in comments if lines[line - 1].strip(" -") == text}
    alone |= {number for number, line in enumerate(lines, 1) if line.strip() in ("-", "")}
    first = document.places[path].line
    while first - 1 in alone:
        first -= 1
    later = [
        place.line
        for there, place in document.places.items()
        if there[: len(path)] != path and _order(place) > _order(document.places[path])
    ]
    last = min(later, default=len(document.text))
    return Counter(text for line, text in comments if first <= line <= last)


def _order(place: Place) -> tuple[int, int]:
    return place.line, place.column


def _changed_lines(before: bytes, after: bytes) -> int:
    """Old and new lines between the first and the last that differ."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    tail = 0
    while tail < min(len(old), len(new)) - same and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return len(old) + len(new) - 2 * (same + tail)


def _lines_of(text: str, path: Path) -> int:
    """Over how many lines the scalar at `path` goes."""
    stack: list[tuple[str, Path, list[Any]]] = []

    def next_path() -> Path | None:
        if not stack:
            return ()
        kind, above, seen = stack[-1]
        if kind == "list":
            seen.append(None)
            return (*above, len(seen) - 1)
        if seen and seen[-1] is not None:
            key = seen[-1]
            seen.append(None)
            return (*above, key)
        return None

    for event in _events(text):
        if isinstance(event, yaml.ScalarEvent):
            here = next_path()
            if here is None:
                stack[-1][2].append(_read_form(event.value))
            elif here == path:
                return _height(event)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "map"
            stack.append((kind, next_path() or (), []))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            stack.pop()
    raise AssertionError(path)


def _try(raw: bytes, edit: Edit, figures: _Figures, name: str) -> bytes:
    document = read_yaml(raw)
    figures.edits += 1
    began = time.perf_counter()
    try:
        result = spliced(raw, [edit])
    except SpliceRefused as refused:
        figures.refused.append(f"{name}: {edit} {refused}")
        return raw
    figures.seconds += time.perf_counter() - began
    told = f"{name}: {edit}"
    meant = _read_form(_meant(document.value, edit))
    read = read_yaml(result)
    assert _read_form(read.value) == meant, told
    figures.exact += 1
    assert result.startswith(b"\xef\xbb\xbf") == raw.startswith(b"\xef\xbb\xbf"), told
    before, after = _texts(_comments(document.text)), _texts(_comments(read.text))
    lines = _changed_lines(raw, result)
    one_line_put = isinstance(edit, Put) and isinstance(edit.value, str) and "\n" not in edit.value
    if (
        one_line_put
        and document.places.get(edit.path)
        and not isinstance(_at(document.value, edit.path), list | dict)
    ):
        assert before == after, told
        if _lines_of(document.text, edit.path) == 1:
            figures.lines_of_a_put.append(lines)
            assert lines <= 2, told
            return result
    elif isinstance(edit, Insert | Move) or (isinstance(edit, Put) and edit.path not in document.places):
        assert before == after, told
    else:
        assert after <= before, told
        assert before - after <= _may_go(document, edit.path), told
    figures.lines_of_others.append(lines)
    return result


def _run(seed: int, edits: int) -> _Figures:
    chance = random.Random(seed)
    figures = _Figures()
    while figures.edits < edits:
        file = chance.choice(_FILES)
        variant = chance.choice(_VARIANTS)
        raw = variant(file.read_bytes(), chance)
        for _ in range(min(_EDITS_IN_A_CHAIN, edits - figures.edits)):
            value = read_yaml(raw).value
            if not value:
                break
            raw = _try(raw, _random_edit(value, chance), figures, f"{file.name} {variant.__name__}")
    print(figures)
    for refused in figures.refused[:20]:
        print(refused[:400])
    return figures


def test_random_edits_read_back_exactly() -> None:
    figures = _run(seed=11, edits=400)
    assert figures.exact + len(figures.refused) == figures.edits
    assert len(figures.refused) <= figures.edits // 100, figures.refused


@pytest.mark.slow
def test_10000_random_edits_read_back_exactly() -> None:
    figures = _run(seed=12, edits=10_000)
    assert figures.exact + len(figures.refused) == figures.edits
    assert len(figures.refused) <= figures.edits // 100, figures.refused
