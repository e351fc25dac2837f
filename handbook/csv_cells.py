"""A text for a cell of a CSV file -> the same text, with an apostrophe where a spreadsheet would take it for a formula."""

import re
import unicodedata

_STARTS = frozenset("=+-@\u2212")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?\u00a0?")


def harmless(cell: str, *, keeps_numbers: bool = False) -> str:
    """`cell` as text: full-width signs count like plain ones, and blanks, tabs or hidden marks before them do not help.

    `keeps_numbers`: a plain number is left with its sign.
    """
    is_kept = keeps_numbers and _NUMBER.fullmatch(cell)
    return f"'{cell}" if _is_formula(cell) and not is_kept else cell


def _is_formula(cell: str) -> bool:
    if cell[:1] in ("\t", "\r", "\n"):
        return True
    first = next((char for char in cell if unicodedata.category(char)[0] not in "CZ"), "")
    return unicodedata.normalize("NFKC", first)[:1] in _STARTS
