"""The reading process limits itself, before it has seen a byte of the file (Linux, macOS)."""

import sys
from pathlib import Path

from handbook.foreign_files.limits import ProcessLimits

if sys.platform != "win32":
    import resource

_FILES = 24
"""Open files at once; a module that is imported late needs one."""


def limit_this_process(limits: ProcessLimits) -> None:
    """From now on: little processor time and memory, no new process, no file that grows, no picture of a crash.

    The child does it itself because code between fork and exec of a process with threads may hang. macOS keeps no
    limit of address space; there the limits of time and of the file's size stand alone.
    """
    _lower(resource.RLIMIT_CPU, limits.processor_s, spare=1)  # the softer end says by its signal what it was
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_NOFILE, _FILES)
    _lower(resource.RLIMIT_NPROC, 0)
    if sys.platform == "linux":
        _lower(resource.RLIMIT_AS, _address_space() + limits.memory_bytes)


def _lower(what: int, to: int, spare: int = 0) -> None:
    _soft, hard = resource.getrlimit(what)
    most = to + spare if hard == resource.RLIM_INFINITY else min(to + spare, hard)
    try:
        resource.setrlimit(what, (min(to, most), most))
    except (ValueError, OSError):  # a system that does not know this one; the others stand
        return


def _address_space() -> int:
    """Bytes that the process has now, its libraries loaded."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * resource.getpagesize()
