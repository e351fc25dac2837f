"""Style and scripts of the single HTML file as they travel in it: without what only their authors read."""

import re
from functools import cache
from pathlib import Path

_WEB = Path(__file__).resolve().parent / "web"

_COMMENT = re.compile(r"^\s*//.*|\s//\s[^\"'`]*$")
"""A line, or the end of one where no quote follows: then no string holds the two strokes."""


@cache
def style(name: str) -> str:
    """A style sheet of `web/` without line ends and needless blanks. Its strings must hold no braces, commas or semicolons."""
    text = re.sub(r"/\*.*?\*/", "", _read(name), flags=re.DOTALL)
    text = re.sub(r"\s*([{};,>])\s*", r"\1", text)
    text = re.sub(r":\s+", ":", text)
    return " ".join(text.replace(";}", "}").split())


@cache
def script(name: str) -> str:
    """A script of `web/` without indents, empty lines and comments. A string of several lines would lose its indents."""
    lines = (_COMMENT.sub("", line).strip() for line in _read(name).splitlines())
    return "\n".join(line for line in lines if line)


def _read(name: str) -> str:
    return (_WEB / name).read_text(encoding="utf-8")
