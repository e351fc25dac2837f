"""A content folder goes in; its hash (the revision) and a quick stamp that tells whether it changed come out."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from handbook.content.folder_walk import walk_folder


def content_files(root: Path) -> Iterator[Path]:
    """Content files below `root` in a fixed order; hidden files and editors' leavings are left out."""
    return (root / name for name in walk_folder(root).names)


def stamp(*roots: Path | None) -> str:
    """Hash over names, sizes and times of change of all content files: cheap, for “has anything changed?”."""
    digest = hashlib.sha256()
    for root in roots:
        digest.update(b"root\0")
        if root is None:
            continue
        walk = walk_folder(root)
        for name in walk.names:
            digest.update(os.fsencode(name) + b"\0")
            try:
                status = (root / name).stat()
            except OSError:  # gone or locked since it was listed: another stamp than when it was there
                digest.update(b"?\0")
                continue
            digest.update(f"{status.st_size}\0{status.st_mtime_ns}\0".encode())
        for unread in walk.unread:  # mended, it is other content
            digest.update(os.fsencode(unread.name) + f"\0{unread.rule}\0".encode())
        for other in walk.others:  # they make warnings
            digest.update(b"unread\0" + os.fsencode(other) + b"\0")
    return digest.hexdigest()


def revision(files: Iterator[tuple[str, bytes]]) -> str:
    """Hash over (name, bytes) of all content files that were read."""
    digest = hashlib.sha256()
    for name, raw in files:
        digest.update(f"{name}\0{len(raw)}\0".encode())
        digest.update(raw)
    return digest.hexdigest()
