"""A number that a draft changes or takes away -> where the old one still stands, and the danger that is left without one to ring.

Numbers to ring are known by their values ({{fire}}) and by their digits (119); any other value of the company only where somebody
typed it out: a chip follows its value by itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from handbook.content.rules.placed_texts import NOT_PROSE, QUOTED_MISTAKES, prose
from handbook.content.writing.changes import Change, ChangeKind, changed_places
from handbook.content.writing.draft import Draft
from handbook.content.writing.judging import Finding, Judge
from handbook.content.yaml_reader import Path, Value, YamlRefused, iter_texts, read_yaml
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind, Severity
from handbook.model.site_value import SiteValue
from handbook.model.text import PieceKind, fill_values, may_use_values, pieces
from handbook.upkeep.field_words import place_words
from handbook.upkeep.grave import EMERGENCY_KEYS

_RUNG = re.compile(r"\d[\d-]{2,}")
_RUNG_LABEL = re.compile(r"电话|热线|分机")
_LEAST = 3
"""Characters of a value below which the same words are found by chance."""
_DIGIT = re.compile(r"\d")
_SPACES = re.compile(r"[\s\u00a0]+")
_NAMED = 3
_UNSAID = NOT_PROSE | QUOTED_MISTAKES
_NUMBERS: "WeakKeyDictionary[Judge, Numbers]" = WeakKeyDictionary()
ELSEWHERE, GONE = "number-elsewhere", "danger-number-gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberLeft:
    """A number that stood in one place of an entry, and stands there no more."""

    change: Change
    value: SiteValue
    instead: tuple[SiteValue, ...]
    """Numbers to ring that came in its place."""
    here: tuple[Path, ...]
    """Other places of the entry, as it is now, where the old one stands."""
    others: tuple[str, ...]
    """Titles of other entries where it stands."""

    @property
    def number(self) -> str:
        """消防电话 119."""
        return _called(self.value)

    @property
    def is_left(self) -> bool:
        """Whether it stands anywhere else."""
        return bool(self.here or self.others)


class Numbers:
    """What can be rung, and which entries say it; looked through once for a handbook, when somebody first asks."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        values = [value for value in handbook.values if value.value or _is_rung(value)]
        self._rung = {value.key: value for value in values if _is_rung(value)}
        typed = {
            _bare(one.text): one for one in reversed(values) if one.key not in self._rung and _has_digit(one)
        }
        # Several promises are 24 小时内: they are one for whoever reads it.
        self._typed = {one.key: (bare, one) for bare, one in typed.items() if len(bare) >= _LEAST}
        self._digits = {
            value.key: re.compile(rf"(?<![\d-]){re.escape(value.value)}(?![\d-])")
            for value in self._rung.values()
            if value.value
        }

    def rung(self, text: str) -> set[str]:
        """Keys of the numbers to ring that a text names."""
        found = {piece.name for piece in pieces(text) if piece.kind is PieceKind.VALUE}
        words = _words(text)
        digits = {key for key, pattern in self._digits.items() if pattern.search(words)}
        return (found & self._rung.keys()) | digits

    def typed(self, text: str) -> set[str]:
        """Keys of other values that a text says in words of its own."""
        words = _bare(_words(text))
        found = {bare: key for key, (bare, _) in self._typed.items() if bare in words}
        # 24 小时内 says 24 小时 as well, and is meant.
        return {key for bare, key in found.items() if not any(bare in one and bare != one for one in found)}

    def filled(self, text: str) -> str:
        """As it is read, with values in their places."""
        return fill_values(text, self._handbook.value_by_key)

    def value(self, key: str) -> SiteValue:
        """The value of a key that `rung` or `typed` gave."""
        return self._rung[key] if key in self._rung else self._typed[key][1]

    def titles(self, key: str, besides: str) -> tuple[str, ...]:
        """Entries that say it, those of danger first; `besides`: id of the entry that is asked about."""
        found = self._entries.get(key, ())
        return tuple(title for entry_id, title in found if entry_id != besides)

    @cached_property
    def _entries(self) -> Mapping[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        ranked = sorted(self._handbook, key=lambda entry: entry.severity is not Severity.DANGER)
        for entry in ranked:
            said: set[str] = set()
            for placed in prose(entry):
                has_any = may_use_values(placed.text) or _DIGIT.search(placed.text) is not None
                if has_any and not placed.is_in(QUOTED_MISTAKES):
                    said |= self.rung(placed.text) | self.typed(placed.text)
            title = fill_values(entry.title, self._handbook.value_by_key)
            for key in said:
                found.setdefault(key, []).append((entry.id, title))
        return found


def numbers_of(judge: Judge) -> Numbers:
    """Those of the content that is published, put together once for it."""
    known = _NUMBERS.get(judge)
    if known is None:
        known = _NUMBERS[judge] = Numbers(judge.handbook)
    return known


def numbers_left(numbers: Numbers, entry_id: str, old: Value, new: Value) -> Iterator[NumberLeft]:
    """Each number that went from a place between two plain values of an entry, in the order of the file."""
    for change in changed_places(old, new) if old is not None and new is not None else ():
        if change.kind in (ChangeKind.MOVED, ChangeKind.ADDED):
            continue
        before, after = _said_in(change, is_before=True), _said_in(change, is_before=False)
        rung, now = _all(numbers.rung, before), _all(numbers.rung, after)
        still = now | _all(numbers.typed, map(numbers.filled, after))
        for key in sorted((rung | _all(numbers.typed, before)) - still):
            is_rung = key in rung
            find = numbers.rung if is_rung else numbers.typed
            yield NumberLeft(
                change=change,
                value=numbers.value(key),
                instead=tuple(numbers.value(one) for one in sorted(now - rung)) if is_rung else (),
                here=tuple(path for path, text in _texts(new) if key in find(text)),
                others=numbers.titles(key, entry_id),
            )


def moved_numbers(judge: Judge, kind: Kind, draft: Draft, new: Value) -> tuple[Finding, ...]:
    """`number_findings` of a draft that reads `new` now, against what readers have; none of a new entry."""
    old = _read(draft.started_from)
    if old is None or new is None:
        return ()
    entry_id = draft.file.rpartition("/")[2].removesuffix(".yaml")
    return tuple(number_findings(numbers_of(judge), kind, entry_id, old, new, judge.handbook))


def left_by_place(judge: Judge, kind: Kind | None, draft: Draft) -> dict[str, str]:
    """Key of a changed place → where the number that it lost still stands, in words."""
    old, new = _read(draft.started_from), _read(draft.text)
    entry_id = draft.file.rpartition("/")[2].removesuffix(".yaml")
    found: dict[str, str] = {}
    for left in numbers_left(numbers_of(judge), entry_id, old, new) if kind is not None else ():
        words = left_words(left, kind, new, judge.handbook)
        if words:
            key = left.change.key
            found[key] = f"{found[key]} {words}" if key in found else words
    return found


def left_words(left: NumberLeft, kind: Kind | None, new: Value, handbook: Handbook) -> str:
    """For whoever looks at the change: where the old one still stands; empty where it stands nowhere."""
    if not left.is_left:
        return ""
    here = "、".join(_place(kind, new, path, handbook) for path in left.here[:_NAMED])
    more = f" 等 {len(left.here)} 处" if len(left.here) > _NAMED else ""
    parts = (f"这一条的{here}{more}" if here else "", _others(left.others))
    return f"{left.number} 还写在{'；也写在'.join(filter(None, parts))}。要一起改吗？"


def number_findings(
    numbers: Numbers, kind: Kind, entry_id: str, old: Value, new: Value, handbook: Handbook
) -> Iterator[Finding]:
    """What the form tells of them: a danger that nobody is rung for must be mended, an old number elsewhere is only told."""
    found = tuple(numbers_left(numbers, entry_id, old, new))
    yield from _without_number(numbers, found, (old, new))
    told: set[str] = set()
    for left in found:
        if left.value.key in told or not left.is_left:
            continue
        told.add(left.value.key)
        is_there = left.change.kind is not ChangeKind.GONE
        where = _place(kind, new if is_there else old, left.change.path, handbook)
        now = "、".join(map(_called, left.instead))
        became = f"改成了{now}" if now else "没有了"
        if left.here:
            words = f"这里还写着{left.number}；{where}原来也是，现在{became}。对得上吗？"
        else:
            words = f"{left.number} 在这里{became}，别处没有跟着改。"
        others = f"另外，{_others(left.others)}也写着。" if left.others else ""
        path = left.here[0] if left.here else left.change.path if is_there else ()
        yield Finding(path, ELSEWHERE, words + others, False)


def _without_number(
    numbers: Numbers, found: Iterable[NumberLeft], values: tuple[Value, Value]
) -> Iterator[Finding]:
    """Lines of danger that named a number to ring, and name none now; numbers of rescue make any line one of danger."""
    is_danger = any(isinstance(one, dict) and one.get("severity") == Severity.DANGER for one in values)
    is_rung_anywhere = any(numbers.rung(text) for _, text in _texts(values[1]))
    seen: set[Path] = set()
    for left in found:
        change, is_grave = left.change, is_danger or left.value.key in EMERGENCY_KEYS
        if not is_grave or not _is_rung(left.value) or left.instead:
            continue
        if change.kind is ChangeKind.CHANGED and isinstance(change.new, str):
            if not numbers.rung(change.new) and change.path not in seen:
                seen.add(change.path)
                words = (
                    f"这一句原来叫人打{left.number}，现在没有号码可打；请把号码放回去（按 {{ 挑），"
                    "或写上该打的另一个号码；真不用打的，把整句删掉"
                )
                yield Finding(change.path, GONE, words, True)
        elif not is_rung_anywhere and () not in seen:
            seen.add(())
            words = f"{left.number} 删掉以后，这一条再没有一个号码可打；请留一句告诉人打哪里"
            yield Finding((), GONE, words, True)


@lru_cache(maxsize=8)
def _read(text: str) -> Value:
    """Plain values of a file, None where they cannot be read; what readers have is asked for at each pause of the keys."""
    try:
        return read_yaml(text.encode(), explain=False).value if text else None
    except YamlRefused:
        return None


def _texts(value: Value) -> Iterator[tuple[Path, str]]:
    """What an entry says, without names, references and what must not be said."""
    return ((path, text) for path, text in iter_texts(value) if _UNSAID.isdisjoint(map(str, path)))


def _said_in(change: Change, *, is_before: bool) -> list[str]:
    value = change.old if is_before else change.new
    return [text for path, text in iter_texts(value, change.path) if _UNSAID.isdisjoint(map(str, path))]


def _all(find: Callable[[str], set[str]], texts: Iterable[str]) -> set[str]:
    return {key for text in texts for key in find(text)}


def _place(kind: Kind | None, value: Value, path: Path, handbook: Handbook) -> str:
    return place_words(kind, value, path, lambda text: fill_values(text, handbook.value_by_key))


def _others(titles: tuple[str, ...]) -> str:
    named = "、".join(f"“{title}”" for title in titles[:_NAMED])
    if not titles:
        return ""
    return f"别的 {len(titles)} 条：{named}{'等' if len(titles) > _NAMED else ''}"


def _called(value: SiteValue) -> str:
    """消防电话 119; of one that nobody filled in its name alone; of what was typed out its words alone."""
    if not _is_rung(value):
        return f"“{value.text}”"
    return f"{value.label} {value.text}" if value.value else value.label


def _is_rung(value: SiteValue) -> bool:
    if value.unit:
        return False
    if value.value:
        return _RUNG.fullmatch(value.value) is not None
    return _RUNG_LABEL.search(value.label) is not None


def _has_digit(value: SiteValue) -> bool:
    return any(sign.isdigit() for sign in value.value)


def _words(text: str) -> str:
    """Without chips and blanks."""
    return "".join(piece.text if piece.kind is PieceKind.WORDS else "\0" for piece in pieces(text))


def _bare(text: str) -> str:
    return _SPACES.sub("", text)
