"""File operations that survive a power cut, and the short locks of virus scanners on Windows."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

# Sharing violations while a scanner or indexer reads the file; they pass within seconds.
_PASSING_WINDOWS_ERRORS = (5, 32, 33)
_PATIENCE_SECONDS = 2.5


def sync_file(path: Path) -> None:
    """Force the file's bytes to the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Force the folder's names to the disk; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_durably(
    source: Path,
    target: Path,
    *,
    replace: Callable[[Path, Path], None] = os.replace,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Put `source` (same folder) in the place of `target`, all or nothing, even across a power cut."""
    sync_file(source)
    _patiently(lambda: replace(source, target), sleep)
    sync_folder(target.parent)


def _patiently(action: Callable[[], None], sleep: Callable[[float], None]) -> None:
    waited, pause = 0.0, 0.05
    while True:
        try:
            return action()
        except OSError as error:
            if getattr(error, "winerror", None) not in _PASSING_WINDOWS_ERRORS or waited >= _PATIENCE_SECONDS:
                raise
        sleep(pause)
        waited, pause = waited + pause, min(2 * pause, 1.0)
