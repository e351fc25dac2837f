"""Cells of a table -> its rows as lines."""

from collections.abc import Sequence


def row_line(cells: Sequence[str]) -> str:
    """``| a | b |``; line ends inside a cell are blanks, and a bar of its own stands behind a backslash."""
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"
