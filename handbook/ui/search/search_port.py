"""What the window needs of a search engine."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol, Self

from handbook.law.shelf import LawShelf
from handbook.search.hits import Results
from handbook.search.laws.law_hits import LawResults
from handbook.search.query import Query


class Searcher(Protocol):
    """Answers queries; never raises, whatever was typed."""

    def search(self, query: Query) -> Results:
        """The entries that answer `query`, best first."""
        ...

    def remember_use(self, use: Mapping[str, float]) -> None:
        """Entries that were in use lately (id → 0–1) rank a little higher from now on."""
        ...


class ClosableSearcher(Searcher, Protocol):
    """A searcher that holds files open."""

    def close(self) -> None:
        """Let go of the files."""
        ...


class LawFinder(Protocol):
    """Answers from the official texts of laws; never raises, whatever was typed."""

    @property
    def shelf(self) -> LawShelf:
        """The texts that it finds."""
        ...

    def on(self, today: date) -> Self:
        """The same as the versions stand on that day."""
        ...

    def find(
        self,
        text: str,
        *,
        limit: int = 50,
        local_laws: Sequence[str] = (),
        cited_laws: Sequence[str] = (),
        only_current: bool = True,
    ) -> LawResults:
        """Articles that answer `text`, best first."""
        ...
