"""Two values of one document go in; what changed between them comes out place by place, and which items are the same."""

import hashlib
import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from handbook.content.yaml_reader import Path, Value, iter_texts

IDENTIFIERS = ("id", "key", "use")
"""Keys whose value tells an item from all others of its list: two items that differ there are never the same."""
NAMES = (*IDENTIFIERS, "label", "title", "name")
"""Keys by which an item is known, the surest first; the last three may be reworded."""
_LEAST_LIKENESS = 0.5
_MOST_COMPARISONS = 20_000
"""Pairs of items compared word by word in one list; beyond it an item without a name is the same only if it is equal."""

T = TypeVar("T", bound=Hashable)


class ChangeKind(StrEnum):
    """What happened to a place."""

    CHANGED = "changed"
    """It reads otherwise: one text, or a value that became one of another type."""
    ADDED = "added"
    GONE = "gone"
    MOVED = "moved"
    """An item of a list stands elsewhere among the others; what changed inside it is told on its own."""


@dataclass(frozen=True, slots=True)
class Change:
    """One place that differs."""

    path: Path
    """In the new value; of what went, in the old one."""
    kind: ChangeKind
    old: Value
    """None where it was added."""
    new: Value
    """None where it went."""
    key: str
    """The same for the same change of the same place, whatever happens elsewhere; another once this place changes again."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a pair of values stands: in the old value, in the new one, and by names that no move of an item changes."""

    old: Path = ()
    new: Path = ()
    names: tuple[str, ...] = ()

    def below(self, old: str | int | None, new: str | int | None, name: str) -> "_Spot":
        old_path = self.old if old is None else (*self.old, old)
        new_path = self.new if new is None else (*self.new, new)
        return _Spot(old_path, new_path, (*self.names, name))


def changed_places(old: Value, new: Value) -> tuple[Change, ...]:
    """What differs in `new`, in the order of the document; what went stands where it stood. Order of keys is no change."""
    seen: Counter[str] = Counter()
    changes = []
    for change in _changes(old, new, _Spot()):
        # Equal items may come or go several times in one list.
        seen[change.key] += 1
        again = seen[change.key]
        changes.append(change if again == 1 else replace(change, key=f"{change.key}-{again}"))
    return tuple(changes)


