"""Stored document + what matched -> title ranges, the best line with its ranges, and the texts to mark."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from handbook.search.hits import Snippet, Span
from handbook.search.tables.stored import FoldedLines
from handbook.search.words.fold import is_han
from handbook.search.words.quantities import Quantity, quantities

WIDTH = 64
"""Characters of a snippet at most."""
_AMOUNT = 2.0
"""Weight of a number with its unit."""
_BEFORE = 18
"""Characters kept before the first match."""


@dataclass(frozen=True)
class Needles:
    """What to look for in the entry: folded terms with their weights (rarer ones weigh more)."""

    pairs: Mapping[str, float] = field(default_factory=dict[str, float])
    """Two Chinese characters each."""
    words: Mapping[str, float] = field(default_factory=dict[str, float])
    """Words, whole texts and single characters, found as they stand."""
    quantities: frozenset[str] = frozenset()
    """Numbers with units in their normal form, found however they are written."""

    @cached_property
    def sought(self) -> list[tuple[str, float, bool]]:
        """(needle, weight, whether it may stand inside a longer word) of all pairs and words."""
        both = (*self.pairs.items(), *self.words.items())
        return [(needle, weight, is_han(needle[0])) for needle, weight in both]


@dataclass(frozen=True, slots=True)
class Marked:
    """One text with its sorted, separate ranges."""

    text: str
    spans: tuple[Span, ...]
    weight: float


def mark(text: str, folded: str, needles: Needles) -> Marked:
    """Ranges of `text` that match; each needle counts once for the weight."""
    found = _found(folded, needles)
    if not found:
        return Marked(text, (), 0.0)
    weights = {needle: weight for _, _, needle, weight in found}
    return Marked(text, merged((a, b) for a, b, _, _ in found), sum(weights.values()))


def _found(folded: str, needles: Needles) -> list[tuple[int, int, str, float]]:
    """(start, end, needle, weight) of every occurrence, needle by needle."""
    found: list[tuple[int, int, str, float]] = []
    find = folded.find
    for needle, weight, inside in needles.sought:
        at = find(needle)
        while at >= 0:
            end = at + len(needle)
            if inside or _stands_alone(folded, at, end):
                found.append((at, end, needle, weight))
            at = find(needle, at + 1)
    if needles.quantities:
        amounts = (a for a in _amounts(folded) if a.term in needles.quantities)
        found.extend((a.start, a.end, a.term, _AMOUNT) for a in amounts)
    return found


@lru_cache(maxsize=1024)
def _amounts(folded: str) -> tuple[Quantity, ...]:
    return tuple(quantities(folded))


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Digits are not marked inside longer numbers."""
    before, after = folded[start - 1 : start], folded[end : end + 1]
    return not (folded[start].isdigit() and before.isdigit()) and not (
        folded[end - 1].isdigit() and after.isdigit()
    )


def merged(ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Sorted ranges without overlaps; touching ones become one."""
    spans: list[Span] = []
    for start, end in sorted(ranges):
        if spans and start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def best_line(text: FoldedLines, needles: Needles) -> Marked:
    """The line that holds most of what was looked for; the first of equals, also where none holds anything."""
    found = _found(text.folded, needles)
    if not found:
        return Marked(text.lines[0] if text.lines else "", (), 0.0)
    weights = _line_weights(found, text.starts)
    best = max(weights, key=lambda line: (weights[line], -line))
    first = text.starts[best]
    last = first + len(text.lines[best])
    spans = merged((a - first, b - first) for a, b, _, _ in found if first <= a < last)
    return Marked(text.lines[best], spans, weights[best])


def _line_weights(found: Iterable[tuple[int, int, str, float]], starts: Sequence[int]) -> dict[int, float]:
    """Line → sum of the weights of the different needles in it; `found` comes needle by needle."""
    weights: dict[int, float] = {}
    counted: dict[int, str] = {}
    for start, _, needle, weight in found:
        line = bisect_right(starts, start) - 1
        if counted.get(line) != needle:
            counted[line] = needle
            weights[line] = weights.get(line, 0.0) + weight
    return weights


def snippet_of(marked: Marked, width: int = WIDTH) -> Snippet:
    """The part of the line, `width` characters at most, around its densest matches; cut ends are shown by ellipses."""
    text = marked.text
    if len(text) <= width:
        return Snippet(text, marked.spans)
    start = _window(marked.spans, len(text), width)
    end = min(len(text), start + width)
    left, right = "…" if start else "", "…" if end < len(text) else ""
    shift = len(left) - start
    inside = [(max(s.start, start), min(s.end, end)) for s in marked.spans if s.start < end and s.end > start]
    return Snippet(left + text[start:end] + right, tuple(Span(a + shift, b + shift) for a, b in inside))


def _window(spans: Sequence[Span], length: int, width: int) -> int:
    starts = [max(0, min(s.start - _BEFORE, length - width)) for s in spans] or [0]
    return max(
        starts,
        key=lambda a: (sum(min(s.end, a + width) - s.start for s in spans if a <= s.start < a + width), -a),
    )


def marks_of(marked: Iterable[Marked]) -> tuple[str, ...]:
    """The distinct texts in the ranges, longest first."""
    texts = {m.text[s.start : s.end] for m in marked for s in m.spans}
    return tuple(sorted(texts, key=lambda t: (-len(t), t)))
