"""Real entries changed at random on both sides: no word is lost, and what comes out follows from what went in."""

import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path as FilePath

import pytest

from handbook.content.writing.applying import applied, edits_between
from handbook.content.writing.changes import NAMES, changed_places, value_print
from handbook.content.writing.merging import ABSENT, Conflict, Merge, Reason, Version, merged
from handbook.content.yaml_reader import Path, Value, iter_texts, read_yaml

CONTENT = FilePath(__file__).parents[4] / "content"
KINDS = ("procedures", "emergency", "scripts", "regulations", "knowledge", "cases", "regions")
CASES = 300
MANY_CASES = 3_000
CHECKLIST = ("steps", "onsite_steps", "outcomes", "default_outcome", "dispatch_minimum")
"""Keys whose parts refer to each other: what is changed there on both sides is never quite apart."""
NAMED = (*NAMES, "text")
SENTENCE_ENDS = re.compile("[。！？；!?;\n]")
MARKS = "甲乙丙丁戊己庚辛壬癸"


class Changer:
    """Changes values at random; every text that it writes is there once."""

    def __init__(self, rng: random.Random, side: str) -> None:
        self.rng = rng
        self.side = side
        self.written = 0

    def changed(self, value: Value, times: int) -> Value:
        result = deepcopy(value)
        for _ in range(times):
            if isinstance(result, dict) and "steps" in result and self.rng.random() < 0.2:
                self._refer(result)
            else:
                self._change(result)
        return result

    def _refer(self, entry: dict[str, Value]) -> None:
        """Let one step depend on an answer to another."""
        steps = entry["steps"]
        asked = [
            step for step in _holders(steps) if isinstance(step, dict) and "answers" in step and "id" in step
        ]
        waiting = [step for step in _holders(steps) if isinstance(step, dict) and "kind" in step]
        if asked and waiting:
            question = self.rng.choice(asked)
            answers = question["answers"]
            labels = (
                [item.get("label") for item in answers if isinstance(item, dict)]
                if isinstance(answers, list)
                else []
            )
            known = question["id"]
            if labels and isinstance(known, str):
                self.rng.choice(waiting)["when"] = {known: [self.rng.choice(labels)]}

    def _change(self, value: Value) -> None:
        """Change one place somewhere below `value`."""
        holders = [holder for holder in _holders(value) if holder]
        if not holders:
            return
        holder = self.rng.choice(holders)
        if isinstance(holder, dict):
            self._change_mapping(holder)
        elif isinstance(holder, list):
            self._change_list(holder)

    def _change_mapping(self, mapping: dict[str, Value]) -> None:
        key = self.rng.choice([*mapping])
        what = self.rng.random()
        if what < 0.1 and len(mapping) > 1:
            del mapping[key]
        elif what < 0.2:
            mapping[self.rng.choice(["hint", "note", "extra"])] = self._sentence()
        elif key not in ("id", "key", "use"):
            mapping[key] = self._other(mapping[key])

    def _change_list(self, items: list[Value]) -> None:
        number = self.rng.randrange(len(items))
        what = self.rng.random()
        if what < 0.2:
            del items[number]
        elif what < 0.4:
            items.insert(self.rng.randrange(len(items) + 1), items.pop(number))
        elif what < 0.7:
            items.insert(self.rng.randrange(len(items) + 1), self._like(items[number]))
        else:
            items[number] = self._other(items[number])

    def _other(self, value: Value) -> Value:
        """`value` changed, or another in its place."""
        if isinstance(value, str):
            return self._other_text(value)
        if self.rng.random() < 0.03:
            return self._sentence()
        self._change(value)
        return value

    def _other_text(self, text: str) -> str:
        what = self.rng.random()
        if what < 0.3:
            return self._sentence()
        if what < 0.5:
            return text + "。" + self._sentence()
        if what < 0.7:
            return self._sentence() + "。" + text
        place = self.rng.randrange(len(text) + 1)
        return text[:place] + self._mark() + text[place:]

    def _like(self, item: Value) -> Value:
        """A new item like `item`."""
        if isinstance(item, dict):
            return {key: self._like(value) if key in NAMED else value for key, value in item.items()}
        if isinstance(item, list):
            return [*item, self._sentence()]
        return self._sentence()

    def _sentence(self) -> str:
        words = [
            "先把阀关上",
            "师傅马上就到",
            "请您别靠近",
            "记下门牌和电话",
            "水停了再说",
            "今天晚上回话",
            "别用手去碰",
        ]
        return self._mark() + self.rng.choice(words)

    def _mark(self) -> str:
        self.written += 1
        return self.side + "".join(MARKS[int(digit)] for digit in str(self.written))


def _holders(value: Value) -> Iterator[Value]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _holders(item)
    elif isinstance(value, list):
        yield value
        for item in value:
            yield from _holders(item)


@pytest.fixture(scope="module")
def entries() -> list[Value]:
    paths = [path for kind in KINDS for path in sorted((CONTENT / kind).rglob("*.yaml"))]
    return [read_yaml(path.read_bytes()).value for path in paths]


def _texts(value: Version) -> set[str]:
    return set() if value is ABSENT else {text for _, text in iter_texts(value)}


