"""The Whoosh schema: which fields there are and how their texts become terms."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Existence, Format

from handbook.override import override
from handbook.search.words.terms import terms_of

TEXT = "text"
"""Everything in the document."""
HEAD = "head"
"""Title, asks and tags alone."""
FIELDS = (TEXT, HEAD)


class Grams(FieldType):  # type: ignore[misc]
    """Field of characters, pairs, words and quantities, weighted by how often they stand there; no positions."""

    def __init__(self) -> None:
        self.format: Format = Existence()
        self.analyzer = None
        self.scorable = self.indexed = True
        self.stored = self.spelling = self.unique = False
        self.multitoken_query = "default"
        self.vector = self.column_type = None

    @override
    def index(self, value: str, **kwargs: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for term, count in sorted(Counter(terms_of(value)).items()):
            yield term.encode(), count, float(count), b""

    @override
    def to_bytes(self, value: Any) -> bytes:
        return value if isinstance(value, bytes) else str(value).encode()


def schema() -> Schema:
    """A new schema; it is code, never read from a file."""
    return Schema(document=STORED(), **{name: Grams() for name in FIELDS})
