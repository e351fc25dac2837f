"""A process on Windows goes into a job object: little memory, little time, no second process, dead with its maker.

Structures and figures: winnt.h, JOBOBJECT_EXTENDED_LIMIT_INFORMATION. Where no Windows is, tests see to layout and calls.
"""

import ctypes
from typing import Any

from handbook.foreign_files.limits import ProcessLimits

_EXTENDED_LIMIT_INFORMATION = 9
_PROCESS_TIME = 0x2
_ACTIVE_PROCESS = 0x8
_PROCESS_MEMORY = 0x100
_DIE_ON_UNHANDLED_EXCEPTION = 0x400
_KILL_ON_JOB_CLOSE = 0x2000
_LIBRARIES_BYTES = 72 * 1024 * 1024
"""What Python and its libraries commit before a byte of the file is there."""


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", ctypes.c_uint64 * 6),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


def extended_limits(limits: ProcessLimits) -> ExtendedLimits:
    """`limits` as Windows reads them."""
    made = ExtendedLimits()
    made.BasicLimitInformation.LimitFlags = (
        _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY | _DIE_ON_UNHANDLED_EXCEPTION | _KILL_ON_JOB_CLOSE
    )
    made.BasicLimitInformation.PerProcessUserTimeLimit = limits.processor_s * 10_000_000  # of 100 ns
    made.BasicLimitInformation.ActiveProcessLimit = 1
    made.ProcessMemoryLimit = limits.memory_bytes + _LIBRARIES_BYTES
    return made


def kernel() -> Any:
    """The library of Windows that has job objects; only there."""
    return ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]


class Job:
    """One job object; its processes die when it is closed, also when this process dies."""

    def __init__(self, kernel: Any, limits: ProcessLimits) -> None:
        self._kernel = kernel
        kernel.CreateJobObjectW.restype = ctypes.c_void_p
        self._handle = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        made = extended_limits(limits)
        if not self._handle or not kernel.SetInformationJobObject(
            self._handle, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(made), ctypes.sizeof(made)
        ):
            self.close()
            raise OSError("no job object")

    def take(self, process: int) -> None:
        """Put the process with this handle under the limits. Raises OSError."""
        if not self._kernel.AssignProcessToJobObject(self._handle, ctypes.c_void_p(process)):
            raise OSError("the process could not be limited")

    def close(self) -> None:
        """End what still runs in it."""
        if self._handle:
            self._kernel.CloseHandle(self._handle)
            self._handle = ctypes.c_void_p(None)
