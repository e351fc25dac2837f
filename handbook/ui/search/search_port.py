"""What the window needs of a search engine."""

from collections.abc import Mapping
from typing import Protocol

from handbook.search.hits import Results
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
