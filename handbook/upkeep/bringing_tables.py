"""Tables that go out again (rows to mend, an empty form), and an outline laid out as a sheet so that it is mended like one."""

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePath

from handbook.csv_cells import harmless
from handbook.table_files.table_file import Outline, Section, Sheet
from handbook.upkeep.bringing_columns import FIELDS
from handbook.upkeep.bringing_rows import Purpose
from handbook.upkeep.workbook_bytes import xlsx_bytes

_PLAIN = (".csv", ".tsv", ".txt")
OUTLINE_HEADS = ("标题", "内容", "讲稿")


def is_plain_text(file_name: str) -> bool:
    """Whether a table of that name is text with separators, and no workbook, deck or document."""
    return PurePath(file_name).suffix.lower() in _PLAIN


def table_bytes(table: Sequence[Sequence[str]], file_name: str) -> bytes:
    """The table as a file of that name: a workbook where its name says so, else a CSV file."""
    is_workbook = PurePath(file_name).suffix.lower() == ".xlsx"
    return xlsx_bytes(table) if is_workbook else csv_bytes(table)


def csv_bytes(table: Sequence[Sequence[str]]) -> bytes:
    """The table as a CSV file that spreadsheets open in the right encoding, and in which no cell is a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerows([[harmless(cell, keeps_numbers=True) for cell in row] for row in table])
    return buffer.getvalue().encode("utf-8-sig")


def blank_form(purpose: Purpose) -> list[list[str]]:
    """Heads of a table that is understood without a choice of columns."""
    return [[str(field) for field in FIELDS[purpose]]]


def sheet_of(outline: Outline) -> Sheet:
    """A row for each section, under its number from 1: title, lines, what is spoken."""
    rows = tuple((one.title, "\n".join(one.lines), "\n".join(one.spoken)) for one in outline.sections)
    return Sheet(
        name=outline.name, rows=rows, row_numbers=tuple(range(1, len(rows) + 1)), notes=outline.notes
    )


def outline_of(outline: Outline, sheet: Sheet) -> Outline:
    """`outline` with what its sheet says since it was mended; sections whose rows went are empty."""
    said = dict(zip(sheet.row_numbers, sheet.rows, strict=True))
    sections = [
        replace(one, title=row[0], lines=_lines(row[1]), spoken=_lines(row[2]))
        if (row := said.get(number)) is not None
        else Section(title="", place=one.place)
        for number, one in enumerate(outline.sections, 1)
    ]
    return replace(outline, sections=tuple(sections))


def only(sheet: Sheet, numbers: Collection[int]) -> Sheet:
    """Heads, and of the rows below them those of these numbers."""
    kept = [
        (number, row)
        for number, row in zip(sheet.row_numbers, sheet.rows, strict=True)
        if number <= sheet.header_row or number in numbers
    ]
    return replace(sheet, row_numbers=tuple(number for number, _ in kept), rows=tuple(row for _, row in kept))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for part in text.split("\n") if (line := part.strip()))
