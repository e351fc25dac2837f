"""Style and scripts of the single HTML file as they travel in it: without what only their authors read."""

import re
from functools import cache
from pathlib import Path

_WEB = Path(__file__).resolve().parent / "web"

_COMMENT = re.compile(r"^\s*//.*|\s//\s[^\"'`]*$")
"""A line, or the end of one where no quote follows: then no string holds the two strokes."""

_MARK = re.compile(r'("[^"]*"|`[^`]*`)|\s*([=<>?:,;{}()\[\]|&])\s*')
"""A string or template, which is left alone, or a mark with the blanks around it; not + and -, of which two make another."""


@cache
def style(name: str) -> str:
    """A style sheet of `web/` without line ends and needless blanks. Its strings must hold no braces, commas or semicolons."""
    text = re.sub(r"/\*.*?\*/", "", _read(name), flags=re.DOTALL)
    text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
    text = re.sub(r":\s+", ":", text)
    return " ".join(text.replace(";}", "}").split())


@cache
def script(name: str) -> str:
    """A script of `web/` without indents, empty lines, comments and needless blanks.

    A string of several lines would lose its indents.
    """
    lines = (_squeezed(_COMMENT.sub("", line).strip()) for line in _read(name).splitlines())
    text = "\n".join(line for line in lines if line)
    return re.sub(r"([;{,(])\n", r"\1", text)


def _squeezed(line: str) -> str:
    """`line` without blanks beside marks that end a word anyway.

    One that may hold a pattern stays as it is, and so does one of two templates: they may stand in each other.
    """
    if re.search(r"[/'\\]", line) or line.count("`") not in (0, 2):
        return line
    return _MARK.sub(lambda found: found[1] or found[2], line)


def _read(name: str) -> str:
    return (_WEB / name).read_text(encoding="utf-8")
