"""A Whoosh codec whose segments are flat files ready for NumPy; nothing in them is pickled.

Opening a segment therefore never runs code. Whoosh's own reader, searcher and scorers work over it and are the
reference that the fast scorer is checked against.
"""

from pathlib import Path
from typing import Any

from whoosh.codec.base import Codec, PerDocumentReader, Segment, TermsReader
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader

from handbook.override import override
from handbook.search.flat_file import contents, read_arrays
from handbook.search.tables.postings import FieldPostings
from handbook.search.tables.schema import FIELDS, schema
from handbook.search.writing.codec_documents import FlatDocuments
from handbook.search.writing.codec_terms import FlatTerms

DOCUMENTS = "documents.jsonl"
OFFSETS = "documents.flat"


def field_file(field: str) -> str:
    """Name of the file of one field's arrays."""
    return f"field-{field}.flat"


def words_file(field: str) -> str:
    """Name of the file of one field's words, one a line."""
    return f"field-{field}.txt"


class FlatSegment(Segment):  # type: ignore[misc]
    """One immutable segment; a changed handbook gets a new index, so nothing is ever deleted in place."""

    def __init__(self, documents: int) -> None:
        self.indexname = "handbook"
        self.segid = "1"
        self.compound = False
        self._documents = documents

    @override
    def codec(self) -> "FlatCodec":
        return FlatCodec()

    @override
    def doc_count_all(self) -> int:
        return self._documents

    @override
    def deleted_count(self) -> int:
        return 0

    @override
    def deleted_docs(self) -> frozenset[int]:
        return frozenset()

    @override
    def is_deleted(self, docnum: int) -> bool:
        return False


class FlatCodec(Codec):  # type: ignore[misc]
    """Reads flat segments for Whoosh; they are written by `handbook.search.writing.build`."""

    @override
    def terms_reader(self, storage: FileStorage, segment: FlatSegment) -> TermsReader:
        folder = Path(storage.folder)
        return FlatTerms({name: open_field(folder, name) for name in FIELDS})

    @override
    def per_document_reader(self, storage: FileStorage, segment: FlatSegment) -> PerDocumentReader:
        folder = Path(storage.folder)
        offsets = read_arrays(folder / OFFSETS)["offsets"]
        lengths = {name: read_arrays(folder / field_file(name)) for name in FIELDS}
        return FlatDocuments(contents(folder / DOCUMENTS), offsets, lengths)


def open_field(folder: Path, name: str) -> FieldPostings:
    """The postings of one field, views of its files."""
    words = (folder / words_file(name)).read_text("utf-8").splitlines()
    return FieldPostings.of(read_arrays(folder / field_file(name)), tuple(words))


def open_reader(folder: Path, documents: int) -> SegmentReader:
    """Whoosh's reader of the segment in `folder`."""
    storage: Any = FileStorage(str(folder), readonly=True)
    return SegmentReader(storage, schema(), FlatSegment(documents))
