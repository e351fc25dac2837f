"""The files of one index folder, each read once and shared by every reader of the index."""

from functools import cached_property
from pathlib import Path

from handbook.search.flat_file import Arrays, contents, read_arrays
from handbook.search.tables.layout import CHARACTERS, DOCUMENTS, OFFSETS, PHRASES, field_file, words_file
from handbook.search.tables.postings import FieldPostings
from handbook.search.tables.schema import FIELDS
from handbook.search.words.fold import Folding


class IndexFiles:
    """Views of the files in `folder`, whose hashes must have been checked; nothing is read before it is asked for.

    Each of them raises OSError where its file cannot be read, ValueError or KeyError where it is not of our form.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def fields(self) -> dict[str, FieldPostings]:
        """Postings of each field of the schema."""
        return {name: open_field(self.folder, name) for name in FIELDS}

    @cached_property
    def signals(self) -> Arrays:
        """What is known of each document beside its words; ``offsets`` are those of `documents`."""
        return read_arrays(self.folder / OFFSETS)

    @cached_property
    def documents(self) -> memoryview:
        """The stored documents, one JSON text after another."""
        return contents(self.folder / DOCUMENTS)

    @cached_property
    def characters(self) -> Arrays:
        """Readings and simplified forms of characters."""
        return read_arrays(self.folder / CHARACTERS)

    @cached_property
    def folding(self) -> Folding:
        """The folding that the indexed texts went through."""
        return Folding(dict(self.characters["simplified"].tolist()))

    @cached_property
    def phrases(self) -> Arrays:
        """Titles, asks and tags laid out as one row."""
        return read_arrays(self.folder / PHRASES)

    def text(self, name: str) -> str:
        """The text file `name`."""
        return (self.folder / name).read_text("utf-8")


def open_field(folder: Path, name: str) -> FieldPostings:
    """The postings of one field, views of its files."""
    words = (folder / words_file(name)).read_text("utf-8").splitlines()
    return FieldPostings.of(read_arrays(folder / field_file(name)), tuple(words))
