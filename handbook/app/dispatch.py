"""The window 发停热通知: `handbook bulletin` without an option. What it sends goes through a process of the program itself."""

import argparse
import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from handbook import paths
from handbook.app.qt_application import build_qt, complete_qt
from handbook.bulletin.acts import Answer, answer_of
from handbook.bulletin.kept import read_kept
from handbook.bulletin.remembered import Remembered, load_sounds, read_remembered, write_remembered
from handbook.company_defaults import FILE_NAME, CompanyDefaults, company_defaults
from handbook.crash import Door, Fault
from handbook.desktop.input_method import lead_keyboard
from handbook.desktop.instance_socket import InstanceServer
from handbook.desktop.single_instance import SingleInstance
from handbook.desktop.wishes import SHOW
from handbook.disk_words import reason
from handbook.foreign_files.child_start import program
from handbook.foreign_files.own_copy import environment_of_copy, flags_of_copy
from handbook.settings import read_settings
from handbook.ui.dispatch.dispatch import Dispatch, Ports
from handbook.ui.theme.fonts import screen_family, screen_font
from handbook.ui.theme.palette import palette_of
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import Theme, theme_of
from handbook.ui.window.fault_teller import watch_qt

VERB = "bulletin"
LONGEST_S = 60.0
"""Seconds for one act, whatever the share does; the process itself waits for its turn up to twenty."""
HUNG = "没有发出去：更新文件夹一分钟没有回应。写的都在，看一眼网络，过一会儿再发。"
FAULT = "出了点问题，已记下。刚才那一步可能没有做成，看一眼；写的都在。"
_KEYS = ("bulletins.pem", "snapshot.pem", "timestamp.pem")
_POLL_S = 0.2


def run(args: argparse.Namespace, door: Door | None = None) -> int:
    """Show the window and run until it is closed; the exit code."""
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    qt = build_qt(sys.argv[:1])
    instance = SingleInstance(paths.user_home() / "dispatch-window")  # the desk may be open beside it
    if not instance.take() and instance.ask_first(SHOW):
        return 0
    if door is not None:
        door.folder = paths.log_folder()
        door.watch_native()
        watch_qt(door)
    complete_qt()
    dispatch = make(args)
    dispatch.ended.connect(qt.quit)
    qt.setQuitOnLastWindowClosed(False)  # what is under way is waited for
    server = InstanceServer(instance.home, dispatch)
    outside = _Outside(dispatch, door)
    server.wished.connect(outside.bring)
    dispatch.open(_dress(qt, company_defaults()))
    Thread(target=load_sounds, args=(dispatch.places,)).start()
    lead_keyboard()
    gc.freeze()  # what stands now lives as long as the program
    gc.enable()
    code = qt.exec()
    if door is not None:
        door.listen(None)
    instance.release()
    return code


def make(args: argparse.Namespace) -> Dispatch:
    """The window with all it needs, not shown yet."""
    defaults = company_defaults()
    keys: Path = getattr(args, "keys", None) or paths.user_home() / "dispatch"
    share: Path | None = getattr(args, "to", None) or defaults.update_folder
    words = [VERB, "--json", "--keys", str(keys)]
    if share is not None:
        words += ["--to", str(share)]
    kept = read_kept(paths.user_notices())
    remembered = read_remembered(paths.user_dispatch())
    ports = Ports(
        remembered=remembered,
        keep=keep,
        ask=partial(ask_aside, words),
        notices=kept.notices if kept is not None else (),
        obstacle=obstacle(share, keys),
    )
    return Dispatch(ports, _now)


def obstacle(share: Path | None, keys: Path) -> str:
    """Why nothing can be sent from this computer, for whoever looks after it; empty where it can."""
    if share is None:
        return f"这台电脑还不能发：本单位没有设更新文件夹。请管理员在 {FILE_NAME} 里写上 update_folder。"
    for name in _KEYS:
        try:
            with (keys / name).open("rb") as file:
                file.read(1)
        except FileNotFoundError:
            return (
                f"这台电脑还不能发：没有发停热通知的密钥。请管理员把密钥文件夹里的 dispatch 整个拷到 {keys}。"
            )
        except OSError as error:
            return f"这台电脑还不能发：密钥 {keys / name} 读不了（{reason(error)}）。请管理员看一眼它的权限。"
    return ""


def keep(remembered: Remembered) -> str:
    """Keep it in the folder of this user; why that was refused, else nothing."""
    try:
        write_remembered(paths.user_dispatch(), remembered)
    except OSError as error:
        return reason(error)
    return ""


def ask_aside(words: list[str], act: bytes, is_stopped: Callable[[], bool]) -> Answer:
    """Let a process do `act`, or list the notices where there is none; what it said.

    It is ended when it takes too long or `is_stopped`; a share is left whole by a writer that is killed.
    """
    asked = [*words, "--send", "-"] if act else [*words, "--list"]
    try:
        process = subprocess.Popen(  # noqa: S603 (the program itself)
            [*program(), *asked],
            env=environment_of_copy(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=flags_of_copy(),
        )
    except OSError as error:
        return Answer(is_done=False, words=f"没有发出去：程序起不来（{reason(error)}）。写的都在。")
    given_up = time.monotonic() + LONGEST_S
    said: bytes | None = act
    while True:
        try:
            out, _ = process.communicate(said, timeout=_POLL_S)
            return answer_of(out)
        except subprocess.TimeoutExpired:
            said = None  # it is on its way already
            if is_stopped() or time.monotonic() > given_up:
                process.kill()
                with suppress(subprocess.TimeoutExpired):  # on a share that hangs it may outlive even that
                    process.communicate(timeout=1.0)
                return Answer(is_done=False, words="" if is_stopped() or not act else HUNG)


class _Outside(QObject):
    """A second start brings the window of the first to the front; a fault is told in it."""

    _arrived = Signal()

    def __init__(self, dispatch: Dispatch, door: Door | None) -> None:
        super().__init__(dispatch)
        self._window = dispatch.window
        # Queued: a fault in painting must not change the window while it is painted.
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        if door is not None:
            door.listen(self._on_fault)

    def _on_fault(self, _fault: Fault) -> None:
        self._arrived.emit()

    @Slot()
    def _on_arrived(self) -> None:
        self._window.tell(FAULT)

    @Slot(str)
    def bring(self, _wish: str) -> None:
        """To the front, also from the task bar."""
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()


def _dress(qt: QApplication, defaults: CompanyDefaults) -> Theme:
    settings = read_settings(paths.settings_file(), defaults.settings, defaults.locked)
    is_dark = settings.look == "dark"
    if settings.look == "system":
        is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    theme = theme_of(is_dark=is_dark, scale=settings.scale)
    qt.setFont(screen_font(theme.scale))
    qt.setPalette(palette_of(theme.colours))
    qt.setStyleSheet(stylesheet(theme, screen_family()))
    return theme


def _now() -> datetime:
    return datetime.now().astimezone()
