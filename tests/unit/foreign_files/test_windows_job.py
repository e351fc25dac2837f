"""The job object of Windows: the layout that Windows reads, and the calls in their order, on any system."""

import ctypes
from typing import Any

import pytest

from handbook.foreign_files.failure import Failure
from handbook.foreign_files.limits import ProcessLimits
from handbook.foreign_files.windows_job import (
    BasicLimits,
    ExtendedLimits,
    Job,
    MemoryCounters,
    extended_limits,
)


class Kernel:
    """Notes what it is asked for."""

    def __init__(self, failing: str = "") -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.CreateJobObjectW = self._function("CreateJobObjectW", 77, failing)
        self.SetInformationJobObject = self._function("SetInformationJobObject", 1, failing)
        self.AssignProcessToJobObject = self._function("AssignProcessToJobObject", 1, failing)
        self.CloseHandle = self._function("CloseHandle", 1, failing)
        self.memory, self.seconds = 0, 0.0
        self.is_silent = failing == "K32GetProcessMemoryInfo"

    def K32GetProcessMemoryInfo(self, process: Any, into: Any, size: int) -> int:
        """What the process takes, as it was set."""
        counters = ctypes.cast(into, ctypes.POINTER(MemoryCounters)).contents
        assert (process.value, size) == (42, counters.cb) == (42, ctypes.sizeof(MemoryCounters))
        counters.PagefileUsage = self.memory
        return int(not self.is_silent)

    def GetProcessTimes(self, process: Any, *into: Any) -> int:
        """The same of its time."""
        assert process.value == 42
        times = [ctypes.cast(one, ctypes.POINTER(ctypes.c_uint64)) for one in into]
        times[3].contents.value = int(self.seconds * 10_000_000)
        return int(not self.is_silent)

    def _function(self, name: str, gives: int, failing: str) -> Any:
        def call(*args: Any) -> int:
            self.calls.append((name, *(getattr(arg, "value", arg) for arg in args)))
            return 0 if name == failing else gives

        return call

    @property
    def names(self) -> list[str]:
        return [call[0] for call in self.calls]


@pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="the sizes are those of 64 bits")
def test_the_layout_is_that_of_winnt() -> None:
    """Sizes and places from the headers of the Windows SDK for 64 bits."""
    assert ctypes.sizeof(BasicLimits) == 64
    assert ctypes.sizeof(ExtendedLimits) == 144
    assert (BasicLimits.LimitFlags.offset, BasicLimits.ActiveProcessLimit.offset) == (16, 40)
    assert (ExtendedLimits.IoInfo.offset, ExtendedLimits.ProcessMemoryLimit.offset) == (64, 112)
    assert (ctypes.sizeof(MemoryCounters), MemoryCounters.PagefileUsage.offset) == (72, 56)


def test_limits_are_those_of_the_room() -> None:
    made = extended_limits(ProcessLimits())
    assert made.BasicLimitInformation.LimitFlags == 0x2 | 0x8 | 0x100 | 0x400 | 0x2000
    assert made.BasicLimitInformation.ActiveProcessLimit == 1
    assert made.BasicLimitInformation.PerProcessUserTimeLimit == ProcessLimits().processor_s * 10_000_000
    assert ProcessLimits().memory_bytes < made.ProcessMemoryLimit <= 512 * 1024 * 1024


def test_a_process_is_taken_in_and_the_job_is_closed_once() -> None:
    kernel = Kernel()
    job = Job(kernel, ProcessLimits())
    job.take(42)
    job.close()
    job.close()
    assert kernel.names == [
        "CreateJobObjectW",
        "SetInformationJobObject",
        "AssignProcessToJobObject",
        "CloseHandle",
    ]
    assert kernel.calls[1][1:3] == (77, 9)
    assert kernel.calls[1][4] == ctypes.sizeof(ExtendedLimits)
    assert kernel.calls[2][1:] == (77, 42)


@pytest.mark.parametrize("failing", ["CreateJobObjectW", "SetInformationJobObject"])
def test_a_job_that_cannot_be_made_is_an_error(failing: str) -> None:
    with pytest.raises(OSError, match="job"):
        Job(Kernel(failing), ProcessLimits())


def test_a_process_that_cannot_be_taken_in_is_an_error() -> None:
    job = Job(Kernel("AssignProcessToJobObject"), ProcessLimits())
    with pytest.raises(OSError, match="limited"):
        job.take(42)


@pytest.mark.parametrize(
    ("memory", "seconds", "expected"),
    [
        (0, 0.0, None),
        (500 * 1024 * 1024, 4.9, None),
        (520 * 1024 * 1024, 0.0, Failure.TOO_MUCH_MEMORY),
        (0, 5.1, Failure.TOO_SLOW),
    ],
)
def test_what_a_job_does_not_stop_is_seen_by_its_maker(
    memory: int, seconds: float, expected: Failure | None
) -> None:
    """Wine 8 takes the limits of a job and keeps none of memory and time."""
    kernel = Kernel()
    job = Job(kernel, ProcessLimits())
    assert job.overrun() is None
    job.take(42)
    kernel.memory, kernel.seconds = memory, seconds
    assert job.overrun() is expected


def test_a_process_that_cannot_be_asked_is_let_go_on() -> None:
    kernel = Kernel("K32GetProcessMemoryInfo")
    job = Job(kernel, ProcessLimits())
    job.take(42)
    kernel.memory = 1 << 40
    assert job.overrun() is None
