"""What a site started from, the new release and the site's own version go in; one version with both changes comes out.

Where both changed the same place in different ways, the site's words stay and the conflict is told.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import Enum, StrEnum
from typing import Final, Literal

from handbook.content.writing.applying import edits_between
from handbook.content.writing.changes import (
    IDENTIFIERS,
    Change,
    changed_places,
    item_name,
    laid_together,
    matched_items,
    value_print,
)
from handbook.content.writing.edits import Edit
from handbook.content.yaml_reader import Path, Value

_SENTENCES = re.compile(r"[^。！？；!?;\n]*[。！？；!?;\n]+|[^。！？；!?;\n]+")


class Absent(Enum):
    """Stands where a version has no value; None is the value null."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT
Version = Value | Literal[Absent.ABSENT]


class Reason(StrEnum):
    """Why a place is in conflict."""

    BOTH_CHANGED = "both-changed"
    """Also where both added something under one name."""
    THEY_REMOVED = "they-removed"
    """They removed what we changed; it stays."""
    WE_REMOVED = "we-removed"
    """We removed what they changed; it stays removed."""
    REFERRED_TO = "referred-to"
    """One side removed a step, an outcome or an answer that something of the other side refers to; what we have stays."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One place where only a person can say what is to hold; the value of `ours` stands there."""

    path: Path
    """In the merged value; of what we removed: where it would stand."""
    base: Version
    theirs: Version
    ours: Version
    reason: Reason


@dataclass(frozen=True, slots=True)
class Merge:
    """Both changes together."""

    value: Value
    edits: tuple[Edit, ...]
    """Lead from `ours` to `value`, in this order."""
    taken: tuple[Change, ...]
    """Their changes that went in, by the places of `value`."""
    conflicts: tuple[Conflict, ...]
    """In the order of the document."""


def merged(base: Value, theirs: Value, ours: Value) -> Merge:
    """`ours` with all changes from `base` to `theirs` that leave the places alone which we changed ourselves.

    The order of a list is theirs where they alone changed it, else ours. Added items of both sides stay.
    A removed step, outcome or answer that the merged value still refers to is a conflict.
    """
    merger = _Merger()
    while True:
        part = merger.versions(base, theirs, ours, ())
        value = None if part.value is ABSENT else part.value
        unheld = _unheld(base, theirs, ours, value) - merger.held
        if not unheld:
            break
        merger.held |= unheld
    return Merge(value, edits_between(ours, value), changed_places(ours, value), tuple(part.conflicts))


@dataclass(slots=True)
class _Part:
    """A place of the merged value, with its conflicts by their paths below it."""

    value: Version
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Node:
    """Numbers of one item in the three lists."""

    base: int | None = None
    theirs: int | None = None
    ours: int | None = None


@dataclass(slots=True)
class _Merger:
    held: set[Path] = field(default_factory=set)
    """Places of the base that the merged value refers to: neither side may remove them without a word."""

    def versions(self, base: Version, theirs: Version, ours: Version, at: Path | None) -> _Part:
        """Merge what stands at `at` of the base; None where the base has nothing there."""
        if theirs == ours:
            return _Part(ours)
        if not self._holds_below(at):
            if ours == base:
                return _Part(theirs)
            if theirs == base:
                return _Part(ours)
        if at in self.held and isinstance(base, str) and base in (theirs, ours):
            # A label that was reworded is as good as gone for whatever refers to it.
            return _conflict(base, theirs, ours, Reason.REFERRED_TO)
        if theirs is ABSENT or ours is ABSENT:
            return _removed(base, theirs, ours)
        if isinstance(theirs, dict) and isinstance(ours, dict):
            if base is ABSENT or isinstance(base, dict):
                return self._mappings({} if base is ABSENT else base, theirs, ours, at)
        elif isinstance(theirs, list) and isinstance(ours, list):
            if base is ABSENT or isinstance(base, list):
                return self._lists([] if base is ABSENT else base, theirs, ours, at)
        elif isinstance(base, str) and isinstance(theirs, str) and isinstance(ours, str):
            text = _merged_text(base, theirs, ours)
            if text is not None:
                return _Part(text)
        return _conflict(base, theirs, ours, Reason.BOTH_CHANGED)

    def _holds_below(self, at: Path | None) -> bool:
        return at is not None and any(path[: len(at)] == at for path in self.held)

    def _mappings(
        self, base: dict[str, Value], theirs: dict[str, Value], ours: dict[str, Value], at: Path | None
    ) -> _Part:
        value: dict[str, Value] = {}
        conflicts: list[Conflict] = []
        for key in laid_together(ours, theirs):
            inner = (*at, key) if at is not None and key in base else None
            part = self.versions(base.get(key, ABSENT), theirs.get(key, ABSENT), ours.get(key, ABSENT), inner)
            if part.value is not ABSENT:
                value[key] = part.value
            conflicts.extend(_below(key, part.conflicts))
        return _Part(value, conflicts)

    def _lists(self, base: list[Value], theirs: list[Value], ours: list[Value], at: Path | None) -> _Part:
        value: list[Value] = []
        conflicts: list[Conflict] = []
        for node in _nodes(base, theirs, ours):
            inner = (*at, node.base) if at is not None and node.base is not None else None
            part = self.versions(_at(base, node.base), _at(theirs, node.theirs), _at(ours, node.ours), inner)
            conflicts.extend(_below(len(value), part.conflicts))
            if part.value is not ABSENT:
                value.append(part.value)
        return _Part(value, conflicts)


