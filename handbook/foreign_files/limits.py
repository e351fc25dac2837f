"""How much a foreign file, and the process that reads it, may be; each room that reads files says its own figures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessLimits:
    """What holds for every kind of file."""

    file_bytes: int = 64 * 1024 * 1024
    """Of the whole file; an office file with scanned pictures may be large and hold little text."""
    unpacked_bytes: int = 256 * 1024 * 1024
    """Of all that a packed file unpacks to, as it says itself."""
    part_bytes: int = 24 * 1024 * 1024
    """Of one part of a packed file, as it really unpacks; its tree takes about ten times that in memory."""
    parts: int = 4_000
    """Number of files packed in a file."""
    characters: int = 1_000_000
    """Of what was read."""
    memory_bytes: int = 440 * 1024 * 1024
    """What the process may take beyond its libraries, which take some 50 MB."""
    processor_s: int = 5
    """Seconds of processor time."""
    wall_s: float = 60.0
    """Seconds from the start of the process to its answer."""
