"""Where the program's words go goes in; each stream then speaks an encoding that its reader understands.

- A terminal is written to in its own encoding (GB18030, GBK, Big5…) as long as that can spell Chinese; what single
  characters it lacks become question marks. One that cannot (C, POSIX, ASCII, Latin) gets UTF-8.
- A pipe or a file follows the locale in the same way, since what reads it (less, grep, an editor) does too; except on
  Windows, where it is always UTF-8.
- Standard output for programs (``--json``, ``--html``) is UTF-8 everywhere: its readers do not ask for a locale.
"""

import io
import sys
from collections.abc import Sequence
from typing import TextIO

_FOR_PROGRAMS = frozenset({"--json", "--html"})
_SAMPLE = "供热速查,暖气片漏水"
"""What a fitting encoding can spell."""


def prepare_streams(argv: Sequence[str]) -> None:
    """Set the encodings of this process's output and errors, before anything is written."""
    _prepare(sys.stdout, is_for_programs=not _FOR_PROGRAMS.isdisjoint(argv))
    _prepare(sys.stderr, is_for_programs=False)


def fitting(encoding: str, *, is_terminal: bool, is_windows: bool, is_for_programs: bool) -> str:
    """The encoding to write in, where the system would take `encoding`."""
    is_free = is_for_programs or (is_windows and not is_terminal)
    return "utf-8" if is_free or not _can_spell(encoding) else encoding


def _can_spell(encoding: str) -> bool:
    try:
        _SAMPLE.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _prepare(stream: TextIO | None, *, is_for_programs: bool) -> None:
    if not isinstance(stream, io.TextIOWrapper):  # a window on Windows has none
        return
    encoding = fitting(
        stream.encoding,
        is_terminal=stream.isatty(),
        is_windows=sys.platform == "win32",
        is_for_programs=is_for_programs,
    )
    stream.reconfigure(encoding=encoding, errors="replace")
