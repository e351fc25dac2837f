"""The XML of one sheet goes in as a stream; the first rows come out as a small sheet of plain values, the rest is counted.

Calamine lays a sheet out as a rectangle before it gives the first row: a million rows, or two cells in opposite
corners, take more memory than the process may have. So it is given rows that are numbered anew without gaps, without
formulas, and only as many as are wanted. The stream is never held; what it costs is unpacking and finding row ends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from handbook.foreign_files.failure import Failure, ReadingFailed
from handbook.table_files.limits import TableLimits

_CHUNK = 1024 * 1024
_LONGEST_ROW = 16 * 1024 * 1024
_BEGIN = re.compile(rb"<((?:[A-Za-z_][\w.-]*:)?)sheetData\s*(/?)>")
_ATTRIBUTE = re.compile(rb'\s(r|s|t|hidden)\s*=\s*["\']([^"\'<]*)["\']')
_REFERENCE = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
_MERGED = re.compile(rb'<(?:[\w.-]+:)?mergeCell\s+ref\s*=\s*"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(slots=True)
class CutSheet:
    """The beginning of a sheet, and what calamine does not tell of it."""

    xml: bytes = b""
    """A worksheet whose rows are 1, 2, 3 …"""
    numbers: list[int] = field(default_factory=list[int])
    """The number that each of those rows has in the file."""
    more: int = 0
    """Rows that hold something and were not kept."""
    styles: dict[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int])
    """Row of the file and column from 0 → number of the style of a cell that holds a number."""
    unworked: list[str] = field(default_factory=list[str])
    """Cells such as B5 with a formula whose value was not kept."""
    failed: list[str] = field(default_factory=list[str])
    """Cells whose formula gave an error such as #N/A."""
    hidden: list[int] = field(default_factory=list[int])
    """Rows that are hidden in the sheet."""
    right_out: int = 0
    """Rows in which cells further right than is read hold something."""
    last_string: int = -1
    """The highest number of a shared string that a kept cell names."""
    merged: list[tuple[int, int, int, int]] = field(default_factory=list[tuple[int, int, int, int]])
    """First row, first column, last row, last column of each merged range, from 0."""


def cut(file: IO[bytes], most_rows: int, limits: TableLimits) -> CutSheet:
    """The first `most_rows` rows of the sheet in `file` that hold something.

    Raises:
        ReadingFailed: it is no sheet, or unpacks to more than it may.
    """
    head, rest, prefix, is_empty = _head(file)
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise ReadingFailed(Failure.ENTITIES)
    made = CutSheet()
    if is_empty:
        made.xml = _worksheet(prefix, [])
        return made
    cutter = _Cutter(made, prefix, limits)
    tail = b""
    marks = tuple(b"<" + prefix + name for name in (b"v", b"is", b"f"))
    for segment, is_last in _segments(file, rest, b"</" + prefix + b"row>", limits):
        if is_last:
            tail = segment
        elif not any(mark in segment for mark in marks):
            cutter.skip(segment)
        elif len(made.numbers) < most_rows and cutter.size < limits.part_bytes:
            cutter.keep(segment)
        else:
            made.more += 1
    made.xml = _worksheet(prefix, cutter.rows)
    made.merged = [
        (int(top) - 1, column_of(left), int(bottom) - 1, column_of(right))
        for left, top, right, bottom in _MERGED.findall(tail)
    ]
    return made


