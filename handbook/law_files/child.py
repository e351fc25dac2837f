"""The reading process: the bytes of a file come in by the pipe, one answer goes out; it needs nothing else.

Started by `handbook.__main__` for the hidden word of `child_start`. What a foreign format may do to its reader ends
with this process: it has limits, an empty folder, and nobody believes it more than one message.
"""

from importlib import import_module

from handbook.foreign_files.answering import answer_once
from handbook.foreign_files.failure import ReadingFailed
from handbook.law_files.formats import kind_of
from handbook.law_files.limits import LIMITS
from handbook.law_files.message import Answer, framed
from handbook.law_files.read_file import FileKind
from handbook.law_files.reader_result import Found, checked
from handbook.law_files.refusal import Refusal, UnreadableLaw

_READERS = {
    FileKind.DOCX: "handbook.law_files.docx.docx_lines",
    FileKind.PDF: "handbook.law_files.pdf.pdf_lines",
    FileKind.HTML: "handbook.law_files.html.html_lines",
    FileKind.MARKDOWN: "handbook.law_files.text.markdown_lines",
    FileKind.TEXT: "handbook.law_files.text.text_lines",
}
"""Each has `read(data, limits) -> Found`; raises UnreadableLaw."""


def main(hint: str = "txt") -> int:
    """Answer on standard output; 0 = answered, also with a refusal."""
    return answer_once(LIMITS, lambda data: framed(answer_to(data, hint)))


def answer_to(data: bytes, hint: str) -> Answer:
    """The lines of `data`, or why there are none."""
    try:
        kind = kind_of(data, hint)
        found: Found = import_module(_READERS[kind]).read(data, LIMITS)
        checked_one = checked(found, LIMITS)
    except UnreadableLaw as refused:
        return Answer(refused=refused.reason, detail=refused.detail)
    except ReadingFailed as failed:
        return Answer(refused=failed.reason, detail=failed.detail)
    except (MemoryError, RecursionError):
        return Answer(refused=Refusal.TOO_MUCH_MEMORY)
    except Exception as error:  # noqa: BLE001 (whatever a foreign file brings about is an answer)
        return Answer(refused=Refusal.BROKE, detail=type(error).__name__)
    return Answer(
        kind=kind,
        lines=tuple(checked_one.lines),
        pages=checked_one.pages,
        encoding=checked_one.encoding,
        set_aside=tuple(checked_one.set_aside),
        remarks=tuple(checked_one.remarks),
    )
