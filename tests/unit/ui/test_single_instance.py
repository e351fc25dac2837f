"""One window for each user: a second start wakes the first; a killed one leaves nothing in the way."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import which
from time import sleep

import pytest
from PySide6.QtCore import QLockFile, QSysInfo, QThread
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from handbook.desktop.hot_key import ADVICE, HotKey
from handbook.desktop.instance_socket import RETRY_MS, InstanceServer, server_name
from handbook.desktop.single_instance import LOCK_NAME, SETTLING_MS, SingleInstance
from handbook.desktop.windows_key import NO_REPEAT, NUMBER, WindowsKey, windows_key
from handbook.desktop.wishes import SHOW, TOGGLE
from handbook.desktop.x11_key import x11_key
from handbook.ui.window_activation import WindowActivation
from tests.conftest import REPOSITORY

HOLDER = """
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from handbook.desktop.instance_socket import InstanceServer
from handbook.desktop.single_instance import SingleInstance
application = QCoreApplication([])
instance = SingleInstance(Path(sys.argv[1]))
print(instance.take(), flush=True)
server = InstanceServer(instance.home)
application.exec()
"""


def test_the_second_is_told_and_the_first_hears(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.take()
    server = InstanceServer(tmp_path)
    assert not second.take()
    with qtbot.waitSignal(server.wished) as heard:
        assert second.ask_first(TOGGLE)
    assert heard.args == [TOGGLE]
    server.close()
    first.release()
    assert second.take()
    second.release()


def test_other_users_have_windows_of_their_own(qapp: object, tmp_path: Path) -> None:
    one, other = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert one.take()
    assert other.take()
    assert server_name(tmp_path / "a") != server_name(tmp_path / "b")
    one.release()
    other.release()


def test_a_wish_that_is_none_is_passed_over(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.take()
    server = InstanceServer(tmp_path)
    heard: list[str] = []
    server.wished.connect(heard.append)
    assert second.ask_first("rm -rf")
    assert second.ask_first(SHOW)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [SHOW]
    server.close()
    first.release()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is a POSIX signal")
def test_a_killed_window_is_no_obstacle(qapp: object, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == "True"
    late = SingleInstance(tmp_path)
    assert not late.take()
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    assert late.take()
    late.release()


MACHINE = QSysInfo.machineHostName()


@pytest.mark.parametrize(
    "left",
    [
        b"",
        b"\0" * 64,
        b"\0",
        b"\n",
        b"\xff\xfe" * 500,
        b"12",
        b"x\ny\nz\n",
        b"1\npython3\nanother-machine\n\n\n",
        f"1\ninit\n{MACHINE}\n\n\n".encode(),
        f"999999999\nhandbook\n{MACHINE}\n\n\n".encode(),
        f"{os.getpid()}\n{Path(sys.executable).resolve().name}\n{MACHINE}\n\n\n".encode(),
    ],
    ids=[
        "empty",
        "zeros",
        "zero",
        "line",
        "bytes",
        "number",
        "words",
        "foreign",
        "other",
        "gone",
        "number-again",
    ],
)
def test_a_lock_that_nobody_holds_is_taken_over_at_once(qapp: object, tmp_path: Path, left: bytes) -> None:
    (tmp_path / LOCK_NAME).write_bytes(left)
    first, second, next_start = (SingleInstance(tmp_path) for _ in range(3))
    assert first.take()
    assert not second.take()
    first.release()
    assert not (tmp_path / LOCK_NAME).exists()
    assert next_start.take()
    next_start.release()


def test_a_lock_that_is_held_is_not_taken_over_whatever_stands_in_it(qapp: object, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.take()
    (tmp_path / LOCK_NAME).write_bytes(b"")
    assert not second.take()
    first.release()


def no_waiting(milliseconds: int) -> None:
    assert milliseconds <= SETTLING_MS
    assert milliseconds != RETRY_MS


@pytest.mark.parametrize("left", ["folder", "unwritable"])
def test_where_the_lock_cannot_be_had_nobody_is_waited_for(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    lock = tmp_path / LOCK_NAME
    if left == "folder":
        lock.mkdir()
    else:
        lock.write_text(f"1\ninit\n{MACHINE}\n\n\n")
        monkeypatch.setattr(os, "access", lambda *_: False)
        monkeypatch.setattr(QLockFile, "removeStaleLockFile", lambda _: False)
        monkeypatch.setattr(QLockFile, "tryLock", lambda *_: False)
        monkeypatch.setattr(QLockFile, "error", lambda _: QLockFile.LockError.LockFailedError)
    monkeypatch.setattr(QThread, "msleep", no_waiting)
    late = SingleInstance(tmp_path)
    assert not late.take()
    assert not late.ask_first(SHOW)


def test_a_window_that_listens_is_found_past_a_lock_that_cannot_be_had(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).mkdir()
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert not first.take()
    server = InstanceServer(tmp_path)
    assert not second.take()
    with qtbot.waitSignal(server.wished):
        assert second.ask_first(SHOW)
    server.close()
    first.release()


def test_a_home_that_cannot_be_made_is_no_obstacle(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file", tmp_path / "file" / "data"):
        instance = SingleInstance(place)
        assert instance.take()
        instance.release()


@pytest.mark.qt_log_ignore("does not support raise")
def test_the_window_comes_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    server, key = InstanceServer(tmp_path), HotKey(WindowsKey(FakeRegistrar()))
    activation = WindowActivation(window, server, key)
    assert not window.isVisible()
    server.wished.emit(SHOW)
    assert window.isVisible()
    window.showMinimized()
    key.pressed.emit()
    assert not window.isMinimized()
    assert activation.parent() is window


class FakeRegistrar:
    """user32 with one key that belongs to another program."""

    def __init__(self) -> None:
        self.held: list[tuple[int, int, int]] = []
        self.taken = {(0x0001, 0x70)}

    def RegisterHotKey(self, window: object, number: int, modifiers: int, key: int) -> int:
        if (modifiers & ~NO_REPEAT, key) in self.taken:
            return 0
        self.held.append((number, modifiers, key))
        return 1

    def UnregisterHotKey(self, window: object, number: int) -> int:
        self.held = [held for held in self.held if held[0] != number]
        return 1


def test_a_press_on_trial_is_nothing_but_tried(qtbot: QtBot) -> None:
    class Grabber:
        """Lends every key."""

        def __init__(self) -> None:
            self.press: Callable[[], None] = lambda: None

        def grab(self, keys: str, pressed: Callable[[], None]) -> bool:
            self.press = pressed
            return True

        def release(self) -> None:
            """Nothing is held."""

    grabber = Grabber()
    key = HotKey(grabber)
    heard: list[str] = []
    key.pressed.connect(partial(heard.append, "pressed"))
    key.tried.connect(partial(heard.append, "tried"))
    key.take("Ctrl+Alt+H")
    for is_on_trial in (False, True, False):
        key.put_on_trial(is_on_trial)
        grabber.press()
    assert heard == ["pressed", "tried", "pressed"]


@pytest.mark.skipif(sys.platform == "win32", reason="would install a filter for real messages")
def test_the_key_is_registered_and_given_back(qapp: object) -> None:
    registrar = FakeRegistrar()
    key = HotKey(WindowsKey(registrar))
    assert key.take("Ctrl+Alt+H") == ""
    assert registrar.held == [(NUMBER, 0x0003 | NO_REPEAT, ord("H"))]
    assert "Alt+F1" in key.take("Alt+F1")
    assert registrar.held == []
    key.release()


@pytest.mark.parametrize(
    ("keys", "code"),
    [("Ctrl+Alt+H", (3, 0x48)), ("Meta+F9", (8, 0x78)), ("Ctrl+Shift+5", (6, 0x35)), ("H", None)],
)
def test_keys_of_windows(qapp: object, keys: str, code: tuple[int, int] | None) -> None:
    assert windows_key(keys) == code


@pytest.mark.parametrize(
    ("keys", "code"),
    [("Ctrl+Alt+H", (12, 0x68)), ("Meta+F9", (64, 0xFFC6)), ("Ctrl+Shift+5", (5, 0x35)), ("H", None)],
)
def test_keys_of_x11(qapp: object, keys: str, code: tuple[int, int] | None) -> None:
    assert x11_key(keys) == code


X11 = """
import sys
from collections.abc import Callable
from functools import partial
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from handbook.desktop.hot_key import HotKey
application = QApplication([])
key, other = HotKey(), HotKey()
presses = []
key.pressed.connect(lambda: (presses.append(1), print("pressed", flush=True)))
print("mine", repr(key.take("Ctrl+Alt+H")), "second", repr(other.take("Ctrl+Alt+H")), flush=True)
QTimer.singleShot(20_000, application.quit)
application.exec()
"""


@pytest.mark.skipif(not (which("Xvfb") and which("xdotool")), reason="needs Xvfb and xdotool")
def test_x11_lends_the_key_to_one_program(tmp_path: Path) -> None:
    display = f":{os.getpid() % 20000 + 300}"
    server = subprocess.Popen(["Xvfb", display, "-nolisten", "tcp"], stderr=subprocess.DEVNULL)
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    environment.pop("WAYLAND_DISPLAY", None)
    try:
        sleep(1.5)
        holder = subprocess.Popen(
            [sys.executable, "-c", X11], stdout=subprocess.PIPE, text=True, env=environment
        )
        assert holder.stdout is not None
        said = holder.stdout.readline()
        assert said.startswith("mine '' second '全局键 Ctrl+Alt+H 已被")
        subprocess.run(["xdotool", "key", "ctrl+alt+h"], env=environment, check=True, timeout=20)
        assert holder.stdout.readline() == "pressed\n"
        subprocess.run(["xdotool", "key", "h"], env=environment, check=True, timeout=20)
        subprocess.run(["xdotool", "key", "Num_Lock", "ctrl+alt+h"], env=environment, check=True, timeout=20)
        assert holder.stdout.readline() == "pressed\n"
        holder.kill()
        holder.wait()
        holder.stdout.close()
    finally:
        server.terminate()
        server.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has the key")
def test_elsewhere_the_desktop_must_do_it(qapp: object) -> None:
    key = HotKey()
    assert not key.is_possible
    assert key.take("Ctrl+Alt+H") == ADVICE
    assert "handbook --toggle" in ADVICE