def column_of(letters: bytes) -> int:
    """A → 0, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _worksheet(prefix: bytes, rows: list[bytes]) -> bytes:
    space = b' xmlns:%b="%b"' % (prefix[:-1], _NAMESPACE) if prefix else b""
    return b'<worksheet xmlns="%b"%b><sheetData>%b</sheetData></worksheet>' % (
        _NAMESPACE,
        space,
        b"".join(rows),
    )


def _head(file: IO[bytes]) -> tuple[bytes, bytes, bytes, bool]:
    """What stands before the rows, what was read of them, the prefix of the names, and whether there are none."""
    read = b""
    while chunk := file.read(_CHUNK):
        read += chunk
        if match := _BEGIN.search(read):
            return read[: match.start()], read[match.end() :], match[1], bool(match[2])
        if len(read) > _LONGEST_ROW:
            break
    raise ReadingFailed(Failure.DAMAGED, "表里没有行")


def _segments(file: IO[bytes], rest: bytes, end: bytes, limits: TableLimits) -> Iterator[tuple[bytes, bool]]:
    """The stream parted at `end`; with the last part, behind which no `end` stands, True."""
    total = 0
    while True:
        *whole, rest = rest.split(end)
        for segment in whole:
            yield segment, False
        chunk = file.read(_CHUNK)
        if not chunk:
            break
        total += len(chunk)
        if total > limits.unpacked_bytes or len(rest) > _LONGEST_ROW:
            raise ReadingFailed(Failure.UNPACKS_TOO_BIG)
        rest += chunk
    yield rest, True


class _Cutter:
    """Writes kept rows anew."""

    def __init__(self, made: CutSheet, prefix: bytes, limits: TableLimits) -> None:
        self._made = made
        self._limits = limits
        self.rows: list[bytes] = []
        self.size = 0
        self._number = 0
        name = re.escape(prefix)
        self._row = re.compile(rb"<" + name + rb"row([^>]*?)(/?)>")
        self._cell = re.compile(rb"<" + name + rb"c((?:\s[^>]*?)?)(?:/>|>(.*?)</" + name + rb"c>)", re.S)
        self._formula = re.compile(rb"<" + name + rb"f(?:\s[^>]*)?(?:/>|>.*?</" + name + rb"f>)", re.S)
        self._value = re.compile(rb"<" + name + rb"v(?:\s[^>]*)?>(.*?)</" + name + rb"v>", re.S)
        self._prefix = prefix

    def skip(self, segment: bytes) -> None:
        """Count a row that holds nothing."""
        for match in self._row.finditer(segment):
            self._number = _row_number(match[1], self._number)

    def keep(self, segment: bytes) -> None:
        """Write a row without its formulas, under the next number."""
        attributes = b""
        body = segment
        for match in self._row.finditer(segment):  # rows without any cell may stand before
            self._number = _row_number(match[1], self._number)
            attributes, body = match[1], segment[match.end() :]
        made = self._made
        made.numbers.append(self._number)
        if (b"hidden", b"1") in _ATTRIBUTE.findall(attributes):
            made.hidden.append(self._number)
        written = self._cells(body)
        row = b'<%brow r="%d">%b</%brow>' % (self._prefix, len(made.numbers), b"".join(written), self._prefix)
        self.rows.append(row)
        self.size += len(row)

    def _cells(self, body: bytes) -> Iterator[bytes]:
        column, is_right_told = -1, False
        for match in self._cell.finditer(body):
            known = dict(_ATTRIBUTE.findall(match[1]))
            reference = _REFERENCE.fullmatch(known.get(b"r", b""))
            column = column_of(reference[1]) if reference else column + 1
            inner = match[2] or b""
            if column >= self._limits.columns:
                if inner and not is_right_told:
                    self._made.right_out += 1
                    is_right_told = True
                continue
            if inner:
                yield self._cell_written(column, known, inner)

    def _cell_written(self, column: int, known: dict[bytes, bytes], inner: bytes) -> bytes:
        made = self._made
        place = f"{_letters(column)}{self._number}"
        plain = self._formula.sub(b"", inner)
        value = self._value.search(plain)
        kind = known.get(b"t", b"n")
        if plain != inner and value is None and kind != b"inlineStr":
            made.unworked.append(place)
        if kind == b"e":
            made.failed.append(place)
            return b""
        if kind == b"s" and value is not None and value[1].strip().isdigit():
            made.last_string = max(made.last_string, int(value[1]))
        style = known.get(b"s", b"")
        if kind == b"n" and style.isdigit():
            made.styles[self._number, column] = int(style)
        return b'<%bc r="%b%d" s="%b" t="%b">%b</%bc>' % (
            self._prefix,
            _letters(column).encode(),
            len(made.numbers),
            style if style.isdigit() else b"0",
            kind,
            plain,
            self._prefix,
        )


def _row_number(attributes: bytes, last: int) -> int:
    known = dict(_ATTRIBUTE.findall(attributes))
    number = known.get(b"r", b"")
    return int(number) if number.isdigit() and len(number) < 8 else last + 1


def _letters(column: int) -> str:
    """0 → A, 26 → AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
