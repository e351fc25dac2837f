"""Start of the real program against a bare PySide6 window, interleaved in the same run: wall and CPU, medians and ratios.

    python tests/benchmarks/start.py [runs]

Each start is a process of its own; times count from just before it is made. “painted” is when the event loop comes
back from the first paint of the window (frame, search box, scopes), “furnished” when reader, contents and call desk are
painted in it, “searchable” when the index is open. Content is compiled and the index
built before. CPU is that of the main thread: the index is opened on another, which begins as soon as the window stands.
Goal: painted ≤ 1.8 × the bare window. Where Xvfb is installed, X11 is measured too.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL = 1.8
RUNS = 15
_STAMP = """
import json, sys, time
stamps = {}
def stamp(name):
    stamps[name] = (time.monotonic(), time.thread_time())
def done():
    print(json.dumps(stamps), flush=True)
"""
BARE = (
    _STAMP
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.painted)
    def painted(self):
        stamp("painted")
        done()
        QApplication.quit()
app = QApplication(sys.argv)
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
)
REAL = (
    _STAMP
    + """
def open_window(args):
    from handbook.app import start as app
    furnish = app.Application.furnish
    def stamp_and_furnish(self):
        stamp("painted")
        furnish(self)
    app.Application.furnish = stamp_and_furnish
    make = app.build
    made = []
    def build_and_keep(args, door=None):
        from PySide6.QtCore import QTimer
        made.append(make(args, door))
        timer = QTimer(made[0])
        timer.timeout.connect(look)
        made[0].furnished.connect(lambda: QTimer.singleShot(0, lambda: (stamp("furnished"), timer.start(1))))
        return made[0]
    app.build = build_and_keep
    def look():
        program = made[0]
        if "搜索" in program.window.notice.words:
            sys.exit(program.window.notice.words)
        if program.is_searchable:
            stamp("searchable")
            done()
            program.close()
    return app.run(args)
from handbook.cli.main import run
run([], open_window)
"""
)


def start(code: str, environment: dict[str, str]) -> dict[str, tuple[float, float]]:
    """(wall, CPU) milliseconds of each stamp of one start."""
    before = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    stamps = json.loads(done.stdout.strip().splitlines()[-1])
    return {name: ((wall - before) * 1000, cpu * 1000) for name, (wall, cpu) in stamps.items()}


def measure(runs: int, environment: dict[str, str]) -> None:
    """Print medians over `runs` interleaved starts."""
    start(REAL, environment)  # compiles the content and builds the index
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(runs):
        found.setdefault("bare painted", []).append(start(BARE, environment)["painted"])
        for name, times in start(REAL, environment).items():
            found.setdefault(name, []).append(times)
    for name, column in found.items():
        wall, cpu, least = _median(column, 0), _median(column, 1), min(t[0] for t in column)
        print(f"  {name:13} wall {wall:6.0f} ms (least {least:5.0f})   CPU {cpu:6.0f} ms")
    for name in ("painted", "furnished", "searchable"):
        ratios = [_median(found[name], i) / _median(found["bare painted"], i) for i in (0, 1)]
        goal = f"   goal ≤ {GOAL}" if name == "painted" else ""
        print(f"  {name} / bare: wall {ratios[0]:.2f}, CPU {ratios[1]:.2f}{goal}")


def _median(times: list[tuple[float, float]], column: int) -> float:
    return statistics.median(t[column] for t in times)


def main() -> None:
    """Measure offscreen, and under Xvfb where it is installed."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as home:
        root = str(Path(__file__).resolve().parents[2])
        environment = {
            **os.environ,
            "HANDBOOK_HOME": home,
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "PYTHONPATH": root,
        }
        for name in (
            "PYTHONDONTWRITEBYTECODE",
            "PYTHONUNBUFFERED",
        ):  # no user sets them; the first start warms byte code
            environment.pop(name, None)
        print(f"offscreen, {runs} starts each")
        measure(runs, {**environment, "QT_QPA_PLATFORM": "offscreen"})
        server = shutil.which("Xvfb")
        if server is None:
            print("no Xvfb here: X11 was not measured")
            return
        display = f":{os.getpid() % 20000 + 100}"
        x11 = subprocess.Popen(
            [server, display, "-screen", "0", "1600x1000x24", "-nolisten", "tcp"], stderr=subprocess.DEVNULL
        )
        try:
            time.sleep(2)
            print(f"X11 (Xvfb), {runs} starts each")
            measure(runs, {**environment, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display})
        finally:
            x11.terminate()
            x11.wait()


if __name__ == "__main__":
    main()