def matched_items(old: Sequence[Value], new: Sequence[Value]) -> dict[int, int]:
    """Number of each item of `old` that is in `new` too -> its number there.

    Equal items are the same first, then those that share an identifier or a name, then the likest.
    """
    pairs: dict[int, int] = {}
    old_prints = [value_print(item) for item in old]
    new_prints = [value_print(item) for item in new]
    matcher = SequenceMatcher(None, old_prints, new_prints, autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            pairs[block.a + step] = block.b + step
    _pair_equal(old_prints, new_prints, pairs)
    _pair_equal([item_name(item) for item in old], [item_name(item) for item in new], pairs)
    _pair_alike(old, new, pairs)
    _pair_in_place(old, new, pairs)
    return pairs


def unmoved_items(pairs: dict[int, int]) -> set[int]:
    """The most items of the old list that keep their order among each other in the new one: all others were moved."""
    old_numbers = sorted(pairs)
    tails: list[int] = []
    """New numbers: the lowest that ends a rising row of each length."""
    owners: list[int] = []
    before: dict[int, int | None] = {}
    for old in old_numbers:
        length = bisect_left(tails, pairs[old])
        before[old] = owners[length - 1] if length else None
        tails[length : length + 1] = [pairs[old]]
        owners[length : length + 1] = [old]
    unmoved: set[int] = set()
    last = owners[-1] if owners else None
    while last is not None:
        unmoved.add(last)
        last = before[last]
    return unmoved


def laid_together(first: Iterable[T], second: Iterable[T]) -> list[T]:
    """All of `first` in its order; whatever only `second` has stands right behind what it follows there."""
    in_order = list(first)
    known = set(in_order)
    followers: defaultdict[T | None, list[T]] = defaultdict(list)
    last: T | None = None
    for item in second:
        if item in known:
            last = item
        else:
            followers[last].append(item)
    together = list(followers[None])
    for item in in_order:
        together.append(item)
        together.extend(followers.get(item, ()))
    return together


def item_name(item: Value) -> str | None:
    """By what an item of a list is known among the others; None where nothing names it."""
    if isinstance(item, dict):
        for name in NAMES:
            value = item.get(name)
            if isinstance(value, str):
                return f"{name}={value}"
    return None


def value_print(value: Value) -> str:
    """The same text for equal values, whatever the order of their keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _pair_equal(old: Sequence[str | None], new: Sequence[str | None], pairs: dict[int, int]) -> None:
    """Pair what has no partner yet and is called the same, the first with the first."""
    taken = set(pairs.values())
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for number in reversed(range(len(new))):
        name = new[number]
        if name is not None and number not in taken:
            waiting[name].append(number)
    for number, name in enumerate(old):
        if name is not None and number not in pairs and waiting[name]:
            pairs[number] = waiting[name].pop()


def _pair_alike(old: Sequence[Value], new: Sequence[Value], pairs: dict[int, int]) -> None:
    """Pair the likest of what has no partner yet; of equally like ones those that stand nearest."""
    taken = set(pairs.values())
    old_left = [number for number in range(len(old)) if number not in pairs]
    new_left = [number for number in range(len(new)) if number not in taken]
    if len(old_left) * len(new_left) > _MOST_COMPARISONS:
        return
    found = []
    for new_number in new_left:
        words = _words(new[new_number])
        matcher = SequenceMatcher(None, "", words, autojunk=False)  # prepares its second text once
        for old_number in old_left:
            if words and _may_be_same(old[old_number], new[new_number]):
                likeness = _likeness(matcher, _words(old[old_number]))
                if likeness >= _LEAST_LIKENESS:
                    found.append((-likeness, abs(old_number - new_number), old_number, new_number))
    for _, _, old_number, new_number in sorted(found):
        if old_number not in pairs and new_number not in taken:
            pairs[old_number] = new_number
            taken.add(new_number)


def _pair_in_place(old: Sequence[Value], new: Sequence[Value], pairs: dict[int, int]) -> None:
    """Pair nameless mappings that stand between the same neighbours, as many before as now: one that was reworded whole."""
    kept = sorted(number for number in unmoved_items(pairs))
    ends = [(-1, -1), *((number, pairs[number]) for number in kept), (len(old), len(new))]
    for (old_start, new_start), (old_end, new_end) in pairwise(ends):
        taken = set(pairs.values())
        left = [number for number in range(old_start + 1, old_end) if number not in pairs]
        right = [number for number in range(new_start + 1, new_end) if number not in taken]
        if len(left) != len(right):
            continue
        for old_number, new_number in zip(left, right, strict=True):
            before, after = old[old_number], new[new_number]
            is_nameless = item_name(before) is None and item_name(after) is None
            if isinstance(before, dict) and isinstance(after, dict) and is_nameless:
                pairs[old_number] = new_number


def _may_be_same(old: Value, new: Value) -> bool:
    if isinstance(old, dict) and isinstance(new, dict):
        return all(old[name] == new[name] for name in IDENTIFIERS if name in old and name in new)
    return type(old) is type(new)


def _words(item: Value) -> str:
    """Its Chinese texts: identifiers and codes are alike by chance (reg-mfd-271, reg-mfd-272)."""
    return "\n".join(
        text for _, text in iter_texts(item) if any("\u3400" <= sign <= "\u9fff" for sign in text)
    )


def _likeness(matcher: "SequenceMatcher[str]", words: str) -> float:
    matcher.set_seq1(words)
    for bound in (matcher.real_quick_ratio, matcher.quick_ratio):
        if bound() < _LEAST_LIKENESS:
            return 0
    return matcher.ratio()


def _changes(old: Value, new: Value, spot: _Spot) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _changes_of_mapping(old, new, spot)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _changes_of_list(old, new, spot)
    else:
        yield _change(ChangeKind.CHANGED, old, new, spot)


def _changes_of_mapping(old: dict[str, Value], new: dict[str, Value], spot: _Spot) -> Iterator[Change]:
    for key in laid_together(new, old):
        inner = spot.below(key, key, key)
        if key not in old:
            yield _change(ChangeKind.ADDED, None, new[key], inner)
        elif key not in new:
            yield _change(ChangeKind.GONE, old[key], None, inner)
        else:
            yield from _changes(old[key], new[key], inner)


def _changes_of_list(old: list[Value], new: list[Value], spot: _Spot) -> Iterator[Change]:
    pairs = matched_items(old, new)
    unmoved = unmoved_items(pairs)
    partners = {new_number: old_number for old_number, new_number in pairs.items()}
    in_new: list[tuple[int | None, int | None]] = [
        (partners.get(number), number) for number in range(len(new))
    ]
    in_old: list[tuple[int | None, int | None]] = [(number, pairs.get(number)) for number in range(len(old))]
    behind = ""
    """The last item before that was not moved: by it a place in the order is known."""
    for old_number, new_number in laid_together(in_new, in_old):
        if old_number is None and new_number is not None:
            item = new[new_number]
            yield _change(ChangeKind.ADDED, None, item, spot.below(None, new_number, _lasting_name(item)))
        elif old_number is not None:
            item = old[old_number]
            name = _lasting_name(item)
            inner = spot.below(old_number, new_number, name)
            if new_number is None:
                yield _change(ChangeKind.GONE, item, None, inner)
                continue
            if old_number in unmoved:
                behind = name
            else:
                moved = _change(ChangeKind.MOVED, item, new[new_number], inner)
                # What is inside is told on its own, so only the new place counts.
                yield replace(moved, key=_digest([ChangeKind.MOVED, list(inner.names), behind]))
            yield from _changes(item, new[new_number], inner)


def _change(kind: ChangeKind, old: Value, new: Value, spot: _Spot) -> Change:
    path = spot.old if kind is ChangeKind.GONE else spot.new
    return Change(path, kind, old, new, _digest([kind, list(spot.names), old, new]))


def _lasting_name(item: Value) -> str:
    """By its name, else by its words: of an item that is in the old value, the words there, which stay while a draft changes."""
    return item_name(item) or f"#{_digest(item)}"


def _digest(value: Value) -> str:
    return hashlib.blake2b(value_print(value).encode(), digest_size=12).hexdigest()
