"""Words of a hit, as the index has them -> as they read with the demo company laid in.

The index never sees the demo (`handbook/model/decisions/0003-demo-company.md`), so a value nobody gave is a hole in its words.
"""

from collections.abc import Mapping, Sequence

from handbook.model.handbook import Handbook
from handbook.model.text import (
    CUT,
    PieceKind,
    gap_of,
    gaps,
    holds_demo,
    may_hold_gaps,
    pieces,
    without_cut_gaps,
)
from handbook.search.hits import Span


def with_demo_words(text: str, spans: Sequence[Span], handbook: Handbook) -> tuple[str, Sequence[Span]]:
    """`text` with the invented value in each hole that has one, and what is matched in it; a hole that was cut goes."""
    if not handbook.is_demo or not may_hold_gaps(text):
        return text, spans
    invented = _invented(handbook)
    start, end = without_cut_gaps(text)
    lead, tail = (CUT if start else ""), (CUT if end < len(text) else "")
    said, moved, at = lead, [], start
    for piece in pieces(text[start:end]):
        words = piece.text
        shown = invented.get(piece.name, words) if piece.kind is PieceKind.GAP else words
        here, behind = at, at + len(words)
        if shown == words:
            shift = len(said) - here
            cut = ((max(s.start, here), min(s.end, behind)) for s in spans)
            moved += [Span(a + shift, b + shift) for a, b in cut if a < b]
        said += shown
        at = behind
    return said + tail, _joined(moved)


def _invented(handbook: Handbook) -> Mapping[str, str]:
    """Label as a hole names it → the invented value with its mark."""
    return {
        label: value.text
        for value in handbook.values
        if holds_demo(value.value)
        for label in gaps(gap_of(value.label))
    }


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Those that touch are one, as they were before the text was taken to pieces."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)
