"""What was read out of a table or an outline: text alone, nothing decided about it yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class TableKind(StrEnum):
    """What a file is, by what stands in it."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "csv"
    PPTX = "pptx"
    DOCX = "docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet, as far as it was read."""

    name: str
    """Of a text file the name of the file, without its ending."""
    is_hidden: bool = False
    """A hidden sheet is named and not read."""
    header_row: int = 0
    """The sheet's own number of the row that looks like the heads of the columns; 0 = none does."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Rows that hold something, as the person sees their cells; all of one width."""
    row_numbers: tuple[int, ...] = ()
    """The sheet's own number of each of `rows`, counted from 1."""
    more_rows: int = 0
    """Rows that hold something and were not read."""
    notes: tuple[str, ...] = ()
    """Chinese sentences on what was taken apart, left out or could not be known."""

    @property
    def headers(self) -> tuple[str, ...]:
        """Cells of the row of heads; empty texts where there is none."""
        if self.header_row in self.row_numbers:
            return self.rows[self.row_numbers.index(self.header_row)]
        return ("",) * self.width

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    def data(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Number and cells of each row below the heads."""
        for number, cells in zip(self.row_numbers, self.rows, strict=True):
            if number > self.header_row:
                yield number, cells


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """All sheets of one file."""

    name: str = ""
    """Of the file, as it can be written anywhere."""
    kind: TableKind
    sheets: tuple[Sheet, ...]
    """In the order of the workbook; hidden ones without rows."""
    encoding: str = ""
    """Of a text file: the one it was read in, such as gb18030."""
    sha256: str = ""
    """Of the original bytes, 64 hexadecimal digits."""
    notes: tuple[str, ...] = ()
    """Chinese sentences on the file as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One slide, or what stands below one heading."""

    title: str
    level: int = 1
    """1 for the outermost; of slides always 1."""
    lines: tuple[str, ...] = ()
    """Paragraphs in order; rows of tables as ``a | b``."""
    spoken: tuple[str, ...] = ()
    """Speaker's notes of a slide."""
    place: str
    """Where it stands in the file: 第 3 张, 第 2 节."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Sections of one file, in order."""

    name: str = ""
    kind: TableKind
    sections: tuple[Section, ...]
    sha256: str = ""
    notes: tuple[str, ...] = ()
    """Chinese sentences on what was left out."""
