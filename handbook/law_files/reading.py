"""A file of a law goes in; its lines come out, read by a process of its own that has little time, memory and reach.

Nothing that reads a foreign format is imported here: the window calls this from a worker thread.
"""

from collections.abc import Callable
from pathlib import Path

from handbook.foreign_files.asking import answer_about, never, shown_name, unheard
from handbook.foreign_files.failure import ReadingFailed
from handbook.law_files.child_start import command
from handbook.law_files.limits import LIMITS, Limits
from handbook.law_files.message import Answer, answer_in
from handbook.law_files.read_file import FileKind, ReadFile
from handbook.law_files.refusal import LawFileRefused, Refusal

_HINTS = {
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".htm": FileKind.HTML,
    ".html": FileKind.HTML,
    ".shtml": FileKind.HTML,
    ".xhtml": FileKind.HTML,
}
"""What text is meant to be by its name; what stands in a file goes before it."""


def read_law_file(
    path: Path,
    *,
    limits: Limits = LIMITS,
    is_stopped: Callable[[], bool] = never,
    progress: Callable[[float], None] = unheard,
) -> ReadFile:
    """The text of the file at `path`.

    Args:
        path: a docx, pdf with a text layer, html, md or txt; what it is, is seen by what stands in it.
        limits: what file and process may be.
        is_stopped: asked about twenty times a second; once it is true, the process is ended.
        progress: told as often how many seconds the reading has taken.

    Raises:
        LawFileRefused: it is not read; the message says in Chinese what, why and the way out.
    """
    name = shown_name(path)
    hint = _HINTS.get(path.suffix.lower(), FileKind.TEXT)
    try:
        answered = answer_about(path, command(hint), limits, is_stopped, progress)
        answer = answer_in(answered.body)
        if answer.refused:
            raise LawFileRefused(Refusal(answer.refused), answer.detail[:200], name)
        return _read_file(answer, answered.sha256)
    except ReadingFailed as failed:
        raise LawFileRefused(Refusal(failed.reason), failed.detail, name) from failed
    except ValueError as error:  # the answer says what no answer of ours says
        raise LawFileRefused(Refusal.BROKE, name=name) from error


def _read_file(answer: Answer, sha256: str) -> ReadFile:
    return ReadFile(
        lines=answer.lines,
        kind=FileKind(answer.kind),
        is_marked=answer.kind != FileKind.PDF,
        pages=answer.pages,
        sha256=sha256,
        characters=sum(len("".join(line.split())) for line in answer.lines),
        encoding=answer.encoding,
        set_aside=answer.set_aside,
        remarks=answer.remarks,
    )
