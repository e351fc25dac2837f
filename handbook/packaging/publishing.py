"""A name and a way to make it go in; the product stands in ``dist`` whole under that name, or not at all."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.whole_file import replace_durably

_PARTIAL = ".partial-"


def require_space(folder: Path, needed: int) -> None:
    """Raise BuildError where the disk of `folder` has less than `needed` bytes left."""
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise BuildError(
            f"The disk of {folder} has {free // 2**20} MB left; the build needs {needed // 2**20} MB. "
            "Nothing was built."
        )


@contextmanager
def disk_errors_told(folder: Path) -> Iterator[None]:
    """Turn 'disk full' and 'may not write' inside the block into a BuildError."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise BuildError(f"The disk of {folder} is full; no product was replaced.") from error
        if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
            raise BuildError(f"{error.filename or folder} cannot be written to: {error.strerror}.") from error
        raise


def publish(dist: Path, name: str, make: Callable[[Path], None]) -> Path:
    """Let `make` write a scratch file in `dist`, then give it its final `name` in one move.

    A product of an earlier build stays as it was until then. Raises BuildError where the disk is full; whatever
    stops `make`, an interrupt included, leaves nothing behind.
    """
    dist.mkdir(parents=True, exist_ok=True)
    scratch = dist / f"{_PARTIAL}{os.getpid()}-{name}"
    final = dist / name
    try:
        with disk_errors_told(dist):
            make(scratch)
            replace_durably(scratch, final)
    finally:
        _remove(scratch)
    return final


def sweep(dist: Path) -> None:
    """Remove what a build that was killed left in `dist`."""
    for scratch in dist.glob(f"{_PARTIAL}*"):
        _remove(scratch)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
