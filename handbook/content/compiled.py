"""A handbook goes in and out of one JSON file, so that a desktop does not read hundreds of YAML files at each start."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from handbook import __version__
from handbook.model.handbook import Handbook
from handbook.model.problem import Problem
from handbook.whole_file import write_whole

FORMAT = 9
_FOR_EVERY_USER = 0o644
"""Rights of the file: one user builds what all users of the machine read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledContent:
    """What the file holds."""

    format: int
    program: str
    """Version of the program that wrote it."""
    stamp: str
    """Stamp of the content folders it was read from."""
    handbook: Handbook
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What tells whether the file is wanted."""

    format: int
    program: str
    stamp: str


def write_compiled(path: Path, handbook: Handbook, problems: tuple[Problem, ...], stamp: str) -> None:
    """Write it so that a reader sees the old or the new one whole.

    Raises:
        OSError: the folder cannot be written to, or the disk is full.
    """
    compiled = CompiledContent(
        format=FORMAT, program=__version__, stamp=stamp, handbook=handbook, problems=problems
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, msgspec.json.encode(compiled), mode=_FOR_EVERY_USER)


def read_compiled(path: Path, stamp: str | None = None) -> CompiledContent | None:
    """The compiled content, or None where it is absent, damaged, of another version, or not of this `stamp`."""
    try:
        raw = path.read_bytes()
        head = msgspec.json.decode(
            raw, type=_Head
        )  # passes over the rest: a copy that is not wanted costs little
        if (head.format, head.program) != (FORMAT, __version__) or stamp not in (None, head.stamp):
            return None
        return msgspec.json.decode(raw, type=CompiledContent)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None
