"""The program as a process of its own: no display, no network, a pipe that closes, a home that refuses."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.command import run_handbook

NO_NETWORK = """
import sys
def _watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        raise SystemExit("network: " + event + repr(arguments))
sys.addaudithook(_watch)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home."""
    made = tmp_path / "user"
    made.mkdir()
    return made


@pytest.fixture
def content(repository: Path, tmp_path: Path) -> Path:
    """A small content folder."""
    root = tmp_path / "content"
    (root / "regulations").mkdir(parents=True)
    for name in ("handbook.yaml", "values.yaml", "synonyms.yaml"):
        shutil.copy2(repository / "content" / name, root / name)
    for found in sorted(
        (repository / "content" / "regions" / "harbin" / "regulations").glob("reg-hlj-3*.yaml")
    ):
        shutil.copy2(found, root / "regulations" / found.name)
    return root


@pytest.mark.skipif(sys.platform != "linux", reason="displays are asked for on Linux alone")
def test_without_a_display_one_sentence_and_2(home: Path) -> None:
    done = run_handbook(home=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "打不开窗口" in done.stderr
    assert "Traceback" not in done.stderr


def test_search_opens_no_connection(home: Path, content: Path) -> None:
    done = run_handbook("search", "退费", "--json", "--content", content, home=home, code=NO_NETWORK)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)


def test_the_watch_on_the_network_sees_a_connection(home: Path) -> None:
    code = NO_NETWORK + "import socket\nsocket.socket().connect(('127.0.0.1', 9))"
    done = run_handbook("--version", home=home, code=code)
    assert "network: socket." in done.stderr


def test_the_window_opens_no_connection(home: Path, content: Path) -> None:
    code = NO_NETWORK + (
        "import handbook.app.application as app\n"
        "from PySide6.QtCore import QTimer\n"
        "start = app.Application.start\n"
        "def start_and_leave(self):\n"
        "    start(self)\n"
        "    look = QTimer(self)\n"
        "    look.timeout.connect(lambda: self.is_searchable and (self.window.search.field.setText('退费'), self.close()))\n"
        "    look.start(20)\n"
        "app.Application.start = start_and_leave\n"
    )
    done = run_handbook(
        "--content",
        content,
        home=home,
        code=code,
        extra={"QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": "disabled:"},
    )
    assert done.returncode == 0, done.stderr
    assert "network" not in done.stderr


def test_nothing_is_written_outside_handbook_home(home: Path, content: Path) -> None:
    run_handbook("search", "退费", "--content", content, home=home / "data")
    assert {p.name for p in home.iterdir()} == {"data"}


def test_a_pipe_that_closes_is_no_error(home: Path, content: Path) -> None:
    entry = next((content / "regulations").glob("*.yaml")).stem
    code = "import sys; from handbook.__main__ import main; sys.exit(main())"
    made = subprocess.Popen(
        [sys.executable, "-c", code, "show", entry, "--html", "--content", str(content)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "HANDBOOK_HOME": str(home)},
    )
    assert made.stdout is not None
    assert made.stderr is not None
    made.stdout.close()
    error = made.stderr.read().decode()
    made.stderr.close()
    assert (made.wait(60), "Traceback" in error) == (0, False)


def test_the_console_may_have_an_encoding_without_chinese(home: Path, content: Path) -> None:
    done = run_handbook(
        "search", "退费", "--content", content, home=home, extra={"PYTHONIOENCODING": "ascii"}
    )
    assert done.returncode == 0
    assert "法规" in done.stdout


def test_no_qt_is_loaded_for_a_search(home: Path, content: Path) -> None:
    code = "import atexit, sys\natexit.register(lambda: print('PySide6' in sys.modules, file=sys.stderr))"
    done = run_handbook("search", "退费", "--content", content, home=home, code=code)
    assert done.stderr.strip() == "False"


def test_a_home_that_refuses_is_told_in_one_sentence_and_searched_past(home: Path, content: Path) -> None:
    blocked = home / "file"
    blocked.write_text("x")
    done = run_handbook(
        "search", "退费", "--json", "--content", content, home=blocked / "data", extra={"HOME": str(home)}
    )
    assert done.returncode == 0
    assert json.loads(done.stdout)
    assert "索引存不进" in done.stderr
    assert done.stderr.splitlines()[-1].endswith("下次启动还要重建。")
    assert "Traceback" not in done.stderr
