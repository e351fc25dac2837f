"""A size goes in; an X server without a monitor comes out, for what only a real one shows."""

import os
import shutil
import subprocess
from types import TracebackType

import pytest


class VirtualScreen:
    """`with VirtualScreen(1440, 900) as screen:` – skips the test where there is no Xvfb."""

    def __init__(self, width: int, height: int) -> None:
        self._size = f"{width}x{height}x24"
        self._server: subprocess.Popen[bytes] | None = None
        self._display = ""

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to open its window here."""
        return {"DISPLAY": self._display, "QT_QPA_PLATFORM": "xcb"}

    def __enter__(self) -> "VirtualScreen":
        if shutil.which("Xvfb") is None:
            pytest.skip("needs Xvfb (Debian: xvfb)")
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", self._size, "-nolisten", "tcp"]
        self._server = subprocess.Popen(
            command, pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()  # it names the display once it takes calls
        if not number:
            pytest.fail("Xvfb did not start")
        self._display = f":{number}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait()
