"""Rows pasted from a table, read by what stands over the columns; and 同上, filled in from the line above."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from handbook.model.record_words import (
    BY_CELLS,
    DAY_PARTS,
    DITTO_WHY,
    DITTOS,
    LABEL_LIST_ALSO,
    NO_READING_CELLS,
    ROOMS,
    TABLE_BY,
    TABLE_DAY,
    TABLE_DEGREES,
    TABLE_HOUR,
    TABLE_NOTE,
    TABLE_PASSED,
    TABLE_ROOM,
)
from handbook.reckon.record_tokens import Sign, Token, tokens_of


class _Column(Enum):
    DAY = "day"
    HOUR = "hour"
    ROOM = "room"
    DEGREES = "degrees"
    BY = "by"
    NOTE = "note"
    PASSED = "passed"


_HEADS = (
    (_Column.DAY, TABLE_DAY),
    (_Column.HOUR, TABLE_HOUR),
    (_Column.ROOM, TABLE_ROOM),
    (_Column.DEGREES, TABLE_DEGREES),
    (_Column.BY, TABLE_BY),
    (_Column.NOTE, TABLE_NOTE),
    (_Column.PASSED, TABLE_PASSED),
)
_DOTTED = re.compile(r"(?P<month>\d\d?)\.(?P<day>\d\d?)")
_MARKS = ("\t", "|", ",")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One reading of a row, as a sentence."""

    text: str
    objection: str = ""
    """Why it cannot be read, where that was found already."""


class Table:
    """A head row, and what the rows under it say."""

    def __init__(
        self, line: str, mark: str | None, columns: Sequence[tuple[_Column, str]], rooms: Sequence[str]
    ) -> None:
        self._rooms = rooms
        self._line = line
        self._mark = mark
        self._columns = columns
        self._above: list[str] = []

    @staticmethod
    def under(line: str, rooms: Sequence[str] = ()) -> "Table | None":
        """The table of which `line` is the head; None where it is none."""
        mark = next((mark for mark in _MARKS if mark in line), None)
        cells = _cells(line, mark)
        if any(sign.isdigit() for sign in "".join(cells[:1])):
            return None
        columns: list[tuple[_Column, str]] = []
        for cell in cells:
            is_corner = not cell and not columns
            column = (_Column.DAY, "") if is_corner else _column(cell, {kind for kind, _ in columns}, rooms)
            if column is None:
                return None
            columns.append(column)
        kinds = [kind for kind, _ in columns]
        single = (_Column.DAY, _Column.HOUR, _Column.ROOM, _Column.BY)
        is_table = (
            _Column.DAY in kinds and _Column.DEGREES in kinds and all(kinds.count(k) <= 1 for k in single)
        )
        return Table(line, mark, columns, rooms) if is_table else None

    def is_head(self, line: str) -> bool:
        """Whether it is the head row itself."""
        return line == self._line

    def rows(self, line: str) -> list[TableRow] | None:
        """The readings of a row; None where it is no row of this table."""
        cells = _cells(line, self._mark)
        if len(cells) <= 1 or len(cells) > len(self._columns) or not any(cells):
            return None
        if self._mark is None and len(cells) != len(self._columns):
            return None
        cells += [""] * (len(self._columns) - len(cells))
        copied: list[str] = []
        is_degree_copied = False
        for at, (cell, (kind, _)) in enumerate(zip(cells, self._columns, strict=True)):
            is_ditto = cell in DITTOS
            is_degree_copied = is_degree_copied or (is_ditto and kind is _Column.DEGREES)
            can_copy = is_ditto and self._above and kind is not _Column.DEGREES
            copied.append(self._above[at] if can_copy else cell)
        self._above = copied
        if is_degree_copied:
            return [TableRow(" ".join(filter(None, copied)), DITTO_WHY)]
        return list(self._sentences(copied))

    def _sentences(self, cells: list[str]) -> Iterator[TableRow]:
        said = {kind: cell for cell, (kind, _) in zip(cells, self._columns, strict=True)}
        day = said[_Column.DAY]
        readings = [
            (name, cell)
            for cell, (kind, name) in zip(cells, self._columns, strict=True)
            if kind is _Column.DEGREES and cell not in NO_READING_CELLS
        ]
        if not readings:
            return
        if not _is_day(day):
            yield TableRow(" ".join(filter(None, cells)), "的日期读不出来，请写成 1 月 10 日这样")
            return
        by = said.get(_Column.BY, "")
        for name, cell in readings:
            parts = (
                _DOTTED.sub(r"\g<month>月\g<day>日", day),
                said.get(_Column.HOUR, ""),
                said.get(_Column.ROOM, ""),
                name,
                cell,
                _told_by(by),
                said.get(_Column.NOTE, ""),
            )
            text = " ".join(filter(None, parts))
            yield TableRow(text, _against(said, tokens_of(text, self._rooms)))


