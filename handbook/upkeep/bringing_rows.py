"""What a brought table would become: proposals and problems, row by row; nothing here is written anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from handbook.model.kinds import Tone


class Purpose(StrEnum):
    """What a table or an outline is brought for."""

    VALUES = "本单位的值"
    PHONES = "电话本"
    ASKS = "怎么问"
    SYNONYMS = "同义词"
    LINES = "话术"
    FAQ = "问答→知识"
    OUTLINE = "大纲→草稿"


@dataclass(frozen=True, slots=True)
class ValueProposal:
    """A site value as the company says it."""

    key: str
    label: str
    value: str
    unit: str
    source: str
    """Where the company has it from, or 文件名 第 n 行."""


@dataclass(frozen=True, slots=True)
class AskProposal:
    """One more way in which people ask for an entry."""

    entry_id: str
    ask: str


@dataclass(frozen=True, slots=True)
class SynonymProposal:
    """Words that mean the same."""

    words: tuple[str, ...]
    """The standard word first; where it stands in a group of the handbook, that of the group, then the new words."""


@dataclass(frozen=True, slots=True)
class LineProposal:
    """One more line of a script."""

    entry_id: str
    situation: str
    tone: Tone
    text: str


@dataclass(frozen=True, slots=True)
class KnowledgeProposal:
    """A draft of a knowledge entry."""

    title: str
    asks: tuple[str, ...]
    lines: tuple[str, ...]
    """What may be told a caller; of an outline all that stands below the heading."""
    source: str
    """文件名 第 n 行; of rows that were joined, each."""
    internal: tuple[str, ...] = ()
    """What is not told a caller: remarks, speaker's notes."""
    topic: str = ""
    """The category that the table gives it."""


Proposal = ValueProposal | AskProposal | SynonymProposal | LineProposal | KnowledgeProposal


@dataclass(frozen=True, slots=True)
class Mend:
    """A way out that one press takes: the cell with other words."""

    act: str
    """换 or 拆."""
    text: str
    """What the cell is to hold; what was parted stands on lines of its own."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row becomes nothing as it is."""

    number: int
    """The sheet's own number of the row; of an outline that of the section."""
    column: int
    """The cell, counted from 0; -1 = the row as a whole."""
    sentence: str
    mend: Mend | None = None


@dataclass(frozen=True, slots=True)
class BroughtRow:
    """One row of the sheet."""

    number: int
    proposals: tuple[Proposal, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    remarks: tuple[str, ...] = ()
    """What a person should know though nothing is wrong: 和第 2 行同问，合在一起."""
    joined_to: int = 0
    """The row that says the same and holds the proposal; 0 = none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a table would become, in the order of its rows."""

    purpose: Purpose
    rows: tuple[BroughtRow, ...] = ()
    lacking: tuple[str, ...] = ()
    """Sentences on columns that must be named first; then there are no rows."""

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Of all rows."""
        return tuple(proposal for row in self.rows for proposal in row.proposals)

    @property
    def problems(self) -> tuple[RowProblem, ...]:
        """Of all rows."""
        return tuple(problem for row in self.rows for problem in row.problems)

    @property
    def joined(self) -> int:
        """Number of rows that are joined to another one."""
        return sum(row.joined_to > 0 for row in self.rows)


@dataclass(slots=True)
class RowNotes:
    """Collects what comes of one row."""

    number: int
    proposals: list[Proposal] = field(default_factory=list[Proposal])
    problems: list[RowProblem] = field(default_factory=list[RowProblem])
    remarks: list[str] = field(default_factory=list[str])
    joined_to: int = 0

    def problem(self, column: int, sentence: str, mend: Mend | None = None) -> None:
        """The cell in `column` is not as it must be."""
        self.problems.append(RowProblem(self.number, column, sentence, mend))

    def row(self) -> BroughtRow:
        """As it is handed out: a row with a problem proposes nothing."""
        proposals = () if self.problems else tuple(self.proposals)
        return BroughtRow(self.number, proposals, tuple(self.problems), tuple(self.remarks), self.joined_to)


@dataclass(frozen=True, slots=True)
class Cells:
    """One row of a sheet by what its columns are."""

    number: int
    by_field: dict[str, tuple[tuple[int, str], ...]]
    """Field → column and words of each cell of it, empty ones too."""

    def words(self, field_name: str) -> str:
        """What stands in the first column of that field that holds something; empty = nothing."""
        return next((words for _, words in self.of(field_name) if words), "")

    def column(self, field_name: str) -> int:
        """The column in which it stands; -1 where no column is of that field."""
        places = self.by_field.get(field_name, ())
        return next((column for column, words in places if words), places[0][0] if places else -1)

    def of(self, field_name: str) -> Iterator[tuple[int, str]]:
        """Column and words of each cell."""
        yield from self.by_field.get(field_name, ())
