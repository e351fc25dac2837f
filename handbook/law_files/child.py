"""The reading process: the bytes of a file come in by the pipe, one answer goes out; it needs nothing else.

Started by `handbook.__main__` for the hidden word of `child_start`. What a foreign format may do to its reader ends
with this process: it has limits, an empty folder, and nobody believes it more than one message.
"""

import gc
import os
import sys
from importlib import import_module

from handbook.law_files.formats import kind_of
from handbook.law_files.limits import LIMITS
from handbook.law_files.message import Answer, framed
from handbook.law_files.read_file import FileKind
from handbook.law_files.reader_result import Found, checked
from handbook.law_files.refusal import Refusal, UnreadableLaw

if sys.platform == "win32":
    import msvcrt

_CHUNK = 1024 * 1024
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
    out = _private_output()
    gc.disable()  # it ends soon; a law is 100,000 small values, and going through them again and again costs a third
    if os.name == "posix":
        import_module("handbook.law_files.posix_limits").limit_this_process(LIMITS)
    answer = answer_to(_all_input(), hint)
    raw = framed(answer)
    while raw:
        raw = raw[os.write(out, raw) :]
    return 0


def answer_to(data: bytes, hint: str) -> Answer:
    """The lines of `data`, or why there are none."""
    try:
        kind = kind_of(data, hint)
        found: Found = import_module(_READERS[kind]).read(data, LIMITS)
        checked_one = checked(found, LIMITS)
    except UnreadableLaw as refused:
        return Answer(refused=refused.reason, detail=refused.detail)
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


def _private_output() -> int:
    """Standard output for the answer alone; whatever a library prints goes nowhere."""
    if sys.platform == "win32":
        for handle in (0, 1):
            msvcrt.setmode(handle, os.O_BINARY)
    out = os.dup(1)
    os.dup2(2, 1)
    return out


def _all_input() -> bytes:
    chunks = []
    while chunk := os.read(0, _CHUNK):
        chunks.append(chunk)
    return b"".join(chunks)
