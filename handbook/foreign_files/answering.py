"""The child's side: the bytes of a file come in by the pipe, one answer goes out; it needs nothing else."""

import gc
import os
import sys
from collections.abc import Callable
from importlib import import_module

from handbook.foreign_files.limits import ProcessLimits

if sys.platform == "win32":
    import msvcrt

_CHUNK = 1024 * 1024


def answer_once(limits: ProcessLimits, answered: Callable[[bytes], bytes]) -> int:
    """Put this process under `limits`, read its input and write what `answered` makes of it, which never raises.

    Gives 0: the exit code of a process that answered, also with a refusal.
    """
    out = _private_output()
    gc.disable()  # it ends soon; going through 100,000 small values again and again costs a third
    if os.name == "posix":
        import_module("handbook.foreign_files.posix_limits").limit_this_process(limits)
    raw = answered(_all_input())
    while raw:
        raw = raw[os.write(out, raw) :]
    return 0


def _private_output() -> int:
    """Standard output for the answer alone; whatever a library prints goes nowhere."""
    if sys.platform == "win32":
        for handle in (0, 1):
            msvcrt.setmode(handle, os.O_BINARY)
    out = os.dup(1)
    os.dup2(2, 1)
    return out


def _all_input() -> bytes:
    chunks = []
    while chunk := os.read(0, _CHUNK):
        chunks.append(chunk)
    return b"".join(chunks)
