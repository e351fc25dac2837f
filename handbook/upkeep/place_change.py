"""What a draft changes -> each changed place as a person reads it: where, what stood there, what stands there, which words differ."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import chain

from handbook.content.writing.changes import Change, ChangeKind, changed_places
from handbook.content.yaml_reader import Path, Value
from handbook.model.handbook import Handbook
from handbook.model.kinds import Audience, Kind, StepKind
from handbook.model.script import reading_seconds
from handbook.model.site_value import SiteValue
from handbook.model.text import Piece, PieceKind, fill_values, pieces, value_keys, variants
from handbook.model.typesetting import UNITS, full_width_in_place
from handbook.upkeep.field_words import class_at, place_words
from handbook.upkeep.filled_in import is_filled_in
from handbook.upkeep.grave import grave_reason
from handbook.upkeep.value_words import is_written, value_words

_WORD = re.compile(rf"[A-Za-z]+|\d+(?:[.,:/~–—-]\d+)*(?:[ \u00a0]?(?:{UNITS}))?|\s+|[^\s]", re.ASCII)
_JOINING = 1
"""Up to so many equal signs between two changes are shown as changed too: one 的 between two marks is no reading."""
_FEW = 12
"""Up to so many characters, all of them others: a choice or a name, no sentence."""
_WHOLLY_OTHER = 0.34
"""Under this share of equal words a sentence is told to be another one."""


class RunKind(Enum):
    """How a stretch of words differs."""

    SAME = 0
    NEW = 1
    GONE = 2


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words, as they are shown."""

    kind: RunKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceChange:
    """One place."""

    change: Change
    place: str
    """Where, in words: 第 5 步 · 问什么."""
    before: tuple[Run, ...]
    """What stood there, SAME and GONE; empty where nothing did."""
    after: tuple[Run, ...]
    """What stands there now, SAME and NEW; empty where it went."""
    seconds_before: int | None = None
    """To read it aloud; None where it is not spoken, or was not there."""
    seconds_after: int | None = None
    words: str
    """What happened, in a line: 加了几个字，8 秒变 10 秒."""
    grave: str = ""
    """Why a second person must look at it; empty where its author may let it through."""
    is_filled_in: bool = False
    """Whether the program filled it in, or it only says where words come from: no tick of its own is asked."""

    @property
    def key(self) -> str:
        """The same as long as this place is not changed again."""
        return self.change.key

    @property
    def spoken(self) -> str:
        """The sentence that callers hear from now on; empty where it is none."""
        return "" if self.seconds_after is None else "".join(run.text for run in self.after)

    @property
    def values(self) -> tuple[str, ...]:
        """Keys of the site values that the new words use."""
        return tuple(dict.fromkeys(chain.from_iterable(map(value_keys, texts_in(self.change.new)))))


def place_changes(
    kind: Kind | None, file: str, old: Value, new: Value, handbook: Handbook | None
) -> tuple[PlaceChange, ...]:
    """Every place that differs between the plain values of two texts of one file, in its order.

    `handbook` gives the values that are filled in and the titles of entries that are named; without one both stay as written.
    """
    teller = _Teller(kind, file, old, new, handbook)
    return tuple(map(teller.told, changed_places(old, new)))


def place_change(
    kind: Kind | None, file: str, change: Change, roots: tuple[Value, Value], handbook: Handbook | None
) -> PlaceChange:
    """One change, told as `place_changes` tells it; `roots`: the plain values of the file in which its path stands, old and new."""
    return _Teller(kind, file, *roots, handbook).told(change)


def looked_at(changes: Sequence[PlaceChange]) -> tuple[PlaceChange, ...]:
    """Those that are ticked one by one: all that the program did not fill in, and all where nothing else changed."""
    return tuple(change for change in changes if not change.is_filled_in) or tuple(changes)


def runs_between(
    old: str, new: str, values: Mapping[str, SiteValue]
) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts with values filled in, cut where they differ; numbers with their units and values are never cut."""
    before, after = _tokens(old, values), _tokens(new, values)
    if (
        old != new and before == after
    ):  # the same words, but from another source: a value took the place of a number
        before, after = _tokens(old, values, is_named=True), _tokens(new, values, is_named=True)
    runs_before, runs_after = list[Run](), list[Run]()
    for is_same, i, j, k, m in _joined(_opcodes(before, after), before):
        gone, came = "".join(before[i:j]), "".join(after[k:m])
        if gone:
            runs_before.append(Run(RunKind.SAME if is_same else RunKind.GONE, gone))
        if came:
            runs_after.append(Run(RunKind.SAME if is_same else RunKind.NEW, came))
    return tuple(runs_before), tuple(runs_after)


def texts_in(value: Value) -> list[str]:
    """Every text below a plain value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in texts_in(item)]
    return [text for item in value.values() for text in texts_in(item)] if isinstance(value, dict) else []


