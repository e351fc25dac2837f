"""Every test runs offscreen, with the bundled font, in a home of its own, and reaches no desktop services."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
OFFSCREEN_LACKS = r"This plugin does not support (propagateSizeHints|raise\(\)|grabbing the keyboard)"
"""Pattern of what the offscreen platform warns of, which is no fault of ours."""

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["FONTCONFIG_FILE"] = str(REPOSITORY / "tests" / "helpers" / "fonts.conf")
os.environ.pop("QT_STYLE_OVERRIDE", None)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from handbook.app.application import Application
    from handbook.model.handbook import Handbook


def pytest_configure(config: pytest.Config) -> None:
    """The offscreen platform warns of what it cannot do; every other warning of Qt fails the test."""
    config.addinivalue_line("qt_log_ignore", OFFSCREEN_LACKS)


@pytest.fixture(autouse=True)
def user_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A fresh home for each test; nothing of the real user is read or written."""
    home = tmp_path / "home"
    monkeypatch.setenv("HANDBOOK_HOME", str(home))
    yield home


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    """What a test left on screen is hidden, and its look taken off: a dialog that stays open has the keyboard of the next test."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtWidgets import QApplication

    for widget in QApplication.topLevelWidgets():
        if widget.isVisible():
            widget.hide()
    undress()


@pytest.fixture(scope="session")
def repository() -> Path:
    """Root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def qapp() -> "Iterator[QApplication]":
    """The Qt application, set up as the program sets it up (pytest-qt's fixture of this name, replaced)."""
    from PySide6.QtWidgets import QApplication

    from handbook.app.qt_application import build_qt

    made = QApplication.instance()
    yield made if isinstance(made, QApplication) else build_qt(["handbook"])


@pytest.fixture(scope="session")
def program_folder(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """What an installed program carries: a copy of the shipped content, compiled and indexed, once per run.

    Where tests run in parallel, the first process that asks makes it, and the others wait for it. No test writes here.
    """
    from tests.helpers.installed import bundle_copy, bundle_for_all

    if hasattr(pytestconfig, "workerinput"):  # a worker of pytest-xdist: its folder stands in that of the run
        return bundle_for_all(REPOSITORY / "content", tmp_path_factory.getbasetemp().parent)
    return bundle_copy(REPOSITORY / "content", tmp_path_factory.mktemp("program"))


@pytest.fixture(scope="session")
def shipped(program_folder: Path) -> "Handbook":
    """The shipped handbook."""
    from tests.helpers.installed import handbook_of

    return handbook_of(program_folder)


@pytest.fixture
def open_program(
    qtbot: "QtBot", program_folder: Path, user_home: Path
) -> "Iterator[Callable[..., Application]]":
    """Starts the real program as often as it is called; waits until it can search, unless told not to."""
    from tests.helpers.installed import start

    started: list[Application] = []

    def open_one(*, wait: bool = True, **overrides: Any) -> "Application":
        program = start(program_folder, user_home, **overrides)
        started.append(program)
        if wait:
            notice = program.window.notice
            qtbot.waitUntil(lambda: program.is_searchable or "搜索" in notice.words, timeout=20_000)
            assert program.is_searchable, notice.words
            # The texts of laws come last; what a test puts in their place must not be put out again by them.
            qtbot.waitUntil(lambda: not _is_at_laws(program), timeout=20_000)
        return program

    yield open_one
    for program in started:
        program.close()
        program.window.deleteLater()
        program.deleteLater()
    started.clear()
    undress()
    let_go()


def _is_at_laws(program: "Application") -> bool:
    preparation = program.furnishing.preparation if program.furnishing is not None else None
    return preparation is not None and preparation.is_at_laws


def let_go() -> None:
    """End what asked for its deletion, and keep the collector from what is left of it in Python.

    PySide dies now and then where the collector frees all that is left of a dead window at once. A program never does
    so: its window lives as long as it. Some 4 MB a window are a small price.
    """
    import gc

    from PySide6.QtCore import QCoreApplication, QEvent

    for _ in range(3):  # what is deleted may ask for the deletion of more
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.freeze()


def undress() -> None:
    """Take the look of the window off the application: widgets of the next test stand bare."""
    from PySide6.QtGui import QPalette
    from PySide6.QtWidgets import QApplication

    from handbook.ui.theme.fonts import screen_font

    app = QApplication.instance()
    if isinstance(app, QApplication) and app.styleSheet():
        app.setStyleSheet("")
        app.setPalette(QPalette())
        app.setFont(screen_font())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """On failure, pictures of all windows are kept beside the other files of the test."""
    report = yield
    if report.when == "call" and report.failed and isinstance(item, pytest.Function):
        folder = item.funcargs.get("tmp_path")
        if isinstance(folder, Path) and "qapp" in item.fixturenames:
            _grab_windows(folder)
            report.sections.append(("windows", f"grabbed into {folder}"))
    return report


def _grab_windows(folder: Path) -> None:
    from PySide6.QtWidgets import QApplication

    for number, window in enumerate(QApplication.topLevelWidgets()):
        if window.isVisible():
            window.grab().save(str(folder / f"window-{number}-{window.objectName() or 'unnamed'}.png"))