def _conflict(base: Version, theirs: Version, ours: Version, reason: Reason) -> _Part:
    return _Part(ours, [Conflict((), base, theirs, ours, reason)])


def _removed(base: Version, theirs: Version, ours: Version) -> _Part:
    """Merge what one side lacks and the other changed, or what must not go without a word."""
    if base in (theirs, ours):
        return _conflict(base, theirs, ours, Reason.REFERRED_TO)
    reason = Reason.THEY_REMOVED if theirs is ABSENT else Reason.WE_REMOVED
    return _conflict(base, theirs, ours, reason)


def _below(part: str | int, conflicts: list[Conflict]) -> Iterator[Conflict]:
    for conflict in conflicts:
        yield replace(conflict, path=(part, *conflict.path))


def _at(items: list[Value], number: int | None) -> Version:
    return ABSENT if number is None else items[number]


def _nodes(base: list[Value], theirs: list[Value], ours: list[Value]) -> list[_Node]:
    """Every item that `theirs` or `ours` has, in the order of the merged list."""
    to_theirs = matched_items(base, theirs)
    to_ours = matched_items(base, ours)
    nodes = [_Node(number, to_theirs.get(number), to_ours.get(number)) for number in range(len(base))]
    added_theirs = sorted(set(range(len(theirs))) - set(to_theirs.values()))
    added_ours = sorted(set(range(len(ours))) - set(to_ours.values()))
    # What both added is one item if it is equal or has the same identifier; else both stay.
    for name in (value_print, _identifier):
        for number, other in _equally_named(theirs, added_theirs, ours, added_ours, name):
            nodes.append(_Node(None, number, other))
            added_theirs.remove(number)
            added_ours.remove(other)
    nodes.extend(_Node(theirs=number) for number in added_theirs)
    nodes.extend(_Node(ours=number) for number in added_ours)
    return _ordered(nodes)


def _ordered(nodes: list[_Node]) -> list[_Node]:
    by_theirs = {node.theirs: node for node in nodes if node.theirs is not None}
    by_ours = {node.ours: node for node in nodes if node.ours is not None}
    in_theirs = [by_theirs[number] for number in sorted(by_theirs)]
    in_ours = [by_ours[number] for number in sorted(by_ours)]
    if _is_reordered(in_theirs) and not _is_reordered(in_ours):
        return laid_together(in_theirs, in_ours)
    return laid_together(in_ours, in_theirs)


def _is_reordered(nodes: list[_Node]) -> bool:
    numbers = [node.base for node in nodes if node.base is not None]
    return numbers != sorted(numbers)


def _equally_named(
    theirs: list[Value],
    their_numbers: list[int],
    ours: list[Value],
    our_numbers: list[int],
    name: Callable[[Value], str | None],
) -> list[tuple[int, int]]:
    """Pairs of numbers whose items `name` calls the same, each item once."""
    waiting = list(our_numbers)
    pairs = []
    for number in their_numbers:
        wanted = name(theirs[number])
        other = next((other for other in waiting if wanted is not None and name(ours[other]) == wanted), None)
        if other is not None:
            waiting.remove(other)
            pairs.append((number, other))
    return pairs


