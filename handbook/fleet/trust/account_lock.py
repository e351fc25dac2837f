"""A key without a passphrase -> the same, locked by the system for one account on one computer: a copy of the file is of no use.

Windows alone knows that (CryptProtectData); elsewhere the rights of the file are what keeps others out.
"""

import base64
import ctypes
import errno
import sys
from typing import Any, Protocol

_MARK = b"handbook-account-key-1\n"
_NO_QUESTIONS = 0x1
"""CRYPTPROTECT_UI_FORBIDDEN: it is asked for by schedules, too."""


class AccountLock(Protocol):
    """Locks and opens what one account alone may read."""

    def lock(self, data: bytes) -> bytes:
        """`data`, locked. Raises OSError where the system refuses."""

    def unlock(self, data: bytes) -> bytes:
        """What was locked. Raises OSError where it was for another account, or is damaged."""


class _Blob(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint32), ("data", ctypes.c_void_p))


class WindowsLock:
    """By the system's own calls."""

    def __init__(self, crypt32: Any, kernel32: Any) -> None:
        """The two libraries, or what stands for them in a test."""
        place = ctypes.POINTER(_Blob)
        others = [ctypes.c_void_p, place, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32, place]
        for call in (crypt32.CryptProtectData, crypt32.CryptUnprotectData):
            call.argtypes, call.restype = [place, *others], ctypes.c_int
        kernel32.LocalFree.argtypes, kernel32.LocalFree.restype = [ctypes.c_void_p], ctypes.c_void_p
        self._protect, self._unprotect = crypt32.CryptProtectData, crypt32.CryptUnprotectData
        self._free = kernel32.LocalFree

    def lock(self, data: bytes) -> bytes:
        """`data`, locked for the account that runs this."""
        return self._called(self._protect, data)

    def unlock(self, data: bytes) -> bytes:
        """What was locked by it."""
        return self._called(self._unprotect, data)

    def _called(self, call: Any, data: bytes) -> bytes:
        held = ctypes.create_string_buffer(data, len(data))
        given = _Blob(len(data), ctypes.addressof(held))
        taken = _Blob()
        done = call(ctypes.byref(given), None, None, None, None, _NO_QUESTIONS, ctypes.byref(taken))
        ctypes.memset(held, 0, len(data))
        if not done or not taken.data:
            raise OSError(errno.EACCES, "the system did not lock or open it for this account")
        try:
            return ctypes.string_at(taken.data, taken.size)
        finally:
            ctypes.memset(taken.data, 0, taken.size)
            self._free(taken.data)


def account_lock() -> AccountLock | None:
    """That of this system; None where it has none."""
    if sys.platform != "win32":
        return None
    return WindowsLock(ctypes.WinDLL("crypt32"), ctypes.WinDLL("kernel32"))


def is_locked(data: bytes) -> bool:
    """Whether the file of a key holds one that opens for one account."""
    return data.startswith(_MARK)


def locked_file(data: bytes, lock: AccountLock) -> bytes:
    """The bytes of a file that holds `data`, locked; what would not open again is not kept.

    Raises:
        OSError: the system refuses, or it would not open again.
    """
    locked = lock.lock(data)
    if lock.unlock(locked) != data:
        raise OSError(errno.EIO, "what was locked does not open")
    return _MARK + base64.b64encode(locked) + b"\n"


def opened_file(data: bytes, lock: AccountLock | None) -> bytes:
    """What such a file holds.

    Raises:
        OSError: it is of another account or another computer, or damaged.
    """
    if lock is None:
        raise OSError(errno.ENOTSUP, "locked by another system")
    try:
        return lock.unlock(base64.b64decode(data[len(_MARK) :], validate=False))
    except ValueError:
        raise OSError(errno.EIO, "damaged") from None
