"""A process on Windows goes into a job object: little memory, little time, no second process, dead with its maker.

Structures and figures: winnt.h and psapi.h. Where no Windows is, tests see to layout and calls. Wine 8 keeps of all limits of
a job only that its processes die with it, so that whoever made one also looks at what its process takes.
"""

import ctypes
from typing import Any

from handbook.foreign_files.failure import Failure
from handbook.foreign_files.limits import ProcessLimits

_EXTENDED_LIMIT_INFORMATION = 9
_PROCESS_TIME = 0x2
_ACTIVE_PROCESS = 0x8
_PROCESS_MEMORY = 0x100
_DIE_ON_UNHANDLED_EXCEPTION = 0x400
_KILL_ON_JOB_CLOSE = 0x2000
_LIBRARIES_BYTES = 72 * 1024 * 1024
"""What Python and its libraries commit before a byte of the file is there."""
_UNITS_IN_SECOND = 10_000_000
"""Windows counts time by 100 ns."""


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


class MemoryCounters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS."""

    _fields_ = (
        ("cb", ctypes.c_uint32),
        ("PageFaultCount", ctypes.c_uint32),
        ("PeakWorkingSetSize", ctypes.c_size_t),
        ("WorkingSetSize", ctypes.c_size_t),
        ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPagedPoolUsage", ctypes.c_size_t),
        ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
        ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
        ("PagefileUsage", ctypes.c_size_t),
        ("PeakPagefileUsage", ctypes.c_size_t),
    )


def extended_limits(limits: ProcessLimits) -> ExtendedLimits:
    """`limits` as Windows reads them."""
    made = ExtendedLimits()
    made.BasicLimitInformation.LimitFlags = (
        _PROCESS_TIME | _ACTIVE_PROCESS | _PROCESS_MEMORY | _DIE_ON_UNHANDLED_EXCEPTION | _KILL_ON_JOB_CLOSE
    )
    made.BasicLimitInformation.PerProcessUserTimeLimit = limits.processor_s * _UNITS_IN_SECOND
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
        self._limits = limits
        self._process: ctypes.c_void_p | None = None
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
        handle = ctypes.c_void_p(process)
        if not self._kernel.AssignProcessToJobObject(self._handle, handle):
            raise OSError("the process could not be limited")
        self._process = handle

    def overrun(self) -> Failure | None:
        """What its process has taken too much of and still lives; None while it keeps within its limits, or cannot be asked."""
        if self._process is None:
            return None
        taken = MemoryCounters(cb=ctypes.sizeof(MemoryCounters))
        if self._kernel.K32GetProcessMemoryInfo(self._process, ctypes.byref(taken), taken.cb):
            most = self._limits.memory_bytes + _LIBRARIES_BYTES
            if max(taken.PagefileUsage, taken.WorkingSetSize) > most:
                return Failure.TOO_MUCH_MEMORY
        times = [ctypes.c_uint64() for _ in range(4)]  # begun, ended, in the system, in the program
        if self._kernel.GetProcessTimes(self._process, *map(ctypes.byref, times)):
            seconds = times[3].value / _UNITS_IN_SECOND
            if seconds > self._limits.processor_s:
                return Failure.TOO_SLOW
        return None

    def close(self) -> None:
        """End what still runs in it."""
        if self._handle:
            self._kernel.CloseHandle(self._handle)
            self._handle = ctypes.c_void_p(None)
