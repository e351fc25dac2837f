"""A process of the program itself, started beside the window: what it finds in its environment, how it gives way, how long it may take."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from handbook import paths
from handbook.foreign_files.child_start import environment

_POLL_S = 0.05
_PATIENT = 10
"""How much it gives way to everything else."""


def environment_of_copy() -> dict[str, str]:
    """Ours, with the code that runs here, and the folder of the user that is used here."""
    ours = dict(os.environ)
    if getattr(sys, "frozen", False):
        ours.pop("LD_LIBRARY_PATH", None)  # set by the frozen program for itself, and set anew by its copy
    given = environment(paths.user_home())
    ours |= {name: given[name] for name in ("PYTHONPATH", "__PYVENV_LAUNCHER__") if name in given}
    return ours | {"HANDBOOK_HOME": str(paths.user_home())}


def flags_of_copy() -> int:
    """How Windows is asked to start it: without a window of its own, giving way."""
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0


def give_way(process: "subprocess.Popen[bytes]") -> None:
    """Let it come after whoever works at the desk; Windows was asked for it by `flags_of_copy`."""
    if sys.platform != "win32":
        with suppress(OSError):  # it is over already
            os.setpriority(os.PRIO_PROCESS, process.pid, _PATIENT)


def has_ended(process: "subprocess.Popen[bytes]", seconds: float, is_stopped: Callable[[], bool]) -> bool:
    """Wait for its end; after `seconds`, or when `is_stopped`, it is killed. Whether it ended by itself."""
    given_up = time.monotonic() + seconds
    while process.poll() is None:
        if is_stopped() or time.monotonic() > given_up:
            process.kill()
            with suppress(subprocess.TimeoutExpired):  # on a share that hangs it may outlive even that
                process.wait(1.0)
            return False
        time.sleep(_POLL_S)
    return True
