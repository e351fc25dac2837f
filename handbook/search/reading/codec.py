"""A Whoosh codec whose segments are flat files ready for NumPy; nothing in them is pickled, so opening runs no code."""

from whoosh.codec.base import Codec, PerDocumentReader, Segment, TermsReader
from whoosh.filedb.filestore import Storage

from handbook.override import override
from handbook.search.reading.codec_documents import FlatDocuments
from handbook.search.reading.codec_terms import FlatTerms
from handbook.search.reading.index_files import IndexFiles
from handbook.search.reading.term_places import TermPlaces


class FlatSegment(Segment):  # type: ignore[misc]
    """One immutable segment; a changed handbook gets a new index, so nothing is ever deleted in place."""

    def __init__(self, name: str, files: IndexFiles, documents: int) -> None:
        super().__init__(name)
        self.files = files
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
    def terms_reader(self, storage: Storage, segment: FlatSegment) -> TermsReader:
        return FlatTerms(segment.files.fields, TermPlaces(segment.files))

    @override
    def per_document_reader(self, storage: Storage, segment: FlatSegment) -> PerDocumentReader:
        return FlatDocuments(segment.files)