class _Teller:
    def __init__(
        self, kind: Kind | None, file: str, old: Value, new: Value, handbook: Handbook | None
    ) -> None:
        self._kind = kind
        self._file = file
        self._old, self._new = old, new
        self._handbook = handbook
        self._values: Mapping[str, SiteValue] = handbook.value_by_key if handbook is not None else {}

    def told(self, change: Change) -> PlaceChange:
        root = self._old if change.kind is ChangeKind.GONE else self._new
        place = place_words(self._kind, root, change.path, self._fill)
        grave = grave_reason(self._kind, self._file, root, change)
        if not change.path and change.new is None:
            gone = (Run(RunKind.GONE, "整条"),)
            return PlaceChange(
                change=change, place="整条", before=gone, after=(), words="整条撤下", grave=grave
            )
        if change.kind is ChangeKind.MOVED:
            text = (Run(RunKind.SAME, self._shown(change.path, change.new)),)
            return PlaceChange(
                change=change, place=place, before=text, after=text, words=self._moved(change), grave=grave
            )
        is_filled = not grave and is_filled_in(self._kind, change.path)
        before, after = self._runs(change)
        then = self._seconds(change.path, change.old, root) if change.kind is not ChangeKind.ADDED else None
        now = self._seconds(change.path, change.new, root) if change.kind is not ChangeKind.GONE else None
        return PlaceChange(
            change=change,
            place=place,
            before=before,
            after=after,
            seconds_before=then,
            seconds_after=now,
            words=_happened(change, before, after) + _seconds_words(then, now),
            grave=grave,
            is_filled_in=is_filled,
        )

    def _runs(self, change: Change) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        old, new = change.old, change.new
        if isinstance(old, str) and isinstance(new, str) and is_written(self._kind, change.path):
            return runs_between(old, new, self._values)
        before = self._shown(change.path, old) if old is not None else ""
        after = self._shown(change.path, new) if new is not None else ""
        return (
            (Run(RunKind.GONE, before),) if before else (),
            (Run(RunKind.NEW, after),) if after else (),
        )

    def _shown(self, path: Path, value: Value) -> str:
        return value_words(self._kind, path, value, self._fill, self._named)

    def _named(self, field: str, word: str) -> str:
        """What stands for a name within a file: the title of the entry or the end, the step by its number."""
        roots = [root for root in (self._new, self._old) if isinstance(root, dict)]
        if field in ("outcome", "default_outcome"):
            return _named_item(roots, "outcomes", word, lambda _n, item: str(item.get("title", word)))
        if field in ("when", "dispatch_minimum"):
            return _named_item(roots, "steps", word, lambda n, _item: f"第 {n + 1} 步")
        if field in ("promise", "promises"):
            known = self._values.get(word)
            return known.label if known is not None else word
        if field == "use" and self._handbook is not None:
            lists = chain(
                (one.steps for one in self._handbook.procedures),
                (one.steps for one in self._handbook.emergency),
            )
            shared = (step for step in chain.from_iterable(lists) if step.is_standing)
            return next((self._fill(step.text) for step in shared if step.id == word), word)
        if field in ("entry", "related", "citations") and self._handbook is not None:
            entry = self._handbook.get(word)
            return f"“{self._fill(entry.title)}”" if entry is not None else word
        return word

    def _fill(self, text: str) -> str:
        ways = [fill_values(way, self._values) for way in variants(text)]
        return "\n缺数时：".join(ways)

    def _moved(self, change: Change) -> str:
        parent: Value = self._old
        for part in change.path[:-1]:
            if isinstance(part, int):
                parent = parent[part] if isinstance(parent, list) and part < len(parent) else None
            else:
                parent = parent.get(part) if isinstance(parent, dict) else None
        last = change.path[-1]
        if isinstance(parent, list) and change.old in parent and isinstance(last, int):
            return f"从第 {parent.index(change.old) + 1} 个挪到第 {last + 1} 个"
        return "挪了位置"

    def _seconds(self, path: Path, value: Value, root: Value) -> int | None:
        text = _spoken(self._kind, path, value, root)
        return reading_seconds(fill_values(text, self._values)) if text else None


def _named_item(
    roots: Sequence[dict[str, Value]], name: str, word: str, write: Callable[[int, dict[str, Value]], str]
) -> str:
    for root in roots:
        items = root.get(name)
        for number, item in enumerate(items if isinstance(items, list) else []):
            if isinstance(item, dict) and item.get("id") == word:
                return write(number, item)
    return word


