"""How much a file of a law, and the process that reads it, may be; a law is far below each figure."""

from dataclasses import dataclass

from handbook.foreign_files.limits import ProcessLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits(ProcessLimits):
    """What nobody's statute reaches, and a hostile file does not get past; the longest code has 120,000 characters."""

    text_bytes: int = 16 * 1024 * 1024
    """Of a file that is text itself (html, md, txt)."""
    pages: int = 800
    """Of a PDF; the longest code has some 200."""


LIMITS = Limits()
"""What the program uses."""
