"""A content folder goes in; its hash (the revision) and a quick stamp that tells whether it changed come out."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

CONTENT_SUFFIXES = (".yaml", ".svg")


def content_files(root: Path) -> Iterator[Path]:
    """Content files below `root` in a fixed order; hidden files and editors' leavings are left out."""
    return (root / name for name in sorted(_names(str(root))))


def _names(folder: str, below: str = "") -> Iterator[str]:
    """Names below `folder`, with forward slashes; by `os.scandir`, since this is on the way to the first window."""
    try:
        found = list(os.scandir(folder))
    except OSError:  # a folder that cannot be looked at has no files for us; opening it is reported elsewhere
        return
    for item in found:
        if item.name.startswith((".", "_")):
            continue
        if item.is_dir():
            yield from _names(item.path, f"{below}{item.name}/")
        elif item.name.endswith(CONTENT_SUFFIXES) and item.is_file():
            yield below + item.name


def stamp(*roots: Path | None) -> str:
    """Hash over names, sizes and times of change of all content files: cheap, for “has anything changed?”."""
    digest = hashlib.sha256()
    for root in roots:
        digest.update(b"root\0")
        for path in content_files(root) if root is not None else ():
            name = os.fsencode(path.relative_to(root)) if root is not None else b""
            try:
                status = path.stat()
            except OSError:  # gone or locked since it was listed: another stamp than when it was there
                digest.update(name + b"\0?\0")
                continue
            digest.update(name + f"\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def revision(files: Iterator[tuple[str, bytes]]) -> str:
    """Hash over (name, bytes) of all content files that were read."""
    digest = hashlib.sha256()
    for name, raw in files:
        digest.update(f"{name}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()