_SPOKEN_LISTS = ("calm", "tell_caller")


def _spoken(kind: Kind | None, path: Path, value: Value, root: Value) -> str:
    """The words at `path` that are read to a caller; of a whole item that comes or goes its sentence; else empty."""
    cls = class_at(kind, path)
    holder_cls = class_at(kind, path[:-1]) if path else None
    holder = _at(root, path[:-1])
    if isinstance(value, dict):
        name = cls.__name__ if cls is not None else ""
        said = value.get("variants")
        words: Value = None
        if name == "ScriptLine" and value.get("audience") != Audience.INTERNAL and isinstance(said, dict):
            words = said.get("标准")
        elif _is_said(name, value):
            words = value.get("text")
        elif name == "Outcome":
            words = value.get("say")
        return words if isinstance(words, str) else ""
    if not isinstance(value, str) or not path:
        return ""
    if "variants" in path[:-1]:
        line = _at(root, path[: path.index("variants")])
        is_inner = isinstance(line, dict) and line.get("audience") == Audience.INTERNAL
        return "" if is_inner else value
    if len(path) == 2 and path[0] in _SPOKEN_LISTS:
        return value
    name = holder_cls.__name__ if holder_cls is not None else ""
    written = holder if isinstance(holder, dict) else {}
    is_spoken = (
        (path[-1] == "text" and _is_said(name, written))
        or (name == "Outcome" and path[-1] == "say")
        or (name == "Taboo" and path[-1] == "instead")
    )
    return value if is_spoken else ""


def _is_said(name: str, item: dict[str, Value]) -> bool:
    """Whether the text of a step or of a boxed line is read to the caller."""
    return (name == "Step" and item.get("kind") == StepKind.SAY) or (
        name == "ImmediateLine" and item.get("kind", "say") == "say"
    )


def _at(value: Value, path: Path) -> Value:
    for part in path:
        if isinstance(part, int):
            value = value[part] if isinstance(value, list) and part < len(value) else None
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value


def _happened(change: Change, before: Sequence[Run], after: Sequence[Run]) -> str:
    match change.kind:
        case ChangeKind.ADDED:
            return "新加的"
        case ChangeKind.GONE:
            return "删掉了"
    gone = [run for run in before if run.kind is RunKind.GONE]
    came = [run for run in after if run.kind is RunKind.NEW]
    if not gone:
        return "加了几个字"
    if not came:
        return "删了几个字"
    if all(len(runs) == 1 and len(runs[0].text) <= _FEW for runs in (before, after)):
        return "换了"
    same = sum(len(run.text) for run in after if run.kind is RunKind.SAME)
    whole = sum(len(run.text) for run in after)
    return "整句换了" if same < whole * _WHOLLY_OTHER else "换了几个字"


def _seconds_words(before: int | None, after: int | None) -> str:
    if before is None and after is None:
        return ""
    if before is None or after is None:
        return f"，{after or before} 秒"
    return f"，还是 {after} 秒" if before == after else f"，{before} 秒变 {after} 秒"


def _tokens(text: str, values: Mapping[str, SiteValue], *, is_named: bool = False) -> list[str]:
    tokens: list[str] = []
    for number, way in enumerate(variants(text)):
        if number:
            tokens.append("\n缺数时：")
        for piece in pieces(way):
            if piece.kind is PieceKind.WORDS:
                tokens += _WORD.findall(full_width_in_place(piece.text))  # as both are shown
            else:
                tokens.append(_whole(piece, values, is_named=is_named))
    return tokens


def _whole(piece: Piece, values: Mapping[str, SiteValue], *, is_named: bool) -> str:
    value = values.get(piece.name) if piece.kind is PieceKind.VALUE else None
    if value is None:
        return piece.text
    return f"{value.text}（取“{value.label}”）" if is_named else value.text


Opcode = tuple[bool, int, int, int, int]


def _opcodes(before: list[str], after: list[str]) -> list[Opcode]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [(op == "equal", i, j, k, m) for op, i, j, k, m in matcher.get_opcodes()]


def _joined(opcodes: list[Opcode], before: list[str]) -> list[Opcode]:
    """Short equal stretches between two changes go into the change, and neighbours of one kind become one."""
    joined: list[Opcode] = []
    for at, (is_same, i, j, k, m) in enumerate(opcodes):
        is_between = 0 < at < len(opcodes) - 1
        kind = is_same and not (is_between and len("".join(before[i:j])) <= _JOINING)
        if joined and joined[-1][0] == kind:
            _, first, _, third, _ = joined.pop()
            joined.append((kind, first, j, third, m))
        else:
            joined.append((kind, i, j, k, m))
    return joined
