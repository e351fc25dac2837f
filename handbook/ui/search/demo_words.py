"""Words of a hit, as the index has them -> as they read with the demo company laid in.

The index never sees the demo (`handbook/model/decisions/0003-demo-company.md`), so a value nobody gave is a hole in its words.
"""

from collections.abc import Mapping, Sequence

from handbook.model.handbook import Handbook
from handbook.model.text import PieceKind, gap_of, gaps, holds_demo, pieces
from handbook.search.hits import Span

_CUT = "…"


def with_demo_words(text: str, spans: Sequence[Span], handbook: Handbook) -> tuple[str, Sequence[Span]]:
    """`text` with the invented value in each hole that has one, and what is matched in it; a hole that was cut goes."""
    if not handbook.is_demo or not ("〔" in text or "〕" in text):
        return text, spans
    invented = _invented(handbook)
    start, end = _whole(text)
    lead, tail = (_CUT if start else ""), (_CUT if end < len(text) else "")
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


def _whole(text: str) -> tuple[int, int]:
    """Where the text begins and ends without a hole that an ellipsis has cut."""
    start, end = 0, len(text)
    opened, closed = text.find("〔"), text.find("〕")
    if text.startswith(_CUT) and closed >= 0 and not 0 <= opened < closed:
        start = closed + 1
    opened, closed = text.rfind("〔"), text.rfind("〕")
    if text.endswith(_CUT) and opened > closed:
        end = opened
    return start, end


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Those that touch are one, as they were before the text was taken to pieces."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return tuple(joined)
