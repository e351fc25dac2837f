"""Bytes and a path -> a whole file, or none at all: written beside its place, made durable, then moved there."""

import errno
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from handbook.export.errors import ExportError

Opener = Callable[[Path], tuple[IO[bytes], Path]]
"""Makes a new temporary file in a folder."""


def check_target(path: Path, *, force: bool = False) -> None:
    """Refuse early, before long work: an existing file without `force`, a folder, a missing folder."""
    if path.is_dir():
        raise ExportError(f"{path} 是文件夹,请给出文件名。")
    if not path.parent.is_dir():
        raise ExportError(f"文件夹不存在:{path.parent}。请先建好,或换一个位置。")
    if path.exists() and not force:
        raise ExportError(f"{path} 已经存在,没有覆盖。要覆盖请加 --force,或换一个文件名。")


def open_beside(folder: Path) -> tuple[IO[bytes], Path]:
    """A new hidden temporary file in `folder`."""
    handle, name = tempfile.mkstemp(prefix=".export-", suffix=".tmp", dir=folder)
    return os.fdopen(handle, "wb"), Path(name)


def write_safely(path: Path, content: bytes, *, force: bool = False, opener: Opener = open_beside) -> None:
    """Write the file whole. Whatever happens, `path` holds the old file, the new one, or nothing.

    Raises `ExportError` with a message fit for the user.
    """
    check_target(path, force=force)
    draft: Path | None = None
    try:
        file, draft = opener(path.parent)
        with file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _allow_reading(draft, path)
        _move(draft, path, force=force)
        draft = None
        _make_durable(path.parent)
    except OSError as error:
        raise ExportError(_in_words(error, path)) from error
    finally:
        if draft is not None:
            with suppress(OSError):
                draft.unlink()


def _allow_reading(draft: Path, path: Path) -> None:
    """Temporary files are private; what the user exports gets the usual rights, or those of the file it replaces."""
    if os.name == "nt":
        return
    if path.exists():
        mode = path.stat().st_mode & 0o777
    else:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    draft.chmod(mode)


def _move(draft: Path, path: Path, *, force: bool) -> None:
    if force:
        draft.replace(path)
        return
    try:
        # A link fails where a file has appeared meanwhile; a replace would overwrite it.
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(errno.EEXIST, "", str(path)) from None
        draft.replace(path)  # a file system without links
        return
    draft.unlink()


def _make_durable(folder: Path) -> None:
    """Let the folder remember the new name after a power cut; not every system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _in_words(error: OSError, path: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"磁盘空间不够(或超出文件大小限制),{path.name} 没有写出。请清理空间,或换一个盘。"
    if error.errno == errno.EEXIST:
        return f"{path} 已经存在,没有覆盖。要覆盖请加 --force,或换一个文件名。"
    if error.errno == errno.EBUSY or getattr(error, "winerror", 0) in (32, 33):
        return f"{path.name} 正被别的程序打开(例如阅读器)。请关掉后再试,或换一个文件名。"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        busy = "如果它正在别的程序里打开,请先关掉。" if path.exists() else ""
        return f"没有权限写 {path}。{busy}请换一个位置。"
    return f"写 {path} 时出错:{error.strerror or error}。没有写出文件。"
