"""How much a file of a law, and the process that reads it, may be; a law is far below each figure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What nobody's statute reaches, and a hostile file does not get past."""

    file_bytes: int = 64 * 1024 * 1024
    """Of the whole file; a Word file with scanned pictures may be large and hold little text."""
    text_bytes: int = 16 * 1024 * 1024
    """Of a file that is text itself (html, md, txt)."""
    unpacked_bytes: int = 256 * 1024 * 1024
    """Of all that a Word file unpacks to, as it says itself."""
    part_bytes: int = 24 * 1024 * 1024
    """Of one part of a Word file, as it really unpacks; its tree takes about ten times that in memory."""
    parts: int = 4_000
    """Number of files packed in a Word file."""
    pages: int = 800
    """Of a PDF; the longest code has some 200."""
    characters: int = 1_000_000
    """Of what was read; the longest code has some 120,000."""
    memory_bytes: int = 440 * 1024 * 1024
    """What the process may take beyond its libraries, which take some 50 MB."""
    processor_s: int = 5
    """Seconds of processor time."""
    wall_s: float = 60.0
    """Seconds from the start of the process to its answer."""


LIMITS = Limits()
"""What the program uses."""
