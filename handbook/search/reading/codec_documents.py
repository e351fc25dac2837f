"""Stored documents (one JSON text a line) and field lengths -> what Whoosh asks of a per-document reader."""

import json
from collections.abc import Iterator
from typing import Any

from whoosh.codec.base import PerDocumentReader
from whoosh.util.numeric import byte_to_length

from handbook.override import override
from handbook.search.reading.index_files import IndexFiles


class FlatDocuments(PerDocumentReader):  # type: ignore[misc]
    """The documents of one index."""

    def __init__(self, files: IndexFiles) -> None:
        self._files = files

    @override
    def doc_count(self) -> int:
        return len(self._files.signals["offsets"]) - 1

    @override
    def doc_count_all(self) -> int:
        return self.doc_count()

    @override
    def has_deletions(self) -> bool:
        return False

    @override
    def is_deleted(self, docnum: int) -> bool:
        return False

    @override
    def deleted_docs(self) -> Iterator[int]:
        return iter(())

    @override
    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(byte_to_length(int(self._files.fields[fieldname].lengths[docnum])))

    @override
    def field_length(self, fieldname: str) -> int:
        return self._files.fields[fieldname].total

    @override
    def min_field_length(self, fieldname: str) -> int:
        return int(byte_to_length(int(self._files.fields[fieldname].lengths.min(initial=255))))

    @override
    def max_field_length(self, fieldname: str) -> int:
        return int(byte_to_length(int(self._files.fields[fieldname].lengths.max(initial=0))))

    @override
    def stored_fields(self, docnum: int) -> dict[str, Any]:
        start, end = self._files.signals["offsets"][docnum : docnum + 2].tolist()
        return {"document": json.loads(bytes(self._files.documents[start:end]))}
