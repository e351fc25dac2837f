"""What the window needs of a search engine."""

from typing import Protocol

from handbook.search.hits import Results
from handbook.search.query import Query


class Searcher(Protocol):
    """Answers queries; never raises, whatever was typed."""

    def search(self, query: Query) -> Results:
        """The entries that answer `query`, best first."""
        ...


class ClosableSearcher(Searcher, Protocol):
    """A searcher that holds files open."""

    def close(self) -> None:
        """Let go of the files."""
        ...
