"""One visit of a table, without pixels: what it is for, what its columns are, which cells were mended, and what it would become."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.model.handbook import Handbook
from handbook.table_files.table_file import Outline, Sheet, TableFile
from handbook.upkeep.bringing_columns import Field, fitting_purpose, is_shared
from handbook.upkeep.bringing_in import (
    KnownQuestions,
    guessed_mapping,
    mended,
    remembered_mapping,
    rows_to_mend,
    understood,
    understood_outline,
)
from handbook.upkeep.bringing_memory import remember, remembered
from handbook.upkeep.bringing_rows import (
    AskProposal,
    Brought,
    BroughtRow,
    KnowledgeProposal,
    LineProposal,
    Purpose,
    RowProblem,
    SynonymProposal,
    ValueProposal,
)
from handbook.upkeep.bringing_tables import OUTLINE_HEADS, only, outline_of, sheet_of

_MOST_STEPS_BACK = 500


@dataclass(frozen=True, slots=True)
class Tally:
    """What the rows of a table become."""

    rows: int = 0
    """Of the sheet, below its heads."""
    drafts: int = 0
    """New entries."""
    values: int = 0
    asks: int = 0
    """Rows that only add ways of asking to entries that are there."""
    groups: int = 0
    lines: int = 0
    joined: int = 0
    nothing: int = 0
    """Rows that bring nothing new."""
    to_mend: int = 0

    @property
    def bringing(self) -> int:
        """Rows of which something is written, those that are joined to another one with it."""
        return self.drafts + self.values + self.asks + self.groups + self.lines + self.joined


class BringingDesk:
    """Nothing is written by it but what columns were; the file itself is never touched."""

    def __init__(self, read: TableFile | Outline, handbook: Handbook, room: Path, wanted: Purpose) -> None:
        """`wanted`: what the table was brought for; `room`: where the choice of columns is kept."""
        self.read = read
        self._handbook = handbook
        self._known = KnownQuestions(handbook)
        self._room = room
        self._before: list[tuple[Sheet, int, int]] = []
        self.sheets: tuple[Sheet, ...] = (
            (sheet_of(read),)
            if isinstance(read, Outline)
            else tuple(sheet for sheet in read.sheets if not sheet.is_hidden and sheet.rows)
        )
        self.sheet = self.sheets[0]
        self.mapping: dict[int, Field] = {}
        self.purpose = (
            Purpose.OUTLINE
            if self.is_outline
            else fitting_purpose(self.sheet.headers, _table_purpose(wanted))
        )
        self._brought = Brought(purpose=self.purpose)
        self._guess()

    # -- what is there

    @property
    def is_outline(self) -> bool:
        """Whether it is one of slides or headings, whose columns are known."""
        return isinstance(self.read, Outline)

    @property
    def file_name(self) -> str:
        """Name of the file."""
        return self.read.name

    @property
    def heads(self) -> tuple[str, ...]:
        """Heads of the columns."""
        return OUTLINE_HEADS if self.is_outline else self.sheet.headers

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences on what of the file was taken apart, left out or could not be known."""
        return tuple(dict.fromkeys((*self.read.notes, *self.sheet.notes)))

    @property
    def brought(self) -> Brought:
        """What the rows would become now."""
        return self._brought

    @property
    def tally(self) -> Tally:
        """The same, counted."""
        rows = self._brought.rows
        counted = Counter(map(_kind_of, rows))
        return Tally(rows=len(rows) or sum(1 for _ in self.sheet.data()), **counted)

    @property
    def problem_rows(self) -> tuple[int, ...]:
        """Numbers of rows that are to be mended."""
        return tuple(dict.fromkeys(problem.number for problem in self._brought.problems))

    @property
    def table_to_mend(self) -> list[list[str]]:
        """Those rows as a table, with a column of reasons."""
        table = rows_to_mend(self.sheet, self._brought)
        if self.is_outline:
            table[0] = [*OUTLINE_HEADS, table[0][-1]]
        return table

    def row(self, number: int) -> BroughtRow | None:
        """What becomes of a row; None where it is not known yet."""
        return next((row for row in self._brought.rows if row.number == number), None)

    def writing(self, *, only_fine: bool) -> Sequence[BroughtRow]:
        """Rows that may be written now: none while one is to be mended, unless only those that are fine are wanted."""
        if self._brought.problems and not only_fine:
            return ()
        return tuple(row for row in self._brought.rows if row.proposals)

    # -- what somebody does

    def use(self, handbook: Handbook) -> bool:
        """What is published is another; whether anything has to be shown anew."""
        if handbook is self._handbook:
            return False
        self._handbook = handbook
        self._known = KnownQuestions(handbook)
        self._understand()
        return True

    def choose_sheet(self, place: int) -> None:
        """Another sheet of the workbook; mended cells of the one before go."""
        self.sheet = self.sheets[place]
        self._before.clear()
        self._guess()

    def choose_purpose(self, purpose: Purpose) -> None:
        """What the table is for; columns are guessed anew."""
        if not self.is_outline and purpose is not Purpose.OUTLINE:
            self.purpose = purpose
            self._guess()

    def choose_field(self, column: int, field: Field) -> None:
        """What a column is; another one that was that is nothing then. Kept for the next table."""
        if not is_shared(field):
            self.mapping = {c: Field.IGNORED if f is field else f for c, f in self.mapping.items()}
        self.mapping[column] = field
        self.keep_columns()
        self._understand()

    def keep_columns(self) -> None:
        """Somebody has looked at what the columns are."""
        if not self.is_outline:
            remember(self._room, self.purpose, remembered_mapping(self.sheet.headers, self.mapping))

    def edit(self, number: int, column: int, text: str) -> bool:
        """Other words in one cell; whether anything changed."""
        sheet = mended(self.sheet, number, column, text.strip())
        if sheet.rows == self.sheet.rows:
            return False
        self._before.append((self.sheet, number, column))
        del self._before[:-_MOST_STEPS_BACK]
        self.sheet = sheet
        self._understand()
        return True

    def take(self, problem: RowProblem) -> bool:
        """Mend a cell as it is proposed; whether there was something to take."""
        return problem.mend is not None and self.edit(
            problem.number, max(problem.column, 0), problem.mend.text
        )

    def undo(self) -> tuple[int, int] | None:
        """The last mended cell as it was: number of its row, and column; None where there is none."""
        if not self._before:
            return None
        self.sheet, number, column = self._before.pop()
        self._understand()
        return number, column

    def keep_only(self, numbers: Sequence[int]) -> bool:
        """Let go of rows that were written; whether any is left."""
        self.sheet = only(self.sheet, set(numbers))
        self._before.clear()
        self._understand()
        return bool(numbers)

    # -- internals

    def _guess(self) -> None:
        kept = remembered(self._room, self.purpose)
        self.mapping = {} if self.is_outline else guessed_mapping(self.purpose, self.sheet.headers, kept)
        self._understand()

    def _understand(self) -> None:
        if isinstance(self.read, Outline):
            outline = outline_of(self.read, self.sheet)
            found = understood_outline(outline, self._handbook, known=self._known)
            numbers = set(self.sheet.row_numbers)
            rows = tuple(row for row in found.rows if row.number in numbers)
            self._brought = Brought(purpose=found.purpose, rows=rows)
            return
        self._brought = understood(
            self.sheet,
            self.mapping,
            self._handbook,
            self.purpose,
            file_name=self.read.name,
            known=self._known,
        )


def _table_purpose(wanted: Purpose) -> Purpose:
    return Purpose.FAQ if wanted is Purpose.OUTLINE else wanted


def _kind_of(row: BroughtRow) -> str:
    if row.problems:
        return "to_mend"
    match row.proposals[0] if row.proposals else None:
        case KnowledgeProposal():
            return "drafts"
        case ValueProposal():
            return "values"
        case AskProposal():
            return "asks"
        case SynonymProposal():
            return "groups"
        case LineProposal():
            return "lines"
        case None:
            return "joined" if row.joined_to else "nothing"
