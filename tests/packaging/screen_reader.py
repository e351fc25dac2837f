"""A program on a screen goes in; what it says to a screen reader comes out: the words of the window, asked from outside.

Needs Xvfb, xdotool, dbus-daemon, Debian's at-spi2-core and python3-dbus. The same file, run by the system's Python, is the reader.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

LIMIT_S = 90.0
READER = Path("/usr/bin/python3")
_LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
_HINDERING = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "PYTHONPATH", "LD_LIBRARY_PATH")


def why_not() -> str:
    """Why nothing can be asked here; "" where it can."""
    missing = [name for name in ("Xvfb", "dbus-daemon", "xdotool") if shutil.which(name) is None]
    missing += [str(path) for path in (READER, _LAUNCHER) if not path.exists()]
    if (
        not missing
        and subprocess.run([READER, "-c", "import dbus"], capture_output=True, check=False).returncode
    ):
        missing.append("python3-dbus")
    return f"missing: {' '.join(missing)}" if missing else ""


class Screen:
    """A screen of its own with a bus of its own, on which a screen reader listens."""

    def __init__(self) -> None:
        display = f":{os.getpid() % 20000 + 200}"
        nowhere = subprocess.DEVNULL
        words = ["Xvfb", display, "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
        self._server = subprocess.Popen(words, stdout=nowhere, stderr=nowhere)
        socket = Path("/tmp/.X11-unix") / f"X{display[1:]}"
        _wait(socket.exists, "Xvfb does not come up")
        kept = {name: value for name, value in os.environ.items() if name not in _HINDERING}
        self.environment = kept | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=nowhere,
            text=True,
        )
        assert self._bus.stdout is not None
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._bus.stdout.readline().strip()
        self._reader("listen")

    def words(self) -> list[str]:
        """Every name and description that is told just now, by whatever runs on this screen."""
        return [line for line in self._reader("read").splitlines() if line.strip()]

    def wait_for(self, words: str, limit_s: float = LIMIT_S) -> list[str]:
        """What is told, as soon as `words` are among it.

        Raises:
            AssertionError: they are not, in all that time.
        """
        told: list[str] = []

        def look() -> bool:
            told[:] = self.words()
            return any(words in line for line in told)

        _wait(look, f"nobody says {words}", limit_s, lambda: "\n".join(told))
        return told

    def press(self, key: str) -> None:
        """A key, in xdotool's words, to the window of the program."""
        self._hand("key", key)

    def _hand(self, *words: str) -> None:
        window = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "^供热速查$"],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()[0]
        for act in (["windowfocus", window], list(words)):
            subprocess.run(["xdotool", *act], env=self.environment, check=True, timeout=LIMIT_S)

    def close(self) -> None:
        """End what was started here."""
        for process in (self._bus, self._server):
            process.terminate()
            process.wait(LIMIT_S)
        if self._bus.stdout is not None:
            self._bus.stdout.close()

    def _reader(self, what: str) -> str:
        done = subprocess.run(
            [READER, __file__, what],
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=LIMIT_S,
            check=True,
        )
        return done.stdout


def _wait(
    is_so: Callable[[], bool], what: str, limit_s: float = LIMIT_S, told: Callable[[], str] = lambda: ""
) -> None:
    until = time.monotonic() + limit_s
    while not is_so():
        assert time.monotonic() < until, f"{what}\n{told()}"
        time.sleep(0.2)


def _read(what: str) -> None:
    """In the system's Python: let programs tell (``listen``), or print what they tell (``read``)."""
    import dbus  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 (the system's Python alone has it)

    properties, accessible = "org.freedesktop.DBus.Properties", "org.a11y.atspi.Accessible"
    session = dbus.SessionBus()
    session.start_service_by_name("org.a11y.Bus")
    door = session.get_object("org.a11y.Bus", "/org/a11y/bus")
    if what == "listen":
        for name in ("IsEnabled", "ScreenReaderEnabled"):
            value = dbus.Boolean(True, variant_level=1)
            dbus.Interface(door, properties).Set("org.a11y.Status", name, value)
        return
    bus = dbus.bus.BusConnection(dbus.Interface(door, "org.a11y.Bus").GetAddress())
    left = [("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")]
    while left:
        owner, place = left.pop()
        one = bus.get_object(owner, place, introspect=False)
        try:
            for name in ("Name", "Description"):
                print(dbus.Interface(one, properties).Get(accessible, name))
            left += [(str(a), str(b)) for a, b in dbus.Interface(one, accessible).GetChildren()]
        except dbus.DBusException:  # it went away meanwhile
            continue


if __name__ == "__main__":
    _read(sys.argv[1])