def _lost(side: Value, base: Value, merge: Merge) -> set[str]:
    """Texts that `side` brought and that are neither in the result nor told."""
    there = _texts(merge.value)
    for conflict in merge.conflicts:
        for version in (conflict.base, conflict.theirs, conflict.ours):
            there |= _texts(version)
    all_there = "\n".join(there | _texts(base))
    return {
        text
        for text in _texts(side) - _texts(base) - there
        # Of a text that both changed, each sentence that this side changed is in the result.
        if not all(sentence in all_there for sentence in SENTENCE_ENDS.split(text))
    }


def _without_side(conflict: Conflict) -> tuple[Path, str, frozenset[str]]:
    def shown(version: Version) -> str:
        return "absent" if version is ABSENT else value_print(version)

    path = tuple("*" if isinstance(part, int) else part for part in conflict.path)
    return path, shown(conflict.base), frozenset((shown(conflict.theirs), shown(conflict.ours)))


def _cases(entries: list[Value], seed: int, count: int) -> Iterator[tuple[Value, Value, Value]]:
    rng = random.Random(seed)
    for _ in range(count):
        base = rng.choice(entries)
        theirs = Changer(rng, "他").changed(base, rng.randint(1, 8))
        ours = Changer(rng, "我").changed(base, rng.randint(1, 8))
        if rng.random() < 0.2:
            both = Changer(rng, "同")
            base_of_both = both.changed(base, 2)
            theirs = Changer(rng, "他").changed(base_of_both, 3)
            ours = Changer(rng, "我").changed(base_of_both, 3)
        yield base, theirs, ours


def _nothing_is_lost(base: Value, theirs: Value, ours: Value) -> None:
    merge = merged(base, theirs, ours)
    assert not _lost(ours, base, merge)
    assert not _lost(theirs, base, merge)


def _edits_lead_there(base: Value, theirs: Value, ours: Value) -> None:
    before = value_print(ours)
    merge = merged(base, theirs, ours)
    assert applied(ours, merge.edits) == merge.value
    assert value_print(ours) == before
    assert applied(theirs, edits_between(theirs, ours)) == ours


def _one_side_alone_is_taken(base: Value, theirs: Value, ours: Value) -> None:
    taken = merged(base, theirs, base)
    assert taken.value == theirs
    assert not taken.conflicts
    kept = merged(base, base, ours)
    assert (kept.value, kept.edits, kept.taken, kept.conflicts) == (ours, (), (), ())


def _sides_agree_on_conflicts(base: Value, theirs: Value, ours: Value) -> None:
    merge, turned = merged(base, theirs, ours), merged(base, ours, theirs)
    # What refers to a step is kept on one side and gone on the other, so only the rest is the same.
    plain = {
        _without_side(conflict) for conflict in merge.conflicts if conflict.reason is not Reason.REFERRED_TO
    }
    plain_turned = {
        _without_side(conflict) for conflict in turned.conflicts if conflict.reason is not Reason.REFERRED_TO
    }
    assert plain == plain_turned


def _again_changes_nothing(base: Value, theirs: Value, ours: Value) -> None:
    value = merged(base, theirs, ours).value
    again = merged(theirs, theirs, value)
    assert (again.value, again.edits, again.conflicts) == (value, (), ())


def _keys_are_told_once(base: Value, theirs: Value, ours: Value) -> None:
    changes = changed_places(base, ours)
    assert len({change.key for change in changes}) == len(changes)
    assert bool(changes) == (base != ours)


RULES: list[Callable[[Value, Value, Value], None]] = [
    _nothing_is_lost,
    _edits_lead_there,
    _one_side_alone_is_taken,
    _sides_agree_on_conflicts,
    _again_changes_nothing,
    _keys_are_told_once,
]


@pytest.mark.parametrize("holds", RULES)
def test_what_holds_for_every_merge(
    entries: list[Value], holds: Callable[[Value, Value, Value], None]
) -> None:
    for base, theirs, ours in _cases(entries, 20261130, CASES):
        holds(base, theirs, ours)


@pytest.mark.slow
@pytest.mark.parametrize("holds", RULES)
def test_what_holds_for_many_merges(
    entries: list[Value], holds: Callable[[Value, Value, Value], None]
) -> None:
    for base, theirs, ours in _cases(entries, 7, MANY_CASES):
        holds(base, theirs, ours)


def test_changes_of_different_parts_are_never_in_conflict(entries: list[Value]) -> None:
    rng = random.Random(11)
    for _ in range(CASES):
        base = rng.choice(entries)
        assert isinstance(base, dict)
        theirs, ours = deepcopy(base), deepcopy(base)
        of_theirs = rng.random() < 0.5
        for key, value in base.items():
            is_theirs = of_theirs if key in CHECKLIST else rng.random() < 0.5
            if isinstance(value, list | dict) and value:
                side, changer = (theirs, Changer(rng, "他")) if is_theirs else (ours, Changer(rng, "我"))
                side[key] = changer.changed(value, 2)
        merge = merged(base, theirs, ours)
        assert not merge.conflicts
        expected = {key: ours[key] if ours[key] != base[key] else theirs[key] for key in base}
        assert merge.value == expected
