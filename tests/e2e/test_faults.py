"""Faults planted where nobody expects them: each is written down, told once, and leaves a window to work with."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from handbook import assembly
from handbook.app import application as application_module
from handbook.app import preparation
from handbook.app.application import Application
from handbook.call.state.clock import SystemClock
from handbook.call.store.store import Store
from handbook.content import library, loader
from handbook.crash import Door
from handbook.model.kinds import Kind
from handbook.ui.call.call_controller import CallController
from handbook.ui.call.call_panel import CallPanel
from handbook.ui.call.emergency_controller import EmergencyController
from handbook.ui.call.emergency_view import EmergencyView
from handbook.ui.contents.contents_panel import ContentsPanel
from handbook.ui.reader.reader_panel import ReaderPanel
from handbook.ui.reader.reader_view import ReaderView
from handbook.ui.widgets.rich_text import RichText
from handbook.ui.window import fault_teller
from handbook.ui.window.fallback_page import FallbackPage
from handbook.ui.window.panels import Panels
from handbook.ui.window.reading_controller import ReadingController
from handbook.ui.window.window_dialogs import WindowDialogs
from tests.conftest import REPOSITORY
from tests.helpers.finding import child
from tests.helpers.typing_in import commit

CALLER = "花园街八十八号 13800138000"
Program = Callable[..., Application]


class Planted(RuntimeError):
    """What nobody expected; it quotes a caller."""

    def __init__(self) -> None:
        super().__init__(CALLER)


def fail(*_: Any, **__: Any) -> Any:
    raise Planted


@pytest.fixture
def door(qtbot: QtBot, user_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    """The door of the program; what reaches it is what the test is about, and fails no test."""
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    with qtbot.capture_exceptions():
        made = Door(user_home / "logs")
        made.install()
        yield made
        made.remove()


def log_of(door: Door) -> str:
    assert door.log is not None
    return door.log.read_text(encoding="utf-8") if door.log.exists() else ""


def is_told(program: Application, door: Door) -> bool:
    """Written down and told, with nothing of the caller in either."""
    QApplication.processEvents()
    words = program.window.notice.words
    assert "Planted" in log_of(door)
    assert not any(part in log_of(door) + words for part in CALLER.split())
    return fault_teller.TOLD in words


def is_usable(program: Application, qtbot: QtBot) -> bool:
    """A caller can be helped: an entry is found, an emergency card opened, a call begun."""
    window = program.window
    window.activateWindow()
    window.take_focus()
    commit(window.search.field, "暖气不热")
    qtbot.waitUntil(lambda: bool(window.search.view.model().rowCount()), timeout=5000)
    window.search.field.clear()
    window.panels.emergency.open()
    assert window.pages.currentWidget() is window.panels.emergency_view
    window.panels.emergency.close()
    handbook = window.panels.reading.handbook
    assert window.panels.calls.pin(handbook.procedures[0].id)
    return window.panels.calls.desk.active is not None


def test_in_a_slot(open_program: Program, door: Door, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WindowDialogs, "show_help", fail)
    program = open_program(door=door)
    for _ in range(3):
        program.window.top_bar.help_requested.emit()
    assert is_told(program, door)
    assert program.window.notice.words.count(fault_teller.TOLD) == 1
    assert [fault.count for fault in door.faults] == [3]
    assert is_usable(program, qtbot)


def test_the_report_is_copied(open_program: Program, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WindowDialogs, "show_help", fail)
    program = open_program(door=door)
    program.window.top_bar.help_requested.emit()
    assert is_told(program, door)
    button = child(program.window.notice, QPushButton, "noticeCopy")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    report = QGuiApplication.clipboard().text()
    assert "Planted" in report
    assert "handbook/ui/window/panels.py" in report
    assert not any(part in report for part in CALLER.split())
    assert button.text() == "已复制"


def test_nothing_comes_over_an_emergency_card(
    open_program: Program, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WindowDialogs, "show_help", fail)
    program = open_program(door=door)
    program.window.panels.emergency.open()
    program.window.top_bar.help_requested.emit()
    assert is_told(program, door)
    assert not program.window.notice.isVisible()
    program.window.panels.emergency.close()
    assert program.window.notice.isVisible()


def test_in_the_worker(
    open_program: Program, door: Door, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assembly, "_open_index", fail)
    program = open_program(wait=False, door=door)
    qtbot.waitUntil(lambda: "搜索暂时不能用" in program.window.notice.words, timeout=10_000)
    assert is_told(program, door)
    assert program.window.panels.contents.isEnabled()
    assert program.window.panels.calls.pin(program.window.panels.reading.handbook.procedures[0].id)


def test_in_a_thread(open_program: Program, door: Door, qtbot: QtBot) -> None:
    program = open_program(door=door)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert is_told(program, door)
    assert "in a thread" in log_of(door)
    assert is_usable(program, qtbot)


def test_in_painting(
    open_program: Program, door: Door, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The painter of the failed paint is let go; the notice brings no endless painting of what fails."""
    painted, is_armed = 0, False
    sound = RichText.paintEvent

    def paint_and_fail(view: ReaderView, event: QPaintEvent) -> None:
        nonlocal painted
        if not is_armed:
            sound(view, event)
            return
        painted += 1
        painter = QPainter(view.viewport())
        painter.drawPoint(0, 0)
        raise Planted

    monkeypatch.setattr(RichText, "paintEvent", paint_and_fail)
    program = open_program(door=door)
    is_armed = True
    program.window.panels.reader.view.viewport().update()
    qtbot.waitUntil(lambda: painted > 0, timeout=5000)
    assert is_told(program, door)
    qtbot.wait(200)
    before = painted
    qtbot.wait(400)
    assert painted - before <= 2
    is_armed = False
    assert is_usable(program, qtbot)
    program.window.panels.reader.view.viewport().update()
    assert not program.window.grab().isNull()


