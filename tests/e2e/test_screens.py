"""On every screen, with every size that was kept, the window can be reached whole: title bar, emergency button, call desk."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which

import pytest
from PySide6.QtCore import QRect

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.skipif(not which("Xvfb"), reason="needs Xvfb")

SLACK = 2
"""Pixels by which a scaled screen rounds."""


@contextmanager
def x_server(size: str) -> Iterator[str]:
    """An X server with one screen, and a window manager where there is one; its display."""
    ours, theirs = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(theirs), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
        pass_fds=[theirs],
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    manager: subprocess.Popen[bytes] | None = None
    try:
        with os.fdopen(ours) as told:
            display = f":{told.readline().strip()}"
        if which("openbox"):
            environment = {**os.environ, "DISPLAY": display}
            manager = subprocess.Popen(
                ["openbox", "--sm-disable"], env=environment, stderr=subprocess.DEVNULL
            )
        yield display
    finally:
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait()


def reports(display: str, home: Path, acts: tuple[str, ...], **extra: str) -> list[dict[str, object]]:
    """What the window said of itself after its start and after each of `acts`."""
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HANDBOOK_HOME": str(home)}
    environment |= {"PYTHONPATH": str(REPOSITORY), **extra}
    environment.pop("WAYLAND_DISPLAY", None)
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.window_on_screen", *acts],
        env=environment,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def assert_in_reach(report: dict[str, object]) -> None:
    rects = {name: QRect(*value) for name, value in report.items() if isinstance(value, list)}
    screen = rects["screen"].adjusted(-SLACK, 0, SLACK, SLACK)
    for name in ("frame", "emergency", "desk"):
        assert screen.contains(rects[name]), (name, report)


@pytest.mark.parametrize(
    "wide",
    [
        "0 0 1900 1000 0",
        "0 0 1900 1000 1",
        "-5000 -5000 800 600 0",
        "900 700 800 600 0",
        "0 0 99999999999999999999 5 0",
        "5000 100 1440 900 0",
    ],
)
def test_a_place_that_was_kept_on_another_screen(tmp_path: Path, wide: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "window.ini").write_text(f"[General]\nwide={wide}\nwidth=9999999999999\nscreen=gone\n")
    with x_server("1024x768") as display:
        for report in reports(display, home, ("desk", "dock", "dock")):
            assert_in_reach(report)


@pytest.mark.parametrize(
    ("screen", "factor"),
    [("1920x1080", "2"), ("1366x768", "1"), ("1024x768", "1"), ("1366x768", "2"), ("1920x1080", "1")],
)
def test_every_screen_at_every_text_size(tmp_path: Path, screen: str, factor: str) -> None:
    with x_server(screen) as display:
        said = reports(display, tmp_path / "home", ("desk", "zoom", "dock", "dock"), QT_SCALE_FACTOR=factor)
    assert [report["act"] for report in said] == ["start", "desk", "zoom", "dock", "dock"]
    for report in said:
        assert_in_reach(report)
    docked = QRect(*said[3]["frame"])  # type: ignore[misc]
    half = QRect(*said[3]["screen"]).width() // 2  # type: ignore[misc]
    assert docked.width() < max(450, half + 4)  # large text widens a dock, to half the screen at most


def test_the_print_dialog_at_the_largest_text(tmp_path: Path) -> None:
    with x_server("1366x768") as display:
        for report in reports(display, tmp_path / "home", ("zoom", "print")):
            assert_in_reach(report)