def _against(said: dict[_Column, str], tokens: list[Token]) -> str:
    """Why the row is not read: a cell says something that no word of the sentence stands for."""
    signs = {token.sign for token in tokens}
    room, by, hour = (said.get(kind, "") for kind in (_Column.ROOM, _Column.BY, _Column.HOUR))
    if room and Sign.ROOM not in signs:
        return f"的房间“{room}”没认出来，请写成客厅、主卧这样"
    if by and Sign.MEASURED not in signs:
        return f"没认出“{by}”是谁，请写“自测”或“师傅测的”这样"
    if hour and not signs & {Sign.HOUR, Sign.UNSURE}:
        return f"的“{hour}”不知道是几点，请写成 10:00 这样"
    return ""


def _told_by(cell: str) -> str:
    if not cell:
        return ""
    if cell in BY_CELLS:
        return BY_CELLS[cell]
    has_title = next((told for word, told in BY_CELLS.items() if len(word) > 1 and cell.endswith(word)), None)
    return has_title or cell


def _is_day(cell: str) -> bool:
    tokens = tokens_of(_DOTTED.sub(r"\g<month>月\g<day>日", cell) if _DOTTED.fullmatch(cell) else cell)
    days = [token for token in tokens if token.sign is Sign.DAY]
    return len(days) == 1 and not any(token.is_value or token.sign is Sign.BARE for token in tokens)


def _cells(line: str, mark: str | None) -> list[str]:
    return [cell.strip() for cell in line.split(mark)]


def _column(cell: str, known: set[_Column], rooms: Sequence[str]) -> tuple[_Column, str] | None:
    """What stands in the column under a head; a room or an hour heads readings."""
    for kind, names in _HEADS:
        if cell in names and kind not in known:
            return kind, ""
    bare = cell.removesuffix("温度").removesuffix("室温")
    bare = LABEL_LIST_ALSO.get(bare, bare)
    if bare in ROOMS or bare in rooms or bare in DAY_PARTS:
        return _Column.DEGREES, bare
    tokens = tokens_of(bare)
    is_label = len(tokens) == 1 and tokens[0].is_label and tokens[0].words.strip() == bare
    if is_label or (tokens and all(token.sign is Sign.HOUR for token in tokens)):
        return _Column.DEGREES, bare
    return next(((kind, "") for kind, names in _HEADS if cell in names and kind is _Column.PASSED), None)


def with_dittos(line: str, above: list[str]) -> tuple[list[str], str]:
    """The cells of a line and the line itself, with 同上 and 〃 as the line above has it; what must not be filled in is left."""
    cells = line.split()
    marked = [at for at, cell in enumerate(cells) if cell in DITTOS]
    if not marked:
        return cells, line
    if len(cells) != len(above):
        return [], line
    filled = [
        above[at] if _may_copy(above[at], cell, is_first=not at) else cell for at, cell in enumerate(cells)
    ]
    return filled, " ".join(filled)


def _may_copy(from_cell: str, cell: str, *, is_first: bool) -> bool:
    """A label, and the day that begins a line; what was measured is written out, as in a table."""
    if cell not in DITTOS:
        return False
    tokens = tokens_of(from_cell)
    if any(token.is_figure or token.is_value for token in tokens):
        return is_first and _is_day(from_cell)
    return bool(tokens)
