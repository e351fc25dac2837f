"""A folder goes in; it is dated, listed, measured or freed of what does not ship."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path


def files_below(folder: Path) -> Iterator[Path]:
    """Files and links below `folder`, in an order that is the same on every machine."""
    for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).as_posix()):
        if path.is_symlink() or path.is_file():
            yield path


def size_of(folder: Path) -> int:
    """Bytes of all files below `folder`; links count nothing."""
    return sum(p.stat().st_size for p in files_below(folder) if not p.is_symlink())


def date_all(folder: Path, epoch: int) -> None:
    """Give everything below `folder` and itself one time of change, and modes that do not hang on a umask."""
    for path in [*folder.rglob("*"), folder]:
        if path.is_symlink():
            os.utime(path, (epoch, epoch), follow_symlinks=False)
            continue
        is_open = path.is_dir() or path.stat().st_mode & 0o100
        path.chmod(0o755 if is_open else 0o644)
        os.utime(path, (epoch, epoch))


def make_empty(folder: Path) -> Path:
    """`folder`, there and empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def remove_matching(folder: Path, patterns: tuple[str, ...]) -> None:
    """Delete what matches one of the glob `patterns` relative to `folder`."""
    for pattern in patterns:
        for path in list(folder.glob(pattern)):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def remove_empty_folders(folder: Path) -> None:
    """Delete folders below `folder` that hold nothing."""
    for path in sorted((p for p in folder.rglob("*") if p.is_dir()), reverse=True):
        if not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()
