"""Bytes and a path -> the whole file, or what stood there before, even after kill -9 or a power cut."""

import errno
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PRIVATE = 0o600
"""Rights of a file that its owner alone can read."""
PATIENCE = 2.5
"""Seconds after which a lock of another program is told; a scanner's passes within them."""
_USUAL = 0o666
"""Rights that are asked for where the user's umask decides."""
# Access denied, sharing violation, lock violation: while a scanner or indexer reads the file.
_PASSING_WINDOWS_ERRORS = (5, 32, 33)
# What the folders of some disks in networks answer: they cannot be synced, or not by us. EIO is none of these.
_NOT_SYNCABLE = (
    errno.EINVAL,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.ENOSYS,
    errno.EBADF,
    errno.EACCES,
    errno.EPERM,
)

# What disks without rights of their own answer to chmod: FAT and exFAT sticks, shares of other computers.
_KNOWS_NO_RIGHTS = (
    errno.EPERM,
    errno.EACCES,
    errno.ENOTSUP,
    errno.EOPNOTSUPP,
    errno.ENOSYS,
    errno.EINVAL,
    errno.EROFS,
)

# What a lock says that another holds. Anything else is a disk without locks.
_HELD = (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
# Windows keeps others from reading what is locked, so the byte is one that no file of lines reaches.
_LOCKED_BYTE = 0x7FFF_0000

Opener = Callable[[Path, int], tuple[IO[bytes], Path]]
"""Makes a new file for a draft in a folder, with these rights."""


def open_draft(folder: Path, mode: int = PRIVATE) -> tuple[IO[bytes], Path]:
    """A new hidden file in `folder`; the umask takes from `mode` what it takes."""
    path = folder / f".handbook-{os.urandom(8).hex()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, mode), "wb"), path


def write_whole(
    path: Path,
    content: bytes,
    *,
    mode: int | None = None,
    is_new: bool = False,
    patience: float = PATIENCE,
    opener: Opener = open_draft,
) -> None:
    """Write beside the place, sync, move there, sync the folder; a symbolic link at `path` is replaced, not followed.

    `mode`: the rights of the file (POSIX); None for those of the file it replaces, or the usual ones. `is_new`: never
    over a file that is there. `patience` is in seconds.

    Raises:
        FileExistsError: `is_new`, and there is a file at `path`, if only since a moment ago.
        OSError: the disk refuses. No draft is left; `path` holds what it held, or all of `content` where nothing but
            the sync of the folder failed.
    """
    rights = mode if mode is not None else _rights(path)
    file, draft = opener(path.parent, _USUAL if rights is None else PRIVATE)
    try:
        with file:
            _give_rights_to_draft(draft, rights)  # before the sync, lest a power cut leave those of the draft
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            _move_to_free_place(draft, path, patience)
        else:
            _patiently(lambda: os.replace(draft, path), patience)
    finally:
        with suppress(OSError):
            draft.unlink()
    sync_folder(path.parent)


def append_line(path: Path, line: bytes) -> None:
    """Add `line`, which ends without a line feed, to a file of lines that several people may write to; on the disk when it returns.

    What a power cut left of an earlier line stays a line of its own, so that readers pass over that one alone. Nothing
    that another program appended meanwhile is lost, as it would be if the file were written whole.

    Writers take turns, for the disk shows a long line while half of it stands, and Windows looks for the end before it
    writes. Where the disk knows no locks, or another holds his for longer than `PATIENCE`, the line is written all the
    same: at worst an empty line parts it from the one before.

    Raises:
        OSError: the disk refuses.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags, _USUAL)
    try:
        _wait_for_turn(descriptor)
        size = os.lseek(descriptor, 0, os.SEEK_END)
        is_torn = False
        if size:
            os.lseek(descriptor, size - 1, os.SEEK_SET)
            is_torn = os.read(descriptor, 1) != b"\n"
        whole = (b"\n" if is_torn else b"") + line + b"\n"
        while whole:
            whole = whole[os.write(descriptor, whole) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if not size:
        sync_folder(path.parent)


def _wait_for_turn(descriptor: int) -> None:
    """Lock the file for who opened `descriptor`, until it is closed."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            if sys.platform == "win32":
                os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if error.errno not in _HELD or time.monotonic() >= deadline:
                return
        time.sleep(0.002)


def replace_durably(
    draft: Path,
    path: Path,
    *,
    patience: float = PATIENCE,
    replace: Callable[[Path, Path], None] = os.replace,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Put `draft` (a whole file in the same folder) in the place of `path`, all or nothing, even across a power cut."""
    sync_file(draft)
    _patiently(lambda: replace(draft, path), patience, sleep)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Force the bytes of a file to the disk. Windows does so only for one that is open for writing."""
    _sync(path, os.O_RDWR)


def sync_folder(folder: Path) -> None:
    """Force the names in `folder` to the disk, where it can be done; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    try:
        _sync(folder, os.O_RDONLY)
    except OSError as error:
        if error.errno not in _NOT_SYNCABLE:
            raise


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _rights(path: Path) -> int | None:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        return None


def give_rights(path: Path, rights: int) -> bool:
    """Set the rights of a file or folder; False where its disk knows none, and others may read what stands there.

    Raises:
        OSError: anything else.
    """
    try:
        path.chmod(rights)
    except OSError as error:
        if error.errno not in _KNOWS_NO_RIGHTS:
            raise
        return False
    # A share may take the call and do nothing. Windows keeps rights elsewhere, and gives them to the user alone.
    return sys.platform == "win32" or not path.stat().st_mode & 0o777 & ~rights


def _give_rights_to_draft(draft: Path, rights: int | None) -> None:
    # A disk that refuses them must not keep the file from being written.
    if sys.platform != "win32" and rights is not None and rights != _rights(draft):
        give_rights(draft, rights)


def _move_to_free_place(draft: Path, path: Path, patience: float) -> None:
    try:
        # A link fails where a file has appeared meanwhile; a replace would overwrite it.
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        _patiently(lambda: draft.rename(path), patience)  # overwrites nothing on Windows


def _patiently(
    action: Callable[[], object], patience: float, sleep: Callable[[float], None] = time.sleep
) -> None:
    waited, pause = 0.0, 0.05
    while True:
        try:
            action()
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in _PASSING_WINDOWS_ERRORS or waited >= patience:
                raise
        sleep(pause)
        waited, pause = waited + pause, min(2 * pause, 1.0)
