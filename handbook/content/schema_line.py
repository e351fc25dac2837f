"""A file that is being written for the overlay goes in; the line by which editors find its schema comes out."""

import os
from pathlib import Path

from handbook.model.kinds import Kind

MARK = "# yaml-language-server:"
"""What such a line begins with."""
_LEVELS = 4
"""Folders that are looked into, from that of the file upwards: the overlay is the parent of a kind's folder, or of a region's."""


def schema_line(kind: Kind | str, file: str) -> str:
    """The first line of `file` (its whole path), without its end; empty where the overlay holds no schema of `kind`.

    ``handbook schema <overlay>`` writes them. `kind` is a kind of entries, or the name of a special file without its
    ending (values, standing, successors).
    """
    name = f"{kind.value if isinstance(kind, Kind) else kind}.schema.json"
    folder = Path(file).parent
    for level in (folder, *folder.parents[: _LEVELS - 1]):
        if os.path.isfile(level / name):  # noqa: PTH113 (raises nothing, whatever stands there)
            path = Path(os.path.relpath(level / name, folder)).as_posix()
            return f"{MARK} $schema={path}"
    return ""
