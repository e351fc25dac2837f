"""A folder goes in; the names of the files in it that anybody opens come out, told by the Linux kernel (inotify)."""

import ctypes
import os
import struct
import sys
from pathlib import Path

_IN_OPEN = 0x20
_EVENT = struct.Struct("iIII")


class OpenedFiles:
    """Watches one folder until it is closed; sees what C++ opens too, which Python's audit hooks do not."""

    is_possible = sys.platform == "linux"

    def __init__(self, folder: Path) -> None:
        library = ctypes.CDLL(None, use_errno=True)
        self._handle = library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._handle < 0 or library.inotify_add_watch(self._handle, os.fsencode(folder), _IN_OPEN) < 0:
            raise OSError(ctypes.get_errno(), f"no watch on {folder}")

    def close(self) -> None:
        """Stop watching."""
        os.close(self._handle)

    def names(self) -> list[str]:
        """Names of the files that were opened since the last call."""
        try:
            raw = os.read(self._handle, 65536)
        except BlockingIOError:
            return []
        found, at = [], 0
        while at < len(raw):
            size = _EVENT.unpack_from(raw, at)[3]
            at += _EVENT.size
            found.append(raw[at : at + size].rstrip(b"\0").decode())
            at += size
        return [name for name in found if name]
