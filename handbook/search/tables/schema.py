"""The Whoosh schema: which fields there are, and what a posting of theirs says."""

from array import array
from collections.abc import Sequence
from typing import Any

from whoosh.fields import STORED, FieldType, Schema
from whoosh.formats import Format

from handbook.override import override

TEXT = "text"
"""Everything in the document."""
HEAD = "head"
"""Title, asks and tags alone."""
FIELDS = (TEXT, HEAD)


class Places(Format):  # type: ignore[misc]
    """Postings that say where the term stands, as plain numbers: Whoosh's own positions are pickled."""

    def decode_positions(self, value: bytes) -> list[int]:
        """Places of the term, from `packed_places`."""
        return array("I", value).tolist()


def packed_places(places: Sequence[int]) -> bytes:
    """`places` as the value of a posting."""
    return array("I", places).tobytes()


class Grams(FieldType):  # type: ignore[misc]
    """Field of characters, pairs, words and quantities, weighted by how often they stand there."""

    def __init__(self) -> None:
        self.format = Places()
        self.analyzer = None
        self.scorable = self.indexed = True
        self.stored = self.spelling = self.unique = False
        self.multitoken_query = "default"
        self.vector = self.column_type = None

    @override
    def to_bytes(self, value: Any) -> bytes:
        return value if isinstance(value, bytes) else str(value).encode()


def schema() -> Schema:
    """A new schema; it is code, never read from a file."""
    return Schema(document=STORED(), **{name: Grams() for name in FIELDS})
