"""What a check file says of words goes in; patterns that take bounded time come out.

A check file may come from a site, so it holds no regular expression: only words, which are escaped, gaps of a bounded
length, and classes of a closed list. What one pattern may cost at one place of a text is counted before it is
compiled: gaps have a bound (but for the one to the end of a sentence), and a repeat never goes back.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from handbook.content.check_parts import NOTHING, CompiledPart, character, either, gap, in_turn, word
from handbook.content.messages import did_you_mean
from handbook.content.yaml_reader import Path, Value

VERB = "verb"
"""Group of a compiled pattern that holds what the file marks as the verb."""
CLASSES = {"digit": r"\d", "space": r"\s*+", "end": r"\Z"}
GAPS_IN_CLAUSE = ("clause", "nearest")
GAP_OPTIONS = ("without", "over")
"""Keys that may stand beside a gap in a clause: characters that it must not hold, stops that it may hold."""
OVER = "、;"
LONGEST_TERM = 40
WIDEST_GAP = 40
MOST_REPEATS = 12
_STOPS = ",。、;"
_WITHIN_SENTENCE = "[^。;]"
_REST = "[^。]*"
_REST_WAYS = 200
_DEEPEST = 3
_MOST_COST = 20_000
"""Ways in which one pattern may be tried at one place of a text."""
_MOST_IN_SETS = 500_000
"""Characters that the sets of one file may put in place of their names: sets made of sets grow by multiplication."""
_NO_LIST = "这里要写列表,至少一项"


@dataclass(frozen=True, slots=True)
class Mistake:
    """A part of a check file that cannot be read: where it stands, and how to mend it."""

    path: Path
    message: str


class PatternReader:
    """Reads the patterns of one check file; every mistake is kept in `mistakes`, and reading goes on."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self._sets: dict[str, CompiledPart] = {}
        self._put_in = 0
        self._verbs: list[Path] = []
        self._parts: Mapping[str, Callable[[Value, Path, int], CompiledPart]] = {
            "any": self._any,
            "maybe": self._maybe,
            "repeat": self._repeat,
            "one_of": self._one_of,
            "set": self._set,
            "verb": self._verb,
            "before": self._before,
            "not_before": self._not_before,
            "not_after": self._not_after,
            "within": self._within,
            "class": self._class,
        }

    def read_sets(self, value: Value, path: Path) -> None:
        """Take named sets of words or patterns; a set may use those that stand before it."""
        if not isinstance(value, dict):
            self._mistake(path, "这里要写“名字: [词, …]”")
            return
        for name, items in value.items():
            piece = self._grouped(items, (*path, name), 0)
            self._refuse_marks(most=0)
            self._sets[name] = piece

    def each(self, value: Value, path: Path, *, may_mark: bool) -> tuple[re.Pattern[str], ...]:
        """A pattern for each item of the list, in which a verb may be marked or not; none after a mistake."""
        if not isinstance(value, list) or not value:
            self._mistake(path, _NO_LIST)
            return ()
        sources: list[str] = []
        for index, item in enumerate(value):
            place: Path = (*path, index)
            piece = self._sequence(item, place, 0)
            self._refuse_marks(most=1 if may_mark else 0)
            if piece.cost > _MOST_COST:
                self._mistake(place, "这一项的空隙和选项太多,查起来太慢;请缩短空隙,或拆成几项")
            elif piece.may_be_empty:
                self._mistake(place, "这一项对任何文字都符合;请写上至少一个一定要有的词")
            sources.append(piece.source)
        return () if self.mistakes else tuple(re.compile(source) for source in sources)

    def _mistake(self, path: Path, message: str) -> CompiledPart:
        self.mistakes.append(Mistake(path, message))
        return NOTHING

    def _refuse_marks(self, most: int) -> None:
        for place in self._verbs[most:]:
            self._mistake(place, "verb 一项里只能有一个" if most else "这里用不到 verb,请改成 any")
        self._verbs.clear()

    def _sequence(self, value: Value, path: Path, depth: int) -> CompiledPart:
        if depth > _DEEPEST:
            return self._mistake(path, f"套得太深,最多 {_DEEPEST} 层;请写成 sets 里的一组")
        if isinstance(value, list) and value:
            return in_turn([self._part(part, (*path, index), depth) for index, part in enumerate(value)])
        if isinstance(value, str | dict):
            return self._part(value, path, depth)
        return self._mistake(path, "这里要写一个词,或几个部分的列表")

    def _part(self, value: Value, path: Path, depth: int) -> CompiledPart:
        if isinstance(value, str):
            return self._term(value, path)
        known = (*self._parts, *GAPS_IN_CLAUSE)
        named = [key for key in value if key in known] if isinstance(value, dict) else []
        if not isinstance(value, dict) or not value or len(named) > 1:
            return self._mistake(path, f"一个部分写一个词,或只写 {'、'.join(known)} 中的一个键")
        extra = GAP_OPTIONS if named and named[0] in GAPS_IN_CLAUSE else ()
        for key in value:
            if key not in named and key not in extra:
                may_be = (*known, *extra)
                message = f"没有“{key}”这种部分{did_you_mean(key, may_be)};可用:{'、'.join(may_be)}"
                self._mistake((*path, key), message)
        if not named:
            return NOTHING
        if extra:
            return self._gap_in_clause(value, path)
        return self._parts[named[0]](value[named[0]], (*path, named[0]), depth)

    def _term(self, value: Value, path: Path) -> CompiledPart:
        if not isinstance(value, str) or not value:
            return self._mistake(path, "这里要写一个词")
        if len(value) > LONGEST_TERM:
            return self._mistake(path, f"词太长,最多 {LONGEST_TERM} 字")
        return word(value)

    def _alternatives(self, value: Value, path: Path, depth: int) -> list[CompiledPart]:
        if not isinstance(value, list) or not value:
            return [self._mistake(path, _NO_LIST)]
        return [self._sequence(item, (*path, index), depth + 1) for index, item in enumerate(value)]

    def _grouped(self, value: Value, path: Path, depth: int) -> CompiledPart:
        return either(self._alternatives(value, path, depth))

    _any = _grouped

    def _maybe(self, value: Value, path: Path, depth: int) -> CompiledPart:
        inner = self._grouped(value, path, depth)
        return replace(inner, source=f"{inner.source}?", ways=inner.ways + 1, may_be_empty=True, words=())

    def _repeat(self, value: Value, path: Path, depth: int) -> CompiledPart:
        if not isinstance(value, list) or not value:
            return self._mistake(path, _NO_LIST)
        for index, item in enumerate(value):
            if not isinstance(item, str) and not (isinstance(item, dict) and [*item] == ["one_of"]):
                self._mistake((*path, index), "repeat 里只能写词或 one_of")
        inner = self._grouped(value, path, depth)
        # Possessive: having taken the words it never gives one back, so it fits in one way.
        source = f"{inner.source}{{0,{MOST_REPEATS}}}+"
        return CompiledPart(source=source, first=inner.first, may_be_empty=True)

    def _one_of(self, value: Value, path: Path, _: int) -> CompiledPart:
        if not isinstance(value, str) or not value:
            return self._mistake(path, "one_of 后面写几个字,其中任一个都算,如 one_of: 拆卸锯")
        if len(value) > LONGEST_TERM:
            return self._mistake(path, f"最多 {LONGEST_TERM} 个字")
        return character(value)

    def _set(self, value: Value, path: Path, _: int) -> CompiledPart:
        if not isinstance(value, str) or value not in self._sets:
            hint = did_you_mean(str(value), [*self._sets])
            return self._mistake(path, f"sets 里前面没有“{value}”这一组{hint};请在 sets 里先写这一组")
        piece = self._sets[value]
        was_fine = self._put_in <= _MOST_IN_SETS
        self._put_in += len(piece.source)
        if self._put_in <= _MOST_IN_SETS:
            return piece
        if was_fine:
            self._mistake(path, "各组互相套用,到这里展开得太长;请少套几层")
        return NOTHING

    def _verb(self, value: Value, path: Path, depth: int) -> CompiledPart:
        inner = self._grouped(value, path, depth)
        if depth:
            return self._mistake(path, "verb 只能写在一项的最外层")
        self._verbs.append(path)
        return replace(inner, source=f"(?P<{VERB}>{inner.source})", words=())

    def _before(self, value: Value, path: Path, depth: int) -> CompiledPart:
        inner = self._grouped(value, path, depth)
        return CompiledPart(source=f"(?={inner.source})", looks=inner.cost, may_be_empty=True)

    def _not_before(self, value: Value, path: Path, depth: int) -> CompiledPart:
        inner = self._grouped(value, path, depth)
        return CompiledPart(source=f"(?!{inner.source})", looks=inner.cost, may_be_empty=True)

    def _not_after(self, value: Value, path: Path, depth: int) -> CompiledPart:
        if not isinstance(value, list) or not value:
            return self._mistake(path, _NO_LIST)
        sources: list[str] = []
        for index, item in enumerate(value):
            # What stands before is looked for backwards, which needs a fixed width.
            has_width = isinstance(item, str) or item == {"class": "digit"}
            if not has_width and not (isinstance(item, dict) and [*item] == ["one_of"]):
                self._mistake((*path, index), "not_after 里只能写词、one_of 或 class: digit")
                continue
            sources.append(f"(?<!{self._part(item, (*path, index), depth).source})")
        return CompiledPart(source="".join(sources), may_be_empty=True)

    def _within(self, value: Value, path: Path, _: int) -> CompiledPart:
        if value == "sentence":
            return CompiledPart(source=_REST, ways=_REST_WAYS, first=None, may_be_empty=True)
        bounds = _at_most(value)
        if bounds is None:
            return self._mistake(path, f"within 要写 1 到 {WIDEST_GAP} 的字数,或 sentence(到句末)")
        return gap(_WITHIN_SENTENCE, most=bounds[1])

    def _gap_in_clause(self, value: dict[str, Value], path: Path) -> CompiledPart:
        """At most so many characters that end no clause; ``clause`` takes as many as fit, ``nearest`` as few."""
        key = next(key for key in GAPS_IN_CLAUSE if key in value)
        bounds = _bounds(value[key]) if key == "clause" else _at_most(value[key])
        if bounds is None:
            more = ",或从几字到几字,如 1-6" if key == "clause" else ""
            return self._mistake((*path, key), f"{key} 要写 1 到 {WIDEST_GAP} 的字数{more}")
        stops = self._stops(value, path)
        least, most = bounds
        return gap(f"[^{re.escape(stops)}]", most=most, least=least, is_shortest=key == "nearest")

    def _stops(self, value: dict[str, Value], path: Path) -> str:
        """The characters that end the gap."""
        over = self._characters(value, "over", path)
        if not set(over) <= set(OVER):
            self._mistake((*path, "over"), f"over 只能写 {OVER} 中的符号")
        kept = "".join(stop for stop in _STOPS if stop not in over)
        return kept + self._characters(value, "without", path)

    def _characters(self, value: dict[str, Value], key: str, path: Path) -> str:
        if key not in value:
            return ""
        characters = value[key]
        if isinstance(characters, str) and 1 <= len(characters) <= LONGEST_TERM:
            return characters
        self._mistake((*path, key), f"{key} 后面写 1 到 {LONGEST_TERM} 个字")
        return ""

    def _class(self, value: Value, path: Path, _: int) -> CompiledPart:
        if not isinstance(value, str) or value not in CLASSES:
            return self._mistake(path, f"class 只能写 {'、'.join(CLASSES)}")
        has_width = value == "digit"
        return CompiledPart(
            source=CLASSES[value], first=None if has_width else frozenset(), may_be_empty=not has_width
        )


def _at_most(value: Value) -> tuple[int, int] | None:
    """``12`` as (0, 12), or None."""
    if not isinstance(value, str) or not re.fullmatch("[0-9]{1,2}", value):
        return None
    return (0, int(value)) if 1 <= int(value) <= WIDEST_GAP else None


def _bounds(value: Value) -> tuple[int, int] | None:
    """``12`` as (0, 12), ``1-6`` as (1, 6), or None."""
    least, dash, most = value.partition("-") if isinstance(value, str) else ("", "", "")
    if not dash:
        return _at_most(value)
    low = _at_most(least)
    high = _at_most(most)
    return (low[1], high[1]) if low and high and low[1] <= high[1] else None
