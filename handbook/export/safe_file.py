"""Bytes and a path the user chose -> a whole file there, or words that say why not."""

import errno
from pathlib import Path

from handbook.document.words import OLD_DEMO_REFUSED
from handbook.export.errors import DemoRefusedError, ExportError
from handbook.model.text import holds_demo
from handbook.whole_file import Opener, open_draft, write_whole

_PATIENCE = 0.5
"""Seconds: a window waits meanwhile, and a reader that holds the file open will not let go by itself."""


def check_target(path: Path, *, force: bool = False) -> None:
    """Refuse early, before long work: an existing file without `force`, a folder, a device, a missing folder."""
    if path.is_dir():
        raise ExportError(f"{path} 是文件夹,请给出文件名。")
    if not path.parent.is_dir():
        raise ExportError(f"文件夹不存在:{path.parent}。请先建好,或换一个位置。")
    if path.exists() and not path.is_file():  # a replaced /dev/null would be missed by the whole machine
        raise ExportError(f"{path} 不是普通文件,不能覆盖。请换一个文件名。")
    if path.exists() and not force:
        raise ExportError(f"{path} 已经存在,没有覆盖。要覆盖请加 --force,或换一个文件名。")


def write_safely(path: Path, content: bytes, *, force: bool = False, opener: Opener = open_draft) -> None:
    """Write the file whole, with the usual rights. Whatever happens, `path` holds the old file, the new one, or nothing.

    Raises `ExportError` with a message fit for the user.
    """
    check_target(path, force=force)
    if holds_demo(content.decode("utf-8", "ignore")):
        raise DemoRefusedError(OLD_DEMO_REFUSED)
    try:
        write_whole(path, content, is_new=not force, patience=_PATIENCE, opener=opener)
    except OSError as error:
        raise ExportError(_in_words(error, path)) from error


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
    return f"写 {path} 时出错:{error.strerror or error}。没有存好,请换一个文件名,或换一个盘。"
