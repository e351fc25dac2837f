"""Two wordings of a paragraph -> the pieces in which they differ, readable by a person, for two columns.

Punctuation, blanks and widths never make a difference: they stay with the word beside them, so that the pieces of either
side, joined, are that side letter by letter. Numbers with their units and numbers of articles are one word each.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from handbook.law.aligning import align
from handbook.law.figures import figures
from handbook.law.references import references
from handbook.model.bare_words import bare, is_kept

_JOINING = 2
"""Up to so many equal characters between two changes are shown as changed too: 一 之 of many marks is no reading."""
_OPENING = "《〈“‘「『（(【〔[{"
_RUN = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千万亿两]{2,}|[^\s]", re.ASCII)


class Op(StrEnum):
    """How a piece differs."""

    SAME = "同"
    DELETED = "删"
    INSERTED = "增"
    REPLACED = "换"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of both wordings."""

    op: Op
    old: str
    """As it stands in the old one; empty where inserted."""
    new: str
    """As it stands in the new one; empty where deleted."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph beside its counterpart."""

    old: str | None
    """None where it is new."""
    new: str | None
    """None where it went."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    start: int
    end: int
    """With the punctuation that stays with it."""


def changed_words(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both, in order; the old sides joined are `old`, the new sides joined are `new`."""
    before, after = _words(old), _words(new)
    if not before or not after:
        return _without_common_words(old, new, bool(before), bool(after))
    runs = _joined(_runs([word.folded for word in before], [word.folded for word in after]), before)
    pieces = []
    for is_same, i, j, k, m in runs:
        op = Op.SAME if is_same else Op.INSERTED if i == j else Op.DELETED if k == m else Op.REPLACED
        pieces.append(Piece(op, _stretch(old, before, i, j), _stretch(new, after, k, m)))
    return tuple(pieces)


def changed_rows(old: Sequence[str], new: Sequence[str]) -> tuple[Row, ...]:
    """Paragraphs of an article side by side, in the order of the new ones, what went where it stood."""
    if bare("\n".join(old)) == bare("\n".join(new)) and len(old) != len(new):
        return (Row("\n".join(old), "\n".join(new), (Piece(Op.SAME, "\n".join(old), "\n".join(new)),)),)
    pairs = {pair.old: pair.new for pair in align([bare(line) for line in old], [bare(line) for line in new])}
    if not pairs and len(old) == len(new) == 1:
        pairs = {0: 0}
    placed: list[tuple[tuple[int, int, int], Row]] = []
    before = -1
    for i, line in enumerate(old):
        if i in pairs:
            before = pairs[i]
            counterpart = new[before]
            placed.append(((before, 0, i), Row(line, counterpart, changed_words(line, counterpart))))
        else:
            placed.append(((before, 1, i), Row(line, None, changed_words(line, ""))))
    taken = set(pairs.values())
    placed += [
        ((j, 0, 0), Row(None, line, changed_words("", line))) for j, line in enumerate(new) if j not in taken
    ]
    return tuple(row for _, row in sorted(placed, key=lambda one: one[0]))


def _words(text: str) -> list[_Word]:
    """`text` as words: figures and references whole, Chinese characters one by one, no stretch between them left over."""
    spans = _whole_spans(text)
    kept = [(start, end) for start, end in spans if any(is_kept(sign) for sign in text[start:end])]
    words: list[_Word] = []
    for at, (start, end) in enumerate(kept):
        begin = words[-1].end if words else 0
        limit = kept[at + 1][0] if at + 1 < len(kept) else len(text)
        # An opening bracket belongs to what follows it, all other punctuation to what stands before.
        while at + 1 < len(kept) and limit > end and text[limit - 1] in _OPENING:
            limit -= 1
        # Not as the beginning of a line, where 1.5 could be the mark of a 目.
        words.append(_Word(bare(f"数{text[start:end]}")[1:], begin, limit))
    return words


def _whole_spans(text: str) -> list[tuple[int, int]]:
    whole = sorted(
        {(found.start, found.end) for found in figures(text)}
        | {(found.start, found.end) for found in references(text)}
    )
    spans: list[tuple[int, int]] = []
    done = 0
    for start, end in whole:
        if start < done:
            continue
        spans += [match.span() for match in _RUN.finditer(text, done, start)]
        spans.append((start, end))
        done = end
    return spans + [match.span() for match in _RUN.finditer(text, done)]


def _runs(old: list[str], new: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Whether equal, and the stretch of either side; what both begin and end with is set apart first, which is quick."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    runs = [(True, 0, head, 0, head)] if head else []
    runs += [
        (op == "equal", head + i, head + j, head + k, head + m) for op, i, j, k, m in matcher.get_opcodes()
    ]
    if tail:
        runs.append((True, len(old) - tail, len(old), len(new) - tail, len(new)))
    return runs


def _joined(
    runs: list[tuple[bool, int, int, int, int]], words: list[_Word]
) -> list[tuple[bool, int, int, int, int]]:
    """`runs` with short equal ones between two changes taken into the change, and neighbours of one kind made one."""
    joined: list[tuple[bool, int, int, int, int]] = []
    for at, (is_same, i, j, k, m) in enumerate(runs):
        length = sum(len(word.folded) for word in words[i:j])
        is_between = 0 < at < len(runs) - 1
        kind = is_same and not (is_between and length <= _JOINING)
        if joined and joined[-1][0] == kind:
            _, first, _, third, _ = joined.pop()
            joined.append((kind, first, j, third, m))
        else:
            joined.append((kind, i, j, k, m))
    return joined


def _stretch(text: str, words: list[_Word], start: int, end: int) -> str:
    return text[words[start].start : words[end - 1].end] if start < end else ""


def _without_common_words(old: str, new: str, has_old: bool, has_new: bool) -> tuple[Piece, ...]:
    """One side has no words at all; its punctuation stands in a piece that says nothing changed."""
    if not has_old and not has_new:
        return (Piece(Op.SAME, old, new),) if old or new else ()
    if has_old:
        return (Piece(Op.DELETED, old, ""), *((Piece(Op.SAME, "", new),) if new else ()))
    return (*((Piece(Op.SAME, old, ""),) if old else ()), Piece(Op.INSERTED, "", new))
