"""“把手头的拿进来”: a sheet or an outline goes in; what each row of it would become comes out, or what is to be mended.

Everything here is a function of the cells: whoever mends a cell (`mended`) asks again. Nothing is written, nothing that
a cell holds is run or read as YAML; what comes out are values that the window shows and somebody else writes down.
"""

from collections.abc import Mapping
from dataclasses import replace

from handbook.model.handbook import Handbook
from handbook.table_files.table_file import Outline, Section, Sheet
from handbook.upkeep.bringing_columns import (
    FIELDS,
    REQUIRED,
    Field,
    cells_of,
    guessed_mapping,
    lacking,
    remembered_mapping,
)
from handbook.upkeep.bringing_questions import KnownQuestions
from handbook.upkeep.bringing_rows import (
    AskProposal,
    Brought,
    BroughtRow,
    KnowledgeProposal,
    LineProposal,
    Mend,
    Proposal,
    Purpose,
    RowNotes,
    RowProblem,
    SynonymProposal,
    ValueProposal,
)
from handbook.upkeep.bringing_texts import ask_rows, faq_rows, line_rows, synonym_rows
from handbook.upkeep.bringing_values import value_rows

__all__ = [
    "FIELDS",
    "REQUIRED",
    "AskProposal",
    "Brought",
    "BroughtRow",
    "Field",
    "KnowledgeProposal",
    "KnownQuestions",
    "LineProposal",
    "Mend",
    "Proposal",
    "Purpose",
    "RowProblem",
    "SynonymProposal",
    "ValueProposal",
    "guessed_mapping",
    "mended",
    "remembered_mapping",
    "rows_to_mend",
    "understood",
    "understood_outline",
]
_LONGEST_TITLE = 60


def understood(
    sheet: Sheet,
    mapping: Mapping[int, Field],
    handbook: Handbook,
    purpose: Purpose,
    *,
    file_name: str = "",
    known: KnownQuestions | None = None,
) -> Brought:
    """What the rows of `sheet` would become.

    Args:
        sheet: as it was read, or with mended cells.
        mapping: column → field, as guessed or chosen.
        handbook: what is there already.
        purpose: what the table is brought for; `Purpose.OUTLINE` is for `understood_outline`.
        file_name: for the sources; the name of the sheet where it is empty.
        known: questions of this handbook, where somebody who asks after every key keeps them.
    """
    missing = lacking(purpose, mapping)
    if missing:
        return Brought(purpose=purpose, lacking=missing)
    name = file_name or sheet.name
    rows = cells_of(sheet, mapping)
    match purpose:
        case Purpose.VALUES | Purpose.PHONES:
            found = value_rows(rows, handbook, name, only_phones=purpose is Purpose.PHONES)
        case Purpose.ASKS:
            found = ask_rows(rows, handbook, known or KnownQuestions(handbook))
        case Purpose.SYNONYMS:
            found = synonym_rows(rows, handbook)
        case Purpose.LINES:
            found = line_rows(rows, handbook)
        case Purpose.FAQ:
            found = faq_rows(rows, handbook, known or KnownQuestions(handbook), name)
        case Purpose.OUTLINE:
            found = iter(())
    return Brought(purpose=purpose, rows=tuple(found))


def understood_outline(
    outline: Outline, handbook: Handbook, *, known: KnownQuestions | None = None
) -> Brought:
    """A draft for each section that says something; the number of a row is that of the section, from 1."""
    asked = known or KnownQuestions(handbook)
    rows = [
        _section(number, section, outline.name, asked) for number, section in enumerate(outline.sections, 1)
    ]
    return Brought(purpose=Purpose.OUTLINE, rows=tuple(rows))


def _section(number: int, section: Section, file_name: str, known: KnownQuestions) -> BroughtRow:
    notes = RowNotes(number)
    found = known.found(section.title) if section.title else None
    if not section.lines and not section.spoken:
        notes.remarks.append(f"{section.place}只有标题，没有收。")
        return notes.row()
    if not section.title:
        notes.problem(-1, f"{section.place}没有标题，请写一个。")
    elif len(section.title) > _LONGEST_TITLE:
        told = f"{section.place}的标题有 {len(section.title)} 个字，请写短些。"
        notes.problem(-1, told, Mend("换", section.title[:_LONGEST_TITLE]))
    if found is not None:
        notes.remarks.append(f"手册里已有“{found.title}”，写成草稿前请看看要不要并进去。")
    notes.proposals.append(
        KnowledgeProposal(
            title=section.title,
            asks=(),
            lines=section.lines,
            source=f"{file_name} {section.place}",
            internal=section.spoken,
        )
    )
    return notes.row()


def mended(sheet: Sheet, number: int, column: int, text: str) -> Sheet:
    """`sheet` with other words in one cell, named by the sheet's own number of its row; the file is never touched."""
    rows = tuple(
        (*row[:column], text, *row[column + 1 :]) if own == number else row
        for own, row in zip(sheet.row_numbers, sheet.rows, strict=True)
    )
    return replace(sheet, rows=rows)


def rows_to_mend(sheet: Sheet, brought: Brought) -> list[list[str]]:
    """The heads, then each row that has a problem with its reasons in a column more, to be saved as a table."""
    reasons: dict[int, list[str]] = {}
    for problem in brought.problems:
        reasons.setdefault(problem.number, []).append(problem.sentence)
    table = [[*sheet.headers, "要改什么"]]
    table += [[*row, "；".join(reasons[number])] for number, row in sheet.data() if number in reasons]
    return table
