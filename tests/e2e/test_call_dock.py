"""The call desk in a dock of 150 % letters, its keys in the window, and the start after a crash."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from handbook.app.application import Application
from handbook.call.state.call import CallerField
from handbook.content.library import ContentFolders
from handbook.settings import Settings
from handbook.ui.window.main_window import MainWindow
from tests.helpers.typing_in import commit, compose, press

LARGE_DOCK = Settings(look="dark", is_docked=True, dock_width=400, scale=1.5)
DOCK = Settings(look="light", is_docked=True, dock_width=400)
WIDE = Settings(look="light")
CONTROL = Qt.KeyboardModifier.ControlModifier
LEAST_LIST = 290
"""Pixels of the list of steps at 400 × 800 and 150 %: a step of three lines with two lines of answers, whole."""
Program = Callable[..., Application]


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def opened(open_program: Program, settings: Settings) -> MainWindow:
    window = open_program(settings=settings).window
    window.resize(400, 800) if settings.is_docked else window.resize(1440, 900)
    window.activateWindow()
    settle()
    return window


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def with_call(window: MainWindow) -> MainWindow:
    handbook = window.panels.reading.handbook
    window.panels.calls.pin(handbook.procedures[0].id)
    desk = window.panels.calls.desk
    desk.enter_caller(CallerField.ACCOUNT, "230102")
    window.panels.calls.refresh()
    window.columns.show_column(2)
    window.panels.call_panel.take_focus()
    settle()
    return window


def test_large_letters_leave_room_for_the_steps(open_program: Program, qtbot: QtBot) -> None:
    window = with_call(opened(open_program, LARGE_DOCK))
    assert (window.width(), window.height()) == (400, 800)
    assert window.panels.call_panel.run_view.height() >= LEAST_LIST


@pytest.mark.parametrize("settings", [WIDE], ids=["wide"])
def test_at_plain_size_nothing_is_folded(open_program: Program, qtbot: QtBot, settings: Settings) -> None:
    window = with_call(opened(open_program, settings))
    fields = window.panels.call_panel.fields
    press(focused(), Qt.Key.Key_F2)
    settle()
    assert fields[CallerField.ADDRESS].y() > fields[CallerField.PHONE].y()


def test_a_notice_folds_nothing(open_program: Program, qtbot: QtBot) -> None:
    window = with_call(opened(open_program, DOCK))
    fields = window.panels.call_panel.fields
    before = {field: (edit.y(), edit.size()) for field, edit in fields.items()}
    window.tell("磁盘已满,这一步没有存上。" * 6)
    settle()
    assert {field: (edit.y(), edit.size()) for field, edit in fields.items()} == before


@pytest.mark.parametrize("settings", [LARGE_DOCK, DOCK, WIDE], ids=["large", "dock", "wide"])
def test_one_key_from_anywhere_to_the_callers_data(
    open_program: Program, qtbot: QtBot, settings: Settings
) -> None:
    window = with_call(opened(open_program, settings))
    fields = window.panels.call_panel.fields
    window.take_focus()
    settle()
    press(focused(), Qt.Key.Key_F2)
    settle()
    assert fields[CallerField.ADDRESS].hasFocus()
    assert fields[CallerField.ADDRESS].isVisible()
    commit(focused(), "靖宇街8号")
    press(focused(), Qt.Key.Key_Return)
    call = window.panels.calls.desk.active
    assert call is not None
    assert call.caller[CallerField.ADDRESS] == "靖宇街8号"
    assert window.panels.call_panel.run_view.hasFocus()


def test_the_key_is_the_input_methods_while_it_composes(open_program: Program, qtbot: QtBot) -> None:
    window = with_call(opened(open_program, WIDE))
    fields = window.panels.call_panel.fields
    press(focused(), Qt.Key.Key_F2)
    compose(fields[CallerField.ADDRESS], "jingyu")
    press(fields[CallerField.ADDRESS], Qt.Key.Key_F2)
    assert fields[CallerField.ADDRESS].hasFocus()


def test_without_a_call_the_key_says_what_to_do(open_program: Program, qtbot: QtBot) -> None:
    window = opened(open_program, WIDE)
    window.take_focus()
    press(focused(), Qt.Key.Key_F2)
    assert "Ctrl+N" in window.panels.call_panel.strip.words
    assert window.panels.call_panel.strip.isVisible()
    assert not window.notice.isVisible()
    assert window.panels.calls.desk.active is None
    assert window.search.field.hasFocus()


def test_errors_stay_and_hints_pass(open_program: Program, qtbot: QtBot) -> None:
    window = opened(open_program, WIDE)
    QTest.mouseMove(window, window.rect().center())
    window.panels.calls.notice_raised.emit("磁盘已满,这一步没有存上。")
    window.panels.calls.hint_raised.emit("找回了上次未结束的 1 通通话。")
    assert "找回了" in window.notice.words
    window.notice.let_pass(10**6)
    window.notice.let_pass(10**6)  # the mouse may have come to rest between the two
    assert window.notice.words == "磁盘已满,这一步没有存上。"


# After a crash


def crashed(open_program: Program, settings: Settings) -> None:
    """A call was open when the program ended."""
    with_call(opened(open_program, settings)).close()


def started(settings: Settings, program_folder: Path, home: Path) -> Application:
    """The program as a user starts it: the panels are furnished when the frame was painted."""
    program = Application(settings)
    folders = ContentFolders(root=program_folder / "content", bundled=program_folder, cache=home / "cache")
    program.use_folders(folders)
    program.start()
    return program


@pytest.mark.parametrize("settings", [DOCK, WIDE], ids=["dock", "wide"])
def test_the_call_that_came_back_is_on_screen(
    open_program: Program, qtbot: QtBot, settings: Settings, program_folder: Path, user_home: Path
) -> None:
    crashed(open_program, settings)
    program = started(settings, program_folder, user_home)
    qtbot.waitUntil(lambda: program.is_searchable, timeout=20_000)
    window = program.window
    window.activateWindow()
    settle()
    assert window.panels.call_panel.run_view.isVisible()
    on_list = window.panels.call_panel.run_view.hasFocus()
    assert on_list is settings.is_docked  # in the wide window typing goes on in the search
    assert window.search.field.hasFocus() is not on_list
    program.close()
    window.deleteLater()


def test_who_types_already_is_not_interrupted(
    open_program: Program, qtbot: QtBot, program_folder: Path, user_home: Path
) -> None:
    crashed(open_program, DOCK)
    program = started(DOCK, program_folder, user_home)
    commit(program.window.search.field, "退费")
    qtbot.waitUntil(lambda: program.is_searchable, timeout=20_000)
    settle()
    assert program.window.search.isVisible()
    program.close()
    program.window.deleteLater()


def test_without_a_call_the_dock_opens_on_the_search(
    qtbot: QtBot, program_folder: Path, user_home: Path
) -> None:
    program = started(DOCK, program_folder, user_home)
    qtbot.waitUntil(lambda: program.is_searchable, timeout=20_000)
    assert program.window.search.isVisible()
    program.close()
    program.window.deleteLater()
