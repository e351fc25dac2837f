"""What is known of a hit at once -> a Hit that finds its ranges and its snippet when they are first asked for."""

from collections.abc import Callable
from functools import cached_property
from typing import Final

from handbook.model.kinds import Kind
from handbook.override import override
from handbook.search.hits import Hit, PlainHit, Snippet, Span
from handbook.search.snippets import Marked, marks_of, snippet_of

Marking = Callable[[], tuple[Marked, Marked, Marked]]
"""Gives the title, the best line and the best way to say it (empty where the others say more), each with its ranges."""


class LazyHit:
    """Equal to the PlainHit with the same values; of fifty rows that are found ten are shown."""

    def __init__(
        self,
        id: str,
        kind: Kind,
        title: str,
        score: float,
        note: str,
        *,
        is_corrected: bool,
        is_weak: bool,
        marking: Marking,
    ) -> None:
        self.id: Final = id
        self.kind: Final = kind
        self.title: Final = title
        self.score: Final = score
        self.note: Final = note
        self.is_corrected: Final = is_corrected
        self.is_weak: Final = is_weak
        self._marking: Final = marking

    @cached_property
    def _marked(self) -> tuple[Marked, Marked, Marked]:
        return self._marking()

    @cached_property
    def title_spans(self) -> tuple[Span, ...]:
        """Matched ranges of `title`."""
        return self._marked[0].spans

    @cached_property
    def snippet(self) -> Snippet:
        """Best matching line, cut."""
        return snippet_of(self._marked[1])

    @cached_property
    def ask(self) -> Snippet:
        """The way to say it that was met, cut; empty where title or text say more."""
        return snippet_of(self._marked[2])

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Texts as they stand in the entry that matched."""
        return marks_of(self._marked)

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlainHit | LazyHit) and _values(self) == _values(other)

    @override
    def __hash__(self) -> int:
        return hash((self.id, self.score))


def _values(hit: Hit) -> tuple[object, ...]:
    return (
        hit.id,
        hit.kind,
        hit.title,
        hit.title_spans,
        hit.snippet,
        hit.score,
        hit.marks,
        hit.note,
        hit.is_corrected,
        hit.ask,
        hit.is_weak,
    )
