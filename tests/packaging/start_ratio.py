"""Start to the first painted window: the packaged program against the same program from source, interleaved, under Xvfb.

    python tests/packaging/start_ratio.py PROGRAM [runs]

PROGRAM is the installed or just frozen program (build/linux/gongre-handbook/handbook). Both sides are ended and started
anew each time, in homes of their own that one start has warmed. “Painted” is when the pixels of the screen say so: most
points of a grid over it are no longer what they were. The screen is read from the memory of the X server, so that
looking costs next to nothing, and both sides are looked at in the same way. Goal: ratio ≤ 1.2. Needs Xvfb.
"""

import mmap
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL = 1.2
RUNS = 15
LIMIT_S = 60.0
WIDTH, HEIGHT = 1440, 900
_POINTS = [y * WIDTH * 4 + x * 4 for y in range(30, HEIGHT, 60) for x in range(30, WIDTH, 60)]
_PAINTED = 0.9
_ROOT = Path(__file__).resolve().parents[2]
_SOURCE = (
    f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from handbook.__main__ import main; sys.exit(main())"
)


class Screen:
    """A virtual screen whose pixels can be looked at."""

    def __init__(self, folder: Path) -> None:
        self.display = f":{os.getpid() % 20000 + 100}"
        words = ["Xvfb", self.display, "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"]
        self._server = subprocess.Popen([*words, "-fbdir", str(folder)], stderr=subprocess.DEVNULL)
        path = folder / "Xvfb_screen0"
        until = time.monotonic() + LIMIT_S
        while not (path.exists() and path.stat().st_size > WIDTH * HEIGHT * 4):
            if time.monotonic() > until:
                raise SystemExit("Xvfb does not come up")
            time.sleep(0.05)
        time.sleep(1)
        with path.open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        self._start = len(self._memory) - WIDTH * HEIGHT * 4  # after the header of the XWD form

    def points(self) -> list[bytes]:
        """Colours of the grid."""
        return [self._memory[self._start + at : self._start + at + 3] for at in _POINTS]

    def close(self) -> None:
        """End the server."""
        self._server.terminate()
        self._server.wait(timeout=LIMIT_S)


def start(screen: Screen, command: list[str], environment: dict[str, str]) -> float:
    """Milliseconds from before the process is made until its window is painted."""
    empty = screen.points()
    before = time.monotonic()
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env=environment, stdin=nowhere, stdout=nowhere, stderr=subprocess.PIPE
    )
    try:
        while sum(a != b for a, b in zip(empty, screen.points(), strict=True)) < _PAINTED * len(_POINTS):
            if process.poll() is not None or time.monotonic() - before > LIMIT_S:
                raise SystemExit(f"{command[0]} painted no window: {process.communicate()[1].decode()}")
            time.sleep(0.002)
        return (time.monotonic() - before) * 1000
    finally:
        process.kill()
        process.communicate()
        _wait_for_empty(screen, empty)


def _wait_for_empty(screen: Screen, empty: list[bytes]) -> None:
    until = time.monotonic() + LIMIT_S
    while screen.points() != empty and time.monotonic() < until:
        time.sleep(0.02)


def measure(program: Path, runs: int, scratch: Path) -> float:
    """Print the figures of both sides; the ratio of their medians."""
    commands = {"packaged": [str(program)], "source": [sys.executable, "-c", _SOURCE]}
    screen = Screen(scratch)
    times: dict[str, list[float]] = {name: [] for name in commands}
    try:
        for turn in range(runs + 2):  # two to warm up: caches of the disk, byte code, content, index
            for name, command in commands.items():
                taken = start(screen, command, _environment(screen, scratch / name))
                time.sleep(2 if turn == 0 else 0.3)
                times[name] += [taken] if turn > 1 else []
    finally:
        screen.close()
    for name, column in times.items():
        print(f"  {name:9} median {statistics.median(column):5.0f} ms, least {min(column):5.0f} ms")
    ratio = statistics.median(times["packaged"]) / statistics.median(times["source"])
    print(f"  ratio of medians {ratio:.2f}, of the least {min(times['packaged']) / min(times['source']):.2f}")
    return ratio


def _environment(screen: Screen, home: Path) -> dict[str, str]:
    hindering = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "QT_QPA_PLATFORM", "WAYLAND_DISPLAY")
    kept = {name: value for name, value in os.environ.items() if name not in hindering}
    return {
        **kept,
        "DISPLAY": screen.display,
        "HANDBOOK_HOME": str(home),
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    }


def main() -> int:
    """Measure; 1 where the goal is missed."""
    if len(sys.argv) < 2 or shutil.which("Xvfb") is None:
        print(__doc__ if len(sys.argv) < 2 else "no Xvfb here: nothing was measured", file=sys.stderr)
        return 2
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else RUNS
    with tempfile.TemporaryDirectory() as scratch:
        print(f"{runs} starts each")
        ratio = measure(Path(sys.argv[1]).resolve(), runs, Path(scratch))
    print(f"  goal ≤ {GOAL}: {'met' if ratio <= GOAL else 'missed'}")
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
