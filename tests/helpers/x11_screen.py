"""A virtual X screen with a window manager goes in; real key events reach the program that is shown on it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

PROGRAMS = ("Xvfb", "openbox", "xdotool")


def missing_programs() -> str:
    """What must be installed first; empty where everything is."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    return f"not installed: {', '.join(missing)} (apt install xvfb openbox xdotool)" if missing else ""


@contextmanager
def screen(size: str = "1440x900") -> Iterator[str]:
    """A display of its own with openbox on it; both end with the test."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    with tempfile.TemporaryFile() as told:
        server = subprocess.Popen(command, pass_fds=(writing,), stdout=told, stderr=told)
        os.close(writing)
        try:
            with os.fdopen(reading) as number:
                display = f":{number.readline().strip()}"
            environment = os.environ | {"DISPLAY": display}
            manager = subprocess.Popen(["openbox"], env=environment, stdout=told, stderr=told)
            try:
                yield display
            finally:
                manager.terminate()
                manager.wait()
        finally:
            server.terminate()
            server.wait()
