"""What an index is written from, wherever it comes from: made anew, or taken over from an earlier index."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from handbook.search.tables.postings import FieldPostings
from handbook.search.words.sounds import Sounds


class Groundwork(Protocol):
    """The dear parts of a build; whoever gives them gives the same for the same texts."""

    def simplified_forms(self) -> Mapping[int, int]:
        """Traditional → simplified code points."""
        ...

    def sounds_for(self, texts: Iterable[str]) -> Sounds:
        """Readings of all characters of `texts`."""
        ...

    def in_context(self, text: str) -> Sequence[str]:
        """Syllables of `text` in context."""
        ...

    def postings(
        self, lines: Sequence[bytes], texts: Mapping[str, Sequence[str]]
    ) -> Mapping[str, FieldPostings]:
        """Postings of each field of the documents stored as `lines`, whose folded texts are `texts[field]`."""
        ...