def _identifier(item: Value) -> str | None:
    """The name of an item that no other of its list may have; titles may be equal."""
    name = item_name(item)
    known_by = name.partition("=")[0] if name else ""
    return name if known_by in (*IDENTIFIERS, "label") else None


def _merged_text(base: str, theirs: str, ours: str) -> str | None:
    """Both changes of a text, where they are in different sentences; None where they are not."""
    sentences = _SENTENCES.findall(base)
    their_changes = _sentence_changes(sentences, theirs)
    our_changes = _sentence_changes(sentences, ours)
    for change in their_changes:
        if any(change != other and _meet(change, other) for other in our_changes):
            return None
    # A change that both made is there once.
    for change in sorted({*their_changes, *our_changes}, reverse=True):
        sentences[change.start : change.end] = [change.text]
    return "".join(sentences)


@dataclass(frozen=True, slots=True, order=True)
class _SentenceChange:
    """Sentences of the base, from `start` to before `end`, that read `text`."""

    start: int
    end: int
    text: str


def _sentence_changes(sentences: list[str], text: str) -> list[_SentenceChange]:
    others = _SENTENCES.findall(text)
    matcher = SequenceMatcher(None, sentences, others, autojunk=False)
    changes: list[_SentenceChange] = []
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        if end - start == last - first:
            # As many as before: each is a change of its own.
            pairs = zip(range(start, end), others[first:last], strict=True)
            changes.extend(_SentenceChange(place, place + 1, sentence) for place, sentence in pairs)
        else:
            changes.append(_SentenceChange(start, end, "".join(others[first:last])))
    return changes


def _meet(one: _SentenceChange, other: _SentenceChange) -> bool:
    if one.start == one.end or other.start == other.end:
        # What is put in beside a changed sentence may belong before or behind it: nobody knows.
        return one.start <= other.end and other.start <= one.end
    return max(one.start, other.start) < min(one.end, other.end)


_Target = tuple[str, ...]
"""("step", id), ("outcome", id) or ("answer", id of its step, label)."""


def _unheld(base: Value, theirs: Value, ours: Value, value: Value) -> set[Path]:
    """Places of the base that are gone from the merged `value` though it refers to them.

    What one side alone refers to in vain is its own mistake and no matter of merging.
    """
    places = _targets(base)
    broken = _broken(value) - _broken(theirs) - _broken(ours)
    return {path for target in broken for path in places.get(target, ())}


def _broken(value: Value) -> set[_Target]:
    return _references(value) - set(_targets(value))


def _targets(value: Value) -> dict[_Target, list[Path]]:
    """Whatever can be referred to in an entry -> its place, and the place of the words by which it is referred to."""
    targets: dict[_Target, list[Path]] = {}
    if not isinstance(value, dict):
        return targets
    for name in ("steps", "onsite_steps", "outcomes"):
        for path, item in _mappings_of(value, (), name):
            for key in ("id", "use"):
                known = item.get(key)
                if isinstance(known, str):
                    targets["outcome" if name == "outcomes" else "step", known] = [path, (*path, key)]
            step = item.get("id")
            for answer_path, answer in _mappings_of(item, path, "answers"):
                label = answer.get("label")
                if isinstance(step, str) and isinstance(label, str):
                    targets["answer", step, label] = [answer_path, (*answer_path, "label")]
    return targets


def _mappings_of(holder: dict[str, Value], at: Path, key: str) -> Iterator[tuple[Path, dict[str, Value]]]:
    items = holder.get(key)
    if isinstance(items, list):
        for number, item in enumerate(items):
            if isinstance(item, dict):
                yield (*at, key, number), item


def _references(value: Value) -> set[_Target]:
    """Whatever the steps, answers and outcomes of an entry refer to."""
    found: set[_Target] = set()
    if not isinstance(value, dict):
        return found
    found |= {("step", step) for step in _texts(value.get("dispatch_minimum"))}
    found |= {("outcome", outcome) for outcome in _texts([value.get("default_outcome")])}
    for name in ("steps", "onsite_steps", "outcomes"):
        for path, item in _mappings_of(value, (), name):
            when = item.get("when")
            for step, labels in when.items() if isinstance(when, dict) else ():
                found.add(("step", step))
                found |= {("answer", step, label) for label in _texts(labels)}
            for _, answer in _mappings_of(item, path, "answers"):
                found |= {("outcome", outcome) for outcome in _texts([answer.get("outcome")])}
    return found


def _texts(value: Value) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
