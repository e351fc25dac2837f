"""What SQLite or the disk refused -> an error whose Chinese text says what, and what still works."""

import errno
import sqlite3

from handbook.errors import HandbookError


class StoreError(HandbookError):
    """The store could not do what was asked; what had been acknowledged before is still there."""


class StoreFull(StoreError):
    """The disk is full."""


class StoreReadOnly(StoreError):
    """The file or its folder cannot be written."""


class StoreLocked(StoreError):
    """Another program holds the store."""


class StoreDamaged(StoreError):
    """The file is not what was written; opening the store anew repairs it from its copies."""


class StoreTooNew(StoreError):
    """A newer program wrote the store; this one must not touch it."""


class StoreUnavailable(StoreError):
    """The disk failed in another way."""


_FULL = StoreFull("磁盘已满,这一步没有存上;之前存好的都在。请腾出空间后再点一次,手册照常可查。")
_READ_ONLY = StoreReadOnly(
    "通话记录所在的文件夹不能写入,这一步没有存上。请联系管理员放开写权限,手册照常可查。"
)
_LOCKED = StoreLocked("通话记录正被另一个程序占用,这一步没有存上。请关掉另一个窗口后再点一次,手册照常可查。")
_DAMAGED = StoreDamaged("通话记录文件有损坏,这一步没有存上。重新打开程序会自动用备份恢复,手册照常可查。")

_BY_CODE: dict[int, StoreError] = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_BY_ERRNO: dict[int, StoreError] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.ENOTDIR: _READ_ONLY,
}
_READ_FAILURES = (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ)


def store_error(cause: sqlite3.Error | OSError | StoreError) -> StoreError:
    """The error for the user; `cause` is to be chained by the caller with ``raise … from``."""
    if isinstance(cause, StoreError):
        return cause
    if isinstance(cause, OSError):
        known = _BY_ERRNO.get(cause.errno or 0)
    elif getattr(cause, "sqlite_errorcode", 0) in _READ_FAILURES:
        known = _DAMAGED
    else:
        # The low byte is the family; extended codes refine it.
        known = _BY_CODE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF)
    if known is not None:
        return type(known)(str(known))
    return StoreUnavailable(f"通话记录没有存上:磁盘或文件出错({cause})。之前存好的都在,手册照常可查。")


def means_damage(cause: sqlite3.Error) -> bool:
    """Whether an error met while reading a store speaks of its bytes, not of the disk around it."""
    outside = (StoreFull, StoreReadOnly, StoreLocked)
    family = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if family == sqlite3.SQLITE_IOERR:
        return isinstance(store_error(cause), StoreDamaged)
    return not isinstance(store_error(cause), outside)