ROOMS = {
    "contents": (ContentsPanel, "__init__"),
    "reader": (ReaderPanel, "__init__"),
    "reading view": (ReaderView, "__init__"),
    "call panel": (CallPanel, "__init__"),
    "emergency view": (EmergencyView, "__init__"),
    "reading": (ReadingController, "__init__"),
    "calls": (CallController, "__init__"),
    "emergency": (EmergencyController, "__init__"),
    "look": (ReaderPanel, "apply_theme"),
    "connecting": (Panels, "_connect"),
    "season": (Panels, "use_phase"),
    "services": (assembly, "make_services"),
}


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_that_cannot_be_made(
    open_program: Program, door: Door, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The plainest room takes the place: the emergency cards can be read, entries found, and it says what lacks."""
    monkeypatch.setattr(*ROOMS[name], fail)
    program = open_program(wait=False, door=door)
    assert is_told(program, door)
    assert "没能打开:通话台" in program.window.notice.words
    assert program.window.notice.isVisible()
    room = child(program.window, FallbackPage)
    assert room.isVisible()
    assert room.list.count() > 300
    QTest.keyClick(room, Qt.Key.Key_F9)
    titles = [room.list.item(row).text() for row in range(room.list.count())]
    assert titles and all(title.startswith(Kind.EMERGENCY.label) for title in titles)
    assert len(room.page.toPlainText()) > 100
    room.field.setText("一氧化碳")
    assert 0 < room.list.count() < 60
    assert "119" in room.page.toPlainText() or "120" in room.page.toPlainText()


def test_furniture_that_cannot_be_loaded(
    open_program: Program, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the program is missing: the cards that came with it can be read in the frame all the same."""
    monkeypatch.setitem(sys.modules, "handbook.app.furnishing", None)
    program = open_program(wait=False, door=door)
    assert "handbook.app.furnishing" in log_of(door)
    assert "没能打开:内容和通话台" in program.window.notice.words
    page = child(program.window, FallbackPage)
    assert page.isVisible()
    assert page.list.count() > 300
    program.window.top_bar.help_requested.emit()  # nobody answers, nothing breaks


PARTS = {
    "store": (assembly, "open_store", "存盘"),
    "open calls": (CallController, "restore", "上次没结束的通话"),
    "Qt's words": (application_module, "complete_qt", "中文按钮"),
    "reading's content": (ReadingController, "show_handbook", "内容的一部分"),
    "calls' content": (CallController, "show_handbook", "内容的一部分"),
    "emergency's content": (EmergencyController, "show_handbook", "内容的一部分"),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_that_fails_leaves_the_others(
    open_program: Program, door: Door, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    owner, attribute, words = PARTS[name]
    monkeypatch.setattr(owner, attribute, fail)
    program = open_program(wait=False, door=door)
    assert is_told(program, door)
    assert words in program.window.notice.words
    window = program.window
    if name != "emergency's content":
        window.panels.emergency.open()
        assert window.panels.emergency_view.isVisible()
        window.panels.emergency.close()
    if name != "calls' content":
        card = next(iter(door_free_handbook(program)))
        assert window.panels.calls.pin(card)


def door_free_handbook(program: Application) -> list[str]:
    """Ids of entries that can be pinned, whatever is read."""
    assert program.furnishing is not None
    assert program.furnishing.preparation is not None
    content = program.furnishing.preparation.content
    assert content is not None
    return [entry.id for entry in content.handbook.procedures]


def test_content_that_cannot_be_opened_is_replaced_by_the_shipped(
    open_program: Program, door: Door, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A bug in reading the site's overlay takes nothing away that came with the program."""
    real = loader.load_content

    def only_without_site(root: Path, site: Path | None = None, region: str = "") -> Any:
        return real(root, region=region) if site is None else fail()

    monkeypatch.setattr(loader, "load_content", only_without_site)
    site = tmp_path / "site"
    (site / "knowledge").mkdir(parents=True)
    (site / "knowledge" / "kn-one.yaml").write_text("id: kn-one", encoding="utf-8")
    program = open_program(wait=False, door=door, site=site)
    qtbot.waitUntil(lambda: program.is_searchable, timeout=60_000)
    assert is_told(program, door)
    assert "随程序来的一份" in program.window.notice.words
    assert is_usable(program, qtbot)


def test_content_that_cannot_be_opened_at_all(
    open_program: Program, door: Door, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(loader, "load_content", fail)
    monkeypatch.setattr(library, "read_compiled", lambda *_: None)
    monkeypatch.setattr(preparation, "read_compiled", lambda *_: None)
    program = open_program(wait=False, door=door)
    qtbot.waitUntil(lambda: "119" in program.window.notice.words, timeout=20_000)
    assert is_told(program, door)


@pytest.mark.parametrize("part", ["place", "search", "store"])
def test_in_closing(
    open_program: Program, door: Door, user_home: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    """Everything else is closed, no call is lost, and the next start tells it."""
    program = open_program(door=door)
    window = program.window
    window.panels.calls.pin(window.panels.reading.handbook.procedures[0].id)
    with monkeypatch.context() as planted:
        if part == "search":
            planted.setattr(program.furnishing, "_close_search", fail)
        elif part == "store":
            planted.setattr(assembly, "close_store", fail)
        else:  # whoever else listens to the closing
            window.closing.connect(fail)
        window.close()
    assert "Planted" in log_of(door)
    assert not window.isVisible()
    if part == "store":
        assert program.furnishing is not None
        assert program.furnishing.store is not None
        assembly.close_store(program.furnishing.store)
    store = Store.open(user_home / "calls.db", SystemClock())
    store.close()
    again = open_program(door=door)
    assert fault_teller.LAST_RUN in again.window.notice.words
    desk = again.window.panels.calls.desk
    assert desk.active is not None
    assert len(desk.active.runs) == 1


def test_without_even_a_frame(user_home: Path) -> None:
    """The plainest window of all: emergency cards can be read where the window itself cannot be made."""
    code = (
        "import sys, handbook.app.application as application, handbook.app.start as app\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from handbook.crash import Door\nfrom handbook import paths\nimport argparse\n"
        f"def fail(*_, **__): raise KeyError({CALLER!r})\n"
        "application.MainWindow = fail\n"
        "def look():\n"
        "    from handbook.ui.window.fallback_page import FallbackPage\n"
        "    rooms = [w for w in QApplication.topLevelWidgets() if isinstance(w, FallbackPage) and w.isVisible()]\n"
        "    print('rooms', len(rooms), 'entries', rooms[0].list.count() > 300, flush=True)\n"
        "    QApplication.quit()\n"
        "QTimer.singleShot(0, look)\n"
        "door = Door(paths.log_folder()); door.install()\n"
        "sys.exit(app.run(argparse.Namespace(content=None, site=None), door))\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "HANDBOOK_HOME": str(user_home)},
    )
    assert "rooms 1 entries True" in found.stdout, found.stderr
    log = (user_home / "logs" / "handbook.log").read_text(encoding="utf-8")
    assert "KeyError" in log
    assert "13800138000" not in log


def planted_tests(folder: Path) -> Path:
    """Tests that look green and have a fault behind them."""
    file = folder / "test_planted.py"
    file.write_text(
        "import threading\n"
        "from handbook.crash import Door\n"
        "from handbook.ui.window.window_dialogs import WindowDialogs\n"
        "def fail(*_, **__): raise RuntimeError('planted')\n"
        "def test_slot(open_program, monkeypatch, user_home):\n"
        "    monkeypatch.setattr(WindowDialogs, 'show_help', fail)\n"
        "    open_program(wait=False).window.top_bar.help_requested.emit()\n"
        "def test_slot_with_door(open_program, monkeypatch, user_home):\n"
        "    door = Door(user_home / 'logs'); door.install()\n"
        "    monkeypatch.setattr(WindowDialogs, 'show_help', fail)\n"
        "    open_program(wait=False, door=door).window.top_bar.help_requested.emit()\n"
        "    door.remove()\n"
        "def test_furnishing(open_program, monkeypatch):\n"
        "    monkeypatch.setattr('handbook.app.application.complete_qt', fail)\n"
        "    open_program(wait=False)\n"
        "def test_thread(qtbot, user_home):\n"
        "    door = Door(user_home / 'logs'); door.install()\n"
        "    thread = threading.Thread(target=fail); thread.start(); thread.join()\n"
        "    door.remove()\n"
        "def test_sound(open_program):\n"
        "    open_program(wait=False)\n",
        encoding="utf-8",
    )
    return file


def test_no_fault_is_hidden_from_the_tests(tmp_path: Path) -> None:
    """The door hands on what it takes: pytest-qt, which watches the same hook, fails each of these."""
    command = [sys.executable, "-m", "pytest", str(planted_tests(tmp_path)), "-q", "-p", "no:cacheprovider"]
    found = subprocess.run(
        [*command, "-p", "tests.conftest", "-c", str(REPOSITORY / "pyproject.toml")],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert found.stdout.startswith("FFFF."), found.stdout[-3000:]
