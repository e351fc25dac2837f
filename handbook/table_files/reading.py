"""A table or an outline goes in; its text comes out, read by a process of its own that has little time, memory and reach.

Nothing that reads a foreign format is imported here: the window calls this from a worker thread.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from handbook.foreign_files.asking import answer_about, never, shown_name, unheard
from handbook.foreign_files.failure import ReadingFailed
from handbook.table_files.child_start import OUTLINE, command
from handbook.table_files.limits import LIMITS, TableLimits
from handbook.table_files.message import Answer, answer_in
from handbook.table_files.refusal import Refusal, TableFileRefused
from handbook.table_files.table_file import Outline, TableFile

MOST_ROWS = 5_000
"""Of each sheet; what a person can look through, and more than any list of questions or telephones has."""


def read_table_file(
    path: Path,
    *,
    most_rows: int = MOST_ROWS,
    limits: TableLimits = LIMITS,
    is_stopped: Callable[[], bool] = never,
    progress: Callable[[float], None] = unheard,
) -> TableFile:
    """The sheets of the file at `path`, the first `most_rows` rows of each that hold something; the rest is counted.

    Args:
        path: an xlsx, xls, ods, csv or tsv; what it is, is seen by what stands in it.
        most_rows: how many rows of each sheet are kept.
        limits: what file and process may be.
        is_stopped: asked about twenty times a second; once it is true, the process is ended.
        progress: told as often how many seconds the reading has taken.

    Raises:
        TableFileRefused: it is not read; the message says in Chinese what, why and the way out.
    """
    name = shown_name(path)
    answer, sha256 = _answer(path, str(max(1, most_rows)), limits, is_stopped, progress)
    if answer.table is None:
        raise TableFileRefused(Refusal.BROKE, name=name)
    sheets = tuple(replace(sheet, name=sheet.name or Path(name).stem) for sheet in answer.table.sheets)
    return replace(answer.table, name=name, sha256=sha256, sheets=sheets)


def read_outline_file(
    path: Path,
    *,
    limits: TableLimits = LIMITS,
    is_stopped: Callable[[], bool] = never,
    progress: Callable[[float], None] = unheard,
) -> Outline:
    """Slides of a pptx, or headings of a docx with what stands below them.

    Args as of `read_table_file`.

    Raises:
        TableFileRefused: it is not read; the message says in Chinese what, why and the way out.
    """
    name = shown_name(path)
    answer, sha256 = _answer(path, OUTLINE, limits, is_stopped, progress)
    if answer.outline is None:
        raise TableFileRefused(Refusal.BROKE, name=name)
    return replace(answer.outline, name=name, sha256=sha256)


def _answer(
    path: Path,
    hint: str,
    limits: TableLimits,
    is_stopped: Callable[[], bool],
    progress: Callable[[float], None],
) -> tuple[Answer, str]:
    """What the child says of the file, and the hash of its bytes."""
    name = shown_name(path)
    try:
        answered = answer_about(path, command(hint), limits, is_stopped, progress)
        answer = answer_in(answered.body)
        if answer.refused:
            raise TableFileRefused(Refusal(answer.refused), answer.detail[:200], name)
    except ReadingFailed as failed:
        raise TableFileRefused(Refusal(failed.reason), failed.detail, name) from failed
    except ValueError as error:  # the answer says what no answer of ours says
        raise TableFileRefused(Refusal.BROKE, name=name) from error
    return answer, answered.sha256
