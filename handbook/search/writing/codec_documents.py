"""Stored documents (one JSON text a line) and field lengths -> what Whoosh asks of a per-document reader."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import PerDocumentReader
from whoosh.util.numeric import byte_to_length

from handbook.override import override
from handbook.search.flat_file import Arrays


class FlatDocuments(PerDocumentReader):  # type: ignore[misc]
    """Document n is the JSON text at ``offsets[n]:offsets[n + 1]``."""

    def __init__(self, raw: memoryview, offsets: NDArray[np.int64], fields: Mapping[str, Arrays]) -> None:
        self._raw, self._offsets, self._fields = raw, offsets, fields

    @override
    def doc_count(self) -> int:
        return len(self._offsets) - 1

    @override
    def doc_count_all(self) -> int:
        return len(self._offsets) - 1

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
        return int(byte_to_length(int(self._fields[fieldname]["lengths"][docnum])))

    @override
    def field_length(self, fieldname: str) -> int:
        return int(self._fields[fieldname]["sizes"].sum())

    @override
    def min_field_length(self, fieldname: str) -> int:
        return int(byte_to_length(int(self._fields[fieldname]["lengths"].min(initial=255))))

    @override
    def max_field_length(self, fieldname: str) -> int:
        return int(byte_to_length(int(self._fields[fieldname]["lengths"].max(initial=0))))

    @override
    def stored_fields(self, docnum: int) -> dict[str, Any]:
        start, end = self._offsets[docnum], self._offsets[docnum + 1]
        return {"document": json.loads(bytes(self._raw[start:end]))}
