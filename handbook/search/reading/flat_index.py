"""A checked index folder -> a `whoosh.index.Index` that any Whoosh code can search, and our reader with its arrays."""

from pathlib import Path
from typing import Any

from whoosh.fields import Schema
from whoosh.filedb.filestore import ReadOnlyError, Storage
from whoosh.index import Index
from whoosh.reading import IndexReader, SegmentReader

from handbook.override import override
from handbook.search.reading.codec import FlatSegment
from handbook.search.reading.index_files import IndexFiles
from handbook.search.tables.manifest import Manifest, checked_manifest
from handbook.search.tables.schema import schema

NAME = "handbook"
"""Name of the one index that a folder holds."""


class FlatStorage(Storage):  # type: ignore[misc]
    """A folder with one index, read only; offers no file that could be unpickled.

    Whoosh's table of contents is a pickle; here it is the manifest, and schema and segment are code.
    """

    readonly = True

    def __init__(self, folder: Path, revision: str | None = None) -> None:
        """`revision` names the state of the content that the index must be of; None: any."""
        self.folder = folder
        self._revision = revision

    @override
    def list(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())

    @override
    def open_index(
        self, indexname: str = NAME, schema: Schema | None = None, indexclass: type[Index] | None = None
    ) -> "FlatIndex":
        """The index, after every file proved to be what the manifest says.

        Raises IndexUnusable, with a reason in Chinese, where one does not, and ReadOnlyError where a schema or a class
        is asked for: they are code here.
        """
        if schema is not None or indexclass is not None:
            raise ReadOnlyError("schema and class of this index are code")
        return FlatIndex(self, checked_manifest(self.folder, self._revision))


class FlatIndex(Index):  # type: ignore[misc]
    """One index as Whoosh knows it; a changed handbook gets a new one, so nothing writes into it."""

    def __init__(self, storage: FlatStorage, manifest: Manifest) -> None:
        self.storage = storage
        self.schema = schema()
        self._segment = FlatSegment(NAME, IndexFiles(storage.folder), manifest.documents)

    @override
    def is_empty(self) -> bool:
        return self._segment.doc_count_all() == 0

    @override
    def reader(self, reuse: IndexReader | None = None) -> "FlatReader":
        return FlatReader(self.storage, self.schema, self._segment)

    @override
    def writer(self, **kwargs: Any) -> Any:
        """Raises ReadOnlyError: indexes are built by `handbook.search.index`."""
        raise ReadOnlyError("a changed handbook gets a new index")


class FlatReader(SegmentReader):  # type: ignore[misc]
    """Whoosh's reader of the one segment, and the door to its arrays."""

    def __init__(self, storage: FlatStorage, schema: Schema, segment: FlatSegment) -> None:
        super().__init__(storage, schema, segment)
        self._files = segment.files

    def files(self) -> IndexFiles:
        """The arrays that this reader reads from, for whoever scores all documents at once."""
        return self._files
