"""A searcher that is told what to answer and remembers what it was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from handbook.model.kinds import Kind
from handbook.search.hits import Hit, PlainHit, Results, Snippet, Span
from handbook.search.query import Query


def hit(entry_id: str, title: str, kind: Kind = Kind.PROCEDURE, marks: Sequence[str] = ()) -> Hit:
    """A hit whose title is marked at its first two characters."""
    return PlainHit(
        entry_id, kind, title, (Span(0, min(2, len(title))),), Snippet(f"{title}的摘要"), 1.0, tuple(marks)
    )


class FakeSearcher:
    """Answers by text; every query is kept. What is `told` of a text replaces fields of its results."""

    def __init__(
        self,
        answers: Mapping[str, Sequence[Hit]] | None = None,
        told: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        self.answers = dict(answers or {})
        self.told = dict(told or {})
        self.asked: list[Query] = []
        self.use: dict[str, float] = {}

    def search(self, query: Query) -> Results:
        """What was told for this text, or nothing."""
        self.asked.append(query)
        hits = tuple(self.answers.get(query.text, ()))
        counts = {kind: sum(1 for h in hits if h.kind is kind) for kind in Kind}
        within = tuple(h for h in hits if query.kind in (None, h.kind))
        return replace(Results(query, within, counts, len(within)), **self.told.get(query.text, {}))

    def remember_use(self, use: Mapping[str, float]) -> None:
        """Keep what was told."""
        self.use = dict(use)
