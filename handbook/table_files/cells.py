"""Values of cells go in; the texts that a person sees come out, cleaned and made into a sheet."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from handbook.han_forms import fold_han
from handbook.table_files.header import header_row
from handbook.table_files.limits import TableLimits
from handbook.table_files.table_file import Sheet
from handbook.unseen_signs import visible

Value = (
    str | float | int | bool | datetime.date | datetime.datetime | datetime.time | datetime.timedelta | None
)
"""As calamine gives them."""
_BLANKS = " \t\r\n\u00a0\u3000"


def cell_text(value: Value) -> str:
    """The value as it stands in the sheet: 2026-11-28, 13912345678 without .0, text as it was typed."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return number_text(float(value))
        case datetime.datetime():
            is_day = (value.hour, value.minute, value.second) == (0, 0, 0)
            return value.strftime("%Y-%m-%d" if is_day else "%Y-%m-%d %H:%M")
        case datetime.date():
            return value.isoformat()
        case datetime.time():
            return value.strftime("%H:%M")
        case datetime.timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"


def number_text(value: float) -> str:
    """As many digits as Excel keeps (15), none behind the point where it is whole."""
    if value.is_integer() and abs(value) < 1e20:
        return str(int(value))
    return format(value, ".15g")


def cleaned(text: str, limits: TableLimits) -> str:
    """`text` as it is seen, without blanks at its ends and no longer than a cell may be."""
    lines = fold_han(visible(text[: limits.cell_characters])).split("\n")
    return "\n".join(line.strip(_BLANKS) for line in lines).strip("\n")


@dataclass(slots=True)
class RowKeeper:
    """Takes rows one after the other, keeps those that are wanted and counts the others."""

    most_rows: int
    limits: TableLimits
    rows: list[list[str]] = field(default_factory=list[list[str]])
    numbers: list[int] = field(default_factory=list[int])
    more: int = 0
    right_out: int = 0
    """Rows in which cells further right than is read hold something."""
    _characters: int = 0

    @property
    def is_full(self) -> bool:
        """Whether further rows are counted alone."""
        return len(self.rows) >= self.most_rows or self._characters >= self.limits.characters

    def take(self, number: int, values: Sequence[str]) -> None:
        """One row under the sheet's own number; a row in which nothing stands does not count."""
        if self.is_full:
            self.more += any(values)
            return
        cells = [cleaned(value, self.limits) if value else "" for value in values[: self.limits.columns]]
        self.right_out += any(values[self.limits.columns :])
        if not any(cells):
            return
        while cells and not cells[-1]:
            cells.pop()
        self.rows.append(cells)
        self.numbers.append(number)
        self._characters += sum(map(len, cells))

    def sheet(self, name: str, notes: Iterable[str] = (), more: int = 0) -> Sheet:
        """What was kept, all rows of one width; `more` rows were counted by somebody else."""
        width = max(map(len, self.rows), default=0)
        rows = tuple(tuple(row + [""] * (width - len(row))) for row in self.rows)
        numbers = tuple(self.numbers)
        told = list(notes)
        left = self.more + more
        if left:
            told.append(f"读了前 {len(rows)} 行，另有 {left} 行没有读进来，请分成几个文件导入。")
        if self.right_out:
            told.append(
                f"第 {self.limits.columns} 列以后的格没有读进来（{self.right_out} 行里有字），请删去用不着的列。"
            )
        return Sheet(
            name=name,
            header_row=header_row(numbers, rows),
            rows=rows,
            row_numbers=numbers,
            more_rows=left,
            notes=tuple(told),
        )


def spread(keeper: RowKeeper, ranges: Iterable[tuple[int, int, int, int]]) -> int:
    """Write the value of each merged range (first row, first column, last row, last column, from 0) into all its cells.

    Gives the number of ranges that were taken apart. A range over the whole width of one row is a title and stays one.
    """
    at = {number: place for place, number in enumerate(keeper.numbers)}
    width = max(map(len, keeper.rows), default=0)
    done = 0
    for top, left, bottom, right in ranges:
        first = at.get(top + 1)
        if first is None or left >= len(keeper.rows[first]) or not keeper.rows[first][left]:
            continue
        if top == bottom and left == 0 and right + 1 >= width:
            continue
        words = keeper.rows[first][left]
        last = min(bottom + 1, keeper.numbers[-1])
        for place in range(first, len(keeper.rows)):
            if keeper.numbers[place] > last:
                break
            row = keeper.rows[place]
            end = min(right + 1, width)
            row += [""] * (end - len(row))
            row[left:end] = [words] * (end - left)
        done += 1
    return done
