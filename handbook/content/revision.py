"""A content folder goes in; its hash (the revision) and a quick stamp that tells whether it changed come out."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

CONTENT_SUFFIXES = (".yaml", ".svg")


def content_files(root: Path) -> Iterator[Path]:
    """Content files below `root` in a fixed order; hidden files and editors' leavings are left out."""
    if not root.is_dir():
        return
    for path in sorted(root.rglob("*")):
        names = path.relative_to(root).parts
        if (
            path.suffix in CONTENT_SUFFIXES
            and not any(n.startswith((".", "_")) for n in names)
            and path.is_file()
        ):
            yield path


def stamp(*roots: Path | None) -> str:
    """Hash over names, sizes and times of change of all content files: cheap, for “has anything changed?”."""
    digest = hashlib.sha256()
    for root in roots:
        digest.update(b"root\0")
        for path in content_files(root) if root is not None else ():
            status = path.stat()
            name = path.relative_to(root).as_posix() if root is not None else ""
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def revision(files: Iterator[tuple[str, bytes]]) -> str:
    """Hash over (name, bytes) of all content files that were read."""
    digest = hashlib.sha256()
    for name, raw in files:
        digest.update(f"{name}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()
