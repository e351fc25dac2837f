"""How much a table, and the process that reads it, may be."""

from dataclasses import dataclass

from handbook.foreign_files.limits import ProcessLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLimits(ProcessLimits):
    """Far above what a person looks through; of more rows than are wanted, the rest is counted and not kept."""

    file_bytes: int = 128 * 1024 * 1024
    """A million rows of a hundred bytes."""
    unpacked_bytes: int = 1536 * 1024 * 1024
    """Sheets are unpacked piece by piece and cut, so that nothing of this size is ever held."""
    characters: int = 4_000_000
    """Of all cells together; rows beyond are counted and not kept."""
    processor_s: int = 20
    """The rows of a million-row sheet are counted within a third of this."""
    cell_characters: int = 32_767
    """As Excel holds in one cell."""
    columns: int = 120
    """Cells further right are left out, and that is said."""
    sheets: int = 60
    cells_across: int = 2_000_000
    """Of the rectangle that a sheet of an old workbook may span, filled or not."""


LIMITS = TableLimits()
"""What the program uses."""
