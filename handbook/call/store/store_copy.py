"""The store of a running program -> the same rows to read, from a private copy that is gone afterwards.

The window holds its store alone (locking mode EXCLUSIVE, no shared memory), so that SQLite lets nobody else read
it, read-only or not. Its two files can be copied all the same: the write-ahead log holds every page that a
checkpoint may be moving into the file meanwhile, and what is torn at the end of the log has no valid checksum.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from handbook.call.state.clock import Clock
from handbook.call.store.store import Store
from handbook.call.store.store_errors import StoreLocked, store_error

_TRIES = 20
_WAIT_SECONDS = 0.05
_LOG_HEADER = 32
"""Bytes; changed whenever the log begins anew after a checkpoint (SQLite file format, 4.1)."""
_State = tuple[int, int, bytes]


@contextmanager
def open_copy(path: Path, clock: Clock) -> Iterator[Store]:
    """Everything that was committed when it was copied; writing to it changes nothing. Raises `StoreError`."""
    with tempfile.TemporaryDirectory(prefix="handbook-") as folder:  # for this user alone
        copy = Path(folder) / path.name
        try:
            _copy(path, copy)
        except OSError as error:
            raise store_error(error) from error
        store = Store.open(copy, clock)
        try:
            yield store
        finally:
            store.close()


def _copy(path: Path, copy: Path) -> None:
    """Copy the file, then its log; again where a checkpoint ended meanwhile."""
    log = Path(f"{path}-wal")
    for _ in range(_TRIES):
        before = _state(path, log)
        shutil.copyfile(path, copy)
        copied_log = Path(f"{copy}-wal")
        copied_log.unlink(missing_ok=True)
        with suppress(FileNotFoundError):  # no log, or a closing program has just folded it in
            shutil.copyfile(log, copied_log)
        if _state(path, log) == before:
            return
        time.sleep(_WAIT_SECONDS)
    raise StoreLocked("通话记录正在不停地写入,没能读出。请稍后再试。")


def _state(path: Path, log: Path) -> _State:
    found = path.stat()
    header = b""
    with suppress(FileNotFoundError), log.open("rb") as file:
        header = file.read(_LOG_HEADER)
    return found.st_mtime_ns, found.st_size, header
