"""Unpacks archives that a test made itself, on every Python that the program promises."""

import tarfile
from pathlib import Path
from typing import Any


def unpack(archive: Path, folder: Path) -> None:
    """All members of a tar archive. Python before 3.11.4 knows no filters; later ones want one named."""
    known: dict[str, Any] = {"filter": "tar"} if hasattr(tarfile, "tar_filter") else {}
    with tarfile.open(archive) as opened:
        opened.extractall(folder, **known)
